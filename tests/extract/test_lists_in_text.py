"""Lists of links that are the story's own are printed whole; those that only lead elsewhere are not."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.alteration import LossVerdict
from news.body import leaves

TEXT = [
    f"The {word} of the old harbour has been mended, and the people who live beside it have hung out flags for the day."
    for word in ("wall", "clock", "crane", "light", "slipway", "gate")
]
HEADS = ["The long winter", "Who mends the crane", "A light", "What comes next"]
ENTRIES = "".join(f"<li><a href='#part-{at}'>{at}. {words}</a></li>" for at, words in enumerate(HEADS))
SECTIONS = "".join(f"<h2 id='part-{at}'>{words}</h2><p>{TEXT[at]}</p>" for at, words in enumerate(HEADS))


def read(inner: str) -> Article:
    body = f"<html><body><article><h1>The harbour</h1><div class=text>{inner}</div></article></body></html>"
    found = extract_html(body.encode(), url="https://quay.example/1")
    assert isinstance(found, Article)
    return found


def lines(article: Article, kind: str) -> list[str]:
    return [leaf.text for leaf in leaves(article.blocks) if leaf.kind.startswith(kind)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<div class='toc' id='toc'><h2>Contents</h2><ul>", "</ul></div>"),
        ("<details class='toc'><summary>Contents</summary><ol>", "</ol></details>"),
        ("<div><p>Contents</p><ul>", "</ul></div>"),
    ],
)
def test_a_table_of_contents_is_printed_whole_with_its_title(before: str, after: str) -> None:
    article = read(f"<p>{TEXT[4]}</p>{before}{ENTRIES}{after}{SECTIONS}<p>{TEXT[5]}</p>")
    assert [line for leaf in leaves(article.blocks) if (line := leaf.text)][:6] == [
        TEXT[4], "Contents", *(f"{at}. {words}" for at, words in enumerate(HEADS)),
    ]  # fmt: skip
    assert len(lines(article, "h")) >= len(HEADS)
    assert article.alteration.unaltered


@pytest.mark.parametrize(
    ("before", "entries", "after"),
    [
        ("<nav><ul>", ENTRIES, "</ul></nav>"),
        ("<ul role='tablist'>", ENTRIES, "</ul>"),
        ("<div role='navigation'><ul>", ENTRIES, "</ul></div>"),
        ("<aside class='toc'><ul>", ENTRIES, "</ul></aside>"),
        ("<div class='toc'><ul>", ENTRIES.replace("#part-", "/other/"), "</ul></div>"),
        ("<div class='toc'><ul>", ENTRIES.replace("#part-", "#nowhere-"), "</ul></div>"),
    ],
)
def test_what_steers_the_page_or_leads_elsewhere_is_no_table_of_contents(before: str, entries: str, after: str) -> None:
    article = read(f"<p>{TEXT[4]}</p>{before}{entries}{after}{SECTIONS}<p>{TEXT[5]}</p>")
    assert not [line for line in lines(article, "li") + lines(article, "ol") if line[0].isdigit()]


@pytest.mark.parametrize(
    "title", ["Contents", "On this page", "Inhaltsverzeichnis", "Índice", "Содержание", "目录", "目次", "جدول المحتويات"]
)
@pytest.mark.parametrize("links", [1, 4])
def test_the_title_of_a_table_of_contents_that_is_left_out_goes_with_it(title: str, links: int) -> None:
    entries = "".join(ENTRIES.partition("</li>")[:2]) if links == 1 else ENTRIES
    article = read(f"<h3>{title}</h3><nav id='toc'><ul>{entries}</ul></nav><p>{TEXT[4]}</p>{SECTIONS}<p>{TEXT[5]}</p>")
    assert lines(article, "h") == HEADS
    assert article.alteration.unaltered


@pytest.mark.parametrize("empty", ["<nav id='toc'></nav>", "<ul> </ul>", "<div class='toc'><ul></ul></div>"])
def test_the_title_of_an_empty_table_of_contents_is_not_printed(empty: str) -> None:
    article = read(f"<h3>Contents</h3>{empty}<p>{TEXT[4]}</p>{SECTIONS}<p>{TEXT[5]}</p>")
    assert lines(article, "h") == HEADS


def test_a_heading_above_links_that_bears_no_title_of_contents_heads_the_text_below_them() -> None:
    article = read(f"<p>{TEXT[4]}</p><h2>What was found</h2><nav><ul>{ENTRIES}</ul></nav><p>{TEXT[5]}</p>{SECTIONS}")
    assert lines(article, "h") == ["What was found", *HEADS]


def test_a_heading_that_is_called_as_contents_are_and_stands_above_text_is_printed() -> None:
    article = read(f"<p>{TEXT[4]}</p><h2>Contents</h2><p>{TEXT[5]}</p>{SECTIONS}")
    assert lines(article, "h") == ["Contents", *HEADS]


def test_links_under_an_item_of_the_text_are_printed() -> None:
    links = "".join(f"<li><a href='/bug/{number}'>Bug {number} about the crane</a></li>" for number in (11, 12, 13))
    items = f"<li>{TEXT[2]}</li><li>In progress, as told last week at the meeting: <ul>{links}</ul></li>"
    printed = lines(read(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p><ul>{items}</ul><p>{TEXT[3]}</p>"), "li")
    assert "Bug 12 about the crane" in printed


@pytest.mark.parametrize(
    ("shown", "printed"), [("https://crane.example/report-{}", True), ("What the crane did in spring {}", False)]
)
def test_sources_that_show_their_addresses_are_printed_and_further_stories_are_not(shown: str, printed: bool) -> None:
    links = "".join(
        f"<li><a href='https://crane.example/report-{number}'>{shown.format(number)}</a></li>" for number in (1, 2, 3)
    )
    article = read("".join(f"<p>{line}</p>" for line in TEXT) + f"<ul>{links}</ul>")
    assert (shown.format(2) in lines(article, "li")) is printed


NAMES = "".join(f"<li><a href='/people/{at}'>{name}</a></li>" for at, name in enumerate(["Ann Reid", "Bo Stone", "Cy Hill"]))


def test_a_list_of_links_that_a_sentence_announces_is_in_doubt() -> None:
    said = "These three of the council voted for it:"
    article = read(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p><p>{said}</p><ul>{NAMES}</ul><p>{TEXT[2]}</p><p>{TEXT[3]}</p>")
    assert lines(article, "li") == []
    assert [loss.first for loss in article.alteration.losses if loss.verdict is LossVerdict.DOUBT] == [
        "Ann Reid",
        "Bo Stone",
        "Cy Hill",
    ]
    assert not article.alteration.unaltered


@pytest.mark.parametrize(
    "before", ["<p>Topics:</p>", "<p>Read more:</p>", f"<p>{TEXT[4]}</p>", "<div><p>See more from our archive:</p></div>"]
)
def test_a_list_of_links_that_no_sentence_announces_leads_elsewhere(before: str) -> None:
    article = read(f"<p>{TEXT[0]}</p><p>{TEXT[1]}</p>{before}<ul>{NAMES}</ul><p>{TEXT[2]}</p><p>{TEXT[3]}</p>")
    assert lines(article, "li") == []
    assert all(loss.verdict is LossVerdict.FURNITURE for loss in article.alteration.losses)


def test_a_list_that_lays_out_the_page_makes_nothing_in_it_an_item_of_the_story() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in TEXT)
    others = "".join(f"<div class='o'><a href='/x{at}'>A crane that went to sea</a> 2026-05-0{at}</div>" for at in range(1, 6))
    news = "".join(
        f"<li><h4><a href='/y{at}'>Who saw the gulls?</a></h4><div>2026-05-0{at} Harbour</div></li>" for at in range(1, 6)
    )
    page = (
        "<html><body><ul class='columns'><li class='left'><h1>The harbour</h1><div class='text'>"
        f"{paragraphs}</div><div class='more'><h4>From the quay</h4>{others}</div><ul class='news'>{news}</ul>"
        "</li><li class='right'><div>What the gulls say</div><div>Weather at sea</div></li></ul></body></html>"
    )
    found = extract_html(page.encode(), url="https://quay.example/1")
    assert isinstance(found, Article)
    assert [leaf.text for leaf in leaves(found.blocks)] == TEXT
