"""What wiredesk makes of a page, a feed, their rights or a date, and why: from bytes alone, with no network, database or
config. What is read may be hostile: it is read in a worker that is stopped when it takes too long."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

from desk.office import utc_now
from ingest.errors import WorkerLost
from ingest.fetch.outcome import Fetched, Kind
from ingest.workers import WorkerLimits, Workers
from news.alteration import Level, Loss
from news.names import FeedId, PublisherId
from news.publisher import Feed, Publisher
from news.rights import Evidence, RightsRecord, Verdict
from news.story import DateClaim

Answer = TypeVar("Answer")

PATIENCE_S: Final = 5.0
"""Seconds of wall time for one page or feed."""
LARGEST: Final = {Kind.PAGE: 4 * 1024 * 1024, Kind.FEED: 20 * 1024 * 1024}
"""Bytes: what the door would let in."""
MARKUP: Final = re.compile(rb"<(?:[a-zA-Z][a-zA-Z0-9]{0,20}[\s>/]|!doctype|!--|\?xml)", re.IGNORECASE)
CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What was handed in: the bytes, and what is known of where they are from. `content_type` as HTTP writes it."""

    body: bytes
    url: str | None = None
    content_type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """There is nothing to show; `words` say why."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What of the story's own span was left out and is no text."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlterationFound:
    """How the printed text stands to the page's, and what that rests on."""

    level: Level
    grounds: str
    end_in_doubt: str | None = None
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFound:
    """What a page becomes. `text` is the body, a line for each block; `html` the same as it is printed; dates as EDTF."""

    title: str | None = None
    standfirst: str | None = None
    text: str = ""
    html: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    topics: tuple[str, ...] = ()
    licence: str | None = None
    rights: tuple[Evidence, ...] = ()
    dates: tuple[DateClaim, ...] = ()
    losses: tuple[Loss, ...] = ()
    alteration: AlterationFound


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedAbout:
    """What a feed states of itself."""

    title: str | None
    link: str | None
    id: str | None
    language: str | None
    rights: str | None
    updated: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosureFound:
    url: str
    type: str | None
    length: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFound:
    """An entry: `summary` and `content` as safe HTML, all else as plain text, dates as EDTF."""

    title: str | None
    link: str | None
    id: str | None
    summary: str | None
    content: str | None
    author: str | None
    language: str | None
    rights: str | None
    licence: str | None
    updated: str | None
    published: str | None
    categories: tuple[str, ...]
    enclosures: tuple[EnclosureFound, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFound:
    feed: FeedAbout
    entries: tuple[EntryFound, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRead:
    """A feed with what a reader of it has to know besides: its dialect, and what was forgiven or passed over."""

    found: FeedFound
    dialect: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRights:
    """An entry of a feed whose record is not the feed's."""

    title: str | None
    link: str | None
    record: RightsRecord
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsFound:
    """The record and the verdict on the intended use. `kind` is `page` or `feed`."""

    kind: str
    record: RightsRecord
    verdict: Verdict
    entries: tuple[EntryRights, ...] = ()


def inspect_page(given: Given) -> PageFound | Nothing:
    """The story in a page."""
    return _in_worker(given, Kind.PAGE, "desk.inspect_page", _page)


def inspect_feed(given: Given) -> FeedRead | Nothing:
    """What a feed states."""
    return _in_worker(given, Kind.FEED, "desk.inspect_feed", _feed)


def inspect_rights(given: Given, *, commercial: bool | None) -> RightsFound | Nothing:
    """On what terms a page or feed could be used. `commercial` None: the operator has not said whether the site is."""
    return _in_worker(given, Kind.FEED, "desk.inspect_rights", _rights, commercial)


def fetched(given: Given, now: datetime) -> Fetched:
    """The bytes as the door would have brought them. Of a type that is not stated, what looks like markup is a page."""
    url, stated = given.url or "", given.content_type or ""
    media_type = stated.partition(";")[0].strip().lower() or None
    if media_type is None and not url.startswith("gopher:"):
        media_type = "text/html" if MARKUP.search(given.body) else "text/plain"
    charset = CHARSET.search(stated)
    return Fetched(
        url=url, final_url=url, status=200, body=given.body, fetched_at=now, media_type=media_type,
        charset=None if charset is None else charset[1],
    )  # fmt: skip


def feed_of_nobody(given: Given) -> Feed:
    """A feed of which nothing is known but its address."""
    publisher = Publisher(id=PublisherId("unknown"), name="(publisher not known)")
    return Feed(id=FeedId("inspect"), publisher=publisher, url=given.url or "", every=timedelta(hours=1))


def _in_worker(given: Given, kind: Kind, module: str, function: Callable[..., Answer], *arguments: Any) -> Answer | Nothing:
    if len(given.body) > LARGEST[kind]:
        return Nothing(words=f"it is larger than {LARGEST[kind] // 1024**2} MiB, and is not read")

    async def work() -> Answer:
        async with Workers(WorkerLimits(count=1, wall_s=PATIENCE_S)) as workers:
            await workers.load(module)  # so that what loading takes does not count
            return await workers.run(function, given, utc_now(), *arguments)

    try:
        return asyncio.run(work())
    except WorkerLost as lost:
        return Nothing(words=lost.words)


# The readers are loaded where they are run: in the worker.


def _page(given: Given, now: datetime) -> PageFound | Nothing:
    from desk.inspect_page import page_found

    return page_found(given, now)


def _feed(given: Given, now: datetime) -> FeedRead | Nothing:
    from desk.inspect_feed import feed_read

    return feed_read(given, now)


def _rights(given: Given, now: datetime, commercial: bool | None) -> RightsFound | Nothing:
    from desk.inspect_rights import rights_found

    return rights_found(given, now, commercial)
