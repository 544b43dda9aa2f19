"""Feeds of every dialect, sound and broken: what they state is read as they state it."""

import tomllib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch.outcome import Fetched
from ingest.parse.entry import Entry, NotAFeed, ParsedFeed, RightsSaid
from ingest.parse.feed import parse_feed
from ingest.parse.keys import MOST_ENTRIES
from news.names import FeedId, PublisherId
from news.publisher import Feed, Publisher
from tests.cost import grows_in_step

CASES = sorted((Path(__file__).parents[1] / "cases" / "feeds").glob("*.toml"))
ADDRESS = "https://feed.example.org/feed"
FEED = Feed(
    id=FeedId("example"), publisher=Publisher(id=PublisherId("example"), name="Example"), url=ADDRESS, every=timedelta(hours=1)
)


def read(body: bytes, *, url: str = ADDRESS, charset: str | None = None, media_type: str | None = None) -> ParsedFeed | NotAFeed:
    at = datetime(2025, 8, 15, tzinfo=UTC)
    fetched = Fetched(url=url, final_url=url, status=200, body=body, fetched_at=at, charset=charset, media_type=media_type)
    return parse_feed(fetched, FEED)


def read_whole(body: bytes) -> ParsedFeed:
    found = read(body)
    assert isinstance(found, ParsedFeed), found
    return found


def rights_shown(said: tuple[RightsSaid, ...]) -> list[list[str]]:
    return [[one.place, one.scope, one.text, one.url or ""] for one in said]


def shown(entry: Entry) -> dict[str, Any]:
    """The entry in the shapes that the cases are written in."""
    return {
        "key": entry.key,
        "link": entry.link or "",
        "title": entry.title or "",
        "published": [[said.text, said.place] for said in entry.published],
        "updated": [[said.text, said.place] for said in entry.updated],
        "authors": [[author.name, author.email or "", author.place] for author in entry.authors],
        "contents": [[content.place, content.full, content.html, content.body] for content in entry.contents],
        "topics": list(entry.topics),
        "rights": rights_shown(entry.rights),
        "images": [[image.url, image.media_type or "", image.caption or "", image.credit or ""] for image in entry.images],
        "language": entry.language,
        "canonical": entry.canonical,
        "via": [way.url for way in entry.ways],
        "source_title": entry.source_title,
        "source_url": entry.source_url,
    }


