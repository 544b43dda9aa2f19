"""The few things that SQLite and PostgreSQL say differently."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import Connection, Table, text
from sqlalchemy.dialects import postgresql, sqlite

BATCH = 500
"""How many values one IN list holds."""

T = TypeVar("T")


def is_postgresql(connection: Connection) -> bool:
    """Whether rows and tables have to be locked against other writers; on SQLite there are none within a transaction."""
    return connection.dialect.name == "postgresql"


def upsert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An INSERT that knows ON CONFLICT."""
    return postgresql.insert(table) if is_postgresql(connection) else sqlite.insert(table)


def batches(values: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """The values in their order, at most `size` at a time; nothing for none."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def one_at_a_time(connection: Connection, what: int) -> None:
    """Keeps other transactions that ask for the same number out until this one ends."""
    if is_postgresql(connection):
        connection.execute(text("SELECT pg_advisory_xact_lock(:what)"), {"what": what})
