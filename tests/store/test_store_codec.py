"""What goes into a column comes out of it: any text, any instant, any body."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from news.body import (
    Block,
    Break,
    Cell,
    Code,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    Quote,
    Strong,
    Table,
    Text,
)  # fmt: skip
from store.blocks import body_from_json, body_to_json
from store.columns import Words
from store.instants import from_text, to_text

ANY_TEXT = st.text(st.characters(exclude_categories=()) | st.sampled_from("\x00\x1a0041\ud800"), max_size=20)
DIALECT = sqlite.dialect()


def blocks() -> st.SearchStrategy[Block]:
    leaf: st.SearchStrategy[Inline] = st.builds(Text, ANY_TEXT) | st.builds(Code, ANY_TEXT) | st.just(Break())

    def nested(inner: st.SearchStrategy[Inline]) -> st.SearchStrategy[Inline]:
        run = st.lists(inner, max_size=3).map(tuple)
        return st.builds(Emphasis, run) | st.builds(Strong, run) | st.builds(Link, ANY_TEXT, run)

    run = st.lists(st.recursive(leaf, nested, max_leaves=5), max_size=3).map(tuple)
    lists = st.recursive(
        st.builds(ListBlock, st.lists(st.builds(ListItem, run), max_size=2).map(tuple), st.booleans(), st.integers(0, 99)),
        lambda inner: st.builds(
            ListBlock, st.lists(st.builds(ListItem, run, st.lists(inner, max_size=2).map(tuple)), max_size=2).map(tuple)
        ),
        max_leaves=3,
    )
    flat: st.SearchStrategy[Block] = st.one_of(
        st.builds(Paragraph, run),
        st.builds(Heading, st.integers(2, 6), run),
        lists,
        st.builds(Preformatted, run),
        st.builds(Table, st.lists(st.lists(st.builds(Cell, run, st.booleans()), max_size=2).map(tuple), max_size=2).map(tuple)),
        st.builds(Figure, ANY_TEXT, ANY_TEXT, run, run, st.none() | ANY_TEXT),
    )
    return st.recursive(flat, lambda inner: st.builds(Quote, st.lists(inner, max_size=3).map(tuple)), max_leaves=4)


@given(st.lists(blocks(), max_size=4).map(tuple))
def test_any_body_comes_back(body: tuple[Block, ...]) -> None:
    assert body_from_json(json.loads(json.dumps(body_to_json(body)))) == body


def test_what_an_earlier_release_kept_is_read_on() -> None:
    """Preformatted text and credits were one string each; the text's digest stays the same, so that no approval of it falls."""
    pre = [["pre", "  x\n y"], ["quote", [["pre", ""]]]]
    assert body_from_json(pre) == (Preformatted((Text("  x\n y"),)), Quote((Preformatted((Text(""),)),)))
    url = "https://harbour.example/f.jpg"
    figures = [["figure", url, "alt", ["said"], "by us", None], ["figure", url, "", [], None, "© us"]]
    assert body_from_json(figures) == (Figure(url, "alt", (Text("said"),), (Text("by us"),)), Figure(url, notice="© us"))


@pytest.mark.parametrize("foreign", [["video", "x"], ["p"], "words", ["a"], ["pre", 1, 2], [], None, ["p", [["blink", []]]]])
def test_what_no_release_wrote_is_refused(foreign: object) -> None:
    with pytest.raises(ValueError, match="no such"):
        body_from_json([foreign])


@given(ANY_TEXT)
def test_any_text_comes_back(text: str) -> None:
    column = Words()
    kept = column.process_bind_param(text, DIALECT)
    assert kept is not None
    assert "\x00" not in kept
    kept.encode()
    assert column.process_result_value(kept, DIALECT) == text


@given(st.datetimes(timezones=st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours))),
                    min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1)),
       st.datetimes(timezones=st.just(UTC)))  # fmt: skip
def test_instants_come_back_and_sort_as_text(one: datetime, other: datetime) -> None:
    assert from_text(to_text(one)) == one
    assert (to_text(one) < to_text(other)) == (one < other)
    assert len(to_text(one)) == 27


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        to_text(datetime(2026, 3, 1))
