"""Pages that were fetched and wait in the store are read from there, no more of them at a time than there is room for."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.config import load
from desk.keeping import Task
from desk.office import Office
from desk.pages import QUEUE_BYTES, Pages
from desk.pass_over import pass_over
from desk.poll import PollPlan
from desk.reading import read_entries
from desk.reports import Event, StoryReport
from desk.waiting import source_of
from ingest.extract.article import NoArticle
from ingest.source import Captured, Reading, Source
from ingest.workers import Workers
from store.entry_rows import EntryLease, EntryState
from tests.desk.config_text import ON_LOOPBACK
from tests.desk.test_no_worker import none_to_be_had
from tests.servers import Answer, WebServer

PAGES, DAY = 32, timedelta(days=1)
BODY = b"<!doctype html><title>The crane</title>" + b"x" * (QUEUE_BYTES // 20)


class Measured:
    """Workers that read nothing, and note how many bytes of pages they are given at once."""

    def __init__(self) -> None:
        self.held = self.most = self.read = 0

    async def read_chunk(self, tasks: Sequence[tuple[Source, Captured | None]]) -> list[Reading]:
        size = sum(len(captured.page.body) for _, captured in tasks if captured is not None)
        self.held, self.read = self.held + size, self.read + len(tasks)
        self.most = max(self.most, self.held)
        await asyncio.sleep(0.05)
        self.held -= size
        return [Reading(NoArticle(cause="empty", words="nothing to read"))] * len(tasks)


async def test_they_are_not_all_taken_out_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    began = datetime.now(UTC)
    with WebServer({}) as web:
        items = "".join(f"<item><title>{n}</title><link>{web.url}/{n}</link><guid>{n}</guid></item>" for n in range(PAGES))
        feed = f'<rss version="2.0"><channel><title>Harbour</title><link>{web.url}/</link>{items}</channel></rss>'
        web.answers |= {f"/{n}": Answer(status=500) for n in range(PAGES)} | {"/rss": Answer(feed.encode(), "text/xml")}
        (tmp_path / "config.toml").write_text(ON_LOOPBACK.format(port=web.port, url=web.url), "utf-8")
        now = began
        with Office(load(tmp_path / "config.toml", tmp_path), lambda: now) as office:
            await pass_over(office, PollPlan(), lambda _: None)
            web.answers |= {f"/{n}": Answer(BODY + b"%d" % n) for n in range(PAGES)}
            for again in range(2):
                with office.database.read() as transaction:
                    waiting = transaction.entries.list(state=EntryState.WAITING)
                now = max(entry.next_try_at for entry in waiting if entry.next_try_at)
                with monkeypatch.context() as machine:
                    machine.setattr(Workers, "_pool", none_to_be_had)
                    await pass_over(office, PollPlan(ids=()), lambda _: None)
                assert sum(web.seen[f"/{n}", 200] for n in range(PAGES)) == PAGES, again
            with office.database.read() as transaction:
                now = max(entry.next_try_at for entry in transaction.entries.list() if entry.next_try_at)
            measured: Any = Measured()
            async with office.leasing(), office.fetcher() as fetcher:
                await read_entries(office, fetcher, measured, lambda _: None)
    assert measured.read == PAGES
    assert measured.most <= QUEUE_BYTES
    assert sum(web.seen[f"/{n}", 200] for n in range(PAGES)) == PAGES, "none is asked for again"


async def test_what_another_has_in_hand_is_not_said_to_be_given_up(tmp_path: Path) -> None:
    now, told, leases = datetime.now(UTC), list[Event](), list[EntryLease]()
    with WebServer({}) as web:
        item = f"<item><title>The crane</title><link>{web.url}/crane</link><guid>1</guid></item>"
        feed = f'<rss version="2.0"><channel><title>Harbour</title><link>{web.url}/</link>{item}</channel></rss>'
        web.answers |= {"/rss": Answer(feed.encode(), "text/xml"), "/crane": Answer(status=500)}
        (tmp_path / "config.toml").write_text(ON_LOOPBACK.format(port=web.port, url=web.url), "utf-8")
        with Office(load(tmp_path / "config.toml", tmp_path)) as office:
            await pass_over(office, PollPlan(), lambda _: None)
            for owner, later in (("ours", DAY), ("another", 2 * DAY)):
                with office.database.write() as transaction:
                    (lease,) = transaction.entries.claim(now + later, owner=owner, limit=1, lease_s=60)
                    leases.append(lease)
            nobody: Any = None
            ours = leases[0]
            await Pages(office, nobody, told.append).fail(Task(ours, source_of(ours.feed.feed, ours.entry.payload)), "404", None)
            with office.database.read() as transaction:
                assert transaction.entries.list()[0].state is EntryState.WAITING
    assert [one.words for one in told if isinstance(one, StoryReport)] == ["another process reads it meanwhile"]
