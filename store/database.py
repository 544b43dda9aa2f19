"""The way in: opens a database and hands out transactions, on SQLite and PostgreSQL alike.

Polling has transactions of its own on SQLite, without SQLAlchemy: that is loaded with the first transaction of the other kind
(rule 13).
"""
# ruff: noqa: PLC0415

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from store import schema
from store.errors import Locked, NeedsUpgrade, ReadOnly
from store.lock import WriteLock
from store.plain import PlainSqlite
from store.poll_transaction import PollTransaction

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

    from store.transaction import Transaction

CHECKPOINT_BYTES = 16 << 20
"""The size of SQLite's write-ahead log from which the writer moves it into the database."""

WORTH_COMPACTING = 0.25
"""The part of a SQLite file that has to be empty before it is written anew."""


class Database:
    """An open database. Transactions may be asked for from any thread; those that write take turns."""

    def __init__(self, url: str, where: str, busy_s: float, file: "SqliteFile | None") -> None:
        self._url, self._where, self._busy_s, self._file = url, where, busy_s, file

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
        return cls(url, str(path), busy_s, SqliteFile(path, busy_s))

    @classmethod
    def _open_postgresql(cls, url: str, busy_s: float) -> Self:
        from store.engines import postgresql_version

        self = cls(url, schema.shown(url), busy_s, None)
        with self._in_our_words(), self._writer.connect() as connection:
            schema.demand_head(postgresql_version(connection), schema.shown(url))
        return self

    @cached_property
    def _writer(self) -> "Engine":
        from store.engines import postgresql_engine, sqlite_engine

        return postgresql_engine(self._url) if self._file is None else sqlite_engine(self._file.path, self._busy_s, "rw")

    @cached_property
    def _readers(self) -> "Engine":
        from store.engines import sqlite_engine

        return self._writer if self._file is None else sqlite_engine(self._file.path, self._busy_s, "ro")

    @contextmanager
    def read(self) -> "Iterator[Transaction]":
        """A transaction that sees one moment and cannot write."""
        from store.transaction import Transaction

        with self._in_our_words(), self._readers.connect() as connection:
            if self._file is None:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield Transaction(connection)

    @contextmanager
    def write(self, *, durable: bool = False) -> "Iterator[Transaction]":
        """A transaction that is kept whole when the block ends, and not at all when it raises.

        `durable` waits until the disk has it, so that it outlives a power cut: for what an editor decides. Without it a
        power cut may cost the last transactions, never the database. Raises Locked, ReadOnly or DiskFull.
        """
        from store.transaction import Transaction

        with self._writing(durable) as connection:
            yield Transaction(connection)
            connection.commit()

    @contextmanager
    def rehearse(self) -> "Iterator[Transaction]":
        """A transaction that may write and is always undone: what a dry run sees."""
        from store.transaction import Transaction

        with self._writing(durable=False) as connection:
            yield Transaction(connection)

    @contextmanager
    def glance(self) -> Iterator[PollTransaction]:
        """What `read` gives, of what polling needs."""
        if self._file is None:
            with self.read() as transaction:
                yield transaction
            return
        with schema.reading(self._file.path, self._busy_s) as connection:
            connection.execute("BEGIN")
            yield PollTransaction(PlainSqlite(connection))

    @contextmanager
    def polling(self) -> Iterator[PollTransaction]:
        """What `write` gives, of what polling needs."""
        if self._file is None:
            with self.write() as transaction:
                yield transaction
            return
        try:
            with self._file.lock.held():
                yield from self._file.polling()
        except sqlite3.DatabaseError as error:
            raise schema.in_our_words(error, self._where, self._busy_s) or error from error

    def compact(self) -> int:
        """Gives the room of what was deleted back to the disk, where that is a good part of the file and there is room to do so;
        says how many bytes. Nothing on PostgreSQL, which sees to it by itself."""
        if self._file is None:
            return 0
        try:
            with self._file.lock.held():
                return self._file.compact()
        except sqlite3.DatabaseError as error:
            raise schema.in_our_words(error, self._where, self._busy_s) or error from error

    @contextmanager
    def _writing(self, durable: bool) -> "Iterator[Connection]":
        from store.dialect import bare

        with self._in_our_words():
            if self._file is None:
                with self._writer.connect() as connection:
                    yield connection
                return
            with self._file.lock.held(), self._writer.connect() as connection:
                self._file.set_durable(bare(connection), durable)
                yield connection
                connection.rollback()
                self._file.checkpoint_if_large(bare(connection))

    @contextmanager
    def _in_our_words(self) -> Iterator[None]:
        from sqlalchemy.exc import DBAPIError

        from store.engines import in_our_words

        try:
            yield
        except DBAPIError as error:
            raise in_our_words(error, self._where, self._busy_s) or error from error
        except sqlite3.DatabaseError as error:
            raise schema.in_our_words(error, self._where, self._busy_s) or error from error

    def hurry(self) -> None:
        """Has nobody wait long for other processes from now on; see `store.lock`."""
        if self._file is not None:
            self._file.lock.hurry()

    def close(self) -> None:
        """Gives all connections back; the last one to close a SQLite database checkpoints, hence under the lock."""
        if self._file is None:
            self._close_writers()
            return
        if "_readers" in self.__dict__:
            self._readers.dispose()
        try:
            with self._file.lock.held(at_end=True):
                self._close_writers()
        except Locked:  # whoever holds it has the database open too, so that our connection is not the last
            self._close_writers()
        self._file.lock.close()

    def _close_writers(self) -> None:
        if "_writer" in self.__dict__:
            self._writer.dispose()
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


