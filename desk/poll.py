"""One pass over the feeds: what is due is claimed, fetched, parsed, sifted, and its new entries kept to be read.

The order of work stands here; what is decided is decided by pure functions elsewhere (ingest.sift, ingest.cadence).
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import assert_never

from desk.office import Office
from desk.reports import Ahead, Event, FeedReport
from desk.waiting import payload_of
from ingest.cadence import next_poll
from ingest.errors import WorkerLost
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, NotModified, Refused, Request, Validators
from ingest.parse.entry import Entry, NotAFeed, ParsedFeed
from ingest.sift import sift
from ingest.source import feed_request, is_menu
from ingest.workers import Workers
from news.names import Digest, FeedId, digest_of_bytes
from news.publisher import Feed
from store.database import Transaction
from store.entries import EntriesFound, EntryRow
from store.errors import StaleLease
from store.feed_rows import FeedState, Lease
from store.feeds import PollResult

LEASE_S = 600
AT_ONCE = 64
GATHER_S = 0.1
MENUS_PER_FEED = 200
"""A menu tree larger than this is cut, and the poll says so."""
FAILING_AFTER = 3
RESTING_AFTER = 20
"""Failures in a row after which a feed is called failing, and resting: it is asked once a day then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollPlan:
    """Which feeds to poll: those that are due; `everything`, due or not; or some by `ids`, due or not."""

    everything: bool = False
    ids: tuple[FeedId, ...] | None = None

    @property
    def is_once(self) -> bool:
        """Whether it asks for feeds that are not due too: each once, then."""
        return self.everything or self.ids is not None


@dataclass(frozen=True, slots=True)
class _Part:
    """One fetched part of a feed, with what it states: the feed itself, or a menu it leads to."""

    fetched: Fetched
    parsed: ParsedFeed


