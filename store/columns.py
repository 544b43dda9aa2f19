"""Column types: how instants, found text and lists stand in the database, exact on both engines."""

import json
import re
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from store.instants import from_text, to_text

Serial = BigInteger().with_variant(Integer(), "sqlite")
"""A growing number; SQLite grows only a plain INTEGER."""

UNSTORABLE = re.compile("[\x00\x1a\ud800-\udfff]")
"""NUL, which PostgreSQL has no room for, lone surrogates, which UTF-8 has none for, and the mark we write them with."""
MARKED = re.compile("\x1a([0-9a-f]{4})")


class Instant(TypeDecorator[datetime]):
    """An aware instant."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """The text in the database."""
        return None if value is None else to_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """The instant, aware and in UTC."""
        return None if value is None else from_text(value)


class Words(TypeDecorator[str]):
    """Text as found, whatever it holds: what no database takes is marked on the way in and restored on the way out."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text in the database."""
        return None if value is None else UNSTORABLE.sub(lambda found: f"\x1a{ord(found[0]):04x}", value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it was given."""
        if value is None or "\x1a" not in value:
            return value
        return MARKED.sub(lambda found: chr(int(found[1], 16)), value)


class Json(TypeDecorator[Any]):
    """Lists, objects, strings, numbers; readable in the database, and exact like `Words`."""

    impl = Words
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """The text in the database."""
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """The value; tuples come back as lists."""
        return None if value is None else json.loads(value)
