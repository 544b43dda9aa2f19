"""A story that its page holds twice is printed once; what is said twice in it stays."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.alteration import LossVerdict
from news.body import leaves

STORY = [
    "The weather cock of Saint Olave's came down on Tuesday, and was found in the pond with its beak still to the west.",
    "The sexton dried it with two towels and a hair dryer, which he had to borrow from the mayor's daughter.",
    "Until it is back on its spire the village tells the wind by the washing, as it did before the church was built.",
    "A smith has offered to mend the tail for nothing if he may sign it where nobody can see it but the rooks.",
]
FURTHER = "The rooks have been asked, and have not said anything against it up to now, according to the sexton."


def read(inner: str) -> Article:
    page = f"<title>Weather cock in the pond</title><body><h1>Weather cock in the pond</h1>{inner}</body>"
    found = extract_html(page.encode(), url="https://olave.example/cock")
    assert isinstance(found, Article)
    return found


def text(article: Article) -> list[str]:
    return [leaf.text for leaf in leaves(article.blocks)]


def told(lines: list[str], tag: str = "p") -> str:
    return "".join(f"<{tag}>{line}</{tag}>" for line in lines)


@pytest.mark.parametrize("tag", ["p", "div"])
def test_a_copy_to_be_printed_goes_with_what_stands_beside_it(tag: str) -> None:
    beside = "<ul class='head'><li>Weather cock in the pond</li><li>Entered 2026-05-04 08:26:22</li></ul>"
    printed = f"<div class='hide' id='print'>{beside}<div class='v'>{told(STORY, tag)}</div></div>"
    article = read(f"<div class='body'>{told(STORY, tag)}</div>{printed}")
    assert text(article) == STORY
    assert article.alteration.unaltered


def test_of_a_copy_that_is_hidden_and_one_that_is_not_the_latter_is_printed() -> None:
    article = read(f"<div style='display:none'>{told(STORY)}</div><div class='body'>{told(STORY)}<p>{FURTHER}</p></div>")
    assert text(article) == [*STORY, FURTHER]


def test_what_only_the_copy_says_makes_the_text_no_unaltered_one() -> None:
    article = read(f"<div class='body'>{told(STORY)}</div><div class='long'>{told([*STORY, FURTHER])}</div>")
    assert text(article) == STORY
    assert [loss.first for loss in article.alteration.losses if loss.verdict is LossVerdict.DOUBT] == [FURTHER[:80]]
    assert not article.alteration.unaltered


def test_a_paragraph_that_returns_between_others_is_no_copy() -> None:
    lines = [STORY[0], STORY[1], STORY[0], STORY[2], STORY[0], STORY[3], STORY[0]]
    assert text(read(f"<div class='body'>{told(lines)}</div>")) == lines
