"""Each part of a story that stands in an element of its own keeps its heading; what heads a box beside the text heads no part."""

from ingest.extract.article import Article
from ingest.extract.blocks import PageText
from ingest.extract.html import extract_html
from ingest.extract.judge import judge
from ingest.extract.judgement import PRINT
from ingest.extract.span import Span
from ingest.extract.tree import Tree, parse_page
from ingest.extract.walk import read_blocks
from news.body import Heading, plain

PLACES = ["The old wall", "The town clock", "The long crane", "The north light"]
TEXT = [
    "It has been mended, the harbour master says, and the people beside it have hung out flags for the day.",
    "It had stood still for nine winters, and nobody can say who wound it on the morning of the fair.",
    "It lifts boats again since Monday, though slowly, and its driver has asked for a cushion and a lamp.",
    "It is lit by hand until the spring, because the cable was eaten by something that was not found.",
]
LINKS = "".join(f"<div class='p'><a href='/{at}'>Photo number {at}</a></div>" for at in range(4))


def headings(body: str) -> list[str]:
    found = extract_html(
        f"<html><body><main><h1>What was mended</h1>{body}</main></body></html>".encode(), url="https://q.example/1"
    )
    assert isinstance(found, Article)
    return [plain(block.content) for block in found.blocks if isinstance(block, Heading)]


def printed_beside_prose(body: str) -> list[str]:
    """What is printed besides, where the selection held the paragraphs alone."""
    tree = parse_page(f"<html><body>{body}</body></html>".encode(), None)
    assert isinstance(tree, Tree)
    page = read_blocks(tree.root)
    assert isinstance(page, PageText)
    chosen = frozenset(block.index for block in page.blocks if block.prose)
    found = judge(Span(page, chosen, frozenset({"whatwasmended"}), ""))
    return [page.blocks[index].text for index, made in sorted(found.items()) if made.fate == PRINT]


def part(heading: str, line: str) -> str:
    return f"<section><div class='top'><h2>{heading}</h2></div>{LINKS}<div class='w'><p>{line}</p></div></section>"


def test_a_part_with_an_element_of_its_own_keeps_its_heading() -> None:
    parts = [part(place, line) for place, line in zip(PLACES, TEXT, strict=True)]
    assert printed_beside_prose(f"<p>{TEXT[0]}</p>{''.join(parts)}") == PLACES


def test_the_heading_of_links_between_paragraphs_heads_no_part() -> None:
    box = f"<div class='more'><div class='top'><h2>From the quay</h2></div>{LINKS}</div>"
    assert printed_beside_prose(f"<div class='w'><p>{TEXT[0]}</p>{box}<p>{TEXT[1]}</p></div>") == []


def test_a_single_heading_apart_may_be_a_boxs_and_is_in_doubt() -> None:
    assert printed_beside_prose(f"<p>{TEXT[0]}</p>{part('Latest articles', TEXT[1])}<p>{TEXT[2]}</p>") == []


def test_the_headline_once_more_heads_no_part() -> None:
    assert printed_beside_prose(f"<p>{TEXT[0]}</p>{part('Was mended', TEXT[1]) * 2}<p>{TEXT[2]}</p>") == []


def test_a_class_that_lists_a_heading_in_a_table_of_contents_is_no_menu() -> None:
    parts = [f"<h2 class='wp-block-heading toc'>{place}</h2><p>{line}</p>" for place, line in zip(PLACES, TEXT, strict=True)]
    assert headings("".join(parts)) == PLACES
