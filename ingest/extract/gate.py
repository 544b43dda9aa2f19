"""How far the printed text may be vouched for. That it is verbatim is proven; that it is complete passes a gate."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.extract.blocks import Mark, PageBlock, Sign
from ingest.extract.bylines import is_signed
from ingest.extract.classes import AGAINST, BLURRED
from ingest.extract.ending import MUCH, SOME
from ingest.extract.judgement import Judgement, doubt
from ingest.extract.meters import is_meter
from ingest.extract.select import Selection
from ingest.extract.span import Span
from news.alteration import Level, LossVerdict

ENOUGH: Final = 250
"""Letters below which a text is too short to be told from a teaser."""
TOLD: Final = 160
"""Letters of a paragraph below a picture from which on it is more than a caption."""
OUTSIDE: Final = 0.1
"""The share of prose left outside of the story, by the length of the story, from which on the selection is in doubt."""
HEAD_MARKUP: Final = ("<meta ", "<link ", "<!DOCTYPE", "<script")
"""How such a line begins."""
VERSE, LINES = 80, 3
"""Letters, and line breaks, from which on lines may be a song or a poem, and no address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """What speaks for and against the text. `unlike` is the line that is not in the page; `missing` the share of the stated
    full text (JSON-LD) that is not printed; `unprinted` are blocks that our own choice holds and the print does not."""

    size: int
    unlike: str | None
    fallback: str | None
    judgements: dict[int, Judgement]
    outside: int
    unprinted: int
    missing: float
    free: bool
    further: str | None
    end_in_doubt: str | None
    of_host: int = 0
    """Printed blocks that other stories of the host hold too."""
    struck: int = 0
    """Passages that the publisher shows struck through."""
    fields: int = 0
    """Form fields in the middle of sentences."""
    drawn: int = 0
    """Drawings with words in the middle of sentences."""
    bare_markup: int = 0
    """Printed lines that are mark-up of a page's head, shown by mistake."""
    unread: int = 0
    """Printed lines with bytes that mean no letter in the page's charset."""
    blurred: int = 0
    """Printed blocks that a class shows blurred: behind a wall such words are often none of the story's."""


def level_of(seen: Witnesses) -> tuple[Level, str]:
    """The level and what it rests on, in words. A text that passes no gate is still word for word: INCOMPLETE."""
    if seen.unlike is not None:
        return Level.UNVERIFIABLE, seen.unlike
    if seen.further is not None:
        return Level.EXCERPT, seen.further
    if seen.missing > MUCH:
        return Level.EXCERPT, "the page states a full text of which a large part is not in it"
    if any(found.fate == LossVerdict.ARTICLE for found in seen.judgements.values()):
        return Level.EXCERPT, "a part of the text could not be printed"
    doubts = list(_doubts(seen))
    if doubts:
        return Level.INCOMPLETE, "; ".join(doubts)
    return Level.VERBATIM, "every block of the story is printed or named, and two selections agree"


def _doubts(seen: Witnesses) -> Iterator[str]:
    if seen.end_in_doubt is not None:
        yield seen.end_in_doubt
    if seen.fallback is not None:
        yield seen.fallback
    if seen.size < ENOUGH:
        yield f"the text is short: {seen.size} letters"
    rules = [found.rule for found in seen.judgements.values() if found.fate == LossVerdict.DOUBT]
    if rules:
        yield f"{len(rules)} {'block' if len(rules) == 1 else 'blocks'} in doubt: {', '.join(dict.fromkeys(rules))}"
    if seen.of_host:
        yield f"{seen.of_host} {'block was' if seen.of_host == 1 else 'blocks were'} printed in other stories of the host too"
    if seen.struck:
        yield f"{seen.struck} struck {'passage is' if seen.struck == 1 else 'passages are'} not printed as struck"
    if seen.fields:
        yield f"{seen.fields} form {'field stands' if seen.fields == 1 else 'fields stand'} in a sentence and cannot be printed"
    if seen.drawn:
        yield f"{seen.drawn} {'drawing' if seen.drawn == 1 else 'drawings'} with words in a sentence cannot be printed"
    if seen.outside > OUTSIDE * seen.size:
        yield "much prose stands outside of the text"
    if seen.unprinted:
        yield f"a second selection holds {seen.unprinted} more {'block' if seen.unprinted == 1 else 'blocks'}"
    if seen.missing > SOME:
        yield "the full text that the page states holds words that are not printed"
    if seen.bare_markup:
        yield "the page shows mark-up in place of words"
    if seen.unread:
        yield f"{seen.unread} {'line holds' if seen.unread == 1 else 'lines hold'} bytes that could not be read"
    if seen.blurred:
        yield f"{seen.blurred} {'block is' if seen.blurred == 1 else 'blocks are'} shown blurred, and may be filler"
    if not seen.free:
        yield "the publisher says that the text is not free to read"


