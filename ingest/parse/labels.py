"""What feeds and entries are called: dialect, title, topics, read from the elements as feedparser reads them, at a fraction
of its cost. `tests/parse/test_against_feedparser.py` holds the two against each other."""

import html
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from ingest.parse import names
from ingest.parse.statements import BYTES, decoded, inner_markup, text_of, text_of_html

DIALECT_OF_NAMESPACE: Final = {
    "http://my.netscape.com/rdf/simple/0.9/": "rss 0.90",
    "http://channel.netscape.com/rdf/simple/0.9/": "rss 0.90",
    "http://purl.org/rss/1.0/": "rss 1.0",
}
RSS_VERSION: Final = re.compile(r"0\.9[0-4]|1\.0")
ATOM03_VERSION: Final = re.compile(r"0\.[1-3]")

TITLES: Final = frozenset({"title", "atom:title", "atom03:title", "dc:title"})
TOPICS: Final = frozenset({"category", "atom:category", "atom03:category", "dc:subject", "keywords", "media:category"})
LISTED: Final = frozenset({"itunes:keywords", "media:keywords", "tags"})
"""Elements that hold several topics with commas between them."""
HOLDERS: Final = frozenset({"media:group", "media:content", "itunes:category"})
"""Elements that hold further ones about the entry."""

CLOSING_TAG: Final = re.compile(r"</\w{1,20}>")
TAG: Final = re.compile(r"</?(\w{1,40})")
ENTITY: Final = re.compile(r"&#?(\w{1,32});")
OF_HTML: Final = re.compile(
    r"\A(?:a|abbr|acronym|address|article|aside|audio|big|blockquote|br?|button|caption|center|cite|code|col|colgroup|d[dlt]|del|details|"
    r"dfn|dir|div|em|embed|fieldset|figcaption|figure|font|footer|form|h[1-6r]|header|i|iframe|img|input|ins|kbd|label|legend|li|"
    r"map|mark|nav|ol|option|p|picture|pre|q|s|samp|script|section|select|small|source|span|strike|strong|style|su[bp]|summary|"
    r"t[dhrt]|table|tbody|textarea|tfoot|thead|time|ul?|var|video|wbr)",
    re.IGNORECASE,
)
"""Names of HTML's elements that are met within text."""


def dialect_of(root: etree._Element) -> str:
    """The dialect's name with its version: `rss 2.0`, `rss 1.0`, `atom 1.0` …; `rss` where the version is none that exists."""
    place, version = names.place_of(root.tag), (root.get("version") or "").strip()
    if place.startswith("atom:"):
        return "atom 1.0"
    if place.startswith("atom03:"):
        return f"atom {version}" if ATOM03_VERSION.fullmatch(version) else "atom"
    if place == "rdf:RDF":
        used = (names.namespace_of(child.tag) for child in root)
        return next((DIALECT_OF_NAMESPACE[one] for one in used if one in DIALECT_OF_NAMESPACE), "rss")
    if version.startswith("2."):
        return "rss 2.0"
    return f"rss {version}" if RSS_VERSION.fullmatch(version) else "rss"


def title_of(parent: etree._Element) -> str | None:
    """The first title among the element's children, in plain words with white space folded; one of Media RSS where it has no
    other. None where there is none, or an empty one."""
    for child in parent:
        if names.place_of(child.tag) in TITLES and (words := title_words(child)):
            return words
    for child in _with_held(parent):
        if names.place_of(child.tag) == "media:title" and (words := title_words(child)):
            return words
    return None


def title_words(element: etree._Element) -> str:
    """A title's words. Atom says itself what is markup (RFC 4287 section 3.1); in RSS what looks like HTML is taken for it,
    and what does not may still hold characters that were escaped twice."""
    kind = (element.get("type") or "").lower()
    if len(element):
        return text_of_html(inner_markup(element))
    value = decoded(element)
    if kind in ("html", "text/html", "xhtml", "application/xhtml+xml", BYTES):
        return text_of_html(value)
    if names.place_of(element.tag).startswith("atom"):
        return " ".join(value.split())
    return text_of_html(value) if _looks_like_html(value) else " ".join(html.unescape(value).split())


def _looks_like_html(value: str) -> bool:
    """Whether all that looks like a tag is one of HTML's, and all that looks like an entity is one: `a <b and c> d` is text."""
    if "<" not in value and "&" not in value:
        return False
    if not (CLOSING_TAG.search(value) or ENTITY.search(value)):
        return False
    return all(OF_HTML.fullmatch(tag) for tag in TAG.findall(value)) and all(
        found[0].startswith("&#") or html.unescape(found[0]) != found[0] for found in ENTITY.finditer(value)
    )


def topics_of(parent: etree._Element) -> tuple[str, ...]:
    """The topics in the feed's own words, in the document's order, each once."""
    return tuple(dict.fromkeys(topic for topic in (" ".join(said.split()) for said in _topics(parent)) if topic))


def _topics(parent: etree._Element) -> Iterator[str]:
    for child in _with_held(parent):
        place = names.place_of(child.tag)
        if place in TOPICS:
            yield child.get("label") or child.get("term") or text_of(child)
        elif place in LISTED:
            yield from text_of(child).split(",")
        elif place == "itunes:category":
            yield child.get("text") or ""


def _with_held(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        yield child
        if names.place_of(child.tag) in HOLDERS:
            yield from _with_held(child)
