"""Serves the exported gopher hole as it lies in its folder (RFC 1436): menus from `gophermap` files, texts, nothing else."""

import asyncio
import contextlib
import html
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from wire.menu import WEB_SELECTOR, ItemType, MenuLine
from wire.text import split_lines
from wire.urls import safe_link

REQUEST_BYTES: Final = 1024
"""RFC 1436 asks for selectors under 255 characters; ours hold a publisher, a date and a slug."""
REQUEST_S: Final = 10.0
REPLY_S: Final = 60.0
CONNECTIONS: Final = 256
"""Open at once; more are closed unanswered, which a client takes for a busy server and tries again."""
BACKLOG: Final = 512
MENU: Final = "gophermap"
TEXTS: Final = frozenset({".txt", ".md", ".xml", ".atom", ".json", ".asc"})
CAPS: Final = """\
CAPS
CapsVersion=1
ExpireCapsAfter=86400
PathDelimeter=/
PathIdentity=.
PathParent=..
PathParentDouble=FALSE
PathKeepPreDelimeter=FALSE
ServerSoftware=wiredesk
ServerDefaultEncoding=UTF-8
"""
"""What clients that ask for it are told; the spelling of the keys is theirs."""


class GopherServer:
    """The gopher server of one folder. `port` 0 takes a free one; `address` says which after `start`."""

    def __init__(self, folder: Path, host: str, port: int) -> None:
        self._folder = folder
        self._asked = (host, port)
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()

    @property
    def address(self) -> tuple[str, int]:
        """Host and port it listens on."""
        return self._asked

    async def start(self) -> None:
        """Listens. Raises OSError when the address is taken or not this machine's."""
        host, port = self._asked
        self._server = await asyncio.start_server(self._answer, host, port, limit=REQUEST_BYTES, backlog=BACKLOG)
        self._asked = (host, self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Takes no more requests, and ends those that are open."""
        if self._server is None:
            return
        self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        await self._server.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        try:
            if len(self._open) <= CONNECTIONS:
                # a cancelled exchange ends here: whoever stops the server waits for this task, and asyncio logs it otherwise
                with contextlib.suppress(TimeoutError, ConnectionError, asyncio.CancelledError):
                    await self._exchange(reader, writer)
        finally:
            self._open.discard(task)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(REQUEST_S):
                line = await reader.readuntil(b"\n")
        except asyncio.LimitOverrunError:
            writer.write(error("the selector is too long"))
        except asyncio.IncompleteReadError:
            return
        else:
            # a TAB begins a search or Gopher+, which are not served here; old clients send it to see
            selector = line.rstrip(b"\r\n").split(b"\t", 1)[0]
            writer.write(await asyncio.to_thread(reply, self._folder, selector))
        async with asyncio.timeout(REPLY_S):
            await writer.drain()


def reply(folder: Path, selector: bytes) -> bytes:
    """What is sent for a selector: a menu with its final `.`, a text with CRLF line ends, any other file as it is, an error
    line (type 3) for what is not there. No text is ended by a `.`: no client takes it off again."""
    if web := WEB_SELECTOR.fullmatch(selector):
        return _way_out(web[1])
    if selector.lstrip(b"/") == b"caps.txt":
        return CAPS.replace("\n", "\r\n").encode()
    file = find(folder, selector)
    if file is None:
        return error(f"'{selector[:80].decode('utf-8', 'replace')}' is not here")
    body = file.read_bytes()
    if file.name == MENU:
        return _crlf(body) + b".\r\n"
    return _crlf(body) if file.suffix in TEXTS else body


def find(folder: Path, selector: bytes) -> Path | None:
    """The file that a selector names, a folder's being its menu; None where there is none within the folder.

    No step up, no hidden name, no link that leads out of the folder, whatever the selector says.
    """
    try:
        parts = selector.decode("utf-8").split("/")
    except UnicodeDecodeError:
        return None
    parts = [part for part in parts if part]
    if any(part.startswith(".") or "\0" in part or "\\" in part for part in parts):
        return None
    try:
        root = folder.resolve(strict=True)
        file = root.joinpath(*parts).resolve(strict=True)
        file = (file / MENU).resolve(strict=True) if file.is_dir() else file
    except (OSError, RuntimeError):
        return None
    return file if file.is_relative_to(root) and file.is_file() else None


def error(words: str) -> bytes:
    """A whole reply that says what is wrong: the only way gopher has."""
    return MenuLine(item_type=ItemType.ERROR, display=words, host="error.host").format() + b"\r\n.\r\n"


def _crlf(body: bytes) -> bytes:
    lines, _ = split_lines(body)
    return b"".join(line + b"\r\n" for line in lines)


def _way_out(address: bytes) -> bytes:
    """A page that leads on to the web, for clients that ask the gopher server for an `h` line's `URL:` selector."""
    url = safe_link(address.decode("utf-8", "replace"))
    if url is None or urlsplit(url).scheme not in ("http", "https"):
        return error("this address is not on the web")
    link = html.escape(url)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5; url={link}">'
        "<title>To the web</title></head>\n"
        f'<body><p>This leads from gopher to the web: <a href="{link}">{link}</a></p></body></html>\n'
    ).encode()
