"""No spelling of a private address is ever connected to, not even by a bare TCP connection: a listening socket is the witness."""

import asyncio
import socket
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

import pytest

from ingest.asking import page_request
from ingest.fetch.outcome import Failed, Fetched, Kind, Refused, Request
from ingest.fetch.settings import Exemption
from ingest.parse.entry import NotAFeed
from ingest.parse.feed import parse_feed
from news.names import FeedId, PublisherId
from news.publisher import Feed, Publisher
from tests.fetch.loopback import GOOD, Make, Sentinel, Serve, http
from tests.fetch.spellings import ADDRESSES, ONLY_DIRECT, ONLY_REDIRECT, SPELLINGS


@pytest.mark.parametrize("kind", [Kind.FEED, Kind.PAGE])
async def test_direct(fetcher_for: Make, sentinel: Sentinel, kind: Kind) -> None:
    fetcher = fetcher_for(sentinel)
    for spelling in (*SPELLINGS, *ONLY_DIRECT):
        url = spelling.format(p=sentinel.port)
        outcome = await fetcher.fetch(Request(url=url, kind=kind, robots=kind is Kind.PAGE))
        assert isinstance(outcome, Refused), url
        assert outcome.url == url
        assert outcome.words
        assert "\n" not in outcome.words
    assert sentinel.touched == 0


