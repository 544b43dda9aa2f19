"""What waits in the store as JSON text that only this module reads: an entry with everything the feed stated, until its page is
fetched; and how that page was served, until it is read."""

import json
from datetime import datetime

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from ingest.fetch.outcome import Fetched
from ingest.parse.entry import Entry, ParsedFeed, RightsSaid
from ingest.source import Captured, Source
from news.names import Digest, digest_of_bytes
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
