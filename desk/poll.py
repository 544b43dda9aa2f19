"""One pass over the feeds: what is due is fetched, what is new is read, composed, judged and kept.

The order of work stands here; the decisions are pure functions elsewhere (ingest.sift, ingest.cadence, desk.judge).
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never

from desk.judge import keep_story
from desk.office import Office
from desk.waiting import payload_of, source_of
from ingest.cadence import next_poll, next_try
from ingest.errors import WorkerLost
from ingest.extract.article import NoArticle
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, Kind, NotModified, Refused, Request, Validators
from ingest.parse.entry import Entry, Follow, NotAFeed, ParsedFeed
from ingest.read import text_in_feed
from ingest.sift import sift
from ingest.source import Captured, Source
from ingest.workers import Workers
from news.names import Digest, FeedId, StoryId, digest_of_bytes
from news.publisher import Feed
from news.review import State
from news.rights import Reason
from store.entries import EntryLease, EntryRow
from store.feeds import Lease, PollResult
from wire.urls import GopherUrl

LEASE_S = 300
FEEDS_AT_ONCE = 16
ENTRIES_AT_ONCE = 16
MENUS_PER_FEED = 200
"""A menu tree larger than this is cut, and the poll says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """What a poll of one feed came to: `outcome` is `read`, `unchanged`, `failed` or `refused`; `words` is one line."""

    feed: FeedId
    outcome: str
    words: str
    new: int = 0
    changed: int = 0
    seen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReport:
    """What became of one entry. `story` None: it could not be read, and `words` says why and when it is tried again."""

    feed: FeedId
    title: str
    words: str
    story: StoryId | None = None
    state: State | None = None
    reasons: tuple[Reason, ...] = ()
    outcome: str = "failed"


Report = FeedReport | StoryReport
Tell = Callable[[Report], None]


@dataclass(frozen=True, slots=True)
class PollPlan:
    """Which feeds to poll: those due, or all of them, or some by id (due or not)."""

    everything: bool = False
    ids: tuple[FeedId, ...] | None = None


async def poll(office: Office, plan: PollPlan, tell: Tell) -> list[Report]:
    """Polls, and reads every entry that waits. Each report is told as it comes; all are given back."""
    reports: list[Report] = []

    def report(one: Report) -> None:
        reports.append(one)
        tell(one)

    async with office.fetcher() as fetcher, office.workers() as workers:
        desk = _Round(office, fetcher, workers, report)
        await desk.poll_feeds(plan)
        await desk.read_entries()
    return reports


class _Round:
    """One pass: what its steps share."""

    def __init__(self, office: Office, fetcher: Fetcher, workers: Workers, report: Tell) -> None:
        self.office, self.fetcher, self.workers, self.report = office, fetcher, workers, report
        self.store = office.database

    async def poll_feeds(self, plan: PollPlan) -> None:
        """Claims what is due, in batches, and polls it: feeds of different hosts side by side."""
        done: set[FeedId] = set()
        while leases := [one for one in await self.office.in_store(lambda: self._claim(plan)) if one.record.feed.id not in done]:
            done.update(lease.record.feed.id for lease in leases)
            await asyncio.gather(*(self._poll_feed(lease) for lease in leases))
            if plan.everything or plan.ids is not None:
                return

    def _claim(self, plan: PollPlan) -> Sequence[Lease]:
        limit = 1_000_000 if plan.everything or plan.ids is not None else FEEDS_AT_ONCE * 4
        with self.store.write() as transaction:
            return transaction.feeds.claim(
                self.office.clock(), owner=self.office.owner, limit=limit, lease_s=LEASE_S, ids=plan.ids, everything=plan.everything
            )

    async def _poll_feed(self, lease: Lease) -> None:
        record = lease.record
        kind = Kind.MENU if _is_menu(record.feed.url) else Kind.FEED
        validators = Validators(etag=record.validators[0], last_modified=record.validators[1])
        outcome = await self.fetcher.fetch(Request(url=record.moved_to or record.feed.url, kind=kind, validators=validators))
        match outcome:
            case NotModified():
                await self._finish(lease, outcome, FeedReport(feed=record.feed.id, outcome="unchanged", words="not modified"))
            case Fetched() if digest_of_bytes(outcome.body) == record.body_digest and not _is_menu(record.feed.url):
                words = "the same as the last time"
                await self._finish(lease, outcome, FeedReport(feed=record.feed.id, outcome="unchanged", words=words))
            case Fetched():
                await self._take_in(lease, outcome)
            case Refused():
                await self._finish(lease, outcome, FeedReport(feed=record.feed.id, outcome="refused", words=outcome.words))
            case Failed():
                await self._finish(lease, outcome, FeedReport(feed=record.feed.id, outcome="failed", words=outcome.words))
            case _:
                assert_never(outcome)

    async def _take_in(self, lease: Lease, fetched: Fetched) -> None:
        """A body that has to be read: its entries, and those of the menus it leads to."""
        feed = lease.record.feed
        try:
            parsed = await self.workers.parse_feed(fetched, feed, 0)
        except WorkerLost as lost:
            parsed = NotAFeed(words=lost.words)
        if isinstance(parsed, NotAFeed):
            failed = Failed(url=fetched.url, cause="not-a-feed", words=parsed.words, fetched_at=fetched.fetched_at)
            await self._finish(lease, failed, FeedReport(feed=feed.id, outcome="failed", words=parsed.words))
            return
        found = [(entry, parsed, fetched) for entry in parsed.entries]
        notes = list(parsed.skipped)
        async for page, more in self._follow(feed, parsed, notes):
            found += [(entry, more, page) for entry in more.entries]
        await self._finish_read(lease, fetched, parsed, found, notes)

    async def _follow(self, feed: Feed, first: ParsedFeed, notes: list[str]):  # type: ignore[no-untyped-def]
        """The menus and feed files that a menu leads to, breadth first, each address once."""
        waiting: list[Follow] = list(first.follow)
        seen: set[str] = {feed.url}
        while waiting:
            step = waiting.pop(0)
            if step.url in seen:
                continue
            if len(seen) > MENUS_PER_FEED:
                notes.append(f"more than {MENUS_PER_FEED} menus: the rest was not walked")
                return
            seen.add(step.url)
            outcome = await self.fetcher.fetch(Request(url=step.url, kind=step.kind))
            if not isinstance(outcome, Fetched):
                notes.append(f"{step.url}: {_words(outcome)}")
                continue
            try:
                parsed = await self.workers.parse_feed(outcome, feed, step.depth)
            except WorkerLost as lost:
                parsed = NotAFeed(words=lost.words)
            if isinstance(parsed, NotAFeed):
                notes.append(f"{step.url}: {parsed.words}")
                continue
            notes.extend(parsed.skipped)
            waiting.extend(parsed.follow)
            yield outcome, parsed
