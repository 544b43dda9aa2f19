"""Where no two selections agree, the one that holds the text is taken, and never vouched for."""

import pytest
from lxml.html import HtmlElement

from ingest.extract import select
from ingest.extract.article import Article
from ingest.extract.blocks import PageText
from ingest.extract.html import extract_html
from ingest.extract.third import Choice
from news.alteration import Level
from news.body import leaves

LEAD = (
    "The rain gauge of Upper Marsh has been moved, and the village has been told in writing that it will not rain more for that."
)
SAID = [
    "The gauge stands on the other side of the churchyard now, where by the keeper's reckoning it rains a little more.",
    "He has read it every morning since 1984, with the exception of two mornings on which it was not to be found.",
    "The new place was chosen by lot among three, one of which lies under a tree and was not meant to be drawn.",
    "Next to it a bench will be set up, so that whoever wishes to wait for rain may do so in comfort and in writing.",
]


def read(monkeypatch: pytest.MonkeyPatch, found_by_library: list[str]) -> Article:
    """The page as read where the second selection finds nothing, and the library the lines given."""

    def library(root: HtmlElement, page: PageText) -> Choice:
        chosen = frozenset(block.index for block in page.blocks if block.text in found_by_library)
        return Choice(chosen=chosen, fault=None)

    monkeypatch.setattr(select, "second_choice", lambda markup, page: frozenset[int]())
    monkeypatch.setattr(select, "library_choice", library)
    text = "".join(f"<p>{line}</p>" for line in SAID)
    page = (
        "<html><head><title>Rain gauge moved</title></head><body><div class='top'><h1>Rain gauge moved</h1>"
        f"<div>{LEAD}</div></div><div class='prose'>{text}</div></body></html>"
    )
    found = extract_html(page.encode(), url="https://marsh.example/rain")
    assert isinstance(found, Article)
    return found


def test_our_own_choice_stands_where_the_library_has_a_line_only(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, [LEAD])
    assert [leaf.text for leaf in leaves(found.blocks) if leaf.text != LEAD] == SAID
    assert found.alteration.level is Level.INCOMPLETE


def test_the_library_outweighs_our_own_choice_where_it_has_text(monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(monkeypatch, [LEAD, *SAID[2:]])
    assert found.alteration.level is not Level.VERBATIM
