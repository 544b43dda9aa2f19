"""What a story is read from: the feed's own statements about it, and the page that was fetched for it; and how the two are
asked for."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ingest.extract.article import NoArticle, Seen
from ingest.fetch.outcome import Fetched, Kind, Request, Validators
from ingest.parse.entry import Entry, RightsSaid
from news.names import Digest, FeedId
from news.publisher import Feed, TextFrom
from news.story import Story
from wire.urls import GopherUrl

if TYPE_CHECKING:
    from ingest.extract.host_memory import HostMemory


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


def is_menu(url: str) -> bool:
    """Whether the address is a gopher menu."""
    target = GopherUrl.parse(url)
    return target is not None and target.item_type == "1"


def feed_request(url: str, validators: Validators | None = None, feed: FeedId | None = None) -> Request:
    """How a feed's address is asked for, on behalf of the feed."""
    return Request(url=url, kind=Kind.MENU if is_menu(url) else Kind.FEED, validators=validators, feed=feed)


def page_request(link: str, feed: FeedId | None = None) -> Request:
    """How an entry's page is asked for, on behalf of the feed: on the web, robots.txt is asked first."""
    is_gopher = link[:7].lower() == "gopher:"
    return Request(url=link, kind=Kind.TEXT if is_gopher else Kind.PAGE, robots=not is_gopher, feed=feed)


def may_carry_text(source: Source) -> bool:
    """Whether the feed's own text of the entry is worth reading before its page is fetched."""
    return source.feed.text is TextFrom.FEED or (
        source.feed.text is TextFrom.AUTO and any(content.full for content in source.entry.contents)
    )
