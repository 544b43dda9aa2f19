"""Manners towards one host: one request at a time, a rest between two, silence when it asked for silence.

Many names may live at one address, and a machine does not care by which of them it is worn out: so an address has a pace too.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Protocol

_MOST_HOSTS = 4096
_NAMES_AT_ONCE = 4
"""How many names of one address are asked side by side, each at its own pace. The address sees so many requests in the time of
rest that a single name has."""
_LOOK_S = 0.5
"""How often it is looked whether another process is done with a host."""

_YIELD_S = 0.03
"""By so much the process that asked a host last comes later than one that waits for it: so they take turns."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What other processes know of a host, in seconds from now: when it may be free, 0 when it is ours to ask; and for how long
    it wants to be left alone."""

    busy_s: float = 0.0
    pause_s: float = 0.0


class SharedTurns(Protocol):
    """What keeps the turns at a host over all processes that share it. It never raises: a memory that fails lets us ask."""

    async def take(self, host: str) -> Elsewhere:
        """Takes the host's turn, where nobody else has it."""
        ...

    def end(self, host: str, rest_s: float, pause_s: float) -> None:
        """Gives it back: others may ask after the rest, and when it was asked to be left alone, after that."""
        ...


@dataclass(slots=True)
class _Host:
    """What is known of a host. Instants are seconds of the monotonic clock, which no one can set back."""

    name: str
    is_own: bool
    """The operator's own: asked without turns and without rest; what it asks for itself holds."""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    asking: int = 0
    rest_s: float = 0.0
    free_at: float = 0.0
    paused_until: float = 0.0


class Turn:
    """Waits for the host's turn and gives the seconds it wants to be left alone for: 0 when it may be asked now.

    Within the turn nobody else asks the host. (A class, since a generator costs a tenth of a whole conditional request.)
    """

    __slots__ = ("_asked", "_at_once", "_host", "_max_wait_s", "_rest_s", "_shared")

    def __init__(
        self, host: _Host, *, max_wait_s: float, rest_s: float, at_once: bool, shared: SharedTurns | None = None
    ) -> None:
        self._host = host
        self._shared = shared
        self._max_wait_s = max_wait_s
        self._rest_s = rest_s
        self._at_once = at_once
        self._asked = False

    async def __aenter__(self) -> float:
        host = self._host
        if host.is_own:
            return max(0.0, host.paused_until - time.monotonic())
        host.asking += 1
        try:
            await host.lock.acquire()
        except BaseException:
            host.asking -= 1
            raise
        try:
            now = time.monotonic()
            wait = max(0.0, (host.paused_until if self._at_once else max(host.paused_until, host.free_at)) - now)
            if wait > self._max_wait_s or host.paused_until > now:
                return wait
            if wait:
                await asyncio.sleep(wait)
            if self._shared is not None and (wait := await self._await_others(self._shared)):
                return wait
        except BaseException:
            self._leave()
            raise
        self._asked = True
        return 0.0

    async def _await_others(self, shared: SharedTurns) -> float:
        """Waits until no other process asks the host; gives the seconds that it wants to be left alone for, 0 when it is ours."""
        host = self._host
        while (others := await shared.take(host.name)) != _NOBODY:
            if others.pause_s:
                host.paused_until = max(host.paused_until, time.monotonic() + others.pause_s)
            if longest := max(others.pause_s, others.busy_s if others.busy_s > self._max_wait_s else 0.0):
                return longest
            await asyncio.sleep(min(others.busy_s, _LOOK_S))
        return 0.0

    async def __aexit__(self, *_: object) -> None:
        host = self._host
        if host.is_own:
            return
        if self._asked:
            now, rest_s = time.monotonic(), max(self._rest_s, host.rest_s)
            host.free_at = now + rest_s
            if self._shared is not None:
                host.free_at += _YIELD_S
                self._shared.end(host.name, rest_s, max(0.0, host.paused_until - now))
        self._leave()

    def _leave(self) -> None:
        self._host.asking -= 1
        self._host.lock.release()


_NOBODY = Elsewhere()


