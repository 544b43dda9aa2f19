"""The choice of a second witness with a parser of its own (resiliparse), trimmed by what class names say."""

from typing import Final

from resiliparse.extract.html2text import extract_plain_text

from ingest.extract.align import align
from ingest.extract.blocks import PageText, element_around, without_ink
from ingest.extract.classes import ASIDE, BAD, BYLINE, COMMENT, FOOTER, FORM, HIDDEN, NAV

LINKED_ALONE: Final = ("div", "h2", "h3", "h4", "section")
NO_TEXT: Final = NAV | FOOTER | FORM | COMMENT | HIDDEN | ASIDE

HOME: Final = 0.85
"""The share of the text that the element holds which the text is taken from: what lies outside of it is a cookie notice or the
page's foot."""


def second_choice(markup: str, page: PageText) -> frozenset[int]:
    """The indices of the blocks whose text it finds to be the page's main content; empty where it finds none.

    The elements' relative flags have to be set: what they say against a block outweighs the witness.
    """
    try:
        text = extract_plain_text(markup, preserve_formatting=True, main_content=True, list_bullets=False, alt_texts=False,
                                  comments=False, post_meta=False)  # fmt: skip
    except (ValueError, RuntimeError):
        return frozenset()
    pieces = [piece for line in without_ink(text).split("\n") if (piece := "".join(line.split()))]
    found = [page.blocks[index] for index in align(pieces, page).blocks(page)]
    kept = [
        block
        for block in found
        if not block.node.relative & NO_TEXT
        and (block.prose or not (block.node.relative & (BAD | BYLINE) or (block.linked and block.node.tag in LINKED_ALONE)))
    ]
    home = element_around(page, kept, HOME)
    return frozenset(block.index for block in kept if home.holds(block.index))
