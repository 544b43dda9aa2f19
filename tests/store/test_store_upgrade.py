"""Making and climbing: every database ends with the tables that the code knows, and nothing is migrated without a copy."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import store.migrations
from store import schema
from store.database import Database
from store.errors import Damaged, NeedsUpgrade, NewerSchema, Unreachable
from store.tables import metadata
from store.upgrade import upgrade
from tests.store.conftest import PostgresServer


def test_the_code_knows_every_step_of_the_ladder() -> None:
    ladder = ScriptDirectory(str(Path(store.migrations.__file__).parent))
    assert tuple(step.revision for step in reversed(list(ladder.walk_revisions()))) == schema.KNOWN
    assert ladder.get_current_head() == schema.HEAD


def shape_of(engine: sqlalchemy.Engine) -> dict[str, Any]:
    """Everything the engine says of its tables, in an order of its own."""
    seen = sqlalchemy.inspect(engine)

    def plain(value: Any) -> Any:
        return {key: str(it) for key, it in value.items()} if isinstance(value, dict) else value

    def known(things: list[Any]) -> list[str]:
        return sorted(repr(sorted((key, repr(plain(value))) for key, value in thing.items())) for thing in things)

    lists = (
        seen.get_multi_foreign_keys,
        seen.get_multi_unique_constraints,
        seen.get_multi_check_constraints,
        seen.get_multi_indexes,
    )
    return {
        "columns": {
            table: [(it["name"], str(it["type"]), it["nullable"], it["default"]) for it in columns]
            for (_, table), columns in seen.get_multi_columns().items() if table != "alembic_version"
        },
        "keys": {
            table: key["constrained_columns"]
            for (_, table), key in seen.get_multi_pk_constraint().items() if table != "alembic_version"
        },
        **{
            ask.__name__: {table: known(list(found)) for (_, table), found in ask().items() if table != "alembic_version"}
            for ask in lists
        },
    }  # fmt: skip


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_climbed_ladder_is_the_tables_of_the_code(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if kind == "sqlite":
        climbed, declared = f"sqlite:///{tmp_path}/climbed.db", f"sqlite:///{tmp_path}/declared.db"
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        server.run("CREATE DATABASE climbed")
        server.run("CREATE DATABASE declared")
        climbed, declared = server.url("climbed"), server.url("declared")
    upgrade(climbed, tmp_path)
    one, other = (sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool) for url in (climbed, declared))
    metadata.create_all(other)
    assert shape_of(one) == shape_of(other)
    with one.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_new_database_is_made_once(tmp_path: Path) -> None:
    with pytest.raises(NeedsUpgrade, match="has no tables yet: run `wiredesk db upgrade`"):
        Database.open("sqlite:///new.db", folder=tmp_path)
    assert list(tmp_path.iterdir()) == []
    made = upgrade("sqlite:///new.db", tmp_path)
    assert (made.before, made.after, made.backup) == (None, schema.HEAD, None)
    again = upgrade("sqlite:///new.db", tmp_path)
    assert (again.before, again.backup) == (schema.HEAD, None)
    assert "nothing to do" in again.words
    Database.open("sqlite:///new.db", folder=tmp_path).close()


def test_an_older_database_is_copied_before_it_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade("sqlite:///old.db", tmp_path)
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        connection.execute("INSERT INTO meta VALUES ('kept', 'yes')")
        connection.commit()
    (tmp_path / "old.db").chmod(0o600)
    monkeypatch.setattr(schema, "KNOWN", (*schema.KNOWN, "9000"))  # as a later release would see this database
    monkeypatch.setattr(schema, "HEAD", "9000")
    with pytest.raises(NeedsUpgrade, match=f"has the older schema {schema.KNOWN[-2]}"):
        Database.open("sqlite:///old.db", folder=tmp_path)
    first, second = upgrade("sqlite:///old.db", tmp_path), upgrade("sqlite:///old.db", tmp_path)
    assert first.backup == tmp_path / f"old.db.{schema.KNOWN[-2]}.backup"
    assert second.backup == tmp_path / f"old.db.{schema.KNOWN[-2]}-2.backup", "a copy never overwrites another"
    assert str(first.backup) in first.words
    for copy in (first.backup, second.backup):
        assert copy.stat().st_mode & 0o777 == 0o600, "it holds what the database holds"
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("SELECT value FROM meta WHERE name = 'kept'").fetchone() == ("yes",)


def test_postgresql_says_that_it_makes_no_copy(postgres: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    postgres.run("CREATE DATABASE older")
    assert upgrade(postgres.url("older"), tmp_path).before is None
    monkeypatch.setattr(schema, "KNOWN", (*schema.KNOWN, "9000"))
    monkeypatch.setattr(schema, "HEAD", "9000")
    done = upgrade(postgres.url("older"), tmp_path)
    assert done.backup is None
    assert "no copy was made" in done.words


def test_a_database_of_a_newer_release_is_left_alone(tmp_path: Path) -> None:
    upgrade("sqlite:///newer.db", tmp_path)
    with closing(sqlite3.connect(tmp_path / "newer.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.commit()
    with pytest.raises(NewerSchema, match=r"newer wiredesk \(schema 0999\)"):
        Database.open("sqlite:///newer.db", folder=tmp_path)
    with pytest.raises(NewerSchema):
        upgrade("sqlite:///newer.db", tmp_path)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "theirs.db")) as connection:
        connection.execute("CREATE TABLE birds (name TEXT)")
    for door in (lambda: Database.open("sqlite:///theirs.db", folder=tmp_path), lambda: upgrade("sqlite:///theirs.db", tmp_path)):
        with pytest.raises(Damaged, match="not wiredesk's"):
            door()


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "noise.db").write_bytes(b"noise " * 1000)
    for door in (lambda: Database.open("sqlite:///noise.db", folder=tmp_path), lambda: upgrade("sqlite:///noise.db", tmp_path)):
        with pytest.raises(Damaged, match=r"noise\.db is damaged"):
            door()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:", "mysql://host/name", "wiredesk.db", ""])
def test_an_address_of_no_database_of_ours_says_which_are(url: str, tmp_path: Path) -> None:
    for door in (lambda: Database.open(url, folder=tmp_path), lambda: upgrade(url, tmp_path)):
        with pytest.raises(Unreachable, match="use sqlite:///FILE or"):
            door()


def test_a_folder_where_the_database_should_be_is_called_one(tmp_path: Path) -> None:
    (tmp_path / "wiredesk.db").mkdir()
    for door in (
        lambda: Database.open("sqlite:///wiredesk.db", folder=tmp_path), lambda: upgrade("sqlite:///wiredesk.db", tmp_path)
    ):  # fmt: skip
        with pytest.raises(Unreachable, match=r"wiredesk\.db cannot be reached \(it is a folder; the database is a file\)"):
            door()


def test_a_database_that_may_not_be_read_is_called_that() -> None:
    with _as_nobody(), tempfile.TemporaryDirectory() as folder:
        upgrade("sqlite:///wiredesk.db", Path(folder))
        (Path(folder) / "wiredesk.db").chmod(0)
        with pytest.raises(Unreachable, match=r"wiredesk\.db cannot be reached \(this user may not read it\)"):
            Database.open("sqlite:///wiredesk.db", folder=Path(folder))


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Root may read everything."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_missing_folder_and_a_missing_server_are_named(tmp_path: Path) -> None:
    with pytest.raises(Unreachable, match="its folder does not exist"):
        upgrade("sqlite:///nowhere/wiredesk.db", tmp_path)
    url = "postgresql+psycopg://wire:secret@127.0.0.1:1/wiredesk"
    for door in (lambda: Database.open(url, folder=tmp_path), lambda: upgrade(url, tmp_path)):
        with pytest.raises(Unreachable, match="cannot be reached") as error:
            door()
        assert "secret" not in str(error.value).split("(")[0]
        assert "\n" not in str(error.value)


def test_a_database_that_another_makes_meanwhile_is_ours(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    path.touch()

    class Meanwhile(sqlite3.Connection):
        """Somebody else makes the database between the first thing read of it and the second."""

        asked = 0

        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            if self.asked == 1:
                upgrade("sqlite:///news.db", tmp_path)
            self.asked += 1
            return super().execute(*arguments)

    with closing(sqlite3.connect(path, factory=Meanwhile, isolation_level=None)) as connection:
        assert schema.version_of(connection, str(path)) in {None, schema.HEAD}
        assert schema.version_of(connection, str(path)) == schema.HEAD
