"""Bad weather at the database, each in one line that says what to do; and that what was kept stays kept."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from news.names import FeedId
from store import schema
from store.check import check
from store.database import Database
from store.dialect import bare
from store.errors import Damaged, DiskFull, Locked, ReadOnly, StoreError
from tests.store.conftest import Where
from tests.store.parts import NOW, bring_feeds, feed

ROOT = Path(__file__).parents[2]


@contextmanager
def another_process(code: str, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A process that runs the code, prints `ready`, and goes on until it is told to end."""
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.stdin.close()
        process.wait(20)
        process.stdout.close()


WRITER = """
from pathlib import Path
from store.database import Database
with Database.open("sqlite:///wiredesk.db", folder=Path(".")) as database, database.write() as tx:
    tx.meta.set("half", "done")
    print("ready", flush=True)
    input()
"""
SHELL = """
import sqlite3
connection = sqlite3.connect("wiredesk.db", isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("ready", flush=True)
input()
"""


def message(error: StoreError) -> str:
    text = str(error)
    assert "\n" not in text
    return text


def test_a_database_held_by_another_wiredesk_is_named_with_its_holder(sqlite: Where) -> None:
    with (
        another_process(WRITER, sqlite.folder) as holder,
        Database.open(sqlite.url, folder=sqlite.folder, busy_s=0.2) as database,
    ):
        with pytest.raises(Locked) as error, database.write():
            pytest.fail("two writers at once")
        assert f"held by process {holder.pid}" in message(error.value)
        with database.read() as tx:
            assert tx.meta.get("half") is None, "readers are never in the way, nor see what is not kept"
        holder.kill()
    with Database.open(sqlite.url, folder=sqlite.folder, busy_s=0.2) as database, database.write() as tx:
        assert tx.meta.get("half") is None, "the kernel frees the lock of a dead holder; nothing half done is kept"


