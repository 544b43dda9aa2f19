"""A quotation is printed as one whole, however long it is and whoever is named below it."""

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.body import Quote, leaves

LINES = [
    f"The {part} of the mill was brought up the valley by cart, and the miller wrote down each of the days that it took him."
    for part in ("wheel", "stone", "hopper", "sluice", "shaft", "roof")
]


def quotes_of(inner: str) -> list[list[str]]:
    page = f"<html><body><article><h1>The mill</h1><div class=text>{inner}</div></article></body></html>"
    found = extract_html(page.encode(), url="https://mill.example/1")
    assert isinstance(found, Article)
    assert found.alteration.unaltered, found.alteration
    return [[leaf.text for leaf in leaves(block.blocks)] for block in found.blocks if isinstance(block, Quote)]


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
