"""SQL as SQLite and PostgreSQL both take it, for what every poll does: most polls find nothing new, and loading SQLAlchemy, or
having it put together a statement for every feed, would cost more than asking the feed (rule 13).

A statement has `?` for a value. What the columns of `store.tables` do on the way in and out is done here by hand: `to_text` and
`from_text` for instants, `words_in` and `words_out` for found text, `json_in` and `json_out` for lists and objects.
"""

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, Protocol, TypeVar

BATCH = 500
"""How many values one IN list holds."""
UNSTORABLE = re.compile("[\x00\x1a\ud800-\udfff]")
"""NUL, which PostgreSQL has no room for, lone surrogates, which UTF-8 has none for, and the mark we write them with."""
MARKED = re.compile("\x1a([0-9a-f]{4})")

READ, WRITE = json.JSONDecoder(), json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

T = TypeVar("T")
Row = tuple[Any, ...]


class Plain(Protocol):
    """A connection within a transaction, which takes plain SQL."""

    @property
    def is_postgresql(self) -> bool:
        """Whether rows have to be locked against other writers; on SQLite there are none within a transaction."""
        ...

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Sequence[Row]:
        """All rows of the answer."""
        ...

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Does what the statement says."""
        ...

    def run_for_each(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Does it once for each row of values, of which there is one at least."""
        ...


class PlainSqlite:
    """SQLite's own connection."""

    is_postgresql = False

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Sequence[Row]:
        """See Plain."""
        return self._connection.execute(sql, values).fetchall()

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """See Plain."""
        self._connection.execute(sql, values)

    def run_for_each(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """See Plain."""
        self._connection.executemany(sql, rows)


def holes(values: Sequence[Any]) -> str:
    """The inside of an IN list for so many values."""
    return ", ".join("?" * len(values))


def insert(table: str, columns: Sequence[str], rest: str = "") -> str:
    """An INSERT of these columns; `rest` says what is done about a row that is there."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({holes(columns)}) {rest}"


def overwriting(columns: Sequence[str]) -> str:
    """What an upsert sets from the row that was to be inserted."""
    return ", ".join(f"{name} = excluded.{name}" for name in columns)


def batches(values: Sequence[T], size: int = BATCH) -> Iterator[Sequence[T]]:
    """The values in their order, at most `size` at a time; nothing for none."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def words_in(value: str | None) -> str | None:
    """Found text as the database holds it: what no database takes is marked."""
    if value is None or (value.isascii() and "\0" not in value and "\x1a" not in value):  # said first, since nearly all is so
        return value
    return UNSTORABLE.sub(_mark, value)


def _mark(found: re.Match[str]) -> str:
    return f"\x1a{ord(found[0]):04x}"


def words_out(value: str | None) -> str | None:
    """Reads back `words_in`."""
    return value if value is None or "\x1a" not in value else MARKED.sub(lambda found: chr(int(found[1], 16)), value)


def json_in(value: Any) -> str | None:
    """Lists, objects, strings and numbers as the database holds them: readable there, and exact like found text."""
    return None if value is None else words_in(WRITE.encode(value))


def json_out(value: str | None) -> Any:
    """Reads back `json_in`; tuples come back as lists."""
    return None if value is None else READ.raw_decode(words_out(value) or "")[0]