def test_who_was_refused_once_does_not_wait_once_more_to_close(sqlite: Where, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []
    sleep = time.sleep

    def counted(seconds: float) -> None:
        waited.append(seconds)
        sleep(seconds)

    monkeypatch.setattr(time, "sleep", counted)
    with another_process(WRITER, sqlite.folder):
        database = Database.open(sqlite.url, folder=sqlite.folder, busy_s=0.2)
        with pytest.raises(Locked), database.write():
            pass
        asking = len(waited)
        database.close()
        closing = len(waited) - asking
    assert asking > 1
    assert closing <= 1


def test_a_database_held_by_another_program_is_locked_too(sqlite: Where) -> None:
    with (
        another_process(SHELL, sqlite.folder),
        Database.open(sqlite.url, folder=sqlite.folder, busy_s=0.2) as database,
        pytest.raises(Locked, match="try again when it is done"),
        database.write() as tx,
    ):
        tx.meta.set("a", "b")
    with Database.open(sqlite.url, folder=sqlite.folder) as database, database.write() as tx:
        tx.meta.set("a", "b")


def test_threads_take_turns(database: Database) -> None:
    with database.write() as tx:
        tx.meta.set("count", "0")

    def count() -> None:
        for _ in range(5):
            with database.write() as tx:
                if database._file is None:
                    tx._connection.exec_driver_sql("SELECT 1 FROM meta WHERE name = 'count' FOR UPDATE")
                tx.meta.set("count", str(int(tx.meta.get("count") or "0") + 1))

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with database.read() as tx:
        assert tx.meta.get("count") == "20"


def test_what_raises_keeps_nothing(database: Database) -> None:
    def fail() -> None:
        with database.write() as tx:
            bring_feeds(tx)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.read() as tx:
        assert tx.feeds.all() == []


def test_who_reads_cannot_write(database: Database) -> None:
    with pytest.raises(ReadOnly), database.read() as tx:
        tx.meta.set("a", "b")


def test_a_reader_sees_one_moment(database: Database) -> None:
    with database.read() as reading:
        assert reading.feeds.all() == []
        with database.write() as tx:
            bring_feeds(tx)
        assert reading.feeds.all() == []
    with database.read() as reading:
        assert len(reading.feeds.all()) == 2


@contextmanager
def nobody() -> Iterator[None]:
    """As a user who may not write here."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def readable_only(where: Where, *, folder: bool) -> None:
    with Database.open(where.url, folder=where.folder) as database, database.write() as tx:
        tx.meta.set("a", "b")
    for path in where.folder.glob("wiredesk.db*"):
        path.chmod(0o666 if folder else 0o444)
    where.folder.chmod(0o555 if folder else 0o777)
    top = Path(tempfile.gettempdir())
    for parent in where.folder.parents:
        if parent == top or top not in parent.parents:
            break
        parent.chmod(0o755)


@pytest.mark.parametrize("folder", [True, False])
def test_a_database_that_may_not_be_written_says_so(sqlite: Where, folder: bool) -> None:
    readable_only(sqlite, folder=folder)
    try:
        if folder:
            sqlite.folder.joinpath("wiredesk.db.lock").unlink()
        with nobody(), pytest.raises(ReadOnly) as error:
            Database.open(sqlite.url, folder=sqlite.folder)
        assert "is read-only: make the file and its folder writable" in message(error.value)
    finally:
        sqlite.folder.chmod(0o755)


def test_a_full_disk_keeps_what_was_there(sqlite: Where) -> None:
    with Database.open(sqlite.url, folder=sqlite.folder) as database:
        with database.write() as tx:
            bring_feeds(tx)
            bare(tx._connection).execute("PRAGMA max_page_count = 200")  # as full as a disk can be

        def fill() -> None:
            with database.write() as tx:
                tx.feeds.add(feed("more"), NOW)
                tx.captures.keep(os.urandom(2_000_000), url="u", fetched_at=NOW)

        with pytest.raises(DiskFull, match="no room left") as error:
            fill()
        message(error.value)
        with database.write() as tx:
            assert tx.feeds.get(FeedId("more")) is None
            tx.meta.set("still", "alive")
    assert check(sqlite.url, sqlite.folder) == []


def test_damage_is_told_not_shown_as_a_traceback(sqlite: Where) -> None:
    whole = bytearray(sqlite.file.read_bytes())
    whole[4096:] = os.urandom(len(whole) - 4096)
    sqlite.file.write_bytes(whole)
    with pytest.raises(Damaged) as error, Database.open(sqlite.url, folder=sqlite.folder) as database, database.read() as tx:
        tx.feeds.all()
    assert "restore a backup" in message(error.value)


def test_the_log_is_moved_into_the_database_when_it_has_grown(sqlite: Where) -> None:
    log = sqlite.file.with_name("wiredesk.db-wal")
    with Database.open(sqlite.url, folder=sqlite.folder) as database:
        with database.write() as tx:
            tx.captures.keep(os.urandom(1_000_000), url="u", fetched_at=NOW)
        assert log.stat().st_size > 1_000_000, "not for every write"
        with database.read() as reading:
            reading.feeds.all()
            with database.write() as tx:
                tx.captures.keep(os.urandom(16_000_000), url="u", fetched_at=NOW)
            assert log.stat().st_size > 17_000_000, "not past a reader, and not waiting for one"
        with database.write() as tx:
            tx.captures.keep(os.urandom(17_000_000), url="u", fetched_at=NOW)
        assert log.stat().st_size == 0
    assert not log.exists()


def test_decisions_reach_the_disk_before_they_are_said_to_be_kept(sqlite: Where) -> None:
    with Database.open(sqlite.url, folder=sqlite.folder) as database:
        for durable, level in ((False, 1), (True, 2), (False, 1)):
            with database.write(durable=durable) as tx:
                assert bare(tx._connection).execute("PRAGMA synchronous").fetchone() == (level,)
        with database.write() as tx:
            ask = bare(tx._connection).execute
            assert ask("PRAGMA journal_mode").fetchone() == ("wal",)
            assert ask("PRAGMA foreign_keys").fetchone() == (1,)
            assert ask("PRAGMA wal_autocheckpoint").fetchone() == (0,)
            assert ask("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)


KILLED = """
import os
from datetime import UTC, datetime
from pathlib import Path
from store.database import Database
database = Database.open("sqlite:///wiredesk.db", folder=Path("."))
for number in range(10_000):
    with database.write() as tx:
        tx.meta.set("count", str(number))
        tx.captures.keep(os.urandom(20_000), url="u", fetched_at=datetime.now(UTC))
    if number == 2:
        print("ready", flush=True)
"""


def test_a_killed_writer_loses_nothing_that_was_kept(sqlite: Where) -> None:
    for _ in range(3):
        with another_process(KILLED, sqlite.folder) as writer:
            writer.kill()
        with Database.open(sqlite.url, folder=sqlite.folder) as database, database.read() as tx:
            assert int(tx.meta.get("count") or "-1") >= 2
        assert check(sqlite.url, sqlite.folder) == []


def test_errors_never_show_what_was_being_written(database: Database) -> None:
    with pytest.raises(DBAPIError) as error, database.write() as tx:
        tx.entries._connection.exec_driver_sql("INSERT INTO meta (name) VALUES ('secret')")
    assert "parameters: " not in str(error.value)
