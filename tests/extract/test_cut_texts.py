"""A text that is cut says so: by an ellipsis, in the middle of a sentence, or in words on where its rest is read."""

import json

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html

STORY = [
    "The pool in the valley stays open for a further year, and the council has asked the swimmers to bring their own soap.",
    "Four thousand had signed the paper that hung in the bakery, and two of them were ducks, as was found out on counting.",
    "The roof is to be mended in autumn, when the water is let out and the frogs have moved to the pond behind the church.",
]


def read(last: str) -> Article:
    text = "".join(f"<p>{line}</p>" for line in STORY)
    page = f"<title>Pool stays</title><body><article><h1>Pool stays</h1><div class='told'>{text}{last}</div></article>"
    found = extract_html(page.encode(), url="https://valley.example/pool")
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    "last",
    [
        "[…]",
        "[...]",
        "The council will meet again on Thursday to […]",
        "The council will meet again on Thursday to (...)",
        "The council will meet again on Thursday to … →",
        "The council will meet again on Thursday and then",
        "Den vollständigen Artikel lesen Sie im E-Paper.",
        "Das ganze Gespräch lesen Sie in der Printausgabe.",
        "The full article is in our print edition.",
        "Read the full story at Valley Post.",
        "This is an excerpt from the Post.",
        "Lire la suite dans l'édition papier.",
        "Sigue leyendo en la edición impresa.",
        "Continua a leggere sul giornale in edicola.",
        "Pełny tekst w jutrzejszym wydaniu.",
        "Полный текст читайте в бумажной версии.",
        "Ta del av hela artikeln – bli prenumerant",
        "続きは紙面でご覧ください。",
        "（全文请见报纸）",
    ],
)
def test_a_text_that_goes_on_elsewhere_is_not_called_unaltered(last: str) -> None:
    article = read(f"<p>{last}</p>")
    assert not article.alteration.unaltered
    assert article.alteration.end_in_doubt


@pytest.mark.parametrize(
    "last",
    [
        "“And so it goes…”",
        "The paper was printed in an edition of four thousand, and every copy was read in full by at least one duck.",
        "This article appeared in the print edition of 3 March.",
        "Mary Poole, Head of Swimming at Valley Council",
    ],
)
def test_a_text_that_ends_is_whole(last: str) -> None:
    assert read(f"<p>{last}</p>").alteration.end_in_doubt is None


BESIDE = {
    "what a sidebar says of the author": (
        "<aside class='sidebar'><h2>The desk</h2><div>Writes on pools and ponds, and swims in both of them.</div>"
        "<a href='/about' class='button'>Read More</a></aside>"
    ),
    "a box on the author": (
        "<div class='authorbox'><p>Ada Lind has written on pools and ponds for nine years, and she swims in both.</p></div>"
    ),
    "a word to browsers": "<div class='page__nojs'><p>Please switch on scripts in your browser to see the page well.</p></div>",
}


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE)
def test_what_stands_beside_a_text_and_is_not_of_it_puts_it_in_no_doubt(beside: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in STORY)
    page = f"<title>Pool stays</title><body><div><main><h1>Pool stays</h1>{text}</main>{beside}</div>"
    found = extract_html(page.encode(), url="https://valley.example/pool")
    assert isinstance(found, Article)
    assert found.alteration.unaltered, found.alteration


def test_captions_are_a_part_of_the_text_that_the_page_states() -> None:
    caption = "The frogs on their way to the pond."
    figure = f"<figure><img src='/frog.jpg' width='800' height='600'><figcaption>{caption}</figcaption></figure>"
    told = " ".join([STORY[0], caption, *STORY[1:]])
    stated = json.dumps({"@type": "NewsArticle", "articleBody": told})
    text = "".join(f"<p>{line}</p>" for line in STORY)
    page = (
        f"<title>Pool stays</title><script type='application/ld+json'>{stated}</script>"
        f"<body><article><h1>Pool stays</h1>{figure}{text}</article>"
    )
    found = extract_html(page.encode(), url="https://valley.example/pool")
    assert isinstance(found, Article)
    assert found.alteration.unaltered, found.alteration
