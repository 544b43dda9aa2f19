"""What we print in the hole and read back with our own ingest is the same story, whatever its words are."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporters import proof
from exporters.gopher import render_story
from ingest.extract.article import Article
from ingest.extract.gopher import extract_gopher
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
    fold,
    leaves,
    links,
    plain,
)
from news.edition import EditionStory
from news.partial_date import PartialDate
from news.provenance import Hop
from tests.gopher.samples import EVERY_KIND, OPEN, PERMITTED, SITE, a_story
from wire.text import label
from wire.urls import safe_link
from wiredesk.servers.gopher import GopherServer, reply

TRICKS = (
    "[END]", "---", ".", ". . . . . . . . . .", "(C) Someone Else", "This story was originally published by X and is unaltered.",
    "Content appears here under this condition or license: CC0.", "Published and (C) by X", "via Evil:", "gopher://evil.example/",
    "[1] Url:", "[3]", "x [2]", "[[4]]", "## x", "* x", "*1. x", "> x", "| x", "|| a | b", "[Image] x [2]", "[Credit] x",
    "Date: 1999",
    "  two leading", "tab\there", "0Free\t/x\tevil.example\t70", "a\u2028[END]\u2029---", "a\x85b", "a\u00adb",
    "\ufeffx", "灯台",
    "مرحبا\u200f",
    "[WITHDRAWN 2025-01-01] x", "end  ", "a | b", "|", "[", "]", "(", "- no",
)  # fmt: skip
letters = st.characters(exclude_categories=["Cc", "Cs"])
words = st.one_of(st.sampled_from(TRICKS), st.text(alphabet=letters, max_size=20), st.text(alphabet="[]0123 |#*>.-", max_size=8))
some_words = words.filter(lambda text: bool(label(text)))
urls = st.sampled_from(
    ["https://news.example/1", "https://news.example/2?a=[b]", "gopher://hole.example/0/x", "javascript:alert(1)", "."]
)
inlines: st.SearchStrategy[Inline] = st.recursive(
    st.one_of(st.builds(Text, words), st.builds(Code, words), st.builds(Break)),
    lambda inner: st.one_of(
        st.builds(Emphasis, st.lists(inner, max_size=2).map(tuple)),
        st.builds(Strong, st.lists(inner, max_size=2).map(tuple)),
        st.builds(Link, urls, st.lists(inner, max_size=2).map(tuple)),
    ),
    max_leaves=4,
)
contents = st.lists(inlines, max_size=3).map(tuple)
flat = st.builds(ListBlock, st.lists(st.builds(ListItem, contents), max_size=3).map(tuple), st.booleans(), st.integers(0, 12))
nested = st.builds(
    ListBlock,
    st.lists(st.builds(ListItem, contents, st.lists(flat, max_size=2).map(tuple)), max_size=2).map(tuple),
    st.booleans(),
    st.integers(0, 12),
)
set_lines = st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12)
pre_lines = st.one_of(st.sampled_from([".", "[END]", "", "\tx  ", "| x"]), set_lines)
set_text = st.lists(pre_lines, min_size=1, max_size=3).map(lambda lines: Text("\n".join(lines)))
set_inlines = st.one_of(set_text, st.builds(Link, urls, st.tuples(set_text)), st.builds(Strong, st.tuples(set_text)))
set_content = st.lists(set_inlines, min_size=1, max_size=3).map(tuple)
simple: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, contents),
    st.builds(Heading, st.integers(2, 6), contents),
    nested,
    st.builds(Preformatted, set_content),
    st.builds(Table, st.lists(st.lists(st.builds(Cell, contents, st.booleans()), max_size=3).map(tuple), max_size=3).map(tuple)),
    st.builds(
        Figure,
        url=urls,
        caption=st.one_of(st.just(()), some_words.map(lambda text: (Text(text),))),
        credit=st.one_of(
            st.just(()),
            some_words.map(lambda text: (Text(text),)),
            st.builds(lambda text, url: (Link(url, (Text(text),)),), some_words, urls),
        ),
    ),
)
blocks: st.SearchStrategy[Block] = st.recursive(
    simple, lambda inner: st.builds(Quote, st.lists(inner, max_size=3).map(tuple)), max_leaves=4
)


def read_back(story: EditionStory, folder: Path, *, bare: bool) -> Article:
    """Through the file, with the server's line ends or as it lies there (`bare`)."""
    page = render_story(story, SITE)
    file = folder / "page.txt"
    file.write_bytes(page.body)
    sent = page.body if bare else reply(folder, b"/page.txt")
    found = extract_gopher(sent, url="gopher://hole.example/0/page.txt", dialect="wiredesk")
    assert isinstance(found, Article)
    return found


def said(found: Article, kind: str) -> list[str]:
    return [wording.text for wording in found.wordings if wording.kind == kind]


def addresses(content: tuple[Inline, ...]) -> list[str | None]:
    """Where the links lead that have words and may be followed."""
    return [safe_link(link.url) for link in links(content) if plain(link.children).strip() and safe_link(link.url)]


