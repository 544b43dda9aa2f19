"""The one outbound door (rule 7): the only place of the project that opens a socket to somebody else.

The address is judged at the moment of connecting, when nothing can change it any more: literal, resolved, rebound, tunnelled, or
led to by a redirect, every connection passes `Door.socket`. What comes in through it is counted before any library sees it.
"""

import asyncio
import socket
import ssl
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import ingest.fetch.loading  # isort: skip  # noqa: F401 — before aiohttp
import aiohttp
from aiohttp import AddrInfoType

from ingest.fetch.addresses import networks, objection
from ingest.fetch.names import Names
from ingest.fetch.settings import FetchSettings

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_KEEP_S = 3.0
"""How long an idle connection stays open: long enough for the next page of the same host, short enough for 10,000 hosts."""


class AddressRefused(OSError):
    """The address a name led to must not be asked. `address` is it, `what` says what kind it is."""

    def __init__(self, address: str, what: str) -> None:
        # One text for all, so that the connector hands on the first of several refusals as it is.
        super().__init__("the address must not be asked")
        self.address = address
        self.what = what


class Flooded(OSError):
    """More came over the wire than the answer asked for could need: most of it is wrapping and no content."""


class Metered(socket.socket):
    """A socket that takes in `room` bytes and no more, then breaks with Flooded; None: as many as come.

    The library that reads HTTP counts the body only: headers before the answer, extensions of chunks and empty lines would come
    in for as long as the time limit lets them, at the full speed of the machine.
    """

    room: int | None = None

    def recv(self, bufsize: int, flags: int = 0, /) -> bytes:
        """What has come, counted."""
        data = super().recv(bufsize, flags)
        if self.room is not None:
            self._count(len(data))
        return data

    def recv_into(self, buffer: "WriteableBuffer", nbytes: int = 0, flags: int = 0, /) -> int:
        """The same into a buffer: TLS reads so."""
        size = super().recv_into(buffer, nbytes, flags)
        if self.room is not None:
            self._count(size)
        return size

    def _count(self, size: int) -> None:
        assert self.room is not None
        self.room -= size
        if self.room < 0:
            raise Flooded("more came than an answer needs")


_METERED: WeakValueDictionary[int, Metered] = WeakValueDictionary()
"""The open ones by their number, which the process gives to one at a time."""


def meter_of(transport: asyncio.BaseTransport | None) -> Metered | None:
    """The socket below a connection that a door opened, to be told how much may come; None once it is closed."""
    below = None if transport is None else transport.get_extra_info("socket")
    return None if below is None else _METERED.get(below.fileno())


class Door:
    """Opens connections to addresses that may be asked, and to no others. A ValueError names a setting that is wrong."""

    def __init__(self, settings: FetchSettings) -> None:
        self._allowed = networks(settings.allow_networks)
        self._names = Names(settings.connect_s)
        self._contexts: dict[Path | None, ssl.SSLContext] = {}

    def socket(self, info: AddrInfoType) -> socket.socket:
        """An unconnected socket for this address, or AddressRefused. `info` has the form of getaddrinfo's answers."""
        family, kind, protocol, _, address = info
        spelling = str(address[0])
        scope = address[3] if len(address) == 4 else 0
        what = objection(f"{spelling}%{scope}" if scope else spelling, self._allowed)
        if what is not None:
            raise AddressRefused(spelling, what)
        made = Metered(family, kind, protocol)
        _METERED[made.fileno()] = made
        return made

    def connector(self) -> aiohttp.TCPConnector:
        """A pool of HTTP connections that all pass this door. TLS is always verified."""
        return aiohttp.TCPConnector(
            socket_factory=self.socket, resolver=self._names, use_dns_cache=False, limit=0, keepalive_timeout=_KEEP_S
        )

    def trusted(self, ca: Path | None) -> ssl.SSLContext:
        """Whom to trust: the system's authorities, and those in the file where one is given. A ValueError says that it holds
        none."""
        if ca not in self._contexts:
            context = ssl.create_default_context()
            context.set_alpn_protocols(["http/1.1"])  # RFC 7301: HTTP/2 is not spoken here
            if ca is not None:
                try:
                    context.load_verify_locations(ca)
                except OSError as error:
                    msg = f"{ca} cannot be read as a file of certificates in PEM form"
                    raise ValueError(msg) from error
            self._contexts[ca] = context
        return self._contexts[ca]

    async def addresses(self, host: str) -> list[str]:
        """The addresses the name leads to, as yet unjudged. OSError says why there is none."""
        return [one.spelling for one in await self._names.addresses(host)]

    async def connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A plain TCP connection to the first address of the host that takes one. OSError says why there is none."""
        refusal: OSError = OSError(f"{host} has no address")
        for one in await self._names.addresses(host):
            where: tuple[str, int] | tuple[str, int, int, int] = (one.spelling, port)
            if one.family == socket.AF_INET6:
                where = (one.spelling, port, 0, 0)
            try:
                return await self._connect((one.family, socket.SOCK_STREAM, 0, "", where))
            except OSError as error:
                refusal = error
        raise refusal

    async def _connect(self, info: AddrInfoType) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        raw = self.socket(info)
        try:
            raw.setblocking(False)
            await asyncio.get_running_loop().sock_connect(raw, info[4])
            return await asyncio.open_connection(sock=raw)
        except BaseException:
            raw.close()
            raise
