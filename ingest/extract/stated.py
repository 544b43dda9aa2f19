"""The story that a page states in its data (schema.org `articleBody`) and does not show: a script would put it there."""

import html as entities
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ingest.extract.article import Article, NoArticle
from ingest.extract.blocks import PageText, letters
from ingest.extract.ending import missing_share
from ingest.extract.fragment import extract_fragment
from ingest.extract.gate import ENOUGH
from ingest.extract.head import Head
from ingest.extract.span import Span
from ingest.parse.entry import Content
from news.alteration import Level, worse
from news.body import Block, Figure, leaves

PLACE: Final = "json-ld articleBody"
GROUNDS: Final = "the text is what the page states in its JSON-LD and does not show; its lists, headings and links may be missing"
_MARKED_UP: Final = re.compile(r"</?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|strong|em|a)\b", re.IGNORECASE)
_LINE_END: Final = re.compile(r"(?:\r\n?|\n)+")


def is_shown(head: Head, printed: Sequence[Block]) -> bool:
    """Whether any sentence of the stated text is printed: what is printed then is the story, or its beginning."""
    if not head.full_text:
        return True
    lines = [leaf.text for leaf in leaves(printed)]
    return len(letters(head.full_text)) < 2 * sum(map(len, lines)) or missing_share(head.full_text, lines) < 1


def stated_article(head: Head, headline: str | None) -> Article | NoArticle:
    """The stated text as an article without wordings, or why there is none: it states none, that of another page, too little, or
    one that is not free to read.

    It is the publisher's own, word for word. Whether it is all that a reader would see cannot be told from the page: so it is
    never called unaltered by this alone.
    """
    told = entities.unescape(head.full_text or "")
    if not head.states_itself or not head.free or len(letters(told)) < ENOUGH:
        return NoArticle(cause="no-text", words="no text was found on the page")
    is_html = _MARKED_UP.search(told) is not None
    content = Content(body=told if is_html else _LINE_END.sub("\n\n", told), html=is_html, full=True, place=PLACE)
    found = extract_fragment(content, base_url=head.base, headline=headline)
    if isinstance(found, NoArticle):
        return found
    known = found.alteration
    grounds = GROUNDS if known.level in (Level.VERBATIM, Level.LAYOUT) else f"{known.grounds}; {GROUNDS}"
    alteration = replace(known, level=worse(known.level, Level.INCOMPLETE), grounds=grounds)
    blocks = tuple(block for block in found.blocks if not isinstance(block, Figure))
    return replace(found, headline=headline, blocks=blocks, alteration=alteration)


def around(page: PageText, forms: frozenset[str]) -> Span | None:
    """What the page shows beside such a text, for the wordings on it: around its headline or its first words; None where it shows
    nothing at all."""
    anchor = next((block for block in page.blocks if block.bare in forms), next(iter(page.blocks), None))
    return None if anchor is None else Span(page, frozenset({anchor.index}), forms, "")
