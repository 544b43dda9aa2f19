"""robots.txt: asked once per host, obeyed for pages, never asked for feeds."""

import asyncio
import time

import pytest

from ingest.fetch.outcome import Failed, Fetched, Kind, Refused, Request
from tests.fetch.loopback import Make, Serve, Upstream, http

RULES = b"""User-agent: *
Disallow: /

User-agent: wiredesk
Disallow: /private/
Allow: /private/open
License: https://example.org/license.xml
"""


async def hosting(serve: Serve, robots: bytes) -> Upstream:
    async def answer(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(robots if request.startswith(b"GET /robots.txt ") else http("200 OK", b"<p>page</p>"))

    return await serve(answer, keep=True)


def page(upstream: Upstream, path: str) -> Request:
    return Request(url=upstream.url + path, kind=Kind.PAGE, robots=True)


def asked(upstream: Upstream) -> list[str]:
    return [request.split()[1].decode() for request in upstream.requests]


async def test_pages_are_asked_only_where_robots_txt_lets_us(fetcher_for: Make, serve: Serve) -> None:
    upstream = await hosting(serve, http("200 OK", RULES))
    fetcher = fetcher_for(upstream)
    assert isinstance(await fetcher.fetch(page(upstream, "story")), Fetched)
    assert isinstance(await fetcher.fetch(page(upstream, "private/open")), Fetched)
    refused = await fetcher.fetch(page(upstream, "private/story"))
    assert isinstance(refused, Refused)
    assert refused.rule == "robots"
    assert f"{upstream.url}robots.txt" in refused.words
    assert asked(upstream) == ["/robots.txt", "/story", "/private/open"]
    assert "License: https://example.org/license.xml" in (fetcher.robots_text(upstream.url.rstrip("/")) or "")


async def test_feeds_do_not_ask(fetcher_for: Make, serve: Serve) -> None:
    upstream = await hosting(serve, http("200 OK", b"User-agent: *\nDisallow: /"))
    assert isinstance(await fetcher_for(upstream).fetch(Request(url=upstream.url + "feed", kind=Kind.FEED)), Fetched)
    assert asked(upstream) == ["/feed"]


async def test_many_pages_at_once_ask_once(fetcher_for: Make, serve: Serve) -> None:
    upstream = await hosting(serve, http("200 OK", RULES))
    fetcher = fetcher_for(upstream)
    await asyncio.gather(*(fetcher.fetch(page(upstream, str(number))) for number in range(8)))
    assert asked(upstream).count("/robots.txt") == 1
    assert upstream.most_at_once == 1


@pytest.mark.parametrize(
    "robots",
    [
        http("404 Not Found"),
        http("403 Forbidden"),
        http("200 OK"),
        http("200 OK", b"\xff\xfe\x00 no text at all \x00"),
        http("200 OK", b"<html><h1>Welcome</h1></html>"),
        http("302 Found", b"", "Location: /robots.txt"),
        http("200 OK", b"User-agent: *\nCrawl-delay: nan\nCrawl-delay: -1\nCrawl-delay: x"),
    ],
    ids=["404", "403", "empty", "binary", "html", "loop", "odd delay"],
)
async def test_without_rules_all_is_allowed(fetcher_for: Make, serve: Serve, robots: bytes) -> None:
    upstream = await hosting(serve, robots)
    assert isinstance(await fetcher_for(upstream).fetch(page(upstream, "story")), Fetched)


@pytest.mark.parametrize("robots", [http("500 x"), http("503 x"), http("429 x"), b"garbage\r\n\r\n"])
async def test_while_the_rules_cannot_be_read_pages_are_left_alone(fetcher_for: Make, serve: Serve, robots: bytes) -> None:
    upstream = await hosting(serve, robots)
    fetcher = fetcher_for(upstream)
    for _ in range(2):
        outcome = await fetcher.fetch(page(upstream, "story"))
        assert isinstance(outcome, Failed)
        assert outcome.url == upstream.url + "story"
        assert outcome.temporary
        assert outcome.retry_after is not None
        assert "robots.txt cannot be read" in outcome.words
    assert set(asked(upstream)) == {"/robots.txt"}


async def test_the_part_of_a_huge_robots_txt_that_fits_counts(fetcher_for: Make, serve: Serve) -> None:
    upstream = await hosting(serve, http("200 OK", b"User-agent: *\nDisallow: /secret\n" + b"# filler\n" * 10000))
    fetcher = fetcher_for(upstream, robots_cap=5000)
    assert isinstance(await fetcher.fetch(page(upstream, "secret")), Refused)
    assert isinstance(await fetcher.fetch(page(upstream, "story")), Fetched)


async def test_crawl_delay_slows_the_host_down(fetcher_for: Make, serve: Serve) -> None:
    upstream = await hosting(serve, http("200 OK", b"User-agent: *\nCrawl-delay: 0.2"))
    fetcher = fetcher_for(upstream)
    await fetcher.fetch(page(upstream, "1"))
    began = time.monotonic()
    await fetcher.fetch(page(upstream, "2"))
    await fetcher.fetch(Request(url=upstream.url + "feed", kind=Kind.FEED))
    assert 0.35 < time.monotonic() - began < 1


async def test_a_crawl_delay_beyond_patience_says_when_to_come_back(fetcher_for: Make, serve: Serve) -> None:
    upstream = await hosting(serve, http("200 OK", b"User-agent: *\nCrawl-delay: 86400"))
    fetcher = fetcher_for(upstream)
    await fetcher.fetch(page(upstream, "1"))
    outcome = await fetcher.fetch(page(upstream, "2"))
    assert isinstance(outcome, Failed)
    assert outcome.cause == "host-paused"
    assert outcome.retry_after is not None


async def test_a_redirect_to_another_host_asks_that_hosts_rules(fetcher_for: Make, serve: Serve) -> None:
    closed = await hosting(serve, http("200 OK", b"User-agent: *\nDisallow: /"))

    async def answer(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(http("404 x") if b"robots.txt" in request else http("302 x", b"", f"Location: {closed.url}story"))

    upstream = await serve(answer, keep=True)
    outcome = await fetcher_for(upstream, closed).fetch(page(upstream, "story"))
    assert isinstance(outcome, Refused)
    assert outcome.rule == "robots"
    assert outcome.url == upstream.url + "story"
    assert asked(closed) == ["/robots.txt"]
