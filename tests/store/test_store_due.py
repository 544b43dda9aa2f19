"""The quick question "is there anything to do?": right on both engines, and cheap."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from functools import partial
from pathlib import Path

from news.names import Digest, EntryKey, FeedId
from news.rights import Reason
from store.database import Database
from store.due import Pending, pending
from store.entry_rows import EntriesFound, EntryRow
from store.poll_rows import PollResult
from tests.cost import cpu_s
from tests.store.conftest import Where
from tests.store.parts import BARE, HOUR, MINUTE, NOW, approve, bring_feeds, feed, keep, release, story

CONFIG = "digest of the config"


def test_it_sees_what_waits_and_when_the_next_thing_will(where: Where, database: Database) -> None:
    def ask(after: datetime = NOW, config: str = CONFIG) -> Pending | None:
        return pending(where.url, where.folder, after, config)

    assert ask() == Pending(work=("config",))
    with database.write() as tx:
        bring_feeds(tx)
    assert ask() == Pending(work=("feeds",))
    assert ask(config="another") == Pending(work=("config", "feeds"))
    assert ask(NOW - MINUTE) == Pending(work=(), next=NOW)
    with database.write() as tx:
        leases = tx.feeds.claim(NOW, owner="one", limit=9, lease_s=60)
    assert ask() == Pending(work=(), next=NOW + 10 * MINUTE), "leased feeds are at work"
    row = EntryRow(key=EntryKey("a"), digest=Digest("d"), link=None, payload="")
    with database.write() as tx:
        for lease in leases:
            done = PollResult(at=NOW, outcome="fetched", words="", ok=True, next_poll_at=NOW + HOUR)
            tx.feeds.finish(lease, done, EntriesFound(rows=(row,)) if lease.record.feed.id == "harbour-rss" else None)
    assert ask() == Pending(work=("entries",))
    with database.write() as tx:
        (work,) = tx.entries.claim(NOW, owner="one", limit=9, lease_s=60)
    assert ask() == Pending(work=(), next=NOW + MINUTE), "should it crash"
    with database.write() as tx:
        tx.entries.fail(work, Reason("timeout", ""), NOW + 2 * MINUTE)
    assert ask() == Pending(work=(), next=NOW + 2 * MINUTE)
    with database.write() as tx:
        approve(tx, keep(tx, story(1)).id)
    assert ask() == Pending(work=("press",))
    with database.write() as tx:
        release(tx)
        tx.feeds.sync([feed("bare-rss", publisher=BARE)], CONFIG, NOW)
        assert tx.feeds.get(FeedId("harbour-rss")) is not None
    assert ask(NOW - HOUR) == Pending(work=("clock",)), "it was set back: plans have to be moved"
    assert ask(NOW - MINUTE) == Pending(work=(), next=NOW + HOUR), "the entry of a retired feed waits for the feed"
    with database.write() as tx:
        tx.feeds.sync([], CONFIG, NOW)
    assert ask() == Pending(work=())


def test_it_leaves_all_trouble_to_the_door_that_can_name_it(tmp_path: Path, sqlite_template: Path) -> None:
    def ask(url: str) -> Pending | None:
        return pending(url, tmp_path, NOW, "")

    assert ask("sqlite:///none.db") is None
    assert ask("mysql://nowhere") is None
    assert ask("postgresql+psycopg://wire@127.0.0.1:1/none") is None
    (tmp_path / "noise.db").write_bytes(b"noise" * 100)
    assert ask("sqlite:///noise.db") is None
    (tmp_path / "newer.db").write_bytes(sqlite_template.read_bytes())
    with closing(sqlite3.connect(tmp_path / "newer.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0999'")
        connection.commit()
    assert ask("sqlite:///newer.db") is None
    assert not (tmp_path / "none.db").exists()


def test_it_loads_no_sqlalchemy(sqlite: Where) -> None:
    with Database.open(sqlite.url, folder=sqlite.folder) as database, database.write() as tx:
        tx.feeds.sync([feed("a")], CONFIG, NOW)
    code = f"""
import sys
from datetime import UTC, datetime
from pathlib import Path
from store.due import pending
print(pending("{sqlite.url}", Path({str(sqlite.folder)!r}), datetime(2026, 1, 1, tzinfo=UTC), "{CONFIG}"))
print(sorted(set(sys.modules) & {{"sqlalchemy", "alembic", "psycopg", "zstandard"}}))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
    found, loaded = done.stdout.splitlines()
    assert found.startswith("Pending(work=(), next=datetime.datetime(2026, 3, 1, 12, 0")
    assert loaded == "[]"


def test_what_it_costs_does_not_grow_with_the_feeds(sqlite: Where) -> None:
    def cost_s(feeds: int) -> float:
        with Database.open(sqlite.url, folder=sqlite.folder) as database, database.write() as tx:
            tx.feeds.sync([feed(f"f{number}") for number in range(feeds)], CONFIG, NOW)
        ask = partial(pending, sqlite.url, sqlite.folder, NOW - HOUR, CONFIG)
        assert ask() == Pending(work=(), next=NOW)
        return min(cpu_s(ask) for _ in range(10))

    few = cost_s(30)
    assert cost_s(3000) < 10 * few
