"""Who decides where two selections differ: the text that the publisher states in JSON-LD, or trafilatura's choice of a page's
blocks. Either's text is found again in the page's own blocks."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import trafilatura
from lxml import etree, html

from ingest.extract.align import align
from ingest.extract.blocks import PageText
from ingest.extract.ending import pieces_of
from news.body import fold

MAX_UNFOUND, MAX_MOVED, A_FEW = 0.02, 0.25, 80
"""Larger shares of characters that are not in the page, or not in its order, mean that the extraction failed, not that it
edited; a few characters (a hidden hint beside a link) say nothing. What is merely moved is no harm: the story is written out
in the page's own order."""
HOPELESS: Final = 0.3
"""Up to this share what was found of the text is still worth a vote; it vouches for nothing."""
MAX_ELEMENTS: Final = 30_000
"""More elements than this would take the library seconds."""

LIBRARY: Final = "trafilatura"
STATED: Final = "json-ld articleBody"
LEAST_STATED: Final = 300
"""Letters of a stated text from which on it is no summary."""

PARTING: Final = frozenset({"p", "head", "list", "item", "quote", "table", "row", "cell", "lb", "div", "ab"})
"""Elements of the library's own tree that part one block from the next."""
FAULTS: Final = (etree.LxmlError, AttributeError, LookupError, RecursionError, AssertionError, UnicodeError)
"""What the library raises on pages it was not made for: then it has selected nothing."""

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The blocks that one of them chose; `fault` says why the choice cannot be leant on, None where it can."""

    chosen: frozenset[int]
    fault: str | None


def stated_choice(stated: str, page: PageText) -> Choice | None:
    """The blocks that hold the stated text; None where it is short, or does not stand in the page as it is stated."""
    pieces = ["".join(piece.split()) for piece in pieces_of(stated)]
    if sum(map(len, pieces)) < LEAST_STATED:
        return None
    found = align([piece for piece in pieces if piece], page)
    return Choice(chosen=found.blocks(page), fault=None) if found.unfound <= MAX_UNFOUND and found.moved <= MAX_MOVED else None


def library_choice(root: html.HtmlElement, page: PageText) -> Choice:
    """The library gets the tree and no address, with links, images and formatting off: so it selects best."""
    if len(page.elements) > MAX_ELEMENTS:
        return Choice(chosen=frozenset(), fault="the page is too large for the selector")
    pieces = list(_pieces(root))
    if not pieces:
        return Choice(chosen=frozenset(), fault="the selector found no text")
    alignment = align(pieces, page)
    chosen = alignment.blocks(page)
    total = sum(map(len, pieces))
    if (alignment.unfound > MAX_UNFOUND and alignment.unfound * total > A_FEW) or alignment.moved > MAX_MOVED:
        useful = alignment.unfound <= HOPELESS and len(pieces) > 3
        fault = "the selector's text is not in the page in order"
        return Choice(chosen=chosen if useful else frozenset(), fault=fault)
    return Choice(chosen=chosen, fault=None)


def _pieces(root: html.HtmlElement) -> Iterator[str]:
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
    text = fold("".join(run)).replace(" ", "")
    if text:
        yield text
