"""Pages made to cost time: four times the page costs about four times the time; or it is given up, in one sentence."""

from collections.abc import Callable

import pytest

from ingest.extract import house
from ingest.extract.article import Article, NoArticle
from ingest.extract.html import extract_html
from ingest.extract.tree import LONG_TAG, MAX_ATTRIBUTES
from tests.cost import grows_in_step

PLAIN = "The ferry left the winter quay at noon with forty people aboard, said the harbour master on Tuesday. "
LARGE: dict[str, tuple[int, Callable[[int], str]]] = {
    "paragraphs": (1_500, lambda number: f"<p>{number} {PLAIN * 3}</p>"),
    "short paragraphs": (6_000, lambda number: f"<p>The ferry number {number} left the quay at noon with forty people.</p>"),
    "lists of one item": (4_000, lambda number: "<ul><li>The ferry left</li></ul>"),
    "articles": (4_000, lambda number: f"<article><h1>Ferry {number}</h1><p>{PLAIN}</p></article>"),
    "empty figures": (6_000, lambda number: f'<figure><img src="/{number}.jpg"></figure>'),
    "figures": (
        3_000,
        lambda number: f'<figure><img src="/{number}.jpg"><figcaption>The ferry {number} at sea</figcaption></figure>',
    ),
    "dates": (6_000, lambda number: f"<p>On {1 + number % 28} August 20{number % 25:02d} the ferry left.</p>"),
    "links": (4_000, lambda number: f'<li>The ferry <a href="/{number}">number {number}</a> left</li>'),
    "line breaks": (10_000, lambda number: "a line of words<br>"),
    "headings that are links": (3_000, lambda number: f"<h3><a href='/{number}'>The ferry {number}</a></h3><p>left at noon</p>"),
    "links below dates": (
        3_000,
        lambda number: f"<p>2024-05-{1 + number % 28:02d}</p><p><a href='/{number}'>Ferry {number}</a></p>",
    ),
    "dated teasers": (
        2_000,
        lambda number: f"<div><time>{number}</time><h3><a href='/{number}'>Ferry {number}</a></h3><p>It left at noon</p></div>",
    ),
    "headings": (3_000, lambda number: f"<h2>The ferry {number}</h2>"),
}


def page(inside: str, title: str = "Ferry leaves") -> bytes:
    opening = f"<html><head><title>{title}</title></head><body><article><h1>Ferry leaves</h1><p>{PLAIN * 6}</p>"
    return f"{opening}{inside}<p>{PLAIN * 4}</p></article></body></html>".encode()


def read(body: bytes, feed_title: str | None = None) -> object:
    return extract_html(body, url="https://e.example/a", feed_title=feed_title)


@pytest.mark.parametrize("kind", LARGE)
def test_what_a_page_costs_grows_no_faster_than_the_page(kind: str) -> None:
    count, piece = LARGE[kind]
    assert grows_in_step(lambda size: page("".join(map(piece, range(size)))), read, count)


def test_a_tag_with_too_many_attributes_is_given_up() -> None:
    found = extract_html(page(f"<p {' '.join(f'a{number}' for number in range(100_000))}>x"), url="https://e.example/a")
    assert isinstance(found, NoArticle)
    assert found.words == "the page has a tag with more than 2,000 attributes"


@pytest.mark.parametrize("before", [0, 1, LONG_TAG - 1, LONG_TAG, 3 * LONG_TAG // 2])
@pytest.mark.parametrize("after", ["", ">", ">x<p>"])
def test_a_crowded_tag_is_found_wherever_it_stands(before: int, after: str) -> None:
    crowded = f"<p {' '.join(f'a{number}' for number in range(2 * MAX_ATTRIBUTES))}"
    body = page(f"<p>{'words ' * 1_000}</p><p>{'x' * before}{crowded}{after}")
    assert isinstance(extract_html(body, url="https://e.example/a"), NoArticle)


@pytest.mark.parametrize("inside", [
    f"<p {' '.join(f'a{number}' for number in range(MAX_ATTRIBUTES))}>x",
    f"<script>if (i <n && s == 'it) {'word ' * 100_000}</script>",
    f'<p title="{"word " * 100_000}">x',
    f"<p>{'word ' * 100_000}</p>",
    f"<p>1 < 2 {'word ' * 100_000}</p>",
])  # fmt: skip
def test_what_only_looks_like_many_attributes_is_read(inside: str) -> None:
    assert isinstance(extract_html(page(inside), url="https://e.example/a"), Article)


TITLES: dict[str, Callable[[int], str]] = {
    "spaces": lambda size: f"Ferry{' ' * size}leaves",
    "the site again and again": lambda size: f"Ferry leaves{' | E.example' * size}",
    "bars": lambda size: "| " * size,
}


@pytest.mark.parametrize("kind", TITLES)
def test_a_long_title_costs_no_more_than_its_length(kind: str) -> None:
    title = TITLES[kind]
    assert grows_in_step(title, lambda one: house.without_site(one, frozenset({"eexample"})), 8_000)
    assert grows_in_step(title, lambda one: read(page(""), one), 8_000)
    assert grows_in_step(title, lambda one: read(page("", one)), 8_000)


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x1c", "\x1f", "\x85", "\ufffe", "\uffff", "&#12;", "&#31;"])
def test_signs_that_xml_does_not_know_stand_anywhere(sign: str) -> None:
    """The parser reads them, and its tree refuses to have them written back."""
    page = (
        f"<h1>Locks{sign}<a href='#l'>¶</a>{sign}</h1><p>10<sup>{sign}6{sign}</sup>{sign} m<sub>2{sign}</sub> of mud.</p>"
        f"<pre><span class='ln'>1</span>{sign}open<span class='ln'>2</span>{sign}shut</pre>"
    )
    assert isinstance(extract_html(page.encode(), url="https://locks.example/"), Article | NoArticle)
