"""Feeds over days, in a real store by a clock of its own: whatever happens to the clock, no storm and no silence."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from desk.ending import ending_of
from ingest.fetch.outcome import NotModified
from news.habits import DAY, HOUR
from news.names import FeedId, PublisherId
from news.publisher import Feed, Publisher
from store.database import Database
from store.upgrade import upgrade

START = datetime(2026, 3, 28, 20, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
STEP = 4 * MINUTE
FEEDS = 8


class Days:
    """Some feeds that are asked every hour, and when they were, by a clock that no one can set."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.since = timedelta()
        self.set_by = timedelta()
        self.polls: dict[FeedId, list[timedelta]] = {}
        someone = Publisher(id=PublisherId("p"), name="P")
        feeds = [
            Feed(id=FeedId(f"f{number:02}"), publisher=someone, url=f"https://f{number}.example/", every=HOUR)
            for number in range(FEEDS)
        ]
        with database.write() as tx:
            tx.feeds.sync(feeds, "digest", self.now())

    def now(self) -> datetime:
        return START + self.since + self.set_by

    def live(self, time: timedelta) -> None:
        """Lets the time pass, step by step."""
        for _ in range(round(time / STEP)):
            self.since += STEP
            with self.database.write() as tx:
                leases = tx.feeds.claim(self.now(), owner="o", limit=100, lease_s=60)
                ended = []
                for number, lease in enumerate(leases):
                    answer = NotModified(url=lease.record.feed.url, fetched_at=self.now())
                    jitter = (len(self.polls) * 7 + number * 3) % 10 / 10
                    ending = ending_of(lease.record, answer, "same", now=self.now(), jitter=jitter, slowest=HOUR)
                    ended.append((lease, ending.result))
                    self.polls.setdefault(lease.record.feed.id, []).append(self.since)
                tx.feeds.finish_many(ended)

    def gaps(self) -> list[timedelta]:
        return [later - earlier for times in self.polls.values() for earlier, later in pairwise(times)]


@pytest.fixture
def days(tmp_path: Path) -> Iterator[Days]:
    upgrade("sqlite:///days.db", tmp_path)
    with Database.open("sqlite:///days.db", folder=tmp_path) as database:
        yield Days(database)


def test_a_day_is_a_day_in_the_night_when_clocks_are_set_too(days: Days) -> None:
    days.live(10 * HOUR)
    assert all(HOUR <= gap <= 1.1 * HOUR + STEP for gap in days.gaps())


@pytest.mark.parametrize("back", [timedelta(hours=3), DAY, timedelta(days=400)])
def test_a_clock_set_back_changes_no_interval(days: Days, back: timedelta) -> None:
    days.live(4 * HOUR)
    days.set_by = -back
    days.live(4 * HOUR)
    assert all(HOUR - STEP <= gap <= 1.1 * HOUR + 2 * STEP for gap in days.gaps())


def test_a_clock_set_forth_asks_each_once_and_set_back_again_none(days: Days) -> None:
    days.live(4 * HOUR)
    before = {feed: len(times) for feed, times in days.polls.items()}
    days.set_by = DAY
    days.live(STEP)
    assert {feed: len(times) for feed, times in days.polls.items()} == {feed: count + 1 for feed, count in before.items()}
    days.set_by = timedelta()
    days.live(32 * MINUTE)
    assert {feed: len(times) for feed, times in days.polls.items()} == {feed: count + 1 for feed, count in before.items()}
    days.live(4 * HOUR)
    assert max(days.gaps()) <= 1.1 * HOUR + 2 * STEP


def test_a_crash_between_claim_and_ending_asks_nobody_twice(days: Days) -> None:
    days.live(2 * HOUR)
    with days.database.write() as tx:
        lost = tx.feeds.claim(days.now() + 2 * HOUR, owner="dies", limit=100, lease_s=60)
    assert len(lost) == FEEDS
    for times in days.polls.values():
        times[:] = []
    days.live(52 * MINUTE)
    assert not any(days.polls.values())
