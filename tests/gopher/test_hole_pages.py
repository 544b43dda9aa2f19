"""The hole that an edition makes: story pages in the mirrors' form, menus that lead to them, notices where a story was."""

from dataclasses import replace

import pytest
from wcwidth import width

from exporters import gopher
from exporters.gopher import render_story
from news.alteration import Level
from news.body import Paragraph, Text
from news.edition import Directory, DirectoryEntry, Edition, EditionStory, ListKind, ListPage, Place, Tombstone
from news.names import LicenceId, PublisherId, StoryId
from news.partial_date import parse_partial_date
from news.provenance import Hop
from news.rights import RightsRecord
from news.scope import Scope
from tests.gopher.samples import ASKED, NOON, PERMITTED, SITE, a_story, card_of, paragraph
from wire.menu import read_menu
from wire.page import read_page


def printed(story: EditionStory) -> list[str]:
    return render_story(story, SITE).body.decode().split("\n")


def test_a_page_has_the_form_of_the_mirrors_line_for_line() -> None:
    story = a_story(
        (paragraph("First of two."), paragraph("Second of two.")),
        people=(),
        published=parse_partial_date("2025-06"),
        rights=PERMITTED,
    )
    assert printed(story) == [
        "(C) Saltmarsh Observer",
        "This story was originally published by Saltmarsh Observer and is unaltered.",
        ". . . . . . . . . .",
        "Starlings in the lamp room [1]",
        "[]",
        "Date: 2025-06",
        "First of two.",
        "Second of two.",
        "[END]",
        "---",
        "[1] Url:",
        "https://saltmarsh.example/news/starlings",
        "Published and (C) by Saltmarsh Observer",
        f"Content appears here under this condition or license: {ASKED}",
        "via Lobster Pot News:",
        "gopher://lobster.example/1/saltmarsh/",
        "via The Lamp Desk:",
        "gopher://127.0.0.1:7070/",
        "",
    ]


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (Level.LAYOUT, "and is unaltered."),
        (Level.INCOMPLETE, "word for word; parts may be missing."),
        (Level.EXCERPT, "as an excerpt."),
        (Level.EDITED, "was edited by The Lamp Desk."),
        (Level.UNVERIFIABLE, "could not be compared with the original."),
        (Level.DIFFERS, "differs here from the original."),
    ],
)
def test_the_claim_is_the_computed_one(level: Level, words: str) -> None:
    assert printed(a_story(level=level))[1].endswith(words)


def test_what_was_left_out_and_a_doubtful_end_are_said() -> None:
    line = printed(a_story(level=Level.UNVERIFIABLE, doubt="it ends at a colon", left_out=(("video", 2),)))[1]
    assert line.endswith("Its end may be missing. Left out: 2 videos.")


@pytest.mark.parametrize(
    ("date", "line"),
    [(None, "Date:"), ("2025", "Date: 2025"), ("2025-06", "Date: 2025-06"), ("2025-06-03T23:30:00-05:00", "Date: 2025-06-03")],
)
def test_the_date_is_the_sources_own_day_and_not_a_part_more(date: str | None, line: str) -> None:
    when = None if date is None else parse_partial_date(date)
    assert printed(a_story(published=when))[5] == line


def test_a_story_in_the_public_domain_claims_no_copyright() -> None:
    free = RightsRecord(licence=LicenceId("CC0-1.0"), scope=Scope.FULL, finding="stated")
    lines = printed(a_story(rights=free))
    assert lines[0] == "Saltmarsh Observer"
    assert "Published by Saltmarsh Observer" in lines
    assert "no-header" not in read_page("\n".join(lines)).flags


def test_a_story_without_an_address_has_no_first_reference() -> None:
    lines = printed(a_story((paragraph("One."),), url=None, headline="Is it true? [1]"))
    assert lines[3] == "Is it true? [1]"
    assert not any(line.startswith("[1] Url") for line in lines)
    assert read_page("\n".join(lines)).title == "Is it true? [1]"


def test_hops_without_an_address_that_may_be_printed_forge_no_lines() -> None:
    hops = (
        Hop(service="Evil\nvia X:", url="gopher://x.example/\nPublished"),
        Hop(service="Tide: a mirror", url="https://tide.example/"),
    )
    lines = printed(a_story(hops=hops))
    assert [line for line in lines if line.startswith("via ")] == ["via Tide: a mirror:", "via The Lamp Desk:"]


