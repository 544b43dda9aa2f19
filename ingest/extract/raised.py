"""Raised and lowered digits as characters of their own, so that no form of the text says 106 where its publisher says 10⁶."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from lxml import html

MOST: Final = 8
"""Elements of a raised piece: a note's number and the links around it."""
LONGEST: Final = 60
"""Characters of one."""
_SIGNS: Final = "0123456789+-=()ni"
_RAISED: Final = str.maketrans(_SIGNS + "−–", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ⁻⁻")
_LOWERED: Final = str.maketrans(_SIGNS[:-2] + "−–", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋₋")
"""Unicode 15.0, Superscripts and Subscripts (U+2070 to U+209F) and Latin-1's ¹²³."""
_DIGITS: Final = re.compile(r"[\s,.;:/*†]*[(+−–-]?(?:\d{1,6}[ni]?|n)(?:[\s,.;:/*†+−–-]+\d{1,6}){0,8}[)\s,.;:*†]*")
"""What a raised or lowered piece may hold to be set in such characters: a power, an index, a note's number. Letters have no
characters of that kind that are read as letters (`1er`, `Mme`), and brackets part a note's number from the word before it."""
for _table in (_RAISED, _LOWERED):
    _table.update(dict.fromkeys((11, 12, 28, 29, 30, 31), ord(" ")))  # which lxml reads and does not take (XML 1.0, section 2.2)
_LOWER: Final = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", "0123456789+-=()ni0123456789+-=()")


def set_digits(raised: Iterable[html.HtmlElement]) -> None:
    """Sets the digits of `sup` and `sub` elements in characters that are raised or lowered by themselves."""
    for element in raised:
        pieces = list(islice(element.iter(), MOST + 1))
        if len(pieces) > MOST:
            continue
        text = "".join(element.itertext())
        if len(text) <= LONGEST and _DIGITS.fullmatch(text):
            table = _RAISED if element.tag == "sup" else _LOWERED
            for piece in pieces:
                piece.text = piece.text.translate(table) if piece.text else piece.text
                if piece is not element and piece.tail:
                    piece.tail = piece.tail.translate(table)


def level(text: str) -> str:
    """The text with its raised and lowered signs on the line: as a program writes it that knows no such characters."""
    return text if text.isascii() else text.translate(_LOWER)
