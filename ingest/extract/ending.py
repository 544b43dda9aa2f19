"""Signs that a text is cut: where any of them shows, the page has to say that its end may be missing."""

import html as entities
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingest.extract.blocks import Mark
from ingest.extract.classes import ASIDE, COMMENT, FOOTER
from ingest.extract.phrases import CONTINUED, CUT_NOTICE
from ingest.extract.raised import level
from ingest.extract.span import Span
from ingest.extract.to_readers import is_appeal
from news.body import Block, Figure, Heading, ListBlock, Paragraph, Preformatted, Quote, Table, fold, leaves, plain

COLONS: Final = (":", "：", "︓")
_SENTENCE_END = re.compile(r"""[.!?…。！？؟۔।॥։።｡;]["'’”»›“)\]』」\s\W]*$""")
_ELLIPSIS = re.compile(r"""(?:…|\.\.\.)[\s\])}→>|"'’”»›“‟″«‹」』〞]{0,9}$""")
"""In brackets and before arrows too: so publishing software cuts a text. A quotation may well end in one, but whether this one
does cannot be told."""
_SEMICOLON = re.compile(r"""[;；؛][\s"'’”»›“‟″«‹」』]{0,9}$""")
_ASKED = re.compile("[\u0370-\u03ff\u1f00-\u1fff][\\s\"'’”»)]{0,9};")
"""Greek asks with that sign."""
_UNSTOPPED = re.compile("[\u0e00-\u0eff]\\Z")
"""A letter of Thai or Lao, which end no sentence with a sign."""
_CLOSED = re.compile(r"""["'’”»›)\]』」）】］〕》〉｝*—-]\s*$""")
"""Whose words they are, or who wrote them, may stand in brackets behind the full stop."""
_CONTRIBUTED = re.compile(
    r"\bcontributed(?: \w+){0,2} to th(?:is|e) (?:report|story|article)\W*\Z|\bcontributed reporting\W*\Z", re.IGNORECASE
)
"""How a line ends that names who else worked on the text, with a full stop or without."""
_TAG = re.compile(r"<[^<>]{0,500}>")

NOTICE: Final = 200
"""Letters up to which a block that speaks of subscribers is a notice, not a story about them."""
LEAST, LEAST_UNICASED = 40, 60
"""Characters from which on a last line without a full stop is a cut sentence: shorter ones are signatures and sources, which
scripts without small letters do not tell from sentences."""
MUCH: Final = 0.25
"""The share of a stated full text that is not printed from which on the loss is certain."""
SOME: Final = 0.03


def cut_end(body: Sequence[Block]) -> str | None:
    """Why the text's end looks cut, in words; None where it does not."""
    told = [block for block in body if not isinstance(block, Figure)]
    for block, following in pairwise(told):
        if isinstance(block, Paragraph) and isinstance(following, Heading) and plain(block.content).rstrip().endswith(COLONS):
            return "a paragraph ends at a colon, and what it announces does not follow"
    if not told:
        return None
    last = told[-1]
    if isinstance(last, Heading):
        return "the text ends at a heading"
    lines = [leaf.text for leaf in leaves([last]) if leaf.text]
    if not lines:
        return None
    line = lines[-1]
    if line.rstrip().endswith(COLONS):
        return "the text ends at a colon"
    if not isinstance(last, (Table, Preformatted)) and _SEMICOLON.search(line) and not _ASKED.search(line[-20:]):
        return "the text ends at a semicolon"
    if isinstance(last, (ListBlock, Table, Preformatted, Quote)):
        return None
    if _ELLIPSIS.search(line):
        return "the text ends in an ellipsis"
    ended = _SENTENCE_END.search(line) or _CLOSED.search(line) or _UNSTOPPED.search(line)
    least = LEAST_UNICASED if _unicased(line) else LEAST
    if len(line) >= least and not ended and not _is_note(line):
        return "the text ends in the middle of a sentence"
    return None


def _is_note(line: str) -> bool:
    """A source or contact line: it holds an address, names who contributed, or has hardly any word that begins in lower case."""
    words = line.split()
    small = sum(word[:1].islower() for word in words)
    addressed = "@" in line or "://" in line or "www." in line
    return addressed or bool(_CONTRIBUTED.search(line)) or (small * 3 < len(words) and not _unicased(line))


def _unicased(line: str) -> bool:
    """Whether the script has no lower case at all, so that the case of letters says nothing."""
    return line.lower() == line.upper()


def read_more(span: Span) -> str | None:
    """The words of an invitation to read on or to subscribe for the rest: a block of its own right after the text or the last in
    it, or the end of the last block."""
    blocks = span.page.blocks
    for block in blocks[span.last + 1 : span.last + 6]:
        inside = span.container.holds(block.index)
        leads_on = inside or (block.links >= 0.5 and not block.node.relative & ASIDE)
        if leads_on and len(block.text) > 6 and CONTINUED.match(block.text):
            return block.text
        if (
            inside
            and block.size < NOTICE
            and CUT_NOTICE.search(block.text)
            and not block.node.relative & (ASIDE | COMMENT | FOOTER)
        ):
            return block.text[:120]
    for block in blocks[span.order[-2:][0] : span.last + 1]:
        told = block.index in span.chosen or is_appeal(block)
        notice = CUT_NOTICE.search(block.text, max(0, len(block.text) - NOTICE)) if told else None
        if notice is not None:
            return notice.group()[:120]
    last = blocks[span.last]
    links = [token.element for token in last.tokens if isinstance(token, Mark) and token.kind == "a"]
    for text in (fold(links[-1].text_content()) if links else "", _last_sentence(last.text)):
        if len(text) > 6 and CONTINUED.match(text):
            return text
    return None


def _last_sentence(text: str) -> str:
    """What follows the last full stop within the text."""
    return re.split(r"(?<=[.!?…。！？])\s+", text)[-1]


def pieces_of(stated: str) -> list[str]:
    """The sentences and lines of a stated full text, without its mark-up."""
    return re.split(r"\n+|(?<=[.!?。！？])\s+", _TAG.sub("\n", entities.unescape(stated)))


def missing_share(stated: str, printed: Sequence[str]) -> float:
    """The share of a stated full text's letters (JSON-LD `articleBody`, a feed's content) in lines that are not printed."""
    body = level("".join(printed))
    whole = re.sub(r"[\W_]+", "", body).casefold()
    lost = total = 0
    for piece in pieces_of(stated):
        bare = re.sub(r"[\W_]+", "", fold(level(piece))).casefold()
        if len(bare) >= 12:
            total += len(bare)
            lost += 0 if bare in whole else len(bare)
    return lost / total if total else 0.0
