"""A new SQLite database is made at once, and is what climbing the whole ladder makes of an empty file."""

import sqlite3
from contextlib import closing
from pathlib import Path

from store import schema, upgrade
from store.check import check
from store.climb import climb_sqlite


def dumped(path: Path) -> str:
    """The statements that make the database anew, those that begin and end a transaction left to the caller."""
    with closing(sqlite3.connect(path)) as connection:
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        lines = [*connection.iterdump()][1:-1]
    return "\n".join([*lines, f"PRAGMA application_id = {application};", ""])


def test_what_is_made_at_once_is_what_the_ladder_makes(tmp_path: Path, regold: bool) -> None:
    climbed, made = tmp_path / "climbed.db", tmp_path / "made.db"
    climb_sqlite(climbed, 1.0)
    if regold:
        upgrade.HEAD_SQL.write_text(dumped(climbed), "utf-8")
    assert upgrade.HEAD_SQL.read_text("utf-8") == dumped(climbed), "a new step of the ladder needs --regold"
    upgrade._make_sqlite(made, 1.0)
    assert dumped(made) == dumped(climbed)


def test_a_new_database_is_sound_and_of_this_release(tmp_path: Path) -> None:
    done = upgrade.upgrade("sqlite:///new.db", tmp_path)
    assert (done.before, done.after, done.backup) == (None, schema.HEAD, None)
    assert check("sqlite:///new.db", tmp_path) == []
    with closing(sqlite3.connect(tmp_path / "new.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_file_without_anything_in_it_is_made_a_database(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    assert upgrade.upgrade("sqlite:///empty.db", tmp_path).before is None
    assert check("sqlite:///empty.db", tmp_path) == []
