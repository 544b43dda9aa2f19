"""Whatever bytes are handed in, inspecting them gives an answer, and nothing in it that a browser would act on."""

from datetime import UTC, datetime
from pathlib import Path

import nh3
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.inspect import FeedRead, Given, Nothing, PageFound, RightsFound
from desk.inspect_date import date_found
from desk.inspect_feed import ACTIVE, ATTRIBUTES, SCHEMES, TAGS, feed_read
from desk.inspect_page import page_found
from desk.inspect_rights import rights_found

NOW = datetime(2026, 1, 1, tzinfo=UTC)
CASES = Path(__file__).parents[1] / "cases"
BODIES = [path.read_bytes() for folder in ("feeds", "pages") for path in sorted((CASES / folder).glob("*.[xhj]*"))]
ADDRESSES = st.sampled_from([None, "https://example.org/a", "gopher://example.org/0/a", "gopher://example.org/1/"])
TYPES = st.sampled_from([None, "text/html; charset=utf-16", "text/plain", "application/xml", "image/png", "x; charset=", "\0"])


def damaged(body: bytes, at: int, length: int, instead: bytes) -> bytes:
    at %= max(1, len(body))
    return body[:at] + instead + body[at + length :]


SOME_BYTES = st.binary(max_size=300) | st.builds(
    damaged, st.sampled_from(BODIES), st.integers(0, 100_000), st.integers(0, 80), st.binary(max_size=8)
)


@settings(max_examples=60)
@given(SOME_BYTES, ADDRESSES, TYPES)
def test_any_bytes_give_an_answer(body: bytes, url: str | None, content_type: str | None) -> None:
    handed = Given(body=body, url=url, content_type=content_type)
    assert isinstance(page_found(handed, NOW), PageFound | Nothing)
    assert isinstance(feed_read(handed, NOW), FeedRead | Nothing)
    assert isinstance(rights_found(handed, NOW, None), RightsFound | Nothing)


PIECES = ["<", ">", "<script>", "</script>", "<a href='", "javascript:x()", "'", '"', " onclick=x()", "<svg/onload=x()>", "<p>"]
PIECES += [
    "<img src=x>",
    "<style>",
    "&lt;",
    "&#60;",
    "<!--",
    "-->",
    "words ",
    "</p>",
    "<math>",
    "</title>",
    "<iframe>",
    "\t",
    "/>",
]
MARKUP = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@settings(max_examples=150)
@given(MARKUP)
def test_nothing_active_is_left_of_a_feed(evil: str) -> None:
    safe = evil.replace("]]>", "")
    item = "".join(
        f"<{name}><![CDATA[{safe}]]></{name}>" for name in ("title", "description", "category", "author", "guid", "copyright")
    )
    body = f"<rss version='2.0'><channel>{item}<item>{item}</item></channel></rss>".encode()
    read = feed_read(Given(body=body, url="https://example.org/feed"), NOW)
    assert isinstance(read, FeedRead)
    (entry,) = read.found.entries
    for text in (read.found.feed.title, read.found.feed.rights, entry.title, entry.id, entry.author, *entry.categories):
        assert not ACTIVE.search(text or "")
    markup = entry.summary or ""
    assert nh3.clean(markup, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None) == markup


def test_of_a_writer_who_is_a_link_the_name_is_left() -> None:
    named = '<author>&lt;a href="javascript:x()"&gt;Ada Lind&lt;/a&gt;</author><title>2 &lt; 3 &amp; a = b</title>'
    read = feed_read(Given(body=f"<rss version='2.0'><channel><item>{named}</item></channel></rss>".encode()), NOW)
    assert isinstance(read, FeedRead)
    assert [(entry.author, entry.title) for entry in read.found.entries] == [("Ada Lind", "2 < 3 & a = b")]


@given(st.text(max_size=140), st.sampled_from([None, "Europe/Oslo"]), st.sampled_from([None, "dmy", "mdy"]))
def test_any_words_give_a_date_or_a_reason(wording: str, zone: str | None, order: str | None) -> None:
    found = date_found(wording, zone=zone, order=order)
    assert found.reason
    assert found.date != ""


@pytest.mark.parametrize("body", [b"", b"\0" * 100, b"<html></html>", b"%PDF-1.7", b"<!-- -->"], ids=range(5))
def test_what_holds_no_story_says_why(body: bytes) -> None:
    found = page_found(Given(body=body), NOW)
    assert isinstance(found, Nothing), found
    assert found.words


def test_the_use_decides_over_a_licence_for_no_commercial_use() -> None:
    words = "<p>The council met at length about the new ferry, its price and who will sail on it, and came to no end.</p>"
    link = '<link rel="license" href="https://creativecommons.org/licenses/by-nc/4.0/">'
    page = f"<html><head><title>Ferry</title>{link}</head><body><article><h1>Ferry</h1>{words * 3}</article></body></html>"
    answers = []
    for commercial in (None, True, False):
        found = rights_found(Given(body=page.encode()), NOW, commercial)
        assert isinstance(found, RightsFound)
        answers.append(found.verdict.answer.value)
    assert answers == ["hold", "refuse", "allow"]
