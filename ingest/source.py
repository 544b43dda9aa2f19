"""What a story is read from: the feed's own statements about it, and the page that was fetched for it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.extract.article import NoArticle, Seen
from ingest.fetch.outcome import Fetched
from ingest.parse.entry import Entry, RightsSaid
from news.names import Digest
from news.publisher import Feed, TextFrom
from news.story import Story

if TYPE_CHECKING:
    from ingest.extract.host_memory import HostMemory


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What an entry was found with: the feed's own statements, and the capture that holds them. `seen` is aware UTC, ISO."""

    feed: Feed
    entry: Entry
    feed_rights: tuple[RightsSaid, ...] = ()
    feed_language: str | None = None
    feed_link: str | None = None
    """The site that the feed says it is of."""
    capture: Digest
    capture_url: str
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Captured:
    """A fetched page and the name its bytes are kept under. `memory`: what is known of its host's other pages, where somebody
    keeps that."""

    page: Fetched
    digest: Digest
    memory: "HostMemory | None" = None

    @property
    def host(self) -> str | None:
        """The host that served the page, in lower case."""
        return urlsplit(self.page.final_url).hostname


@dataclass(frozen=True, slots=True)
class Reading:
    """What an entry was found to hold: its story or why there is none, and what its page adds to the memory of its host."""

    told: Story | NoArticle
    seen: Seen | None = None


def may_carry_text(source: Source) -> bool:
    """Whether the feed's own text of the entry is worth reading before its page is fetched."""
    return source.feed.text is TextFrom.FEED or (
        source.feed.text is TextFrom.AUTO and any(content.full for content in source.entry.contents)
    )
