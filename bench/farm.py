"""A loopback farm of RSS feeds with validators. `python -m bench.farm FEEDS ENTRIES` prints its address, and serves."""

import asyncio
import contextlib
import hashlib
import json
import signal
import sys


def rss(base: str, number: int, entries: int) -> bytes:
    items = "".join(
        f"<item><title>Story {at} of feed {number}</title><link>{base}/page/{number}-{at}</link>"
        f"<guid>{base}/page/{number}-{at}</guid>"
        f"<pubDate>Tue, 03 Mar 2026 {at % 24:02d}:40:00 GMT</pubDate>"
        f"<description>{'The ferry crossed the sound at noon, and the mate said so. ' * 9}</description></item>"
        for at in range(entries)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed {number}</title><link>{base}/</link>'
        f"<description>A feed of the farm</description>{items}</channel></rss>"
    ).encode()


async def serve(feeds: int, entries: int) -> None:
    bodies: list[tuple[str, bytes]] = []
    counts = {"200": 0, "304": 0, "404": 0}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                path = head.split(" ", 2)[1]
                status, etag, body = "404 Not Found", '"-"', b""
                if path == "/stats":
                    status, body = "200 OK", json.dumps(counts).encode()
                elif path.startswith("/feed/") and int(path[6:]) < feeds:
                    etag, body = bodies[int(path[6:])]
                    status = "304 Not Modified" if etag in head else "200 OK"
                    body = b"" if etag in head else body
                if path != "/stats":
                    counts[status[:3]] += 1
                length = "" if status[:3] == "304" else f"Content-Length: {len(body)}\r\n"
                kind = "application/json" if path == "/stats" else "application/rss+xml"
                writer.write(f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nETag: {etag}\r\n{length}\r\n".encode() + body)
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=512)
    base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    for number in range(feeds):
        body = rss(base, number, entries)
        bodies.append((f'"{hashlib.sha256(body).hexdigest()[:16]}"', body))
    print(base, flush=True)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2])))