def shown_feed(found: ParsedFeed) -> dict[str, Any]:
    return {
        "dialect": found.dialect,
        "title": found.title or "",
        "link": found.link,
        "id": found.id,
        "language": found.language,
        "updated": found.updated and [found.updated.text, found.updated.place],
        "ttl_minutes": found.ttl and found.ttl.total_seconds() / 60,
        "hub": found.hub,
        "rights": rights_shown(found.rights),
        "flags": list(found.flags),
        "skipped": list(found.skipped),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_a_feed_is_read_as_it_states_itself(case: Path) -> None:
    expected = tomllib.loads(case.read_text("utf-8"))
    body = next(path for path in case.parent.glob(f"{case.stem}.*") if path != case).read_bytes()
    found = read(body, charset=expected.pop("charset", None))
    if "not_a_feed" in expected:
        assert found == NotAFeed(words=expected["not_a_feed"])
        return
    assert isinstance(found, ParsedFeed), found
    entries = expected.pop("entries")
    assert {name: shown_feed(found)[name] for name in expected} == expected
    assert [
        {name: shown(entry)[name] for name in wanted} for entry, wanted in zip(found.entries, entries, strict=True)
    ] == entries


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 40


@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(body: bytes) -> None:
    assert isinstance(read(body), ParsedFeed | NotAFeed)


BODIES = [path.read_bytes() for path in CASES[0].parent.iterdir() if path.suffix != ".toml"]


@given(st.sampled_from(BODIES), st.integers(0, 3000), st.integers(0, 60), st.binary(max_size=6))
def test_no_damage_makes_it_fail(body: bytes, at: int, length: int, instead: bytes) -> None:
    assert isinstance(read(body[:at] + instead + body[at + length :]), ParsedFeed | NotAFeed)


@given(st.sampled_from(BODIES), st.integers(0, 3000))
def test_a_feed_that_breaks_off_loses_only_what_is_missing(body: bytes, at: int) -> None:
    whole, cut = read(body), read(body[:at])
    if isinstance(whole, ParsedFeed) and isinstance(cut, ParsedFeed) and cut.dialect == whole.dialect and not whole.flags:
        bodies = [[content.body for content in entry.contents] for entry in whole.entries]
        for entry in cut.entries:
            assert [content.body for content in entry.contents] in bodies


def item(number: int) -> bytes:
    return b"<item><title>T</title><guid>g%d</guid><description>Words</description></item>" % number


def test_only_the_first_entries_are_read() -> None:
    body = b'<rss version="2.0"><channel>' + b"".join(item(number) for number in range(MOST_ENTRIES + 5)) + b"</channel></rss>"
    found = read_whole(body)
    assert len(found.entries) == MOST_ENTRIES
    assert found.entries[0].key == "g0"
    assert found.skipped == ("5 entries after the first 2000 were passed over",)


def test_a_text_too_long_to_read_is_left_out_and_said() -> None:
    long = b"<rss><channel><item><guid>1</guid><description>" + b"x" * 1_100_000 + b"</description></item></channel></rss>"
    found = read_whole(long)
    assert found.entries[0].contents == ()
    assert found.skipped == ("a <description> longer than 1048576 characters was not read",)


RSS = b"<rss version='2.0'><channel><item>"
BOMBS: tuple[tuple[int, Callable[[int], bytes]], ...] = (
    (50_000, lambda size: RSS + b"<description>" + b"&lt;!--" * size + b"</description></item></channel></rss>"),
    (200_000, lambda size: RSS + b"<title>" + b"&" * size + b"</title></item></channel></rss>"),
    (20_000, lambda size: RSS[:-1] + b" " + b" ".join(b'a%d="1"' % n for n in range(size)) + b"/></channel></rss>"),
    (200_000, lambda size: b"<rss>" + b"<a>" * size),
    (50_000, lambda size: b"<rss><channel>" + b"<item>" * size),
    (50_000, lambda size: b"<rss><channel>" + b"<![CDATA[" * size),
    (50_000, lambda size: b"<rss><channel>" + b"<!-- -->" * size),
    (200_000, lambda size: b"<!DOCTYPE rss [" + b"<" * size),
    (500_000, lambda size: b"<" * size),
    (100_000, lambda size: b"<html>" + b"<div>" * size),
    (100_000, lambda size: b'{"items":' + b"[" * size),
    (100_000, lambda size: b'{"items":[' + b"1," * size + b"1]}"),
    (100_000, lambda size: b'{"items":[{"id":' + b"9" * size + b"}]}"),
)


@pytest.mark.parametrize("bomb", range(len(BOMBS)))
def test_a_bomb_costs_no_more_than_its_length(bomb: int) -> None:
    size, make = BOMBS[bomb]
    assert grows_in_step(make, read, size)


def test_a_feed_file_on_a_gopher_server_is_a_feed() -> None:
    found = read(b"<rss version='2.0'><channel>" + item(1) + b"</channel></rss>", url="gopher://example.org/0/feed.xml")
    assert isinstance(found, ParsedFeed)
    assert found.dialect == "rss 2.0"
    assert isinstance(read(b"<rss version='2.0'><channel/></rss>", url="gopher://example.org/1/feed"), ParsedFeed)


@pytest.mark.parametrize("url", ["gopher://example.org", "gopher://example.org/", "gopher://example.org/1/news"])
def test_a_gopher_menu_is_a_feed(url: str) -> None:
    found = read(b"0A story\t/a.txt\texample.org\t70\r\n.\r\n", url=url)
    assert isinstance(found, ParsedFeed)
    assert found.dialect == "gopher menu"
    assert [entry.link for entry in found.entries] == ["gopher://example.org/0/a.txt"]


def test_a_gopher_text_is_no_feed() -> None:
    assert read(b"Words", url="gopher://example.org/0/a.txt") == NotAFeed(words="is plain text, not a feed")


def test_the_content_counts_and_not_the_media_type() -> None:
    for media_type in ("text/html", "application/json", "application/octet-stream", None):
        assert isinstance(read(b"<rss version='2.0'><channel/></rss>", media_type=media_type), ParsedFeed)
