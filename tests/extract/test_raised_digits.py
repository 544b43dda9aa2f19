"""Ten to the sixth is never printed as a hundred and six, in whatever form a text is handed on."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from ingest.extract.raised import level
from news.alteration import Level
from news.body import Paragraph, plain

LINES = "".join(
    f"<p>The bridge over the river opened on Tuesday after {years} years of work, and many people walked across it at once.</p>"
    for years in ("four", "six", "nine")
)


def line(markup: str, head: str = "") -> tuple[str, Level]:
    page = f"<html><head><title>The bridge</title>{head}</head><body><article><h1>The bridge</h1>{LINES}<p>{markup}</p></article>"
    found = extract_html(page.encode(), url="https://paper.example/bridge")
    assert isinstance(found, Article)
    last = found.blocks[-1]
    assert isinstance(last, Paragraph)
    return plain(last.content), found.alteration.level


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("About 10<sup>6</sup> m<sup>2</sup> of mud were moved.", "About 10⁶ m² of mud were moved."),
        ("Less CO<sub>2</sub> was let out than in May.", "Less CO₂ was let out than in May."),
        ("The pier sank by 4 cm<sup><a href='#n1'>1</a></sup> in May.", "The pier sank by 4 cm¹ in May."),
        ("It is 10<sup>−9</sup> of what was feared, said she.", "It is 10⁻⁹ of what was feared, said she."),
        ("The sum grows as 2<sup>n</sup> over the years, said she.", "The sum grows as 2ⁿ over the years, said she."),
        ("It sank twice<sup>1, 2</sup> in the spring, said she.", "It sank twice¹, ² in the spring, said she."),
        ("Le 1<sup>er</sup> mai, le pont sera ouvert à tous.", "Le 1er mai, le pont sera ouvert à tous."),
        ("The 19<sup>th</sup> bridge over the river is the last.", "The 19th bridge over the river is the last."),
        ("The pier sank by 4 cm<sup>[1]</sup> in May, said she.", "The pier sank by 4 cm[1] in May, said she."),
        ("Half, <sup>1</sup>/<sub>2</sub>, of all was paid in May.", "Half, ¹/₂, of all was paid in May."),
    ],
)
def test_raised_and_lowered_digits_stay_so(markup: str, text: str) -> None:
    assert line(markup) == (text, Level.VERBATIM)


def test_a_stated_full_text_without_raised_digits_is_no_other_text() -> None:
    stated = '{"@type": "NewsArticle", "headline": "The bridge", "articleBody": "About 106 m2 of mud were moved."}'
    head = f'<script type="application/ld+json">{stated}</script>'
    assert line("About 10<sup>6</sup> m<sup>2</sup> of mud were moved.", head)[1] is Level.VERBATIM


def test_signs_are_set_on_the_line_to_compare() -> None:
    assert level("10⁶ m² CO₂ 2ⁿ⁻¹") == "106 m2 CO2 2n-1"
