"""A story's blocks as the lines of a page of ours (wire.marks)."""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from wire.marks import DEEPEST, MERGING, Block, Grid, Heading, Items, Picture, Pre, Quoted, Row, Run, Words, escape_line
from wire.runs import write_run
from wire.text import CONTROLS, encodable


def write_body(blocks: Iterable[Block], standfirst: Run | None = None) -> list[str]:
    """The lines of a story's body, with what stands before it."""
    lines = [] if standfirst is None else [*_words("", standfirst), ""]
    return lines + _write(blocks, DEEPEST)


def _write(blocks: Iterable[Block], depth: int) -> list[str]:
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        made = list(_block_lines(block, depth))
        if made and type(block) is type(before) and isinstance(block, MERGING):
            lines.append("")
        if made:
            lines += made
            before = block
    return lines


def _block_lines(block: Block, depth: int) -> Iterable[str]:
    match block:
        case Words(run):
            return _words("", run)
        case Heading(level, run):
            return _words("#" * max(2, min(6, level)) + " ", run)
        case Items():
            return _item_lines(block, 0)
        case Quoted(blocks):
            inner = _write(blocks, depth - 1)
            return [f"> {line}" if line else ">" for line in inner] if depth > 0 else inner
        case Pre(text, links):
            kept = encodable(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
            named = [_words("[Link] ", run) for run in links]
            return [*(f"| {re.sub(CONTROLS, _space, line)}" for line in kept), *(line for lines in named for line in lines)]
        case Grid(rows):
            return [_row(row) for row in rows if row.cells]
        case Picture(caption, reference, credit):
            address: Run = () if reference is None else (reference,)
            lines = _words("[Image] ", (*caption, *address))
            return [*lines, *_words("[Credit] ", credit)] if credit else lines
        case _:
            assert_never(block)


def _space(control: re.Match[str]) -> str:
    return "\t" if control[0] == "\t" else " "


def _words(mark: str, run: Run) -> list[str]:
    first, *more = write_run(run)
    lines = [(mark + first).rstrip() if mark else escape_line(first), *(escape_line(line) for line in more)]
    return [*(f"{line}  " for line in lines[:-1]), lines[-1]]


def _item_lines(block: Items, level: int) -> Iterator[str]:
    indent = "  " * min(level, DEEPEST - 1)
    for number, item in enumerate(block.items):
        mark = "*" if block.start is None else f"*{block.start + number}."
        yield from _words(f"{indent}{mark} ", item.run)
        before: Items | None = None
        for inner in item.lists:
            made = list(_item_lines(inner, level + 1))
            if made and before is not None and (before.start is None) == (inner.start is None):
                yield ""
            yield from made
            before = inner if made else before


def _row(row: Row) -> str:
    cells = (" ".join(write_run(cell)).replace("|", "||") for cell in row.cells)
    return f"||{'=' if row.header else ''} {' | '.join(cells)}"
