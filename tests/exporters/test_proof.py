"""The proof catches what a broken template, escape or writer would do to a story's words."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporters import gopher, html
from exporters.page import Page
from exporters.proof import check
from news.body import (
    Block,
    Cell,
    Emphasis,
    Figure,
    Heading,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    Quote,
    Table,
    Text,
)
from news.edition import Edition, EditionStory
from news.publisher import Site

Render = Callable[[EditionStory, Site], Page]
RENDER: dict[str, Render] = {"web": html.story_page, "gopher": gopher.render_story}
BOTH = pytest.mark.parametrize("render", RENDER.values(), ids=RENDER)


@BOTH
def test_a_page_as_rendered_is_proven(render: Render, stories: tuple[EditionStory, ...], site: Site) -> None:
    for story in stories:
        assert check(render(story, site), story) is None


def test_a_page_without_a_story_has_nothing_to_prove(edition: Edition, stories: tuple[EditionStory, ...], site: Site) -> None:
    for page in html.render(replace(edition, stories=()), site):
        assert check(page, stories[0]) is None


WEB = {
    "a link of the standfirst lost": (
        '<a href="https://county.example/lanes" rel="external nofollow"><strong>two of four lanes</strong></a>',
        "<strong>two of four lanes</strong>",
    ),
    "a word swapped": ("The old bridge", "The new bridge"),
    "a word lost": ("on Friday, after", "on Friday,"),
    "a mark changed": ("“Nobody crosses until", "'Nobody crosses until"),
    "a space lost": ("<strong>Ines Carver</strong>, who", "<strong>Ines Carver</strong>,who"),
    "a paragraph lost": ("<p>[END]</p>", ""),
    "a paragraph twice": ("<p>[END]</p>", "<p>[END]</p>\n<p>[END]</p>"),
    "a paragraph added": ("<p>[END]</p>", "<p>Buy now.</p>\n<p>[END]</p>"),
    "loose words": ("<p>[END]</p>", "Buy now.<p>[END]</p>"),
    "an item lost": ("<li>the northern one</li>", ""),
    "items joined": ("</li>\n<li>Measure it.", " Measure it."),
    "a heading lowered": ("<h2>What is known &amp; what is not</h2>", "<p>What is known &amp; what is not</p>"),
    "a heading lost": ("<h3>In the engineer’s words</h3>", ""),
    "a quotation opened": ("<blockquote>", "<div>"),
    "a cell swapped": ("<td>1871</td><td>sound</td>", "<td>sound</td><td>1871</td>"),
    "a caption changed": ("<em>third</em> pier.</span>", "<em>first</em> pier.</span>"),
    "a credit lost": ('<a href="https://press.example/reed" rel="external nofollow">Tomas Reed</a> / Gazette', ""),
    "a headline changed": ("crack</h1>", "crack?</h1>"),
    "a headline twice": ("</h1>", "</h1><h1>Bridge over the Arle closed after divers find a crack</h1>"),
    "a standfirst changed": (", and “nobody crosses” until the survey is done.</p>", ".</p>"),
    "a link led elsewhere": ('href="https://gauge.example/noon"', 'href="https://gauge.example/night"'),
    "a link lost": ('<a href="https://gauge.example/noon" rel="external nofollow">12:00</a>', "12:00"),
    "an image led elsewhere": ('href="https://press.example/pier.jpg"', 'href="https://press.example/mole.jpg"'),
    "an image lost": (
        '<a class="image" href="https://press.example/pier.jpg" rel="external nofollow">Image at the publisher</a>',
        "",
    ),
    "a link added": ("<p>[END]</p>", '<p><a href="https://shop.example/">[END]</a></p>'),
    "a line end lost": ("1.20 m\nlevel", "1.20 m level"),
    "an escape doubled": ("known &amp; what", "known &amp;amp; what"),
}
GOPHER = {
    "a word swapped": ("The old bridge", "The new bridge"),
    "a paragraph lost": (" [END]\n[END]", "[END]"),
    "a paragraph twice": (" [END]\n[END]", " [END]\n [END]\n[END]"),
    "an item lost": ("  * the northern one\n", ""),
    "a caption changed": ("at the third pier", "at the first pier"),
    "a credit lost": ("[Credit] Photo: Tomas Reed [5] / Gazette\n", ""),
    "a headline changed": ("crack [1]", "crack? [1]"),
    "a standfirst led elsewhere": ("four lanes [2], and", "four lanes [3], and"),
    "a standfirst lost": ("The county shuts two of four lanes [2], and “nobody crosses” until the survey is done.\n\n", ""),
    "a reference undoubled": ("[[2]]", "[2]"),
    "a link led elsewhere": ("[Link] 12:00 [6]", "[Link] 12:00 [3]"),
    "a link lost": ("[Link] 12:00 [6]\n", ""),
    "an address changed": ("https://gauge.example/noon", "https://gauge.example/night"),
    "a line end lost": ("1.20 m\n| level", "1.20 m level"),
    "a row lost": ("|| Third | 1874 | cracked\n", ""),
}


@pytest.mark.parametrize(
    ("render", "before", "after"),
    [pytest.param(html.story_page, *change, id=f"web: {name}") for name, change in WEB.items()]
    + [pytest.param(gopher.render_story, *change, id=f"gopher: {name}") for name, change in GOPHER.items()],
)
def test_a_changed_page_is_caught(render: Render, before: str, after: str, stories: tuple[EditionStory, ...], site: Site) -> None:
    page = render(stories[0], site)
    text = page.body.decode()
    place = text.rfind(before) if page.path.startswith("gopher") else text.find(before, text.find("<main"))
    assert place >= 0
    changed = text[:place] + after + text[place + len(before) :]
    found = check(replace(page, body=changed.encode()), stories[0])
    assert found is not None
    assert "\n" not in found
    assert page.path in found


@BOTH
def test_every_single_lost_line_is_caught(render: Render, stories: tuple[EditionStory, ...], site: Site) -> None:
    """Of the story's own part of the page, line by line; lines of marks alone, such as `</ul>`, hold no words."""
    page = render(stories[0], site)
    text = page.body.decode()
    start, end = ('id="story-body"', "</article>") if render is html.story_page else ("Date: ", "[END]\n---")
    body = text[text.index(start) : text.index(end)].split("\n")[1:]
    body = body[: body.index("</div>", 30)] if render is html.story_page else body
    missed = []
    for number, line in enumerate(body):
        if not re.search(r"\w", re.sub(r"<[^>]*>|^\[Image\]$", "", line)) or "A map of the detour" in line:
            continue
        changed = text.replace("\n".join(body), "\n".join(body[:number] + body[number + 1 :]))
        assert changed != text
        if check(replace(page, body=changed.encode()), stories[0]) is None:
            missed.append(line)
    assert not missed


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)
URLS = st.sampled_from([
    "https://a.example/?b=1&c=\"[2]\"", "https://a.example/\ufffe", "gopher://a.example/0/x", "mailto:/me@a.example",
    "javascript:x()", "/a",
])  # fmt: skip
INLINE = st.builds(
    lambda words, url: (Text(words), Emphasis((Text(words),)), Link(url, (Text(words),)), Text(" and")), WORDS, URLS
)
LINES = st.lists(WORDS, max_size=3).map("\n".join)
BLOCKS: st.SearchStrategy[Block] = st.one_of(
    INLINE.map(Paragraph),
    st.builds(Heading, st.integers(2, 6), INLINE),
    st.builds(ListBlock, st.lists(st.builds(ListItem, INLINE), min_size=1, max_size=3).map(tuple), st.booleans()),
    st.builds(lambda lines, url: Preformatted((Text(lines), Link(url, (Text(lines),)), Text(lines))), LINES, URLS),
    INLINE.map(lambda content: Table(((Cell(content), Cell(content)),))),
    st.builds(lambda content, url: Figure(url=url, caption=content), INLINE, URLS),
    st.lists(INLINE.map(Paragraph), min_size=1, max_size=2).map(lambda blocks: Quote(tuple(blocks))),
)


@BOTH
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(BLOCKS, max_size=5), WORDS)
def test_any_words_come_through_whole(
    render: Render,
    stories: tuple[EditionStory, ...],
    site: Site,
    altered: Callable[..., EditionStory],
    body: list[Block],
    headline: str,
) -> None:
    story = altered(stories[0], headline=headline, body=tuple(body))
    page = render(story, site)
    assert check(page, story) is None
    assert check(page, altered(story, body=(*body, Paragraph((Text("one more"),))))) is not None
