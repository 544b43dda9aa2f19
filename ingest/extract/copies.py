"""A story that its page holds twice: once to be read, once more to be printed or mailed."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingest.extract.blocks import Node, PageBlock, PageText, element_around
from ingest.extract.classes import HIDDEN
from ingest.extract.judgement import IGNORE, Judgement, doubt, furniture

LEAST, ALL = 3, 2
"""Paragraphs in the same order that make a copy of a story; fewer may be a writer's own refrain, where they are not all of it."""
LONG: Final = 40
"""Letters of such a paragraph."""
MOST: Final = 0.8
"""The share of them that an element holds which holds the copy."""
COPY: Final = Judgement("repeat", IGNORE, "the story once more")


def second_copy(page: PageText, selected: Sequence[PageBlock]) -> dict[int, Judgement]:
    """The judgement on every block of the copy that readers do not see, or of the later one; empty where there is none.

    A copy stands in an element of its own, with all that holds nothing of the story. What only the copy has is left out with
    it: prose that was selected is in doubt.
    """
    seen: dict[str, PageBlock] = {}
    long = [block for block in selected if block.size >= LONG]
    pairs = [(first, block) for block in long if (first := seen.setdefault(block.bare, block)) is not block]
    if len(pairs) < (ALL if 2 * len(pairs) == len(long) else LEAST) or any(
        before[0].index >= after[0].index for before, after in pairwise(pairs)
    ):
        return {}
    one, other = (element_around(page, side, MOST) for side in zip(*pairs, strict=True))
    if one.first < other.last and other.first < one.last:
        return {}
    copy, story = (one, other) if _is_hidden(one) and not _is_hidden(other) else (other, one)
    while copy.parent is not None and not copy.parent.holds(story.first):
        copy = copy.parent
    chosen = {block.index for block in selected}
    told = {block.bare for block in selected if not copy.holds(block.index)}
    return {
        block.index: COPY if block.bare in told
        else doubt("repeat", "only in a copy of the story") if block.prose and block.index in chosen
        else furniture("beside a copy of the story")
        for block in page.blocks[copy.first : copy.last]
    }  # fmt: skip


def _is_hidden(node: Node) -> bool:
    """Whether the element, or one around it, is hidden from sight."""
    return any(above.flags & HIDDEN for above in node.up())
