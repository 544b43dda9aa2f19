"""People, datelines and languages: read where they are plain, left where they are not."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.article import Wording
from ingest.facts.credit import people_in, read_byline, read_dateline
from ingest.facts.language import language_tag
from ingest.parse.entry import Author
from tests.cost import is_cheap

CASES = Path(__file__).parents[1] / "cases"
DATELINES = tomllib.loads((CASES / "datelines.toml").read_text("utf-8"))
PEOPLE = tomllib.loads((CASES / "bylines.toml").read_text("utf-8"))["people"]


@pytest.mark.parametrize(("line", "wording", "place", "day", "agency"), DATELINES["read"])
def test_a_dateline_is_read_in_its_parts(line: str, wording: str, place: str, day: str, agency: str) -> None:
    read = read_dateline(line)
    assert read is not None
    assert (read.wording, read.place, read.day or "", read.agency or "") == (wording, place, day, agency)
    assert line.startswith(read.wording)


@pytest.mark.parametrize("line", DATELINES["none"])
def test_capitals_alone_are_no_dateline(line: str) -> None:
    assert read_dateline(line) is None


def test_there_are_enough_cases() -> None:
    assert len(PEOPLE) >= 170
    assert len(DATELINES["read"]) + len(DATELINES["none"]) >= 90


@pytest.mark.parametrize(("wording", "people"), PEOPLE)
def test_people_are_told_from_everything_else(wording: str, people: list[str]) -> None:
    assert list(people_in(wording, "Example")) == people


def author(name: str, place: str = "dc:creator") -> Author:
    return Author(name=name, place=place)


def wording(text: str, place: str) -> Wording:
    return Wording(kind="author", text=text, place=place)


@pytest.mark.parametrize(
    ("authors", "wordings", "people", "found"),
    [
        ([author("Jane Doe"), author("John Smith")], [wording("J. Doe", "byline")], ("Jane Doe", "John Smith"), "feed author"),
        ([author("TASS")], [wording("Jane Doe", "json-ld author")], ("Jane Doe",), "json-ld author"),
        ([], [wording("By Jane Doe", "byline"), wording("Jane Doe", "meta author")], ("Jane Doe",), "meta author"),
        ([], [wording("Jane Doe", "rel author"), wording("Jane Doe", "rel author")], ("Jane Doe",), "rel author"),
        ([], [wording("Jane Doe", "json-ld organization"), wording("Eva Klein", "byline")], ("Eva Klein",), "byline"),
        ([author("Jane Doe", "atom:author of the feed")], [wording("Eva Klein", "byline")], ("Eva Klein",), "byline"),
        ([author("Jane Doe", "atom:author of the feed")], [], ("Jane Doe",), "feed's own author"),
    ],
)
def test_the_best_source_that_names_people_is_taken(
    authors: list[Author], wordings: list[Wording], people: tuple[str, ...], found: str
) -> None:
    byline = read_byline(authors, wordings, "Example")
    assert byline is not None
    assert (byline.people, byline.found) == (people, found)


@pytest.mark.parametrize(
    ("wordings", "people"),
    [
        ([wording("By Jane Doe", "byline"), wording("Big Day Ahead In Town", "byline")], ("Jane Doe",)),
        ([wording("Jane Doe", "byline"), wording("Eva Klein", "byline")], ("Jane Doe", "Eva Klein")),
        ([wording("Jane Doe", "microdata"), wording("Eva Klein", "microdata"), wording("Jane Doe", "byline")], ("Jane Doe",)),
        ([wording("Jane Doe", "microdata"), wording("Eva Klein", "byline")], ("Jane Doe",)),
        (
            [wording("Jane Doe", "microdata"), wording("Eva Klein", "microdata"), wording("By Jane Doe", "rel author")],
            ("Jane Doe",),
        ),
        ([wording("Jane Doe", "microdata"), wording("Eva Klein", "microdata")], ("Jane Doe", "Eva Klein")),
        (
            [
                wording("Jane Doe", "json-ld author"),
                wording("by Eva Klein", "byline"),
                wording("by Bo Ek and Ada Moss", "byline"),
            ],
            ("Jane Doe",),
        ),
    ],
)
def test_who_signs_a_teaser_or_stands_in_an_authors_box_did_not_write_the_story(
    wordings: list[Wording], people: tuple[str, ...]
) -> None:
    byline = read_byline([], wordings, "Example")
    assert byline is not None
    assert byline.people == people


def publisher(text: str) -> Wording:
    return Wording(kind="publisher", text=text, place="meta og:site_name")


@pytest.mark.parametrize(
    ("wordings", "people"),
    [
        # the machine's line gives way to the printed one that names the same people, and more or in full
        ([wording("Jane", "meta author"), wording("Jane Doe", "rel author")], ("Jane Doe",)),
        ([wording("Jane Doe", "json-ld author"), wording("By Jane Doe and Eva Klein", "byline")], ("Jane Doe", "Eva Klein")),
        ([wording("Jane Doe", "json-ld author"), wording("Jane Doe | Eva Klein", "byline")], ("Jane Doe",)),
        ([wording("Jane Doe", "json-ld author"), wording("Travel | Jane Doe", "byline")], ("Jane Doe",)),
        # programs state who put the text into the system: a line that says by whom is believed, unless those stand there too
        ([wording("Jane Doe", "json-ld author"), wording("By Eva Klein", "byline")], ("Eva Klein",)),
        ([wording("Jane Doe", "json-ld author"), wording("Eva Klein", "byline")], ("Jane Doe",)),
        (
            [wording("Jane Doe", "json-ld author"), wording("Jane Doe", "rel author"), wording("By Eva Klein", "byline")],
            ("Jane Doe",),
        ),
        # machines are often told of the first of several only
        (
            [wording("Jane Doe", "json-ld author"), wording("Jane Doe", "rel author"), wording("Eva Klein", "rel author")],
            ("Jane Doe", "Eva Klein"),
        ),
        (
            [
                wording("Jane Doe", "json-ld author"),
                wording("Jane Doe, Eva Klein", "meta author"),
                wording("Jane Doe", "byline"),
                wording("Eva Klein", "byline"),
            ],
            ("Jane Doe", "Eva Klein"),
        ),
        ([wording("Jane Doe", "json-ld author"), wording("Jane Doe", "byline"), wording("Green Lake", "byline")], ("Jane Doe",)),
        ([wording("Jane Doe", "json-ld author"), wording("By Jane Doe Senior Something Officer", "byline")], ("Jane Doe",)),
        # what the page calls its site is nobody's name, whole or in pieces
        ([publisher("Jobs & Hire"), wording("Jobs & Hire", "meta author"), wording("By Jane Doe", "byline")], ("Jane Doe",)),
        ([publisher("Still | Quay"), wording("Quay", "meta author"), wording("Jane Doe", "author link")], ("Jane Doe",)),
        ([publisher("Quay Notes"), wording("Quay Notes - Jane Doe", "meta author")], ("Jane Doe",)),
        ([publisher("Der Kai"), wording("Der Kai", "json-ld author"), wording("jdoe", "rel author")], ("jdoe",)),
        # the text's own lines come before those above its headline and below its end, which may be of other texts
        ([wording("Eva Klein", "byline above the headline"), wording("Jane Doe", "author class")], ("Jane Doe",)),
        ([wording("Eva Klein", "rel author below the text"), wording("Jane Doe", "author link")], ("Jane Doe",)),
        ([wording("Eva Klein", "rel author below the text")], ("Eva Klein",)),
        ([publisher("Quay"), wording("Quay", "meta author"), wording("Text: Jane Doe", "byline below the text")], ("Jane Doe",)),
        ([publisher("Quay"), wording("Quay", "meta author"), wording("Jane Doe", "byline below the text")], ("Quay",)),
        (
            [
                wording("“It was Ann Lee”: the story of the ship and of all who were on it", "byline"),
                wording("Jane Doe", "byline"),
            ],
            ("Jane Doe",),
        ),
        ([wording("Community", "author class"), wording("Jane Doe", "author class")], ("Jane Doe",)),
        # an account, where nobody is named
        ([wording("jdoe", "rel author")], ("jdoe",)),
        ([wording("von jdoe am 26/10/13, 03:48", "byline")], ("jdoe",)),
        ([wording("von Jane", "byline")], ("Jane",)),
        ([wording("Bo2man", "author class"), wording("ThE_OtHeR", "author class")], ("Bo2man",)),
        ([wording("jdoe", "rel author"), wording("Jane Doe", "author link")], ("Jane Doe",)),
        ([wording("By :", "byline"), wording("Jane D.", "byline")], ("Jane D.",)),
        ([wording("jdoe", "rel author"), wording("Eva Klein", "rel author below the text")], ("jdoe",)),
        ([wording("jdoe", "rel author"), wording("By Jane Doe", "byline below the text")], ("Jane Doe",)),
    ],
)
def test_who_signs_is_read_as_the_page_shows_it(wordings: list[Wording], people: tuple[str, ...]) -> None:
    byline = read_byline([], wordings, "Example")
    assert byline is not None
    assert byline.people == people


@pytest.mark.parametrize(
    "wordings",
    [
        [wording("By Jane Doe", "byline below the text"), wording("By Eva Klein", "byline below the text")],
        [wording("jdoe", "meta author")],
        [wording("jdoe", "byline")],
        *([wording(account, "rel author")] for account in ("admin", "wp_admin2", "KB_Redaktion", "user12", "news", "Donnerstag")),
        *([wording(account, "rel author")] for account in ("quay.com", "12345", "view profile", "Login", "a b c")),
    ],
)
def test_nobody_signs_with_what_belongs_to_nobody(wordings: list[Wording]) -> None:
    assert read_byline([], wordings, "Example") is None


@pytest.mark.parametrize("names", [[], ["TASS"], ["Example", "admin"], [f"Jane Doe{chr(97 + n)}" for n in range(20)]])
def test_an_organisation_or_a_list_of_everybody_is_no_byline(names: list[str]) -> None:
    assert read_byline([author(name) for name in names], [], "Example") is None


@given(st.text(max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    read = read_dateline(text)
    assert read is None or " ".join(text.split()).startswith(read.wording)
    assert all(name and len(name) <= 60 for name in people_in(text, "Example"))
    language_tag(text)


@pytest.mark.parametrize(
    "piece",
    [
        "A ",
        "MINSK, ",
        "AA/",
        "(",
        "By ",
        "and ",
        "Jane Doe, ",
        "a.",
        " - ",
        "- editor ",
        "автор ",
        "Van ",
        "\u200b",
        "\u202e",
        "1 May ",
        "photo by ",
        "新华社",
        "(서",
        "【",
        "x, Jr",
    ],
)
def test_hostile_text_costs_nothing(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert is_cheap(lambda: read_dateline(text))
    assert is_cheap(lambda: list(people_in(text, "Example")))


@pytest.mark.parametrize(
    ("stated", "tag"),
    [
        ("en", "en"), ("en-us", "en-US"), ("en_US", "en-US"), ("EN-gb", "en-GB"), ("zh-hant-tw", "zh-Hant-TW"),
        ("de-ere", "de"), ("zh-yue-HK", "zh-HK"),
        ("de-DE-1996", "de-DE-1996"),
        ("es-419", "es-419"), ("pt_BR.UTF-8", "pt-BR"), ("Deutsch", "de"), ("русский", "ru"), ("ua", "uk"),
        ("iw", "he"), (" ru ", "ru"),
        (None, None), ("", None), ("und", None), ("en, fr", None), ("english please", None), ("x-klingon", None), ("e", None),
        ("<en>", None), ("en-", None), ("a" * 100, None),
    ],
)  # fmt: skip
def test_languages_are_tags_or_nothing(stated: str | None, tag: str | None) -> None:
    assert language_tag(stated) == tag


def test_who_is_an_organisation_by_the_pages_own_word_is_nobody_elsewhere() -> None:
    said = [wording("Quay Mail", "json-ld organization"), wording("Quay Mail", "meta author"), wording("Eva Klein", "byline")]
    byline = read_byline((), said, "Example")
    assert byline is not None
    assert byline.people == ("Eva Klein",)
    assert read_byline((), said[:2], "Example") is None


def test_a_branch_of_a_publisher_that_is_an_abbreviation_is_nobody() -> None:
    assert list(people_in("von Eva Klein, QMR Harbour", "QMR")) == ["Eva Klein"]
    assert list(people_in("von Eva Klein, Ada Quay", "Ada")) == ["Eva Klein", "Ada Quay"]


MANY = [f"Ada {chr(65 + number)}lund" for number in range(16)]


def test_a_long_list_of_authors_is_theirs_where_the_page_states_them_one_by_one() -> None:
    byline = read_byline([], [wording(name, "meta citation_author") for name in MANY], "Example")
    assert byline is not None
    assert list(byline.people) == MANY
    assert read_byline([], [wording(name, "byline") for name in MANY], "Example") is None


def test_a_section_above_the_headline_is_nobody() -> None:
    section = Wording(kind="topic", text="New Ferries", place="meta article:section")
    above = wording("New Ferries", "byline above the headline")
    byline = read_byline([], [above, wording("Jane Doe", "byline below the text"), section], "Example")
    assert byline is not None
    assert byline.people == ("Jane Doe",)


def test_a_section_before_several_names_is_none_of_them() -> None:
    byline = read_byline([], [wording("Ferries · Jane Doe, Eva Klein", "byline above the headline")], "Example")
    assert byline is not None
    assert byline.people == ("Jane Doe", "Eva Klein")
