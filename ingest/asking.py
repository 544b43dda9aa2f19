"""How feeds and pages are asked for."""

from ingest.fetch.outcome import Kind, Request, Validators
from news.names import FeedId
from wire.urls import GopherUrl


def is_menu(url: str) -> bool:
    """Whether the address is a gopher menu."""
    target = GopherUrl.parse(url)
    return target is not None and target.item_type == "1"


def feed_request(
    url: str, validators: Validators | None = None, feed: FeedId | None = None, *, of: str | None = None
) -> Request:  # fmt: skip
    """How a feed's address is asked for, on behalf of the feed. `of` is where the validators come from, as in Request."""
    kind = Kind.MENU if is_menu(url) else Kind.FEED
    return Request(url=url, kind=kind, validators=validators, validators_of=of, feed=feed)


def page_request(link: str, feed: FeedId | None = None) -> Request:
    """How an entry's page is asked for, on behalf of the feed: on the web, robots.txt is asked first."""
    is_gopher = link[:7].lower() == "gopher:"
    return Request(url=link, kind=Kind.TEXT if is_gopher else Kind.PAGE, robots=not is_gopher, feed=feed)
