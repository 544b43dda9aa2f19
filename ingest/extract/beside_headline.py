"""Lines in the headline's own element, where what was selected stands in others: short lines of one kind, such as results, weigh
little beside a column of teasers."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice
from typing import Final

from ingest.extract.blocks import Node, PageBlock, PageText
from ingest.extract.bylines import is_signed
from ingest.extract.classes import AGAINST
from ingest.extract.date_only import is_only_date
from ingest.extract.judgement import SUBHEADS

LINES, LETTERS = 3, 40
"""Lines of one kind, and letters in them, from which on they are more than names, dates and buttons."""
TEASER: Final = 5
"""Blocks that a teaser holds at most."""
MOST: Final = 0.8
"""The share of the selected text that stands in teasers from which on it is nothing else."""


def beside_headline(page: PageText, forms: frozenset[str], chosen: frozenset[int], known: Collection[int] = ()) -> frozenset[int]:
    """The lines below the headline in the largest element around it that holds nothing of the selection; none where fewer than
    three of one kind stand there. Not counted are those that are `known` for something else."""
    top = next((block for block in page.blocks if block.node.tag in ("h1", "h2") and block.bare in forms), None)
    order = [index for index in sorted(chosen) if page.blocks[index].bare not in forms]
    if top is None or not order:
        return frozenset()
    apart: Node | None = None
    for node in top.node.up():
        at = bisect_left(order, node.first)
        if at < len(order) and order[at] < node.last:
            break
        apart = node
    below = page.blocks[top.index + 1 : apart.last] if apart is not None else []
    alike = Counter(map(_kind, below)).most_common(1)
    if not alike or alike[0][1] < LINES:
        return frozenset()
    lines = [block for block in below if block.index not in known and _is_line(block)]
    if len(lines) < LINES:
        return frozenset()
    kinds = Counter(map(_kind, lines))
    kind, count = kinds.most_common(1)[0]
    enough = count >= LINES and sum(block.size for block in lines if _kind(block) == kind) >= LETTERS
    return frozenset(block.index for block in lines) if enough else frozenset()


def _is_line(block: PageBlock) -> bool:
    apart = block.links >= 0.3 or block.node.relative & AGAINST or is_only_date(block.text) or is_signed(block.text)
    return bool(block.bare) and not apart


def are_teasers(page: PageText, chosen: Sequence[PageBlock]) -> bool:
    """Whether nearly all of a selection stands in small elements that begin with a heading that leads elsewhere."""
    teasing = sum(block.size for block in chosen if any(_is_teaser(page, node) for node in islice(block.node.up(), 4)))
    return teasing >= MOST * sum(block.size for block in chosen)


def _is_teaser(page: PageText, node: Node) -> bool:
    first = page.blocks[node.first]
    return 1 < node.last - node.first <= TEASER and first.linked and first.node.tag in SUBHEADS


def _kind(block: PageBlock) -> tuple[str, str]:
    return block.node.label, block.node.parent.label if block.node.parent is not None else ""
