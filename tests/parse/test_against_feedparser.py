"""Our reader of RSS, RDF and Atom beside feedparser: what both call the same must be the same, on every case."""

import html
import io
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.parse.decoding import decode
from ingest.parse.entry import ParsedFeed
from ingest.parse.salvage import salvage
from ingest.parse.statements import text_of_html
from ingest.parse.syndication import parse_syndication
from tests.cost import grows_in_step

CASES = sorted((Path(__file__).parents[1] / "cases" / "feeds").glob("*.xml"))
ADDRESS = "https://feed.example.org/feed"


def read_by_feedparser(body: str) -> Any:
    headers = {"content-type": "application/xml; charset=utf-8"}
    return feedparser.parse(io.BytesIO(body.encode()), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)


def title_of(found: Any, *, is_atom: bool) -> str | None:
    """feedparser's title in plain words: it gives markup, and says so. What Atom says is text is text."""
    detail = found.get("title_detail") or {}
    value = str(detail.get("value") or "")
    is_html = detail.get("type") in ("text/html", "application/xhtml+xml")
    return " ".join((text_of_html(value) if is_html else value if is_atom else html.unescape(value)).split()) or None


def topics_of(found: Any) -> list[str]:
    tags = (" ".join(str(tag.get("label") or tag.get("term") or "").split()) for tag in found.get("tags") or ())
    return list(dict.fromkeys(tag for tag in tags if tag))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_titles_topics_and_ids_are_those_that_feedparser_finds(case: Path) -> None:
    body, _ = decode(case.read_bytes())
    ours = parse_syndication(body, ADDRESS)
    if not isinstance(ours, ParsedFeed):
        return
    theirs = read_by_feedparser(body)
    is_atom = ours.dialect.startswith("atom")
    if theirs.bozo:  # of what is broken we may make more than it does; less only by an entry that is not whole
        cut = any("breaks off" in words for words in ours.skipped)
        assert len(ours.entries) + len(ours.repeated) + cut >= len(theirs.entries)
        return
    assert ours.title == title_of(theirs.feed, is_atom=is_atom)
    assert len(ours.entries) + len(ours.repeated) == len(theirs.entries)
    found = [(entry.title, entry.topics, entry.id) for entry in (*ours.entries, *ours.repeated)]
    for entry in theirs.entries:
        assert (title_of(entry, is_atom=is_atom), tuple(topics_of(entry)), entry.get("id") or None) in found


WORDS = st.text(st.sampled_from("Aé <>&;/b\"'#39amplt\n"), max_size=30)


@given(WORDS, WORDS)
def test_whatever_an_rss_title_holds_feedparser_reads_the_same(title: str, topic: str) -> None:
    item = f"<item><title>{escape(title)}</title><category>{escape(topic)}</category></item>"
    both_read(f"<rss version='2.0'><channel>{item}</channel></rss>", is_atom=False)


@given(WORDS, WORDS, st.sampled_from(["", ' type="html"', ' type="text"']))
def test_whatever_an_atom_title_holds_feedparser_reads_the_same(title: str, topic: str, kind: str) -> None:
    entry = f"<title{kind}>{escape(title)}</title><category label={quoteattr(topic)}/>"
    both_read(f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{entry}</entry></feed>", is_atom=True)


def both_read(body: str, *, is_atom: bool) -> None:
    ours, theirs = parse_syndication(body, ADDRESS), read_by_feedparser(body)
    assert isinstance(ours, ParsedFeed)
    assert not theirs.bozo
    assert ours.entries[0].title == title_of(theirs.entries[0], is_atom=is_atom)
    assert list(ours.entries[0].topics) == topics_of(theirs.entries[0])


ITEM = "<item><title>A &amp; b</title><link>http://example.org/1</link><description>Words</description><guid>1</guid></item>"
OTHER = ITEM.replace("1<", "2<")
BROKEN = {
    "attribute without quotes": f"<rss version=2.0><channel><title>T</title>{ITEM}{OTHER}</channel></rss>",
    "two roots": f"<rss version='2.0'></rss><channel><title>T</title>{ITEM}{OTHER}</channel>",
    "markup before the feed": f"<br><rss version='2.0'><channel><title>T</title>{ITEM}{OTHER}</channel></rss>",
    "a bare bracket": f"< <rss version='2.0'><channel><title>T</title>{ITEM}{OTHER}</channel></rss>",
    "an empty tag": f"<><rss version='2.0'><channel><title>T</title>{ITEM}{OTHER}</channel></rss>",
    "nested deep": "<rss><channel><title>T</title>" + "<b>" * 300 + ITEM + OTHER + "</b>" * 300 + "</channel></rss>",
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN)
def test_what_no_tree_can_be_made_of_is_read_tag_by_tag(body: str) -> None:
    found = parse_syndication(body, ADDRESS)
    assert isinstance(found, ParsedFeed)
    assert [(entry.id, entry.link, entry.title) for entry in found.entries] == [
        ("1", "http://example.org/1", "A & b"),
        ("2", "http://example.org/2", "A & b"),
    ]
    assert found.flags == ("not-well-formed",)


def test_an_entry_that_breaks_off_is_not_salvaged() -> None:
    found = parse_syndication(f"<><rss><channel>{ITEM}<item><title>Half</title><description>Wor", ADDRESS)
    assert isinstance(found, ParsedFeed)
    assert [entry.id for entry in found.entries] == ["1"]


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_salvage_finds_the_same_entries_where_nothing_is_broken(case: Path) -> None:
    body, _ = decode(case.read_bytes())
    ours = parse_syndication(body, ADDRESS)
    if isinstance(ours, ParsedFeed) and not ours.flags and ours.entries:
        saved = salvage(body, ADDRESS)
        assert saved is not None
        assert {(one.id, one.title) for one in saved.entries} == {(one.id, one.title) for one in ours.entries}


PIECES = ["<item>", "</item>", "<", ">", "<![CDATA[", "]]>", "<title>", "</title>", "&", "x", "<!--", "<link/>", "\0", "é"]


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_no_broken_markup_makes_salvage_fail(pieces: list[str]) -> None:
    found = salvage("".join(pieces), ADDRESS)
    assert found is None or found.entries


def test_bombs_cost_salvage_little() -> None:
    for piece in ("<", "<!", "<![", "<!--", "&", "<a ", "<a b='", "]]>", "<item>", "<title>"):

        def broken(size: int, piece: str = piece) -> str:
            return "< <rss>" + piece * size + "</item>"

        assert grows_in_step(broken, lambda body: parse_syndication(body, ADDRESS), 20_000), piece
