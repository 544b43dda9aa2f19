"""Feeds that no XML reader can make a tree of, by feedparser, which reads them tag by tag: its dictionary is known here alone."""

import html
import io
from collections.abc import Iterator, Sequence
from typing import Any, Final

from ingest.parse.entry import Author, Content, Entry, ParsedFeed, RightsSaid, Said
from ingest.parse.keys import MOST_ENTRIES, entry_key, with_unique_keys, words_for
from ingest.parse.statements import absolute, text_of_html
from ingest.parse.xml_text import CLOSING, NOT_WELL_FORMED

LARGEST: Final = 1024 * 1024
"""Characters of a document that is worth the trouble."""
HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})


def salvage(text: str, url: str, flags: Sequence[str] = ()) -> ParsedFeed | None:
    """The entries that are whole in a broken document, as far as feedparser finds them; None where it finds none.

    What it says of a place is less exact than the elements themselves: a date stands as `published`, a right as `rights`.
    Never raises.
    """
    whole = sum(1 for _ in CLOSING.finditer(text))
    if not whole or len(text) > LARGEST:
        return None
    import feedparser  # noqa: PLC0415 — loading it takes as long as reading a hundred feeds, and few are broken

    headers = {"content-type": "application/xml; charset=utf-8"}
    document = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        found = feedparser.parse(document, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError):
        return None  # it keeps a stack of its own and trips over some hostile nestings
    entries, repeated = with_unique_keys([_entry(one, url) for one in found.entries[: min(whole, MOST_ENTRIES)]])
    if not entries:
        return None
    about = found.feed
    return ParsedFeed(
        dialect="atom" if found.get("version", "").startswith("atom") else "rss",
        title=_title(about),
        entries=entries,
        repeated=repeated,
        link=absolute(_text(about, "link"), url),
        id=_text(about, "id"),
        language=_text(about, "language"),
        updated=next(iter(_said(about, "updated")), None),
        rights=tuple(_rights(about, "feed")),
        flags=tuple(dict.fromkeys((*flags, NOT_WELL_FORMED))),
        skipped=("its markup is broken: what could be read of it was read tag by tag", *words_for(repeated)),
    )


def _entry(found: Any, url: str) -> Entry:
    link, title, contents = absolute(_text(found, "link"), url), _title(found), tuple(_contents(found))
    tags = (str(tag.get("label") or tag.get("term") or "").strip() for tag in found.get("tags") or ())
    return Entry(
        key=entry_key(_text(found, "id") or "", link, title, contents),
        link=link,
        title=title,
        id=_text(found, "id"),
        published=_said(found, "published"),
        updated=_said(found, "updated"),
        authors=tuple(Author(name=name, place="author") for name in (_text(found, "author"),) if name),
        contents=contents,
        topics=tuple(dict.fromkeys(tag for tag in tags if tag)),
        rights=tuple(_rights(found, "entry")),
    )


def _text(found: Any, name: str) -> str | None:
    """A field as it stands, without the substitutes that feedparser offers for one that is not there."""
    value = dict.get(found, name)
    return value.strip() or None if isinstance(value, str) else None


def _title(found: Any) -> str | None:
    detail = dict.get(found, "title_detail") or {}
    value = str(detail.get("value") or "")
    words = text_of_html(value) if detail.get("type") in HTML_TYPES else html.unescape(value)
    return " ".join(words.split()) or None


def _said(found: Any, name: str) -> tuple[Said, ...]:
    value = _text(found, name)
    return () if value is None else (Said(text=value[:200], place=name),)


def _rights(found: Any, scope: str) -> Iterator[RightsSaid]:
    if words := _text(found, "rights"):
        yield RightsSaid(place="rights", scope=scope, text=words[:20_000])
    for link in dict.get(found, "links") or ():
        if link.get("rel") == "license" and (url := absolute(link.get("href"), None)):
            yield RightsSaid(place="license", scope=scope, url=url)


def _contents(found: Any) -> Iterator[Content]:
    pieces = [(piece, True, "content") for piece in dict.get(found, "content") or ()]
    pieces += [(detail, False, "summary") for detail in (dict.get(found, "summary_detail"),) if detail]
    for piece, full, place in pieces:
        body = str(piece.get("value") or "").strip()
        if body:
            yield Content(body=body, html="<" in body or "&" in body, full=full, place=place)
