"""A further story on the same page, as endless scrolling puts it there: with a headline and a byline of its own."""

from typing import Final

from ingest.extract.blocks import Node, PageBlock, PageText
from ingest.extract.classes import BYLINE

FIRST: Final = 8
"""Blocks of an element among which its headline stands."""


def further_stories(page: PageText, headlines: frozenset[str]) -> frozenset[int]:
    """The indices of all blocks in `article` elements after the story's own that begin with a headline and name a writer or a
    date.

    An `article` is a composition that stands for itself (WHATWG HTML, section 4.3.2); one within the story's own is a part of it.
    """
    tops = [(block, _article(block)) for block in page.blocks if block.node.tag == "h1"]
    own = next((found for block, found in tops if block.bare in headlines), None)
    if own is None:
        return frozenset()
    return frozenset(
        index
        for block, found in tops
        if found is not None and found.first >= own.last and block.index - found.first < FIRST and _is_signed(page, found)
        for index in range(found.first, found.last)
    )


def _article(block: PageBlock) -> Node | None:
    """The innermost `article` around the block."""
    return next((node for node in block.node.up() if node.tag == "article"), None)


def _is_signed(page: PageText, article: Node) -> bool:
    """Whether one of the first blocks is a byline or a date."""
    first = page.blocks[article.first : min(article.last, article.first + FIRST)]
    return any(node.flags & BYLINE for block in first for node in block.node.up() if node.first >= article.first)
