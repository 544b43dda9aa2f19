"""What waits in the store as JSON text that only this module reads: an entry with everything the feed stated, until its page is
fetched; and how that page was served, until it is read."""

import json
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ingest.fetch.outcome import Fetched
from ingest.parse.entry import Author, Content, Enclosure, Entry, Image, ParsedFeed, RightsSaid, Said, Via
from ingest.source import Captured, Source
from news.names import Digest, digest_of_bytes
from news.publisher import Feed

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    entry: Entry
    feed_rights: tuple[RightsSaid, ...]
    feed_language: str | None
    capture: str
    capture_url: str
    seen: datetime
    feed_link: str | None = None


@cache
def _codec() -> "TypeAdapter[_Waiting]":
    from pydantic import TypeAdapter  # noqa: PLC0415 — for who reads back: writing is done at every poll, and in workers

    return TypeAdapter(_Waiting)


STATED = {
    kind: (attrgetter(*(field.name for field in fields(kind))), tuple((field.name, field.default) for field in fields(kind)))
    for kind in (Entry, Said, RightsSaid, Content, Author, Image, Enclosure, Via)
}
"""What an entry is made of: how to get at what each part states, and its names with what says nothing, which is left out."""
JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def payloads_of(feed: ParsedFeed, fetched: Fetched, capture: Digest) -> list[str]:
    """The JSON texts to keep with the feed's entries, in their order."""
    shared = {
        "feed_rights": _plain(feed.rights),
        "feed_language": feed.language,
        "feed_link": feed.link,
        "capture": capture,
        "capture_url": fetched.final_url,
        "seen": fetched.fetched_at.isoformat(),
    }
    end = JSON.encode(shared)[1:]
    return [f'{{"entry":{JSON.encode(_plain(entry))},{end}' for entry in feed.entries]


def _plain(value: Any) -> Any:
    """The value as JSON types."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if type(value) not in STATED:
        return value
    said_of, names = STATED[type(value)]
    return {
        name: said if type(said) is str else _plain(said)
        for (name, silence), said in zip(names, said_of(value), strict=True)
        if said is not silence and said != silence
    }


def source_of(feed: Feed, payload: str) -> Source:
    """Reads back one of `payloads_of`."""
    waiting = _codec().validate_json(payload)
    return Source(
        feed=feed,
        entry=waiting.entry,
        feed_rights=waiting.feed_rights,
        feed_language=waiting.feed_language,
        feed_link=waiting.feed_link,
        capture=Digest(waiting.capture),
        capture_url=waiting.capture_url,
        seen=waiting.seen.isoformat(),
    )


PAGE = ("url", "final_url", "status", "media_type", "charset", "moved_to", "took_s")


def page_of(captured: Captured) -> str:
    """The JSON text to keep with an entry whose page was fetched and is not read yet; the body is kept as a capture."""
    page = captured.page
    served = {name: getattr(page, name) for name in PAGE}
    return json.dumps({**served, "fetched_at": page.fetched_at.isoformat(), "headers": dict(page.headers)})


def captured_of(page: str, body: bytes) -> Captured:
    """Reads back `page_of`, with the body."""
    served = json.loads(page)
    fetched = Fetched(**{**served, "fetched_at": datetime.fromisoformat(served["fetched_at"]), "body": body})
    return Captured(page=fetched, digest=digest_of_bytes(body))
