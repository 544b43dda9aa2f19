"""The body of a story page in this house's own dialect: marks at line start, and what keeps plain words from looking like one.

A foreign page's body is plain lines. A page of ours marks its blocks, so that reading it back gives the same blocks:

    Words of a paragraph                one paragraph is one line
    ## Heading                          level 2, and so on to ###### for level 6
    * item                              two spaces before the mark for each level of nesting
    *3. item                            in an ordered list, with its number
    > quoted                            before any other mark; once more for a quotation within a quotation
    | preformatted                      nothing behind the mark is changed; TAB stays
    [Link] words [4]                    words of the preformatted text before it, which lead to reference 4
    || cell | cell                      a table row; `||= cell | cell` a row of headings; a `|` in a cell is doubled
    [Image] caption [4]                 the picture's address is reference 4
    [Credit] words                      belongs to the picture before it

Within a line: words that are linked are followed by ` [n]`, n being the address's number among the page's references; where
the linked words begin is not kept. Brackets around digits that are the publisher's own are doubled: `[[4]]`. A line that
ends in two spaces goes on in the next (a line break inside a block).

An empty line parts two blocks that would run into one: two lists, quotations, tables or preformatted texts next to each
other; within nested lists, two lists of one item. After the first line of all it says that this line is the standfirst.

A line of words that is empty or would begin like a mark or like a line of the page's frame gets one space in front, and the
reader takes one off. No other line of words begins with a space: white space in words is folded (controls count as such),
in preformatted text it is kept. Nested items begin with an even number of spaces and an asterisk, so the two never meet.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from wire import runs
from wire.runs import read_run, write_run
from wire.text import CONTROLS, encodable

Run = runs.Run


@dataclass(frozen=True, slots=True)
class Words:
    run: Run


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    run: Run


@dataclass(frozen=True, slots=True)
class Item:
    run: Run
    lists: tuple["Items", ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `start` is the first item's number in an ordered one, None in any other."""

    items: tuple[Item, ...]
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Pre:
    """`links` are runs of words and a number, in the order in which the words stand in the text."""

    text: str
    links: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    cells: tuple[Run, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """`reference` is the number of the picture's own address, None where it has none that may be printed."""

    caption: Run
    reference: int | None
    credit: Run = ()


Block = Words | Heading | Items | Quoted | Pre | Grid | Picture

MERGING: Final = (Items, Quoted, Pre, Grid)
DEEPEST: Final = 16
"""Levels of quotations and lists that are read and written; what lies deeper is set at this level."""
AMBIGUOUS: Final = re.compile(
    r"$|[ .\[\-(#*>|]|date:|this story|published (?:and|by)|content appears|via |gopher://|https?://", re.IGNORECASE
)
"""How no line of words may begin: marks, and the lines of the frame (wire.page)."""


def escape_line(line: str) -> str:
    """The line, with one space in front where it would begin like something else."""
    return f" {line}" if AMBIGUOUS.match(line) else line


def unescape_line(line: str) -> str:
    """Undoes `escape_line`: takes one space off."""
    return line.removeprefix(" ")


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


HEADING: Final = re.compile(r"(#{2,6})(?: (.*))?")
ITEM: Final = re.compile(r"\A((?:  )*+)\*(?:(-?[0-9]{1,18})\.)?(?: (.*))?")
QUOTE: Final = re.compile(r">(?: (.*))?")
PRE: Final = re.compile(r"\|(?: (.*))?")
LINK: Final = re.compile(r"\[Link\](?: (.*))?")
ROW: Final = re.compile(r"\|\|(=?)(?: (.*))?")
IMAGE: Final = re.compile(r"\[Image\](?: (.*))?")
CREDIT: Final = re.compile(r"\[Credit\](?: (.*))?")


@dataclass(frozen=True, slots=True)
class Body:
    blocks: tuple[Block, ...]
    standfirst: Run | None = None


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
