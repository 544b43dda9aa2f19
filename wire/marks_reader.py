"""The lines of a page of ours (wire.marks) as a story's blocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wire.marks import (
    CREDIT,
    DEEPEST,
    HEADING,
    IMAGE,
    ITEM,
    LINK,
    PRE,
    QUOTE,
    ROW,
    Block,
    Body,
    Grid,
    Heading,
    Item,
    Items,
    Picture,
    Pre,
    Quoted,
    Row,
    Run,
    Words,
    unescape_line,
)
from wire.runs import read_run


def read_body(lines: Sequence[str]) -> Body:
    """The blocks that `write_body` wrote. Any lines are read; what bears no mark is a paragraph. Never raises."""
    reader = _Reader(lines, DEEPEST)
    blocks = reader.read()
    if reader.parted_at == 1 and isinstance(blocks[0], Words):
        return Body(blocks=tuple(blocks[1:]), standfirst=blocks[0].run)
    return Body(blocks=tuple(blocks))


class _Reader:
    """A walk over lines. `parted_at` is how many blocks stood before the first empty line."""

    def __init__(self, lines: Sequence[str], depth: int) -> None:
        self.lines, self.depth, self.at = lines, depth, 0
        self.parted_at: int | None = None

    def read(self) -> list[Block]:
        blocks: list[Block] = []
        while self.at < len(self.lines):
            if self.lines[self.at]:
                blocks.append(self._block())
            else:
                self.parted_at = len(blocks) if self.parted_at is None else self.parted_at
                self.at += 1
        return blocks

    def _block(self) -> Block:
        line = self.lines[self.at]
        if self.depth and QUOTE.fullmatch(line):
            inner = [found[1] or "" for found in self._while(QUOTE)]
            return Quoted(tuple(_Reader(inner, self.depth - 1).read()))
        if ROW.fullmatch(line):
            return Grid(tuple(_cells(found) for found in self._while(ROW)))
        if PRE.fullmatch(line):
            text = "\n".join(found[1] or "" for found in self._while(PRE))
            return Pre(text, tuple(self._links()))
        if ITEM.fullmatch(line):
            return self._items()
        if found := HEADING.fullmatch(line):
            return Heading(len(found[1]), self._run(found[2] or ""))
        if found := IMAGE.fullmatch(line):
            return self._picture(found[1] or "")
        return Words(self._run(unescape_line(line)))

    def _while(self, mark: re.Pattern[str]) -> Iterator[re.Match[str]]:
        while self.at < len(self.lines) and (found := mark.fullmatch(self.lines[self.at])):
            self.at += 1
            yield found

    def _run(self, first: str) -> Run:
        """The words of the line at hand, `first` being what stands behind its mark, and of the lines that it goes on in."""
        found = [first]
        self.at += 1
        while found[-1].endswith("  ") and self.at < len(self.lines):
            found.append(unescape_line(self.lines[self.at]))
            self.at += 1
        return read_run([line.strip() for line in found])

    def _links(self) -> Iterator[Run]:
        while self.at < len(self.lines) and (found := LINK.fullmatch(self.lines[self.at])):
            yield self._run(found[1] or "")

    def _picture(self, first: str) -> Picture:
        run = self._run(first)
        reference = run[-1] if run and isinstance(run[-1], int) else None
        credit: Run = ()
        if self.at < len(self.lines) and (found := CREDIT.fullmatch(self.lines[self.at])):
            credit = self._run(found[1] or "")
        return Picture(run if reference is None else run[:-1], reference, credit)

    def _items(self) -> Items:
        entries: list[_Entry] = []
        is_parted = False
        while self.at < len(self.lines):
            found = ITEM.fullmatch(self.lines[self.at])
            if found is None:
                following = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""
                nested = ITEM.fullmatch(following)
                if self.lines[self.at] or nested is None or not nested[1]:
                    break
                is_parted = True
                self.at += 1
                continue
            level = min(len(found[1]) // 2, DEEPEST - 1, entries[-1].level + 1 if entries else 0)
            number = None if found[2] is None else int(found[2])
            if entries and level == 0 and (number is None) != (entries[0].number is None):
                break
            entries.append(_Entry(level, number, self._run(found[3] or ""), is_parted))
            is_parted = False
        return _lists(entries, 0)[0]


@dataclass(frozen=True, slots=True)
class _Entry:
    level: int
    number: int | None
    run: Run
    parted: bool


def _lists(entries: Sequence[_Entry], level: int) -> tuple[Items, ...]:
    lists: list[tuple[int | None, list[Item]]] = []
    at = 0
    while at < len(entries):
        entry = entries[at]
        end = next((number for number in range(at + 1, len(entries)) if entries[number].level <= level), len(entries))
        if not lists or entry.parted or (entry.number is None) != (lists[-1][0] is None):
            lists.append((entry.number, []))
        lists[-1][1].append(Item(entry.run, _lists(entries[at + 1 : end], level + 1)))
        at = end
    return tuple(Items(tuple(items), start) for start, items in lists)


def _cells(found: re.Match[str]) -> Row:
    text = found[2] or ""
    cells = (text + " " if text.endswith(" |") else text).split(" | ")
    return Row(tuple(read_run([cell.strip().replace("||", "|")]) for cell in cells), header=bool(found[1]))
