"""`db check`: silent about a sound store, and one line for each thing that is wrong."""

from pathlib import Path

import pytest
from sqlalchemy import update

from store.check import check, notes
from store.database import Database
from store.tables import captures
from tests.store.conftest import Where
from tests.store.parts import NOW, approve, bring_feeds, keep, release, story


@pytest.fixture
def filled(where: Where, database: Database) -> Where:
    with database.write() as tx:
        bring_feeds(tx)
        tx.captures.keep(b"a page", url="https://harbour.example/", fetched_at=NOW)
        approve(tx, keep(tx, story(1)).id)
        keep(tx, story(2))
        release(tx)
    return where


def test_a_sound_store_has_nothing_wrong(filled: Where) -> None:
    assert check(filled.url, filled.folder) == []


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE stories SET revision = 9", "a story without its latest revision: "),
        ("UPDATE stories SET rights = 9", "a story without its rights record: "),
        ("UPDATE stories SET approved_revision = 9", "a story without the revision that was approved: "),
        ("UPDATE stories SET approval = 99", "a story without the decision that approved it: "),
        ("UPDATE stories SET approval = NULL", "a published story without an approval: "),
        ("UPDATE stories SET state = 'withdrawn'", "a withdrawn story without its notice: "),
        ("UPDATE revisions SET rights = 9", "a revision without its rights record: "),
        ("DELETE FROM identity_keys", "a story without an identity: "),
        ("DELETE FROM capture_sightings", "a body kept without a sighting: "),
        ("UPDATE captures SET digest = 'other'", "is not what was fetched: it has another hash"),
    ],
)
def test_each_loose_end_is_told(filled: Where, database: Database, harm: str, told: str) -> None:
    with database.write() as tx:
        if "digest = 'other'" in harm:
            tx._connection.exec_driver_sql("DELETE FROM capture_sightings")
        tx._connection.exec_driver_sql(harm)
    found = check(filled.url, filled.folder)
    assert any(told in line for line in found), found
    assert all("\n" not in line for line in found)


def test_bytes_that_cannot_be_unpacked_are_told(filled: Where, database: Database) -> None:
    with database.write() as tx:
        tx._connection.execute(update(captures).values(zstd=b"noise"))
    (line,) = check(filled.url, filled.folder)
    assert "is not what was fetched" in line


def test_a_store_that_cannot_be_opened_is_one_line(tmp_path: Path) -> None:
    (line,) = check("sqlite:///none.db", tmp_path)
    assert "run `wiredesk db upgrade`" in line


def test_the_note_on_sqlite_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 40, 1))
    (line,) = notes()
    assert "here they take turns" in line
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 51, 3))
    assert notes() == []
