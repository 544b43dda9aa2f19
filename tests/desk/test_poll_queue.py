"""All feeds that a plan asks for are polled once, however few can be claimed at a time; what is not polled is given back."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import desk.poll
from desk.office import Office
from desk.poll import PollPlan, poll_feeds
from desk.reports import Event, FeedReport
from ingest.fetch.outcome import Failed, FetchOutcome, NotModified, Request
from news.names import FeedId
from store.errors import Locked
from tests.desk.config_text import LEAST

FEEDS = 600
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEED = """
[[feed]]
id = "feed-{number}"
publisher = "harbour"
url = "https://harbour.example/{number}"
"""


@dataclass
class Asked:
    """A door that leads nowhere and notes who was asked for."""

    urls: list[str] = field(default_factory=list)
    fails_at: int | None = None

    async def fetch(self, request: Request) -> FetchOutcome:
        await asyncio.sleep(0)
        self.urls.append(request.url)
        if len(self.urls) == self.fails_at:
            raise RuntimeError("the power went out")
        if request.url.endswith("7"):
            return Failed(url=request.url, cause="timeout", words="no answer", fetched_at=NOW)
        return NotModified(url=request.url, fetched_at=NOW, headers={}, validators=None, moved_to=None, took_s=0.1)

    def rests(self) -> dict[str, datetime]:
        return {}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    path = tmp_path / "config.toml"
    path.write_text(LEAST + "".join(FEED.format(number=number) for number in range(FEEDS)))
    with Office.of(path, tmp_path, lambda: NOW) as office:
        yield office


def poll(office: Office, door: Asked, plan: PollPlan) -> list[FeedReport]:
    told: list[Event] = []
    fetcher: Any = door
    workers: Any = lambda: pytest.fail("nothing was to be parsed")  # noqa: E731
    asyncio.run(poll_feeds(office, fetcher, workers, plan, told.append))
    return [event for event in told if isinstance(event, FeedReport)]


@pytest.mark.parametrize("plan", [PollPlan(), PollPlan(everything=True)], ids=["due", "all"])
def test_every_feed_is_polled_once_and_kept(office: Office, plan: PollPlan) -> None:
    door = Asked()
    reports = poll(office, door, plan)
    assert len(reports) == len(set(door.urls)) == len(door.urls) == FEEDS
    assert sum(report.outcome == "failed" for report in reports) == FEEDS // 10
    with office.database.read() as transaction:
        records = transaction.feeds.all()
    assert all(record.last_polled_at == NOW and record.next_poll_at > NOW for record in records)
    assert poll(office, Asked(), PollPlan()) == [], "none is due again"


def test_what_others_hold_is_left_to_them_and_the_rest_is_polled(office: Office) -> None:
    with office.database.polling() as transaction:
        taken = transaction.feeds.claim(NOW, owner="another", limit=500, lease_s=60)
    door = Asked()
    assert len(poll(office, door, PollPlan(everything=True))) == FEEDS - 500
    assert {lease.record.feed.url for lease in taken}.isdisjoint(door.urls)


def test_only_those_named_are_polled(office: Office) -> None:
    door = Asked()
    poll(office, door, PollPlan(ids=(FeedId("feed-3"), FeedId("feed-5"))))
    assert sorted(door.urls) == ["https://harbour.example/3", "https://harbour.example/5"]


def test_a_pass_that_breaks_off_gives_back_what_it_did_not_poll(office: Office) -> None:
    door = Asked(fails_at=100)
    with pytest.raises(RuntimeError, match="power"):
        poll(office, door, PollPlan(everything=True))
    with office.database.read() as transaction:
        records = transaction.feeds.all()
    polled = {record.feed.url for record in records if record.last_polled_at is not None}
    assert 50 < len(polled) < FEEDS, "what was found is kept"
    assert polled <= set(door.urls)
    with office.database.polling() as transaction:
        due = transaction.feeds.claim(NOW, owner="another", limit=1000, lease_s=60)
    assert {lease.record.feed.url for lease in due} == {record.feed.url for record in records} - polled


def test_a_store_that_others_hold_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.poll, "AT_ONCE", 8)
    in_store, calls = Office.in_store, iter(range(1000))

    async def sometimes(self: Office, work: Any, patience_s: float = 60) -> Any:
        if next(calls) == 1:
            raise Locked("the database", 10.0)
        return await in_store(self, work, patience_s)

    monkeypatch.setattr(Office, "in_store", sometimes)
    with pytest.raises(Locked):
        poll(office, Asked(), PollPlan(ids=tuple(FeedId(f"feed-{number}") for number in range(8))))
    with office.database.read() as transaction:
        assert all(record.last_polled_at is None for record in transaction.feeds.all()), "as if nobody had asked"
