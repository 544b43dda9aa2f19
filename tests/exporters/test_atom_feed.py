"""The feed: valid after RFC 4287 whatever the stories hold, with terms and ways beside the text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from exporters import atom
from news.body import Paragraph, Text, words
from news.edition import Edition, EditionStory
from news.publisher import Site

NS = {"a": atom.ATOM, "h": atom.XHTML, "d": atom.DCTERMS, "at": atom.TOMBSTONES}
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "schema" / "atom.rng"))


def faults(feed: etree._Element) -> Iterator[str]:
    """What breaks the RFC's schema, or the two rules that it adds to it in Schematron."""
    if not SCHEMA.validate(feed):
        yield str(SCHEMA.error_log)
    for entry in feed.iterfind("a:entry", NS):
        if feed.find("a:author", NS) is None and entry.find("a:author", NS) is None:
            yield "an entry without author in a feed without author"
        if entry.find("a:content", NS) is None and entry.find("a:link[@rel='alternate']", NS) is None:
            yield "an entry with neither content nor alternate"


def read(edition: Edition, site: Site) -> etree._Element:
    (page,) = atom.render(edition, site)
    assert (page.path, page.media_type, page.story) == ("web/feed.atom", "application/atom+xml", None)
    return etree.fromstring(page.body)


@pytest.fixture
def feed(edition: Edition, site: Site) -> etree._Element:
    return read(edition, site)


def entry_of(feed: etree._Element, number: int) -> etree._Element:
    return feed.findall("a:entry", NS)[number]


def links(entry: etree._Element, rel: str) -> list[str]:
    return [link.get("href") or "" for link in entry.iterfind("a:link", NS) if link.get("rel") == rel]


def test_the_feed_is_valid(feed: etree._Element) -> None:
    assert not list(faults(feed))


def test_an_unchanged_feed_is_not_printed_again(edition: Edition, site: Site) -> None:
    assert not list(atom.render(replace(edition, newest=None), site))


def test_an_empty_feed_is_valid_too(edition: Edition, site: Site) -> None:
    empty = read(replace(edition, newest=(), withdrawn=()), site)
    assert not list(faults(empty))
    assert empty.findtext("a:updated", namespaces=NS) == "2025-09-02T12:00:00Z"


def test_a_story_carries_its_text_terms_and_way(feed: etree._Element, stories: tuple[EditionStory, ...]) -> None:
    entry = entry_of(feed, 0)
    assert entry.findtext("a:title", namespaces=NS) == stories[0].story.headline
    assert [name.text for name in entry.iterfind("a:author/a:name", NS)] == ["Jon Hale", "Petra Ng"]
    assert [category.get("label") for category in entry.iterfind("a:category", NS)] == ["Rivers & Harbours", "Towns"]
    assert links(entry, "alternate")[0].startswith("https://desk.example/gazette/bridge-over-the-arle")
    assert links(entry, "canonical") == links(entry, "via") == [stories[0].story.attribution.url]
    assert links(entry, "license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert entry.findtext("a:source/a:title", namespaces=NS) == "The Arle Gazette"
    rights = entry.findtext("a:rights", namespaces=NS) or ""
    assert rights.startswith("Published and (C) by The Arle Gazette. Content appears here under this condition")
    (div,) = entry.findall("a:content/h:div", NS)
    text = " ".join("".join(map(str, div.itertext())).split())
    assert "This story was originally published by The Arle Gazette and is unaltered." in text
    assert "licensed under Creative Commons Attribution 4.0 International" in text


def test_the_text_is_whole_and_in_order(feed: etree._Element, stories: tuple[EditionStory, ...]) -> None:
    for number, story in enumerate(stories):
        (text,) = entry_of(feed, number).findall("a:content/h:div/h:div[1]", NS)
        etree.strip_elements(text, f"{{{atom.XHTML}}}figure", with_tail=False)
        for standfirst in text.findall("h:p[@class='standfirst']", NS):
            text.remove(standfirst)
        for element in text.iter():
            # blocks part words, inline marks do not
            if etree.QName(element).localname not in ("em", "strong", "a", "code"):
                element.tail = " " + (element.tail or "")
                element.text = " " + (element.text or "")
        assert tuple("".join(map(str, text.itertext())).split()) == words(story.printed.body)


def test_a_date_that_is_no_full_instant_is_never_made_one(feed: etree._Element) -> None:
    def dates(number: int) -> tuple[str | None, str | None]:
        entry = entry_of(feed, number)
        return entry.findtext("a:published", namespaces=NS), entry.findtext("d:issued", namespaces=NS)

    assert dates(0) == ("2025-08-15T15:28:21Z", "2025-08-15T18:28:21+03:00")
    assert dates(1) == (None, "2025-08-14T09:05+03:00")
    assert dates(2) == (None, "2025-08")
    assert dates(3) == (None, "2025-08-08")
    assert dates(5) == (None, None)


def test_every_hop_is_a_via_link(feed: etree._Element, stories: tuple[EditionStory, ...]) -> None:
    about = stories[5].story.attribution.url
    assert links(entry_of(feed, 5), "via") == [about, "gopher://tide.example/1/coast/", "gopher://second.example/1/tide/"]


def test_a_permission_has_no_licence_link(feed: etree._Element) -> None:
    assert links(entry_of(feed, 1), "license") == []


def test_ids_never_change_with_the_story(
    feed: etree._Element, edition: Edition, site: Site, stories: tuple[EditionStory, ...]
) -> None:
    told = replace(stories[0].story, headline="Another headline")
    later = replace(stories[0], story=told, changed_at=datetime.fromisoformat("2026-01-01T00:00:00Z"))
    again = read(replace(edition, newest=(later,)), site)
    assert entry_of(again, 0).findtext("a:id", namespaces=NS) == entry_of(feed, 0).findtext("a:id", namespaces=NS)
    assert entry_of(again, 0).findtext("a:updated", namespaces=NS) == "2026-01-01T00:00:00Z"
    ids = [entry.findtext("a:id", namespaces=NS) or "" for entry in feed.iterfind("a:entry", NS)]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name) for name in ids)


