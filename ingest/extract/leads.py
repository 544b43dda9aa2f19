"""The standfirst among the blocks between a headline and its text: what it is called, what it stands between, who says so."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from ingest.extract.blocks import Node, PageBlock
from ingest.extract.bylines import is_signed
from ingest.extract.captions import is_beside_caption, is_of_pictures
from ingest.extract.classes import (
    AGAINST,
    ASIDE,
    AUTHOR,
    BAD,
    BYLINE,
    CAPTION,
    COMMENT,
    CREDIT,
    DATE,
    FORM,
    HIDDEN,
    LEAD,
    NAV,
    PICTURE,
)
from ingest.extract.date_only import WHOLE, is_dated_parts, is_only_date
from ingest.extract.ending import COLONS
from ingest.extract.judgement import FRAME, PRINT, SUBHEADS, Judgement, doubt, furniture
from ingest.extract.meters import is_meter
from ingest.extract.phrases import ONLY_DATE
from ingest.extract.span import Span
from ingest.extract.to_readers import is_label, is_stock

FEW: Final = 4
"""Blocks of an element whose name says that it holds the standfirst and hardly anything else."""
NEAR: Final = 3
"""Blocks after a standfirst among which the line stands that names the writer."""
LONGEST: Final = 600
"""Letters of a standfirst; what is longer is a paragraph, though its class speaks of a lead."""
BEGINNING, PARAGRAPH = 2, 80
"""Paragraphs above the text that begin it, and the letters that each has."""
LEAST: Final = 6
"""Letters from which on a line may be one, right below the headline."""
NAMES: Final = 4
"""Words of a name."""
UNSPACED: Final = 5
"""Signs of a name in a script that sets no spaces."""
MOST_DIGITS: Final = 4
"""One in so many of its letters may be a digit: a line with more states a date, a price, a score."""
_CLOCK: Final = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
"""The time of day, as lines name it that say when a text was published."""
_HOST: Final = re.compile(r"\A(?:https?://)?(?:[a-z\d-]+\.)+[a-z]{2,}(?:/\S*)?\Z", re.IGNORECASE | re.ASCII)
"""The site's address, as it stands in a dialogue for sharing."""
CUT: Final = ("…", "...")
"""How a button ends that opens more, and a line over a box."""
LINES: Final = 60
"""Letters of a line that no rule names from which on it may be the story's."""
PROSE: Final = 40
"""Letters from which on a line may be a standfirst by where it stands."""
_NAMED: Final = re.compile(
    r"(?:\A|[-_ ]|(?<=[a-z])(?=[A-Z]))(?:desc(?:ription|r|p)|sub-?(?:head(?:er|ing)?|line|title)|tag-?line|epigraph|"
    r"abstract|synopsis|blurb)(?![a-z])",
    re.IGNORECASE,
)
"""Names of a standfirst between headline and text, that anywhere else name other things too."""
_TEASER: Final = re.compile(r"(?<![a-z])teaser(?!s)", re.IGNORECASE)
_PROPERTIES: Final = frozenset({"description", "abstract", "alternativeHeadline"})
"""What schema.org calls the words that sum a story up."""


def above_text(span: Span, block: PageBlock) -> Judgement | None:
    """Between the headline and the text: the standfirst where its name, its place or the page's description says so; other
    prose is in doubt. None: this is no matter of standfirsts."""
    if block.index >= span.first or block.size < 20 or block.links >= (0.8 if _is_sentence_named(block) else 0.3):
        return None
    if is_meter(block):
        return furniture("a count of free articles")
    if _HOST.match(block.text):
        return furniture("an address")
    if block.size < PROSE and WHOLE.search(block.text):
        return None
    if is_only_date(block.text) or is_of_pictures(block) or (block.node.tag in SUBHEADS and is_beside_caption(block.node)):
        return None
    below_headline = span.below_headline(block)
    if below_headline and block.node.flags & LEAD and not block.node.flags & (FRAME | CREDIT) and not span.in_figure(block):
        return Judgement("standfirst", "standfirst", "lead below the headline")
    if block.size < PROSE or not (below_headline or block.index >= span.head):
        return None
    headline = span.page.blocks[span.above[-1]] if span.above else None
    flags = block.node.relative
    if flags & (NAV | FORM | COMMENT | HIDDEN) or _below(headline, block) & (ASIDE | PICTURE) or span.in_figure(block):
        return None
    if _begins_text(span, block):
        return Judgement("prose", PRINT, "the text begins in an element of its own")
    if is_lead(span, block):
        return Judgement("standfirst", "standfirst", "lead above the text")
    if below_headline and _is_own_teaser(block):
        return Judgement("standfirst", "standfirst", "the story's own teaser below its headline")
    if _below(headline, block) & (BAD | BYLINE) or is_stock(block):
        return None
    if span.under_headline(block):
        return Judgement("standfirst", "standfirst", "prose right under the headline, in its element")
    if headline is not None and (place := _place(span, headline, block)) is not None:
        return Judgement("standfirst", "standfirst", place)
    if is_dated_parts(block.text):
        return furniture("byline or date above the text", "byline")
    if block.node.tag in ("p", "h2") or block.ends_sentence or (block.size >= 60 and block.index - 1 in span.above):
        return doubt("standfirst", "prose above the text")
    return None


