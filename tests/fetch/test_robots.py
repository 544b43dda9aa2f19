"""robots.txt: asked once per host, obeyed for pages, never asked for feeds."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest
from yarl import URL

from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, Kind, Refused, Request
from ingest.fetch.robots import Robots, RobotsSaid
from tests.fetch.loopback import Make, Serve, Upstream, http, settings

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
    said = await fetcher.robots(upstream.url.rstrip("/"))
    assert isinstance(said, RobotsSaid)
    assert "License: https://example.org/license.xml" in said.text
    assert asked(upstream).count("/robots.txt") == 1, "who wants to know its terms is told what is known"


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
        b"HTTP/1.1 204 No Content\r\n\r\n",
        http("200 OK", b"\xff\xfe\x00 no text at all \x00"),
        http("200 OK", b"<html><h1>Welcome</h1></html>"),
        http("302 Found", b"", "Location: /robots.txt"),
        http("200 OK", b"User-agent: *\nCrawl-delay: nan\nCrawl-delay: -1\nCrawl-delay: x"),
    ],
    ids=["404", "403", "empty", "no content", "binary", "html", "loop", "odd delay"],
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


async def test_a_line_that_is_cut_off_is_none(fetcher_for: Make, serve: Serve) -> None:
    """`Allow: /` is not what the host said."""
    text = b"User-agent: *\nDisallow: /\nAllow: /open\n"
    upstream = await hosting(serve, http("200 OK", text))
    fetcher = fetcher_for(upstream, robots_cap=len(text) - len("open\n"))
    assert isinstance(await fetcher.fetch(page(upstream, "open")), Refused)


@pytest.mark.parametrize(
    ("names", "is_ours"),
    [
        (["wiredesk"], True), (["WireDesk"], True), (["*"], True), (["other", "wiredesk"], True), (["wiredesk # that one"], True),
        (["wiredesk/0.1"], True), (["Wiredesk/1.0 (+mailto:desk@example.org)"], True), (["wiredesk *"], True),
        (["wire"], False), (["w"], False), (["wiredesk-images"], False), (["wiredesks"], False), (["desk"], False),
    ],
)  # fmt: skip
async def test_a_group_is_ours_by_our_whole_name(fetcher_for: Make, serve: Serve, names: list[str], is_ours: bool) -> None:
    """RFC 9309 section 2.2.1. A name with a version, as our requests bear it, is meant for us."""
    group = "".join(f"User-agent: {name}\n" for name in names) + "Disallow: /a\n"
    rest = "" if "*" in names else "\nUser-agent: *\nDisallow: /b\n"
    for end in "\n", "\r\n", "\r":
        upstream = await hosting(serve, http("200 OK", (group + rest).replace("\n", end).encode()))
        await the_group_is_ours(fetcher_for(upstream), upstream, is_ours=is_ours)


async def the_group_is_ours(fetcher: Fetcher, upstream: Upstream, *, is_ours: bool) -> None:
    assert isinstance(await fetcher.fetch(page(upstream, "a")), Refused if is_ours else Fetched)
    assert isinstance(await fetcher.fetch(page(upstream, "b")), Fetched if is_ours else Refused)


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


class Book(dict[str, RobotsSaid]):
    """A memory that fetchers share."""

    async def recall(self, origin: str) -> RobotsSaid | None:
        return self.get(origin)

    async def keep(self, origin: str, said: RobotsSaid) -> None:
        self[origin] = said


@pytest.mark.parametrize("robots", [http("200 OK", RULES), http("404 Not Found")], ids=["rules", "none"])
async def test_what_one_fetcher_was_told_the_next_need_not_ask(serve: Serve, robots: bytes) -> None:
    upstream, book = await hosting(serve, robots), Book()
    outcomes = []
    for _ in range(3):
        async with Fetcher(settings(upstream.port), memory=book) as fetcher:
            outcomes.append(type(await fetcher.fetch(page(upstream, "private/story"))))
    assert asked(upstream).count("/robots.txt") == 1
    assert len(set(outcomes)) == 1, "what is remembered rules as what is heard"


@pytest.mark.parametrize(
    ("said", "good_for"),
    [
        ("X: y", timedelta(days=1)),
        ("Cache-Control: max-age=7200", timedelta(hours=2)),
        ("Cache-Control: max-age=1", timedelta(hours=1)),
        ("Cache-Control: no-cache", timedelta(hours=1)),
        ("Cache-Control: max-age=9999999", timedelta(days=1)),
        ("Expires: 0", timedelta(hours=1)),
    ],
)
async def test_a_file_holds_as_long_as_it_says_within_an_hour_and_a_day(serve: Serve, said: str, good_for: timedelta) -> None:
    upstream, book = await hosting(serve, http("200 OK", RULES, said)), Book()
    async with Fetcher(settings(upstream.port), memory=book) as fetcher:
        await fetcher.fetch(page(upstream, "story"))
    (kept,) = book.values()
    assert abs(kept.good_for - good_for) < timedelta(seconds=1)


async def test_what_is_remembered_beyond_a_day_is_asked_again(serve: Serve) -> None:
    upstream, book = await hosting(serve, http("200 OK", RULES)), Book()
    book[upstream.url.rstrip("/")] = RobotsSaid(text="User-agent: *\nDisallow: /", good_for=timedelta(days=9))
    async with Fetcher(settings(upstream.port), memory=book) as fetcher:
        assert isinstance(await fetcher.fetch(page(upstream, "story")), Fetched)
    assert asked(upstream) == ["/robots.txt", "/story"]


async def test_trouble_is_not_remembered_nor_taken_for_an_empty_file(serve: Serve) -> None:
    upstream, book = await hosting(serve, http("503 x")), Book()
    async with Fetcher(settings(upstream.port), memory=book) as fetcher:
        assert isinstance(await fetcher.fetch(page(upstream, "story")), Failed)
        assert isinstance(await fetcher.robots(upstream.url.rstrip("/")), Failed)
    assert book == {}


async def test_of_the_rests_that_a_host_wants_at_its_ports_the_longest_holds_until_it_is_withdrawn() -> None:
    wanted, rests = {"http://harbour.example": "10", "https://harbour.example": "2"}, dict[str, float]()

    async def fetch(request: Request) -> FetchOutcome:
        body = f"User-agent: *\nCrawl-delay: {wanted[request.url.removesuffix('/robots.txt')]}\n".encode()
        return Fetched(url=request.url, final_url=request.url, status=200, body=body, fetched_at=datetime.now(UTC))

    robots = Robots(fetch, rests.__setitem__)
    for origin in wanted:
        assert await robots.objection(URL(f"{origin}/story")) is None
    assert rests == {"harbour.example": 10.0}
    robots._rules.clear()  # a day later
    wanted["http://harbour.example"] = "0"
    for origin in wanted:
        assert await robots.objection(URL(f"{origin}/story")) is None
    assert rests == {"harbour.example": 2.0}
