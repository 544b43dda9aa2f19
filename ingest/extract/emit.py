"""The story written out of the page: chosen blocks become paragraphs, headings, lists, quotations, tables and figures."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from ingest.extract.blocks import Node, PageBlock, Sign, Token
from ingest.extract.figures import Placed
from ingest.extract.inline import inline_of, preformatted
from ingest.extract.tables import cells_of, rows_of
from news.body import Block, Cell, Heading, Inline, ListBlock, ListItem, Paragraph, Preformatted, Quote, Table

MAX_NESTING: Final = 8
"""Lists and quotations nested deeper are written at this depth."""
HEADINGS: Final = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
MANY: Final = 4
"""Paragraphs from beyond which on an item is more than that."""
LISTS: Final = ("ul", "ol", "menu", "dir")

Shape = tuple[Node, ...]
Shaped = tuple[Shape, PageBlock]


def emit(blocks: Sequence[PageBlock], placed: Sequence[Placed], base: str) -> tuple[Block, ...]:
    """The body made of these blocks in page order, with figures where they stood; `base` is what links are relative to."""
    total = sum(len(block.squeezed) for block in blocks)
    frames = _Frames(blocks, total)
    shaped = [(frames.shape(block), block) for block in blocks]
    body: list[Block] = []
    waiting = list(placed)
    for top, group in groupby(shaped, key=lambda pair: id(pair[0][0]) if pair[0] else -pair[1].index):
        del top
        members = list(group)
        while waiting and waiting[0].at <= members[0][1].index:
            body.append(waiting.pop(0).figure)
        body.extend(_written(members, 0, base))
    body.extend(found.figure for found in waiting)
    return tuple(body)


def one_line(blocks: Sequence[PageBlock], base: str) -> tuple[Inline, ...]:
    """The blocks as one run, a space between them."""
    tokens: list[Token] = []
    for block in blocks:
        tokens.extend([*([" "] if tokens else []), *block.tokens])
    return inline_of(tokens, base)


class _Frames:
    """Which elements around a block make a structure that is kept: lists that are lists, tables of data, quotations."""

    def __init__(self, blocks: Sequence[PageBlock], total: int) -> None:
        self.blocks, self.total = blocks, total
        self.sizes: dict[int, int] = {}
        self.kept: dict[int, bool] = {}
        for block in blocks:
            for node in block.node.up():
                self.sizes[id(node)] = self.sizes.get(id(node), 0) + len(block.squeezed)

    def shape(self, block: PageBlock) -> Shape:
        """The kept structures around the block, outermost first."""
        found = [node for node in block.node.up() if self.keeps(node)]
        shape: list[Node] = []
        for node in reversed(found):
            if shape and shape[-1].tag in ("table", "pre"):
                break
            if len(shape) < MAX_NESTING:
                shape.append(node)
        return tuple(shape)

    def keeps(self, node: Node) -> bool:
        known = self.kept.get(id(node))
        if known is None:
            known = self.kept[id(node)] = self.judge(node)
        return known

    def judge(self, node: Node) -> bool:
        if node.tag == "blockquote":
            return self.sizes.get(id(node), 0) <= 0.6 * self.total or node.last - node.first <= 2 or self.is_quoted(node)
        if node.tag in LISTS:
            return _is_list(node)
        return node.tag in ("table", "pre")

    def is_quoted(self, node: Node) -> bool:
        """Whether prose leads up to the element and text follows it: one that only lays out the page holds all of it."""
        return self.blocks[-1].index >= node.last and any(block.prose for block in self.blocks if block.index < node.first)


def _below(node: Node) -> Iterator[Node]:
    """All elements in this one, in page order."""
    waiting = list(reversed(node.children))
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(reversed(found.children))


def _is_list(node: Node) -> bool:
    """Not where items hold headings or tables, or many of them many paragraphs: then it is the page's layout."""
    items = [child for child in node.children if child.tag == "li"]
    if not items or any(found.tag in HEADINGS or found.tag == "table" for found in _below(node)):
        return False
    nested = {id(item): sum(inner.last - inner.first for inner in item.children if inner.tag in LISTS) for item in items}
    large = sum(item.last - item.first - nested[id(item)] > MANY for item in items)
    return large * 4 <= len(items)