class SqliteFile:
    """What only a SQLite database has: its write lock, its level of care, its write-ahead log, and a connection of its own for
    what is done without SQLAlchemy. What writes here is done by who holds the lock."""

    def __init__(self, path: Path, busy_s: float) -> None:
        self.lock = WriteLock(path, busy_s)
        self.path = path
        self._log = path.with_name(path.name + "-wal")
        self._busy_s = busy_s
        self._durable = False
        self._large = CHECKPOINT_BYTES

    @cached_property
    def _own(self) -> sqlite3.Connection:
        return schema.writing(self.path, "rw", self._busy_s)

    def polling(self) -> Iterator[PollTransaction]:
        """A transaction, kept when it ends well."""
        connection = self._own
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield PollTransaction(PlainSqlite(connection))
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        self.checkpoint_if_large(connection)

    def close(self) -> None:
        """Closes the connection of its own."""
        if "_own" in self.__dict__:
            self._own.close()

    def set_durable(self, connection: sqlite3.Connection, durable: bool) -> None:
        """Sets how a commit treats the disk, which SQLite allows between transactions only."""
        if durable != self._durable:
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            self._durable = durable

    def checkpoint_if_large(self, connection: sqlite3.Connection) -> None:
        """Moves the log into the database when it has grown; a reader in the way means a try later, never a wait."""
        try:
            size = self._log.stat().st_size
        except FileNotFoundError:
            return
        if size >= self._large:
            connection.execute("PRAGMA busy_timeout = 0")
            (busy, _, _) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            connection.execute(f"PRAGMA busy_timeout = {int(self._busy_s * 1000)}")
            self._large = size + CHECKPOINT_BYTES if busy else CHECKPOINT_BYTES

    def compact(self) -> int:
        """Writes the database anew without its empty pages (https://sqlite.org/lang_vacuum.html), which takes twice its size."""
        with closing(schema.writing(self.path, "rw", self._busy_s)) as writer:
            (pages,), (empty,) = (writer.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count"))
            before = self.path.stat().st_size
            if empty < pages * WORTH_COMPACTING or shutil.disk_usage(self.path.parent).free < 2 * before:
                return 0
            writer.execute("VACUUM")
            writer.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            return max(0, before - self.path.stat().st_size)
