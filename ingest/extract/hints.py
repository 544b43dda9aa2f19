"""Words that are in all that a pattern finds: to look for those first costs a tenth of it. tests/floors/test_hints.py holds each
list against its patterns."""

from collections.abc import Sequence


def lines_with(hints: Sequence[str], text: str) -> set[int]:
    """The numbers of the lines that hold any of the hints. Each is looked for in the whole text, which costs least."""
    found: set[int] = set()
    plain = text.isascii()
    for hint in hints:
        if plain and not hint.isascii():
            continue
        line = last = 0
        at = text.find(hint)
        while at >= 0:
            line += text.count("\n", last, at)
            found.add(line)
            last, at = at, text.find(hint, at + 1)
    return found