def _written(members: Sequence[Shaped], depth: int, base: str) -> Iterator[Block]:
    """The blocks of members that share the first `depth` structures."""
    for _, group in groupby(members, key=lambda pair: id(pair[0][depth]) if len(pair[0]) > depth else -pair[1].index):
        inner = list(group)
        shape, block = inner[0]
        if len(shape) <= depth:
            yield from _plain(block, base)
            continue
        node = shape[depth]
        if node.tag == "blockquote":
            yield Quote(tuple(_written(inner, depth + 1, base)))
        elif node.tag in LISTS:
            yield _list(node, inner, depth, base)
        elif node.tag == "table":
            yield from _table(node, [found for _, found in inner], base)
        else:
            yield Preformatted(preformatted((found.tokens for _, found in inner), base))


def _plain(block: PageBlock, base: str) -> Iterator[Block]:
    content = inline_of(block.tokens, base)
    if not content:
        return
    level = next((HEADINGS[node.tag] for node in block.node.up() if node.tag in HEADINGS), None)
    yield Paragraph(content) if level is None else Heading(level, content)


def _list(node: Node, members: Sequence[Shaped], depth: int, base: str) -> ListBlock:
    """The list with its nested lists. Text that follows a nested list in its item becomes an item, so that order is kept."""
    items: list[ListItem] = []
    for _, group in groupby(members, key=lambda pair: id(_item(node, pair[1]))):
        content: list[Inline] = []
        lists: list[ListBlock] = []
        for nested, run in groupby(group, key=lambda pair: len(pair[0]) > depth + 1 and pair[0][depth + 1].tag in LISTS):
            if nested:
                lists.extend(found for found in _written(list(run), depth + 1, base) if isinstance(found, ListBlock))
                continue
            if lists:
                items.append(ListItem(tuple(content), tuple(lists)))
                content, lists = [], []
            content.extend(_joined([found for _, found in run], base))
        items.append(ListItem(tuple(content), tuple(lists)))
    start = node.element.get("start") or ""
    return ListBlock(tuple(items), ordered=node.tag == "ol", start=int(start) if start.isdecimal() and len(start) < 7 else 1)


def _item(node: Node, block: PageBlock) -> Node:
    """The list's child that holds the block."""
    return next(found for found in block.node.up() if found.parent is node or found is node)


def _joined(blocks: Sequence[PageBlock], base: str) -> list[Inline]:
    """Several blocks as one run with line breaks between them."""
    tokens: list[Token] = []
    for block in blocks:
        tokens.extend([*([Sign.BREAK] if tokens else []), *_lines(block)])
    return list(inline_of(tokens, base))


def _lines(block: PageBlock) -> Iterator[Token]:
    """The block's tokens; of preformatted text with a break for each line end, since an item or cell holds no blocks."""
    if not any(node.tag == "pre" for node in block.node.up()):
        yield from block.tokens
        return
    for token in block.tokens:
        if not isinstance(token, str):
            yield token
            continue
        for number, line in enumerate(_LINE_END.split(token)):
            yield from (Sign.BREAK, line) if number else (line,)


_LINE_END: Final = re.compile(r"\r\n?|\n")


def _table(node: Node, blocks: Sequence[PageBlock], base: str) -> Iterator[Block]:
    """The table's rows with a cell for every cell, empty ones too; its caption and what else is in it goes before it."""
    by_cell: dict[int, list[PageBlock]] = {}
    for block in blocks:
        cell = next((found for found in block.node.up() if found.tag in ("td", "th") or found is node), node)
        by_cell.setdefault(id(cell), []).append(block)
    for block in by_cell.pop(id(node), []):
        yield from _plain(block, base)
    rows = []
    for row in rows_of(node):
        cells = tuple(Cell(tuple(_joined(by_cell.get(id(cell), []), base)), cell.tag == "th") for cell in cells_of(row))
        if any(cell.content for cell in cells):
            rows.append(cells)
    if rows:
        yield Table(tuple(rows))
