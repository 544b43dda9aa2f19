"""Words inside a paragraph that a reader does not see as its text are left out and counted; a cut notice voids the claim."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.alteration import Level
from news.body import leaves

TEXT = [
    f"The {word} of the old harbour has been mended, and the people who live beside it have hung out flags for the day."
    for word in ("wall", "clock", "crane", "light")
]


def read(paragraph: str, after: str = "") -> Article:
    text = "".join(f"<p>{line}</p>" for line in TEXT[:2]) + paragraph + "".join(f"<p>{line}</p>" for line in TEXT[2:])
    body = f"<html><body><article><h1>The harbour</h1><div class=text>{text}{after}</div></article></body></html>"
    found = extract_html(body.encode(), url="https://quay.example/1")
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    ("inner", "printed", "kind"),
    [
        ('the <span class="tip">mole<span class="tooltip-text">a wall in the sea</span></span> is', "the mole is", "tooltip"),
        ('the mole<span role="tooltip">a wall in the sea</span> is', "the mole is", "tooltip"),
        ("the <ruby>港<rp>(</rp><rt>みなと</rt><rp>)</rp></ruby> is", "the 港 is", "reading"),
        ("the <del>old</del> new mole is", "the new mole is", "struck passage"),
        ("the <s>old</s> new mole is", "the new mole is", "struck passage"),
    ],
)
def test_words_that_are_not_the_paragraphs_are_left_out_and_counted(inner: str, printed: str, kind: str) -> None:
    article = read(f"<p>On the whole {inner} thought to be one of the finest on this coast.</p>")
    assert f"On the whole {printed} thought to be one of the finest on this coast." in [
        leaf.text for leaf in leaves(article.blocks)
    ]
    assert (kind, 1) in article.alteration.left_out
    assert article.alteration.unaltered == (kind != "struck passage")


@pytest.mark.parametrize(
    "notice",
    [
        "<p>Members can see the rest of this story. Read more</p>",
        "<p>And then the crane moved by itself. Members can see the rest of this story. Read more</p>",
        "<p>This article is for subscribers.</p>",
        "<p>Il vous reste 70 % de cet article à lire.</p>",
        "<p>Subscribe to continue reading.</p>",
    ],
)
def test_a_notice_that_the_rest_is_kept_back_makes_an_excerpt(notice: str) -> None:
    article = read("", notice)
    assert article.alteration.level is Level.EXCERPT
    assert article.alteration.end_in_doubt is not None


def test_a_colon_that_is_read_aloud_only_still_parts_the_words_around_it() -> None:
    kicked = "<span class='k'>Upper Marsh</span><span class='visually-hidden'>: </span><span>The bell is late</span>"
    found = extract_html(
        f"<html><body><article><h1>{kicked}</h1>{''.join(f'<p>{line}</p>' for line in TEXT)}</article></body></html>".encode(),
        url="https://marsh.example/bell",
    )
    assert isinstance(found, Article)
    assert found.headline == "Upper Marsh The bell is late"
    assert found.alteration.unaltered
