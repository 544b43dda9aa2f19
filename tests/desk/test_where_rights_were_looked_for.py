"""An editor is told where a statement on rights was looked for: a page that nobody read is not among the places."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.inspect import Given, Nothing
from desk.inspect_rights import rights_found
from desk.judge import judge_story
from news.names import FeedId
from news.publisher import Feed, Publisher, Site
from tests.samples import sample_story

STORY = sample_story(evidence=())
GAZETTE = Publisher(id=STORY.attribution.publisher_id, name="Harbour Gazette")
FEED = Feed(id=FeedId("harbour-rss"), publisher=GAZETTE, url="https://harbour.example/rss", every=timedelta(hours=1))
SITE = Site(id="s", title="S", base_url="https://s.example/", timezone="UTC", language="en", commercial=False)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = "<p>The ferry to Alder sailed at noon on Sunday, the first of the winter.</p><p>Its captain spoke of calm water.</p>"
PAGE = f"<title>Ferry sails</title><body><article><h1>Ferry sails</h1>{TEXT}</article>"
RSS = "<rss version='2.0'><channel><title>G</title><item><title>Ferry sails</title><link>https://h.example/1</link></item></channel>"


@pytest.mark.parametrize(
    ("text_from", "where"),
    [("feed", "in the feed"), ("page", "in the feed or on the page"), ("gopher page", "in the feed or on the page")],
)
def test_a_held_story_says_where_nothing_was_found(text_from: str, where: str) -> None:
    story = replace(STORY, provenance=replace(STORY.provenance, text_from=text_from))
    said = [reason.words for reason in judge_story(story, FEED, SITE).reasons]
    assert f"no statement on rights was found {where}" in said


@pytest.mark.parametrize(("body", "where"), [(PAGE, "on the page"), (f"{RSS}</rss>", "in the feed")])
def test_what_was_handed_in_is_what_was_looked_through(body: str, where: str) -> None:
    found = rights_found(Given(body=body.encode(), url="https://harbour.example/a"), NOON, commercial=False)
    assert not isinstance(found, Nothing)
    assert found.record.finding == f"no statement on rights was found {where}"
