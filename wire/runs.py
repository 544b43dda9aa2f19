"""The words of one block on a page of ours, and the numbers of the references that follow them.

Linked words are followed by ` [n]`; brackets around digits that are the publisher's own are doubled, `[[n]]`.
"""

import re
from collections.abc import Sequence
from typing import Final

from wire.text import CONTROLS, INKLESS, encodable

Run = tuple[str | int, ...]
"""Words, and the numbers of the references that follow them; LF in words is a line break."""

LITERAL: Final = re.compile(r"\[[0-9]+\]")
TOKEN: Final = re.compile(r"\[(?P<literal>\[[0-9]+\])\]|(?:^| )\[(?P<number>[0-9]{1,6})\]")


def write_run(run: Run) -> list[str]:
    """The words as lines, at least one: more where they hold line breaks. Not yet escaped at line start."""
    text = ""
    for piece in run:
        if isinstance(piece, int):
            before = text.rstrip()
            text = f"{before}\0{piece}\0{text[len(before) :]}"
        else:
            text += encodable("\n".join(CONTROLS.sub(" ", line) for line in piece.translate(INKLESS).split("\n")))
    folded = (" ".join(line.split()) for line in text.split("\n"))
    return [_numbered(line) for line in folded if line] or [""]


def _numbered(line: str) -> str:
    parts = re.split("\0([0-9]+)\0", line)
    parts[0::2] = [LITERAL.sub(r"[\g<0>]", words) for words in parts[0::2]]
    parts[1::2] = [f" [{number}]" for number in parts[1::2]]
    return "".join(parts).removeprefix(" ")


def read_run(lines: Sequence[str]) -> Run:
    """Undoes `write_run`: words and reference numbers, LF between lines."""
    run: list[str | int] = []

    def words(text: str) -> None:
        if run and isinstance(run[-1], str):
            run[-1] += text
        elif text:
            run.append(text)

    for number, line in enumerate(lines):
        words("\n" if number else "")
        end = 0
        for found in TOKEN.finditer(line):
            words(line[end : found.start()])
            end = found.end()
            if found["number"] is None:
                words(found["literal"])
            else:
                run.append(int(found["number"]))
        words(line[end:])
    return tuple(run)
