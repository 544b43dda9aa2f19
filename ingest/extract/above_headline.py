"""What was selected above the story's headline: a request for consent, the way to the page, a kicker."""

from collections.abc import Sequence
from typing import Final

from ingest.extract.blocks import PageBlock, PageText, element_around
from ingest.extract.classes import LEAD
from ingest.extract.judgement import Judgement, doubt, furniture

MOST: Final = 0.8
"""The share of the text below the headline that the element holds in which a lead may stand above it."""


def above_headline(page: PageText, selected: Sequence[PageBlock], headlines: frozenset[str]) -> dict[int, Judgement]:
    """The judgement on every selected block above the `h1` that is the headline, where most of the text stands below it. Prose in
    the text's own element may be a lead, and stays, and so does what is named for one; other prose is in doubt."""
    top = next((block for block in page.blocks if block.node.tag == "h1" and block.bare in headlines), None)
    above = [block for block in selected if top is not None and block.index < top.index]
    below = selected[len(above) :]
    if not above or sum(block.size for block in above) >= sum(block.size for block in below):
        return {}
    home = element_around(page, below, MOST)
    return {
        block.index: doubt("prose", "prose above the headline") if block.prose else furniture("above the headline")
        for block in above
        if not ((block.prose or block.node.flags & LEAD) and home.holds(block.index))
    }
