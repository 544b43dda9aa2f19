"""The entries that wait: each is read to the end, from its page or its feed's own text, and kept as a story or with the
reason why not."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial

from desk.hosts import memories_of, with_memory
from desk.keeping import Task, has_origin, is_ours, keep
from desk.office import LEASE_S, Office
from desk.pages import ATTEMPTS, Pages
from desk.reports import Ahead, Event, StoryReport
from desk.terms import TermsDesk
from desk.waiting import source_of
from ingest.asking import page_request
from ingest.extract.article import NoArticle
from ingest.extract.host_memory import HostMemory
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Failed, Fetched, Refused
from ingest.source import Captured, Reading, Source, may_carry_text
from ingest.workers import Workers
from news.names import digest_of_bytes
from news.publisher import Origin
from news.story import Story
from store.entry_rows import EntryLease
from store.errors import StoreError

AT_ONCE = 64
BATCHES = 2
"""So many times AT_ONCE entries are under way: while pages of some are read, those of others are fetched."""
CHUNK = 8
"""Entries read in one visit to a worker."""


async def read_entries(office: Office, fetcher: Fetcher, workers: Workers, tell: Callable[[Event], None]) -> None:
    """Reads every entry that waits and is due, oldest first, until none is left."""
    turn = _Turn(office, fetcher, workers, tell)
    batches: set[asyncio.Task[None]] = set()
    try:
        while True:
            leases = await office.in_store(lambda: _claim(office), patience_s=0)
            if leases:
                tell(Ahead(len(leases)))
                batches.add(asyncio.create_task(turn.read_or_release(leases)))
            if batches and (len(batches) == BATCHES or not leases):
                done, batches = await asyncio.wait(batches, return_when=asyncio.FIRST_COMPLETED)
                for batch in done:
                    batch.result()
            elif not leases:
                break
        await turn.settle()
    finally:
        for batch in batches:
            batch.cancel()
        await asyncio.gather(*batches, return_exceptions=True)
        await turn.give_up()


def _release(office: Office, leases: Sequence[EntryLease]) -> None:
    with office.database.write() as transaction:
        for lease in leases:
            transaction.entries.release(lease)


def _claim(office: Office) -> Sequence[EntryLease]:
    if office.stopping.is_set():
        return []
    with office.database.write() as transaction:
        return transaction.entries.claim(office.clock(), owner=office.owner, limit=AT_ONCE, lease_s=LEASE_S)


class _Turn:
    """One pass over the entries: what its steps share."""

    def __init__(self, office: Office, fetcher: Fetcher, workers: Workers, tell: Callable[[Event], None]) -> None:
        self.office, self.fetcher, self.workers, self.tell = office, fetcher, workers, tell
        self.terms = TermsDesk(office, fetcher, workers)
        self.pages = Pages(office, fetcher, tell)
        self._long: dict[asyncio.Task[None], EntryLease] = {}

    async def read_or_release(self, leases: Sequence[EntryLease]) -> None:
        """Reads them; where we are stopped, or the store fails us, they go back to wait."""
        try:
            await self.read(leases)
        except (asyncio.CancelledError, StoreError):  # nothing that an entry is to blame for
            with suppress(StoreError):
                await self.office.in_store(partial(_release, self.office, leases), patience_s=0)
            raise

    async def read(self, leases: Sequence[EntryLease]) -> None:
        """The feed's own text where it is whole, else the page."""
        tasks = await self._taken_up(leases)
        stored = [task for task in tasks if task.lease.entry.page is not None]
        tasks = [task for task in tasks if task.lease.entry.page is None]
        carried = [task for task in tasks if may_carry_text(task.source)]
        needed = [task for task in tasks if not may_carry_text(task.source)]
        needed += [task for found in await asyncio.gather(*map(self._read_carried, _chunks(carried))) for task in found]
        await self._read_fetched([task for task in await asyncio.gather(*map(self.pages.fetch, needed)) if task is not None])
        for chunk in _chunks(stored):  # all of them at once may be more than memory holds
            await self._read_fetched(await self.pages.taken_out(chunk))

    async def _read_fetched(self, tasks: Sequence[Task]) -> None:
        memories = await self.office.in_store(partial(memories_of, self.office, tasks)) if tasks else {}
        await asyncio.gather(*(self._read_pages(chunk, memories) for chunk in _chunks(tasks)))

    async def _taken_up(self, leases: Sequence[EntryLease]) -> list[Task]:
        """What is to be done about them. What was begun too often is given up."""
        tasks = []
        for lease in leases:
            task = Task(lease, source_of(lease.feed.feed, lease.entry.payload))
            if lease.entry.attempts > ATTEMPTS:
                words = f"it was begun {ATTEMPTS} times and never came to an end: whoever read it was stopped or crashed"
                await self.pages.fail(task, words, None)
            else:
                tasks.append(task)
        return tasks

    async def _read_carried(self, tasks: Sequence[Task]) -> list[Task]:
        """Keeps what could be read from the feed itself; gives back those whose page is needed."""
        readings = await self.workers.read_chunk([(task.source, None) for task in tasks])
        pairs = [
            (task, (reading or await self.workers.read(task.source, None)).told)
            for task, reading in zip(tasks, readings, strict=True)
        ]
        done = [(task, answer) for task, answer in pairs if isinstance(answer, Story) or task.source.entry.link is None]
        await self._keep_all(done)
        return [task for task, answer in pairs if isinstance(answer, NoArticle) and task.source.entry.link is not None]

    async def _read_pages(self, tasks: Sequence[Task], memories: Mapping[str, HostMemory]) -> None:
        pages = [(task.source, with_memory(task.captured, memories)) for task in tasks]
        readings = await self.workers.read_chunk(pages)
        pairs = list(zip(tasks, readings, strict=True))
        await self._keep_read([(task, reading) for task, reading in pairs if reading is not None])
        long = [(task, page) for (task, reading), page in zip(pairs, pages, strict=True) if reading is None]
        for task, page in long:  # nobody waits for these until all others are read
            self._long[asyncio.create_task(self._read_long(task, *page))] = task.lease

    async def settle(self) -> None:
        """Waits until what takes long is read too."""
        await asyncio.gather(*self._long)
        self._long.clear()

    async def give_up(self) -> None:
        """Has what takes long and is not read yet wait for another pass."""
        for reading in self._long:
            reading.cancel()
        await asyncio.gather(*self._long, return_exceptions=True)
        if self._long:
            with suppress(StoreError):
                await self.office.in_store(partial(_release, self.office, list(self._long.values())), patience_s=0)

    async def _read_long(self, task: Task, source: Source, captured: Captured | None) -> None:
        await self._keep_read([(task, await self.workers.read(source, captured))])

    async def _keep_read(self, readings: Sequence[tuple[Task, Reading]]) -> None:
        await self._keep_all([(replace(task, seen=reading.seen), reading.told) for task, reading in readings])
        self.pages.let_go(task for task, _ in readings)

    async def _compared(self, task: Task, answer: Story | NoArticle) -> tuple[Task, Story | NoArticle]:
        """A mirror's story held against the publisher's own page, where robots.txt and the config let us fetch that."""
        if isinstance(answer, NoArticle) or not answer.provenance.hops or not has_origin(answer):
            return task, answer
        feed, url = task.lease.feed.feed, answer.attribution.url
        if feed.origin is Origin.OFF or url is None or is_ours(answer, self.office.config.site):
            return task, answer
        outcome = await self.fetcher.fetch(page_request(url))
        if not isinstance(outcome, Fetched):
            words = outcome.words if isinstance(outcome, Refused | Failed) else "it answers that it has not changed"
            grounds = f"{answer.alteration.grounds}: {url}: {words}"
            return task, replace(answer, alteration=replace(answer.alteration, grounds=grounds))
        captured = Captured(page=outcome, digest=digest_of_bytes(outcome.body))
        story = await self.workers.compare(answer, feed, captured)
        return replace(task, origin=captured), story

    async def _with_terms(self, task: Task, answer: Story | NoArticle) -> tuple[Task, Story | NoArticle]:
        """A story with what its site states of all its pages."""
        if isinstance(answer, NoArticle) or is_ours(answer, self.office.config.site):
            return task, answer
        return task, await self.terms.added(answer, task.lease.feed.feed)

    async def _keep_all(self, pairs: Sequence[tuple[Task, Story | NoArticle]]) -> None:
        """Keeps a chunk's stories in one transaction."""

        def keep_stories() -> list[StoryReport]:
            with self.office.database.write() as transaction:
                return [keep(self.office, transaction, task, answer) for task, answer in pairs]

        pairs = await asyncio.gather(*(self._compared(task, answer) for task, answer in pairs))
        pairs = await asyncio.gather(*(self._with_terms(task, answer) for task, answer in pairs))
        if pairs:
            for report in await self.office.in_store(keep_stories):
                self.tell(report)


def _chunks(tasks: Sequence[Task]) -> list[Sequence[Task]]:
    return [tasks[at : at + CHUNK] for at in range(0, len(tasks), CHUNK)]
