"""The numbers that programs set beside the lines of a listing: in a block of their own, or before each line."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from lxml import html

from ingest.extract.blocks import PageBlock, PageText, Sign, Token
from ingest.extract.judgement import Judgement, furniture

NUMBERS: Final = furniture("the numbers of a listing's lines")

NAMES: Final = frozenset({"ln", "lnt", "lineno", "linenos", "linenumber", "line-number", "hljs-ln-n"})
"""How Chroma, Pygments, Rouge and highlight.js name what holds one line's number."""


def drop_line_numbers(listings: Iterable[html.HtmlElement]) -> None:
    """Empties the elements within `pre` elements that are named for it and number their lines one by one."""
    for listing in listings:
        named = [span for span in listing.iter("span") if not NAMES.isdisjoint((span.get("class") or "").split())]
        if _count_up([(span.text or "").strip() for span in named]):
            for span in named:
                span.text = None


def line_numbers(page: PageText) -> dict[int, Judgement]:
    """The judgement on each preformatted block that counts the lines of the one right after it."""
    listings = [node for node in page.nodes if node.tag == "pre" and node.last - node.first == 1]
    beside = ((page.blocks[one.first], page.blocks[other.first]) for one, other in pairwise(listings) if other.first == one.last)
    return {numbers.index: NUMBERS for numbers, listing in beside if _count(numbers, listing)}


def _count(numbers: PageBlock, listing: PageBlock) -> bool:
    told = numbers.text.split()
    return _count_up(told) and len(told) == _lines(listing.tokens)


def _count_up(told: Sequence[str]) -> bool:
    if not told or not (told[0].isdecimal() and told[0].isascii()):
        return False
    return list(told) == [str(number) for number in range(int(told[0]), int(told[0]) + len(told))]


def _lines(tokens: Sequence[Token]) -> int:
    said = "".join("\n" if token is Sign.BREAK else token if isinstance(token, str) else "" for token in tokens)
    return said.strip("\n").count("\n") + 1
