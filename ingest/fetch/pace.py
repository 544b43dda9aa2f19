"""Manners towards one host: one request at a time, a rest between two, silence when it asked for silence."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

_MOST_HOSTS = 4096


@dataclass(slots=True)
class _Host:
    """What is known of a host. Instants are seconds of the monotonic clock, which no one can set back."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    asking: int = 0
    rest_s: float = 0.0
    free_at: float = 0.0
    paused_until: float = 0.0


class Pace:
    """Turns at hosts. Hosts are named in lower case and without port: two ports of one machine are one machine."""

    def __init__(self, *, rest_s: float, patience_s: float) -> None:
        self._rest_s = rest_s
        self._patience_s = patience_s
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def turn(self, name: str, *, at_once: bool = False) -> AsyncIterator[float]:
        """Waits for this host's turn and gives the seconds it wants to be left alone for: 0 when it may be asked now.

        Within the turn nobody else asks the host. `at_once` leaves out the rest, as for a redirect within one host.
        """
        host = self._host(name)
        host.asking += 1
        try:
            async with host.lock:
                wait = self._wait(host, at_once=at_once)
                if wait > self._patience_s or host.paused_until > time.monotonic():
                    yield wait
                    return
                if wait > 0:
                    await asyncio.sleep(wait)
                try:
                    yield 0.0
                finally:
                    host.free_at = time.monotonic() + max(self._rest_s, host.rest_s)
        finally:
            host.asking -= 1

    def pause(self, name: str, seconds: float) -> None:
        """Leaves the host alone for so long: it said so (Retry-After, RFC 9110 section 10.2.3)."""
        host = self._host(name)
        host.paused_until = max(host.paused_until, time.monotonic() + seconds)

    def slow(self, name: str, seconds: float) -> None:
        """Makes the rest between two requests to the host at least so long (`Crawl-delay` of its robots.txt)."""
        self._host(name).rest_s = seconds

    def _wait(self, host: _Host, *, at_once: bool) -> float:
        until = host.paused_until if at_once else max(host.paused_until, host.free_at)
        return max(0.0, until - time.monotonic())

    def _host(self, name: str) -> _Host:
        if name not in self._hosts and len(self._hosts) >= _MOST_HOSTS:
            now = time.monotonic()
            self._hosts = {
                known: host
                for known, host in self._hosts.items()
                if host.asking or host.rest_s or max(host.paused_until, host.free_at) > now
            }
        return self._hosts.setdefault(name, _Host())