def short_lead(span: Span, block: PageBlock) -> Judgement | None:
    """A standfirst of a few words: right below the headline a line that is named for it, a heading or a sentence."""
    if block.index >= span.first or not span.above or not LEAST <= block.size < PROSE or not span.above[-1] < block.index:
        return None
    around = [node for node in _around(block) if not any(map(node.holds, span.above))]
    named = any(node.flags & LEAD or _is_named(node) for node in around)
    heads = block.node.tag in SUBHEADS and block.index - 1 in span.above
    apart_from_text = span.under_headline(block) and not span.inside(block)
    own = ((heads or apart_from_text) and not _may_be_name(block.text) and not block.text.endswith(CUT)) or (
        named and span.below_headline(block) and not span.in_figure(block)
    )
    apart = (
        block.links >= 0.3
        or block.node.relative & (FRAME | HIDDEN | ASIDE | BAD)
        or block.node.flags & CREDIT
        or (block.node.flags & (BYLINE | AUTHOR) and not (block.node.flags & LEAD or _is_named(block.node)))
        or block.text.endswith(COLONS)
    )
    is_dated = is_only_date(block.text) or sum(map(str.isdigit, block.bare)) * MOST_DIGITS >= len(block.bare)
    is_dated = is_dated or WHOLE.search(block.text) is not None
    if not own or apart or _HOST.match(block.text) or is_stock(block) or is_label(block) or is_signed(block.text) or is_dated:
        return None
    return Judgement("standfirst", "standfirst", "a short line right below the headline")


def _may_be_name(text: str) -> bool:
    """Whether a few words all begin with capitals, as the name of a writer or a place does, or may do so in a script without."""
    words = text.split()
    if text.lower() == text.upper():  # a script without capitals
        return 1 < len(words) <= NAMES or len(text) <= UNSPACED
    return len(words) <= NAMES and any(map(str.isupper, text)) and not any(word[0].islower() for word in words)


def below_headline(span: Span, block: PageBlock) -> Judgement | None:
    """Any other short line there: it is named as left out."""
    is_near = span.above and span.above[-1] < block.index < span.first and span.below_headline(block)
    is_line = block.size < PROSE and not block.node.relative & HIDDEN and any(map(str.isalpha, block.text))
    return furniture("short") if is_near and is_line else None


def right_above(span: Span, block: PageBlock) -> Judgement | None:
    """As much as a sentence has, right above the text and in the element around it, that nothing explains: a summary in lines,
    often. What stands below an image, names an hour or leads elsewhere is none."""
    around = block.node.parent
    beside = block.index == span.first - 1 and around is not None and around.holds(span.first)
    if not beside or block.size < LINES or block.links or block.node.relative & AGAINST or _CLOCK.search(block.text):
        return None
    if is_signed(block.text) or span.in_figure(block) or any(medium.at == block.index for medium in span.page.media):
        return None
    return doubt("standfirst", "a line right above the text")


