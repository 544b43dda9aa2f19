"""What a gopher text comes to: a mirror's page, a plain text, or words that say why it is no story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.article import Article, NoArticle
from ingest.extract.gopher import extract_gopher
from news.alteration import Level
from news.body import Break, Paragraph, Text, leaves, plain
from news.provenance import Hop
from tests.wire.pages import BODY, PAGE

URL = "gopher://lobster.example/0/feeds/saltmarsh/1"


def article(body: str | bytes, dialect: str | None = None, encoding: str | None = None) -> Article:
    found = extract_gopher(body.encode() if isinstance(body, str) else body, url=URL, dialect=dialect, encoding=encoding)
    assert isinstance(found, Article)
    return found


def refusal(body: bytes, dialect: str | None = None) -> NoArticle:
    found = extract_gopher(body, url=URL, dialect=dialect)
    assert isinstance(found, NoArticle)
    return found


def wordings(found: Article, kind: str) -> list[tuple[str, str]]:
    return [(wording.text, wording.place) for wording in found.wordings if wording.kind == kind]


def test_a_mirrors_page_gives_its_lines_as_paragraphs_and_its_words_as_wordings() -> None:
    found = article(PAGE)
    assert found.headline == "Starlings in the Lamp Room: A Night Without Light"
    assert found.blocks == tuple(Paragraph((Text(line),)) for line in BODY)
    assert found.canonical == "https://saltmarsh.example/news/starlings-lamp-room"
    assert wordings(found, "publisher") == [("Saltmarsh Observer", "gopher header")]
    assert wordings(found, "published") == [("2025-06", "gopher date line")]
    assert wordings(found, "rights") == [("Creative Commons.", "gopher footer")]
    assert wordings(found, "author") == []
    assert found.alteration.level is Level.UNVERIFIABLE
    assert found.alteration.end_in_doubt is None
    assert found.flags == ()


def test_unaltered_is_the_claim_of_the_last_mirror_only() -> None:
    two = PAGE.replace("via Lobster", "via First Hand:\ngopher://first.example/1/\nvia Lobster")
    assert article(two).hops == (
        Hop(service="First Hand", url="gopher://first.example/1/"),
        Hop(
            service="Lobster Pot News Feeds",
            url="gopher://lobster.example/1/feeds/saltmarsh/",
            claim="This story was originally published by Saltmarsh Observer and is unaltered.",
        ),
    )


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("['Ines Carver', \"Tom O'Shea\"]", ["Ines Carver", "Tom O'Shea"]),
        ("['This Content Is Not Subject To Review By Anyone At All Before It Is Posted Here', 'Nickname', 'Avatar_Large']", []),
        ("['Ines Carver', 'Backgroundurl Avatar_Large', 'Joined']", []),
        ("Ines Carver", []),
    ],
)
def test_debris_in_the_authors_line_names_nobody(line: str, names: list[str]) -> None:
    found = article(PAGE.replace("[]\n", f"{line}\n"))
    assert [text for text, _ in wordings(found, "author")] == names


@pytest.mark.parametrize(
    "last",
    [
        "The board should now do the following:", "以下のとおり：", "and then the keeper", "Recommendations",
        "Смотритель открыл окна и",
        "وفتح الحارس النوافذ",
    ],
)  # fmt: skip
def test_an_end_that_looks_cut_is_in_doubt(last: str) -> None:
    assert article(PAGE.replace("[END]", f"{last}\n[END]")).alteration.end_in_doubt


@pytest.mark.parametrize(
    "last",
    [
        "The end.",
        "“The end.”",
        "Is it?",
        "終わり。",
        "「終わりだ。」",
        "هل انتهى؟",
        "यह अंत है।",
        "ցտեսություն։",
        "จบแล้ว",
        "(The end.)",
    ],
)
def test_a_full_stop_of_any_script_ends_a_text(last: str) -> None:
    assert article(PAGE.replace("[END]", f"{last}\n[END]")).alteration.end_in_doubt is None


def test_a_page_that_breaks_off_is_in_doubt_and_says_so() -> None:
    found = article(PAGE[: PAGE.index("[END]")])
    assert found.alteration.end_in_doubt == "the page breaks off before its footer"
    assert "incomplete" in found.flags


def test_a_licence_address_in_the_condition_is_a_wording_of_its_own() -> None:
    found = article(PAGE.replace("Creative Commons.", "CC BY 4.0 http://creativecommons.org/licenses/by/4.0/deed.de."))
    assert wordings(found, "licence-url") == [("https://creativecommons.org/licenses/by/4.0/", "gopher footer")]


def test_an_address_that_could_do_harm_is_no_original() -> None:
    found = article(PAGE.replace("https://saltmarsh.example/news/starlings-lamp-room", "javascript:alert(1)"))
    assert found.canonical is None
    assert "unsafe-url" in found.flags


def test_marks_are_words_in_a_foreign_page_and_blocks_in_ours() -> None:
    marked = PAGE.replace(BODY[2], "## What the keeper did\n* one\n [END]")
    assert [leaf.kind for leaf in leaves(article(marked).blocks)] == ["p"] * 6
    assert [leaf.kind for leaf in leaves(article(marked, "wiredesk").blocks)] == ["p", "p", "h2", "li1", "p", "p"]


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"", "empty"),
        (b"3'/x' does not exist\t\terror.host\t1\r\n.\r\n", "gopher-error"),
        (b"iA menu\tfake\t(NULL)\t0\r\n0A\t/a\th\t70\r\n.\r\n", "menu"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "html"),
        (b"+-1\r\nx", "gopher+"),
        (b"\x0c\r\n.\r\n", "empty"),
        (PAGE.replace("\n".join(BODY) + "\n", "").encode(), "no-text"),
        (b"[WITHDRAWN 2025-09-02] It was a heron.\n. . . . . . . . . .\nAn owl\n", "withdrawn"),
    ],
)
def test_what_is_no_story_says_what_it_is(body: bytes, cause: str) -> None:
    assert refusal(body).cause == cause
    assert refusal(body, "wiredesk").cause == cause


def lines_of(found: Article) -> list[str]:
    return [plain(block.content, "\n") for block in found.blocks if isinstance(block, Paragraph)]


def test_empty_lines_part_the_paragraphs_of_a_plain_text() -> None:
    found = article("A Night at the Light\n\nFirst paragraph.\n\n\nSecond paragraph.\nOn a line of its own.\n.\n")
    assert found.headline == "A Night at the Light"
    assert lines_of(found) == ["First paragraph.", "Second paragraph.\nOn a line of its own."]
    assert isinstance(found.blocks[1], Paragraph)
    assert Break() in found.blocks[1].content


def test_soft_line_ends_are_taken_back() -> None:
    found = article("Head\n\nThe keeper \nwent up, 灯  \n台 he said.\n")
    assert lines_of(found) == ["The keeper went up, 灯台 he said."]


def test_a_wrapped_text_is_joined() -> None:
    lines = (
        "The keeper of Saltmarsh Light climbed the stairs and found there",
        "the lamp room full of starlings, who did not care for him.",
    )
    text = "A headline\n\n" + 3 * ("\n".join(lines) + "\n\n")
    assert lines_of(article(text)) == [" ".join(lines)] * 3


def test_a_text_of_one_long_line_is_body_not_headline() -> None:
    found = article("The keeper went up. " * 30)
    assert found.headline is None
    assert len(found.blocks) == 1


def test_a_stated_charset_is_used() -> None:
    assert article("Маяк\n\nСкворцы.\n".encode("koi8-r"), encoding="koi8-r").headline == "Маяк"


@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: (PAGE + text).encode("utf-8", "replace"))))
def test_no_bytes_make_the_reader_raise(body: bytes) -> None:
    extract_gopher(body, url=URL, dialect=None)
    extract_gopher(body, url=URL, dialect="wiredesk")
    extract_gopher(PAGE.encode() + body, url=URL, dialect="wiredesk")
