"""What is printed, held against the page's own text once more: the same words, in order, with the same spaces."""

from collections.abc import Sequence
from typing import Final

from lxml import etree, html

from ingest.extract.blocks import BLOCK_LEVEL, LEFT_INLINE, MEDIA, PARTS, SILENT, parts_words, run_together, unseen, without_ink
from ingest.extract.classes import element_flags


def words_of(text: str) -> str:
    """The text's words with one space between them, so that one text stands in another just where its words stand there in
    order, with spaces where it has some and with none where it has none."""
    return " ".join(text.split())


def page_words(root: html.HtmlElement, *, of_captions: bool = False) -> str:
    """The words in an element, read from the tree anew and by itself: block-level borders and line breaks part words, and in
    captions those of elements that part them."""
    parts: list[str] = []
    walker = etree.iterwalk(root, events=("start", "end"))
    depth = 0
    border = False
    for event, element in walker:
        tag = element.tag
        parting = tag in _PARTING
        if parting:
            parts.append(" ")
        border = border or (of_captions and tag in PARTS)
        if event == "start":
            depth += 1
            if tag in _WITHOUT_WORDS or (not parting and tag != "a" and _is_unseen(element, tag)):
                walker.skip_subtree()
                text = " " if not parting and parts_words(element) else None
            else:
                text = element.text
        else:
            depth -= 1
            text = element.tail if depth else None
        if text:
            if border and parts and run_together(parts[-1], text):
                parts.append(" ")
            parts.append(text)
            border = False
    return words_of(without_ink("".join(parts)))


_PARTING: Final = BLOCK_LEVEL | {"br"}
_WITHOUT_WORDS: Final = SILENT | MEDIA.keys()


def _is_unseen(element: html.HtmlElement, tag: str) -> bool:
    attributes = element.items()
    flags = element_flags(tag, attributes) if attributes else 0
    return bool(flags or tag in LEFT_INLINE) and unseen(element, tag, flags) is not None


def first_difference(printed: Sequence[str], page: str) -> str | None:
    """None where every printed line stands in the page's words, one after the other; else the first that does not, in words."""
    at = 0
    for line in printed:
        found = words_of(line)
        place = page.find(found, at)
        if place < 0:
            return f"this line is not in the page at its place: {line[:80]}"
        at = place + len(found)
    return None


def first_strange(alone: Sequence[str], page: str) -> str | None:
    """None where every line stands somewhere in the page's words; else the first that does not, in words.

    Each is looked for after the one before it first, and only then from the start: captions come in the page's order.
    """
    at = 0
    for line in alone:
        found = words_of(line)
        place = page.find(found, at)
        if place < 0 and (place := page.find(found)) < 0:
            return first_difference([line], page)
        at = place
    return None
