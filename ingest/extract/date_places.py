"""Where beside a story a date may stand to be the story's: not with other stories, comments or quotations."""

import re
from itertools import islice
from typing import Final

from ingest.extract.blocks import PageBlock
from ingest.extract.classes import ASIDE, BAD, COMMENT, DATE, FOOTER, NAV
from ingest.extract.date_only import states_day
from ingest.extract.judgement import SUBHEADS
from ingest.extract.span import Span

HEAD: Final = 3
"""Lines between a headline and its text."""
REACH: Final = 5
"""Elements from a line above the headline to the one that holds both, at most."""
SOME: Final = 30
"""Blocks of a box that holds the story's own data, at most."""
LEAST_TEASER: Final = 25
"""Letters of a link that is a headline rather than a section's name."""

_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?![\d.])")


def is_free(span: Span, block: PageBlock) -> bool:
    """Whether nothing around a line speaks of other things than the story's own."""
    named = [node for node in block.node.up() if node.flags & BAD and not node.holds(span.first)]
    is_around_headline = bool(span.above) and all(node.holds(span.head) for node in named)
    return not block.node.relative & BAD or is_around_headline or is_in_head(span, block) or _is_data(span, block, BAD)


def is_of_teaser(span: Span, block: PageBlock) -> bool:
    """Whether a line stands with what leads to another story: right below its headline, or below the text in a list of such."""
    above = span.page.blocks[block.index - 1]
    is_below = block.index > span.last
    headline = span.page.blocks[span.head]
    is_known = bool(span.above) and headline.bare in span.headlines and not headline.linked
    is_between = is_known and span.head < above.index and block.index <= span.first and above.node.tag in SUBHEADS
    is_headline = above.linked and above.size >= LEAST_TEASER and above.bare not in span.headlines
    is_headed = is_headline and (is_between or (is_below and above.index > span.last))
    return is_headed or (is_below and bool(block.node.relative & BAD))


def is_above_apart(span: Span, block: PageBlock) -> bool:
    """Whether a line stands above the headline and in another part of the page: there sites print the day of reading. Where no
    headline is known, it is all that stands further above the text than lines of its head do."""
    if not span.above:
        return block.index < span.first - HEAD
    if block.index - 1 in span.above:
        return False  # a page may show its headline twice: above a picture, and above the text
    around = islice(block.node.up(), REACH)
    return block.index < span.head and not any(node.holds(span.head) and node.tag != "body" for node in around)


def is_of_reading(span: Span, block: PageBlock) -> bool:
    """Whether a line may tell the day of reading: it stands above the headline in another part of the page, without a clock."""
    return bool(span.above) and is_above_apart(span, block) and _CLOCK.search(block.text) is None


def is_apart(span: Span, block: PageBlock) -> bool:
    """Whether it stands with other stories, with readers' comments, in words of others or in the page's own foot: a date there is
    not the story's. The foot of an article is its own, and so is what stands right beside the headline, or in a box of data."""
    flags = block.node.relative
    if span.is_quoted(block.node):
        return True
    if flags & COMMENT and not _is_date_of_comment(span, block):
        return True
    in_foot = bool(flags & FOOTER) and not any(node.tag in ("article", "main") for node in block.node.up())
    if not in_foot and not flags & (ASIDE | NAV):
        return False
    is_in_nav = any(node.tag == "nav" and not node.holds(span.head) for node in block.node.up())
    return not ((is_in_head(span, block) and not is_in_nav) or _is_data(span, block, ASIDE))


def _is_date_of_comment(span: Span, block: PageBlock) -> bool:
    """Whether a line that is only a date, right below the headline, is named for it and a comment: a piece of opinion's."""
    around = block.node.parent
    is_own = around is None or not around.relative & COMMENT
    return is_own and bool(block.node.flags & DATE) and block.index == span.head + 1 and states_day(block.text)


def is_in_head(span: Span, block: PageBlock) -> bool:
    """Whether it stands right beside the headline, below an element near it that holds both; above the headline in its parent."""
    if not span.above or abs(block.index - span.head) != 1 or block.node.relative & (ASIDE | COMMENT):
        return False
    around = islice(block.node.up(), 1, 4 if block.index > span.head else 2)
    return any(node.holds(span.head) for node in around)


def _is_data(span: Span, block: PageBlock, flag: int) -> bool:
    """Whether the element that has this flag holds data of this story and no other: it stands above the text or shows the
    headline again, and nothing in it heads another story or leads to one. What stands aside does so below a headline."""
    outer = [node for node in block.node.up() if node.flags & flag and not node.holds(span.first)]
    is_below = bool(span.above) and (flag != ASIDE or span.above[0] < block.index)
    if not outer or not is_below or block.index >= span.last or outer[-1].last - outer[-1].first > SOME:
        return False
    inside = [one for one in span.page.blocks[outer[-1].first : outer[-1].last] if one is not block]
    is_own = outer[-1].last <= span.first or any(one.bare in span.headlines for one in inside)
    return is_own and not any(
        (one.linked and one.size >= LEAST_TEASER) or (one.node.tag in SUBHEADS and one.bare not in span.headlines)
        for one in inside
    )
