"""What the blocks are that the selection left out: standfirst, caption, list, heading, prose, furniture, or in doubt.

A decision list, first hit wins: true losses are of several kinds, and no one set of weights serves them all.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from ingest.extract import colophon, lines
from ingest.extract.blocks import Node, PageBlock
from ingest.extract.boxes import heads_others
from ingest.extract.captions import is_beside_caption
from ingest.extract.classes import (
    AGAINST,
    ASIDE,
    AUTHOR,
    BAD,
    BYLINE,
    HIDDEN,
    LEAD,
    class_flags,
    element_flags,
)
from ingest.extract.contents import table_of_contents
from ingest.extract.date_only import is_only_date
from ingest.extract.judgement import FRAME, IGNORE, PRINT, SUBHEADS, Judgement, doubt, furniture
from ingest.extract.leads import above_text, below_headline, right_above, short_lead
from ingest.extract.lists import judge_list
from ingest.extract.posts import post_around
from ingest.extract.quotations import ATTRIBUTION
from ingest.extract.span import Span
from ingest.extract.to_readers import is_appeal, is_label, is_stock

SECTION: Final = 8
"""Blocks below which a heading has its text: images, their captions and a few labels stand between."""
IN_THE_TEXT: Final = "a heading in the text"
UNSURE: Final = frozenset({"short", IN_THE_TEXT})
"""Rules by which a heading is left out before it is known what else is printed."""


def _mate(span: Span, block: PageBlock) -> Judgement | None:
    """A cell or item of a table or list of which most is printed, or of a table of which any is, if more than links: the same
    word may stand in several."""
    item = span.within(block, "td", "th", "caption", "li", "dd", "dt")
    if item is None or not block.bare or block.node.relative & (FRAME | HIDDEN | ASIDE) or _above_in_layout(span, block):
        return None
    cell = item.tag in ("td", "th", "caption")
    if not cell and span.lays_out(item):
        return None
    whole = span.within(block, "table") if cell else item.parent
    told = whole is not None and (
        span.share_printed(whole) >= 0.5 or (cell and span.printed_in(whole) and _is_no_menu(span, whole))
    )
    if told and not (block.index < span.first and block.bare in span.headlines):
        return Judgement("table" if cell else "list", PRINT, "most of its table or list is printed")
    return None


def _is_no_menu(span: Span, table: Node) -> bool:
    """Whether at least half of a table's cells are more than a link."""
    blocks = span.page.blocks[table.first : table.last]
    return sum(block.linked for block in blocks) * 2 <= len(blocks)


def _above_in_layout(span: Span, block: PageBlock) -> bool:
    """Whether it is a paragraph above the text in a table: such a table lays out the page, and the line is a byline or date."""
    return block.index < span.first and block.node.tag == "p"


def _preformatted(span: Span, block: PageBlock) -> Judgement | None:
    whole = span.within(block, "pre")
    if whole is None or block.node.relative & (FRAME | HIDDEN) or not (span.between(block, 40) or span.printed_in(whole)):
        return None
    return Judgement("pre", PRINT, "preformatted in the text")


def _told_already(span: Span, block: PageBlock) -> Judgement | None:
    """No letters, the headline again, or words that are printed elsewhere: a pull quote, a copy for small screens."""
    bare = block.bare
    if not bare and block.node.tag == "p" and span.same_parent(block) and span.near(block) == 1:
        return Judgement("line", PRINT, "a line of signs beside the text")
    if not bare or bare in span.headlines:
        return Judgement("none", IGNORE, "no letters" if not bare else "headline")
    if span.repeated_in_text(block):
        return Judgement("prose", PRINT, "the same paragraph once more")
    lead = block.node.flags & LEAD and span.below_headline(block) and bare not in span.bares
    if len(bare) >= 12 and bare in span.printed_letters and not lead and not _is_line_in(span, block):
        return Judgement("repeat", IGNORE, "printed elsewhere")
    return None


def _is_line_in(span: Span, block: PageBlock) -> bool:
    """Whether it is a heading, or a line like one, that stands in the text: its few words may well stand in a paragraph too."""
    if block.ends_sentence or span.repeats(block) or not span.same_parent(block):
        return False
    short = block.size < 40 and block.node.tag in ("p", "h1", *SUBHEADS)
    return short or (block.node.tag in SUBHEADS and span.known_label(block))


