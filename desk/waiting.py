"""An entry as it waits in the store for its page: everything the feed stated, as JSON text that only this module reads."""

from datetime import datetime

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ingest.fetch.outcome import Fetched
from ingest.parse.entry import Entry, ParsedFeed, RightsSaid
from ingest.source import Source
from news.names import Digest
from news.publisher import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    entry: Entry
    feed_rights: tuple[RightsSaid, ...]
    feed_language: str | None
    capture: str
    capture_url: str
    seen: datetime


_CODEC = TypeAdapter(_Waiting)


def payload_of(entry: Entry, feed: ParsedFeed, fetched: Fetched, capture: Digest) -> str:
    """The JSON text to keep with the entry."""
    waiting = _Waiting(
        entry=entry,
        feed_rights=feed.rights,
        feed_language=feed.language,
        capture=capture,
        capture_url=fetched.final_url,
        seen=fetched.fetched_at,
    )
    return _CODEC.dump_json(waiting, exclude_defaults=True).decode()


def source_of(feed: Feed, payload: str) -> Source:
    """Reads back `payload_of`."""
    waiting = _CODEC.validate_json(payload)
    return Source(
        feed=feed,
        entry=waiting.entry,
        feed_rights=waiting.feed_rights,
        feed_language=waiting.feed_language,
        capture=Digest(waiting.capture),
        capture_url=waiting.capture_url,
        seen=waiting.seen.isoformat(),
    )
