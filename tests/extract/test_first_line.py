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


LONG = LINES + "".join(
    f"<p>On the {day} the ferry had sailed for the last time, and its captain was given a cup, a clock and a chair to sit on.</p>"
    for day in ("eve", "Monday before", "Sunday")
)
MARKED = [
    "[앵커]",
    "【本报讯】",
    "【新聞提要】",
    "＜アナウンサー＞",
    "〔池田花子〕",
    "（山谷新闻网）",
    "[Analysis]",
    "(Valley Post)",
    "■ 앵커",
]
BESIDE = {
    "p": "<p>{}</p>",
    "p of its own class": "<p class='x1'>{}</p>",
    "div": "<div>{}</div>",
    "words of no element": "{}",
    "strong of no paragraph": "<strong>{}</strong>",
    "above line breaks": "{}<br><br>",
    "two of them": "<p>{}</p><p>【池】</p>",
    "in the first paragraph": "<p>{}<br><br>All of the valley came to see it, and the mayor had a red ribbon and scissors.</p>",
}


@pytest.mark.parametrize("above", BESIDE.values(), ids=BESIDE)
@pytest.mark.parametrize("line", MARKED)
def test_a_line_in_brackets_that_opens_the_text_is_printed(line: str, above: str) -> None:
    """Who speaks, what paper says so, which part it is: the text begins with it, and it ends no sentence."""
    page = f"<title>The bridge</title><body><article><h1>The bridge</h1><div class='t'>{above.format(line)}{LONG}</div></article>"
    found = extract_html(page.encode(), url="https://paper.example/bridge")
    assert isinstance(found, Article)
    assert next(leaf.text for leaf in leaves(found.blocks)) == line
    assert found.alteration.unaltered


@pytest.mark.parametrize(
    "above",
    [
        "<p>[Advertisement]</p>",
        "<p>(3 March 2025)</p>",
        "<p>[By Jane Doe]</p>",
        "<p>[<a href='/live'>Live</a>]</p>",
        "<p>[Read more]</p>",
    ],
)
def test_what_brackets_hold_may_be_none_of_the_text(above: str) -> None:
    page = f"<title>The bridge</title><body><article><h1>The bridge</h1><div class='t'>{above}{LONG}</div></article>"
    found = extract_html(page.encode(), url="https://paper.example/bridge")
    assert isinstance(found, Article)
    assert next(leaf.text for leaf in leaves(found.blocks)).startswith("The bridge over")


def test_a_line_in_brackets_below_an_image_may_be_its_caption() -> None:
    image = "<img src='/b.jpg' width='600' height='400'><p>[Valley Post]</p>"
    page = f"<title>The bridge</title><body><article><h1>The bridge</h1><div class='t'>{image}{LONG}</div></article>"
    found = extract_html(page.encode(), url="https://paper.example/bridge")
    assert isinstance(found, Article)
    assert not found.alteration.unaltered


@pytest.mark.parametrize("above", ["<p class='x1'>VALLEY —</p>", "<div>VALLEY –</div>", "VALLEY --<br><br>"])
def test_words_that_lead_into_the_first_paragraph_are_not_lost_in_silence(above: str) -> None:
    page = f"<title>The bridge</title><body><article><h1>The bridge</h1><div class='t'>{above}{LONG}</div></article>"
    found = extract_html(page.encode(), url="https://paper.example/bridge")
    assert isinstance(found, Article)
    assert not found.alteration.unaltered or next(leaf.text for leaf in leaves(found.blocks)).startswith("VALLEY")
