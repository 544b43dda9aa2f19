"""Each page under tests/cases/pages stands beside what must be made of it; a new case is two files."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from ingest.extract.article import Article, NoArticle
from ingest.extract.html import extract_html
from news.body import Break, Figure, Preformatted, fold, inline_runs, leaves, links, plain

CASES = Path(__file__).parent.parent / "cases" / "pages"
NAMES = sorted(path.stem for path in CASES.glob("*.toml"))


def read(name: str) -> tuple[Article | NoArticle, dict[str, Any]]:
    expected = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))
    body = (CASES / f"{name}.html").read_bytes()
    return extract_html(body, url=expected["url"], charset=expected.get("charset")), expected


def text_lines(article: Article) -> list[str]:
    return [leaf.text for leaf in leaves(article.blocks) if not leaf.kind.endswith(("caption", "credit"))]


@pytest.mark.parametrize("name", NAMES)
def test_the_page_gives_the_story_its_publisher_wrote(name: str) -> None:
    article, expected = read(name)
    if "no_article" in expected:
        assert isinstance(article, NoArticle)
        assert article.cause == expected["no_article"]
        return
    assert isinstance(article, Article), article
    assert article.headline == expected["headline"]
    assert (fold(plain(article.standfirst)) or None) == expected.get("standfirst")
    assert article.alteration.level == expected["level"], article.alteration
    lines = text_lines(article)
    if "leaves" in expected:
        assert [f"{leaf.kind}: {leaf.text}" for leaf in leaves(article.blocks)] == expected["leaves"]
    if "first" in expected:
        assert lines[0] == expected["first"]
    if "last" in expected:
        assert lines[-1] == expected["last"]
    if "count" in expected:
        assert len(lines) == expected["count"]
    printed = "\n".join([article.headline or "", plain(article.standfirst), *(leaf.text for leaf in leaves(article.blocks))])
    for words in expected.get("absent", []):
        assert words not in printed


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_what_else_its_case_names(name: str) -> None:
    article, expected = read(name)
    if isinstance(article, NoArticle):
        return
    if "language" in expected:
        assert article.language == expected["language"]
    found = {f"{wording.kind} | {wording.place} | {wording.text}" for wording in article.wordings}
    assert set(expected.get("wordings", [])) <= found, found
    if "left_out" in expected:
        assert [f"{kind} {number}" for kind, number in article.alteration.left_out] == expected["left_out"]
    if "end" in expected:
        assert expected["end"] in (article.alteration.end_in_doubt or "")
    else:
        assert article.alteration.end_in_doubt is None
    assert list(article.flags) == expected.get("flags", [])
    if "figures" in expected:
        figures = [block for block in article.blocks if isinstance(block, Figure)]
        assert [f"{one.url} | {one.alt} | {one.notice}" for one in figures] == expected["figures"]
    if "links" in expected:
        found_links = [link for run in (article.standfirst, *inline_runs(article.blocks)) for link in links(run)]
        assert [f"{link.url} {plain(link.children)}" for link in found_links] == expected["links"]
    if "pre" in expected:
        assert [plain(block.content) for block in article.blocks if isinstance(block, Preformatted)] == [expected["pre"]]
    if "breaks" in expected:
        assert sum(isinstance(piece, Break) for run in inline_runs(article.blocks) for piece in run) == expected["breaks"]


def test_nothing_is_told_twice() -> None:
    """Headline and standfirst have fields of their own: no line of any case's body repeats them."""
    for name in NAMES:
        article, _ = read(name)
        if isinstance(article, Article):
            assert article.headline not in text_lines(article), name
            assert not article.standfirst or plain(article.standfirst) not in text_lines(article), name
