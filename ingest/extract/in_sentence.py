"""What stands within a sentence and is no text of the page: a term that is a button, a field to fill in, words in a drawing."""

from typing import Final

from lxml import html

from ingest.extract.blocks import BLOCK_LEVEL
from ingest.extract.classes import HIDDEN, TOOLTIP, element_flags

LINES: Final = frozenset({"p", "li", "dd", "dt", "td", "th", "h2", "h3", "h4", "h5", "h6", "blockquote"})
"""Elements whose own words are sentences."""
HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
TERMS: Final = frozenset({"button", "label"})
FIELDS: Final = frozenset({"select", "input", "textarea"})
_WORDLESS: Final = frozenset({"hidden", "checkbox", "radio", "image", "color", "range", "file"})
"""Kinds of `input` in which no words stand (HTML Standard)."""
LEVELS: Final = 3
_ENDS: Final = tuple(".!?…。！？:：")


def is_term(element: html.HtmlElement, before: str) -> bool:
    """Whether a button or label stands around words in the middle of a sentence, of which `before` are those so far: it parts
    no sentence then."""
    return _goes_on(before, _after(element)) and not any(inner.tag in BLOCK_LEVEL for inner in element.iterdescendants())


def is_heading(element: html.HtmlElement) -> bool:
    """Whether a button is all there is of a heading: it opens the part below (WAI-ARIA Authoring Practices)."""
    above = element.getparent()
    if above is None or above.tag not in HEADINGS or (above.text or "").strip() or (element.tail or "").strip():
        return False
    alone = not any(other is not element and other.text_content().strip() for other in above.iterchildren("*"))
    return alone and not any(inner.tag in BLOCK_LEVEL for inner in element.iterdescendants())


def is_field_of(element: html.HtmlElement, before: str) -> bool:
    """Whether a form's field stands in the middle of a sentence: its reader sees words in it that are none of the page's text."""
    if element.tag == "input" and (element.get("type") or "").lower() in _WORDLESS:
        return False
    return bool(before) and _goes_on(before, _after(element)) and not element_flags("", element.items()) & HIDDEN


def is_drawn_in(element: html.HtmlElement, before: str) -> bool:
    """Whether a drawing stands in the middle of a sentence, so that the words drawn in it may be a part of that."""
    return bool(before) and _goes_on(before, _after(element))


def _goes_on(before: str, after: str) -> bool:
    """Whether one sentence holds what stands between the two: the words before end none, and more follow; or what follows begins
    in the middle of one."""
    if not after:
        return False
    return after[0].islower() or (bool(before) and not before.endswith(_ENDS))


def _after(element: html.HtmlElement) -> str:
    """The words right after the element, in its own line; a card that is shown over the line is no part of it."""
    for _ in range(LEVELS):
        following = element.getnext()
        if tail := (element.tail or "").strip():
            return tail
        if following is not None:
            is_card = isinstance(following.tag, str) and element_flags(following.tag, following.items()) & TOOLTIP
            return (following.tail or "").strip() if is_card else ""
        around = element.getparent()
        if around is None or around.tag in BLOCK_LEVEL:
            return ""
        element = around
    return ""