async def poll_feeds(office: Office, fetcher: Fetcher, workers: Workers, plan: PollPlan, tell: Callable[[Event], None]) -> None:
    """Polls what the plan asks for, up to AT_ONCE feeds side by side; the door keeps the pace of each host."""
    turn = _Turn(office, fetcher, workers, tell)
    waiting: list[Lease] = []
    polling: set[asyncio.Task[None]] = set()
    more = True
    try:
        while more or waiting or polling:
            if more and not waiting and len(polling) <= AT_ONCE // 2:
                waiting = await office.in_store(lambda: _claim(office, plan, AT_ONCE))
                more = bool(waiting) and not plan.is_once
                tell(Ahead(len(waiting)))
            while waiting and len(polling) < AT_ONCE:
                polling.add(asyncio.create_task(turn.poll(waiting.pop(0))))
            if polling:
                done, polling = await asyncio.wait(polling, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
    finally:
        for task in polling:
            task.cancel()
        await turn.settle()


def _claim(office: Office, plan: PollPlan, limit: int) -> list[Lease]:
    """Due feeds, a handful at a time; all that were asked for at once where the plan does not look at what is due."""
    with office.database.write() as transaction:
        return transaction.feeds.claim(
            office.clock(), owner=office.owner, limit=1_000_000 if plan.is_once else limit, lease_s=LEASE_S,
            ids=plan.ids, all=plan.is_once,
        )  # fmt: skip


class _Turn:
    """One pass over the feeds: what its steps share."""

    def __init__(self, office: Office, fetcher: Fetcher, workers: Workers, tell: Callable[[Event], None]) -> None:
        self.office, self.fetcher, self.workers, self.tell = office, fetcher, workers, tell
        self._ended: list[tuple[Lease, PollResult, FeedReport]] = []
        self._keeper: asyncio.Task[None] | None = None

    async def poll(self, lease: Lease) -> None:
        """One feed, from its address to entries that wait in the store."""
        record = lease.record
        url = record.moved_to or record.feed.url
        etag, last_modified = record.validators
        outcome = await self.fetcher.fetch(feed_request(url, Validators(etag=etag, last_modified=last_modified)))
        match outcome:
            case NotModified():
                self._finish(lease, outcome, "unchanged", "not modified since the last poll")
            case Fetched() if not is_menu(url) and digest_of_bytes(outcome.body) == record.body_digest:
                self._finish(lease, outcome, "unchanged", "the same bytes as at the last poll")
            case Fetched():
                await self._take_in(lease, outcome)
            case Refused():
                self._finish(lease, outcome, "refused", outcome.words)
            case Failed():
                self._finish(lease, outcome, "failed", outcome.words)
            case _:
                assert_never(outcome)

    async def _take_in(self, lease: Lease, fetched: Fetched) -> None:
        """A body that has to be read: its entries, and those of the menus it leads to."""
        feed = lease.record.feed
        parsed = await self._parse(fetched, feed, 0)
        if isinstance(parsed, NotAFeed):
            self._finish(lease, _not_a_feed(fetched, parsed), "failed", parsed.words)
            return
        parts, notes = [_Part(fetched, parsed)], list(parsed.skipped)
        async for part in self._follow(feed, parsed, notes):
            parts.append(part)
            notes.extend(part.parsed.skipped)
        report = await self.office.in_store(lambda: self._keep(lease, parts, notes))
        if report is not None:
            self.tell(report)

    async def _parse(self, fetched: Fetched, feed: Feed, depth: int) -> ParsedFeed | NotAFeed:
        try:
            return await self.workers.parse_feed(fetched, feed, depth)
        except WorkerLost as lost:
            return NotAFeed(words=lost.words)

    async def _follow(self, feed: Feed, first: ParsedFeed, notes: list[str]) -> AsyncIterator[_Part]:
        """The menus and feed files that a menu leads to, breadth first, each address once; what fails is noted."""
        waiting, seen = list(first.follow), {feed.url}
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
            parsed = await self._parse(outcome, feed, step.depth)
            if isinstance(parsed, NotAFeed):
                notes.append(f"{step.url}: {parsed.words}")
                continue
            waiting.extend(parsed.follow)
            yield _Part(outcome, parsed)

    def _keep(self, lease: Lease, parts: Sequence[_Part], notes: Sequence[str]) -> FeedReport | None:
        """The entries and how the poll went, in one transaction (rule 10). None when the lease was lost."""
        feed, first = lease.record.feed, parts[0]
        stated = [(entry, part) for part in parts for entry in part.parsed.entries]
        with self.office.database.write() as transaction:
            known = transaction.entries.known(feed.id, [entry.key for entry, _ in stated])
            sifted = sift((entry for entry, _ in stated), known)
            wanted = {entry.key for entry in (*sifted.new, *sifted.changed)}
            rows, done = [], set()
            for entry, part in stated:
                if entry.key in wanted and entry.key not in done:
                    done.add(entry.key)
                    rows.append(_row(transaction, feed, entry, part))
            found = EntriesFound(rows=tuple(rows), seen=tuple(entry.key for entry, _ in stated))
            words = _count(len(sifted.new), len(sifted.changed), sifted.unchanged, notes)
            result = self._result(lease, first.fetched, words, ok=True, ttl=first.parsed.ttl)
            try:
                transaction.feeds.finish(lease, result, found)
            except StaleLease:
                return None
        new, changed = len(sifted.new), len(sifted.changed)
        return FeedReport(feed=feed.id, outcome="read", words=words, seen=len(stated), new=new, changed=changed)

    def _finish(self, lease: Lease, outcome: FetchOutcome, name: str, words: str) -> None:
        """Ends a poll that brought no entries. Endings are gathered for a moment and kept in one transaction: a commit for
        every feed that has not changed would cost more than asking it."""
        result = self._result(lease, outcome, words, ok=isinstance(outcome, Fetched | NotModified))
        self._ended.append((lease, result, FeedReport(feed=lease.record.feed.id, outcome=name, words=words)))
        if self._keeper is not None and self._keeper.done():
            self._keeper.result()
            self._keeper = None
        if self._keeper is None:
            self._keeper = asyncio.create_task(self._keep_ended())

    async def _keep_ended(self) -> None:
        while self._ended:
            await asyncio.sleep(GATHER_S)
            ended, self._ended = self._ended, []
            stale = await self.office.in_store(partial(self._finish_many, [(lease, result) for lease, result, _ in ended]))
            for lease, _, report in ended:
                if lease not in stale:
                    self.tell(report)

    def _finish_many(self, ended: Sequence[tuple[Lease, PollResult]]) -> list[Lease]:
        with self.office.database.write() as transaction:
            return transaction.feeds.finish_many(ended)

    async def settle(self) -> None:
        """Waits until every ending is kept."""
        if self._keeper is not None:
            await self._keeper

    def _result(self, lease: Lease, outcome: FetchOutcome, words: str, *, ok: bool, ttl: timedelta | None = None) -> PollResult:
        feed, now = lease.record.feed, self.office.clock()
        failures = 0 if ok else lease.record.failures + 1
        state = FeedState.RESTING if failures >= RESTING_AFTER else FeedState.FAILING
        given = outcome.validators if isinstance(outcome, Fetched | NotModified) else None
        body = outcome.body if isinstance(outcome, Fetched) else b""
        jitter = random.random()  # noqa: S311  # spreads load; guards nothing
        return PollResult(
            at=now,
            outcome=_short(outcome),
            words=words,
            ok=ok,
            next_poll_at=next_poll(every=feed.every, now=now, outcome=outcome, ttl=ttl, failures=failures, jitter=jitter),
            state=FeedState.ACTIVE if failures < FAILING_AFTER else state,
            failures=failures,
            status=outcome.status if isinstance(outcome, Fetched | Failed) else None,
            validators=None if given is None else (given.etag, given.last_modified),
            body_digest=digest_of_bytes(body) if isinstance(outcome, Fetched) and ok else None,
            bytes=len(body),
            took_s=outcome.took_s if isinstance(outcome, Fetched | NotModified) else 0.0,
        )


def _row(transaction: Transaction, feed: Feed, entry: Entry, part: _Part) -> EntryRow:
    fetched = part.fetched
    capture: Digest = transaction.captures.keep(
        fetched.body, url=fetched.final_url, media_type=fetched.media_type, charset=fetched.charset,
        headers=dict(fetched.headers), fetched_at=fetched.fetched_at,
    )  # fmt: skip
    return EntryRow(key=entry.key, digest=entry.digest, link=entry.link, payload=payload_of(entry, part.parsed, fetched, capture))


def _not_a_feed(fetched: Fetched, parsed: NotAFeed) -> Failed:
    return Failed(url=fetched.url, cause="not-a-feed", words=parsed.words, fetched_at=fetched.fetched_at, status=fetched.status)


def _words(outcome: FetchOutcome) -> str:
    return outcome.words if isinstance(outcome, Refused | Failed) else "not modified"


def _short(outcome: FetchOutcome) -> str:
    match outcome:
        case Fetched():
            return "fetched"
        case NotModified():
            return "not-modified"
        case Refused():
            return "refused"
        case Failed(cause=cause):
            return "not-a-feed" if cause == "not-a-feed" else "failed"
        case _:
            assert_never(outcome)


def _count(new: int, changed: int, unchanged: int, notes: Sequence[str]) -> str:
    told = f"{new} new, {changed} changed, {unchanged} known"
    return told + (f"; {len(notes)} passed over: {'; '.join(notes[:3])}" if notes else "")
