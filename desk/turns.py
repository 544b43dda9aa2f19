"""Turns at hosts, kept in the store: whatever number of services and passes there are, a host sees one request at a time with its
rest in between. A store that cannot be had leaves each with the pace that it keeps by itself."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from ingest.fetch.pace import Elsewhere
from store.errors import StoreError

if TYPE_CHECKING:
    from desk.office import Office

GATHER_S = 0.01
"""Turns that are wanted at about the same moment are taken in one transaction: one for each would cost as much as a poll."""
LEASE = timedelta(seconds=45)
"""How long a host stays ours should we die; while we ask it, that is renewed."""


class TurnsBook:
    """One fetcher's turns; see `ingest.fetch.pace.SharedTurns`. To be closed when the fetcher is."""

    def __init__(self, office: "Office", owner: str) -> None:
        self._office, self._owner = office, owner
        self._wanted: list[tuple[str, asyncio.Future[Elsewhere]]] = []
        self._held: set[str] = set()
        self._ended: dict[str, datetime] = {}
        self._rests: dict[str, datetime] = {}
        self._is_more = asyncio.Event()
        self._keeping: asyncio.Task[None] | None = None

    async def take(self, host: str) -> Elsewhere:
        """See SharedTurns."""
        told: asyncio.Future[Elsewhere] = asyncio.get_running_loop().create_future()
        self._wanted.append((host, told))
        self._begin()
        return await told

    def end(self, host: str, rest_s: float, pause_s: float) -> None:
        """See SharedTurns."""
        now = self._office.clock()
        self._ended[host] = now + timedelta(seconds=rest_s)
        if pause_s:
            self._rests[host] = now + timedelta(seconds=pause_s)
        self._held.discard(host)
        self._begin()

    async def close(self) -> None:
        """Gives back what is ours still."""
        if self._keeping is not None:
            self._keeping.cancel()
            await asyncio.gather(self._keeping, return_exceptions=True)
        if not (self._ended or self._held):
            return
        now = self._office.clock()
        self._ended |= dict.fromkeys(self._held, now)

        def give_back() -> None:
            with self._office.database.polling() as transaction:
                transaction.turns.lock(list(self._ended))
                transaction.turns.keep(self._owner, self._ended)
                transaction.turns.forget(now)
                if self._rests:
                    transaction.rests.keep(self._rests, now)

        with suppress(StoreError):
            await self._office.in_store(give_back, patience_s=0)

    def _begin(self) -> None:
        self._is_more.set()
        if self._keeping is None or self._keeping.done():
            self._keeping = asyncio.create_task(self._keep())

    async def _keep(self) -> None:
        """Takes and gives back, some at a time, for as long as there is something of ours; forgets what is over once before."""
        is_first = True
        while self._wanted or self._ended or self._held:
            with suppress(TimeoutError):  # then it is time to renew
                await asyncio.wait_for(self._is_more.wait(), (LEASE / 3).total_seconds())
            await asyncio.sleep(GATHER_S)
            self._is_more.clear()
            wanted, self._wanted = self._wanted, []
            ended, self._ended = self._ended, {}
            rests, self._rests = self._rests, {}
            hosts, held = [host for host, _ in wanted], frozenset(self._held)
            try:
                told = await self._office.in_store(partial(self._in_store, hosts, held, ended, rests, forget=is_first))
                is_first = False
            except StoreError:
                told = {}
            except BaseException:
                for _, future in wanted:
                    future.cancel()
                self._ended, self._rests = ended | self._ended, rests | self._rests
                raise
            for host, future in wanted:
                self._tell(host, future, told.get(host, Elsewhere()))

    def _tell(self, host: str, future: "asyncio.Future[Elsewhere]", elsewhere: Elsewhere) -> None:
        is_ours = elsewhere == Elsewhere()
        if not future.done():
            future.set_result(elsewhere)
            if is_ours:
                self._held.add(host)
        elif is_ours:  # who wanted it was stopped meanwhile
            self.end(host, 0, 0)

    def _in_store(
        self, wanted: list[str], held: frozenset[str], ended: dict[str, datetime], rests: dict[str, datetime], *, forget: bool
    ) -> dict[str, Elsewhere]:
        """What others have of what is wanted; hosts that rest are taken by nobody."""
        now = self._office.clock()
        until = now + LEASE
        with self._office.database.polling() as transaction:
            turns = transaction.turns
            if forget:
                turns.forget(now)
            turns.lock([*wanted, *ended, *held])
            if rests:
                transaction.rests.keep(rests, now)
            turns.keep(self._owner, dict.fromkeys(held, until) | ended)
            resting = transaction.rests.of(wanted, now)
            others = turns.take([host for host in wanted if host not in resting], self._owner, now, until)
        told = {host: Elsewhere(busy_s=max(0.01, (free_at - now).total_seconds())) for host, free_at in others.items()}
        return told | {host: Elsewhere(pause_s=(resting[host] - now).total_seconds()) for host in wanted if host in resting}
