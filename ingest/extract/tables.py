"""Tables of data, and tables that only lay out the page."""

from collections.abc import Iterator, Sequence
from typing import Final

from ingest.extract.blocks import Node

MANY: Final = 4
"""Blocks from beyond which on a cell is no cell of data."""
_PARTS: Final = frozenset({"caption", "thead", "tbody", "tfoot", "tr", "td", "th"})
_NOT_IN_DATA: Final = frozenset({"table", "h1", "h2"})


def lay_out(nodes: Sequence[Node]) -> None:
    """Makes every table that is none of data what it stands for: `div` within `div`, as pages without tables are laid out.

    `nodes` are all of a page, in page order, and know their blocks.
    """
    tables = [node for node in nodes if node.tag == "table"]
    if not tables:
        return
    around = _around(node for node in nodes if node.tag in _NOT_IN_DATA)
    for table in tables:
        if id(table) in around or not _is_data(table):
            table.tag = "div"
            waiting = list(table.children)
            while waiting:
                part = waiting.pop()
                if part.tag in _PARTS:
                    part.tag = "div"
                    waiting += part.children


def _around(found: Iterator[Node]) -> set[int]:
    """The identities of all elements that hold one of these."""
    around: set[int] = set()
    for node in found:
        above = node.parent
        while above is not None and id(above) not in around:
            around.add(id(above))
            above = above.parent
    return around


def _is_data(table: Node) -> bool:
    """More than one row and cell, and hardly a cell with many paragraphs."""
    rows = list(rows_of(table))
    cells = [cell for row in rows for cell in cells_of(row)]
    large = sum(cell.last - cell.first > MANY for cell in cells)
    return len(rows) >= 2 and len(cells) > len(rows) and large * 8 <= len(cells)


def rows_of(table: Node) -> Iterator[Node]:
    """The rows of a table, in order."""
    for child in table.children:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child.children if row.tag == "tr")


def cells_of(row: Node) -> list[Node]:
    """The cells of a row, in order."""
    return [cell for cell in row.children if cell.tag in ("td", "th")]
