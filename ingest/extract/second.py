"""The choice of a second witness with a parser of its own (resiliparse), trimmed by what class names say."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from resiliparse.extract.html2text import extract_plain_text

from ingest.extract.align import align
from ingest.extract.blocks import Node, PageBlock, PageText, without_ink
from ingest.extract.classes import ASIDE, BAD, BYLINE, COMMENT, FOOTER, FORM, HIDDEN, NAV

LINKED_ALONE: Final = ("div", "h2", "h3", "h4", "section")
NO_TEXT: Final = NAV | FOOTER | FORM | COMMENT | HIDDEN | ASIDE

HOME: Final = 0.85
"""The share of the text that the element holds which the text is taken from."""


def second_choice(markup: str, page: PageText) -> frozenset[int]:
    """The indices of the blocks whose text it finds to be the page's main content; empty where it finds none.

    The elements' relative flags have to be set: what they say against a block outweighs the witness.
    """
    try:
        text = extract_plain_text(markup, preserve_formatting=True, main_content=True, list_bullets=False, alt_texts=False,
                                  comments=False, post_meta=False)  # fmt: skip
    except (ValueError, RuntimeError):
        return frozenset()
    pieces = [piece for line in without_ink(text).split("\n") if (piece := "".join(line.split()))]
    found = [page.blocks[index] for index in align(pieces, page).blocks(page)]
    kept = [
        block
        for block in found
        if not block.node.relative & NO_TEXT
        and (block.prose or not (block.node.relative & (BAD | BYLINE) or (block.linked and block.node.tag in LINKED_ALONE)))
    ]
    home = _home(page, kept)
    return frozenset(block.index for block in kept if home.holds(block.index))


def _home(page: PageText, kept: Sequence[PageBlock]) -> Node:
    """The innermost element that holds nearly all of the text: what lies outside of it is a cookie notice or the page's foot."""
    sizes = [0] * len(page.blocks)
    for block in kept:
        sizes[block.index] = block.size
    sums = [0, *accumulate(sizes)]
    node = page.nodes[0]
    while True:
        inner = max(node.children, key=lambda child: sums[child.last] - sums[child.first], default=None)
        if inner is None or sums[inner.last] - sums[inner.first] < HOME * sums[-1]:
            return node
        node = inner
