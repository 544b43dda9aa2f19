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
from dataclasses import dataclass
from typing import Final

from wire import runs

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