def _begins_text(span: Span, block: PageBlock) -> bool:
    """Whether it is one of several paragraphs made like the text's first, right above it in an element that holds nothing else:
    an article laid out in parts. A single one may sum it up."""
    around, first = block.node.parent, span.page.blocks[span.first]
    if around is None or around.last != span.first or around.last - around.first < BEGINNING:
        return False
    return all(
        other.prose
        and other.size >= PARAGRAPH
        and not other.links >= 0.3
        and other.node.label == first.node.label
        and other.node.parent is around
        and not other.node.relative & ~first.node.relative
        for other in span.page.blocks[around.first : around.last]
    )


def _is_own_teaser(block: PageBlock) -> bool:
    """Whether it is the words that the story is announced with elsewhere: prose of that name that leads nowhere and is not cut.
    Beside a headline they are its standfirst; a teaser of another story holds a link to it."""
    named = any(_TEASER.search(node.element.get("class") or "") for node in islice(block.node.up(), 2))
    return named and block.prose and not block.links and not block.text.endswith(("…", "...", "...]", "…]"))


def is_lead(span: Span, block: PageBlock) -> bool:
    """Whether the description or a name shows the block to be the standfirst."""
    bare = block.bare
    told = span.description
    if told and (bare == told or (len(told) >= 40 and (bare.startswith(told[:80]) or told.startswith(bare)))):
        return True
    if block.size > LONGEST:
        return False
    return any(
        node.flags & LEAD or _is_named(node)
        for node in _around(block)
        if node.tag == "hgroup" or not any(map(node.holds, span.above))
    )


def _place(span: Span, headline: PageBlock, block: PageBlock) -> str | None:
    """What the first line of prose below the headline stands between, where that tells it from other prose."""
    before = span.page.blocks[headline.index + 1 : block.index]
    if block.size > LONGEST or any(map(_is_text, before)):
        return None
    if _is_above_byline(block, before, span.page.blocks[block.index + 1 : span.first]):
        return "prose between the headline and the byline"
    is_alone = block.node.tag == "h2" and not span.known_label(block) and not block.links
    return "a heading between the headline and the text" if is_alone else None


def _around(block: PageBlock) -> Iterator[Node]:
    """The block's element and those around it that hold little else."""
    yield block.node
    yield from (node for node in islice(block.node.up(), 1, 4) if node.last - node.first <= FEW)


def _is_named(node: Node) -> bool:
    """Whether class names, schema.org's properties, the HTML Standard's group of headings or a role of DPUB-ARIA 1.1 say so."""
    element = node.element
    return (
        bool(_NAMED.search(element.get("class") or ""))
        or not _PROPERTIES.isdisjoint((element.get("itemprop") or "").split())
        or node.tag == "hgroup"
        or element.get("role") == "doc-subtitle"
    )


def _is_sentence_named(block: PageBlock) -> bool:
    """Whether it is a sentence whose own name says what it is: then it may lead elsewhere with many of its words."""
    return block.ends_sentence and bool(block.node.flags & LEAD or _is_named(block.node))


def _below(headline: PageBlock | None, block: PageBlock) -> int:
    """The flags of the block's elements that do not hold the headline: what holds both says nothing against the block."""
    flags = 0
    for node in block.node.up():
        if headline is not None and node.holds(headline.index):
            break
        flags |= node.flags
    return flags & block.node.relative


def _is_text(block: PageBlock) -> bool:
    """Whether it is a line long enough for a standfirst, no heading, and nothing else by its name."""
    long = block.size >= PROSE and block.links < 0.5 and block.node.tag not in SUBHEADS
    return long and not block.node.relative & (NAV | FORM | HIDDEN | CAPTION | BYLINE)


def _is_above_byline(block: PageBlock, before: Sequence[PageBlock], after: Sequence[PageBlock]) -> bool:
    """Whether the writer is named right below it and not above it, where lines about the writer stand below his name."""
    said = block.ends_sentence or block.size >= 60
    return said and not any(map(_names_writer, before)) and any(map(_names_writer, after[:NEAR]))


def _names_writer(block: PageBlock) -> bool:
    """Whether it is a line that says by whom: an `address` (HTML Standard: the contact of its article), a name, such words."""
    if block.size > 120 or ONLY_DATE.match(block.text):
        return False
    flags = block.node.relative
    named = flags & AUTHOR or (flags & BYLINE and not flags & DATE)
    return bool(named) or is_signed(block.text) or any(node.tag == "address" for node in islice(block.node.up(), 4))
