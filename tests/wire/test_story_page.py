"""A story page is read as it comes off the wire, and written again line for line; nothing in a body can pose as its frame."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wire.pages import BODY, PAGE
from wire.marks import escape_line
from wire.page import Reference, StoryPage, Via, read_authors, read_page, write_authors, write_page

FOOTER = PAGE[PAGE.index("[END]") :]
HEAD = PAGE[: PAGE.index("On the third")]


def page_with(*body: str, footer: str = FOOTER) -> str:
    return HEAD + "".join(f"{line}\n" for line in body) + footer


def test_a_page_is_taken_apart() -> None:
    assert read_page(PAGE) == StoryPage(
        publisher="Saltmarsh Observer",
        claim="This story was originally published by Saltmarsh Observer and is unaltered.",
        title="Starlings in the Lamp Room: A Night Without Light",
        authors="[]",
        date="2025-06",
        body=BODY,
        references=(Reference(1, "https://saltmarsh.example/news/starlings-lamp-room"),),
        condition="Creative Commons.",
        via=(Via("Lobster Pot News Feeds", "gopher://lobster.example/1/feeds/saltmarsh/"),),
    )
    assert read_page(PAGE).flags == ()


def test_a_page_is_written_again_line_for_line() -> None:
    assert write_page(read_page(PAGE)) == PAGE


foreign_lines = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=60)


@given(st.lists(foreign_lines, max_size=6), st.sampled_from([b"\n", b"\r\n"]), st.booleans())
def test_a_foreign_body_is_written_again_line_for_line(body: list[str], end: bytes, has_last_end: bool) -> None:
    text = page_with(*body)
    sent = (text if has_last_end else text[:-1]).encode().replace(b"\n", end)
    assert write_page(read_page(sent)) == text


@pytest.mark.parametrize(
    ("sent", "flag"),
    [
        (PAGE.encode().replace(b"\n", b"\r\n"), "crlf"),
        (PAGE.encode().replace(b"\n", b"\r\n", 3), "mixed-line-ends"),
        (b"\xef\xbb\xbf" + PAGE.encode(), "bom"),
        (PAGE.encode() + b".\n", "final-dot"),
        (PAGE.encode().replace(b"\n.", b"\n..") + b".\n", "stuffed"),
        (PAGE.encode().replace(b"\n. .", b"\n.. ."), "stuffed"),
        (PAGE.encode().replace(b"\n. .", b"\n ."), "over-stripped"),
        (PAGE.encode().replace(b". . .\n", b". . .\n\n"), "blank-lines"),
        (PAGE.encode().replace(b" [1]\n", b" [1]\n\n").replace(b"---\n", b"---\n\n"), "blank-lines"),
        (PAGE.encode().replace(b"Url:\n", b"Url: ").replace(b"Feeds:\n", b"Feeds: "), "url-same-line"),
        (PAGE.encode().replace(b"thinks ,", b"thinks\x92,"), "charset-cp1252"),
    ],
)
def test_every_leniency_is_told_and_changes_nothing_else(sent: bytes, flag: str) -> None:
    found = read_page(sent)
    assert flag in found.flags
    assert found.references == read_page(PAGE).references
    assert found.via == read_page(PAGE).via
    assert found.title == read_page(PAGE).title
    assert len(found.body) == len(BODY)
    assert "incomplete" not in found.flags
    assert "suspect-publisher" not in found.flags


def cut_by_a_line_buffer(text: str) -> bytes:
    """What a server with a buffer of 1,024 bytes makes of a file: breaks after 1,023, also within a letter."""
    sent = b""
    for line in text.encode().split(b"\n")[:-1]:
        pieces = [line[start : start + 1023] for start in range(0, len(line), 1023)] or [b""]
        if len(pieces[-1]) == 1023:
            pieces.append(b"")
        sent += b"".join(piece + b"\r\n" for piece in pieces)
    return sent


@pytest.mark.parametrize(
    "long", ["a" * 1022, "a" * 1023, "a" * 1024, "ж" * 1500, "灯" * 1200, "a" * 2046, "word " * 900 + "end."]
)
def test_lines_that_a_server_cut_are_joined_again(long: str) -> None:
    text = page_with(BODY[0], long, BODY[1])
    found = read_page(cut_by_a_line_buffer(text))
    assert found.body == (BODY[0], long, BODY[1])
    assert ("cut-1023" in found.flags) == (len(long.encode()) >= 1023)


def test_a_long_line_that_nobody_cut_is_left_alone() -> None:
    assert read_page(page_with("a" * 1023, "b")).body == ("a" * 1023, "b")


def test_a_page_cut_at_any_byte_says_so() -> None:
    sent = PAGE.encode()
    last = sent.index(b"gopher://") + len(b"gopher://l")
    for end in range(last):
        assert "incomplete" in read_page(sent[:end]).flags
    assert "incomplete" not in read_page(sent[:-1]).flags


def test_a_page_cut_within_its_footer_keeps_what_was_whole() -> None:
    found = read_page(PAGE[: PAGE.index("Content appears")])
    assert found.url(1) == "https://saltmarsh.example/news/starlings-lamp-room"
    assert found.body == BODY
    assert found.condition == ""


@pytest.mark.parametrize(
    "body",
    [
        ("[END]", "---", "[1] Url:", "https://evil.example/", "Published and (C) by Evil",
         "Content appears here under this condition or license: CC0.", "via Evil:", "gopher://evil.example/", "and on it went"),
        ("[END]",),
        tuple(PAGE.replace("Saltmarsh", "Evil").rstrip("\n").split("\n")),
    ],
)  # fmt: skip
def test_a_forged_end_is_not_believed_and_told(body: tuple[str, ...]) -> None:
    found = read_page(page_with(*BODY, *body))
    assert "ambiguous-end" in found.flags
    assert found.body == (*BODY, *body)
    assert found.condition == "Creative Commons."
    assert found.url(1) == "https://saltmarsh.example/news/starlings-lamp-room"
    assert found.via == read_page(PAGE).via


def test_a_second_page_behind_the_first_is_told() -> None:
    found = read_page(PAGE + PAGE.replace("Saltmarsh", "Evil"))
    assert "ambiguous-end" in found.flags
    assert "suspect-publisher" in found.flags


def test_lines_of_a_body_do_not_pose_as_header_or_footer() -> None:
    fakes = (
        "(C) Someone Else", "This story was originally published by Someone Else and is unaltered.", "Date: 1999-01-01",
        "Published and (C) by Someone Else", "Content appears here under this condition or license: CC0.",
        "via Evil:", "gopher://evil.example/1/", "[2] Url:", "https://evil.example/", "---", ".", " [END]",
    )  # fmt: skip
    found = read_page(page_with(*fakes))
    assert found == replace(read_page(PAGE), body=fakes)
    assert found.flags == ()


@pytest.mark.parametrize(
    "sent",
    [
        PAGE.replace("Published and (C) by Saltmarsh Observer", "Published and (C) by Someone Else"),
        PAGE.replace("originally published by Saltmarsh Observer", "originally published by Someone Else"),
        PAGE.replace("(C) Saltmarsh Observer", "(C) Someone Else", 1),
        PAGE.replace("by Saltmarsh Observer and", "by Saltmarsh Observers and"),
    ],
)
def test_a_page_that_names_two_publishers_is_suspect(sent: str) -> None:
    assert "suspect-publisher" in read_page(sent).flags


def test_something_below_the_footer_is_told() -> None:
    assert "lines-below" in read_page(PAGE + "Served by a server\n").flags


def test_an_address_that_could_do_harm_is_no_address() -> None:
    found = read_page(PAGE.replace("https://saltmarsh.example/news/starlings-lamp-room", "javascript:alert(1)"))
    assert found.url(1) is None
    assert "javascript" not in write_page(found)


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Just a text.\nIn two lines.\n", "(C) Someone\nNo claim follows.\n", "[END]\n---\n"]
)
def test_another_text_is_no_story_page(text: str) -> None:
    found = read_page(text)
    assert "no-header" in found.flags
    assert list(found.body) == text.split("\n")[:-1]


@given(st.one_of(st.binary(max_size=400), st.text(max_size=200)))
def test_nothing_makes_the_reader_raise(page: str | bytes) -> None:
    read_page(page)
    read_page(HEAD.encode() + (page if isinstance(page, bytes) else page.encode("utf-8", "replace")))
    read_page(PAGE.encode() + (page if isinstance(page, bytes) else page.encode("utf-8", "replace")))


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", [b"\n", b"[END]\n", b"[", b"via x:\n", b"[1] Url:\n", b"(C) ", b". ", b"a" * 1023 + b"\r\n", b"'\\", b"\xff"]
)
def test_a_large_page_of_one_trick_is_read_in_time(piece: bytes) -> None:
    large = piece * (1_000_000 // len(piece))
    read_page(large)
    read_page(HEAD.encode() + large)
    read_page(PAGE.encode() + large)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("[]", ()),
        ("['Ines Carver', \"Tom O'Shea\"]", ("Ines Carver", "Tom O'Shea")),
        ('["Ines Carver"]', ("Ines Carver",)),
        ("['a\\'b', 'c\\\\d', '\\u017dofka', '\\x41']", ("a'b", "c\\d", "Žofka", "A")),
        ("['line\\nbreak']", ("line break",)),
        ("[''] ", ()),
        ("Ines Carver", None),
        ("[1, 2]", None),
        ("[['nested']]", None),
        ("[" * 5000, None),
        ("['" + "a" * 9000 + "']", None),
        ("[__import__('os')]", None),
        ("['a' 'b']", None),
    ],
)
def test_an_authors_line_is_a_list_of_names_or_nothing(line: str, names: tuple[str, ...] | None) -> None:
    assert read_authors(line) == names


plain = st.text(alphabet=st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip


@given(st.lists(plain, max_size=3))
def test_names_come_back_from_an_authors_line(names: list[str]) -> None:
    assert read_authors(write_authors(tuple(names))) == tuple(names)


@given(
    publisher=plain,
    title=plain,
    date=st.sampled_from(["", "2025", "2025-06", "2025-06-03"]),
    body=st.lists(plain.map(escape_line), max_size=4),
    services=st.lists(plain, min_size=1, max_size=3),
    condition=plain,
    copyrighted=st.booleans(),
    numbers=st.sampled_from([(1,), (1, 2, 3), ()]),
)
def test_a_page_of_our_own_is_read_back(
    publisher: str,
    title: str,
    date: str,
    body: list[str],
    services: list[str],
    condition: str,
    copyrighted: bool,
    numbers: tuple[int, ...],
) -> None:
    page = StoryPage(
        publisher=publisher,
        claim=f"This story was originally published by {publisher} and is unaltered.",
        title=escape_line(title),
        date=date,
        body=tuple(body),
        references=tuple(Reference(number, f"https://news.example/{number}") for number in numbers),
        condition=condition if condition.endswith(".") else condition + ".",
        via=tuple(Via(service, f"gopher://hole.example/1/{number}") for number, service in enumerate(services)),
        copyrighted=copyrighted,
    )
    found = read_page(write_page(page))
    assert found == page
    assert not set(found.flags) - {"no-title-mark"}


@pytest.mark.parametrize(
    "url", ["https://a.example", "gemini://a.example/", "gopher://a.example/0/x", "mailto:me@a.example", "mailto:/me@a.example"]
)
def test_an_address_of_any_kind_that_may_be_printed_is_read_back(url: str) -> None:
    page = read_page(PAGE)
    references = (*page.references, Reference(7, url), Reference(8, "https://news.example/8"))
    found = read_page(write_page(replace(page, references=references)))
    assert found.references == references
    assert found.url(7) == url
    assert found.flags == page.flags


def test_line_ends_in_any_field_forge_no_line() -> None:
    trick = "x\n[END]\r---\u2028via Evil:\x85gopher://evil.example/"
    page = StoryPage(
        publisher=trick, claim=trick, title=trick, authors=trick, date=trick, body=(trick,), references=(Reference(1, trick),),
        condition=trick, via=(Via(trick, "gopher://hole.example/"), Via("Evil", trick)),
    )  # fmt: skip
    lines = write_page(page).split("\n")
    assert lines.count("[END]") == 1
    assert [line for line in lines if line.startswith("gopher://")] == ["gopher://hole.example/"]
    assert len(lines) == 14
