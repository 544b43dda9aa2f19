"""A desk with hubs on loopback and a clock that tests set."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest

from desk.config import load
from desk.feeds import FeedFile, feed
from desk.office import Clock, Office
from desk.poll import PollPlan, poll_feeds
from desk.reports import Event, FeedReport
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import FetchOutcome, Request
from ingest.fetch.settings import FetchSettings
from store.subscription_rows import SubscriptionState
from tests.hub import Asked, Hub
from tests.servers import Answer, WebServer
from wiredesk.feed_lines import lines_of
from wiredesk.hubs import Hubs
from wiredesk.servers.http import HttpServer

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ITEM = "<item><guid>{0}</guid><title>News {0}</title><description>Short.</description></item>"
RSS = '<rss version="2.0"><channel><title>Harbour</title><link>{url}/</link>{items}</channel></rss>'
CONFIG = """\
[site]
id = "gazette-test"
title = "The Test Desk"
base_url = "http://127.0.0.1:8080/"
timezone = "America/New_York"
language = "en"

[fetch]
contact = "mailto:desk@example.org"
allow_networks = ["127.0.0.1/32"]
allow_ports = [{ports}]
{websub}
[[publisher]]
id = "harbour"
name = "Harbour Gazette"

[[feed]]
id = "harbour-rss"
publisher = "harbour"
url = "{url}/rss"
every = "1h"
text = "feed"
{more}
"""


Found = TypeVar("Found")


class Here:
    """Parses in this process: starting one for each poll would be most of the time that these tests take."""

    async def run(self, function: Callable[..., Found], *arguments: Any) -> Found:
        return function(*arguments)


class TimedFetcher(Fetcher):
    """Fetches as ever, at the time that the test's clock shows."""

    def __init__(self, settings: FetchSettings, clock: Clock) -> None:
        super().__init__(settings)
        self._clock = clock

    async def fetch(self, request: Request) -> FetchOutcome:
        return replace(await super().fetch(request), fetched_at=self._clock())


class TimedOffice(Office):
    """An office whose fetcher goes by its clock too."""

    @asynccontextmanager
    async def fetcher(self, rests: Mapping[str, datetime] | None = None) -> AsyncIterator[Fetcher]:
        async with TimedFetcher(self.config.fetch, self.clock) as fetcher:
            yield fetcher


class Log:
    """Notes what is logged."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []

    def info(self, event: str, **said: Any) -> None:
        self.lines.append({"event": event, **said})

    error = info


@dataclass
class Desk:
    """The service's parts in this process, with a clock that the test moves."""

    folder: Path
    web: WebServer
    hub: Hub
    other: Hub
    port: int
    now: datetime = START
    log: Any = field(default_factory=Log)
    office: Office = field(init=False)
    hubs: Hubs = field(init=False)

    def configure(self, *, websub: bool = True, more: str = "", ports: str = "") -> None:
        ports = ports or f"{self.web.port}, {self.hub.port}, {self.other.port}"
        table = f'[websub]\ncallback = "http://127.0.0.1:{self.port}/calls/hub/"\n' if websub else ""
        text = CONFIG.format(ports=ports, websub=table, url=self.web.url, more=more)
        (self.folder / "config.toml").write_text(text, "utf-8")

    def open(self) -> Office:
        return TimedOffice(load(self.folder / "config.toml", self.folder), lambda: self.now)

    def serve_feed(self, *items: str, hub: str | None = None) -> None:
        link = f'<{hub or self.hub.url}>; rel="hub", <{self.web.url}/rss>; rel="self"'
        body = RSS.format(url=self.web.url, items="".join(map(ITEM.format, items))).encode()
        self.web.answers["/rss"] = Answer(body, "application/rss+xml", headers={} if hub == "" else {"Link": link})

    async def poll(self) -> int:
        """Polls what is due; how many feeds were polled."""
        told: list[Event] = []
        here: Any = Here()
        async with self.office.leasing(), self.office.fetcher() as fetcher:
            await poll_feeds(self.office, fetcher, lambda: here, PollPlan(), told.append)
        return sum(isinstance(event, FeedReport) for event in told)

    async def tick(self, later: timedelta = timedelta()) -> None:
        self.now += later
        await self.hubs.tick()

    async def tell(self, asked: Asked, body: bytes, **how: Any) -> int:
        return await asyncio.to_thread(self.hub.tell, asked, body, **how)

    async def ask_back(self, asked: Asked, **changes: str) -> tuple[int, bytes]:
        return await asyncio.to_thread(lambda: self.hub.ask_back(asked, **changes))

    def file(self) -> FeedFile:
        return feed(self.office, "harbour-rss")

    @property
    def states(self) -> list[SubscriptionState]:
        return [one.state for one in self.file().hubs]

    @property
    def shown(self) -> str:
        return "\n".join(lines_of(self.file()))

    @property
    def wait(self) -> timedelta:
        """How long until the next poll."""
        return self.file().record.next_poll_at - self.now

    async def subscribe(self) -> Asked:
        """Polls, and has the hub confirm."""
        await self.poll()
        await self.tick()
        assert self.states == [SubscriptionState.LIVE]
        return self.hub.asked[-1]


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    with WebServer({}) as web, Hub() as hub, Hub() as other, socket.socket() as kept:
        kept.bind(("127.0.0.1", 0))  # until the server takes it: nobody else is given it meanwhile
        port = kept.getsockname()[1]
        desk = Desk(tmp_path, web, hub, other, port)
        desk.serve_feed("one")
        desk.configure()
        with desk.open() as office:
            desk.office = office
            callback = office.config.websub
            assert callback is not None
            desk.hubs = Hubs(office, desk.log, callback)
            server = HttpServer(tmp_path / "web", "127.0.0.1", port, before=desk.hubs.routes)
            kept.close()
            await server.start()
            try:
                yield desk
            finally:
                await server.stop()
