"""Documents 200,000 deep: read as far as that goes, or given up in one sentence; no error, and the entry beside them is kept."""

from collections.abc import Callable

import pytest

from ingest.extract import jsonld
from ingest.extract.article import Article
from ingest.extract.html import extract_html
from ingest.facts.rsl import read_rsl
from ingest.facts.signals import from_tdmrep
from ingest.parse.entry import NotAFeed, ParsedFeed
from ingest.parse.jsonfeed import parse_json_feed
from ingest.parse.opml import read_opml
from ingest.parse.syndication import parse_syndication

DEEP = 200_000
URL = "https://harbour.example/feed"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>a</id><title>A</title><content type="xhtml">'


def rss(title: str, inside: str) -> str:
    item = f"<item><title>{title}</title><guid>a</guid><description>{inside}</description></item>"
    return f'<rss version="2.0"><channel><title>T</title>{item}</channel></rss>'


KEPT = {
    "elements beside it": rss("A", "x").replace("<item>", "<a>" * DEEP + "</a>" * DEEP + "<item>"),
    "elements within its text": rss("A", "<b>" * DEEP + "x" + "</b>" * DEEP),
    "tags in its text": rss("A", "&lt;div>" * DEEP),
    "references in its text": rss("A", "&amp;" * DEEP + "lt;b"),
    "tags in its title": rss("&lt;b>" * DEEP, "x"),
    "XHTML": f'{ATOM}<div xmlns="http://www.w3.org/1999/xhtml">{"<p>" * DEEP}x{"</p>" * DEEP}</div></content></entry></feed>',
}


@pytest.mark.parametrize("where", KEPT)
def test_an_entry_with_much_depth_is_an_entry(where: str) -> None:
    found = parse_syndication(KEPT[where], URL)
    assert isinstance(found, ParsedFeed)
    assert len(found.entries) <= 1


GIVEN_UP: dict[str, Callable[[], object]] = {
    "XML without end": lambda: parse_syndication("<rss><channel>" + "<a>" * DEEP, URL),
    "a list of lists": lambda: parse_json_feed("[" * DEEP, URL),
    "objects": lambda: parse_json_feed('{"a":' * DEEP + "1" + "}" * DEEP, URL),
}


@pytest.mark.parametrize("what", GIVEN_UP)
def test_a_bottomless_feed_is_none(what: str) -> None:
    found = GIVEN_UP[what]()
    assert isinstance(found, NotAFeed)
    assert found.words


def test_bottomless_lists_and_terms_say_nothing() -> None:
    assert not read_opml(b"<opml version='2.0'><body>" + b"<outline text='a'>" * DEEP + b"</outline>" * DEEP + b"</body></opml>")
    assert list(from_tdmrep("[" * DEEP + "]" * DEEP, "/a", URL)) == []
    assert jsonld._read('{"@graph":' * DEEP + "1" + "}" * DEEP) is None
    read_rsl(b'<rsl xmlns="https://rslstandard.org/rsl">' + b"<content>" * 50_000)


@pytest.mark.parametrize("data", ["[" * DEEP + "]" * DEEP, '{"a":' * DEEP + "1" + "}" * DEEP, "[" * DEEP])
def test_a_page_is_read_beside_bottomless_data(data: str) -> None:
    text = "The ferry left the winter quay at noon. " * 10
    head = f"<title>Ferry leaves</title><script type='application/ld+json'>{data}</script>"
    body = f"<article><h1>Ferry leaves</h1><p>{text}</p><p>{text}</p></article>"
    found = extract_html(f"<html><head>{head}</head><body>{body}".encode(), url=URL)
    assert isinstance(found, Article)
    assert found.headline == "Ferry leaves"