def test_a_withdrawn_story_leaves_a_tombstone_with_its_id(feed: etree._Element, edition: Edition, site: Site) -> None:
    (deleted,) = feed.findall("at:deleted-entry", NS)
    assert deleted.get("ref") == atom.entry_id(edition.withdrawn[0].place, site)
    assert deleted.get("when") == "2025-09-02T12:00:00Z"
    assert deleted.findtext("at:comment", namespaces=NS) == edition.withdrawn[0].reason


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_no_text_breaks_the_feed(
    edition: Edition, site: Site, stories: tuple[EditionStory, ...], altered: Callable[..., EditionStory], text: str
) -> None:
    story = altered(stories[0], headline=text, standfirst=(Text(text),), body=(Paragraph((Text(text),)),))
    assert not list(faults(read(replace(edition, newest=(story,)), site)))


def spoil_id(feed: etree._Element) -> None:
    entry = entry_of(feed, 0)
    entry.remove(entry[1])


def spoil_date(feed: etree._Element) -> None:
    (updated,) = feed.findall("a:updated", NS)
    updated.text = "2025-09"


def spoil_twice(feed: etree._Element) -> None:
    etree.SubElement(entry_of(feed, 0), f"{{{atom.ATOM}}}title").text = "again"


def spoil_order(feed: etree._Element) -> None:
    feed.append(feed[0])


def spoil_link(feed: etree._Element) -> None:
    del entry_of(feed, 0).findall("a:link", NS)[0].attrib["href"]


def spoil_content(feed: etree._Element) -> None:
    (div,) = entry_of(feed, 0).findall("a:content/h:div", NS)
    etree.SubElement(div, "{urn:other}p")


def spoil_language(feed: etree._Element) -> None:
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", "en_US.UTF-8")


def spoil_unknown(feed: etree._Element) -> None:
    etree.SubElement(entry_of(feed, 0), f"{{{atom.ATOM}}}licence")


def spoil_authors(feed: etree._Element) -> None:
    for parent in (feed, entry_of(feed, 0)):
        for author in parent.findall("a:author", NS):
            parent.remove(author)


@pytest.mark.parametrize(
    "spoil",
    [spoil_id, spoil_date, spoil_twice, spoil_order, spoil_link, spoil_content, spoil_language, spoil_unknown, spoil_authors],
)
def test_the_schema_refuses_a_broken_feed(feed: etree._Element, spoil: Callable[[etree._Element], None]) -> None:
    spoil(feed)
    assert list(faults(feed))
