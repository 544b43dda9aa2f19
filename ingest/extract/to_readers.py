"""Lines among a story's paragraphs that speak to the page's reader and are none of its text: labels and appeals."""

from typing import Final

from ingest.extract.blocks import PageBlock, letters, unaccented
from ingest.extract.judgement import SUBHEADS
from ingest.extract.meters import is_meter
from ingest.extract.stock_words import APPEALS, BUTTONS, LABELS, NOTES, OFFERS, OTHERS, beginning_with

CELLS: Final = frozenset({"td", "th", "dt", "dd"})
"""Elements that may hold any word or number by itself."""
LONGEST_LABEL: Final = 50
"""Letters of a line that is wholly a label."""
LONGEST: Final = 260
"""Letters of an appeal; what is longer is text that speaks of such things."""
_WITHOUT_DIGITS: Final = str.maketrans("", "", "0123456789")
_APPEAL: Final = beginning_with(APPEALS)
_STOCK: Final = beginning_with(OTHERS + NOTES)
_STARTS: Final = frozenset(letters(phrase)[:2] for phrase in APPEALS)
_STOCK_STARTS: Final = frozenset(letters(phrase)[:2] for phrase in OTHERS + NOTES)
"""What the letters of every line begin with that the patterns find: looked for first, which costs next to nothing."""
_BUTTONS: Final = frozenset(letters(said) for one in BUTTONS for said in (one, unaccented(one)))
_LABELS: Final = (_BUTTONS | frozenset(letters(said) for one in (*LABELS, *OTHERS) for said in (one, unaccented(one)))) - {
    "upnext"
}  # heads a part of sports reports
"""With and without accents: capitals often go without."""
_SAID: Final = "\"'“”„«»‘’‚‹›「『"


def is_stock(block: PageBlock) -> bool:
    """Whether a line begins as furniture does that stands between paragraphs. Trusted for short blocks only."""
    return block.bare[:2] in _STOCK_STARTS and _STOCK.match(block.text) is not None


def is_label(block: PageBlock) -> bool:
    """Whether a line is wholly a label, numbers apart: `Advertisement`, `Read also`, `12 comments`. A section may be headed by
    most of them, and a cell may hold any."""
    tag = block.node.tag
    if block.size > LONGEST_LABEL or tag in CELLS:
        return False
    bare, known = block.bare, _BUTTONS if tag in SUBHEADS else _LABELS
    return bare in known or (not bare.isalpha() and bare.translate(_WITHOUT_DIGITS) in known)


def is_appeal(block: PageBlock) -> bool:
    """Whether a line asks its reader to follow, to subscribe, to give: it begins so and names what is offered or asked for; or
    counts what is left to read. What somebody is quoted with is the story's."""
    if is_meter(block):
        return True
    if (
        len(block.squeezed) > LONGEST
        or block.bare[:2] not in _STARTS
        or block.text[0] in _SAID
        or _APPEAL.match(block.text) is None
    ):
        return False
    lower = block.text.casefold()
    return any(map(lower.__contains__, OFFERS))
