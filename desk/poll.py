"""One pass over the feeds: what is due is claimed and fetched; what has changed is taken in (`desk.intake`).

The order of work stands here; what is decided is decided by pure functions elsewhere (desk.ending, ingest.cadence). Most polls
find a feed unchanged, and nothing is loaded here that those do not need (rule 13).
"""
# ruff: noqa: PLC0415

import asyncio
import random
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, assert_never

from desk.ending import Ending, Read, ending_of, short
from desk.office import LEASE_S, Office
from desk.poll_keeper import PollKeeper
from desk.reports import Ahead, Event, FeedReport
from ingest.asking import feed_request, is_menu
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, NotModified, Refused, Validators
from news.names import FeedId, digest_of_bytes
from store.errors import StoreError
from store.feed_rows import Lease

if TYPE_CHECKING:
    from ingest.workers import Workers

AT_ONCE = 64
"""Feeds polled side by side; the door keeps the pace of each host."""
CLAIMED = 256
"""The most feeds that wait, leased, for their turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollPlan:
    """Which feeds to poll: those that are due; `everything`, due or not; or some by `ids`, due or not."""

    everything: bool = False
    ids: tuple[FeedId, ...] | None = None


async def poll_feeds(
    office: Office, fetcher: Fetcher, workers: "Callable[[], Workers]", plan: PollPlan, tell: Callable[[Event], None]
) -> None:
    """Polls what the plan asks for. `workers` gives the parsing processes when something has to be parsed."""
    turn = Turn(office, fetcher, workers, tell)
    queue = _Queue(turn, plan)
    pollers = [asyncio.create_task(queue.poll()) for _ in range(AT_ONCE)]
    try:
        await asyncio.gather(*pollers)
    except BaseException:
        for poller in pollers:
            poller.cancel()
        await asyncio.gather(*pollers, return_exceptions=True)
        with suppress(StoreError):  # what went wrong first is told
            await turn.keeper.settle()
        with suppress(StoreError):  # a lease not given back runs out
            await queue.release()
        raise
    await turn.keeper.settle()


class _Queue:
    """The feeds of a plan, claimed some at a time."""

    def __init__(self, turn: "Turn", plan: PollPlan) -> None:
        self._turn, self._plan = turn, plan
        self._ids: deque[FeedId] | None = None
        self._waiting: deque[Lease] = deque()
        self._polling: dict[FeedId, Lease] = {}
        self._is_more = True
        self._claiming = asyncio.Lock()

    async def poll(self) -> None:
        """Polls one after the other until none is left."""
        while (lease := await self._next()) is not None:
            feed = lease.record.feed.id
            self._polling[feed] = lease
            await self._turn.poll(lease)
            del self._polling[feed]

    async def _next(self) -> Lease | None:
        if not self._waiting and self._is_more:
            async with self._claiming:
                while not self._waiting and self._is_more:
                    await self._fill()
        return self._waiting.popleft() if self._waiting else None

    async def _fill(self) -> None:
        office = self._turn.office
        leases = await office.in_store(self._claim, patience_s=0)
        if office.settings.websub is not None:
            from desk.websub import told_by_hubs

            self._turn.told |= await office.in_store(partial(told_by_hubs, office, leases))
        self._waiting.extend(leases)
        self._turn.tell(Ahead(len(leases)))

    def _claim(self) -> list[Lease]:
        """Due feeds, or the next of those that were asked for, due or not."""
        office, plan = self._turn.office, self._plan
        self._is_more = not office.stopping.is_set()
        if not self._is_more:
            return []
        with office.database.polling() as transaction:
            if not plan.everything and plan.ids is None:
                leases = transaction.feeds.claim(office.clock(), owner=office.owner, limit=AT_ONCE, lease_s=LEASE_S)
                self._is_more = bool(leases)
                return leases
            if self._ids is None:
                self._ids = deque(transaction.feeds.ids() if plan.ids is None else plan.ids)
            some = [self._ids.popleft() for _ in range(min(CLAIMED, len(self._ids)))]
            self._is_more = bool(self._ids)
            return transaction.feeds.claim(
                office.clock(), owner=office.owner, limit=len(some), lease_s=LEASE_S, ids=some, all=True
            )

    async def release(self) -> None:
        """Gives back what was claimed and not polled to the end."""
        office, left = self._turn.office, (*self._waiting, *self._polling.values())

        def release() -> None:
            with office.database.polling() as transaction:
                for lease in left:
                    transaction.feeds.release(lease)

        if left:
            await office.in_store(release, patience_s=0)


class Turn:
    """One pass over the feeds: what its steps share."""

    def __init__(self, office: Office, fetcher: Fetcher, workers: "Callable[[], Workers]", tell: Callable[[Event], None]) -> None:
        self.office, self.fetcher, self.workers, self.tell = office, fetcher, workers, tell
        self.told: set[FeedId] = set()
        self.keeper = PollKeeper(office, fetcher, tell)

    async def poll(self, lease: Lease) -> None:
        """One feed, from its address to what was found, kept."""
        record = lease.record
        url = record.moved_to or record.feed.url
        etag, last_modified = record.validators
        known = Validators(etag=etag, last_modified=last_modified)
        outcome = await self.fetcher.fetch(feed_request(url, known, record.feed.id, of=record.habits.served_by))
        match outcome:
            case NotModified():
                self.finish(lease, outcome, "unchanged", "not modified since the last poll")
            case Fetched() if not is_menu(url) and digest_of_bytes(outcome.body) == record.body_digest:
                self.finish(lease, outcome, "unchanged", "the same bytes as at the last poll")
            case Fetched():
                from desk.intake import take_in

                await take_in(self, lease, outcome)
            case Refused():
                self.finish(lease, outcome, "refused", outcome.words)
            case Failed():
                self.finish(lease, outcome, "rested" if short(outcome) == "rested" else "failed", outcome.words)
            case _:
                assert_never(outcome)

    def ending(self, lease: Lease, outcome: FetchOutcome, words: str, read: Read | None = None) -> Ending:
        """What follows for the feed."""
        jitter = random.random()  # noqa: S311  # spreads load; guards nothing
        now, slowest = self.office.clock(), self.office.settings.slowest
        ending = ending_of(lease.record, outcome, words, now=now, jitter=jitter, read=read, slowest=slowest)
        if lease.record.feed.id not in self.told:
            return ending
        from desk.websub import seldom

        return seldom(ending, new=read.new if read else 0, now=now)

    def finish(self, lease: Lease, outcome: FetchOutcome, name: str, words: str) -> None:
        """Ends a poll that brought no entries."""
        ending = self.ending(lease, outcome, words)
        report = FeedReport(feed=lease.record.feed.id, outcome=name, words=words, notices=ending.notices)
        self.keeper.end(lease, ending.result, report)
