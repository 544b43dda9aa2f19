"""The door of the room: whatever was fetched from a feed's address becomes a ParsedFeed, or words that say what it is."""

import re
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from ingest.doorstep import before_a_feed
from ingest.fetch.outcome import Fetched
from ingest.parse.decoding import decode
from ingest.parse.entry import NotAFeed, ParsedFeed
from ingest.parse.jsonfeed import parse_json_feed
from ingest.parse.menu import parse_menu
from ingest.parse.statements import absolute
from ingest.parse.syndication import parse_syndication
from ingest.parse.xml_text import NOT_WELL_FORMED
from news.publisher import Feed

START: Final = 2048
"""Characters that a document shows its kind in."""
HEAD: Final = 65_536
FEED_TYPES: Final = frozenset({
    "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/json",
})  # fmt: skip
XML_ROOT: Final = re.compile(r"<(?:[\w-]{1,30}:)?(?:rss|feed|rdf|entry|channel)[\s>/]", re.IGNORECASE)
HTML_START: Final = re.compile(r"<!doctype html|<html[\s>]|\A<(?:head|body|title|meta|div|p|script|table)[\s>]", re.IGNORECASE)
PAGE_ROOT: Final = re.compile(r"<(?:html|head|body)[\s>]", re.IGNORECASE)
WRAPPED: Final = re.compile(r"<body[^>]{0,200}>\s*(?P<feed><(?P<root>feed|rss)\s)", re.IGNORECASE)
BINARY: Final = {
    b"%PDF": "a PDF file", b"\x89PNG": "a picture (PNG)", b"\xff\xd8\xff": "a picture (JPEG)", b"GIF8": "a picture (GIF)",
    b"PK\x03\x04": "a ZIP archive", b"\x1f\x8b": "gzip data that was sent as it is",
}  # fmt: skip


def parse_feed(fetched: Fetched, feed: Feed, *, depth: int = 0) -> ParsedFeed | NotAFeed:
    """The feed in the fetched bytes, in whichever dialect it is written. Never raises, on any bytes.

    The content decides, then the address (a gopher menu says nothing of itself), and last the media type, which is
    wrong most often. `depth` is how many menus below the feed's start the address lies.
    """
    body = fetched.body
    for magic, kind in BINARY.items():
        if body.startswith(magic):
            return NotAFeed(words=f"is {kind}, not a feed")
    text, flags = decode(body, feed.encoding or fetched.charset)
    text = text.lstrip("\ufeff")
    start = text[:START].lstrip()
    if not start and not text.strip():
        return NotAFeed(words="is empty: the server answered and sent nothing")
    if start.startswith("{"):
        return parse_json_feed(text, fetched.final_url, flags)
    is_html = HTML_START.search(start) is not None
    feed_root, page_root = XML_ROOT.search(text[:START]), PAGE_ROOT.search(text[:START])
    if feed_root and not (page_root and page_root.start() < feed_root.start()):
        return parse_syndication(text, fetched.final_url, flags)
    if is_html and (wrapped := _in_a_page(text)) is not None:
        found = parse_syndication(wrapped, fetched.final_url, (*flags, NOT_WELL_FORMED))
        if isinstance(found, ParsedFeed) and found.entries:
            return found
    if is_html:
        return NotAFeed(words=_page_words(text, fetched))
    if _is_menu_address(fetched.final_url):
        return parse_menu(fetched, feed, depth)
    if start.startswith("<") or (fetched.media_type or "").endswith("xml"):
        return _some_xml(text, fetched.final_url, flags)
    if "\0" in start:
        return NotAFeed(words="is binary data, not a feed")
    return NotAFeed(words="is plain text, not a feed")


def _in_a_page(text: str) -> str | None:
    """The feed that a server's program set within a page's `body`, whole; None where the page begins with anything else."""
    found = WRAPPED.search(text[:START])
    if found is None:
        return None
    end = text.rfind(f"</{found['root']}>")
    return text[found.start("feed") : end + len(found["root"]) + 3] if end > found.start() else None


def _is_menu_address(url: str) -> bool:
    """Whether a gopher address leads to a menu: its type is 1, or it states none (RFC 4266 section 2.1)."""
    parts = urlsplit(url)
    return parts.scheme == "gopher" and (unquote(parts.path)[1:2] or "1") == "1"


def _some_xml(text: str, url: str, flags: tuple[str, ...]) -> ParsedFeed | NotAFeed:
    """An XML document whose kind does not show at its start: the parser says what it is."""
    if "<" not in text:
        return NotAFeed(words="is plain text, not a feed")
    return parse_syndication(text, url, flags)


def _page_words(text: str, fetched: Fetched) -> str:
    """What to do about an HTML page: the first feed that it announces (`link rel=alternate`), where it announces one; else what
    stands before the feed."""
    words, url = "is an HTML page, not a feed", fetched.final_url
    try:
        page = html.document_fromstring(text[:HEAD].replace("\0", "").encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return f"{words}: give the address of its feed instead"
    base = next((found.get("href") for found in page.iter("base")), None)
    for link in page.iter("link"):
        is_feed = (link.get("type") or "").partition(";")[0].strip().lower() in FEED_TYPES
        address = absolute(link.get("href"), absolute(base, url) or url)
        if is_feed and address and "alternate" in (link.get("rel") or "").lower().split():
            return f"{words}; it announces a feed at {address}: give that address instead"
    if before := before_a_feed(fetched):
        return f"{words}: {before}"
    return f"{words}, and announces none: give the address of its feed instead"
