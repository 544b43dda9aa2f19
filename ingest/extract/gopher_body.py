"""The marked lines of our own gopher pages (wire.marks) as a story's blocks: the way back of exporters.gopher_body."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import assert_never

from news.body import (
    Block,
    Break,
    Cell,
    Figure,
    Heading,
    Inline,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    Quote,
    Table,
    Text,
)
from wire import marks

Addresses = Callable[[int], str | None]
"""The address that a reference's number stands for, None where the page has none or it may not be followed."""


def blocks_of(marked: Sequence[marks.Block], addresses: Addresses) -> tuple[Block, ...]:
    """The blocks, with links set again. A number without an address is words, as it stands."""
    return tuple(_block(one, addresses) for one in marked)


def _block(block: marks.Block, addresses: Addresses) -> Block:
    match block:
        case marks.Words(run):
            return Paragraph(inline_of(run, addresses))
        case marks.Heading(level, run):
            return Heading(level, inline_of(run, addresses))
        case marks.Items():
            return _list(block, addresses)
        case marks.Quoted(blocks):
            return Quote(blocks_of(blocks, addresses))
        case marks.Pre(text, links):
            return Preformatted(tuple(_linked(text, links, addresses)))
        case marks.Grid(rows):
            return Table(tuple(tuple(Cell(inline_of(cell, addresses), header=row.header) for cell in row.cells) for row in rows))
        case marks.Picture(caption, reference, credit):
            url = None if reference is None else addresses(reference)
            return Figure(url=url or "", caption=inline_of(caption, addresses), credit=inline_of(credit, addresses))
        case _:
            assert_never(block)


def _list(block: marks.Items, addresses: Addresses) -> ListBlock:
    items = (ListItem(inline_of(item.run, addresses), tuple(_list(one, addresses) for one in item.lists)) for item in block.items)
    return ListBlock(tuple(items), ordered=block.start is not None, start=1 if block.start is None else block.start)


def _linked(text: str, links: Sequence[marks.Run], addresses: Addresses) -> Iterator[Inline]:
    """Preformatted text with its links set again: each on the next place where its words stand, whatever white space is
    between them, up to one whose words stand nowhere. One without an address is left out."""
    at = 0
    for run in links:
        words = [word for piece in run if isinstance(piece, str) for word in piece.split()]
        url = addresses(run[-1]) if run and isinstance(run[-1], int) else None
        found = re.compile(r"\s+".join(map(re.escape, words))).search(text, at) if words else None
        if found is None:
            break
        if found.start() > at:
            yield Text(text[at : found.start()])
        yield Text(found[0]) if url is None else Link(url, (Text(found[0]),))
        at = found.end()
    if at < len(text):
        yield Text(text[at:])


def inline_of(run: marks.Run, addresses: Addresses) -> tuple[Inline, ...]:
    """Words, breaks and links. A page keeps where a link ends and not where it begins: the word before the number bears it."""
    found: list[Inline] = []
    for piece in run:
        if isinstance(piece, int):
            _link(found, piece, addresses(piece))
            continue
        for number, line in enumerate(piece.split("\n")):
            found += [Break()] if number else []
            found += [Text(line)] if line else []
    return tuple(found)


def _link(found: list[Inline], number: int, url: str | None) -> None:
    """Sets a number's link on the last word found."""
    last = found[-1] if found else None
    if url is None:
        found.append(Text(f" [{number}]"))
    elif isinstance(last, Text) and last.text.strip():
        before, space, word = last.text.rpartition(" ")
        found[-1:] = [Text(before + space), Link(url, (Text(word),))] if space else [Link(url, (Text(word),))]
