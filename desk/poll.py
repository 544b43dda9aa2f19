"""One pass over the feeds: what is due is claimed, fetched, parsed, sifted, and its new entries kept to be read.

The order of work stands here; what is decided is decided by pure functions elsewhere (ingest.sift, ingest.cadence).
"""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import assert_never

from desk.ending import Ending, Read, ending_of, short
from desk.office import LEASE_S, Office
from desk.reports import Ahead, Event, FeedReport
from desk.websub import note_hub, seldom, told_by_hubs
from ingest.errors import WorkerLost
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, NotModified, Refused, Request, Validators
from ingest.parse.entry import Entry, NotAFeed, ParsedFeed
from ingest.sift import sift
from ingest.source import feed_request, is_menu
from ingest.workers import Workers
from news.names import Digest, EntryKey, FeedId, digest_of_bytes
from news.publisher import Feed
from store.entry_rows import EntriesFound, EntryRow
from store.errors import StaleLease, StoreError
from store.feed_rows import Lease
from store.poll_rows import PollResult
from store.transaction import Transaction

AT_ONCE = 64
GATHER_S = 0.1
MENUS_PER_FEED = 200
"""A menu tree larger than this is cut, and the poll says so."""


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
    polling: dict[asyncio.Task[None], Lease] = {}
    more = True
    try:
        while more or waiting or polling:
            if more and not waiting and len(polling) <= AT_ONCE // 2:
                waiting = await office.in_store(lambda: _claim(office, plan, AT_ONCE), patience_s=0)
                if office.config.websub is not None:
                    turn.told |= await office.in_store(partial(told_by_hubs, office, waiting))
                more = bool(waiting) and not plan.is_once
                tell(Ahead(len(waiting)))
            while waiting and len(polling) < AT_ONCE:
                lease = waiting.pop(0)
                polling[asyncio.create_task(turn.poll(lease))] = lease
            if polling:
                done, _ = await asyncio.wait(polling, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
                    del polling[task]
    except BaseException:
        for task in polling:
            task.cancel()
        await asyncio.gather(*polling, return_exceptions=True)
        with suppress(StoreError):  # what went wrong first is told; a lease not given back runs out
            await turn.settle()
            if left := (*waiting, *polling.values()):
                await office.in_store(partial(_release, office, left), patience_s=0)
        raise
    await turn.settle()


def _release(office: Office, leases: Sequence[Lease]) -> None:
    with office.database.write() as transaction:
        for lease in leases:
            transaction.feeds.release(lease)


def _claim(office: Office, plan: PollPlan, limit: int) -> list[Lease]:
    """Due feeds, a handful at a time; all that were asked for at once where the plan does not look at what is due."""
    if office.stopping.is_set():
        return []
    with office.database.write() as transaction:
        return transaction.feeds.claim(
            office.clock(), owner=office.owner, limit=1_000_000 if plan.is_once else limit, lease_s=LEASE_S,
            ids=plan.ids, all=plan.is_once,
        )  # fmt: skip


class _Turn:
    """One pass over the feeds: what its steps share."""

    def __init__(self, office: Office, fetcher: Fetcher, workers: Workers, tell: Callable[[Event], None]) -> None:
        self.office, self.fetcher, self.workers, self.tell = office, fetcher, workers, tell
        self.told: set[FeedId] = set()
        self._ended: list[tuple[Lease, PollResult, FeedReport]] = []
        self._keeper: asyncio.Task[None] | None = None

    async def poll(self, lease: Lease) -> None:
        """One feed, from its address to entries that wait in the store."""
        record = lease.record
        url = record.moved_to or record.feed.url
        etag, last_modified = record.validators
        asked = feed_request(url, Validators(etag=etag, last_modified=last_modified), record.feed.id)
        outcome = await self.fetcher.fetch(asked)
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
                self._finish(lease, outcome, "rested" if short(outcome) == "rested" else "failed", outcome.words)
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
            outcome = await self.fetcher.fetch(Request(url=step.url, kind=step.kind, feed=feed.id))
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
        stated = [entry for part in parts for entry in part.parsed.entries]
        with self.office.database.write() as transaction:
            known = transaction.entries.known(feed.id, [entry.key for entry in stated])
            sifted = sift(stated, known)
            wanted = {entry.key for entry in (*sifted.new, *sifted.changed)}
            rows: dict[EntryKey, EntryRow] = {}
            for part in parts:
                fresh = [entry for entry in part.parsed.entries if entry.key in wanted and entry.key not in rows]
                if fresh:  # kept once for all of them: nothing here costs more than keeping bytes
                    capture = _capture(transaction, part.fetched)
                    for entry in fresh:
                        rows.setdefault(entry.key, _row(entry, part, capture))
            found = EntriesFound(rows=tuple(rows.values()), seen=tuple(entry.key for entry in stated), known=known)
            words = _count(len(sifted.new), len(sifted.changed), sifted.unchanged, notes)
            new, changed = len(sifted.new), len(sifted.changed)
            ending = self._ending(lease, first.fetched, words, Read(parsed=first.parsed, new=new))
            try:
                transaction.feeds.finish(lease, ending.result, found)
            except StaleLease:
                return None
            note_hub(self.office, transaction, feed, first.parsed, first.fetched)
        return FeedReport(
            feed=feed.id, outcome="read", words=words, seen=len(stated), new=new, changed=changed, notices=ending.notices
        )

    def _ending(self, lease: Lease, outcome: FetchOutcome, words: str, read: Read | None = None) -> Ending:
        jitter = random.random()  # noqa: S311  # spreads load; guards nothing
        now, slowest = self.office.clock(), self.office.config.slowest
        ending = ending_of(lease.record, outcome, words, now=now, jitter=jitter, read=read, slowest=slowest)
        return seldom(ending, new=read.new if read else 0, now=now) if lease.record.feed.id in self.told else ending

    def _finish(self, lease: Lease, outcome: FetchOutcome, name: str, words: str) -> None:
        """Ends a poll that brought no entries. Endings are gathered for a moment and kept in one transaction: a commit for
        every feed that has not changed would cost more than asking it."""
        ending = self._ending(lease, outcome, words)
        report = FeedReport(feed=lease.record.feed.id, outcome=name, words=words, notices=ending.notices)
        self._ended.append((lease, ending.result, report))
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
            if rests := self.fetcher.rests():
                transaction.rests.keep(rests, self.office.clock())
            return transaction.feeds.finish_many(ended)

    async def settle(self) -> None:
        """Waits until every ending is kept."""
        if self._keeper is not None:
            await self._keeper


def _capture(transaction: Transaction, fetched: Fetched) -> Digest:
    return transaction.captures.keep(
        fetched.body, url=fetched.final_url, media_type=fetched.media_type, charset=fetched.charset,
        headers=dict(fetched.headers), fetched_at=fetched.fetched_at,
    )  # fmt: skip


def _row(entry: Entry, part: _Part, capture: Digest) -> EntryRow:
    from desk.waiting import payload_of  # noqa: PLC0415 — a poll that finds nothing new should not pay for it

    payload = payload_of(entry, part.parsed, part.fetched, capture)
    return EntryRow(key=entry.key, digest=entry.digest, link=entry.link, payload=payload, feed_digest=capture)


def _not_a_feed(fetched: Fetched, parsed: NotAFeed) -> Failed:
    return Failed(url=fetched.url, cause="not-a-feed", words=parsed.words, fetched_at=fetched.fetched_at, status=fetched.status)


def _words(outcome: FetchOutcome) -> str:
    return outcome.words if isinstance(outcome, Refused | Failed) else "not modified"


def _count(new: int, changed: int, unchanged: int, notes: Sequence[str]) -> str:
    told = f"{new} new, {changed} changed, {unchanged} known"
    return told + (f"; {len(notes)} passed over: {'; '.join(notes[:3])}" if notes else "")
