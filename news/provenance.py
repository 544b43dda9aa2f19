"""The way a story took to us: feed, captures, and every mirror between the publisher and this house."""

from dataclasses import dataclass
from datetime import datetime

from news.names import Digest, EntryKey, FeedId


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One mirror or aggregator on the way, as it names itself; in travel order, the publisher's neighbour first.

    `claim` is what that mirror says of the text ("is unaltered"): its word, not ours.
    """

    service: str
    url: str
    claim: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where the text was got. `text_from` is `page`, `feed` or `gopher page`; `capture` names the kept bytes."""

    feed: FeedId
    entry: EntryKey
    fetched_at: datetime
    text_from: str
    capture: Digest
    capture_url: str
    hops: tuple[Hop, ...] = ()
    flags: tuple[str, ...] = ()
    """What the reader had to forgive in the source, such as `crlf` or `suspect-publisher` (wire.page names them)."""
