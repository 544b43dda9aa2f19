"""A loopback farm of RSS feeds with validators, and of article pages: `python -m bench.farm FEEDS ENTRIES [--pages FOLDER]
[--hostile SHARE] [--latency-ms N]` prints its address, and serves.

`/feed/N`, `/page/N-AT`, `/urls` one feed a line, `/stats` what was served so far, `/served` when each page was, on the clock.
"""

import argparse
import asyncio
import hashlib
import json
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.pages import hostile_pages, page_of, sample_pages

LINE = "The ferry crossed the sound at noon, and the mate said so. "


def rss(base: str, number: int, entries: int) -> bytes:
    items = "".join(
        f"<item><title>Story {at} of feed {number}</title><link>{base}/page/{number}-{at}</link>"
        f"<guid>{base}/page/{number}-{at}</guid>"
        f"<pubDate>Tue, 03 Mar 2026 {at % 24:02d}:40:00 GMT</pubDate>"
        f"<description>{LINE * 9}</description></item>"
        for at in range(entries)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed {number}</title><link>{base}/</link>'
        f"<description>A feed of the farm</description>{items}</channel></rss>"
    ).encode()


@dataclass
class Farm:
    """What is served, and what was."""

    feeds: int
    entries: int
    pages: Sequence[tuple[bytes, bytes]] = ()
    hostile: Sequence[bytes] = ()
    every: int = 0
    """One page in so many is hostile, all of them in the first feeds."""
    latency_s: float = 0.0
    base: str = ""
    bodies: list[tuple[str, bytes]] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=lambda: {"200": 0, "304": 0, "404": 0, "pages": 0, "hostile": 0})
    served: dict[str, float] = field(default_factory=dict)

    def answer(self, path: str, head: str) -> tuple[str, str, bytes]:
        """Status, headers and body."""
        if path.startswith("/feed/") and int(path[6:]) < self.feeds:
            etag, body = self.bodies[int(path[6:])]
            if etag in head:
                self.counts["304"] += 1
                return "304 Not Modified", f"ETag: {etag}\r\n", b""
            self.counts["200"] += 1
            return "200 OK", f"ETag: {etag}\r\nContent-Type: application/rss+xml\r\n", body
        if path.startswith("/page/") and self.pages:
            self.counts["pages"] += 1
            self.served.setdefault(path, time.time())
            feed, at = map(int, path[6:].split("-"))
            return "200 OK", "Content-Type: text/html; charset=utf-8\r\n", self._page(feed, at)
        found = {
            "/stats": lambda: json.dumps(self.counts),
            "/served": lambda: json.dumps(self.served),
            "/urls": lambda: "".join(f"{self.base}/feed/{number}\n" for number in range(self.feeds)),
        }.get(path)
        if found is not None:
            return "200 OK", "Content-Type: text/plain\r\n", found().encode()
        self.counts["404"] += 1
        return "404 Not Found", "Content-Type: text/plain\r\n", b"not here\n"

    def _page(self, feed: int, at: int) -> bytes:
        number = feed * self.entries + at
        if self.every and number < self.feeds * self.entries // self.every:
            self.counts["hostile"] += 1
            return self.hostile[number % len(self.hostile)]
        return page_of(self.pages[number % len(self.pages)], f"Story {at} of feed {feed}")


class Visitor(asyncio.Protocol):
    """One connection, kept alive; one request at a time."""

    def __init__(self, farm: Farm) -> None:
        self.farm, self.waiting = farm, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while b"\r\n\r\n" in self.waiting:
            head, _, self.waiting = self.waiting.partition(b"\r\n\r\n")
            asked = head.decode("latin-1")
            if self.farm.latency_s and "/feed/" in asked:
                asyncio.get_running_loop().call_later(self.farm.latency_s, self.send, asked)
            else:
                self.send(asked)

    def send(self, head: str) -> None:
        status, headers, body = self.farm.answer(head.split(" ", 2)[1], head)
        length = "" if status[:3] == "304" else f"Content-Length: {len(body)}\r\n"
        self.transport.write(f"HTTP/1.1 {status}\r\n{headers}{length}\r\n".encode() + body)


async def serve(farm: Farm) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Visitor(farm), "127.0.0.1", 0, backlog=1024)
    farm.base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    for number in range(farm.feeds):
        body = rss(farm.base, number, farm.entries)
        farm.bodies.append((f'"{hashlib.sha256(body).hexdigest()[:16]}"', body))
    print(farm.base, flush=True)
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
    server.close()


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench.farm", description=__doc__)
    options.add_argument("feeds", type=int)
    options.add_argument("entries", type=int)
    options.add_argument("--pages", help="a folder of *.html to serve; `sample` for made-up ones")
    options.add_argument("--hostile", type=int, default=0, metavar="N", help="one page in N is hostile")
    options.add_argument("--latency-ms", type=float, default=0)
    chosen = options.parse_args()
    farm = Farm(chosen.feeds, chosen.entries, every=chosen.hostile, latency_s=chosen.latency_ms / 1000)
    if chosen.pages:
        farm.pages = sample_pages(None if chosen.pages == "sample" else Path(chosen.pages))
        farm.hostile = hostile_pages()
    asyncio.run(serve(farm))


if __name__ == "__main__":
    main()
