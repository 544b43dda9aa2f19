"""Which flags of the elements around a block count: those of an element that holds much of the text speak of the page."""

from itertools import accumulate
from typing import Final

from ingest.extract.blocks import Node, PageText
from ingest.extract.classes import AGAINST, CAPTION, HIDDEN, TAGS, class_flags

COMMON: Final = 0.35
"""A flag's element that holds a larger share of the text speaks of the whole page (`js-nav`, `paywall-overlay`)."""

_WEIGHED: Final = AGAINST | CAPTION
_BY_NAME: Final = _WEIGHED & ~HIDDEN


def set_relative_flags(page: PageText, weights: list[int]) -> list[int]:
    """Sets each element's relative flags, and gives back the running sums of the weights (a block's share of the text).

    The elements of one class name count together: a text may stand in several such (`sidebar-grid`, `p.paywall`). What a tag
    says (`aside`, `footer`), and what hides an element, it says of each alone.
    """
    sums = [0, *accumulate(weights)]
    most = COMMON * max(1, sums[-1])
    common = _common_names(page, sums, most)
    for node in page.nodes:
        flags = node.flags
        if flags & _WEIGHED:
            if sums[node.last] - sums[node.first] > most:
                flags &= ~_WEIGHED
            elif common and flags & _BY_NAME:
                flags &= ~_said_by(node, common)
        parent = node.parent
        node.relative = flags if parent is None else flags | parent.relative
    return sums


def _common_names(page: PageText, sums: list[int], most: float) -> frozenset[str]:
    """The class names that speak against their elements, and whose elements together hold much of the text."""
    held: dict[str, int] = {}
    reached: dict[str, int] = {}
    for node in page.nodes:
        weight = sums[node.last] - sums[node.first]
        if weight and node.flags & _BY_NAME:
            for name in _names(node):
                if node.first >= reached.get(name, 0):  # not one that stands in another of its kind
                    held[name] = held.get(name, 0) + weight
                    reached[name] = node.last
    return frozenset(name for name, weight in held.items() if weight > most)


def _names(node: Node) -> frozenset[str]:
    """The element's class names that carry flags."""
    return frozenset(name for name in (node.element.get("class") or "").split() if class_flags(name) & _BY_NAME)


def _said_by(node: Node, common: frozenset[str]) -> int:
    """The flags that only common class names give the element."""
    names = _names(node)
    lifted = kept = 0
    for name in names:
        if name in common:
            lifted |= class_flags(name)
        else:
            kept |= class_flags(name)
    return lifted & _BY_NAME & ~kept & ~TAGS.get(node.tag, 0)
