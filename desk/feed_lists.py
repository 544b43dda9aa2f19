"""Lists of feeds in OPML, in and out: for operators who come from a feed reader, or move on to one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.sax.saxutils import quoteattr

from desk.config import added_feed, added_publisher
from desk.errors import NotAllowed
from desk.feeds import by_address, no_publisher, publishers
from desk.office import Office
from exporters.paths import slug_of
from ingest.fetch.targets import lasting_refusal
from ingest.parse.entry import NotAFeed
from ingest.parse.opml import WIREDESK, Outline, read_opml
from news.names import FeedId, PublisherId
from news.publisher import Feed, Publisher
from store.errors import Conflict
from store.feed_rows import FeedState
from wire.urls import canonical_url

LARGEST = 20 * 1024 * 1024
LONGEST_ID = 63


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of an outline: `feed` is the feed that was added, or that there was already; None where it was refused.
    `words` is one line."""

    line: int
    url: str
    feed: FeedId | None
    added: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How the feeds of a list are taken in: of one `publisher`, or each of a publisher of its own (`by_title`) where the list
    names none that is known; polled every so often and reviewed so."""

    publisher: str | None = None
    by_title: bool = False
    every: str = "1h"
    review: str = "queue"


async def import_feeds(office: Office, path: Path, terms: Terms) -> list[Imported]:
    """Adds the feeds of an OPML file that are not there yet, all in one transaction; nothing is fetched.

    Raises NotAllowed when the file cannot be read, is no OPML or names no feed, or when `terms.publisher` is not known.
    """
    body = _read(path)
    async with office.workers() as workers:
        outlines = await workers.run(read_opml, body)
    if isinstance(outlines, NotAFeed):
        raise NotAllowed(f"{path}: {outlines.words}")
    if not outlines:
        raise NotAllowed(f"{path}: names no feed: each stands in an <outline> with an xmlUrl")
    return _take_in(office, outlines, terms)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise NotAllowed(f"{path}: is larger than {LARGEST // 2**20} MiB, which no list of feeds is")
        return path.read_bytes()
    except OSError as broken:
        raise NotAllowed(f"{path}: cannot be read: {broken.strerror}") from None


def _take_in(office: Office, outlines: tuple[Outline, ...], terms: Terms) -> list[Imported]:
    told = []
    with office.database.write(durable=True) as transaction:
        records = transaction.feeds.all()
        known_publishers = publishers(office, transaction)
        if terms.publisher is not None and terms.publisher not in known_publishers:
            raise no_publisher(terms.publisher, known_publishers)
        here = by_address(records)
        taken = {record.feed.id for record in records}
        for outline in outlines:
            known = here.get(canonical_url(outline.url))
            if known is not None:
                told.append(_said(outline, f"is there already, as {known}", known))
                continue
            try:
                feed = _feed_of(office, outline, terms, known_publishers, taken)
                transaction.feeds.add(feed, office.clock())
            except (NotAllowed, Conflict) as objection:
                told.append(_said(outline, str(objection).replace("\n", "; ")))
                continue
            known_publishers[feed.publisher.id] = feed.publisher
            here[canonical_url(outline.url)] = feed.id
            taken.add(feed.id)
            told.append(replace(_said(outline, f"added as {feed.id}, of {feed.publisher.name}", feed.id), added=True))
    return told


def _said(outline: Outline, words: str, feed: FeedId | None = None) -> Imported:
    return Imported(line=outline.line, url=outline.url, feed=feed, added=False, words=words)


def _feed_of(
    office: Office, outline: Outline, terms: Terms, publishers: Mapping[PublisherId, Publisher], taken: set[FeedId]
) -> Feed:  # fmt: skip
    """The feed that the outline would be. Raises NotAllowed."""
    if (refusal := lasting_refusal(outline.url, office.config.fetch)) is not None:
        raise NotAllowed(refusal.words)
    publisher = _publisher_of(outline, terms, publishers)
    name = outline.id if outline.id and outline.id not in taken else _free(_slug(outline), taken)
    settings = {"id": name, "url": outline.url, "every": outline.every or terms.every, "review": terms.review}
    return added_feed(settings, publisher)


def _publisher_of(outline: Outline, terms: Terms, publishers: Mapping[PublisherId, Publisher]) -> Publisher:
    """The publisher that the terms name, else the one that the list does, else the one whose home the feed's host is, else one
    made of the name that the list gives it, or of the outline's title, where the terms allow it."""
    for name in (terms.publisher, outline.publisher):
        if name and (found := publishers.get(PublisherId(name))):
            return found
    host = urlsplit(outline.url).hostname
    for publisher in publishers.values():
        if publisher.home and urlsplit(publisher.home).hostname == host:
            return publisher
    if not terms.by_title:
        raise NotAllowed(
            "has no publisher that is known: name one for the whole list with --publisher, or let each feed's title be its "
            "publisher's name with --by-title"
        )
    title = outline.publisher_name or outline.title or host or outline.url
    same = next((publisher for publisher in publishers.values() if publisher.name == title), None)
    settings: dict[str, Any] = {"id": outline.publisher or _free(_slug(outline), set(publishers)), "name": title[:2000]}
    return same or added_publisher(settings)


def _slug(outline: Outline) -> str:
    return slug_of(outline.title or "") or slug_of((urlsplit(outline.url).hostname or "").removeprefix("www.")) or "feed"


def _free(slug: str, taken: set[Any]) -> str:
    slug = slug[:LONGEST_ID].strip("-")
    if slug not in taken:
        return slug
    number = 2
    while (name := f"{slug[: LONGEST_ID - 5]}-{number}") in taken:
        number += 1
    return name


def export_feeds(office: Office) -> str:
    """All feeds that are polled, as OPML that any reader takes, each with the title that it gave itself when it was last read, or
    else its id; what only wiredesk knows stands in a namespace of its own."""
    with office.database.read() as transaction:
        records = transaction.feeds.all()
    polled = [(record.feed, record.habits.title) for record in records if record.state is not FeedState.RETIRED]
    return "\n".join(_opml(office.config.site.title, polled))


def _opml(title: str, feeds: list[tuple[Feed, str | None]]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<opml version="2.0" xmlns:wiredesk="{WIREDESK}">'
    yield f"<head><title>{_text(title)}</title></head>"
    yield "<body>"
    for feed, called in feeds:
        said = {
            "type": "rss", "text": called or feed.id, "title": called or feed.id, "xmlUrl": feed.url,
            "htmlUrl": feed.publisher.home, "wiredesk:id": feed.id, "wiredesk:publisher": feed.publisher.id,
            "wiredesk:publisher-name": feed.publisher.name, "wiredesk:every": _duration(feed.every),
        }  # fmt: skip
        yield f"<outline {' '.join(f'{name}={quoteattr(_clean(value))}' for name, value in said.items() if value)}/>"
    yield "</body>"
    yield "</opml>"
    yield ""


def _text(value: str) -> str:
    return _clean(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _clean(value: str) -> str:
    return "".join(char for char in value if char.isprintable())


def _duration(every: timedelta) -> str:
    return f"{round(every.total_seconds())}s"
