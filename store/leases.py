"""Who works on a row, and for how long: what feeds and entries have in common (rule 9)."""

from datetime import datetime

from sqlalchemy import ColumnElement, Table, or_

from store.instants import LONGEST_LEASE


def is_free(table: Table, now: datetime) -> ColumnElement[bool]:
    """Whether nobody works on the row: nobody ever did, it was given back, or its time is up."""
    until = table.c.lease_until
    return or_(until.is_(None), until <= now, until > now + LONGEST_LEASE)
