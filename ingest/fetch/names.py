"""Names into addresses. Looking up blocks a thread, so it has threads of its own: a name service that hangs holds up nobody else.

Nothing is judged here: which address may be asked is settled when it is connected to (`ingest.fetch.door`).
"""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address

from aiohttp.abc import AbstractResolver, ResolveResult

_KEEP_S = 60.0
_MOST_NAMES = 4096
_MOST_THREADS = 64
"""More than there are connections at once, so that lookups that hang leave some for the others."""


@dataclass(frozen=True, slots=True)
class Address:
    """One address of a name, in the words of getaddrinfo; `spelling` ends in `%card` where it belongs to one network card."""

    family: socket.AddressFamily
    spelling: str


class Names(AbstractResolver):
    """Looks names up and remembers them for a minute. A name that is not answered within `wait_s` seconds is a gaierror."""

    def __init__(self, wait_s: float) -> None:
        self._wait_s = wait_s
        self._known: dict[str, tuple[float, Sequence[Address]]] = {}
        self._threads = asyncio.Semaphore(_MOST_THREADS)

    async def addresses(self, host: str) -> Sequence[Address]:
        """The addresses of the name, in the order to try them; of an address, itself. OSError says why there is none."""
        with contextlib.suppress(ValueError):
            version = ip_address(host).version
            return (Address(socket.AF_INET if version == 4 else socket.AF_INET6, host),)
        known = self._known.get(host)
        if known is not None and known[0] > time.monotonic():
            return known[1]
        try:
            async with asyncio.timeout(self._wait_s):
                await self._threads.acquire()
                found = await self._ask(host)
        except TimeoutError as late:
            raise socket.gaierror(socket.EAI_AGAIN, "the name service does not answer") from late
        if len(self._known) >= _MOST_NAMES:
            now = time.monotonic()
            self._known = {name: kept for name, kept in self._known.items() if kept[0] > now}
        self._known[host] = (time.monotonic() + _KEEP_S, found)
        return found

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC) -> list[ResolveResult]:
        """The addresses in the form that aiohttp's connector takes. OSError says why there is none."""
        return [
            ResolveResult(hostname=host, host=one.spelling, port=port, family=one.family, proto=0, flags=socket.AI_NUMERICHOST)
            for one in await self.addresses(host)
            if family in {socket.AF_UNSPEC, one.family}
        ]

    async def close(self) -> None:
        """Nothing to give back: a thread that still waits ends by itself and keeps no process from ending."""

    def _ask(self, host: str) -> "asyncio.Future[Sequence[Address]]":
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Sequence[Address]] = loop.create_future()

        def settle(found: Sequence[Address] | OSError) -> None:
            self._threads.release()
            if answer.done():
                return  # nobody waits any more
            if isinstance(found, OSError):
                answer.set_exception(found)
            else:
                answer.set_result(found)

        def look_up() -> None:
            found = _look_up(host)
            with contextlib.suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(settle, found)

        threading.Thread(target=look_up, name=f"name {host}", daemon=True).start()
        return answer


def _look_up(host: str) -> Sequence[Address] | OSError:
    try:
        infos = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)
    except UnicodeError:
        return socket.gaierror(socket.EAI_NONAME, "no name")
    except OSError as error:
        return error
    return tuple(Address(socket.AddressFamily(family), _spelling(address)) for family, _, _, _, address in infos)


def _spelling(address: tuple[object, ...]) -> str:
    host, scope = str(address[0]), address[3] if len(address) == 4 else 0
    return f"{host}%{scope}" if scope and "%" not in host else host
