"""The pages of entries: fetched with the manners that their hosts want, kept in the store at once, and held for a worker as far
as there is room. What could not be had is put off or given up, with its reason."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from desk.keeping import LONGEST_WAIT, Task, again_after, keep_page, later, left_to_another
from desk.office import Office
from desk.reports import Event, StoryReport
from desk.waiting import captured_of, page_of
from ingest.asking import page_request
from ingest.cadence import PAUSED
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, Refused
from ingest.fetch.robots import LONGEST_KEPT
from ingest.fetch.targets import host_of
from ingest.source import Captured
from news.names import digest_of_bytes
from news.rights import Reason
from store.entry_rows import EntryLease, EntryPage, EntryRecord
from store.transaction import Transaction

ATTEMPTS = 8
"""After so many, over about a week, an entry that cannot be fetched is given up, with its reason; and so is one that was begun
as often and never ended, since whoever read it died of it."""
FORBIDDEN_ATTEMPTS = 3
"""After so many, a day and more apart, a page is given up that its host's robots.txt forbids."""
GATHER_S = 0.1
QUEUE_BYTES = 32 * 1024 * 1024
"""So much of fetched pages waits in memory for a worker; what is beyond that waits in the store."""


class Pages:
    """The pages of one pass over the entries."""

    def __init__(self, office: Office, fetcher: Fetcher, tell: Callable[[Event], None]) -> None:
        self.office, self.fetcher, self.tell = office, fetcher, tell
        self._fetched: list[Task] = []
        self._keeping: asyncio.Task[set[EntryLease]] | None = None
        self._bytes = 0
        self._turns = Counter[str]()

    async def fetch(self, task: Task) -> Task | None:
        """The task with its page; None when the page could not be had, which is then kept and told."""
        link = task.source.entry.link
        if link is None:
            await self.fail(task, "the feed gives neither its text nor a link to it", None)
            return None
        outcome = await self.fetcher.fetch(page_request(link, task.source.feed.id))
        if isinstance(outcome, Fetched):
            return await self._hold(replace(task, captured=Captured(page=outcome, digest=digest_of_bytes(outcome.body))))
        lost = outcome if isinstance(outcome, Refused | Failed) else None
        words = "the page answers that it has not changed" if lost is None else lost.words
        is_asked = not isinstance(outcome, Failed) or outcome.cause != PAUSED
        again = _again(task.lease.entry.attempts, self.office.clock(), outcome) if is_asked else self._turn_of(outcome)
        await self.fail(task, words, again, None if lost is None else lost.robots_of, counts=is_asked)
        return None

    async def fail(
        self, task: Task, words: str, again: datetime | None, robots_of: str | None = None, *, counts: bool = True
    ) -> None:
        """Puts the entry off until then, or gives it up where that is None, and tells why. What never came to a try `counts` for
        none."""
        feed, lease = task.lease.feed.feed.id, task.lease

        def fail() -> bool:
            with self.office.database.write() as transaction:
                is_ours = transaction.entries.holds(lease)
                if is_ours:
                    transaction.entries.fail(lease, Reason("page", words), again, counts=counts)
            return is_ours

        if not await self.office.in_store(fail):
            self.tell(left_to_another(feed, task.title))
            return
        given_up = StoryReport(feed=feed, title=task.title, outcome="failed", words=f"given up: {words}", robots_of=robots_of)
        self.tell(given_up if again is None else later(feed, task.title, words, again, robots_of))

    async def taken_out(self, tasks: Sequence[Task]) -> list[Task]:
        """The tasks with the pages that were fetched for them before and wait in the store; asked for again where one is lost."""

        def take_out() -> list[Task]:
            with self.office.database.read() as transaction:
                return [replace(task, captured=_captured(transaction, task.lease.entry)) for task in tasks]

        taken = await self.office.in_store(take_out)
        self._bytes += sum(map(_size, taken))
        again = [task if task.captured is not None else await self.fetch(task) for task in taken]
        return [task for task in again if task is not None]

    def let_go(self, tasks: Iterable[Task]) -> None:
        """Says that these are read, and their pages held no longer."""
        self._bytes = max(0, self._bytes - sum(map(_size, tasks)))

    def _turn_of(self, paused: FetchOutcome) -> datetime:
        """When to come back for a page that was not asked for, since its host wants no request for some time. Pages of a host
        that wants such a rest before each of them (`Crawl-delay`) come one after the other; those of one that wants to be left
        alone for once may come together."""
        assert isinstance(paused, Failed)
        assert paused.retry_after is not None
        host = host_of(paused.url)
        self._turns[host] = 1 if host in self.fetcher.rests() else self._turns[host] + 1
        return self.office.clock() + min((paused.retry_after - paused.fetched_at) * self._turns[host], LONGEST_WAIT)

    async def _hold(self, task: Task) -> Task | None:
        """The task once its page is kept, which survives us from then on; None where the queue is full, and the entry goes back
        to wait with its page. Pages that come at about the same time are kept in one transaction."""
        self._fetched.append(task)
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep_fetched())
        held = await asyncio.shield(self._keeping)
        return task if task.lease in held else None

    async def _keep_fetched(self) -> set[EntryLease]:
        await asyncio.sleep(GATHER_S)
        fetched, self._fetched, self._keeping = self._fetched, [], None

        def keep_pages() -> set[EntryLease]:
            with self.office.database.write() as transaction:
                pages = [(task.lease, EntryPage(capture=keep_page(transaction, task.captured), page=page_of(task.captured)))
                         for task in fetched if task.captured is not None]  # fmt: skip
                transaction.entries.keep_pages(pages)
                held: set[EntryLease] = set()
                size = self._bytes
                for task in fetched:
                    size += _size(task)
                    if size <= QUEUE_BYTES or not held:
                        held.add(task.lease)
                    else:
                        transaction.entries.release(task.lease)
            return held

        held = await self.office.in_store(keep_pages)
        self._bytes += sum(_size(task) for task in fetched if task.lease in held)
        return held


def _captured(transaction: Transaction, entry: EntryRecord) -> Captured | None:
    capture = None if entry.capture is None else transaction.captures.get(entry.capture)
    return None if capture is None or entry.page is None else captured_of(entry.page, capture.body)


def _size(task: Task) -> int:
    return 0 if task.captured is None else len(task.captured.page.body)


def _again(attempts: int, now: datetime, outcome: FetchOutcome) -> datetime | None:
    """When to ask for a page again, after this attempt; never where asking cannot help."""
    is_lasting = isinstance(outcome, Failed) and not outcome.temporary
    if is_lasting or attempts >= ATTEMPTS:
        return None
    if isinstance(outcome, Refused):
        may_change = outcome.rule == "robots" and attempts < FORBIDDEN_ATTEMPTS
        return now + LONGEST_KEPT if may_change else None
    again = again_after(attempts, now)
    if isinstance(outcome, Failed) and outcome.retry_after is not None:
        again = max(again, min(outcome.retry_after, now + LONGEST_WAIT))
    return again
