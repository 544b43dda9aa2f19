"""Climbs the ladder of schemas (Alembic's migrations), on either engine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from store import schema
from store.dialect import one_at_a_time
from store.engines import in_our_words, postgresql_engine, postgresql_version, sqlite_engine
from store.errors import Damaged

LADDER = 0x6C6164646572
"""The number that processes which climb the ladder take turns under."""


def climb_sqlite(path: Path, busy_s: float) -> None:
    """Brings the file to this release's schema, all of it or nothing.

    Foreign keys are off while tables are made anew, and checked before anything is kept
    (https://sqlite.org/lang_altertable.html#otheralter).
    """
    engine = sqlite_engine(path, busy_s, "rwc", foreign_keys=False)
    try:
        with _in_our_words(str(path), busy_s), engine.begin() as connection:
            _climb(connection)
            connection.execute(text(f"PRAGMA application_id = {schema.APPLICATION_ID}"))
            if (broken := connection.execute(text("PRAGMA foreign_key_check")).first()) is not None:
                raise Damaged(str(path), f"a row of {broken[0]} points nowhere")
    finally:
        engine.dispose()


def climb_postgresql(url: str, busy_s: float) -> str | None:
    """The schema that was there, None for none; afterwards it is this release's."""
    engine = postgresql_engine(url)
    where = schema.shown(url)
    try:
        with _in_our_words(where, busy_s), engine.begin() as connection:
            one_at_a_time(connection, LADDER)
            before = schema.climbable(postgresql_version(connection), where)
            if before != schema.HEAD:
                _climb(connection)
    finally:
        engine.dispose()
    return before


@contextmanager
def _in_our_words(where: str, busy_s: float) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise in_our_words(error, where, busy_s) or error from error


def _climb(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
