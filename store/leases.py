"""Who works on a row, and for how long: what feeds and entries have in common (rule 9)."""

from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, or_

from store.instants import FARTHEST_TRY, LONGEST_LEASE


def is_free(table: Table, now: datetime) -> ColumnElement[bool]:
    """Whether nobody works on the row: nobody ever did, it was given back, or its time is up."""
    until = table.c.lease_until
    return or_(until.is_(None), until <= now, until > now + LONGEST_LEASE)


def is_due(column: Column[Any], now: datetime) -> ColumnElement[bool]:
    """Whether the instant of an entry's next try has come."""
    return or_(column <= now, column > now + FARTHEST_TRY)
