"""A kicker in the headline's own element is a part of the headline where the publisher states it so, and else none."""

import json

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html

KICKER, HEADLINE = "Streit um Seife", "Freibad bleibt auch im Winter geöffnet"
BOTH = f"{KICKER}: {HEADLINE}"
TEXT = "".join(
    f"<p>{line}</p>"
    for line in (
        "Der Rat der Stadt will am Donnerstag über die Seife im Freibad und die Zeiten des nächsten Sommers sprechen.",
        "Viertausend hatten das Papier in der Bäckerei unterschrieben, und zwei von ihnen waren Enten, wie sich zeigte.",
        "Das Dach soll im Herbst repariert werden, wenn das Wasser abgelassen ist und die Frösche umgezogen sind.",
    )
)
SHAPES = {
    "spans": f"<h1><span class='kopf__topline'>{KICKER}</span><span class='kopf__text'>{HEADLINE}</span></h1>",
    "spans with a colon read aloud": f"<h1><span>{KICKER}</span><span class='hidden'>: </span><span>{HEADLINE}</span></h1>",
    "spans with a space": f"<h1><span class='kicker'>{KICKER}</span> <span class='headline'>{HEADLINE}</span></h1>",
    "a span in an h2": f"<h2><span class='kicker'>{KICKER}</span><span class='headline'>{HEADLINE}</span></h2>",
    "a span, then words": f"<h1><span class='kicker'>{KICKER}</span>{HEADLINE}</h1>",
    "blocks in an h1": f"<h1><div class='kicker'>{KICKER}</div><div class='headline'>{HEADLINE}</div></h1>",
    "a line break": f"<h1><small>{KICKER}</small><br>{HEADLINE}</h1>",
    "emphasis with a colon": f"<h1><em>{KICKER}:</em> {HEADLINE}</h1>",
}
SITE = "<meta property='og:site_name' content='Tagesblatt'>"


def headed(top: str, *, title: str, shared: str | None = None, stated: str | None = None) -> str | None:
    head = f"<title>{title} | tagesblatt.example</title>{SITE}"
    head += f"<meta property='og:title' content='{shared}'>" if shared else ""
    data = json.dumps({"@type": "NewsArticle", "headline": stated})
    head += f"<script type='application/ld+json'>{data}</script>" if stated else ""
    page = f"<html lang='de'><head>{head}</head><body><article>{top}<div class='t'>{TEXT}</div></article></body></html>"
    found = extract_html(page.encode(), url="https://www.tagesblatt.example/freibad")
    assert isinstance(found, Article)
    return found.headline


@pytest.mark.parametrize("shape", SHAPES)
def test_a_kicker_is_left_where_the_headline_is_stated_without_it(shape: str) -> None:
    assert headed(SHAPES[shape], title=HEADLINE, shared=HEADLINE, stated=HEADLINE) == HEADLINE
    assert headed(SHAPES[shape], title=HEADLINE) == HEADLINE


@pytest.mark.parametrize("shape", SHAPES)
def test_a_kicker_stays_where_the_headline_is_stated_with_it_and_is_set_apart(shape: str) -> None:
    found = headed(SHAPES[shape], title=BOTH, shared=BOTH, stated=BOTH)
    assert found is not None
    assert found.replace(":", "") == f"{KICKER} {HEADLINE}"


@pytest.mark.parametrize("shape", SHAPES)
def test_where_the_statements_differ_most_of_them_count(shape: str) -> None:
    assert headed(SHAPES[shape], title=BOTH, shared=HEADLINE, stated=HEADLINE) == HEADLINE


@pytest.mark.parametrize("shape", ["spans", "spans with a space", "a line break"])
def test_one_statement_against_two_does_not_cut_the_kicker_off(shape: str) -> None:
    found = headed(SHAPES[shape], title=BOTH, shared=BOTH, stated=HEADLINE)
    assert found is not None
    assert found.replace(":", "") == f"{KICKER} {HEADLINE}"


def test_a_word_set_off_in_the_headline_is_no_kicker() -> None:
    named = f"Freibad aktuell: Das {HEADLINE}"
    found = headed(f"<h1><em>Das</em> {HEADLINE}</h1>", title=named, shared=named)
    assert found is not None
    assert found.endswith(f"Das {HEADLINE}")
