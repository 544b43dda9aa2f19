"""Hubs from end to end: a feed announces one, a real one on loopback asks back and tells, honestly or not."""

import asyncio
import hmac
import socket
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desk import websub
from desk.config import load
from desk.feeds import FeedFile, feed
from desk.office import Clock, Office
from desk.pass_over import pass_over
from desk.poll import PollPlan, poll_feeds
from desk.reports import Event, FeedReport
from desk.websub import hub_words
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Fetched, FetchOutcome, Request
from ingest.fetch.settings import FetchSettings
from ingest.parse.entry import NotAFeed, ParsedFeed
from ingest.parse.feed import parse_feed
from news.publisher import Feed
from store.subscription_rows import SubscriptionState
from tests.hub import Asked, Hub
from tests.hub import request as send
from tests.servers import Answer, WebServer
from wiredesk.feed_lines import lines_of
from wiredesk.hubs import Hubs
from wiredesk.servers.callback import MOST_BYTES
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


class Here:
    """Parses in this process: starting one for each poll would be most of the time that these tests take."""

    async def parse_feed(self, fetched: Fetched, feed: Feed, depth: int) -> ParsedFeed | NotAFeed:
        return parse_feed(fetched, feed, depth=depth)


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

    def configure(self, *, websub: bool = True, more: str = "") -> None:
        ports = f"{self.web.port}, {self.hub.port}, {self.other.port}"
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
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with WebServer({}) as web, Hub() as hub, Hub() as other:
        desk = Desk(tmp_path, web, hub, other, port)
        desk.serve_feed("one")
        desk.configure()
        with desk.open() as office:
            desk.office = office
            callback = office.config.websub
            assert callback is not None
            desk.hubs = Hubs(office, desk.log, callback)
            server = HttpServer(tmp_path / "web", "127.0.0.1", port, before=desk.hubs.routes)
            await server.start()
            try:
                yield desk
            finally:
                await server.stop()


async def test_a_hub_is_subscribed_to_confirmed_and_heard(desk: Desk) -> None:
    asked = await desk.subscribe()
    assert asked.media_type == "application/x-www-form-urlencoded"
    assert asked.form["hub.mode"] == "subscribe"
    assert asked.form["hub.topic"] == f"{desk.web.url}/rss"
    assert asked.callback.startswith(f"http://127.0.0.1:{desk.port}/calls/hub/")
    assert len(bytes.fromhex(asked.form["hub.secret"])) >= 32
    assert desk.hub.confirmed == [(200, b"c-4711 <b>&")], "the challenge, byte for byte"
    assert "tells of changes until 2026-03-11 12:00 UTC; has told nothing yet" in hub_words(desk.file().hubs[0])

    desk.now += 10 * MINUTE
    assert desk.wait > 40 * MINUTE
    desk.serve_feed("two", "one")
    told_body = b"<rss>what the hub says the feed says</rss>"
    assert await desk.tell(asked, told_body) == 202
    assert desk.wait <= timedelta()
    await pass_over(desk.office, PollPlan(), lambda _: None)
    assert desk.file().polls[0].new == 1
    with desk.office.database.read() as transaction:
        captured = transaction._connection.exec_driver_sql("SELECT DISTINCT url FROM capture_sightings").scalars().all()
    assert captured == [f"{desk.web.url}/rss"], "what was read is what the publisher's own server sent"
    assert "told 1 times" in hub_words(desk.file().hubs[0])
    words = [line["words"] for line in desk.log.lines]
    assert words == ["subscribed for 10 days, 0:00:00", "its hub tells of a change"]
    assert not any(secret in str(desk.log.lines) for secret in (asked.form["hub.secret"], asked.callback[-20:]))


