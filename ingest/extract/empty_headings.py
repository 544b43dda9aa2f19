"""Printed headings below which nothing of the story stands: those of furniture, of boxes that lead to other stories, and of
tables of contents that were left out."""

from collections.abc import Mapping, Sequence

from ingest.extract.blocks import PageBlock, PageText
from ingest.extract.classes import FORM
from ingest.extract.contents import TITLES, place_led_to
from ingest.extract.judgement import SUBHEADS, Judgement, furniture
from news.alteration import LossVerdict

OF_NOTHING = furniture("heading of nothing", "heading")
OF_LINKS = furniture("heading of links", "heading")


def empty_headings(page: PageText, printed: frozenset[int], judgements: Mapping[int, Judgement]) -> dict[int, Judgement]:
    """The judgement on each printed heading that heads nothing: those at the end, which belong to furniture below, those that
    begin an element of which all the rest is links or a form, left out, and the title of such links that is one of contents."""
    dropped: dict[int, Judgement] = {}
    order = sorted(printed)
    while order and _is_heading(page.blocks[order[-1]]):
        dropped[order.pop()] = OF_NOTHING
    for place, index in enumerate(order[:-1]):
        block = page.blocks[index]
        if _is_heading(block) and _heads_links(block, page.blocks[index + 1 : order[place + 1]], judgements):
            dropped[index] = OF_LINKS
    return dropped


def _is_heading(block: PageBlock) -> bool:
    return block.node.tag in SUBHEADS and not block.prose


def _heads_links(block: PageBlock, below: Sequence[PageBlock], judgements: Mapping[int, Judgement]) -> bool:
    """Whether nothing but links or a form stands between it and the next printed line: all of the element that it begins, or a
    table of contents of which it is the title."""
    if any(_is_doubtful(judgements.get(other.index)) for other in below):
        return False
    if block.bare in TITLES and (all(map(place_led_to, below)) if below else _stands_on_nothing(block)):
        return True
    if not below:
        return False
    box = next((node for node in block.node.up() if node.last > block.index + 1), None)
    is_whole = box is not None and box.first == block.index and box.last <= below[-1].index + 1
    in_form = (other.node.relative & FORM and not block.node.holds(other.index) for other in below)  # a button may stand in it
    return is_whole and all(other.linked or apart for other, apart in zip(below, in_form, strict=True))


def _stands_on_nothing(block: PageBlock) -> bool:
    """Whether the element right below it is a list or the like, and empty: a story without headings has no contents."""
    below = block.node.element.getnext()
    return below is not None and below.tag in ("nav", "ul", "ol", "div") and not "".join(below.itertext()).strip()


def _is_doubtful(judgement: Judgement | None) -> bool:
    return judgement is not None and judgement.fate in (LossVerdict.DOUBT, LossVerdict.ARTICLE)
