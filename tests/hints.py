"""Whether all that a pattern finds holds one of some words: then those may be looked for first, which costs far less."""

import re
from collections.abc import Iterable, Sequence
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

FEW = 4
"""Characters of a set up to which each is tried."""
BREAK = "\0"
"""Stands for what is not known."""


def without_hint(pattern: re.Pattern[str], hints: Sequence[str]) -> list[str]:
    """The last that is known of each text, in lower case, that the pattern finds and that holds none of the hints."""
    longest = max(map(len, hints))

    def kept(texts: Iterable[str]) -> set[str]:
        return {text[-longest:] for text in texts if not any(hint in text for hint in hints)}

    def after(texts: set[str], items: Iterable[tuple[Any, Any]]) -> set[str]:
        for what, how in items:
            if what is signs.LITERAL:
                texts = kept(text + chr(how).lower() for text in texts)
            elif what is signs.IN and len(how) <= FEW and all(kind is signs.LITERAL for kind, _ in how):
                texts = kept(text + chr(code).lower() for text in texts for _, code in how)
            elif what is signs.SUBPATTERN:
                texts = after(texts, how[3])
            elif what is signs.BRANCH:
                texts = set().union(*(after(texts, branch) for branch in how[1]))
            elif what in (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT):
                least, most, inner = how
                once = after(texts, inner)
                last = after({BREAK}, inner) if once and most > 1 else set()
                texts = (texts if least == 0 else set()) | once | last
            elif what is signs.ATOMIC_GROUP:
                texts = after(texts, how)
            elif what not in (signs.AT, signs.ASSERT, signs.ASSERT_NOT):
                texts = {BREAK} if texts else set()
        return texts

    return sorted(after({BREAK}, _parser.parse(pattern.pattern, pattern.flags)))
