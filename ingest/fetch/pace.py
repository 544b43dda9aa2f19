"""Manners towards one host: one request at a time, a rest between two, silence when it asked for silence.

Many names may live at one address, and a machine does not care by which of them it is worn out: so an address has a pace too.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

_MOST_HOSTS = 4096
_NAMES_AT_ONCE = 4
"""How many names of one address are asked side by side, each at its own pace. The address sees so many requests in the time of
rest that a single name has."""


@dataclass(slots=True)
class _Host:
    """What is known of a host. Instants are seconds of the monotonic clock, which no one can set back."""

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

    __slots__ = ("_asked", "_at_once", "_host", "_max_wait_s", "_rest_s")

    def __init__(self, host: _Host, *, max_wait_s: float, rest_s: float, at_once: bool) -> None:
        self._host = host
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
        except BaseException:
            self._leave()
            raise
        self._asked = True
        return 0.0

    async def __aexit__(self, *_: object) -> None:
        if self._host.is_own:
            return
        if self._asked:
            self._host.free_at = time.monotonic() + max(self._rest_s, self._host.rest_s)
        self._leave()

    def _leave(self) -> None:
        self._host.asking -= 1
        self._host.lock.release()


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

    `rests` are hosts that asked an earlier run to be left alone, with the instant (aware) when that ends.
    """

    def __init__(
        self,
        *,
        rest_s: float,
        patience_s: float,
        is_own: Callable[[str], bool] = lambda _: False,
        rests: Mapping[str, datetime] | None = None,
    ) -> None:
        self._rest_s = rest_s
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
        return Turn(self._host(name), max_wait_s=self._patience_s, rest_s=self._rest_s, at_once=at_once)

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
            host = self._hosts[name] = _Host(is_own=self._is_own(name))
        return host
