"""Servers on loopback that say what a test wants them to say, well or badly; and the settings to ask them with."""

import asyncio
import socket
import struct
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Failed, FetchOutcome, Kind, Refused, Request
from ingest.fetch.settings import FetchSettings

GOOD = "127.0.0.2"

Reply = bytes | Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]
"""Bytes to send, or what to do with the request and the connection. The connection is closed after unless kept."""


@dataclass
class Upstream:
    """A server that was started: where it is, what it was asked, how often it was connected to."""

    host: str
    port: int
    requests: list[bytes] = field(default_factory=list)
    connections: int = 0
    at_once: int = 0
    most_at_once: int = 0

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}/"

    @property
    def gopher(self) -> str:
        return f"gopher://{self.host}:{self.port}/"


Make = Callable[..., Fetcher]
Serve = Callable[..., Awaitable[Upstream]]


@dataclass
class Sentinel:
    """A socket nobody may touch; `touched` counts the connections it got, be they ever so short."""

    port: int
    touched: int = 0


def settings(*ports: int, **changes: Any) -> FetchSettings:
    """Settings that allow 127.0.0.2 at these ports, with times short enough for tests."""
    quick: dict[str, Any] = {
        "contact": "mailto:desk@example.org",
        "allow_networks": (f"{GOOD}/32",),
        "allow_ports": ports,
        "pace_s": 0.0,
        "timeout_s": 1.0,
        "connect_s": 0.5,
        "idle_s": 0.3,
        "gopher_timeout_s": 1.0,
        "gopher_idle_s": 0.3,
        "rate_grace_s": 0.2,
    }
    return FetchSettings(**(quick | changes))


def http(status: str = "200 OK", body: bytes = b"", *headers: str) -> bytes:
    """A whole HTTP/1.1 answer with its true length."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


async def ask(fetcher: Fetcher, url: str, within_s: float = 6) -> FetchOutcome:
    """The outcome, which comes within the limits and speaks one line without a trace of the machine."""
    began = time.monotonic()
    outcome = await fetcher.fetch(Request(url=url, kind=Kind.FEED))
    assert time.monotonic() - began < within_s
    if isinstance(outcome, Failed | Refused):
        assert outcome.words
        assert "\n" not in outcome.words
        for inside in ("Error", "Exception", "errno", "Errno", "0x", "aiohttp", "Traceback", "<"):
            assert inside not in outcome.words, outcome.words
    return outcome


async def drip(request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b".")
        await writer.drain()
        await asyncio.sleep(0.05)


async def drip_headers(request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(1000):
        writer.write(b"X-%d: y\r\n" % number)
        await writer.drain()
        await asyncio.sleep(0.05)


async def endless(request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b"<item>" * 10000)
        await writer.drain()


async def endless_chunks(request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"10000\r\n" + b"x" * 65536 + b"\r\n")
        await writer.drain()


async def endless_headers(request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"X-Y: z\r\n" * 1000)
        await writer.drain()


async def silent(request: bytes, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(5)


async def silent_in_the_body(request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")
    await writer.drain()
    await asyncio.sleep(5)


async def reset(request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def reset_in_the_body(request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome")
    await writer.drain()
    await asyncio.sleep(0.05)
    await reset(request, writer)