async def test_redirected(fetcher_for: Make, serve: Serve, sentinel: Sentinel) -> None:
    location = ""

    async def redirect(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(http("302 Found", b"", f"Location: {location}"))

    upstream = await serve(redirect, keep=True)
    fetcher = fetcher_for(upstream, sentinel)
    for spelling in (*SPELLINGS, *ONLY_REDIRECT):
        location = spelling.format(p=sentinel.port)
        outcome = await fetcher.fetch(Request(url=upstream.url, kind=Kind.FEED))
        assert isinstance(outcome, Refused), location
    assert sentinel.touched == 0


def answers(monkeypatch: pytest.MonkeyPatch, *rounds: list[str]) -> None:
    """Lets names under example.org resolve to these addresses, the last list for ever; all else as it is."""
    real = socket.getaddrinfo
    left = list(rounds)

    def resolve(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        if not str(host).endswith("example.org"):
            return real(host, port, *args, **options)
        addresses = left.pop(0) if len(left) > 1 else left[0]
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
            if ":" in address
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in addresses
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.parametrize("scheme", ["http", "https", "gopher"])
async def test_a_name_that_resolves_to_a_private_address(
    fetcher_for: Make, sentinel: Sentinel, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    fetcher = fetcher_for(sentinel)
    for number, address in enumerate(ADDRESSES):
        for answer in ([address], ["10.0.0.1", address, "::1"]):
            answers(monkeypatch, answer)
            name = f"a{number}-{len(answer)}.example.org"
            outcome = await fetcher.fetch(Request(url=f"{scheme}://{name}:{sentinel.port}/", kind=Kind.FEED))
            assert isinstance(outcome, Refused), address
            assert outcome.rule == "private-address", (address, outcome)
            assert f"{name} resolves to " in outcome.words
            assert "fetch.allow_networks" in outcome.words
    assert sentinel.touched == 0


async def test_a_name_service_that_sends_every_name_to_this_machine(
    fetcher_for: Make, sentinel: Sentinel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def here(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port or 0))]

    monkeypatch.setattr(socket, "getaddrinfo", here)
    fetcher = fetcher_for(sentinel)
    for spelling in (*SPELLINGS, *ONLY_DIRECT):
        outcome = await fetcher.fetch(Request(url=spelling.format(p=sentinel.port), kind=Kind.FEED))
        assert isinstance(outcome, Refused), spelling
    assert sentinel.touched == 0


def menu_of(spelling: str, port: int) -> bytes:
    """A menu whose lines name the place in every field that can: host and port, selector, and the link of an `h` line."""
    url = spelling.format(p=port)
    host = url.partition("//")[2].split(f":{port}")[0]
    lines = [
        f"0A text\t/text\t{host}\t{port}",
        f"1A menu\t/menu\t{host}\t{port}",
        f"0A feed\t/feed.xml\t{host}\t{port}",
        f"hA page\tURL:{url}\t{host}\t{port}",
        f"0A text of the web\tURL:{url}\t{host}\t{port}",
        f"1Gopher plus\t/menu\t{host}\t{port}\t+",
        f"7A search\t/search\t{host}\t{port}",
    ]
    return "\r\n".join([*lines, ".", ""]).encode("utf-8", "surrogatepass")


async def test_led_to_by_a_menu(fetcher_for: Make, serve: Serve, sentinel: Sentinel) -> None:
    fetcher = fetcher_for(sentinel)
    led = 0
    for spelling in SPELLINGS:
        menu = menu_of(spelling, sentinel.port)
        url = spelling.format(p=sentinel.port)
        place = url.partition("//")[2].split(f":{sentinel.port}")[0].lower()
        feed = Feed(
            id=FeedId("f"),
            publisher=Publisher(id=PublisherId("p"), name="P"),
            url="gopher://gopher.example.org/1/",
            every=timedelta(hours=1),
            hosts=(place, place.strip("[]"), "127.0.0.1", "localhost", "::1"),
        )
        fetched = Fetched(url=feed.url, final_url=feed.url, status=0, body=menu, fetched_at=datetime.now(UTC))
        parsed = parse_feed(fetched, feed)
        if isinstance(parsed, NotAFeed):
            continue
        asked = [Request(url=step.url, kind=step.kind, feed=feed.id) for step in parsed.follow]
        asked += [page_request(entry.link, feed.id) for entry in parsed.entries if entry.link is not None]
        for request in asked:
            led += 1
            outcome = await fetcher.fetch(request)
            assert isinstance(outcome, Refused), (spelling, request.url, outcome)
    assert led >= 60, "the menus did lead there"
    assert sentinel.touched == 0


async def test_led_to_by_a_feed(fetcher_for: Make, sentinel: Sentinel) -> None:
    """An entry's link, the source it names, the feed's hub: whatever is asked on a feed's behalf."""
    fetcher = fetcher_for(sentinel)
    feed = Feed(
        id=FeedId("f"),
        publisher=Publisher(id=PublisherId("p"), name="P"),
        url=f"http://127.0.0.1:{sentinel.port}/feed",
        every=timedelta(hours=1),
    )
    led = 0
    for spelling in (*SPELLINGS, *ONLY_REDIRECT):
        url = escape(spelling.format(p=sentinel.port), quote=True)
        body = (
            f"<rss version='2.0'><channel><title>T</title><link>{url}</link>"
            f"<item><title>Ferry</title><link>{url}</link><source url='{url}'>S</source><enclosure url='{url}' length='1'/>"
            f"<description>Words</description></item></channel></rss>"
        ).encode()
        fetched = Fetched(url=feed.url, final_url=feed.url, status=200, body=body, fetched_at=datetime.now(UTC))
        parsed = parse_feed(fetched, feed)
        assert not isinstance(parsed, NotAFeed)
        for entry in parsed.entries:
            if entry.link is None:
                continue
            led += 1
            for request in (
                page_request(entry.link, feed.id),
                Request(url=entry.link, kind=Kind.HUB, form=b"hub.mode=subscribe"),
            ):
                outcome = await fetcher.fetch(request)
                assert isinstance(outcome, Refused), (spelling, entry.link, outcome)
    assert led >= 60, "the feeds did lead there"
    assert sentinel.touched == 0


async def test_a_name_that_changes_its_address_between_two_requests(
    fetcher_for: Make, serve: Serve, sentinel: Sentinel, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, [GOOD], ["127.0.0.1"])
    upstream = await serve(http("302 Found", b"", f"Location: http://b.example.org:{sentinel.port}/"))
    fetcher = fetcher_for(upstream, sentinel)
    outcome = await fetcher.fetch(Request(url=f"http://a.example.org:{upstream.port}/", kind=Kind.FEED))
    assert isinstance(outcome, Refused)
    assert outcome.rule == "private-address"
    assert (upstream.connections, sentinel.touched) == (1, 0)


async def test_of_several_addresses_only_the_allowed_one_is_asked(
    fetcher_for: Make, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    upstream = await serve(http("200 OK", b"hello"))
    answers(monkeypatch, ["127.0.0.1", GOOD])
    outcome = await fetcher_for(upstream).fetch(Request(url=f"http://www.example.org:{upstream.port}/", kind=Kind.FEED))
    assert isinstance(outcome, Fetched)
    assert upstream.connections == 1


async def test_a_port_that_is_not_listed_is_not_tried(fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(http())
    for url in (upstream.url, upstream.gopher):
        outcome = await fetcher_for().fetch(Request(url=url, kind=Kind.FEED))
        assert isinstance(outcome, Refused)
        assert outcome.rule == "port"
        assert "fetch.allow_ports" in outcome.words
    assert upstream.connections == 0


async def test_a_port_of_one_feed_is_open_to_it_alone(fetcher_for: Make, serve: Serve) -> None:
    behind = await serve(http("200 OK", b"behind"))
    upstream = await serve(http("302 x", b"", f"Location: {behind.url}"))
    fetcher = fetcher_for(
        exemptions={"own": Exemption(ports=(upstream.port, behind.port)), "less": Exemption(ports=(upstream.port,))}
    )
    for feed in (None, "another"):
        outcome = await fetcher.fetch(Request(url=upstream.url, kind=Kind.FEED, feed=feed))
        assert isinstance(outcome, Refused)
        assert outcome.rule == "port"
    assert upstream.connections == 0
    outcome = await fetcher.fetch(Request(url=upstream.url, kind=Kind.FEED, feed="less"))
    assert isinstance(outcome, Refused), "a redirect leads to no other port"
    assert behind.connections == 0
    assert isinstance(await fetcher.fetch(Request(url=upstream.url, kind=Kind.FEED, feed="own")), Fetched)


async def test_robots_txt_does_not_lead_to_private_addresses(fetcher_for: Make, serve: Serve, sentinel: Sentinel) -> None:
    upstream = await serve(http("301 Moved", b"", f"Location: http://127.0.0.1:{sentinel.port}/robots.txt"))
    outcome = await fetcher_for(upstream, sentinel).fetch(Request(url=upstream.url + "page", kind=Kind.PAGE, robots=True))
    assert isinstance(outcome, Refused)
    assert outcome.rule == "private-address"
    assert sentinel.touched == 0
    assert [request.split()[1] for request in upstream.requests] == [b"/robots.txt"]


async def test_the_sentinel_can_be_touched(fetcher_for: Make, sentinel: Sentinel) -> None:
    fetcher = fetcher_for(sentinel, allow_networks=("127.0.0.1/32",))
    outcome = await fetcher.fetch(Request(url=f"http://127.0.0.1:{sentinel.port}/", kind=Kind.FEED))
    assert isinstance(outcome, Failed)
    assert sentinel.touched > 0
