"""Publishers for the soak: 300 feeds of all habits on 60 hosts of the loopback net, living by a clock that runs faster.

`python -m bench.soak_farm PORT BEGAN SCALE` serves until SIGTERM, and then prints what it saw as one JSON object.
"""

import asyncio
import contextlib
import json
import signal
import sys
import time
from dataclasses import dataclass, field

HOSTS, PER_HOST = 60, 5
FEEDS = HOSTS * PER_HOST
HOUR = 3600.0
KINDS = ("hourly", "busy", "eight-hourly", "still", "bytes", "fades", "broken", "gone", "moving", "stuck", "slow-ttl", "night")
"""In turn, feed by feed. One host in ten, besides, says 429 for an hour in every six."""


def host_of(number: int) -> str:
    return f"127.1.0.{number % HOSTS + 1}"


def kind_of(number: int) -> str:
    return KINDS[(number // HOSTS + number) % len(KINDS)]


def is_busy_host(host: str) -> bool:
    return int(host.rpartition(".")[2]) % 10 == 0


def is_crowded(host: str, hours: float) -> bool:
    """Whether the host wants to be left alone at this time."""
    return is_busy_host(host) and hours % 6 >= 5


GAP_H = {"hourly": 1.0, "busy": 1 / 3, "eight-hourly": 8.0, "fades": 0.5, "slow-ttl": 0.5, "night": 1.0}
"""How many hours lie between two entries of a feed."""
FADES_AT_H = 8.0


def entries_at(number: int, hours: float) -> int:
    """How many entries the feed has brought until so many hours into the day, the first ones with the start."""
    kind = kind_of(number)
    gap = GAP_H.get(kind)
    if gap is None:
        return 3
    live = min(hours, FADES_AT_H) if kind == "fades" else hours
    return 3 + int((live + gap * (number % 7) / 7) / gap)


@dataclass
class Host:
    asked_at: list[tuple[float, float]] = field(default_factory=list)
    asking: int = 0
    most_at_once: int = 0


class Farm:
    """What is asked, by whom, when, by the clock of the day in seconds."""

    def __init__(self, began: float, scale: float) -> None:
        self.began, self.scale = began, scale
        self.seen: dict[int, list[tuple[float, int, str]]] = {number: [] for number in range(FEEDS)}
        self.hosts = {host_of(number): Host() for number in range(HOSTS)}

    def now(self) -> float:
        return (time.monotonic() - self.began) * self.scale

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host_name = writer.get_extra_info("sockname")[0]
        host = self.hosts[host_name]
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                began, status = self.now(), 0
                host.asking += 1
                host.most_at_once = max(host.most_at_once, host.asking)
                try:
                    path = head.split(" ", 2)[1]
                    number = int(path.rsplit("/", 1)[1].partition("-")[0])
                    status, headers, body = self._page(host_name, number, path, head, began / HOUR)
                    self.seen[number].append((began, status, path.split("/")[1]))
                    if status == 0:
                        await reader.read(1)  # until the other side gives up
                        return
                    length = "" if status == 304 else f"Content-Length: {len(body)}\r\n"
                    writer.write(f"HTTP/1.1 {status} Said\r\n{headers}{length}\r\n".encode() + body)
                    await writer.drain()
                finally:
                    host.asking -= 1
                    # when somebody gave up waiting cannot be told from here
                    host.asked_at.append((began, self.now() if status else began))
        writer.close()

    def _page(self, host: str, number: int, path: str, head: str, hours: float) -> tuple[int, str, bytes]:
        kind = kind_of(number)
        if is_crowded(host, hours):
            return 429, f"Retry-After: {round((6 - hours % 6) * HOUR) + 1}\r\n", b""
        match kind:
            case "broken":
                return 500, "", b""
            case "gone":
                return 410, "", b""
            case "stuck":
                return 0, "", b""
            case "moving" if path.startswith("/feed/"):
                return 301, f"Location: /new/{number}\r\n", b""
        count = entries_at(number, hours)
        etag = f'"{number}-{count}"'
        if kind != "bytes" and etag in head:
            return 304, f"ETag: {etag}\r\n", b""
        given = "" if kind == "bytes" else f"ETag: {etag}\r\n"
        return 200, f"Content-Type: application/rss+xml\r\n{given}", rss(host, number, count)


def rss(host: str, number: int, count: int) -> bytes:
    asks = "<ttl>120</ttl>" if kind_of(number) == "slow-ttl" else ""
    asks += "<skipHours><hour>2</hour><hour>3</hour></skipHours>" if kind_of(number) == "night" else ""
    words = "The ferry crossed the sound at noon, and the mate said so. " * 9
    items = "".join(
        f"<item><title>Story {at} of feed {number}</title><guid isPermaLink='false'>{number}-{at}</guid>"
        f"<description>{words} It was crossing {at}.</description></item>"
        for at in range(max(0, count - 20), count)
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Feed {number}</title><link>http://{host}/</link>'
        f"<description>A feed of the farm</description>{asks}{items}</channel></rss>"
    ).encode()


async def serve(port: int, began: float, scale: float) -> None:
    farm = Farm(began, scale)
    servers = [await asyncio.start_server(farm.answer, host, port, backlog=64) for host in farm.hosts]
    print("serving", flush=True)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    await stop.wait()
    for server in servers:
        server.close()
    hosts = {name: {"asked_at": host.asked_at, "most_at_once": host.most_at_once} for name, host in farm.hosts.items()}
    print(json.dumps({"seen": farm.seen, "hosts": hosts}), flush=True)


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])))
