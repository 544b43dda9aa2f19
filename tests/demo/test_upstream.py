"""What the demo's upstream owes to whoever polls it: everything its feeds and menus name is there, in its proper form."""

import asyncio
import json
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import AsyncIterator
from email.utils import format_datetime
from html import unescape
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from wiredesk.demo.config import demo_config
from wiredesk.demo.prose import lines_of
from wiredesk.demo.stories import Page, SamplePublisher, SampleStory, read_sample
from wiredesk.demo.upstream import Listener, Upstream

SAMPLE = {publisher.id: publisher for publisher in read_sample()}
LINK = {
    "rss": "./channel/item/link",
    "atom": "./{http://www.w3.org/2005/Atom}entry/{http://www.w3.org/2005/Atom}link[@rel='alternate']",
    "rdf": "./{http://purl.org/rss/1.0/}item/{http://purl.org/rss/1.0/}link",
}
MIRROR_PAGE = re.compile(
    r"\(C\) (?P<publisher>[^\n]+)\n"
    r"This story was originally published by (?P=publisher) and is unaltered\.\n"
    r"\.( \.){9}\n"
    r"[^\n]+ \[1\]\n"
    r"\[('[^'\n]+'(, '[^'\n]+')*)?\]\n"
    r"Date: (?P<date>\d{4}-\d\d(-\d\d)?)?\n"
    r"(?P<body>([^\n]+\n)+)"
    r"\[END\]\n---\n"
    r"\[1\] Url:\n(?P<url>http://[^\n]+)\n"
    r"Published and \(C\) by (?P=publisher)\n"
    r"Content appears here under this condition or license: Creative Commons[^\n]*\.\n"
    r"via [^\n]+:\n(?P<via>gopher://[^\n]+)"
)


@pytest.fixture
async def upstream() -> AsyncIterator[Upstream]:
    async with Upstream() as upstream:
        yield upstream


class Got:
    """A response of the web server."""

    def __init__(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.status, self.headers, self.body = status, headers, body


async def get(url: str, method: str = "GET", **headers: str) -> Got:
    def ask() -> Got:
        opener = build_opener(ProxyHandler({}))
        request = Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()}, method=method)
        try:
            with opener.open(request, timeout=10) as response:
                return Got(response.status, dict(response.headers), response.read())
        except HTTPError as refused:
            with refused:
                return Got(refused.code, dict(refused.headers), refused.read())

    return await asyncio.to_thread(ask)


async def dial(upstream: Upstream, line: str) -> bytes:
    reader, writer = await asyncio.open_connection(upstream.gopher_host, upstream.gopher_port)
    writer.write(f"{line}\r\n".encode())
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


def pages() -> list[tuple[SamplePublisher, SampleStory]]:
    return [(publisher, story) for publisher in SAMPLE.values() if publisher.design for story in publisher.stories]


def feed_url(upstream: Upstream, publisher: SamplePublisher) -> str:
    assert publisher.feed is not None
    return f"{upstream.http}/{publisher.id}/{publisher.feed.file}"


async def links(upstream: Upstream, publisher: SamplePublisher) -> list[str | None]:
    assert publisher.feed is not None
    body = (await get(feed_url(upstream, publisher))).body
    if publisher.feed.kind == "json":
        return [item["url"] for item in json.loads(body)["items"]]
    return [link.get("href") or link.text for link in ET.fromstring(body).findall(LINK[publisher.feed.kind])]


WEB_FEEDS = [publisher for publisher in SAMPLE.values() if publisher.feed and not publisher.feed.gopher]


async def test_every_page_is_served_with_its_text_and_the_missing_one_is_missing(upstream: Upstream) -> None:
    for publisher, story in pages():
        got = await get(f"{upstream.http}/{publisher.id}/{publisher.path(story)}")
        assert got.status == (404 if story.page is Page.MISSING else 200), story.slug
        if story.page is Page.WHOLE:
            words = unescape(re.sub(r"<[^>]+>", "", got.body.decode()))
            assert lines_of(story.body)[0] in words, story.slug
            assert "<h1" in got.body.decode()


@pytest.mark.parametrize("publisher", WEB_FEEDS, ids=lambda publisher: publisher.id)
async def test_a_feed_is_well_formed_and_names_every_story_by_an_address_of_this_server(
    upstream: Upstream, publisher: SamplePublisher
) -> None:
    found = await links(upstream, publisher)
    assert found == [f"{upstream.http}/{publisher.id}/{publisher.path(story)}" for story in publisher.stories]


