"""The way in: opens a database and hands out transactions, on SQLite and PostgreSQL alike."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from store import schema
from store.errors import Damaged, DiskFull, Locked, NeedsUpgrade, ReadOnly, StoreError, Unreachable
from store.lock import WriteLock
from store.transaction import Transaction

CHECKPOINT_BYTES = 4 << 20
"""The size of SQLite's write-ahead log from which the writer moves it into the database."""

WORTH_COMPACTING = 0.25
"""The part of a SQLite file that has to be empty before it is written anew."""


class Database:
    """An open database. `read` and `write` may be called from any thread; writes take turns."""

    def __init__(self, where: str, readers: Engine, writer: Engine, busy_s: float, file: "SqliteFile | None") -> None:
        self._where, self._readers, self._writer, self._busy_s, self._file = where, readers, writer, busy_s, file

    @classmethod
    def open(cls, url: str, *, folder: Path, busy_s: float = schema.BUSY_S) -> Self:
        """The database at `url`; a relative SQLite path is meant from `folder`. Nothing is created.

        Raises NeedsUpgrade, NewerSchema, Damaged, Unreachable, ReadOnly or Locked, each a line for the operator.
        """
        path = schema.sqlite_path(url, folder)
        if path is None:
            return cls._open_postgresql(url, busy_s)
        if not path.exists():
            raise NeedsUpgrade(str(path), None)
        with schema.reading(path, busy_s) as connection:
            schema.demand_head(schema.version_of(connection, str(path)), str(path))
        if not os.access(path, os.W_OK, effective_ids=True):
            raise ReadOnly(str(path))
        file = SqliteFile(path, busy_s)
        return cls(str(path), sqlite_engine(path, busy_s, "ro"), sqlite_engine(path, busy_s, "rw"), busy_s, file)

    @classmethod
    def _open_postgresql(cls, url: str, busy_s: float) -> Self:
        engine = postgresql_engine(url)
        self = cls(schema.shown(url), engine, engine, busy_s, None)
        with self._in_our_words(), engine.connect() as connection:
            schema.demand_head(postgresql_version(connection), schema.shown(url))
        return self

    @contextmanager
    def read(self) -> Iterator[Transaction]:
        """A transaction that sees one moment and cannot write."""
        with self._in_our_words(), self._readers.connect() as connection:
            if self._file is None:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield Transaction(connection)

    @contextmanager
    def write(self, *, durable: bool = False) -> Iterator[Transaction]:
        """A transaction that is kept whole when the block ends, and not at all when it raises.

        `durable` waits until the disk has it, so that it outlives a power cut: for what an editor decides. Without it a
        power cut may cost the last transactions, never the database. Raises Locked, ReadOnly or DiskFull.
        """
        with self._writing(durable) as connection:
            yield Transaction(connection)
            connection.commit()

    @contextmanager
    def rehearse(self) -> Iterator[Transaction]:
        """A transaction that may write and is always undone: what a dry run sees."""
        with self._writing(durable=False) as connection:
            yield Transaction(connection)

    def compact(self) -> int:
        """Gives the room of what was deleted back to the disk, where that is a good part of the file and there is room to do so;
        says how many bytes. Nothing on PostgreSQL, which sees to it by itself."""
        if self._file is None:
            return 0
        with self._in_our_words(), self._file.lock.held(), self._writer.connect() as connection:
            try:
                return self._file.compact(connection)
            except sqlite3.DatabaseError as error:
                raise schema.in_our_words(error, self._where, self._busy_s) or error from error

    @contextmanager
    def _writing(self, durable: bool) -> Iterator[Connection]:
        with self._in_our_words():
            if self._file is None:
                with self._writer.connect() as connection:
                    yield connection
                return
            with self._file.lock.held(), self._writer.connect() as connection:
                self._file.set_durable(connection, durable)
                yield connection
                connection.rollback()
                self._file.checkpoint_if_large(connection)

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise in_our_words(error, self._where, self._busy_s) or error from error

    def close(self) -> None:
        """Gives all connections back; the last one to close a SQLite database checkpoints, hence under the lock."""
        self._readers.dispose()
        if self._file is None:
            return
        try:
            with self._file.lock.held():
                self._writer.dispose()
        except Locked:  # whoever holds it has the database open too, so that our connection is not the last
            self._writer.dispose()
        self._file.lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class SqliteFile:
    """What only a SQLite database has: its write lock, its level of care, its write-ahead log."""

    def __init__(self, path: Path, busy_s: float) -> None:
        self.lock = WriteLock(path, busy_s)
        self._path = path
        self._log = path.with_name(path.name + "-wal")
        self._busy_ms = int(busy_s * 1000)
        self._durable = False
        self._large = CHECKPOINT_BYTES

    def set_durable(self, connection: Connection, durable: bool) -> None:
        """Sets how a commit treats the disk, which SQLite allows between transactions only."""
        if durable != self._durable:
            bare(connection).execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._durable = durable

    def checkpoint_if_large(self, connection: Connection) -> None:
        """Moves the log into the database when it has grown; a reader in the way means a try later, never a wait."""
        try:
            size = self._log.stat().st_size
        except FileNotFoundError:
            return
        if size >= self._large:
            writer = bare(connection)
            writer.execute("PRAGMA busy_timeout = 0")
            (busy, _, _) = writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            writer.execute(f"PRAGMA busy_timeout = {self._busy_ms}")
            self._large = size + CHECKPOINT_BYTES if busy else CHECKPOINT_BYTES

    def compact(self, connection: Connection) -> int:
        """Writes the database anew without its empty pages (https://sqlite.org/lang_vacuum.html), which takes twice its size."""
        writer = bare(connection)
        (pages,), (empty,) = (writer.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count"))
        before = self._path.stat().st_size
        if empty < pages * WORTH_COMPACTING or shutil.disk_usage(self._path.parent).free < 2 * before:
            return 0
        writer.execute("VACUUM")
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return max(0, before - self._path.stat().st_size)


def bare(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection."""
    found = connection.connection.driver_connection
    assert isinstance(found, sqlite3.Connection)
    return found


def sqlite_engine(path: Path, busy_s: float, mode: str, *, foreign_keys: bool = True) -> Engine:
    """An engine whose transactions we begin ourselves: immediately when it writes (`mode` is not `ro`).

    Writers have one connection. Readers open the file read-only, so that they never checkpoint either.
    """

    def connect() -> sqlite3.Connection:
        connection = schema.connect(path, mode, busy_s)
        if mode != "ro":
            connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            connection.execute("PRAGMA synchronous = NORMAL")
        return connection

    size = {"pool_size": 5} if mode == "ro" else {"pool_size": 1, "max_overflow": 0}
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool, hide_parameters=True, **size)
    begin = "BEGIN" if mode == "ro" else "BEGIN IMMEDIATE"

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", on_begin)
    return engine


def postgresql_engine(url: str) -> Engine:
    """An engine whose connections are tried before use. Raises Unreachable for an address that names no database."""
    try:
        return create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": 10})
    except ArgumentError as error:
        raise Unreachable(schema.shown(url), str(error)) from error
    except ModuleNotFoundError as error:
        raise Unreachable(schema.shown(url), "psycopg is not installed: pip install 'wiredesk[postgres]'") from error


def postgresql_version(connection: Connection) -> str | None:
    """The schema's version, None when there are no tables of ours."""
    if connection.scalar(text("SELECT to_regclass('alembic_version')")) is None:
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


def in_our_words(error: DBAPIError, where: str, busy_s: float) -> StoreError | None:
    """The store's error for a driver's; None where it is a surprise and better seen whole."""
    cause: Any = error.orig
    if isinstance(cause, sqlite3.Error):
        return schema.in_our_words(cause, where, busy_s) if isinstance(cause, sqlite3.DatabaseError) else None
    # https://www.postgresql.org/docs/current/errcodes-appendix.html
    match getattr(cause, "sqlstate", None) or "":
        case "25006":
            return ReadOnly(where)
        case "53100":
            return DiskFull(where)
        case "40001" | "40P01" | "55P03":
            return Locked(where, busy_s)
        case "XX001" | "XX002":
            return Damaged(where, str(cause))
        case state if state.startswith(("08", "28", "3D", "57P")) or (not state and isinstance(error, OperationalError)):
            return Unreachable(where, " ".join(str(cause).split()))
    return None
