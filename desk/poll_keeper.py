"""Keeping how polls ended. Endings are gathered for a moment and kept in one transaction: a commit for every feed that has not
changed would cost more than asking it, and one for every feed that has as much as keeping its entries."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from desk.office import Office
from desk.reports import Event, FeedReport
from ingest.fetch.fetcher import Fetcher
from store.feed_rows import Lease
from store.poll_rows import PollResult
from store.poll_transaction import PollTransaction

GATHER_S = 0.2
MOST_BROUGHT = 16
"""So many feeds' entries are kept in one transaction, at once: others wait for it to end."""

Keep = Callable[[PollTransaction], FeedReport | None]
"""Keeps what a feed brought, and says what that came to; None when its lease was lost."""


@dataclass(slots=True)
class _Ended:
    """What waits to be kept: polls that brought no entries, and polls that did with who waits for them."""

    bare: list[tuple[Lease, PollResult, FeedReport]] = field(default_factory=list)
    brought: list[tuple[Keep, asyncio.Future[None]]] = field(default_factory=list)


class PollKeeper:
    """Keeps endings in the background; `settle` waits for the last, and raises what went wrong."""

    def __init__(self, office: Office, fetcher: Fetcher, tell: Callable[[Event], None]) -> None:
        self._office, self._fetcher, self._tell = office, fetcher, tell
        self._ended = _Ended()
        self._keeping: asyncio.Task[None] | None = None

    def end(self, lease: Lease, result: PollResult, report: FeedReport) -> None:
        """Has the ending of a poll kept that brought no entries."""
        self._ended.bare.append((lease, result, report))
        self._begin()

    async def bring(self, keep: Keep) -> None:
        """Returns when what a feed brought is kept: who waits here holds its entries, so that there are never many of them."""
        kept: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._ended.brought.append((keep, kept))
        self._begin()
        await kept

    async def settle(self) -> None:
        """Waits until every ending is kept."""
        if self._keeping is not None:
            await self._keeping

    def _begin(self) -> None:
        if self._keeping is not None and self._keeping.done():
            self._keeping.result()
            self._keeping = None
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep())

    async def _keep(self) -> None:
        while self._ended.bare or self._ended.brought:
            if len(self._ended.brought) < MOST_BROUGHT:
                await asyncio.sleep(GATHER_S)
            bare, self._ended.bare = self._ended.bare, []
            brought, self._ended.brought = self._ended.brought[:MOST_BROUGHT], self._ended.brought[MOST_BROUGHT:]
            try:
                reports = await self._office.in_store(partial(self._keep_in_store, bare, [keep for keep, _ in brought]))
            except BaseException as fault:
                for _, kept in brought + self._ended.brought:
                    if not kept.done():
                        kept.set_exception(fault)
                        kept.exception()  # told once, here; who no longer waits for it need not be
                raise
            for _, kept in brought:
                if not kept.done():
                    kept.set_result(None)
            for report in reports:
                self._tell(report)

    def _keep_in_store(self, bare: Sequence[tuple[Lease, PollResult, FeedReport]], brought: Sequence[Keep]) -> list[FeedReport]:
        database = self._office.database
        # hubs are kept with what polling does not know of
        with database.polling() if self._office.settings.websub is None else database.write() as transaction:
            if rests := self._fetcher.rests():
                transaction.rests.keep(rests, self._office.clock())
            stale = set(map(id, transaction.feeds.finish_many([(lease, result) for lease, result, _ in bare])))
            reports = [report for lease, _, report in bare if id(lease) not in stale]
            return reports + [report for keep in brought if (report := keep(transaction)) is not None]