def assert_same(found: Article, story: EditionStory) -> None:
    told, about = story.story, story.story.attribution
    assert list(leaves(found.blocks)) == list(leaves(story.printed.body))
    assert found.headline == fold(told.headline)
    assert fold(plain(found.standfirst)) == fold(plain(story.printed.standfirst))
    assert addresses(found.standfirst) == addresses(story.printed.standfirst)
    assert said(found, "publisher") == [label(about.publisher)]
    assert said(found, "author") == [label(name) for name in (about.byline.people if about.byline else ())]
    assert said(found, "published") == ([told.published.day_text()] if told.published else [])
    assert found.canonical == about.url
    own = Hop(
        service=SITE.title,
        url="gopher://127.0.0.1:7070/",
        claim=f"This story was originally published by {label(about.publisher)} and is unaltered.",
    )
    assert found.hops == (*(replace(hop, claim=None) for hop in told.provenance.hops), own)
    assert not set(found.flags) & {"incomplete", "ambiguous-end", "suspect-publisher", "lines-below", "no-header"}


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    body=st.lists(blocks, min_size=1, max_size=4),
    headline=some_words,
    standfirst=st.one_of(
        st.just(()),
        st.builds(lambda text: (Text(text),), some_words),
        st.builds(lambda text, url: (Text("At "), Link(url, (Text(text),)), Text("!")), some_words, urls),
    ),
    publisher=some_words,
    people=st.lists(some_words.filter(lambda text: bool(label(text))), max_size=2),
    date=st.one_of(
        st.none(), st.builds(PartialDate, year=st.integers(1900, 2100), month=st.one_of(st.none(), st.integers(1, 12)))
    ),
    bare=st.booleans(),
)
def test_any_story_comes_back_as_it_was(
    tmp_path: Path,
    body: list[Block],
    headline: str,
    standfirst: tuple[Inline, ...],
    publisher: str,
    people: list[str],
    date: PartialDate | None,
    bare: bool,
) -> None:
    closing = Paragraph((Text("The end."),))
    story = a_story(
        (*body, closing),
        headline=headline,
        standfirst=standfirst,
        publisher=label(publisher),
        people=tuple(people),
        published=date,
    )
    assert_same(read_back(story, tmp_path, bare=bare), story)


def test_every_kind_of_block_comes_back(tmp_path: Path) -> None:
    story = a_story(EVERY_KIND, standfirst=(Text("A night without "), Link("https://sky.example/", (Text("light"),)), Text(".")))
    found = read_back(story, tmp_path, bare=False)
    assert_same(found, story)
    assert [type(block) for block in found.blocks] == [type(block) for block in EVERY_KIND]
    assert proof.check(render_story(story, SITE), story) is None


def test_links_and_pictures_keep_their_addresses(tmp_path: Path) -> None:
    found = read_back(a_story(EVERY_KIND), tmp_path, bare=False)
    first = found.blocks[0]
    assert isinstance(first, Paragraph)
    assert Link("https://saltmarsh.example/log?a=1&b=2", (Text("log"),)) in first.content
    (hours,) = [block for block in found.blocks if isinstance(block, Preformatted) and "21:00" in plain(block.content)]
    assert hours == Preformatted((
        Text("21:00  12 birds [3]\n22:00\t"), Link("https://saltmarsh.example/22", (Text("40  birds"),)), Text("  \n\n.\n[END]"),
    ))  # fmt: skip
    pictures = [block.url for block in found.blocks if isinstance(block, Figure)]
    assert pictures == ["https://saltmarsh.example/lamp.jpg", "https://saltmarsh.example/owl.jpg"]


@pytest.mark.parametrize(
    ("rights", "condition"),
    [
        (PERMITTED, "When Saltmarsh Observer texts are reprinted, a link to the paper is required."),
        (OPEN, None),
    ],
)
def test_the_condition_comes_through_in_its_own_words(tmp_path: Path, rights: object, condition: str | None) -> None:
    story = replace(a_story((Paragraph((Text("One."),)),)), rights=rights)  # type: ignore[arg-type]
    found = read_back(story, tmp_path, bare=False)
    line = next(line for line in render_story(story, SITE).body.decode().split("\n") if line.startswith("Content appears"))
    assert said(found, "rights") == [line.partition("license: ")[2]]
    assert condition is None or said(found, "rights") == [condition]
    assert said(found, "licence-url") == ([] if condition else ["https://creativecommons.org/licenses/by/4.0/"])


def test_a_story_that_goes_through_two_of_us_keeps_its_words_and_gains_a_hop(tmp_path: Path) -> None:
    story = a_story(EVERY_KIND)
    once = read_back(story, tmp_path, bare=False)
    provenance = replace(story.story.provenance, hops=once.hops)
    again = replace(
        story,
        story=replace(story.story, body=once.blocks, provenance=provenance),
        printed=replace(story.printed, body=once.blocks),
    )
    twice = read_back(again, tmp_path, bare=True)
    assert list(leaves(twice.blocks)) == list(leaves(EVERY_KIND))
    assert [hop.service for hop in twice.hops] == ["Lobster Pot News", SITE.title, SITE.title]


async def test_it_comes_back_over_a_real_connection(tmp_path: Path) -> None:
    story = a_story(EVERY_KIND)
    (tmp_path / "page.txt").write_bytes(render_story(story, SITE).body)
    server = GopherServer(tmp_path, "127.0.0.1", 0)
    await server.start()
    reader, writer = await asyncio.open_connection(*server.address)
    writer.write(b"/page.txt\r\n")
    body = await reader.read()
    writer.close()
    await server.stop()
    found = extract_gopher(body, url="gopher://127.0.0.1/0/page.txt", dialect="wiredesk")
    assert isinstance(found, Article)
    assert_same(found, story)
