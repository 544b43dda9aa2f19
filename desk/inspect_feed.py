"""A feed that was handed in: what it states of itself and its entries, with nothing in it that a browser would act on."""

import html
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

import nh3

from desk.inspect import EnclosureFound, EntryFound, FeedAbout, FeedFound, FeedRead, Given, Nothing, feed_of_nobody, fetched
from ingest.facts.dates import read_date
from ingest.facts.language import language_tag
from ingest.facts.rights import FEED, applying, read_rights, record_of
from ingest.parse.entry import Author, Content, Entry, NotAFeed, ParsedFeed, RightsSaid, Said
from ingest.parse.feed import parse_feed
from ingest.parse.statements import absolute, text_of_html
from news.rights import RightsRecord

TAGS: Final = {
    "p", "br", "div", "span", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "a", "em", "strong", "b", "i", "u", "s", "del", "ins",
    "sub", "sup", "small", "abbr", "cite", "q", "code", "pre", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "table",
    "caption", "thead", "tbody", "tfoot", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES: Final = {
    "*": {"lang", "dir", "title"}, "a": {"href"}, "ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
}  # fmt: skip
SCHEMES: Final = {"http", "https", "gopher", "mailto"}
ACTIVE: Final = re.compile(
    r"<\s{0,9}+/?\s{0,9}+(?:script|style|iframe|frame|object|embed|applet|svg|math|link|meta|base|form|input|button|img|image|video|"
    r"audio|template|noscript|xml|body|html)\b|<[^<>]{0,500}\s(?:on\w{1,30}|href|src|style)\s{0,9}=",
    re.IGNORECASE,
)
"""What a browser would act on, if words of a title were ever put into a page as they are."""


def feed_read(given: Given, now: datetime) -> FeedRead | Nothing:
    """What the feed states, or why it is none. `now` is aware UTC."""
    parsed = parse_feed(fetched(given, now), feed_of_nobody(given))
    if isinstance(parsed, NotAFeed):
        return Nothing(words=f"it {parsed.words}")
    about = FeedAbout(
        title=_words(parsed.title),
        link=parsed.link,
        id=_words(parsed.id),
        language=_language(parsed.language),
        rights=_rights(parsed.rights),
        updated=_date(() if parsed.updated is None else (parsed.updated,)),
    )
    entries = tuple(_entry(entry, parsed, given.url or "", now) for entry in (*parsed.entries, *parsed.repeated))
    notes = (*parsed.flags, *parsed.skipped, *(f"leads to the menu {step.url}" for step in parsed.follow))
    return FeedRead(found=FeedFound(feed=about, entries=entries), dialect=parsed.dialect, notes=notes)


def record_for(entry: Entry | None, parsed: ParsedFeed, url: str, now: datetime) -> RightsRecord:
    """The record that an entry's and its feed's statements make; of the feed's alone where no entry is given."""
    said = parsed.rights if entry is None else applying(entry, parsed.rights)
    evidence = read_rights(
        said, (), feed_url=url, page_url="", capture=None, seen=now.isoformat(), mirror=False, publisher=parsed.title or None
    )
    return record_of([replace(one, url=one.url or None) for one in evidence], None, FEED)


def _entry(entry: Entry, parsed: ParsedFeed, url: str, now: datetime) -> EntryFound:
    base = entry.link or url
    summary = next((content for content in entry.contents if not content.full), None)
    content = next((content for content in entry.contents if content.full), None)
    return EntryFound(
        title=_words(entry.title),
        link=entry.link,
        id=_words(entry.id),
        summary=_markup(summary, base),
        content=_markup(content, base),
        author=_words(", ".join(filter(None, map(_name, entry.authors)))),
        language=_language(entry.language or parsed.language),
        rights=_rights(entry.rights),
        licence=record_for(entry, parsed, url, now).licence,
        updated=_date(entry.updated),
        published=_date(entry.published),
        categories=tuple(filter(None, map(_words, entry.topics))),
        enclosures=tuple(EnclosureFound(url=one.url, type=_words(one.media_type), length=one.length) for one in entry.enclosures),
    )


def _name(author: Author) -> str | None:
    return author.name or author.email


def _language(stated: str | None) -> str | None:
    """The language as stated, where that is a language's tag; with the hyphens of one (BCP 47)."""
    return stated.strip().replace("_", "-") if stated and language_tag(stated) else None


def _words(text: str | None) -> str | None:
    """Plain text as it stands; where it holds what a browser would act on, only the words around that."""
    if text is None or not ACTIVE.search(text):
        return text or None
    words = text_of_html(text)
    return None if ACTIVE.search(words) else words or None


def _rights(said: Sequence[RightsSaid]) -> str | None:
    """The statements about the text, in the feed's own words."""
    own = (one.text or one.url or "" for one in said if not one.place.startswith("media:"))
    return _words("\n".join(dict.fromkeys(filter(None, own))))


def _date(said: Sequence[Said]) -> str | None:
    """The first of the statements that can be read."""
    return next((read.isoformat() for one in said if (read := read_date(one.text, counts=True)) is not None), None)


def _markup(content: Content | None, base: str) -> str | None:
    """The text as HTML that holds a few harmless elements and absolute addresses."""
    if content is None:
        return None
    if not content.html:
        return html.escape(content.body, quote=False)

    def kept(_: str, name: str, value: str) -> str | None:
        if name != "href":
            return value
        return value if value.lower().startswith("mailto:") else absolute(value, content.base or base)

    return nh3.clean(content.body, tags=TAGS, attributes=ATTRIBUTES, attribute_filter=kept, url_schemes=SCHEMES, link_rel=None)
