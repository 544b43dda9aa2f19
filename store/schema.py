"""Which schema a database has, asked without SQLAlchemy or Alembic: importing those costs more than most runs do."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit

from store.errors import Damaged, DiskFull, Locked, NeedsUpgrade, NewerSchema, ReadOnly, StoreError, Unreachable

KNOWN: Final = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010")
"""Every schema there has been, oldest first; the ladder in `store.migrations` climbs from one to the next."""
HEAD: Final = KNOWN[-1]
APPLICATION_ID: Final = 0x77697265
"""`wire`: what stands in the header of a SQLite file of ours (https://sqlite.org/pragma.html#pragma_application_id)."""
BUSY_S: Final = 10.0
"""How long we wait for another process before we say that the database is locked."""

A_FOLDER: Final = "it is a folder; the database is a file"
CLOSED: Final = "this user may not read it"
LEAST_ROOM: Final = 256 * 1024
"""A disk with less free room than this is called full when it fails."""

SQLITE, POSTGRESQL = "sqlite:///", "postgresql+psycopg://"


def sqlite_path(url: str, folder: Path) -> Path | None:
    """The file that a SQLite URL names, relative to `folder`; None for PostgreSQL. Raises Unreachable for anything else."""
    if url.startswith(POSTGRESQL):
        return None
    name = url.removeprefix(SQLITE)
    if not url.startswith(SQLITE) or not name or name.startswith((":memory:", "file:")) or "?" in name:
        raise Unreachable(shown(url), f"use {SQLITE}FILE or {POSTGRESQL}USER@HOST/NAME")
    return folder / name


def shown(url: str) -> str:
    """The URL without its password: for messages."""
    parts = urlsplit(url)
    return url if parts.password is None else url.replace(f":{parts.password}@", ":…@", 1)


def demand_head(version: str | None, where: str) -> None:
    """Returns when the schema is the one we write; raises NeedsUpgrade or NewerSchema."""
    if version is None or version in KNOWN[:-1]:
        raise NeedsUpgrade(where, version)
    if version not in KNOWN:
        raise NewerSchema(where, version)


def climbable(version: str | None, where: str) -> str | None:
    """The version, from which the ladder leads to ours; raises NewerSchema."""
    if version is not None and version not in KNOWN:
        raise NewerSchema(where, version)
    return version


@contextmanager
def reading(path: Path, busy_s: float = BUSY_S) -> Iterator[sqlite3.Connection]:
    """A connection that can only read and never checkpoints. Raises Damaged, Locked or Unreachable in our words."""
    try:
        with closing(connect(path, "ro", busy_s)) as connection:
            yield connection
    except sqlite3.DatabaseError as error:
        raise in_our_words(error, str(path), busy_s) or error from error


def connect(path: Path, mode: str, busy_s: float = BUSY_S) -> sqlite3.Connection:
    """A bare connection in which we say BEGIN ourselves. `mode` is `ro`, `rw` or `rwc` (https://sqlite.org/uri.html)."""
    uri = f"file:{quote(str(path))}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=busy_s, isolation_level=None, check_same_thread=False)


def writing(path: Path, mode: str, busy_s: float = BUSY_S, *, foreign_keys: bool = True) -> sqlite3.Connection:
    """A bare connection that may write; nothing of the write-ahead log is moved into the database but when we say so."""
    connection = connect(path, mode, busy_s)
    connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("PRAGMA cache_size = -8192")  # KiB; a poll reads each feed three times, and 2,000 hold few
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def in_our_words(error: sqlite3.DatabaseError, where: str, busy_s: float) -> StoreError | None:
    """The store's error for SQLite's, by its primary result code; None where it is a surprise."""
    match getattr(error, "sqlite_errorcode", 0) & 0xFF:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Locked(where, busy_s)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return Damaged(where, str(error))
        case sqlite3.SQLITE_CANTOPEN:
            return Unreachable(where, A_FOLDER if Path(where).is_dir() else CLOSED if _is_closed(where) else str(error))
        case sqlite3.SQLITE_READONLY:  # even reading needs a place for the shared memory of the write-ahead log
            return ReadOnly(where)
        case sqlite3.SQLITE_FULL:
            return DiskFull(where)
        case sqlite3.SQLITE_IOERR:  # what the shared memory of the write-ahead log meets on a full disk
            if Path(where).is_dir():
                return Unreachable(where, A_FOLDER)
            disk = os.statvfs(Path(where).parent)
            is_full = disk.f_bavail * disk.f_frsize < LEAST_ROOM
            return DiskFull(where) if is_full else Unreachable(where, f"{error}: is its disk sound, and is there room on it?")
    return None


def _is_closed(where: str) -> bool:
    return Path(where).exists() and not os.access(where, os.R_OK, effective_ids=True)


def version_of(connection: sqlite3.Connection, where: str) -> str | None:
    """The schema's version, None for an empty file. Raises Damaged when the file belongs to another program."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    # after the tables, and not before: others may make them meanwhile, and whose they are then comes with them
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID or "alembic_version" not in tables:
        raise Damaged(where, "its tables are not ours")
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])