@pytest.fixture(scope="module")
def edition() -> Edition:
    story = a_story()
    long = replace(story, story=replace(story.story, headline="灯台の\tむくどり\u202e" * 20, published=None))
    cards = (card_of(story), card_of(long))
    gone = Place(id=StoryId("zzzzzzzzzzzz"), publisher=PublisherId("saltmarsh"), slug="gone", year="2025", month="05")
    return Edition(
        number=1,
        as_of=NOON,
        stories=(story,),
        lists=(
            ListPage(kind=ListKind.FRONT, name="", title="The Lamp Desk", number=None, older=2, cards=cards),
            ListPage(kind=ListKind.FRONT, name="", title="The Lamp Desk", number=2, older=None, cards=cards),
            ListPage(kind=ListKind.TOPIC, name="birds", title="Birds", number=None, older=None, cards=cards),
            ListPage(kind=ListKind.PUBLISHER, name="saltmarsh", title="Saltmarsh Observer", number=None, older=None, cards=cards),
            ListPage(kind=ListKind.MONTH, name="saltmarsh/2025/06", title="Saltmarsh", number=None, older=None, cards=cards),
        ),
        tombstones=(
            Tombstone(
                place=gone, headline="An owl\n[END]", publisher="Saltmarsh Observer", withdrawn_at=NOON, reason="It was a\nheron."
            ),
        ),
        directory=Directory(
            topics=(DirectoryEntry(name="birds", title="Birds", count=2),),
            publishers=(
                DirectoryEntry(name="saltmarsh", title="Saltmarsh Observer", count=2, months=("2025/05", "2025/06", "0000/00")),
            ),
        ),
    )


def test_menus_stand_where_their_selectors_say_and_lead_to_each_other(edition: Edition) -> None:
    pages = {page.path: page for page in gopher.render(edition, SITE)}
    menus = {path: read_menu(page.body) for path, page in pages.items() if path.endswith("gophermap")}
    assert {path.removeprefix("gopher").removesuffix("gophermap") for path in menus} == {
        "/", "/page/2/", "/topics/", "/topics/birds/", "/publishers/", "/publishers/saltmarsh/", "/saltmarsh/",
        "/saltmarsh/2025/", "/saltmarsh/0000/", "/saltmarsh/2025/06/",
    }  # fmt: skip
    reached = {line.selector.decode() for menu in menus.values() for line in menu.lines if line.item_type in "01"}
    missing = {selector for selector in reached if f"gopher{selector}" not in pages and f"gopher{selector}gophermap" not in pages}
    assert missing == {"/saltmarsh/2025/05/", "/saltmarsh/0000/00/"}, "only the months that this edition does not hold"


def test_every_line_of_a_menu_has_four_fields_and_fits(edition: Edition) -> None:
    for page in gopher.render(edition, SITE):
        if page.path.endswith("gophermap"):
            assert not page.body.endswith(b".\n")
            assert set(read_menu(page.body).flags) == {"no-final-dot"}
            for line in read_menu(page.body).lines:
                assert width(line.display) <= 67
                assert "\u202e" not in line.display


def test_the_root_says_who_we_are_and_how_the_site_is_reached(edition: Edition) -> None:
    root = next(page for page in gopher.render(edition, SITE) if page.path == "gopher/gophermap")
    lines = read_menu(root.body).lines
    assert [line.display for line in lines[:2]] == ["The Lamp Desk", "Light on what others wrote"]
    assert [line.url for line in lines if line.item_type == "h"] == ["https://lamp.example/"]
    assert lines[-1].url == "gopher://127.0.0.1:7070/1/page/2/"
    assert next(line.display for line in lines if line.item_type == "0") == "2025-06-03 Starlings in the lamp room"


def test_pages_come_before_the_menus_that_lead_to_them(edition: Edition) -> None:
    paths = [page.path for page in gopher.render(edition, SITE)]
    assert paths[0].endswith(".txt")
    assert (
        paths.index("gopher/saltmarsh/2025/06/gophermap")
        < paths.index("gopher/saltmarsh/gophermap")
        < paths.index("gopher/gophermap")
    )


def test_a_withdrawn_story_leaves_a_dated_notice_and_no_story_page(edition: Edition) -> None:
    (notice,) = (page for page in gopher.render(edition, SITE) if "gone" in page.path)
    lines = notice.body.decode().split("\n")
    assert lines[0] == "[WITHDRAWN 2025-09-02] It was a heron."
    assert lines[2:] == ["An owl [END]", "Saltmarsh Observer", ""]
    assert "no-header" in read_page(notice.body).flags


def test_there_is_no_hole_without_a_host(edition: Edition) -> None:
    assert list(gopher.render(edition, replace(SITE, gopher_host=None))) == []


def test_a_line_break_in_the_words_themselves_is_a_space() -> None:
    assert "a b" in printed(a_story((Paragraph((Text("a\nb"),)),)))
