"""Which flags of the elements around a block count: those of an element that holds much of the text speak of the page."""

import re
from collections import Counter
from functools import lru_cache
from itertools import accumulate
from typing import Final

from ingest.extract.blocks import Node, PageText
from ingest.extract.classes import AGAINST, CAPTION, COMMENT, HIDDEN, TAGS, class_flags

COMMON: Final = 0.35
"""A flag's element that holds a larger share of the text speaks of the whole page (`js-nav`, `paywall-overlay`)."""

_WEIGHED: Final = AGAINST | CAPTION
_BY_NAME: Final = _WEIGHED & ~HIDDEN & ~COMMENT
_NUMBERED: Final = re.compile(r"(?:comment|cmt)[-_]?\w{0,24}\d{2}|\Ac\d{3}")
"""The id of one reader's comment."""
_OF_TEXT: Final = frozenset({"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "figure", "table"})
"""Elements that any text is made of: that many stand side by side says nothing."""


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
                flags &= ~_WEIGHED | (COMMENT if flags & COMMENT and _is_of_readers(node) else 0)
            elif common and flags & _BY_NAME:
                flags &= ~_said_by(node, common)
        parent = node.parent
        node.relative = flags if parent is None else flags | parent.relative
    return sums


def _is_of_readers(node: Node) -> bool:
    """Whether an element that is called so holds readers' comments, and no column or post that is called a comment: comments
    stand side by side in elements of one kind, or bear numbers, and the headline is not among them."""
    waiting, kinds, numbered = [node], Counter[tuple[int, str]](), False
    while waiting:
        inner = waiting.pop()
        for child in inner.children:
            if child.tag == "h1":
                return False
            numbered = numbered or _NUMBERED.search(child.element.get("id") or "") is not None
            if child.tag not in _OF_TEXT and child.first < child.last and child.flags & COMMENT:
                kinds[id(inner), child.label] += 1
            waiting.append(child)
    return numbered or max(kinds.values(), default=0) >= 2


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
    return _flagged(node.element.get("class") or "")


@lru_cache(maxsize=20_000)
def _flagged(names: str) -> frozenset[str]:
    return frozenset(name for name in names.split() if class_flags(name) & _BY_NAME)


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