def _frame(span: Span, block: PageBlock) -> Judgement | None:
    flags = _flags(span, block)
    if flags & FRAME:
        return doubt("prose", "prose of a frame's name, among paragraphs") if _is_among(span, block) else furniture("page frame")
    if flags & HIDDEN and is_seen(block) and block.prose and span.first < block.index < span.last and span.same_parent(block):
        return Judgement("prose", PRINT, "a paragraph among the text's own, hidden from reading aloud only")
    if flags & HIDDEN:
        near = span.same_parent(block) or (span.container.holds(block.index) and not flags & (ASIDE | BAD))
        return doubt("prose", "hidden prose in the container") if near and block.prose else furniture("hidden")
    if block.size >= 20 and span.repeats(block) and not span.repeated_in_kind(block):
        own = block.node.tag in ("p", "li", *SUBHEADS) and span.between(block, 4) and not span.in_figure(block)
        lost = own and block.links < 0.3 and not flags & AGAINST and span.printed_nowhere(block)
        return doubt("repeat", "stands twice and is not printed") if lost else furniture("stands twice on the page")
    if block.index > span.last and span.next_headline <= block.index:
        ours = block.index < span.next_story and span.container.holds(block.index) and block.prose and span.beside_text(block)
        return doubt("prose", "prose after a further headline") if ours else furniture("after a further headline")
    return None


def _is_among(span: Span, block: PageBlock) -> bool:
    """Whether it is a paragraph of prose between two of the text's own, in their element, of which its class alone says that it
    is none: newsrooms name single paragraphs for their looks."""
    parent = block.node.parent
    if block.node.tag != "p" or not block.prose or parent is None or parent.relative & AGAINST or block.links >= 0.3:
        return False
    return span.same_parent(block) and span.between(block, 1) and not (is_stock(block) or is_label(block) or is_appeal(block))


def is_seen(block: PageBlock) -> bool:
    """Whether nothing hides the block from sight: `aria-hidden` speaks to programs that read aloud (WAI-ARIA 1.2)."""
    element, around = block.node.element, block.node.parent
    attributes = [(name, value) for name, value in element.items() if name != "aria-hidden"]
    above = around.relative if around is not None else 0
    return element.get("aria-hidden") == "true" and not (above | element_flags(block.node.tag, attributes)) & HIDDEN


def _flags(span: Span, block: PageBlock) -> int:
    """The flags that count against the block: a heading beside the text has its id from a table of contents, often (`toc-1`)."""
    parent = block.node.parent
    if block.node.tag not in SUBHEADS or parent is None or not span.same_parent(block):
        return block.node.relative
    own = class_flags(block.node.element.get("class", ""))
    return parent.relative | (own & ~BAD if own & BAD and span.heads_text(block) else own)


def _caption(span: Span, block: PageBlock) -> Judgement | None:
    if span.in_figure(block) and block.links < 0.6:
        return Judgement("caption", "caption", "caption of a figure")
    if (block.node.tag in SUBHEADS or not block.prose) and is_beside_caption(block.node):
        return furniture("a label in a figure")
    return None


def _quote(span: Span, block: PageBlock) -> Judgement | None:
    if post_around(block.node) is not None:
        return furniture("embedded post", "embed")
    whole = span.within(block, "blockquote", ATTRIBUTION)
    if whole is None:
        return None
    if whole.tag == ATTRIBUTION and _is_of_repeated(span, whole):
        return Judgement("repeat", IGNORE, "below what is pulled out of the text")
    if block.node.relative & (BAD | ASIDE):
        return doubt("quote", "quote of a bad class") if block.size >= 40 else furniture("embed", "embed")
    return Judgement("quote", PRINT, "quote in the text")


def _is_of_repeated(span: Span, attribution: Node) -> bool:
    """Whether all that an attribution stands with is told elsewhere in the text."""
    around = attribution.parent
    blocks = span.page.blocks[around.first : around.last] if around is not None else []
    others = [block for block in blocks if not attribution.holds(block.index)]
    return bool(others) and all(block.index not in span.chosen and block.bare in span.printed_letters for block in others)


def _heading(span: Span, block: PageBlock) -> Judgement | None:
    if block.node.tag not in ("h1", *SUBHEADS) or _flags(span, block) & (ASIDE | BAD) or is_stock(block):
        return None
    if is_label(block) or is_appeal(block) or heads_others(span.page, block):
        return None
    if block.index < span.first and is_only_date(block.text):
        return furniture("only a date", "byline")
    if block.links >= 0.5:
        beside = span.same_parent(block) and span.between(block, 3)
        return Judgement("heading", PRINT, "heading that is a link, between paragraphs") if beside else None
    if span.beside_text(block) and span.near(block) <= 3:
        return Judgement("heading", PRINT, "heading beside the text")
    if not span.first < block.index < span.last or block.node.tag == "h1":
        return None
    if span.known_label(block):
        return Judgement("heading", PRINT, "heading like others in the text")
    return doubt("heading", IN_THE_TEXT) if span.same_parent(block) or span.near(block) == 1 else None


def _is_long_item(block: PageBlock) -> bool:
    """Whether it is a list's item of many words and no link: what items begin with says little."""
    return block.node.tag == "li" and block.size >= 40 and not block.links


def _is_beside_author(span: Span, block: PageBlock) -> bool:
    """Whether an element named after the author holds the block and nothing of the text: one that holds the text too is named so
    for its writer, or its site."""
    return any(node.flags & AUTHOR and not span.printed_in(node) for node in block.node.up())


