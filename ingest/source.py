"""What a story is read from: the feed's own statements about it, and the page that was fetched for it."""

from dataclasses import dataclass

from ingest.fetch.outcome import Fetched
from ingest.parse.entry import Entry, RightsSaid
from news.names import Digest
from news.publisher import Feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What an entry was found with: the feed's own statements, and the capture that holds them. `seen` is aware UTC, ISO."""

    feed: Feed
    entry: Entry
    feed_rights: tuple[RightsSaid, ...] = ()
    feed_language: str | None = None
    capture: Digest
    capture_url: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A fetched page and the name its bytes are kept under."""

    page: Fetched
    digest: Digest
