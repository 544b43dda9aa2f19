"""What is printed, held against the page's own text once more: the same words, in order, with the same spaces."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Final

from lxml import etree, html

from ingest.extract.blocks import BLOCK_LEVEL, LEFT_INLINE, MEDIA, PARTS, SILENT, run_together, unseen, without_ink
from ingest.extract.classes import element_flags


@dataclass(frozen=True, slots=True)
class Words:
    """A text without its white space, and the offsets at which a word begins."""

    squeezed: str
    starts: tuple[int, ...]


def words_of(text: str) -> Words:
    """The text's words run together, and where each begins."""
    found = text.split()
    starts = accumulate(map(len, found), initial=0)
    return Words("".join(found), tuple(islice(starts, len(found))))


def page_words(root: html.HtmlElement, *, of_captions: bool = False) -> Words:
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
                text = None
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


def first_difference(printed: Sequence[str], page: Words) -> str | None:
    """None where every printed line stands in the page, one after the other; else the first that does not, in words."""
    at = 0
    for line in printed:
        found = words_of(line)
        if not found.squeezed:
            continue
        place = _place(found, page, at)
        if place is None:
            return f"this line is not in the page at its place: {line[:80]}"
        at = place + len(found.squeezed)
    return None


def first_strange(alone: Sequence[str], page: Words) -> str | None:
    """None where every line stands somewhere in the page; else the first that does not, in words.

    Each is looked for after the one before it first, and only then from the start: captions come in the page's order.
    """
    at = 0
    for line in alone:
        found = words_of(line)
        place = _place(found, page, at)
        if place is None and (place := _place(found, page, 0)) is None:
            return first_difference([line], page)
        at = place
    return None


def _place(line: Words, page: Words, low: int) -> int | None:
    place = page.squeezed.find(line.squeezed, low)
    while place >= 0:
        inner = page.starts[bisect_right(page.starts, place) : bisect_left(page.starts, place + len(line.squeezed))]
        if tuple(start - place for start in inner) == line.starts[1:]:
            return place
        place = page.squeezed.find(line.squeezed, place + 1)
    return None
