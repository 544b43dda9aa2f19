"""A quotation is printed as one whole, however long it is and whoever is named below it."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.body import Quote, leaves

LINES = [
    f"The {part} of the mill was brought up the valley by cart, and the miller wrote down each of the days that it took him."
    for part in ("wheel", "stone", "hopper", "sluice", "shaft", "roof")
]


def read(inner: str) -> Article:
    page = f"<html><body><article><h1>The mill</h1><div class=text>{inner}</div></article></body></html>"
    found = extract_html(page.encode(), url="https://mill.example/1")
    assert isinstance(found, Article)
    assert found.alteration.unaltered, found.alteration
    return found


def quotes_of(inner: str) -> list[list[str]]:
    return [[leaf.text for leaf in leaves(block.blocks)] for block in read(inner).blocks if isinstance(block, Quote)]


def lines_of(inner: str) -> list[str]:
    return [leaf.text for leaf in leaves(read(inner).blocks) if not leaf.kind.endswith(("caption", "credit"))]


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def test_a_quotation_that_is_most_of_the_text_is_one_where_text_stands_around_it() -> None:
    quoted = f"<blockquote>{paragraphs(LINES[1:5])}</blockquote>"
    assert quotes_of(f"<p>{LINES[0]}</p>{quoted}<p>{LINES[5]}</p>") == [LINES[1:5]]


def test_an_element_that_lays_out_the_whole_text_is_no_quotation() -> None:
    assert quotes_of(f"<blockquote>{paragraphs(LINES)}</blockquote>") == []
    assert quotes_of(f"<p>{LINES[0]}</p><blockquote>{paragraphs(LINES[1:])}</blockquote>") == []


def test_the_name_below_a_quotation_stays_though_the_text_names_it_too() -> None:
    said = "“There was no road at all in those years, and the wheel had to be carried over the ford by hand.”"
    told = f"{LINES[0]} So says his daughter, Agathe Lindqvist, who keeps the book."
    quoted = f"<blockquote><p>{said}</p><p>Agathe Lindqvist</p></blockquote>"
    assert quotes_of(paragraphs([told, LINES[1]]) + quoted + paragraphs(LINES[2:])) == [[said, "Agathe Lindqvist"]]


def test_a_sentence_of_the_text_that_is_shown_large_is_not_printed_twice() -> None:
    pulled = f"<blockquote><p>{LINES[1]}</p><p>Agathe Lindqvist</p></blockquote>"
    told = f"{LINES[0]} So says his daughter, Agathe Lindqvist, who keeps the book."
    assert quotes_of(paragraphs([told, LINES[1]]) + pulled + paragraphs(LINES[2:])) == []


SAID = "I carried the wheel over the ford by hand, and so did my mother before me."


@pytest.mark.parametrize(
    "quoted",
    [
        "<blockquote><p>{}</p><footer class='blockquote-footer'>Agathe Lindqvist, miller</footer></blockquote>",
        "<figure class='quote'><blockquote><p>{}</p></blockquote><figcaption>Agathe Lindqvist, miller</figcaption></figure>",
        "<figure><blockquote>{}</blockquote><figcaption class='footer'>Agathe Lindqvist, <i>miller</i></figcaption></figure>",
        "<figure class='wp-block-pullquote'><blockquote><p>{}</p><cite>Agathe Lindqvist, miller</cite></blockquote></figure>",
    ],
)
def test_whose_words_they_are_is_printed_below_them(quoted: str) -> None:
    told = lines_of(paragraphs(LINES[:3]) + quoted.format(SAID) + paragraphs(LINES[3:]))
    assert told == [*LINES[:3], SAID, "Agathe Lindqvist, miller", *LINES[3:]]


def test_the_foot_of_a_page_that_a_quotation_lays_out_is_no_attribution() -> None:
    foot = "<footer>© The Mill Post. All rights reserved.</footer>"
    page = f"<html><body><h1>The mill</h1><blockquote>{paragraphs(LINES)}{foot}</blockquote></body></html>"
    found = extract_html(page.encode(), url="https://mill.example/1")
    assert isinstance(found, Article)
    assert [leaf.text for leaf in leaves(found.blocks)] == LINES


def test_no_name_stands_alone_where_the_quotation_is_a_sentence_of_the_text() -> None:
    pulled = f"<blockquote><p>{LINES[1]}</p><footer>Agathe Lindqvist</footer></blockquote>"
    assert lines_of(paragraphs(LINES[:3]) + pulled + paragraphs(LINES[3:])) == LINES


@pytest.mark.parametrize(
    "shown",
    [
        "<img src='/wheel.jpg'><blockquote>{}</blockquote>",
        "<blockquote class='twitter-tweet'><p>{}</p></blockquote>",
    ],
)
def test_what_is_said_under_an_image_or_a_post_is_no_attribution(shown: str) -> None:
    framed = f"<figure>{shown.format(SAID)}<figcaption>The wheel, seen from the ford</figcaption></figure>"
    assert "The wheel, seen from the ford" not in lines_of(paragraphs(LINES[:3]) + framed + paragraphs(LINES[3:]))


@pytest.mark.parametrize(
    "framed",
    [
        "<figure class='table'><table><tr><th>Year</th><th>Carts</th></tr><tr><td>1811</td><td>24</td></tr></table>{}</figure>",
        "<figure>{}<div><table><tr><th>Year</th><th>Carts</th></tr><tr><td>1811</td><td>24</td></tr></table></div></figure>",
        "<figure><pre>24 carts\n11 days</pre>{}</figure>",
    ],
)
def test_the_source_of_a_table_in_a_figure_is_text(framed: str) -> None:
    caption = "<figcaption>What the mill took. Source: the miller's book</figcaption>"
    told = lines_of(paragraphs(LINES[:3]) + framed.format(caption) + paragraphs(LINES[3:]))
    assert "What the mill took. Source: the miller's book" in told
