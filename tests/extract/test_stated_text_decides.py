"""Where two selections differ, the text that the page states as its article's decides, before the library is asked."""

import json

import pytest

from ingest.extract import select
from ingest.extract.article import Article
from ingest.extract.blocks import PageText
from ingest.extract.html import extract_html
from ingest.extract.third import Choice
from news.body import leaves

SAID = [
    "The ferry to the outer isles will sail on Sundays again, after two winters in which nobody was taken across at all.",
    "The council had asked the islanders in writing whether they missed it, and was told by all eleven of them that they did.",
    "A second boat is kept for days on which the first one does not start, which by the harbour's own book is every third.",
    "Tickets are sold by the cook, who is also the mate, and who asks passengers to bring their own cups and a little patience.",
]
OTHER = [
    "The lamp of the lighthouse was wiped on Tuesday by the keeper's niece, who found that it had been green all the time.",
    "Sailors are asked to take note of it, and to steer by the colour that the chart has always said they would see there.",
    "The old cloth is shown in the harbour office, where it may be looked at in the hours between the two tides of the day.",
]


@pytest.fixture(autouse=True)
def other_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our own choice is the other text, the second one is nothing, and the library may not be asked."""

    def asked(root: object, page: PageText) -> Choice:
        raise AssertionError("the library is asked")

    monkeypatch.setattr(select, "choose", lambda page: frozenset(block.index for block in page.blocks if block.text in OTHER))
    monkeypatch.setattr(select, "second_choice", lambda markup, page: frozenset[int]())
    monkeypatch.setattr(select, "library_choice", asked)


def page(stated: str) -> bytes:
    told = json.dumps({"@type": "NewsArticle", "headline": "The ferry sails again", "articleBody": stated})
    said, other = ("".join(f"<p>{line}</p>" for line in lines) for lines in (SAID, OTHER))
    return (
        f"<html><head><title>The ferry sails again</title><script type='application/ld+json'>{told}</script></head><body>"
        f"<h1>The ferry sails again</h1><div class='a'>{said}</div><div class='b'>{other}</div></body></html>"
    ).encode()


def test_the_stated_text_is_taken_without_the_library() -> None:
    found = extract_html(page("\n".join(SAID)), url="https://isle.example/ferry")
    assert isinstance(found, Article)
    assert [leaf.text for leaf in leaves(found.blocks)] == SAID


@pytest.mark.parametrize(
    "stated", [SAID[0], "\n".join(line.replace("e", "a") for line in SAID)], ids=["a summary", "other words"]
)
def test_a_summary_or_a_text_that_is_not_shown_decides_nothing(stated: str) -> None:
    with pytest.raises(AssertionError, match="the library is asked"):
        extract_html(page(stated), url="https://isle.example/ferry")
