"""The one outbound door (rule 7): the only place of the project that opens a socket to somebody else.

The address is judged at the moment of connecting, when nothing can change it any more: literal, resolved, rebound, tunnelled, or
led to by a redirect, every connection passes `Door.socket`.
"""

import asyncio
import socket
import ssl
from pathlib import Path

import aiohttp
from aiohttp import AddrInfoType

from ingest.fetch.addresses import networks, objection
from ingest.fetch.settings import FetchSettings

_KEEP_S = 3.0
"""How long an idle connection stays open: long enough for the next page of the same host, short enough for 10,000 hosts."""


class AddressRefused(OSError):
    """The address a name led to must not be asked. `address` is it, `what` says what kind it is."""

    def __init__(self, address: str, what: str) -> None:
        # One text for all, so that the connector hands on the first of several refusals as it is.
        super().__init__("the address must not be asked")
        self.address = address
        self.what = what


class Door:
    """Opens connections to addresses that may be asked, and to no others. A ValueError names a setting that is wrong."""

    def __init__(self, settings: FetchSettings) -> None:
        self._allowed = networks(settings.allow_networks)
        self._trusted = _trusted(settings.extra_ca)

    def socket(self, info: AddrInfoType) -> socket.socket:
        """An unconnected socket for this address, or AddressRefused. `info` has the form of getaddrinfo's answers."""
        family, kind, protocol, _, address = info
        spelling = str(address[0])
        scope = address[3] if len(address) == 4 else 0
        what = objection(f"{spelling}%{scope}" if scope else spelling, self._allowed)
        if what is not None:
            raise AddressRefused(spelling, what)
        return socket.socket(family, kind, protocol)

    def connector(self) -> aiohttp.TCPConnector:
        """A pool of HTTP connections that all pass this door. TLS is always verified."""
        return aiohttp.TCPConnector(socket_factory=self.socket, limit=0, keepalive_timeout=_KEEP_S, ssl=self._trusted)

    async def connect(self, host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A plain TCP connection to the first address of the host that takes one. OSError says why there is none."""
        loop = asyncio.get_running_loop()
        refusal: OSError = OSError(f"{host} has no address")
        for info in await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            try:
                return await self._connect(info)
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


def _trusted(extra_ca: Path | None) -> ssl.SSLContext | bool:
    """The system's authorities (True, the library's own verified context), or those and the ones in the file."""
    if extra_ca is None:
        return True
    context = ssl.create_default_context()
    try:
        context.load_verify_locations(extra_ca)
    except OSError as error:
        msg = f"fetch.extra_ca: {extra_ca} cannot be read as a file of certificates in PEM form"
        raise ValueError(msg) from error
    return context
