"""SQLAlchemy's engines for both databases, and its errors in our words."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from store import schema
from store.errors import Damaged, DiskFull, Locked, ReadOnly, StoreError, Unreachable


def sqlite_engine(path: Path, busy_s: float, mode: str, *, foreign_keys: bool = True) -> Engine:
    """An engine whose transactions we begin ourselves: immediately when it writes (`mode` is not `ro`).

    Writers have one connection. Readers open the file read-only, so that they never checkpoint either.
    """

    def connect() -> sqlite3.Connection:
        if mode == "ro":
            return schema.connect(path, mode, busy_s)
        return schema.writing(path, mode, busy_s, foreign_keys=foreign_keys)

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
        raise Unreachable(schema.shown(url), "psycopg is not installed: pip install 'psycopg[binary]'") from error


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