async def test_full_text_in_a_feed_is_escaped_html_with_absolute_pictures(upstream: Upstream) -> None:
    feed = ET.fromstring((await get(feed_url(upstream, SAMPLE["quillmarsh"]))).body)
    texts = [content.text or "" for content in feed.iter("{http://www.w3.org/2005/Atom}content")]
    assert len(texts) == len(SAMPLE["quillmarsh"].stories)
    assert all(text.startswith("<p>") for text in texts)
    picture = re.search(r'<img src="([^"]+)"', "".join(texts))
    assert picture is not None
    assert (await get(picture[1])).headers["Content-Type"] == "image/svg+xml"


async def test_an_unchanged_feed_is_answered_with_304_and_counted(upstream: Upstream) -> None:
    url = feed_url(upstream, SAMPLE["northwire"])
    first = await get(url)
    assert (await get(url, If_None_Match=first.headers["ETag"])).status == 304
    assert (await get(url, If_None_Match='"another"')).status == 200
    assert (await get(url, If_Modified_Since=first.headers["Last-Modified"])).status == 304
    assert (await get(url, If_Modified_Since="Thu, 01 Jan 2026 00:00:00 GMT")).status == 200
    assert (await get(url, If_Modified_Since="yesterday")).status == 200
    assert (await get(url, If_None_Match='"another"', If_Modified_Since=first.headers["Last-Modified"])).status == 200
    assert upstream.stats()["/northwire/rss/news.xml"] == {"200": 5, "304": 2}
    assert json.loads((await get(f"{upstream.http}/stats")).body) == upstream.stats()


async def test_a_page_was_last_modified_when_its_story_was(upstream: Upstream) -> None:
    publisher = SAMPLE["quillmarsh"]
    story = next(story for story in publisher.stories if story.updated)
    assert story.updated is not None
    got = await get(f"{upstream.http}/quillmarsh/{publisher.path(story)}")
    assert got.headers["Last-Modified"] == format_datetime(story.updated, usegmt=True)


async def test_robots_may_read_and_nobody_may_write(upstream: Upstream) -> None:
    assert b"Allow: /" in (await get(f"{upstream.http}/robots.txt")).body
    assert (await get(f"{upstream.http}/robots.txt", method="DELETE")).status == 405
    head = await get(f"{upstream.http}/northwire/", method="HEAD")
    assert (head.status, head.body) == (200, b"")


async def test_a_page_that_is_cut_holds_nothing_of_the_rest(upstream: Upstream) -> None:
    url = f"{upstream.http}/ledger/2026/02/inside-the-budget/"
    page = (await get(url)).body.decode()
    assert "teacher earns in an hour and a half." in page
    assert "The third envelope" not in page
    assert "Read more" in page


async def walk(upstream: Upstream) -> dict[str, bytes]:
    """Every text that the menus lead to, by selector."""
    texts, seen, waiting = {}, set(), [""]
    while waiting:
        selector = waiting.pop()
        *lines, last, end = (await dial(upstream, selector)).decode().split("\r\n")
        assert (last, end) == (".", "")
        for line in lines:
            display, target, host, port = line.split("\t")
            if display[0] in "01":
                assert (host, port) == (upstream.gopher_host, str(upstream.gopher_port))
            if display[0] == "0":
                texts[target] = await dial(upstream, target)
            elif display[0] == "1" and target not in seen:
                seen.add(target)
                waiting.append(target)
    return texts


async def test_every_story_of_the_mirror_is_reached_from_the_root_and_obeys_the_grammar(upstream: Upstream) -> None:
    publisher = SAMPLE["openharbours"]
    texts = {selector: text.decode() for selector, text in (await walk(upstream)).items() if "/openharbours/" in selector}
    assert len(texts) == len(publisher.stories)
    for selector, text in texts.items():
        page = MIRROR_PAGE.fullmatch(text)
        assert page is not None, selector
        assert (await get(page["url"])).status == 200
        assert (await dial(upstream, "/" + page["via"].partition("/1/")[2])).startswith(b"i")
        if page["date"]:
            year, month = page["date"].split("-")[:2]
            assert f"/{year}/{month}/{page['date']} " in selector


