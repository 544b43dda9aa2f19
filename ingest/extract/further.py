"""A further story on the same page, as endless scrolling puts it there: an article of its own, with a headline of its own."""

from typing import Final

from ingest.extract.blocks import Mark, Node, PageBlock, PageText
from ingest.extract.classes import BYLINE
from ingest.extract.judgement import Judgement, doubt, furniture

FIRST: Final = 8
"""Blocks of an element among which its headline stands."""
ENOUGH: Final = 250
"""Letters of prose of the story's own article from which on it holds the story, and not only its beginning."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})
SURE: Final = furniture("a further story")
MAYBE: Final = doubt("article", "an article of its own after the story's")
LISTED: Final = doubt("article", "one of several articles, each of which leads to a page of its own")


def further_stories(page: PageText, headlines: frozenset[str]) -> dict[int, Judgement]:
    """The judgement on each block in `article` elements after the story's own that begin with a headline: a further story where
    that is an `h1` or a link, or a writer or a date is named; else in doubt, if the story's own article has a story's length, or
    some prose and others side by side lead to a page each.

    An `article` is a composition that stands for itself (WHATWG HTML, section 4.3.2); one within the story's own is a part of it.
    """
    articles = [node for node in page.nodes if node.tag == "article" and node.first < node.last]
    if len(articles) < 2:
        return {}
    tops = (block for block in page.blocks if block.node.tag in _HEADINGS and block.bare in headlines)
    own = next((found for block in tops if (found := _article(block)) is not None), None)
    listed = _listed(page, articles)
    if own is None or own in listed:
        judgement = LISTED if own is None else SURE
        others = (node for node in listed if node is not (own or listed[0]))
        return {index: judgement for node in others for index in range(node.first, node.last)}
    prose = [block.size for block in page.blocks[own.first : own.last] if block.prose]
    is_story = sum(prose) >= ENOUGH
    cards = _cards([node for node in articles if node.first >= own.last]) if prose and not is_story else ()
    further: dict[int, Judgement] = {}
    for node in articles:
        first = page.blocks[node.first : min(node.last, node.first + FIRST)]
        head = next((block for block in first if block.node.tag in _HEADINGS), None)
        if node.first < own.last or node.first in further or head is None:
            continue
        if _is_signed(first, node) or (is_story and (head.node.tag == "h1" or head.linked)):
            further |= dict.fromkeys(range(node.first, node.last), SURE)
        elif is_story or node in cards:
            further |= dict.fromkeys(range(node.first, node.last), MAYBE)
    return further


def listed_as(page: PageText, title: str) -> str | None:
    """The heading of these letters in a list of stories that the page is; None where it is none, or holds no such story."""
    listed = _listed(page, [node for node in page.nodes if node.tag == "article" and node.first < node.last])
    heads = (block for node in listed for block in page.blocks[node.first : node.last] if block.node.tag in _HEADINGS)
    return next((block.text for block in heads if block.bare == title), None)


def _listed(page: PageText, articles: list[Node]) -> list[Node]:
    """Articles of one kind side by side that hold prose and begin with a heading that leads to a page of their own, to each its
    own, where hardly any prose stands outside of them: a list of stories, as the front page of a blog is. Entries of a live
    blog all lead to one page."""
    heads: dict[Node, PageBlock] = {}
    for node in articles:
        first = page.blocks[node.first : min(node.last, node.first + FIRST)]
        head = next((block for block in first if block.node.tag in _HEADINGS), None)
        if head is not None and head.linked and any(block.prose for block in page.blocks[node.first : node.last]):
            heads[node] = head
    found = list(heads)
    beside = {(node.parent, node.label) for node in found}
    pages = {link.partition("#")[0].partition("?")[0] for head in heads.values() for link in _leads_to(head)}
    if len(beside) != 1 or len(pages) != len(found) or len(found) < 2:
        return []
    outside = (block for block in page.blocks if block.prose and not any(node.holds(block.index) for node in found))
    return found if sum(block.size for block in outside) < ENOUGH else []


def _cards(articles: list[Node]) -> list[Node]:
    """Articles side by side the first link in each of which leads to another page than in the others: cards of other stories.
    Entries of a live blog lead to places of one page, if anywhere."""
    links = {node: next(node.element.iter("a"), None) for node in articles}
    pages = [
        (node, (link.get("href") or "").partition("#")[0].partition("?")[0]) for node, link in links.items() if link is not None
    ]
    beside = [(node, to) for node, to in pages if to and node.parent is articles[0].parent]
    return [node for node, _ in beside] if len({to for _, to in beside}) == len(beside) >= 2 else []


def _leads_to(head: PageBlock) -> list[str]:
    return [token.element.get("href") or "" for token in head.tokens if isinstance(token, Mark) and token.kind == "a"][:1]


def _article(block: PageBlock) -> Node | None:
    """The innermost `article` around the block."""
    return next((node for node in block.node.up() if node.tag == "article"), None)


def _is_signed(first: list[PageBlock], article: Node) -> bool:
    """Whether one of the first blocks is a byline or a date."""
    return any(node.flags & BYLINE for block in first for node in block.node.up() if node.first >= article.first)
