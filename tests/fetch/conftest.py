"""Real servers on loopback, a witness that nobody touches, and a fetcher that may ask 127.0.0.2 and nothing else."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import pytest

from ingest.fetch.fetcher import Fetcher
from tests.fetch.loopback import GOOD, Make, Reply, Sentinel, Serve, Upstream, settings


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """`await serve(reply)` starts a server on 127.0.0.2; `keep` answers many requests on a connection; all end with the test."""
    servers: list[asyncio.Server] = []
    open_ones: dict[asyncio.StreamWriter, asyncio.Task[None]] = {}

    async def start(
        reply: Reply, *, host: str = GOOD, port: int = 0, keep: bool = False, gopher: bool = False, **options: Any
    ) -> Upstream:
        upstream = Upstream(host, port)

        async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            open_ones[writer] = task
            upstream.connections += 1
            upstream.at_once += 1
            upstream.most_at_once = max(upstream.most_at_once, upstream.at_once)
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while True:
                    request = await reader.readuntil(b"\r\n" if gopher else b"\r\n\r\n")
                    upstream.requests.append(request)
                    if isinstance(reply, bytes):
                        writer.write(reply)
                    else:
                        await reply(request, writer)
                    await writer.drain()
                    if not keep:
                        break
            upstream.at_once -= 1
            writer.close()

        server = await asyncio.start_server(one, host, port, **options)
        servers.append(server)
        upstream.port = server.sockets[0].getsockname()[1]
        return upstream

    yield start
    for server in servers:
        server.close()
    for writer, task in open_ones.items():
        task.cancel()
        writer.transport.abort()
    await asyncio.gather(*open_ones.values(), return_exceptions=True)
    for server in servers:
        await server.wait_closed()


@pytest.fixture
async def sentinel() -> AsyncIterator[Sentinel]:
    """Listens on every loopback spelling of this machine: 127.0.0.1 and, where there is IPv6, ::1."""
    guard = Sentinel(0)

    async def touch(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        guard.touched += 1
        writer.transport.abort()

    servers = [await asyncio.start_server(touch, "127.0.0.1", 0)]
    guard.port = servers[0].sockets[0].getsockname()[1]
    with contextlib.suppress(OSError):
        servers.append(await asyncio.start_server(touch, "::1", guard.port))
    yield guard
    await asyncio.sleep(0)
    for server in servers:
        server.close()
        await server.wait_closed()


@pytest.fixture
async def fetcher_for() -> AsyncIterator[Make]:
    """`fetcher_for(upstream, …, setting=value)` gives a fetcher that may ask these servers; closed with the test."""
    async with contextlib.AsyncExitStack() as stack:
        made: list[Fetcher] = []

        def make(*upstreams: Any, **changes: Any) -> Fetcher:
            fetcher = Fetcher(settings(*(upstream.port for upstream in upstreams), **changes))
            made.append(fetcher)
            return fetcher

        yield make
        for fetcher in made:
            await stack.enter_async_context(fetcher)
