"""What a feed's body states, worked out in a worker down to what the store keeps of each entry: entries as such are many small
objects, and to bring those from one process into another takes longer than to read them."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from desk.waiting import payloads_of
from ingest.fetch.outcome import Fetched
from ingest.parse.entry import NotAFeed, ParsedFeed
from news.names import Digest, EntryKey, digest_of_bytes
from news.publisher import Feed


class StatedEntry(NamedTuple):
    """An entry as polling needs it; `payload` as `desk.waiting` writes it. (A tuple: see above.)"""

    key: EntryKey
    link: str | None
    digest: Digest
    payload: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What a body states. `feed` is without its entries, which are `entries`, in the feed's order."""

    feed: ParsedFeed
    entries: tuple[StatedEntry, ...]


def read_stated(fetched: Fetched, feed: Feed, depth: int) -> Stated | NotAFeed:
    """What the fetched bytes state, `depth` menus below the feed's start. Never raises for what they hold."""
    from ingest.parse.feed import parse_feed  # noqa: PLC0415 — the parsers are for workers: who asks for this needs none

    parsed = parse_feed(fetched, feed, depth=depth)
    if isinstance(parsed, NotAFeed):
        return parsed
    payloads = payloads_of(parsed, fetched, digest_of_bytes(fetched.body))
    entries = tuple(
        StatedEntry(entry.key, entry.link, entry.digest, payload) for entry, payload in zip(parsed.entries, payloads, strict=True)
    )
    return Stated(feed=replace(parsed, entries=(), repeated=()), entries=entries)
