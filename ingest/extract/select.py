"""Which blocks of a page are the article's: trafilatura selects, its text is found again in the page's own blocks."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import trafilatura
from lxml import etree, html

from ingest.extract.align import align
from ingest.extract.blocks import PageText
from ingest.extract.choose import choose
from news.body import IGNORABLE

MAX_UNFOUND, MAX_MOVED, A_FEW = 0.02, 0.25, 80
"""Larger shares of characters that are not in the page, or not in its order, mean that the extraction failed, not that it
edited; a few characters (a hidden hint beside a link) say nothing. What is merely moved is no harm: the story is written out
in the page's own order."""
HOPELESS = 0.3
"""Up to this share what was found of the text is still the better choice; it is vouched for no further."""
MAX_ELEMENTS = 30_000
"""More elements than this would take the library seconds."""

PARTING = frozenset({"p", "head", "list", "item", "quote", "table", "row", "cell", "lb", "div", "ab"})
"""Elements of the library's own tree that part one block from the next."""
FAULTS = (etree.LxmlError, AttributeError, LookupError, RecursionError, AssertionError, UnicodeError)
"""What the library raises on pages it was not made for: then it has selected nothing."""

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The chosen blocks. `own` is our second opinion on the same page; `witness` says whose choice it is."""

    chosen: frozenset[int]
    own: frozenset[int]
    witness: str
    grounds: str


def select(root: html.HtmlElement, page: PageText) -> Selection:
    """The article's blocks. The library gets the tree and no address, with links, images and formatting off: so it selects
    best. Where it finds nothing, or words that are not in the page, our own choice stands in."""
    own = choose(page)
    if len(page.elements) > MAX_ELEMENTS:
        return Selection(chosen=own, own=own, witness="own", grounds="the page is too large for the selector")
    pieces = list(_library_pieces(root))
    alignment = align(pieces, page)
    chosen = frozenset(block.index for block in page.blocks if alignment.covered[block.index] * 2 >= len(block.squeezed))
    if not pieces:
        return Selection(chosen=own, own=own, witness="own", grounds="the selector found no text")
    total = sum(map(len, pieces))
    if (alignment.unfound > MAX_UNFOUND and alignment.unfound * total > A_FEW) or alignment.moved > MAX_MOVED:
        found = chosen if alignment.unfound <= HOPELESS and len(pieces) > 3 else own
        return Selection(chosen=found, own=own, witness="own", grounds="the selector's text is not in the page in order")
    return Selection(chosen=chosen, own=own, witness="library", grounds="selected by trafilatura")


def _library_pieces(root: html.HtmlElement) -> Iterator[str]:
    try:
        found = trafilatura.bare_extraction(root, fast=True, include_comments=False)
    except FAULTS:
        return
    body = None if found is None or isinstance(found, dict) else found.body
    run: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")) if body is not None else ():
        border = element.tag in PARTING or element.getparent() is body
        text = (element.text if event == "start" else element.tail) or ""
        if border:
            yield from _squeezed(run)
            run = []
        run.append(text)
    yield from _squeezed(run)


def _squeezed(run: list[str]) -> Iterator[str]:
    text = "".join("".join(run).translate(IGNORABLE).split())
    if text:
        yield text
