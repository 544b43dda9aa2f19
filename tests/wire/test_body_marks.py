"""The body of our own pages: what is written as blocks is read as the same blocks, and no words pose as a mark."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wire.marks import (
    DEEPEST,
    Block,
    Grid,
    Heading,
    Item,
    Items,
    Picture,
    Pre,
    Quoted,
    Row,
    Run,
    Words,
    escape_line,
    unescape_line,
)
from wire.marks_reader import read_body
from wire.marks_writer import write_body

MARKED = re.compile(
    r"$|[.\[\-(#*>|]|date:|this story|published by|published and|content appears|via |gopher:|https?:", re.IGNORECASE
)
TRICKS = (
    "[END]", "---", ".", "..", ". . . . . . . . . .", "(C) Someone Else", "Date: 1999", "date: x", "## x", "#", "* x", "*1. x",
    "*",
    "> x", ">", "| x", "|", "|| a | b", "||= a", "[Image] x [2]", "[Credit] x", "[3]", "x [3]", "[[3]]", "[3", "3]", "[[3] [4]]",
    "a|b",
    " | ", "||", "via Evil:", "gopher://evil.example/", "https://evil.example/", "[1] Url:", "Published and (C) by Evil",
    "Content appears here under this condition or license: CC0.", "This story was originally published by Evil and is unaltered.",
    "0Free money", "end  ", "- he said", "1. one", "\\", "`", "_a_", "灯台", "مرحبا", "e\u0301", "[", "]", "",
)  # fmt: skip
words = st.one_of(
    st.sampled_from(TRICKS),
    st.text(alphabet="[]0123 |#*>.-a", max_size=12),
    st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20),
).map(lambda text: " ".join(text.replace("\u00ad", "").replace("\u200b", "").replace("\u2060", "").replace("\ufeff", "").split()))
some_words = words.filter(bool)


def joined(pieces: list[str | int]) -> Run:
    """Pieces as a reader gives them: neighbouring words as one, no white space at either end or before a number."""
    run: list[str | int] = []
    for piece in pieces:
        if isinstance(piece, str) and run and isinstance(run[-1], str):
            run[-1] += f" {piece}"
        elif isinstance(piece, str) and run:
            run.append(f" {piece}")
        elif isinstance(piece, str) or run:
            run.append(piece)
    return tuple(run)


line_runs = st.lists(st.one_of(some_words, st.integers(2, 99)), max_size=4).map(joined)
runs = st.one_of(line_runs, st.lists(some_words, min_size=2, max_size=3).map(lambda lines: ("\n".join(lines),)))
captions = st.one_of(st.just(()), some_words.map(lambda text: (text,)))


def lists_of(inner: st.SearchStrategy[tuple[Items, ...]]) -> st.SearchStrategy[Items]:
    items = st.lists(st.builds(Item, runs, inner), min_size=1, max_size=3).map(tuple)
    return st.builds(Items, items, st.one_of(st.none(), st.integers(-3, 2000)))


flat = lists_of(st.just(()))
nested = lists_of(st.lists(flat, max_size=2).map(tuple))
lists = lists_of(st.lists(nested, max_size=2).map(tuple))
rows = st.builds(Row, st.lists(line_runs, min_size=1, max_size=3).map(tuple), st.booleans())
pre_lines = st.one_of(
    st.sampled_from(TRICKS),
    st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12),
    st.just("\tx  "),
)
leaf_blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Words, runs),
    st.builds(Heading, st.integers(2, 6), runs),
    lists,
    st.builds(
        Pre,
        st.lists(pre_lines, min_size=1, max_size=3).map("\n".join),
        st.lists(st.tuples(some_words, st.integers(2, 99)), max_size=2).map(tuple),
    ),
    st.builds(Grid, st.lists(rows, min_size=1, max_size=3).map(tuple)),
    st.builds(Picture, captions, st.integers(2, 99), line_runs),
)
blocks: st.SearchStrategy[Block] = st.recursive(
    leaf_blocks, lambda inner: st.builds(Quoted, st.lists(inner, min_size=1, max_size=3).map(tuple)), max_leaves=6
)


@settings(max_examples=100)
@given(st.lists(blocks, max_size=6), st.one_of(st.none(), some_words.map(lambda text: (text,))))
def test_blocks_come_back_as_they_were(body: list[Block], standfirst: Run | None) -> None:
    lines = write_body(body, standfirst)
    read = read_body(lines)
    assert read.blocks == tuple(body)
    assert read.standfirst == standfirst
    assert not any("\n" in line or "\r" in line for line in lines)


@given(st.text(max_size=40))
def test_an_escaped_line_begins_like_nothing_else_and_comes_back(line: str) -> None:
    text = " ".join(line.split())
    assert unescape_line(escape_line(text)) == text
    assert not MARKED.match(escape_line(text))


@pytest.mark.parametrize("trick", TRICKS)
def test_no_words_are_taken_for_a_mark_or_a_frame_line(trick: str) -> None:
    text = " ".join(trick.split())
    (line,) = write_body([Words((text,))])
    assert line not in ("[END]", "---", ".", "")
    assert read_body([line]).blocks == (Words((text,) if text else ()),)


@pytest.mark.parametrize("pair", [
    (Items((Item(("a",)),)), Items((Item(("b",)),))),
    (Items((Item(("a",)),), 1), Items((Item(("b",)),), 2)),
    (Items((Item(("a",)),)), Items((Item(("b",)),), 1)),
    (Quoted((Words(("a",)),)), Quoted((Words(("b",)),))),
    (Quoted((Quoted((Words(("a",)),)),)), Quoted((Quoted((Words(("b",)),)),))),
    (Grid((Row((("a",),)),)), Grid((Row((("b",),)),))),
    (Pre("a"), Pre("b")),
    (Words(("a",)), Words(("b",))),
    (Words(()), Words(("b",))),
])  # fmt: skip
def test_two_blocks_side_by_side_stay_two(pair: tuple[Block, Block]) -> None:
    assert read_body(write_body(pair)).blocks == pair
    assert read_body(write_body([Quoted(pair)])).blocks == (Quoted(pair),)


def test_two_lists_of_one_item_stay_two() -> None:
    inner = (Items((Item(("a",)),)), Items((Item(("b",)),)))
    body = (Items((Item(("x",), inner), Item(("y",)))),)
    assert read_body(write_body(body)).blocks == body


def test_the_lines_look_as_they_are_documented() -> None:
    body = (
        Words(("See the ", 2, "survey [3].")),
        Heading(2, ("Head",)),
        Items((Item(("a",), (Items((Item(("b",)),), 7),)),)),
        Quoted((Words(("said",)), Quoted((Words(("deeper",)),)))),
        Pre("x  \ty", (("x", 4), ("y", 5))),
        Grid((Row((("h",), ("i",)), header=True), Row((("a|b",), ("c",))))),
        Picture(("Pier",), 4, ("Photo: A", 5)),
        Words(("[END]",)),
        Words(("one\ntwo",)),
    )
    assert write_body(body, ("Standfirst",)) == [
        "Standfirst", "", "See the [2] survey [[3]].", "## Head", "* a", "  *7. b", "> said", "> > deeper", "| x  \ty",
        "[Link] x [4]", "[Link] y [5]", "||= h | i", "|| a||b | c", "[Image] Pier [4]", "[Credit] Photo: A [5]", " [END]",
        "one  ", "two",
    ]  # fmt: skip


def test_white_space_and_controls_in_words_are_folded() -> None:
    (line,) = write_body([Words((" a\u2028b\x85c\td\x0be\x00f\u00a0 g ",))])
    assert line == "a b c d e f g"


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=20), max_size=12))
def test_any_lines_are_read(lines: list[str]) -> None:
    read_body(lines)


@given(st.lists(st.text(alphabet=" *>|#[]0123456789.=Imageredt", max_size=14), max_size=12))
def test_any_lines_of_marks_are_read_and_can_be_written_again(lines: list[str]) -> None:
    read = read_body(lines)
    again = read_body(write_body(read.blocks, read.standfirst))
    assert read_body(write_body(again.blocks, again.standfirst)) == again


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "line", ["> ", ">", "> > > > > > > ", "  ", "* a", "  * a", "*1. a", "| a", "|| a", "", "x  ", "[Image]", "[1] " * 9]
)
def test_a_large_body_of_one_trick_is_read_in_time(line: str) -> None:
    read_body([line] * 15_000)
    read_body([line, ""] * 8_000)
    read_body(["> " * (number % 500) + "  " * (number % 300) + line for number in range(1_000)])


def test_what_is_nested_deeper_than_anyone_writes_is_set_at_the_deepest_level() -> None:
    deep: Block = Words(("x",))
    for _ in range(DEEPEST + 5):
        deep = Quoted((deep,))
    (line,) = write_body([deep])
    assert line == "> " * DEEPEST + "x"
