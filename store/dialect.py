"""The few things that SQLite and PostgreSQL say differently."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Column, ColumnElement, Connection, Table, and_, bindparam, text

from store.columns import Instant, Json, Words, instant_in
from store.plain import Plain, PlainSqlite, insert, json_in, words_in

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


class Put:
    """An INSERT of whole rows, put together once for each set of columns; `rest` says what is done about a row that is there.

    For what is kept of every story: SQLAlchemy takes longer to put such a statement and its values together than the database
    to keep them.
    """

    def __init__(self, table: Table, rest: str = "") -> None:
        self._table, self._rest = table, rest
        self._made: dict[tuple[str, ...], tuple[str, Codecs]] = {}

    def rows(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Inserts them; all have the columns of the first. Nothing for none."""
        if not rows:
            return
        sql, codecs = self._of(tuple(rows[0]))
        plain_within(connection).run_for_each(sql, [_values(codecs, row) for row in rows])

    def row(self, connection: Connection, row: Mapping[str, Any]) -> bool:
        """Inserts one, and says whether it is there now as given: not so where `rest` leaves what was there."""
        sql, codecs = self._of(tuple(row))
        return bool(plain_within(connection).rows(f"{sql} RETURNING 1", _values(codecs, row)))

    def _of(self, names: tuple[str, ...]) -> "tuple[str, Codecs]":
        if names not in self._made:
            codecs = [_CODECS.get(type(self._table.c[name].type)) for name in names]
            self._made[names] = insert(self._table.name, names, self._rest), codecs
        return self._made[names]


Codecs = Sequence[Callable[[Any], Any] | None]
_CODECS: Final[Mapping[type, Callable[[Any], Any]]] = {Instant: instant_in, Words: words_in, Json: json_in}
"""What makes of a column's value what the database holds; of any other column that is the value itself."""


def _values(codecs: Codecs, row: Mapping[str, Any]) -> list[Any]:
    return [value if codec is None else codec(value) for codec, value in zip(codecs, row.values(), strict=True)]


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


def plain_within(connection: Connection) -> Plain:
    """Plain SQL within a transaction of SQLAlchemy's, which begins here if it has not begun."""
    if not connection.in_transaction():
        connection.begin()
    return PlainPostgresql(connection) if is_postgresql(connection) else PlainSqlite(bare(connection))


def bare(connection: Connection) -> sqlite3.Connection:
    """SQLite's own connection."""
    found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found


class PlainPostgresql:
    """PostgreSQL by way of SQLAlchemy: see `store.plain.Plain`."""

    is_postgresql = True

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Sequence[tuple[Any, ...]]:
        """All rows of the answer."""
        return [tuple(row) for row in self._connection.exec_driver_sql(_percent(sql), tuple(values))]

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Does what the statement says."""
        self._connection.exec_driver_sql(_percent(sql), tuple(values))

    def run_for_each(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Does it once for each row of values, of which there is one at least."""
        self._connection.exec_driver_sql(_percent(sql), [tuple(row) for row in rows])


def _percent(sql: str) -> str:
    return sql.replace("?", "%s")
