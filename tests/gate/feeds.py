"""The feeds: each is parsed as a fetched one is, and every field that its expectation states is compared, entry by entry."""

import tomllib
from collections.abc import Hashable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from ingest.fetch.outcome import Fetched
from ingest.parse.entry import Entry, NotAFeed, ParsedFeed, RightsSaid, Via
from ingest.parse.feed import parse_feed
from news.names import FeedId, PublisherId
from news.publisher import Feed, Publisher
from tests.gate.tally import Measured

FEEDS: Final = Path(__file__).parent.parent / "cases" / "feeds"
ADDRESS: Final = "https://feed.example.org/feed"
FEED: Final = Feed(
    id=FeedId("case"), publisher=Publisher(id=PublisherId("case"), name="Example"), url=ADDRESS, every=timedelta(hours=1)
)
OF_THE_FEED: Final = ("dialect", "title", "link", "id", "language", "updated", "hub", "rights", "flags", "skipped")
OF_AN_ENTRY: Final = (
    "key", "link", "title", "published", "updated", "authors", "contents", "topics", "rights", "images", "language",
    "canonical", "via", "source_title", "source_url",
)  # fmt: skip


def measure() -> Measured:
    """All fields over all cases: `feed title`, `entry link` …; "feed or none" says whether it was told from other files."""
    found = Measured()
    for path in sorted(FEEDS.glob("*.toml")):
        expected = tomllib.loads(path.read_text(encoding="utf-8"))
        body = next(other for other in FEEDS.glob(f"{path.stem}.*") if other != path).read_bytes()
        at = datetime(2025, 8, 15, tzinfo=UTC)
        fetched = Fetched(url=ADDRESS, final_url=ADDRESS, status=200, body=body, fetched_at=at, charset=expected.get("charset"))
        feed = parse_feed(fetched, FEED)
        found.cases += 1
        found.add("feed or none", path.stem, [feed.words if isinstance(feed, NotAFeed) else ""], [expected.get("not_a_feed", "")])
        if isinstance(feed, ParsedFeed) and "not_a_feed" not in expected:
            _compare(found, path.stem, expected, feed)
    return found


def _compare(found: Measured, name: str, expected: dict[str, Any], feed: ParsedFeed) -> None:
    for field in OF_THE_FEED:
        if field in expected:
            wanted = [expected[field]] if field == "updated" else expected[field]
            found.add(f"feed {field}", name, _stated(feed, field), _listed(wanted))
    found.add("entries", name, range(len(feed.entries)), range(len(expected["entries"])))
    for number, (entry, said) in enumerate(zip(feed.entries, expected["entries"], strict=False), start=1):
        for field in OF_AN_ENTRY:
            if field in said:
                found.add(f"entry {field}", f"{name} {number}", _stated(entry, field), _listed(said[field]))


def _stated(said: ParsedFeed | Entry, field: str) -> list[Hashable]:
    """A field in the shape that expectations are written in: always a list, of texts or of tuples of texts."""
    return list(_shapes(getattr(said, "ways" if field == "via" else field)))


def _shapes(value: Any) -> Iterator[Hashable]:
    match value:
        case None | "":
            return
        case str():
            yield value
        case tuple():
            for one in value:
                yield from _shapes(one)
        case Via():
            yield value.url
        case RightsSaid():
            yield (value.place, value.scope, value.text, value.url or "")
        case _ if hasattr(value, "full"):
            yield (value.place, value.full, value.html, value.body)
        case _ if hasattr(value, "email"):
            yield (value.name, value.email or "", value.place)
        case _ if hasattr(value, "credit"):
            yield (value.url, value.media_type or "", value.caption or "", value.credit or "")
        case _:
            yield (value.text, value.place)


def _listed(value: Any) -> list[Hashable]:
    """The same from a TOML: a text alone, a list of texts, or a list of lists."""
    if not isinstance(value, list):
        return [value] if value else []
    return [tuple(one) if isinstance(one, list) else one for one in value]
