"""Which flags of the elements around a block count: those of an element that holds much of the text speak of the page."""

from itertools import accumulate
from typing import Final

from ingest.extract.blocks import PageText
from ingest.extract.classes import AGAINST, CAPTION

COMMON: Final = 0.35
"""A flag's element that holds a larger share of the text speaks of the whole page (`js-nav`, `paywall-overlay`)."""

_WEIGHED: Final = AGAINST | CAPTION


def set_relative_flags(page: PageText, weights: list[int]) -> list[int]:
    """Sets each element's relative flags, and gives back the running sums of the weights (a block's share of the text)."""
    sums = [0, *accumulate(weights)]
    most = COMMON * max(1, sums[-1])
    for node in page.nodes:
        flags = node.flags
        if flags & _WEIGHED and sums[node.last] - sums[node.first] > most:
            flags &= ~_WEIGHED
        parent = node.parent
        node.relative = flags if parent is None else flags | parent.relative
    return sums
