"""A mirror's text is held against the publisher's own page: nothing missing and nothing changed goes unnoticed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
from lxml import html

from ingest.fetch.outcome import Fetched
from ingest.origin import against_origin
from ingest.source import Captured
from news.alteration import Alteration, Level
from news.attribution import Byline
from news.body import Paragraph, Text
from news.names import FeedId, PublisherId, digest_of_bytes
from news.provenance import Hop
from news.publisher import Feed, Publisher
from news.story import Story
from tests.acceptance.pages import PARAGRAPHS, page
from tests.samples import SEEN, sample_story

FEED = Feed(
    id=FeedId("hole"),
    publisher=Publisher(id=PublisherId("harbour"), name="Harbour Gazette", timezone="Europe/Oslo"),
    url="gopher://mirror.example/1/",
    every=timedelta(hours=1),
)


def origin(body: bytes) -> Captured:
    fetched = Fetched(
        url="https://harbour.example/ferry", final_url="https://harbour.example/ferry", status=200, body=body,
        fetched_at=datetime(2026, 3, 4, tzinfo=UTC), media_type="text/html", charset="utf-8",
    )  # fmt: skip
    return Captured(page=fetched, digest=digest_of_bytes(body))


def mirrored(*lines: str) -> Story:
    story = sample_story(
        headline="First ferry of the year crosses the sound",
        standfirst=(),
        body=tuple(Paragraph((Text(line),)) for line in lines),
        alteration=Alteration(level=Level.UNVERIFIABLE, grounds="it came through a mirror"),
        published=None,
        evidence=(),
    )
    return replace(story, provenance=replace(story.provenance, hops=(Hop(service="Mirror", url="gopher://mirror.example/1/"),)))


def test_the_same_words_are_proven() -> None:
    found = against_origin(mirrored(*PARAGRAPHS), FEED, origin(page()))
    assert found.alteration.unaltered
    assert found.flags == ()


def test_the_pages_own_statements_come_along() -> None:
    found = against_origin(mirrored(*PARAGRAPHS), FEED, origin(page()))
    assert found.published is not None
    assert found.published.isoformat() == "2026-03-03T12:40:00+01:00"
    assert {one.licence for one in found.evidence if one.licence} == {"CC-BY-4.0"}


@pytest.mark.parametrize("at", range(len(PARAGRAPHS)))
def test_every_missing_line_is_named(at: int) -> None:
    found = against_origin(mirrored(*PARAGRAPHS[:at], *PARAGRAPHS[at + 1 :]), FEED, origin(page()))
    assert found.alteration.level is Level.EXCERPT
    assert [reason.code for reason in found.flags] == ["mirror-lacks"]
    assert found.alteration.losses
    assert all(loss.first[:20] in PARAGRAPHS[at] for loss in found.alteration.losses)


def test_every_changed_line_is_named() -> None:
    changed = PARAGRAPHS[2].replace("four crowns", "nine crowns")
    found = against_origin(mirrored(*PARAGRAPHS[:2], changed, PARAGRAPHS[3]), FEED, origin(page()))
    assert found.alteration.level is Level.DIFFERS
    assert [reason.code for reason in found.flags] == ["mirror-differs"]
    rules = {loss.rule for loss in found.alteration.losses}
    assert rules == {"the mirror has it, the original does not", "the original has it, the mirror does not"}


def test_a_lost_space_is_no_proof_of_sameness() -> None:
    spaced = PARAGRAPHS[0].replace("noon on", "noon , on")
    found = against_origin(mirrored(spaced, *PARAGRAPHS[1:]), FEED, origin(page()))
    assert found.alteration.level is Level.DIFFERS
    assert [reason.code for reason in found.flags] == ["mirror-differs"]


def test_a_page_without_text_proves_nothing() -> None:
    found = against_origin(mirrored(*PARAGRAPHS), FEED, origin(b"<html><body></body></html>"))
    assert found.alteration.level is Level.UNVERIFIABLE
    assert "could not be read" in found.alteration.grounds
    assert found.provenance.fetched_at == SEEN


def test_what_speaks_against_the_pages_text_is_told_of_the_mirrors_too() -> None:
    found = against_origin(
        mirrored(*PARAGRAPHS), FEED, origin(page(paragraphs=(*PARAGRAPHS, "What this means for the islands:")))
    )
    assert found.alteration.level is Level.EXCERPT  # the mirror lacks the last line
    doubtful = origin(page().replace(b"</article>", b"<p><a href='/2'>Continue reading</a></p></article>"))
    found = against_origin(mirrored(*PARAGRAPHS), FEED, doubtful)
    assert not found.alteration.unaltered
    assert "Continue reading" in found.alteration.grounds
    assert "Continue reading" in (found.alteration.end_in_doubt or "")


def test_a_headline_that_the_page_does_not_have_is_no_publishers() -> None:
    story = replace(mirrored(*PARAGRAPHS), headline="Ferry sinks on its first crossing of the year")
    found = against_origin(story, FEED, origin(page()))
    assert found.alteration.level is Level.DIFFERS
    assert [reason.code for reason in found.flags] == ["mirror-differs"]
    assert "First ferry of the year crosses the sound" in found.flags[0].words


@pytest.mark.parametrize("headline", ["Ferry sinks on its first crossing", "First ferry of the year crosses the sound"])
def test_the_origins_page_is_parsed_once(headline: str) -> None:
    """To parse it again for the mirror's headline doubled what a comparison costs."""
    with mock.patch.object(html, "document_fromstring", wraps=html.document_fromstring) as parsing:
        against_origin(replace(mirrored(*PARAGRAPHS), headline=headline), FEED, origin(page()))
    assert parsing.call_count == 1


def test_a_headline_that_the_page_states_anywhere_is_its_own() -> None:
    stated = page().replace(b"</head>", b'<meta name="twitter:title" content="Ferry: open water after 90 days"></head>')
    story = replace(mirrored(*PARAGRAPHS), headline="Ferry: Open water after 90 days")
    found = against_origin(story, FEED, origin(stated))
    assert found.alteration.unaltered
    assert found.flags == ()


@pytest.mark.parametrize(
    ("people", "is_same"), [(("Ada Lunde",), True), (("ADA LUNDE",), True), (("Bo Berg",), False), ((), True)]
)
def test_the_page_says_who_wrote_it(people: tuple[str, ...], is_same: bool) -> None:
    story = mirrored(*PARAGRAPHS)
    byline = Byline(wording=", ".join(people), people=people, found="gopher authors line") if people else None
    story = replace(story, attribution=replace(story.attribution, byline=byline))
    found = against_origin(story, FEED, origin(page()))
    assert found.attribution.byline is not None
    assert found.attribution.byline.people == ("Ada Lunde",)
    assert [reason.code for reason in found.flags] == ([] if is_same else ["mirror-differs"])