def _beside(span: Span, block: PageBlock) -> Judgement | None:
    flags, close = block.node.relative, span.between(block, 4)
    if flags & ASIDE:
        return doubt("prose", "prose in an aside") if block.prose and close else furniture("aside")
    if is_label(block) or is_appeal(block):
        return furniture("a label or an appeal to readers")
    if heads_others(span.page, block):
        return furniture("heading of other stories")
    if block.size < 120 and is_stock(block) and not _is_long_item(block):
        return lines.label(span, block)
    if flags & BYLINE and block.size < 120:
        among = _is_among(span, block)
        return doubt("prose", "prose of a byline's name, among paragraphs") if among else furniture("byline or date", "byline")
    if flags & AUTHOR and block.index > span.last and _is_beside_author(span, block):
        return furniture("about the author", "byline")
    if flags & BAD:
        return doubt("prose", "prose of a bad class") if block.prose and close else furniture("bad class")
    if block.size < 60 and is_only_date(block.text):
        return furniture("only a date", "byline")
    return None


def _table(span: Span, block: PageBlock) -> Judgement | None:
    if not span.within(block, "td", "th") or block.links >= 0.8 or _above_in_layout(span, block):
        return None
    return Judgement("table", PRINT, "cell in the text") if span.near(block) <= 200 else None


Rule = Callable[[Span, PageBlock], Judgement | None]
INSIDE: Final[tuple[Rule, ...]] = (
    _mate, _preformatted, _told_already, above_text, _frame, _caption, _quote, _heading, colophon.below_text, lines.summary,
    _beside, _table, judge_list, lines.prose, lines.counted, lines.edge, lines.like_the_text, lines.bare, lines.first_line,
    lines.last_line, lines.line_between, lines.note, lines.unexplained, short_lead, lines.rest,
)  # fmt: skip
ABOVE: Final[tuple[Rule, ...]] = (_told_already, above_text, short_lead, right_above, below_headline)
BELOW: Final[tuple[Rule, ...]] = (colophon.below_text, lines.below)


def judge(span: Span) -> dict[int, Judgement]:
    """The judgement on every block that was not selected; blocks outside the span that no rule names are passed over."""
    found: dict[int, Judgement] = {}
    rules: tuple[Rule, ...]
    going_on = frozenset(_going_on(span))
    contents = table_of_contents(span)
    for block in span.page.blocks:
        if block.index in span.chosen:
            continue
        if block.index in contents:
            found[block.index] = contents[block.index]
            continue
        rules = INSIDE if span.inside(block) else _outside(span, block)
        judgement = next((made for rule in rules if (made := rule(span, block)) is not None), None)
        if block.index in going_on and (judgement is None or judgement.fate != IGNORE):
            judgement = Judgement("continued", PRINT, "the text goes on in a further container")
        if judgement is not None:
            found[block.index] = judgement
    unsure = (span.page.blocks[index] for index, made in found.items() if made.rule in UNSURE)
    if heads := [block for block in unsure if block.node.tag in SUBHEADS and not _is_headline(span, block)]:
        shown = sorted(span.chosen.union(index for index, made in found.items() if made.fate == PRINT))
        printed = Judgement("heading", PRINT, "heading of a section")
        heads = [block for block in heads if _opens_section(block, shown)]
        alike = Counter(block.node.label for block in heads)
        found |= {block.index: printed for block in heads if alike[block.node.label] > 1}  # a box beside the text has but one
    return found


def _is_headline(span: Span, block: PageBlock) -> bool:
    """Whether it is a part of the headline once more."""
    return any(block.bare in headline for headline in span.headlines)


def _opens_section(block: PageBlock, shown: Sequence[int]) -> bool:
    """Whether an element holds it and text close below it, and none above it: it heads that part of the text."""
    at = bisect_right(shown, block.index)
    if not 0 < at < len(shown) or shown[at] - block.index > SECTION:
        return False
    around = next((node for node in block.node.up() if node.holds(shown[at])), None)
    return around is not None and not around.holds(shown[at - 1])


def _outside(span: Span, block: PageBlock) -> tuple[Rule, ...]:
    """The rules for a block outside of the span: those near the headline, or right below the text, may be part of the story."""
    if block.index < span.first:
        return ABOVE if block.index >= span.head or span.below_headline(block) else ()
    return BELOW if block.index < min(span.next_headline, span.next_story) else ()


def _going_on(span: Span) -> Iterator[int]:
    """Prose after the container whose own and whose parent's labels are those of the text: an article in several parts.

    It takes three such blocks and 600 characters; less is not enough to tell it from the next story's beginning.
    """
    after = [
        block
        for block in span.page.blocks[span.last + 1 :]
        if block.prose and block.size >= 80 and block.index < span.next_headline and not span.inside(block)
        and not block.node.relative & (FRAME | ASIDE | BAD | HIDDEN) and span.typical(block) and span.laid_out_alike(block)
        and not span.repeats(block)
    ]  # fmt: skip
    if len(after) >= 3 and sum(block.size for block in after) >= 600:
        yield from (block.index for block in after)
