"""The article's blocks by our own reckoning: the first of the witnesses, on the tree that is parsed anyway."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from ingest.extract.blocks import Node, PageBlock, PageText
from ingest.extract.classes import ASIDE, BAD, BODY, BYLINE, COMMENT, FOOTER, FORM, HIDDEN, NAV
from ingest.extract.judgement import SUBHEADS

CLIMB, LEVELS = 0.6, 5
"""A block's worth for the elements above it falls by this factor a level, over so many levels."""
MORE: Final = 0.08
"""The article's element is the one above as long as that adds this share of worth."""

UNLIKE: Final = 0.1
"""What blocks with other class names than the text's count for when the element is widened."""

HOME: Final = 0.1
"""The share of the text that an element holds itself from which on its short lines count as text too."""

HEADED: Final = 3
"""Blocks above a text among which its heading stands."""
LINE: Final = 40
"""Worth of a sentence."""

_FRAME: Final = NAV | FORM | FOOTER | COMMENT | HIDDEN
_BESIDE: Final = ASIDE | BAD | BYLINE
_SHORT_KINDS: Final = frozenset({"h2", "h3", "h4", "h5", "h6", "li", "dd", "dt", "blockquote", "pre", "td", "th"})


def choose(page: PageText) -> frozenset[int]:
    """The indices of the blocks taken for the article: those worth reading in the element that gathers most such blocks.

    The elements' relative flags have to be set.
    """
    worth = [_worth(block) for block in page.blocks]
    gathered: dict[Node, float] = {}
    for block, value in zip(page.blocks, worth, strict=True):
        node: Node | None = block.node
        share = value
        for _ in range(LEVELS + 1):
            if node is None or not share:
                break
            gathered[node] = gathered.get(node, 0.0) + share
            share, node = share * CLIMB, node.parent
    best = max(gathered, key=lambda node: gathered[node] * _favour(node), default=None)
    if best is None:
        return frozenset()
    total = [0.0, *accumulate(worth)]
    for above in best.up():
        inside = total[best.last] - total[best.first]
        around = total[above.last] - total[above.first]
        if around - inside >= MORE * inside and above.tag != "html" and _alike(page, worth, best, above) >= MORE * inside:
            best = above
        elif (above.first, above.last) != (best.first, best.last):
            break
    chosen = _chosen(page, best, worth)
    body = named_body_above(page, chosen)
    return chosen if body is None else _chosen(page, body, worth)


def _chosen(page: PageText, article: Node, worth: Sequence[float]) -> frozenset[int]:
    blocks = page.blocks[article.first : article.last]
    return _with_short_lines(blocks, [block for block in blocks if _kept(block, worth[block.index])])


def named_body_above(page: PageText, chosen: frozenset[int]) -> Node | None:
    """Where what was chosen stands below a heading that leads elsewhere: the element that is named as the story's body between
    the page's headline and there. A few lines weigh less than the beginnings of other stories below them."""
    first = min(chosen, default=0)
    teased = [block for block in page.blocks[max(0, first - HEADED) : first + 1] if block.linked and block.node.tag in SUBHEADS]
    tops = [block for block in page.blocks[:first] if block.node.tag == "h1" and not block.linked]
    if not teased or not tops:
        return None
    bodies = [node for node in page.nodes if node.flags & BODY and tops[-1].index < node.first and node.last <= teased[0].index]
    sentences = {
        node: [value for block in page.blocks[node.first : node.last] if (value := _worth(block)) >= LINE] for node in bodies
    }
    best = max(bodies, key=lambda node: sum(sentences[node]), default=None)
    return best if best is not None and sentences[best] else None


def _alike(page: PageText, worth: Sequence[float], inner: Node, outer: Node) -> float:
    """The worth of what the outer element adds to the inner one, that of blocks unlike the inner one's for a part only."""
    labels = {block.node.label for block in page.blocks[inner.first : inner.last] if worth[block.index]}
    added = [*page.blocks[outer.first : inner.first], *page.blocks[inner.last : outer.last]]
    return sum(worth[block.index] * (1.0 if block.node.label in labels else UNLIKE) for block in added)


def _with_short_lines(inside: Sequence[PageBlock], kept: Sequence[PageBlock]) -> frozenset[int]:
    """The kept blocks, and the short paragraphs that stand between them in the elements that hold most of them."""
    held: Counter[Node | None] = Counter()
    for block in kept:
        held[block.node.parent] += block.size
    least = HOME * held.total()
    homes = {node for node, size in held.items() if size >= least}
    chosen = {block.index for block in kept}
    first, last = min(chosen, default=0), max(chosen, default=0)
    chosen.update(
        block.index
        for block in inside
        if block.node.tag == "p" and first < block.index < last and block.node.parent in homes and block.links < 0.5
        and not block.node.relative & (_FRAME | _BESIDE)
    )  # fmt: skip
    return frozenset(chosen)


def _worth(block: PageBlock) -> float:
    flags = block.node.relative
    if flags & COMMENT:
        return 0.0
    value = block.size * max(0.0, 1 - 2 * block.links) * (1.0 if block.ends_sentence else 0.3)
    if flags & _FRAME:
        value *= 0.05
    if flags & _BESIDE:
        value *= 0.2
    return value


def _favour(node: Node) -> float:
    if node.tag in ("article", "main"):
        return 1.4
    return 2.0 if node.flags & BODY else 1.0


def _kept(block: PageBlock, value: float) -> bool:
    if block.node.tag == "h1" or block.node.relative & (_FRAME | _BESIDE):
        return False
    return value >= 15 or (block.node.tag in _SHORT_KINDS and block.links < 0.5)
