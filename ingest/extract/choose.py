"""The article's blocks by our own reckoning: a second opinion beside the library's, and the one taken where it has none."""

from ingest.extract.blocks import PageBlock, PageText
from ingest.extract.classes import ASIDE, BAD, BODY, BYLINE, COMMENT, FOOTER, FORM, HIDDEN, NAV

CLIMB, LEVELS = 0.6, 5
"""A block's worth for the elements above it falls by this factor a level, over so many levels."""


def choose(page: PageText) -> frozenset[int]:
    """The indices of the blocks taken for the article: those worth reading in the element that gathers most such blocks."""
    worth = [_worth(block) for block in page.blocks]
    gathered: dict[int, float] = {}
    for block, value in zip(page.blocks, worth, strict=True):
        share = value
        for level, node in enumerate(block.node.up()):
            if level > LEVELS:
                break
            gathered[id(node)] = gathered.get(id(node), 0.0) + share
            share *= CLIMB
    best = max(page.nodes, key=lambda node: gathered.get(id(node), 0.0) * _favour(node.flags, node.tag), default=None)
    if best is None or not gathered.get(id(best)):
        return frozenset()
    total = [0.0]
    for value in worth:
        total.append(total[-1] + value)
    while best.parent is not None and best.parent.tag != "html":
        inside = total[best.last] - total[best.first]
        around = total[best.parent.last] - total[best.parent.first]
        if around - inside < 0.08 * inside:
            break
        best = best.parent
    return frozenset(
        block.index
        for block in page.blocks[best.first : best.last]
        if block.node.tag != "h1"
        and not block.node.relative & (HIDDEN | NAV | FORM | COMMENT | FOOTER)
        and _kept(block, worth[block.index])
    )


def _worth(block: PageBlock) -> float:
    value = block.size * max(0.0, 1 - 2 * block.links) * (1.0 if block.ends_sentence else 0.3)
    flags = block.node.relative
    if flags & (NAV | FORM | FOOTER | COMMENT | HIDDEN):
        value *= 0.05
    if flags & (ASIDE | BAD | BYLINE):
        value *= 0.2
    return value


def _favour(flags: int, tag: str) -> float:
    if tag in ("article", "main"):
        return 1.4
    return 2.0 if flags & BODY else 1.0


def _kept(block: PageBlock, value: float) -> bool:
    if block.node.relative & (ASIDE | BAD | BYLINE):
        return False
    return value >= 15 or (block.node.tag in ("h2", "h3", "h4", "li", "blockquote", "pre", "td") and block.links < 0.5)
