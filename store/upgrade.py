"""Brings a database to the schema of this release: makes it where there is none, else climbs the ladder after a copy."""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from store import schema
from store.errors import Unreachable
from store.lock import WriteLock

HEAD_SQL = Path(__file__).parent / "migrations" / "head.sql"
"""What the ladder makes of an empty SQLite file; `pytest tests/store/test_store_head.py --regold` writes it anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded:
    """What was done. `before` None: there was no database; equal to `after`: nothing was done. `words` says it to a person."""

    before: str | None
    after: str
    backup: Path | None
    words: str


def upgrade(url: str, folder: Path, *, busy_s: float = schema.BUSY_S) -> Upgraded:
    """What was done to bring the database to this release's schema; all of it or nothing.

    A SQLite database that holds anything is copied first, beside itself. Raises NewerSchema, Damaged, Unreachable,
    ReadOnly, DiskFull or Locked.
    """
    path = schema.sqlite_path(url, folder)
    if path is not None:
        return _upgrade_sqlite(path, busy_s)
    from store.climb import climb_postgresql  # noqa: PLC0415

    before = climb_postgresql(url, busy_s)
    where = schema.shown(url)
    if before == schema.HEAD:
        return _nothing_done(where)
    said = (
        f"brought {where} from schema {before or 'none'} to {schema.HEAD}; no copy was made: on PostgreSQL that is pg_dump's work"
    )
    return Upgraded(before=before, after=schema.HEAD, backup=None, words=said)


def _upgrade_sqlite(path: Path, busy_s: float) -> Upgraded:
    if not path.parent.is_dir():
        raise Unreachable(str(path), "its folder does not exist: `wiredesk init` makes it, --data names another")
    lock = WriteLock(path, busy_s)
    try:
        with lock.held():
            before = _version(path, busy_s)
            if before == schema.HEAD:
                return _nothing_done(str(path))
            backup = None if before is None else _copy(path, before, busy_s)
            if before is None:
                _make_sqlite(path, busy_s)
            else:
                from store.climb import climb_sqlite  # noqa: PLC0415 — Alembic and SQLAlchemy: nothing else here needs them

                climb_sqlite(path, busy_s)
    finally:
        lock.close()
    said = (
        f"made the database {path}"
        if backup is None
        else f"brought {path} from schema {before} to {schema.HEAD}; a copy is in {backup}"
    )
    return Upgraded(before=before, after=schema.HEAD, backup=backup, words=said)


def _version(path: Path, busy_s: float) -> str | None:
    if not path.exists():
        return None
    with schema.reading(path, busy_s) as connection:
        version = schema.version_of(connection, str(path))
    return schema.climbable(version, str(path))


def _make_sqlite(path: Path, busy_s: float) -> None:
    """A new database as the ladder would make it, at once: loading Alembic and climbing takes a hundred times as long."""
    try:
        with closing(schema.writing(path, "rwc", busy_s)) as connection:
            connection.executescript(f"BEGIN IMMEDIATE;\n{HEAD_SQL.read_text('utf-8')}\nCOMMIT;")
    except sqlite3.DatabaseError as error:
        raise schema.in_our_words(error, str(path), busy_s) or error from error


def _copy(path: Path, version: str, busy_s: float) -> Path:
    """Where the copy is: made by SQLite's own backup, so that it is whole even while others read, and then renamed."""
    names = (path.with_name(f"{path.name}.{version}{'' if number == 1 else f'-{number}'}.backup") for number in range(1, 1000))
    backup = next(name for name in names if not name.exists())
    unfinished = backup.with_name(backup.name + ".part")
    unfinished.unlink(missing_ok=True)
    try:
        unfinished.touch()
        shutil.copymode(path, unfinished)  # who may not read the database may not read its copy
        with closing(schema.connect(path, "ro", busy_s)) as source, closing(sqlite3.connect(unfinished)) as target:
            source.backup(target)
        with unfinished.open("rb") as file:
            os.fsync(file.fileno())
        unfinished.rename(backup)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return backup


def _nothing_done(where: str) -> Upgraded:
    return Upgraded(before=schema.HEAD, after=schema.HEAD, backup=None, words=f"{where} has schema {schema.HEAD}: nothing to do")
