"""A story is said to be its feed's publisher's only where its page is on a site that has to do with it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from ingest.fetch.outcome import Fetched
from ingest.parse.entry import Content, Entry, Said, Via
from ingest.read import read_entry
from ingest.source import Captured, Source
from news.names import EntryKey, FeedId, PublisherId, digest_of_bytes
from news.publisher import Feed, Publisher
from news.story import Story

LINES = "".join(f"<p>For the {n}th time the harbour board met, and spoke of the crack in the old bridge.</p>" for n in range(8))
BODY = f"<html><head><title>The crack in the bridge</title></head><body><h1>The crack in the bridge</h1>{LINES}</body></html>"
AT = datetime(2026, 3, 1, tzinfo=UTC)


def source_of(page: str, feed: str, home: str | None = None, feed_link: str | None = None, via: str | None = None) -> Source:
    publisher = Publisher(id=PublisherId("gazette"), name="Gazette", home=home)
    return Source(
        feed=Feed(id=FeedId("gazette"), publisher=publisher, url=feed, every=timedelta(hours=1), via=via),
        entry=Entry(key=EntryKey(page), link=page, title="The crack in the bridge"),
        feed_link=feed_link, capture=digest_of_bytes(b""), capture_url=feed, seen=AT.isoformat(),
    )  # fmt: skip


def held(page: str, feed: str, home: str | None = None, feed_link: str | None = None, via: str | None = None) -> list[str]:
    """What an editor is told about the site of a story."""
    source = source_of(page, feed, home, feed_link, via)
    body = BODY.encode()
    fetched = Fetched(
        url=page, final_url=page, status=200, body=body, fetched_at=AT, media_type="text/html", charset="utf-8", headers={}
    )
    story = read_entry(source, Captured(page=fetched, digest=digest_of_bytes(body))).told
    assert isinstance(story, Story)
    return [reason.words for reason in story.flags if reason.code == "another-site"]


def test_a_page_on_a_site_that_nothing_names_is_held_and_told_how_to_let_go() -> None:
    found = held("https://www.courier.example/bridge", "https://gazette.example/feed.xml", "https://gazette.example/")
    words = "its page is on courier.example, which nothing says is Gazette's: if it is, name it as its `home`"
    assert found == [words]


@pytest.mark.parametrize(
    ("page", "feed", "home", "feed_link"),
    [
        ("https://www.gazette.example/bridge", "https://gazette.example/feed.xml", None, None),
        ("https://news.gazette.example/bridge", "https://feeds.gazette.example/all", None, None),
        ("https://gazette.example/bridge", "https://feeds.host.example/gz", "https://gazette.example/", None),
        ("https://www.gazette.co.uk/bridge", "https://feeds.host.example/gz", "https://gazette.com/", None),
        ("https://gazette.example/bridge", "https://feeds.host.example/gz", None, "https://www.gazette.example/"),
        ("http://127.0.0.1:8080/bridge", "http://127.0.0.1:8081/feed", "https://gazette.example/", None),
    ],
)
def test_a_page_on_a_site_of_the_publisher_is_not(page: str, feed: str, home: str | None, feed_link: str | None) -> None:
    assert held(page, feed, home, feed_link) == []


def test_an_address_that_a_feed_gives_with_its_own_text_is_held_too() -> None:
    lines = Content(body=LINES, html=True, full=True, place="content:encoded")
    source = source_of("https://www.courier.example/bridge", "https://gazette.example/feed.xml")
    story = read_entry(replace(source, entry=replace(source.entry, contents=(lines,))), None).told
    assert isinstance(story, Story)
    assert "another-site" in [reason.code for reason in story.flags]


def test_a_mirror_is_on_another_site_by_nature() -> None:
    assert held("https://www.courier.example/bridge", "https://gazette.example/feed.xml", via="The Courier") == []


@pytest.mark.parametrize(("via", "updated"), [(None, "2026-03-02T08:00Z"), ("The Courier", None)])
def test_when_a_mirror_changed_its_entry_is_no_date_of_the_story(via: str | None, updated: str | None) -> None:
    said = (Said(text="2026-03-02T08:00Z", place="atom:updated"),)
    lines = Content(body=LINES, html=True, full=True, place="atom:content")
    source = source_of("https://www.gazette.example/bridge", "https://gazette.example/feed.xml", via=via)
    story = read_entry(replace(source, entry=replace(source.entry, contents=(lines,), updated=said)), None).told
    assert isinstance(story, Story)
    assert (story.updated and story.updated.isoformat()) == updated


def test_the_mirrors_that_a_mirrors_entry_names_are_told_in_their_order() -> None:
    page = "https://www.gazette.example/bridge"
    said = (
        Via(url=page, title="Gazette"),
        Via(url="https://gazette.example/other", title="gazette"),
        Via(url="gopher://tide.example/1/gazette", title="Tide Mirror"),
        Via(url="https://nameless.example/"),
    )
    lines = Content(body=LINES, html=True, full=True, place="atom:content")
    source = source_of(page, "https://desk.example/feed.atom", via="The Desk")
    story = read_entry(replace(source, entry=replace(source.entry, contents=(lines,), ways=said)), None).told
    assert isinstance(story, Story)
    assert [hop.service for hop in story.provenance.hops] == ["Tide Mirror", "The Desk"]
    own = replace(source, feed=replace(source.feed, via=None), entry=replace(source.entry, contents=(lines,), ways=said))
    story = read_entry(own, None).told
    assert isinstance(story, Story)
    assert story.provenance.hops == (), "of a feed that is no mirror they are sources of other kinds"