def prose_outside(span: Span, printed: frozenset[int], judgements: dict[int, Judgement]) -> list[PageBlock]:
    """The running text and the verse on the page that is neither printed nor explained by where it stands."""
    return [
        block
        for block in span.page.blocks
        if (block.prose or _is_verse(block))
        and not (span.inside(block) or _COPYRIGHT.match(block.text))
        and _is_unexplained(span, block, printed, judgements)
    ]


_COPYRIGHT: Final = re.compile(r"\W{0,3}(?:©|\(c\) ?\d{4}|copyright (?:©|\(c\)|(?:19|20)\d\d))", re.IGNORECASE)
"""How a line begins that no story has: outside of it, it is the site's own."""


def is_blurred(block: PageBlock) -> bool:
    """Whether the class names around a block say that its words are not to be read."""
    return bool(block.node.relative & BLURRED)


def _is_verse(block: PageBlock) -> bool:
    """Whether a block is made of lines, as a song is: it need not end a sentence. A list of links has a link to a line; one that
    holds several lines leads to a note on them."""
    if block.size < VERSE or block.node.tag == "address" or sum(token is Sign.BREAK for token in block.tokens) < LINES:
        return False
    opened: list[str] = []
    spans = 0
    for token in block.tokens:
        if isinstance(token, Mark):
            opened.append(token.kind)
        elif token is Sign.CLOSE:
            opened.pop()
        elif token is Sign.BREAK:
            spans += "a" in opened
    return block.links < 0.5 or spans > 0


def named_outside(prose: Sequence[PageBlock], size: int) -> dict[int, Judgement]:
    """What is named as left out where so much prose stands outside of a text of this size that its completeness is in doubt."""
    if sum(block.size for block in prose) <= OUTSIDE * size:
        return {}
    return {block.index: doubt("prose", "prose outside of the text") for block in prose}


def unprinted(span: Span, seen: Selection, printed: frozenset[int], judgements: dict[int, Judgement]) -> int:
    """How many blocks of some length a witness holds that are neither printed nor explained by more than their length."""
    explained = {index: found for index, found in judgements.items() if found.rule not in ("short", "links")}
    held = (span.page.blocks[index] for index in (seen.own | seen.second | seen.third) - printed)
    held = (block for block in held if not (is_meter(block) or _COPYRIGHT.match(block.text) or _is_byline(span, block)))
    return sum(block.size >= 40 and block.links < 0.5 and _is_unexplained(span, block, printed, explained) for block in held)


def _is_byline(span: Span, block: PageBlock) -> bool:
    """Whether it says above the text by whom that is, in no sentence."""
    return block.index < span.first and not block.ends_sentence and is_signed(block.text)


def _is_unexplained(span: Span, block: PageBlock, printed: frozenset[int], judgements: dict[int, Judgement]) -> bool:
    return (
        block.index < span.next_story
        and block.index not in printed
        and (block.index not in judgements or _is_told_in_figure(block, judgements[block.index]))
        and not block.node.relative & AGAINST
        and not span.repeats(block)
    )


def _is_told_in_figure(block: PageBlock, found: Judgement) -> bool:
    """Whether a paragraph stands where a caption does and is too long for one: so a story is told below its pictures."""
    return found.fate == "caption" and block.prose and block.node.tag == "p" and block.size >= TOLD
