"""A loopback upstream that serves the sample wire: an HTTP server and a gopher server on free ports of 127.0.0.1."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from hashlib import sha256
from http import HTTPStatus
from typing import Final, Self

from wiredesk.demo.hole import hole, no_such
from wiredesk.demo.stories import read_sample
from wiredesk.demo.web import Resource, web

HOST: Final = "127.0.0.1"
PATIENCE_S: Final = 10.0
Answer = Callable[[asyncio.StreamReader], Awaitable[bytes]]


class Listener:
    """One port of 127.0.0.1, open between `async with` and its end: each connection gets one answer and is closed."""

    def __init__(self, answer: Answer, port: int = 0) -> None:
        self._answer = answer
        self._conversations: set[asyncio.Task[None]] = set()
        self.port = port
        """The port that is listened on; 0 before the start where any will do."""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, HOST, self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        for conversation in self._conversations:
            conversation.cancel()
        await asyncio.gather(*self._conversations, return_exceptions=True)
        await self._server.wait_closed()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        conversation = asyncio.create_task(self._converse(reader, writer))
        self._conversations.add(conversation)
        conversation.add_done_callback(self._conversations.discard)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                writer.write(await self._answer(reader))
                await writer.drain()
                writer.close()
                await writer.wait_closed()
        except (OSError, TimeoutError, ValueError):
            return  # the other side went away, said nothing, or sent a line without an end
        finally:
            writer.transport.abort()


class Upstream:
    """The sample wire on two ports, for as long as `async with` lasts. Ports may be given; 0 takes free ones.

    The addresses in its feeds and pages are those of the ports it got.
    """

    def __init__(self, *, http_port: int = 0, gopher_port: int = 0) -> None:
        self._http = Listener(self._answer_http, http_port)
        self._gopher = Listener(self._answer_gopher, gopher_port)
        self._resources: dict[str, Resource] = {}
        self._texts: dict[str, bytes] = {}
        self._served: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as opening:
            await opening.enter_async_context(self._http)
            await opening.enter_async_context(self._gopher)
            publishers = read_sample()
            self._resources = web(publishers, self.http)
            self._texts = hole(publishers, web=self.http, host=self.gopher_host, port=self.gopher_port)
            self._open = opening.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._open.aclose()

    @property
    def http(self) -> str:
        """The address of the HTTP server: `http://127.0.0.1:49321`."""
        return f"http://{HOST}:{self._http.port}"

    @property
    def gopher_host(self) -> str:
        """The gopher server's host."""
        return HOST

    @property
    def gopher_port(self) -> int:
        """The gopher server's port."""
        return self._gopher.port

    def stats(self) -> dict[str, dict[str, int]]:
        """How often each path was answered, by HTTP status. A selector stands as `gopher:…`, as `sent` or `missing`."""
        return {path: dict(counts) for path, counts in self._served.items()}

    async def _answer_http(self, reader: asyncio.StreamReader) -> bytes:
        """The whole response to one request (RFC 9112); the connection is not kept."""
        method, target, *_ = [*(await _line(reader)).split(" "), "", ""]
        headers = {}
        while line := await _line(reader):
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        path = target.partition("?")[0]
        if path == "/stats":
            return _response(HTTPStatus.OK, Resource(media_type="application/json", body=json.dumps(self.stats()).encode()))
        status, resource = self._found(method, path, headers)
        self._served[path][str(status.value)] += 1
        return _response(status, resource, head=method == "HEAD")

    def _found(self, method: str, path: str, headers: dict[str, str]) -> tuple[HTTPStatus, Resource]:
        if method not in ("GET", "HEAD"):
            return HTTPStatus.METHOD_NOT_ALLOWED, _words("This server only gives.\n")
        resource = self._resources.get(path)
        if resource is None:
            return HTTPStatus.NOT_FOUND, _words("There is nothing here.\n")
        return (HTTPStatus.NOT_MODIFIED if _is_known(resource, headers) else HTTPStatus.OK), resource

    async def _answer_gopher(self, reader: asyncio.StreamReader) -> bytes:
        """The bytes at a selector (RFC 1436 section 2). What follows a TAB is not part of it."""
        selector = (await _line(reader, "utf-8")).partition("\t")[0]
        text = self._texts.get(selector)
        self._served[f"gopher:{selector}"]["missing" if text is None else "sent"] += 1
        return no_such(selector) if text is None else text


async def _line(reader: asyncio.StreamReader, encoding: str = "latin-1") -> str:
    return (await reader.readline()).decode(encoding, "replace").rstrip("\r\n")


def _words(words: str) -> Resource:
    return Resource(media_type="text/plain; charset=utf-8", body=words.encode())


def _etag(resource: Resource) -> str:
    return f'"{sha256(resource.body).hexdigest()[:16]}"'


def _is_known(resource: Resource, headers: dict[str, str]) -> bool:
    """Whether the asker has it already. An If-None-Match decides alone (RFC 9110 section 13.2.2)."""
    if known := headers.get("if-none-match"):
        return known == "*" or _etag(resource) in (tag.strip().removeprefix("W/") for tag in known.split(","))
    since = headers.get("if-modified-since")
    if since is None or resource.modified is None:
        return False
    try:
        return resource.modified <= parsedate_to_datetime(since)
    except ValueError:
        return False  # a date that cannot be read is no condition (RFC 9110 section 13.1.3)


def _response(status: HTTPStatus, resource: Resource, *, head: bool = False) -> bytes:
    headers = {"Date": format_datetime(datetime.now(UTC), usegmt=True), "Connection": "close"}
    if status in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
        headers["ETag"] = _etag(resource)
        if resource.modified is not None:
            headers["Last-Modified"] = format_datetime(resource.modified.astimezone(UTC), usegmt=True)
    if status is not HTTPStatus.NOT_MODIFIED:
        headers |= {"Content-Type": resource.media_type, "Content-Length": str(len(resource.body))}
    lines = [f"HTTP/1.1 {status.value} {status.phrase}", *(f"{name}: {value}" for name, value in headers.items())]
    body = b"" if head or status is HTTPStatus.NOT_MODIFIED else resource.body
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("latin-1") + body
