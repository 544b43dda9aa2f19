"""A page whose story stands only in its JSON-LD, as where a script shows it: the story is taken from there, and it says so."""

import json

import pytest

from ingest.extract.article import Article, NoArticle
from ingest.extract.html import extract_html
from news.alteration import Level
from news.body import leaves

URL = "https://ferry.example/news/bell-found"
STORY = [
    "The bell of the old ferry was found on Monday by two boys who were looking for eels below the pier.",
    "It had gone overboard in a storm sixty years ago, and with it the rope and the man who held the rope.",
    "The man swam ashore and lived to be ninety, his daughter said, and never spoke of the bell again.",
    "It will be hung in the school, where the boys have asked that it be rung late rather than early.",
]


def page(body: str, shown: str = "<div id='root'></div>", more: dict[str, object] | None = None) -> bytes:
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "url": URL, "headline": "Bell found after sixty years",
        "datePublished": "2024-05-06T07:00:00+02:00", "author": {"@type": "Person", "name": "Inga Moor"}, "articleBody": body,
        **(more or {}),
    }  # fmt: skip
    script = f"<script type='application/ld+json'>{json.dumps(data)}</script>"
    return f"<html lang='en'><head><title>Bell found after sixty years</title>{script}</head><body>{shown}</body></html>".encode()


@pytest.mark.parametrize(
    "body",
    ["\n".join(STORY), "\r\n\r\n".join(STORY), "".join(f"<p>{line}</p>" for line in STORY),
     "".join(f"&lt;p&gt;{line}&lt;/p&gt;" for line in STORY)],
    ids=["lines", "lines and empty lines", "mark-up", "mark-up escaped"],
)  # fmt: skip
@pytest.mark.parametrize(
    "shown",
    ["<div id='root'></div>", "<div id='root'><p>You need to enable JavaScript to run this page.</p></div>",
     "<p>We and our partners store cookies on this device to count our visitors and to learn what they like to read.</p>"],
)  # fmt: skip
def test_the_story_is_what_the_page_states(body: str, shown: str) -> None:
    article = extract_html(page(body, shown), url=URL)
    assert isinstance(article, Article)
    assert [leaf.text for leaf in leaves(article.blocks)] == STORY
    assert article.headline == "Bell found after sixty years"
    assert article.language == "en"
    assert {("author", "Inga Moor"), ("published", "2024-05-06T07:00:00+02:00")} <= {
        (said.kind, said.text) for said in article.wordings
    }


def test_it_is_word_for_word_and_never_called_unaltered() -> None:
    article = extract_html(page("\n".join(STORY)), url=URL)
    assert isinstance(article, Article)
    assert article.alteration.level is Level.INCOMPLETE
    assert "JSON-LD" in article.alteration.grounds


def test_a_stated_text_that_is_cut_says_so() -> None:
    article = extract_html(page("\n".join([*STORY[:3], "It will be hung in the school, where the…"])), url=URL)
    assert isinstance(article, Article)
    assert article.alteration.end_in_doubt is not None


def test_what_the_page_shows_of_rights_counts_as_on_any_page() -> None:
    licence = "<a rel='license' href='https://creativecommons.org/licenses/by/4.0/'>CC BY</a>"
    foot = f"<footer>Texts on this site are licensed under {licence}.</footer>"
    article = extract_html(page("\n".join(STORY), foot), url=URL)
    assert isinstance(article, Article)
    assert "licence-url" in {said.kind for said in article.wordings}


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("\n".join(STORY), {"isAccessibleForFree": False}),
        ("\n".join(STORY), {"url": "https://ferry.example/news/other", "headline": "Another story of another pier"}),
        (STORY[0], {}),
    ],
    ids=["not free to read", "another page's", "a summary"],
)
def test_some_stated_texts_are_no_story_of_the_page(body: str, more: dict[str, object]) -> None:
    assert isinstance(extract_html(page(body, more=more), url=URL), NoArticle)


def test_a_story_that_is_shown_is_taken_from_the_page() -> None:
    shown = "<article><h1>Bell found after sixty years</h1>" + "".join(f"<p>{line}</p>" for line in STORY[:2]) + "</article>"
    article = extract_html(page("\n".join(STORY), shown), url=URL)
    assert isinstance(article, Article)
    assert [leaf.text for leaf in leaves(article.blocks)] == STORY[:2]
    assert article.alteration.level is Level.EXCERPT
