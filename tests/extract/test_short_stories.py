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


@pytest.mark.parametrize(
    "above",
    [
        "July 3, 2025 by Ada Lind",
        "3. Juli 2025 von Ada Lind",
        "3 juillet 2025 | par Ada Lind",
        "Posted on July 3, 2025 in <a href='/news'>News</a>",
        "Publicado el 3 de julio de 2025 por Ada Lind",
    ],
)
@pytest.mark.parametrize(
    "shape", ["<p>{line}</p><h1>{title}</h1>", "<h1>{title}</h1><p>{line}</p>", "<h1>{title}</h1><div>{line}</div>"]
)
def test_a_line_of_date_and_writer_is_no_text_wherever_it_stands(above: str, shape: str) -> None:
    told = "".join(f"<p>{line}</p>" for line in STORY)
    top = shape.format(title="Library closes early on Thursday", line=above)
    page = f"<title>Library closes early on Thursday</title><body><article>{top}{told}</article>"
    found = extract_html(page.encode(), url="https://courier.example/library")
    assert isinstance(found, Article)
    assert [leaf.text for leaf in leaves(found.blocks)] == STORY


@pytest.mark.parametrize("first", ["July 3, 2025 by the sea", "July 3, 2025 in pictures", "3 July 2025 by boat and by train."])
def test_a_first_line_that_only_sounds_so_is_in_doubt_if_left_out(first: str) -> None:
    told = "".join(f"<p>{line}</p>" for line in STORY)
    top = f"<h1>Library closes early on Thursday</h1><h2>{first}</h2>"
    page = f"<title>Library closes early on Thursday</title><body><article>{top}{told}</article>"
    found = extract_html(page.encode(), url="https://courier.example/library")
    assert isinstance(found, Article)
    assert first in [leaf.text for leaf in leaves(found.blocks)] or not found.alteration.unaltered


OTHERS = (
    "The ferry to the outer islands leaves from the old harbour again, nine years after the pier was closed for good.",
    "The market opens on Sundays from June on, as the council decided after a debate that lasted until the lamps were lit.",
    "Divers have looked at the pillars of the bridge and found that the oak is sound, said the harbour master on Friday.",
)
TEASERS = "".join(
    f"<article><header><h2 class='entry-title'><a href='/{at}'>Story {at}</a></h2></header>"
    f"<div class='tc-content-inner'><p>{line}</p></div></article>"
    for at, line in enumerate(OTHERS)
)
LINKS = "".join(f"<li><a href='/{at}'>{TITLE}, part {at} of many</a></li>" for at in range(40))
FURNITURE = {
    "beginnings of other stories": f"<section class='related-posts'><h3>You may also like</h3>{TEASERS}</section>",
    "the writer": (
        "<div class='author-info'><h3 class='author-name'>Ada Lind</h3>"
        "<p class='author-description'>Ada Lind has written about the harbour and the islands for many years now.</p></div>"
    ),
    "lists of links and a word on the paper": (
        f"<div class='widget-area'><h3>Recent posts</h3><ul>{LINKS}</ul><p>The Courier is made on the coast.</p></div>"
    ),
    "the way to others and a signature": (
        f"<h4>You may also like…</h4><ul><li><a href='/a'>{TITLE}</a><p>by Ada Lind · Published June 1, 2025</p></li></ul>"
    ),
}


@pytest.mark.parametrize("around", FURNITURE.values(), ids=FURNITURE)
def test_a_short_story_is_what_its_element_is_named_for(around: str) -> None:
    told = "".join(f"<p>{line}</p>" for line in STORY)
    page = (
        "<title>Library closes early on Thursday</title><body><div id='page'><p>Skip to content</p><p>News from the coast</p>"
        f"<div class='post'><h1>Library closes early on Thursday</h1><div class='entry-content'>{told}</div></div>{around}</div>"
        "<div class='credits'><p>© 2026 <a href='/'>Courier</a></p></div>"
    )
    found = extract_html(page.encode(), url="https://courier.example/library")
    assert isinstance(found, Article)
    assert [leaf.text for leaf in leaves(found.blocks)] == STORY
    assert not found.alteration.unaltered  # so short a text may be a teaser
