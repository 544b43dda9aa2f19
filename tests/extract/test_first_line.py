"""What heads a text's first paragraph is the text's: the first question of a conversation, a heading in bold."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.body import leaves

LINES = "".join(
    f"<p>The bridge over the river opened on Tuesday after {years} years of work, and many people walked across it at once.</p>"
    for years in ("four", "six", "nine")
)


@pytest.mark.parametrize(
    ("above", "first"),
    [
        ("<p><b>The pier</b></p>", "The pier"),
        ("<p><strong>How long is it?</strong></p>", "How long is it?"),
        ("<p>Why so late?</p>", "Why so late?"),
        ("<p><a href='/live'>Will it hold?</a></p>", None),
    ],
)
def test_what_heads_the_first_paragraph_is_printed(above: str, first: str | None) -> None:
    head = "<h1>The bridge</h1><p class='byline'>By Jane Doe</p>"
    page = f"<html><head><title>The bridge</title></head><body><article>{head}{above}{LINES}</article>"
    found = extract_html(page.encode(), url="https://paper.example/bridge")
    assert isinstance(found, Article)
    text = next(leaf.text for leaf in leaves(found.blocks))
    assert text == first if first else text.startswith("The bridge over")
