"""Words that are in all that a pattern finds: to look for those first costs a tenth of it. tests/floors/test_hints.py holds each
list against its patterns."""

from functools import lru_cache


def lines_with(hints: tuple[str, ...], text: str) -> set[int]:
    """The numbers of the lines that hold any of the hints. Each is looked for in the whole text, which costs least; a sign that
    is no letter of English, if the hint has one, before the rest of it, for most texts hold none such."""
    found: set[int] = set()
    plain = text.isascii()
    for hint, sign in _with_signs(hints):
        if sign and (plain or sign not in text):
            continue
        line = last = 0
        at = text.find(hint)
        while at >= 0:
            line += text.count("\n", last, at)
            found.add(line)
            last, at = at, text.find(hint, at + 1)
    return found


@lru_cache(maxsize=8)
def _with_signs(hints: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each hint with its first character beyond ASCII, empty where it has none."""
    return tuple((hint, next((sign for sign in hint if not sign.isascii()), "")) for hint in hints)
