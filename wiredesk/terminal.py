"""What a terminal may be given of strangers' words."""

import re
from typing import Final

UNSHOWABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Control signs but line end and TAB, and marks of direction."""


def printable(text: str) -> str:
    """The text as a terminal may be given it: U+FFFD for each sign that would command it (ECMA-48) or turn the direction of what
    follows. Feeds and pages are strangers; their titles must not erase a line, colour it or pose as one of ours."""
    return UNSHOWABLE.sub("\ufffd", text)


def printable_xml(document: str) -> str:
    """The document as a terminal may be given it: each sign that `printable` replaces is a character reference (XML 1.0 section
    4.1), so that whoever reads the document has it as it was."""
    return UNSHOWABLE.sub(lambda sign: f"&#x{ord(sign[0]):x};", document)
