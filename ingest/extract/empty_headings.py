"""Printed headings below which nothing of the story stands: those of furniture, and of boxes that lead to other stories."""

from collections.abc import Mapping

from ingest.extract.blocks import PageBlock, PageText
from ingest.extract.judgement import SUBHEADS, Judgement, furniture
from news.alteration import LossVerdict

OF_NOTHING = furniture("heading of nothing", "heading")
OF_LINKS = furniture("heading of links", "heading")


def empty_headings(page: PageText, printed: frozenset[int], judgements: Mapping[int, Judgement]) -> dict[int, Judgement]:
    """The judgement on each printed heading that heads nothing: those at the end, which belong to furniture below, and those that
    begin an element of which all the rest is links that were left out."""
    dropped: dict[int, Judgement] = {}
    order = sorted(printed)
    while order and _is_heading(page.blocks[order[-1]]):
        dropped[order.pop()] = OF_NOTHING
    for place, index in enumerate(order[:-1]):
        block = page.blocks[index]
        if _is_heading(block) and _heads_links(page, block, order[place + 1], judgements):
            dropped[index] = OF_LINKS
    return dropped


def _is_heading(block: PageBlock) -> bool:
    return block.node.tag in SUBHEADS and not block.prose


def _heads_links(page: PageText, block: PageBlock, following: int, judgements: Mapping[int, Judgement]) -> bool:
    """Whether it begins an element in which nothing but links stands below it."""
    below = page.blocks[block.index + 1 : following]
    if not below or not all(other.linked for other in below) or any(_is_doubtful(judgements.get(other.index)) for other in below):
        return False
    box = next((node for node in block.node.up() if node.last > block.index + 1), None)
    return box is not None and box.first == block.index and box.last <= following


def _is_doubtful(judgement: Judgement | None) -> bool:
    return judgement is not None and judgement.fate in (LossVerdict.DOUBT, LossVerdict.ARTICLE)
