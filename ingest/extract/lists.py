"""Items of lists that the selection left out: which of them are the story's, and which only lead elsewhere."""

from typing import Final

from ingest.extract.blocks import Node, PageBlock
from ingest.extract.judgement import PRINT, Judgement, doubt, furniture
from ingest.extract.lines import ADDRESS
from ingest.extract.span import Span

ITEMS: Final = ("li", "dd", "dt")
REACH: Final = 12
"""How many blocks a list may stand away from the text."""
LEADS_IN: Final = 20
"""Letters from which on a line with a colon is more than a label."""


def judge_list(span: Span, block: PageBlock) -> Judgement | None:
    """An item of a list: the text's own, furniture, or in doubt. Of one that is a link its list decides."""
    item = span.within(block, *ITEMS)
    if item is None or span.lays_out(item):
        return None
    whole = item.parent
    if whole is not None and span.printed_in(whole):
        return Judgement("list", PRINT, "another item is printed")
    if block.linked:
        if whole is not None and _is_under_item(span, whole):
            return Judgement("list", PRINT, "list under an item that is printed")
        if whole is not None and _is_of_addresses(span, whole):
            return Judgement("list", PRINT, "list of sources that show their addresses")
        if whole is not None and _is_announced(span, whole):
            return doubt("list", "list of links that the text announces and goes on below")
        return furniture("list of links", "links")
    if span.announced(block):
        return Judgement("list", PRINT, "the text announces a list")
    if (block.links < 0.5 or block.size >= 40) and span.between(block, REACH):
        if block.links >= 0.5 and whole is not None and _leads_away(span, whole):
            return doubt("list", "list of which most are links, between paragraphs")
        return Judgement("list", PRINT, "list between paragraphs")
    if block.links < 0.5 and block.size >= 15 and span.near(block) <= REACH:
        return doubt("list", "list at the end of the text")
    return None


def _is_under_item(span: Span, whole: Node) -> bool:
    """Whether the list stands in an item of another list, below words of that item that were selected."""
    above = whole.parent
    if above is None or above.tag not in ITEMS or span.lays_out(above):
        return False
    return any(index in span.chosen for index in range(above.first, whole.first))


def _is_announced(span: Span, whole: Node) -> bool:
    """Whether the list stands between two pieces of the text in one element, of which the one above ends in a colon."""
    above, below = whole.first - 1, whole.last
    if above not in span.chosen or below not in span.chosen:
        return False
    blocks = span.page.blocks
    leads_in = blocks[above].size >= LEADS_IN and blocks[above].text.endswith((":", "："))
    return leads_in and blocks[above].node.parent is blocks[below].node.parent is whole.parent


def _leads_away(span: Span, whole: Node) -> bool:
    """Whether most of a list's items are links for the most part."""
    blocks = span.page.blocks[whole.first : whole.last]
    return sum(block.links >= 0.5 for block in blocks) * 2 > len(blocks)


def _is_of_addresses(span: Span, whole: Node) -> bool:
    """Whether the list stands right beside the text, in its element, and each item shows an address: where it leads is told."""
    beside = whole.parent is span.container or span.is_home(whole.parent)
    blocks = span.page.blocks[whole.first : whole.last]
    return beside and span.near(blocks[0]) == 1 and all(ADDRESS.match(block.text) for block in blocks)
