"""The numbers that programs set in a block of their own beside the lines of a listing (Hexo, Rouge, Chroma, Pygments)."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from ingest.extract.blocks import PageBlock, PageText, Sign, Token
from ingest.extract.judgement import Judgement, furniture

NUMBERS: Final = furniture("the numbers of a listing's lines")


def line_numbers(page: PageText) -> dict[int, Judgement]:
    """The judgement on each preformatted block that counts the lines of the one right after it."""
    listings = [node for node in page.nodes if node.tag == "pre" and node.last - node.first == 1]
    beside = ((page.blocks[one.first], page.blocks[other.first]) for one, other in pairwise(listings) if other.first == one.last)
    return {numbers.index: NUMBERS for numbers, listing in beside if _count(numbers, listing)}


def _count(numbers: PageBlock, listing: PageBlock) -> bool:
    told = numbers.text.split()
    if not told or not told[0].isdecimal() or len(told) != _lines(listing.tokens):
        return False
    return told == [str(number) for number in range(int(told[0]), int(told[0]) + len(told))]


def _lines(tokens: Sequence[Token]) -> int:
    said = "".join("\n" if token is Sign.BREAK else token if isinstance(token, str) else "" for token in tokens)
    return said.strip("\n").count("\n") + 1
