"""A story in several pages is not called whole: whoever prints its first page says that it goes on."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html
from news.alteration import Level

LINES = (
    "The bridge over the river opened on Tuesday after four years of work, and several hundred people walked across it at once.",
    "The mayor thanked the builders and said that the last of the scaffolding would be gone by the end of the month, in time.",
    "Engineers had warned in the spring that the eastern pier was sinking, and work was halted for eleven weeks beside it.",
)


def read(below: str, *, inside: bool, url: str = "https://paper.example/news/bridge.html") -> Article:
    body = "".join(f"<p>{line}</p>" for line in LINES)
    article = f"<article><h1>The bridge opens</h1>{body}{below if inside else ''}</article>{'' if inside else below}"
    page = (
        f"<html lang='en'><head><title>The bridge opens</title></head><body>{article}<footer>© The Paper</footer></body></html>"
    )
    found = extract_html(page.encode(), url=url)
    assert isinstance(found, Article)
    return found


GOES_ON = (
    '<div class="pages"><span>1</span> <a href="?page=2">2</a> <a href="?page=3">3</a></div>',
    '<ul><li>1</li><li><a href="/news/bridge/2">2</a></li></ul>',
    '<p><a href="/news/bridge.html?seite=2">Nächste Seite</a></p>',
    '<p><a href="https://paper.example/news/bridge_2.html">下一页</a></p>',
    '<p><a href="/news/bridge,seite-2.html">Weiter auf Seite 2</a></p>',
    '<p><a rel="next" href="/news/bridge/page/2/">Page suivante</a></p>',
    "<p>Page 1 of 3</p>",
    "<p>第1页/共3页</p>",
)
ENDS = (
    "",
    '<p><a href="/news/ferry.html">Next: The ferry sails again</a></p>',
    '<p><a href="/news/bridge-2.html">A bridge too long: why the second crossing will have to wait until the spring</a></p>',
    '<p><a href="/news/bridge.html?page=1">1</a></p>',
    '<p><a href="/news/?page=2">Older stories</a></p>',
    '<p><a href="/news/bridge.html?print=1">Print</a></p>',
    '<div class="comments"><a href="/news/bridge.html?page=2">Older comments</a></div>',
    "<p>1 / 3</p>",
)


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("below", GOES_ON)
def test_the_first_of_several_pages_is_an_excerpt(below: str, inside: bool) -> None:
    alteration = read(below, inside=inside).alteration
    assert alteration.level is Level.EXCERPT
    assert alteration.end_in_doubt is not None
    assert "next page" in alteration.end_in_doubt or "first of several" in alteration.end_in_doubt


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize("below", ENDS)
def test_a_link_elsewhere_is_no_further_page(below: str, inside: bool) -> None:
    assert read(below, inside=inside).alteration.end_in_doubt is None


@pytest.mark.parametrize("end", ["…", "...", " …"])
def test_a_text_that_ends_in_an_ellipsis_may_be_cut(end: str) -> None:
    found = read(f"<p>Shopkeepers on the far bank counted the cost of those weeks, and three of them{end}</p>", inside=True)
    assert found.alteration.level is Level.INCOMPLETE
    assert found.alteration.end_in_doubt == "the text ends in an ellipsis"
