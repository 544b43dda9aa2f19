"""An entry waits in the store as text, and is read back as the feed stated it."""

from datetime import UTC, datetime, timedelta

from desk.stating import Stated, read_stated
from desk.waiting import payloads_of, source_of
from ingest.fetch.outcome import Fetched
from ingest.parse.entry import Author, Content, Enclosure, Entry, Image, ParsedFeed, RightsSaid, Said, Via
from news.names import Digest, EntryKey, FeedId, PublisherId
from news.publisher import Feed, Publisher

FEED = Feed(
    id=FeedId("harbour"),
    publisher=Publisher(id=PublisherId("harbour"), name="Harbour Gazette"),
    url="https://harbour.example/feed",
    every=timedelta(hours=1),
)
FULL = Entry(
    key=EntryKey("k \x1a"), link="https://harbour.example/a", title="Ebb \x00 and “flood”\u2028\U0001f6a2 \"\\", id="k",
    published=(Said(text="Tue", place="pubDate"), Said(text="", place="dc:date")),
    updated=(Said(text="Wed", place="atom:updated"),),
    authors=(Author(name="Ann", url="https://harbour.example/ann", email="a@harbour.example", place="author"), Author(name="Bo")),
    contents=(Content(body="<p>x", html=True, full=True, place="content:encoded", base="https://harbour.example/b/"),
              Content(body="x", html=False, full=False, place="description")),
    topics=("ships", "fog"), rights=(RightsSaid(place="dc:rights", scope="entry", text="(c)", url="https://harbour.example/c"),),
    images=(Image(url="https://harbour.example/i", caption="A quay"),),
    enclosures=(Enclosure(url="https://harbour.example/s", media_type="audio/mpeg", length=0),), language="en",
    canonical="https://harbour.example/o", ways=(Via(url="https://harbour.example/v", title="V"),), source_title="S", source_url="https://s.example/",
)  # fmt: skip
BARE = Entry(key=EntryKey("b"), link=None, title=None)


def fetched(body: bytes = b"x") -> Fetched:
    return Fetched(url=FEED.url, final_url=FEED.url, status=200, body=body, fetched_at=datetime(2026, 3, 3, 7, 40, 0, 5, UTC))


def test_all_that_a_feed_stated_comes_back() -> None:
    rights = (RightsSaid(place="copyright", scope="feed", text="Harbour"),)
    parsed = ParsedFeed(dialect="rss 2.0", title="H", entries=(FULL, BARE), rights=rights, language="en-GB")
    found = [source_of(FEED, payload) for payload in payloads_of(parsed, fetched(), Digest("d"))]
    assert [source.entry for source in found] == [FULL, BARE]
    assert {(source.feed_rights, source.feed_language, source.capture, source.seen) for source in found} == {
        (rights, "en-GB", "d", "2026-03-03T07:40:00.000005+00:00")
    }


def test_what_an_earlier_version_wrote_is_read() -> None:
    payload = (
        '{"entry":{"key":"b","link":null,"title":null,"via":["https://harbour.example/v"]},"feed_rights":[],"feed_language":null,"capture":"d",'
        '"capture_url":"https://harbour.example/feed","seen":"2026-03-03T07:40:00.000005Z"}'
    )
    source = source_of(FEED, payload)
    assert (source.entry, source.seen) == (BARE, "2026-03-03T07:40:00.000005+00:00")


def test_half_a_character_in_a_feed_costs_that_character_and_nothing_else() -> None:
    items = '{"id": "a\\ud800", "url": "https://harbour.example/a", "title": "Fog \\uDC00 \\ud83d\\udea2", "tags": ["\\ud800x"]}'
    stated = read_stated(fetched(f'{{"version": "https://jsonfeed.org/version/1.1", "items": [{items}]}}'.encode()), FEED, 0)
    assert isinstance(stated, Stated)
    entry = source_of(FEED, stated.entries[0].payload).entry
    assert (entry.key, entry.title, entry.topics) == ("a\ufffd", "Fog \ufffd \U0001f6a2", ("\ufffdx",))
