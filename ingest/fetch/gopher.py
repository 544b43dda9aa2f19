"""Gopher (RFC 1436): one selector and what the server sends until it closes. No validators: always the whole."""

import asyncio
import re
import time
from datetime import UTC, datetime

from ingest.fetch.door import Door
from ingest.fetch.intake import Intake, TooLarge, TooSlow, size_words
from ingest.fetch.outcome import Failed, Fetched, Kind, Refused, Request
from ingest.fetch.settings import FetchSettings
from ingest.fetch.targets import refused, shown
from ingest.fetch.weather import failed, outcome_of
from wire.urls import GopherUrl

_NOT_FETCHED = {"2": "a CSO directory", "8": "a telnet session", "T": "a terminal session"}
_PROSE_ERRORS = re.compile(rb"Error: (?:File or directory not found!|Access denied!)")
"""How a widespread server says so in a text that is not there, in place of a menu line of type 3."""
_ERROR_LINE = re.compile(rb"\A3([^\t\r\n]*+)\t[^\r\n]*")
_PLUS_REPLY = re.compile(rb"[+-]-?\d+\r?\n")
_MOST_ERROR_TEXT = 4096
_LONGEST_SELECTOR = 1024
"""RFC 1436 advises 255; file names of 255 bytes below folders make longer ones, and they are answered."""


async def get_gopher(target: GopherUrl, request: Request, door: Door, settings: FetchSettings) -> Fetched | Refused | Failed:
    """All bytes the server sends for the selector. Never raises for what the other side or the net does."""
    if words := _selector_objection(target):
        return refused(request.url, "url", words)
    cap = _cap(target, request.kind, settings)
    host = target.host
    began = time.monotonic()
    try:
        async with asyncio.timeout(settings.gopher_timeout_s):
            body = await _exchange(target, door, Intake(cap, settings), settings)
    except TooSlow:
        return failed(request.url, "timeout", f"{host} sends less than {settings.slowest_rate} bytes a second")
    except TooLarge:
        return refused(request.url, "too-large", f"the reply is larger than {size_words(cap)}; reading stopped")
    except _Silent as silence:
        return failed(request.url, "timeout", f"{host} {silence}")
    except OSError as error:
        if isinstance(error, TimeoutError) and error.errno is None:
            return failed(request.url, "timeout", f"{host} did not finish within {settings.gopher_timeout_s:g} s")
        return outcome_of(error, request.url, host, target.port)
    if not body:
        return failed(request.url, "broken", f"{host} closed the connection without sending anything")
    if message := error_message(body):
        return failed(request.url, "gopher-error", f"{host} says: {message}")
    now = datetime.now(UTC)
    took_s = time.monotonic() - began
    return Fetched(url=request.url, final_url=request.url, status=0, body=body, fetched_at=now, took_s=took_s)


def error_message(body: bytes) -> str | None:
    """The server's own words where a reply is nothing but an error, else None.

    An error comes as a menu line of type 3 even where a text was asked for (RFC 1436 section 3.8), as prose from some servers,
    and as a Gopher+ status from those that take us for a Gopher+ client.
    """
    if len(body) > _MOST_ERROR_TEXT:
        return None
    lines = [line for line in body.splitlines() if line.strip() not in {b"", b"."}]
    if not lines:
        return None
    first, *others = lines
    if _PLUS_REPLY.match(body):
        return "a Gopher+ status in place of the text"
    if _PROSE_ERRORS.match(first):
        return _readable(first)
    line = _ERROR_LINE.fullmatch(first)
    if line is not None and all(other[:1] in {b"i", b"3"} and b"\t" in other for other in others):
        return _readable(line[1])
    return None


class _Silent(Exception):
    """The server did not take the connection, or let it lie. The message completes a sentence that begins with its name."""


async def _exchange(target: GopherUrl, door: Door, intake: Intake, settings: FetchSettings) -> bytes:
    try:
        async with asyncio.timeout(settings.connect_s):
            reader, writer = await door.connect(target.host, target.port)
    except TimeoutError as error:
        if error.errno is not None:
            raise
        msg = f"did not take the connection within {settings.connect_s:g} s"
        raise _Silent(msg) from error
    try:
        writer.write(target.request)
        pieces: list[bytes] = []
        while piece := await _next(reader, settings.gopher_idle_s):
            intake.take(len(piece))
            pieces.append(piece)
        return b"".join(pieces)
    finally:
        # The reply ends with the close; what the server may still want to send is not wanted.
        writer.transport.abort()


async def _next(reader: asyncio.StreamReader, idle_s: float) -> bytes:
    try:
        async with asyncio.timeout(idle_s):
            return await reader.read(65536)
    except TimeoutError as error:
        if error.errno is not None:
            raise
        msg = f"sent nothing for {idle_s:g} s"
        raise _Silent(msg) from error


def _selector_objection(target: GopherUrl) -> str:
    if target.item_type in _NOT_FETCHED:
        return f"gopher type {target.item_type} is {_NOT_FETCHED[target.item_type]}, nothing to fetch"
    if target.selector.startswith((b"URL:", b"/URL:")):
        return "the selector is a link to the web; the link itself is what to ask"
    if b"\t" in (target.search or b""):
        return "the words to search for hold a TAB, which would be read as something else"
    if len(target.request) > _LONGEST_SELECTOR:
        return f"the selector is longer than {_LONGEST_SELECTOR} bytes"
    return ""


def _cap(target: GopherUrl, kind: Kind, settings: FetchSettings) -> int:
    """A menu is a menu whatever it was asked as; a feed file is a feed; the rest is text."""
    if target.item_type == "1":
        return settings.menu_cap
    return settings.feed_cap if kind is Kind.FEED else settings.text_cap


def _readable(words: bytes) -> str:
    return shown(words.decode("utf-8", "replace").strip()) or "an error without words"
