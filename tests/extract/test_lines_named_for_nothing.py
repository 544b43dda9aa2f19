"""Dates that a page prints beneath its headline in elements that no class names."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from ingest.facts.date_lines import claims_of
from ingest.facts.dates import choose

TEXT = "".join(
    f"<p>The harbour board met for the {nth} time this year and went through every berth, one after the other, until late.</p>"
    for nth in ("first", "second", "third", "fourth", "fifth")
)


def published(between: str, *, above: str = "", below: str = "") -> str | None:
    """The publication date chosen of a page with this between its headline and its text."""
    page = (
        f"<html lang='en'><title>Berths are counted</title><body><main>{above}<h1>Berths are counted</h1>{between}{TEXT}{below}"
    )
    article = extract_html(page.encode(), url="https://news.example/berths")
    assert isinstance(article, Article)
    chosen = [claim for claim in choose(list(claims_of(article.wordings))) if claim.chosen and claim.about == "published"]
    return chosen[0].value.isoformat() if chosen and chosen[0].value else None


@pytest.mark.parametrize(
    ("between", "day"),
    [
        ("<div>15 August 2025</div>", "2025-08-15"),
        ("<small>Posted on August 15, 2025 at 3:28 pm</small>", "2025-08-15T15:28"),
        ("<div><span>By Jane Doe</span> | <span>15 August 2025</span></div>", "2025-08-15"),
        ("<div>The board counts 15 berths in 2025</div>", None),
        ("<div>Doors open: 15 August 2025</div>", None),
        ("<div>15 August 2025</div><div>16 August 2025</div>", None),
        ("<nav>15 August 2025</nav>", None),
    ],
)
def test_a_day_beneath_the_headline_is_the_storys(between: str, day: str | None) -> None:
    assert published(between) == day


def test_a_day_above_the_headline_is_the_storys_only_beside_it() -> None:
    assert published("", above="<div>15 August 2025</div>") == "2025-08-15"
    assert published("", above="<div>15 August 2025</div><div>Harbour</div><div>Town</div>") is None


def test_a_day_below_the_text_is_not() -> None:
    assert published("", below="<div>15 August 2025</div>") is None


def test_one_that_the_page_names_as_its_date_comes_first() -> None:
    assert published("<div>15 August 2025</div><time datetime='2025-08-14'>yesterday</time>") == "2025-08-14"