async def test_a_feed_is_polled_daily_while_its_hub_tells_and_as_before_when_it_does_not(desk: Desk) -> None:
    asked = await desk.subscribe()
    desk.now += 2 * HOUR
    await desk.tick()
    await desk.poll()
    assert desk.wait < 6 * HOUR, "a hub that has told nothing yet is not relied upon"
    desk.serve_feed("two", "one")
    desk.now += 10 * MINUTE
    await desk.tell(asked, b"two")
    await desk.poll()
    assert desk.wait < 6 * HOUR, "a second look, should a cache have held the old feed"
    desk.now += desk.wait
    await desk.tick()
    await desk.poll()
    assert desk.wait > DAY - 2 * SECOND
    assert desk.file().record.habits.why == "its hub tells of changes; asked daily all the same"

    desk.now += DAY
    await desk.tick()
    desk.serve_feed("three", "two", "one")
    await desk.poll()
    assert desk.wait < 6 * HOUR, "something new that nobody told of"
    desk.now += desk.wait
    await desk.tick()
    await desk.poll()
    assert desk.wait < 6 * HOUR, "nor is it relied upon from then on"

    desk.now += 5 * MINUTE
    await desk.tell(asked, b"four")
    for _ in range(2):
        await desk.poll()
        desk.now += max(desk.wait, timedelta())
        await desk.tick()
    await desk.poll()
    assert desk.wait > DAY - 2 * SECOND, "until it tells again"
    desk.hub.verify = False
    desk.now = START + 11 * DAY
    await desk.tick()
    assert desk.states == [SubscriptionState.ASKING]
    assert desk.wait <= timedelta(), "the lease ran out: polled as before"


async def test_a_service_that_begins_to_listen_polls_what_may_have_been_missed(desk: Desk) -> None:
    asked = await desk.subscribe()
    desk.now += 10 * MINUTE
    await desk.tell(asked, b"two")
    await desk.poll()
    await desk.tick(desk.wait)
    await desk.poll()
    await desk.tick(2 * HOUR)
    assert desk.wait > 20 * HOUR
    desk.hubs = Hubs(desk.office, desk.log, str(desk.office.config.websub))
    await desk.tick()
    assert desk.wait <= timedelta()


async def test_a_lease_is_renewed_in_time_and_the_old_path_given_back(desk: Desk) -> None:
    desk.hub.lease = "3600"
    first = await desk.subscribe()
    await desk.tick(44 * MINUTE)
    assert len(desk.hub.asked) == 1
    await desk.tick(MINUTE)
    second = desk.hub.asked[1]
    assert second.callback != first.callback
    assert second.form["hub.secret"] != first.form["hub.secret"]
    await desk.tick()
    farewell = desk.hub.asked[2]
    assert farewell.form == {"hub.mode": "unsubscribe", "hub.callback": first.callback, "hub.topic": first.form["hub.topic"]}
    assert desk.states == [SubscriptionState.LIVE]
    assert await desk.tell(first, b"x") == 410
    assert await desk.tell(second, b"x") == 202


async def test_a_hub_that_lies_gets_nothing(desk: Desk) -> None:
    desk.hub.verify = False
    await desk.poll()
    await desk.tick()
    asked = desk.hub.asked[-1]
    assert await desk.tell(asked, b"x") == 410, "it has not asked back yet"
    assert (await desk.ask_back(asked, topic="https://elsewhere.example/"))[0] == 404
    assert (await desk.ask_back(asked, mode="unsubscribe"))[0] == 404
    assert (await desk.ask_back(asked, mode="publish"))[0] == 404
    assert (await desk.ask_back(asked, lease_seconds="-5"))[0] == 404
    assert (await desk.ask_back(asked, challenge=""))[0] == 404
    elsewhere = Asked({**asked.form, "hub.callback": asked.callback[:-1] + ("A" if asked.callback[-1] != "A" else "B")}, "")
    assert (await desk.ask_back(elsewhere))[0] == 404
    assert await desk.tell(elsewhere, b"x") == 410
    assert desk.states == [SubscriptionState.ASKING]
    assert (await desk.ask_back(asked))[0] == 200
    assert (await desk.ask_back(asked, mode="unsubscribe"))[0] == 404, "we want to stay"
    assert desk.states == [SubscriptionState.LIVE]


async def test_the_echo_can_be_no_page(desk: Desk) -> None:
    desk.hub.verify = False
    await desk.poll()
    await desk.tick()
    asked = desk.hub.asked[-1]
    query = f"hub.mode=subscribe&hub.topic={asked.form['hub.topic']}&hub.lease_seconds=60&hub.challenge=%3Cscript%3E%C3%BC"
    status, body, headers = await asyncio.to_thread(send, "GET", f"{asked.callback}?{query}")
    assert (status, body) == (200, "<script>ü".encode())
    assert headers["content-type"] == "text/plain; charset=utf-8"
    assert headers["x-content-type-options"] == "nosniff"