async def test_the_mirror_has_a_page_without_date_one_of_a_month_and_one_that_is_cut(upstream: Upstream) -> None:
    found = [MIRROR_PAGE.fullmatch(text.decode()) for text in (await walk(upstream)).values() if text.startswith(b"(C)")]
    mirrored = [page for page in found if page is not None]
    assert sum(page["date"] is None for page in mirrored) == 1
    assert sum(len(page["date"] or "") == len("2026-02") for page in mirrored) == 2
    (cut,) = [page for page in mirrored if page["body"].endswith(":\n")]
    origin = (await get(cut["url"])).body.decode()
    assert "<li>publish, every quarter" in origin
    assert "publish, every quarter" not in cut["body"]


async def test_a_feed_served_by_gopher_carries_the_whole_text_and_its_links_lead_to_it(upstream: Upstream) -> None:
    channel = ET.fromstring(await dial(upstream, "/grauwarden/feed.xml"))
    items = channel.findall("./channel/item")
    assert len(items) == len(SAMPLE["grauwarden"].stories)
    for item in items:
        link, text = item.findtext("link"), item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
        prefix = f"gopher://{upstream.gopher_host}:{upstream.gopher_port}/0"
        assert link is not None
        assert link.startswith(prefix)
        assert (item.findtext("title") or "?") in (await dial(upstream, link.removeprefix(prefix))).decode()
        assert text is not None
        assert text.startswith("<p>")


async def test_an_unknown_selector_is_an_error_line_and_what_follows_a_tab_is_ignored(upstream: Upstream) -> None:
    assert (await dial(upstream, "/nowhere")).startswith(b"3'/nowhere' does not exist\t")
    assert await dial(upstream, "/feeds/\t+") == await dial(upstream, "/feeds/")
    assert upstream.stats()["gopher:/nowhere"] == {"missing": 1}
    assert upstream.stats()["gopher:/feeds/"] == {"sent": 2}


async def test_its_ports_are_closed_at_the_end_even_beside_a_silent_client() -> None:
    async with Upstream() as upstream:
        port = upstream.gopher_port
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        await dial(upstream, "")
    async with asyncio.timeout(5):
        assert await reader.read() == b""
    writer.close()
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)


async def test_a_request_line_without_an_end_costs_its_own_connection_only(upstream: Upstream) -> None:
    reader, writer = await asyncio.open_connection(upstream.gopher_host, upstream.gopher_port)
    writer.write(b"x" * 200_000)
    async with asyncio.timeout(5):
        (answer,) = await asyncio.gather(reader.read(), return_exceptions=True)
    assert answer == b"" or isinstance(answer, ConnectionError)
    writer.close()
    assert (await dial(upstream, "")).startswith(b"i")


async def test_a_port_that_is_taken_is_an_error_and_leaves_nothing_open() -> None:
    async def nothing(reader: asyncio.StreamReader) -> bytes:
        return b""

    async with Listener(nothing) as taken:
        half_open = Upstream(gopher_port=taken.port)
        with pytest.raises(OSError, match=str(taken.port)):
            await half_open.__aenter__()
        with pytest.raises(URLError, match="refused"):
            await get(half_open.http)


async def test_every_feed_of_the_configuration_is_there(upstream: Upstream) -> None:
    text = demo_config(upstream.http, upstream.gopher_host, upstream.gopher_port, "127.0.0.1:8080", "127.0.0.1:7070")
    config = tomllib.loads(text)
    assert {publisher["id"] for publisher in config["publisher"]} == SAMPLE.keys()
    assert {publisher["name"] for publisher in config["publisher"]} == {publisher.name for publisher in SAMPLE.values()}
    assert len(config["feed"]) == len(SAMPLE)
    for feed in config["feed"]:
        scheme, _, rest = feed["url"].partition("://")
        if scheme == "http":
            assert (await get(feed["url"])).status == 200
        else:
            host, _, path = rest.partition("/")
            assert host == f"{upstream.gopher_host}:{upstream.gopher_port}"
            assert not (await dial(upstream, path[1:])).startswith(b"3")


async def test_what_the_operator_recorded_stands_where_the_record_says(upstream: Upstream) -> None:
    config = tomllib.loads(demo_config(upstream.http, "127.0.0.1", upstream.gopher_port, "127.0.0.1:1", "127.0.0.1:2"))
    recorded = [publisher["rights"] for publisher in config["publisher"] if "rights" in publisher]
    assert len(recorded) == 2
    for rights in recorded:
        assert rights["notice"] in (await get(rights["evidence"])).body.decode()
