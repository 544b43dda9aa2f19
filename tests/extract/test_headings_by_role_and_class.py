"""Headings that are none by their tag are printed as such where the publisher's markup says so, and only there."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.body import Heading, plain

TEXT = [
    f"The {word} of the old harbour has been mended, and the people who live beside it have hung out flags for the day."
    for word in ("wall", "clock", "crane", "light")
]


def headings(line: str, further: str = "") -> list[tuple[int, str]]:
    paragraphs = [f"<p>{words}</p>" for words in TEXT]
    text = "".join([*paragraphs[:2], line, paragraphs[2], further, paragraphs[3]])
    body = f"<html><body><article><h1>The harbour</h1><div class=text>{text}</div></article></body></html>"
    article = extract_html(body.encode(), url="https://quay.example/1")
    assert isinstance(article, Article)
    assert "not in the page" not in article.alteration.grounds
    return [(block.level, plain(block.content)) for block in article.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("<p role='heading' aria-level='3'>A crane of its own</p>", 3),
        ("<div role='heading'>A crane of its own</div>", 2),
        ("<p role='heading' aria-level='1'>A crane of its own</p>", 2),
        ("<p role='heading' aria-level='many'>A crane of its own</p>", 2),
        ("<p class='Article_elementCrosshead__b9'>A crane of its own</p>", 2),
        ("<p class='text-zwischenüberschrift'>A crane of its own</p>", 2),
        ("<div class='inter-titre'>A crane of its own</div>", 2),
    ],
)
def test_a_role_or_class_makes_a_paragraph_a_heading(line: str, level: int) -> None:
    assert headings(line) == [(level, "A crane of its own")]


@pytest.mark.parametrize(
    "line",
    [
        "<p><strong>A crane of its own</strong></p>",
        "<p class='subhead'>A crane of its own stands here.</p>",
        "<div class='crosshead'><p>A crane of its own stands in the harbour now.</p></div>",
    ],
)
def test_what_only_looks_like_a_heading_stays_a_paragraph(line: str) -> None:
    assert headings(line) == []


def test_headings_above_the_text_are_its_own_whatever_their_design_is_called() -> None:
    first, second = ("<h2 class='widget-title'>A crane</h2>", "<h2 class='widget-title'>A light</h2>")
    assert [words for _, words in headings(first, second)] == ["A crane", "A light"]
    assert headings("<div><h2 class='widget-title'>A crane</h2></div>", "<div><h2 class='widget-title'>Weather</h2></div>") == []