class Berth:
    """A place at an address that several names share: for `async with`, waits until one is free and its time has come."""

    __slots__ = ("_places", "_rest_s", "free_at", "wanted")

    def __init__(self, rest_s: float) -> None:
        self._places = asyncio.Semaphore(_NAMES_AT_ONCE)
        self._rest_s = rest_s
        self.free_at = 0.0
        self.wanted = 0

    async def __aenter__(self) -> None:
        self.wanted += 1
        try:
            await self._places.acquire()
        except BaseException:
            self.wanted -= 1
            raise
        now = time.monotonic()
        begins_at = max(now, self.free_at)
        self.free_at = begins_at + self._rest_s
        try:
            if begins_at > now:
                await asyncio.sleep(begins_at - now)
        except BaseException:
            await self.__aexit__()
            raise

    async def __aexit__(self, *_: object) -> None:
        self.wanted -= 1
        self._places.release()


class Pace:
    """Turns at hosts. Hosts are named in lower case and without port: two ports of one machine are one machine.

    `rests` are hosts that asked an earlier run to be left alone, with the instant (aware) when that ends. `shared` keeps the
    turns at each host, not those at addresses, over all processes.
    """

    def __init__(
        self,
        *,
        rest_s: float,
        patience_s: float,
        is_own: Callable[[str], bool] = lambda _: False,
        rests: Mapping[str, datetime] | None = None,
        shared: SharedTurns | None = None,
    ) -> None:
        self._rest_s = rest_s
        self._shared = shared
        self._is_own = is_own
        self._patience_s = patience_s
        self._hosts: dict[str, _Host] = {}
        self._berths: dict[str, Berth] = {}
        self.heed(rests or {})

    def heed(self, rests: Mapping[str, datetime]) -> None:
        """Leaves these hosts alone until the instants (aware) that are named with them."""
        now = datetime.now(UTC)
        for name, until in rests.items():
            if until > now:
                self.pause(name, (until - now).total_seconds())

    def rests(self) -> dict[str, datetime]:
        """The hosts that asked to be left alone, and until when (aware UTC): what the next run has to know."""
        now, clock = datetime.now(UTC), time.monotonic()
        return {
            name: now + timedelta(seconds=host.paused_until - clock)
            for name, host in self._hosts.items()
            if host.paused_until > clock
        }

    def is_own(self, name: str) -> bool:
        """Whether the host is the operator's own, which is asked without turns."""
        return self._host(name).is_own

    def berth(self, address: str) -> Berth:
        """A place at this address, whatever the name that led there."""
        if address not in self._berths and len(self._berths) >= _MOST_HOSTS:
            now = time.monotonic()
            self._berths = {known: berth for known, berth in self._berths.items() if berth.wanted or berth.free_at > now}
        berth = self._berths.get(address)
        if berth is None:
            berth = self._berths[address] = Berth(self._rest_s / _NAMES_AT_ONCE)
        return berth

    def turn(self, name: str, *, at_once: bool = False) -> Turn:
        """The turn at this host, for `async with`. `at_once` leaves out the rest, as for a redirect within one host."""
        host = self._host(name)
        return Turn(host, max_wait_s=self._patience_s, rest_s=self._rest_s, at_once=at_once, shared=self._shared)

    def pause(self, name: str, seconds: float) -> None:
        """Leaves the host alone for so long: it said so (Retry-After, RFC 9110 section 10.2.3)."""
        host = self._host(name)
        host.paused_until = max(host.paused_until, time.monotonic() + seconds)

    def slow(self, name: str, seconds: float) -> None:
        """Makes the rest between two requests to the host at least so long from now on (`Crawl-delay` of its robots.txt)."""
        self._host(name).rest_s = seconds

    def _host(self, name: str) -> _Host:
        if name not in self._hosts and len(self._hosts) >= _MOST_HOSTS:
            now = time.monotonic()
            self._hosts = {
                known: host
                for known, host in self._hosts.items()
                if host.asking or host.rest_s or max(host.paused_until, host.free_at) > now
            }
        host = self._hosts.get(name)
        if host is None:
            host = self._hosts[name] = _Host(name=name, is_own=self._is_own(name))
        return host
