"""Column types: how instants, found text and lists stand in the database, exact on both engines."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator

from store.instants import from_text, to_text
from store.plain import json_in, json_out, words_in, words_out

Serial = BigInteger().with_variant(Integer(), "sqlite")
"""A growing number; SQLite grows only a plain INTEGER."""


def instant_in(value: datetime | None) -> str | None:
    """An instant as the database holds it."""
    return None if value is None else to_text(value)


class Instant(TypeDecorator[datetime]):
    """An aware instant."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect | None) -> str | None:
        """The text in the database."""
        return instant_in(value)

    def process_result_value(self, value: str | None, dialect: Dialect | None) -> datetime | None:
        """The instant, aware and in UTC."""
        return None if value is None else from_text(value)


class Words(TypeDecorator[str]):
    """Text as found, whatever it holds: what no database takes is marked on the way in and restored on the way out."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect | None) -> str | None:
        """The text in the database."""
        return words_in(value)

    def process_result_value(self, value: str | None, dialect: Dialect | None) -> str | None:
        """The text as it was given."""
        return words_out(value)


class Json(TypeDecorator[Any]):
    """Lists, objects, strings, numbers; readable in the database, and exact like `Words`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect | None) -> str | None:
        """The text in the database."""
        return json_in(value)

    def process_result_value(self, value: str | None, dialect: Dialect | None) -> Any:
        """The value; tuples come back as lists."""
        return json_out(value)
