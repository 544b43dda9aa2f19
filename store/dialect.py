"""The few things that SQLite and PostgreSQL say differently."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, bindparam, text

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql, sqlite


def is_postgresql(connection: Connection) -> bool:
    """Whether rows and tables have to be locked against other writers; on SQLite there are none within a transaction."""
    return connection.dialect.name == "postgresql"


class Upsert:
    """An INSERT that leaves rows whose primary key is there already, or overwrites their `columns`, and sets those in `also`.

    It is made once for each engine that asks for it: making it costs more than running it.
    """

    def __init__(self, table: Table, *columns: str, **also: ColumnElement[Any]) -> None:
        self._table, self._columns, self._also = table, columns, also
        self._made: dict[str, postgresql.Insert | sqlite.Insert] = {}

    def on(self, connection: Connection) -> "postgresql.Insert | sqlite.Insert":
        """The statement in the words of the connection's engine."""
        name = connection.dialect.name
        if name not in self._made:
            self._made[name] = self._make(_insert_of(name)(self._table))
        return self._made[name]

    def _make(self, put: "postgresql.Insert | sqlite.Insert") -> "postgresql.Insert | sqlite.Insert":
        key = [column.name for column in self._table.primary_key]
        if not self._columns:
            return put.on_conflict_do_nothing(index_elements=key)
        overwritten = {name: put.excluded[name] for name in self._columns}
        return put.on_conflict_do_update(index_elements=key, set_=overwritten | self._also)


def _insert_of(dialect: str) -> "Callable[[Table], postgresql.Insert | sqlite.Insert]":
    """The engine's own INSERT; the other engine's is not loaded."""
    if dialect == "postgresql":
        from sqlalchemy.dialects import postgresql  # noqa: PLC0415

        return postgresql.insert
    from sqlalchemy.dialects import sqlite  # noqa: PLC0415

    return sqlite.insert


def among(first: Column[Any], second: Column[Any]) -> ColumnElement[bool]:
    """Whether both columns hold one of the values bound as `firsts` and `seconds`: more rows than those of the pairs, which
    the caller passes over. SQLite reads a whole table to compare pairs, and uses the index for this."""
    return and_(first.in_(bindparam("firsts", expanding=True)), second.in_(bindparam("seconds", expanding=True)))


def pairs_of(keys: Iterable[tuple[Any, Any]]) -> dict[str, list[Any]]:
    """What to bind for `among`."""
    found = set(keys)
    return {"firsts": sorted({first for first, _ in found}), "seconds": sorted({second for _, second in found})}


def one_at_a_time(connection: Connection, what: int) -> None:
    """Keeps other transactions that ask for the same number out until this one ends."""
    if is_postgresql(connection):
        connection.execute(text("SELECT pg_advisory_xact_lock(:what)"), {"what": what})


class PlainWithin:
    """Plain SQL within a transaction of SQLAlchemy's: see `store.plain`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.is_postgresql = is_postgresql(connection)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Sequence[tuple[Any, ...]]:
        """All rows of the answer."""
        return [tuple(row) for row in self._connection.exec_driver_sql(self._sql(sql), tuple(values))]

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Does what the statement says."""
        self._connection.exec_driver_sql(self._sql(sql), tuple(values))

    def run_for_each(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Does it once for each row of values, of which there is one at least."""
        self._connection.exec_driver_sql(self._sql(sql), [tuple(row) for row in rows])

    def _sql(self, sql: str) -> str:
        return sql.replace("?", "%s") if self.is_postgresql else sql
