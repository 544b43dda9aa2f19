"""A story of a few lines is printed alone: what leads from it to others, in its own element, is the page's."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.body import leaves

STORY = [
    "The town library closes at two in the afternoon on Thursday because the lift is being repaired.",
    "Books that are due that day may be returned on Friday without a fee.",
]
TITLE = "Council passes the budget after a night of talks"


@pytest.mark.parametrize(
    "beside",
    [
        f"<a href='/a'><strong>Newer</strong><div>{TITLE}</div></a>",
        f"<a href='/a'><span>Newer</span></a><div><a href='/a'>{TITLE}</a></div><div><a href='/b'>Older</a></div>",
        f"<ul><li><a href='/a'>{TITLE}</a></li><li><a href='/b'>The market opens on Sundays from June on</a></li></ul>",
    ],
)
@pytest.mark.parametrize("lines", [1, 2])
def test_what_leads_from_a_short_story_to_others_is_no_text(beside: str, lines: int) -> None:
    told = "".join(f"<p>{line}</p>" for line in STORY[:lines])
    page = (
        "<title>Library</title><body><div><div><div><section><article><div>"
        "<header><h1>Library closes early on Thursday</h1></header>"
        f"<div>{told}</div></div><nav>{beside}</nav></article></section></div></div></div>"
    )
    found = extract_html(page.encode(), url="https://courier.example/library")
    assert isinstance(found, Article)
    assert [leaf.text for leaf in leaves(found.blocks)] == STORY[:lines]


@pytest.mark.parametrize(
    "above",
    [
        "<p><strong>Ada Lind</strong></p><time>July 3, 2025</time><span> - One minute read </span><span> - 31 words </span>",
        "<p>Ada Lind</p><div>3 July 2025</div>",
        "<p>3 de julio de 2025 · Lectura en un minuto</p>",
    ],
)
def test_who_wrote_a_short_story_and_when_is_no_text(above: str) -> None:
    told = "".join(f"<p>{line}</p>" for line in STORY)
    page = (
        f"<title>Library</title><body><main><article><header><h1>Library closes early on Thursday</h1>{above}</header>"
        f"<div>{told}<ul><li><a href='/t'>library</a></li></ul></div></article></main>"
    )
    found = extract_html(page.encode(), url="https://courier.example/library")
    assert isinstance(found, Article)
    assert [leaf.text for leaf in leaves(found.blocks)] == STORY