async def test_a_denial_is_believed_and_told(desk: Desk) -> None:
    asked = await desk.subscribe()
    assert (await desk.ask_back(asked, mode="denied", topic="https://elsewhere.example/"))[0] == 404
    assert await desk.ask_back(asked, mode="denied", reason="no more\nroom") == (200, b"")
    assert desk.states == [SubscriptionState.DENIED]
    assert hub_words(desk.file().hubs[0]).endswith("is left alone until 2026-03-31 12:00 UTC: the hub denies it: no more room")
    assert await desk.tell(asked, b"x") == 410
    await desk.tick(20 * DAY)
    assert len(desk.hub.asked) == 1


def signed(asked: Asked, body: bytes, method: str) -> str:
    return f"{method}={hmac.new(asked.form['hub.secret'].encode(), body, method).hexdigest()}"


async def test_only_signed_calls_are_believed_and_nobody_learns_which(desk: Desk) -> None:
    asked = await desk.subscribe()
    desk.now += 10 * MINUTE
    for signature in ("", "sha256=00", "sha256=" + "0" * 64, "md5=" + "0" * 32, signed(asked, b"other", "sha256")):
        assert await desk.tell(asked, b"body", signature=signature) == 202
    assert desk.wait > 40 * MINUTE
    (one,) = desk.file().hubs
    assert (one.told, one.refused) == (0, 5)
    assert "5 calls were not signed as agreed and were ignored" in hub_words(one)
    for number, method in enumerate(("sha1", "sha256", "sha384", "sha512"), 1):
        assert await desk.tell(asked, b"body", method=method) == 202
        assert desk.file().hubs[0].told == number
    assert desk.wait <= timedelta()


async def test_a_call_come_again_does_nothing(desk: Desk) -> None:
    asked = await desk.subscribe()
    desk.now += 10 * MINUTE
    assert await desk.tell(asked, b"body") == 202
    assert await desk.poll() == 1
    desk.now += 10 * MINUTE
    for _ in range(3):
        assert await desk.tell(asked, b"body") == 202
    assert await desk.poll() == 0
    assert desk.file().hubs[0].told == 1


async def test_a_flood_of_calls_costs_the_publisher_one_request_a_minute(desk: Desk) -> None:
    asked = await desk.subscribe()
    desk.now += 10 * MINUTE
    before = desk.web.seen.total()
    for _ in range(3):
        with ThreadPoolExecutor(40) as many:
            calls = [many.submit(desk.hub.tell, asked, f"{desk.now}{number}".encode()) for number in range(40)]
            codes = await asyncio.gather(*map(asyncio.wrap_future, calls))
        assert set(codes) <= {202, 503}
        assert codes.count(202) > 5
        await desk.poll()
        await desk.tick(15 * SECOND)
        await desk.poll()
    assert desk.web.seen.total() - before == 1
    assert len([line for line in desk.log.lines if "tells of a change" in line["words"]]) == 1
    await desk.tick(MINUTE)
    assert await desk.poll() == 1


async def test_a_body_without_measure_or_end_is_not_waited_for(desk: Desk) -> None:
    asked = await desk.subscribe()
    status, *_ = await asyncio.to_thread(send, "POST", asked.callback, b"x", {"Content-Length": str(MOST_BYTES + 1)})
    assert status == 413
    headers = {"Transfer-Encoding": "chunked", "X-Hub-Signature": "sha256=00"}

    def endless() -> int:
        """How many bytes of a chunked body were taken before the connection was closed or answered."""
        host, _, path = asked.callback.removeprefix("http://").partition("/")
        sent, chunk = 0, b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
        with socket.create_connection((host.split(":")[0], desk.port), timeout=10) as connection:
            head = "".join(f"{name}: {value}\r\n" for name, value in {"Host": host, **headers}.items())
            connection.sendall(f"POST /{path} HTTP/1.1\r\n{head}\r\n".encode())
            try:
                while sent < 3 * MOST_BYTES:
                    connection.sendall(chunk)
                    sent += len(chunk)
            except OSError:
                pass
        return sent

    assert await asyncio.to_thread(endless) < 2 * MOST_BYTES
    assert desk.file().hubs[0].refused == 0


async def test_a_hub_that_answers_badly_is_told_in_words_and_asked_later(desk: Desk) -> None:
    desk.hub.status = 404
    await desk.poll()
    await desk.tick()
    (one,) = desk.file().hubs
    assert (one.state, one.words) == (SubscriptionState.ASKING, "HTTP 404 Not Found")
    assert hub_words(one) == f"{desk.hub.url} asked 1 times, next at 2026-03-01 13:00 UTC: HTTP 404 Not Found"
    assert desk.log.lines[-1]["words"] == f"cannot subscribe at {desk.hub.url}: HTTP 404 Not Found"
    desk.hub.status, desk.hub.headers = 503, {"Retry-After": str(6 * 3600)}
    await desk.tick(HOUR)
    await desk.tick(5 * HOUR - MINUTE)
    assert len(desk.hub.asked) == 2


