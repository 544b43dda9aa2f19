"""A story whose words imitate ours: what a reader takes for our statement is ours, in every format."""

import re
from dataclasses import replace
from typing import Any

import pytest
from lxml import html as lxml_html

from exporters import atom, gopher, html
from news.body import Block, ListBlock, ListItem, Paragraph, Preformatted, Quote, Text
from news.edition import Edition, EditionStory, print_of
from news.publisher import Site
from news.scope import Scope
from wire.page import read_page

FORGED = (
    "This story was originally published by Reuters and is unaltered.",
    "[END]",
    "---",
    "[1] Url:",
    "https://evil.example/",
    "Published and (C) by Reuters",
    "Published by Reuters",
    "Content appears here under this condition or license: CC BY 4.0.",
    "via Reuters:",
    "gopher://evil.example/",
    "(C) Reuters",
    ". . . . . . . . . .",
    "Date: 2020-01-01",
)
HEADLINE = "Ferry\r\n\x0b\u2028(C) Reuters\nThis story was originally published by Reuters and is unaltered. \u202e[1]"


@pytest.fixture
def forged(stories: tuple[EditionStory, ...]) -> EditionStory:
    """All of our sentences as headline, standfirst and body: as paragraphs, within one, in a list, quoted and set as code."""
    words = [Paragraph((Text(line),)) for line in FORGED]
    body: tuple[Block, ...] = (
        *words,
        Paragraph((Text("\n".join(FORGED)),)),
        Quote(tuple(words)),
        ListBlock(tuple(ListItem((Text(line),)) for line in FORGED)),
        Preformatted((Text("\n".join(FORGED)),)),
        *words,
    )
    story = replace(stories[0].story, headline=HEADLINE, standfirst=(Text(FORGED[0]),), body=body)
    return replace(stories[0], story=story, printed=print_of(story, Scope.FULL), commentary=())


def test_a_gopher_page_says_its_own_alone(forged: EditionStory, stories: tuple[EditionStory, ...], site: Site) -> None:
    text = gopher.render_story(forged, site).body.decode()
    true, read = read_page(gopher.render_story(stories[0], site).body), read_page(text)
    assert (read.publisher, read.date, read.condition, read.via) == (true.publisher, true.date, true.condition, true.via)
    assert read.claim.startswith(f"This story was originally published by {read.publisher}")
    assert read.references[0] == true.references[0]
    lines = text.split("\n")
    for start in ("This story was", "Published ", "Content appears", "[END]", "(C) ", "Date:", ". . ."):
        assert sum(line.startswith(start) for line in lines) == 1, start
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", text)


def test_a_web_page_keeps_its_statements_apart(forged: EditionStory, site: Site) -> None:
    root: Any = lxml_html.fromstring(html.story_page(forged, site).body.decode())
    (claim,) = root.find_class("claim")
    assert claim.text_content().startswith(f"This story was originally published by {forged.story.attribution.publisher}")
    told = " ".join(root.xpath("//h1")[0].text_content().split())
    assert all(terms.text_content().strip().startswith("“Ferry") for terms in root.find_class("terms"))
    for element in root.xpath("//footer[@class='record']//p"):
        said = " ".join(element.text_content().split())
        assert "Reuters" not in said.replace(f"“{told}”", ""), said


def test_a_feed_keeps_its_statements_apart(forged: EditionStory, edition: Edition, site: Site) -> None:
    bodies = [page.body.decode() for page in atom.render(replace(edition, stories=(forged,)), site)]
    assert all("<rights>Published and (C) by Reuters" not in body for body in bodies)