@pytest.mark.parametrize(("status", "followed"), [(307, True), (308, True), (301, False), (302, False), (303, False)])
async def test_a_hub_may_name_another_but_never_turn_a_post_into_a_get(desk: Desk, status: int, followed: bool) -> None:
    desk.hub.verify, desk.hub.status, desk.hub.headers = False, status, {"Location": desk.other.url}
    await desk.poll()
    await desk.tick()
    assert len(desk.other.asked) == followed
    assert desk.states == [SubscriptionState.LIVE if followed else SubscriptionState.ASKING]


async def test_a_hub_at_a_private_address_is_not_asked(desk: Desk) -> None:
    desk.serve_feed("one", hub=f"http://127.0.0.2:{desk.hub.port}/")
    await desk.poll()
    await desk.tick()
    assert desk.hub.asked == []
    words = desk.file().hubs[0].words
    assert words is not None
    assert "private address" in words


async def test_a_hub_that_vanishes_from_the_feed_is_left(desk: Desk) -> None:
    first = await desk.subscribe()
    desk.serve_feed("two", hub="")
    desk.now += 2 * HOUR
    await desk.poll()
    assert desk.states == [SubscriptionState.LEAVING]
    await desk.tick()
    assert desk.hub.asked[-1].form["hub.mode"] == "unsubscribe"
    assert desk.hub.asked[-1].callback == first.callback
    assert desk.states == []


async def test_a_feed_that_says_no_to_hubs_leaves_its_own(desk: Desk) -> None:
    await desk.subscribe()
    desk.configure(more="hub = false")
    with desk.open() as desk.office:
        desk.now += 2 * HOUR
        await desk.poll()
        assert desk.states == [SubscriptionState.LEAVING]


async def test_a_feed_that_is_removed_leaves_its_hub(desk: Desk) -> None:
    await desk.subscribe()
    text = (desk.folder / "config.toml").read_text("utf-8")
    (desk.folder / "config.toml").write_text(text.partition("[[feed]]")[0], "utf-8")
    with desk.open() as desk.office:
        assert desk.states == [SubscriptionState.LIVE]
        await desk.tick()
    assert desk.hub.asked[-1].form["hub.mode"] == "unsubscribe"
    assert desk.hub.confirmed[-1][0] == 200


async def test_without_the_table_hubs_are_not_listened_to(desk: Desk) -> None:
    await desk.subscribe()
    desk.configure(websub=False)
    with desk.open() as desk.office:
        assert desk.states == []
        desk.serve_feed("two", "one")
        desk.now += 2 * HOUR
        assert await desk.poll() == 1
        assert desk.states == []
        await websub.tend(desk.office, lambda _: None)
    assert len(desk.hub.asked) == 1


async def test_a_hub_announced_before_anybody_listened_is_asked_though_the_feed_changes_no_more(desk: Desk) -> None:
    desk.configure(websub=False)
    with desk.open() as desk.office:
        await desk.poll()
        assert "since the config has no [websub]" in desk.shown
    desk.configure()
    with desk.open() as desk.office:
        desk.hubs = Hubs(desk.office, desk.log, desk.office.config.websub or "")
        desk.now += 24 * HOUR
        await desk.poll()
        assert desk.web.seen["/rss", 304] == 1
        assert "asked by the next service that listens" in desk.shown
        await desk.tick()
        assert [asked.form["hub.topic"] for asked in desk.hub.asked] == [f"{desk.web.url}/rss"]
        again = Hubs(desk.office, desk.log, desk.office.config.websub or "")
        await again.tick()
        assert len(desk.hub.asked) == 1, "and only once"


async def test_a_hub_is_not_asked_of_a_feed_that_does_not_name_itself_and_that_is_said(desk: Desk) -> None:
    answer = desk.web.answers["/rss"]
    desk.web.answers["/rss"] = replace(answer, headers={"Link": f'<{desk.hub.url}>; rel="hub"'})
    await desk.poll()
    await desk.tick()
    assert desk.hub.asked == []
    assert "but not the feed's own address (rel=self)" in desk.shown
