"""A body as JSON and back, exactly: each block and inline piece is a list that begins with its tag; plain words are a string.

What an earlier release wrote is read on: its preformatted text and an image's credit were one string each, without links.
"""

from typing import Any, assert_never

from news.body import (
    Block,
    Break,
    Cell,
    Code,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    Quote,
    Strong,
    Table,
    Text,
)  # fmt: skip

Shape = Any
"""JSON: lists, strings, numbers, true, false, null."""


def body_to_json(body: tuple[Block, ...]) -> list[Shape]:
    """The blocks as JSON."""
    return [_block(block) for block in body]


def body_from_json(kept: list[Shape]) -> tuple[Block, ...]:
    """Reads back `body_to_json`. Raises ValueError for a tag that no release of ours wrote."""
    return tuple(_read_block(shape) for shape in kept)


def run_to_json(content: tuple[Inline, ...]) -> list[Shape]:
    """Inline pieces as JSON."""
    return [_inline(piece) for piece in content]


def _inline(piece: Inline) -> Shape:
    match piece:
        case Text(text):
            return text
        case Emphasis(children):
            return ["em", run_to_json(children)]
        case Strong(children):
            return ["strong", run_to_json(children)]
        case Code(text):
            return ["code", text]
        case Link(url, children):
            return ["a", url, run_to_json(children)]
        case Break():
            return ["br"]
        case _:
            assert_never(piece)


def _block(block: Block) -> Shape:
    match block:
        case Paragraph(content):
            return ["p", run_to_json(content)]
        case Heading(level, content):
            return ["h", level, run_to_json(content)]
        case ListBlock():
            return _list(block)
        case Quote(blocks):
            return ["quote", body_to_json(blocks)]
        case Preformatted(content):
            return ["pre", run_to_json(content)]
        case Table(rows):
            return ["table", [[[run_to_json(cell.content), cell.header] for cell in row] for row in rows]]
        case Figure(url, alt, caption, credit, notice):
            return ["figure", url, alt, run_to_json(caption), run_to_json(credit), notice]
        case _:
            assert_never(block)


def _list(block: ListBlock) -> Shape:
    return [
        "list",
        block.ordered,
        block.start,
        [[run_to_json(item.content), [_list(inner) for inner in item.lists]] for item in block.items],
    ]


def run_from_json(kept: list[Shape]) -> tuple[Inline, ...]:
    """Reads back `run_to_json`. Raises ValueError for a tag that no release of ours wrote."""
    return tuple(_read_inline(shape) for shape in kept)


def _read_inline(shape: Shape) -> Inline:
    match shape:
        case str(text):
            return Text(text)
        case ["em", children]:
            return Emphasis(run_from_json(children))
        case ["strong", children]:
            return Strong(run_from_json(children))
        case ["code", text]:
            return Code(text)
        case ["a", url, children]:
            return Link(url, run_from_json(children))
        case ["br"]:
            return Break()
    raise ValueError(f"no such piece of a text: {shape!r:.60}")


def _read_block(shape: Shape) -> Block:
    match shape:
        case ["p", content]:
            return Paragraph(run_from_json(content))
        case ["h", level, content]:
            return Heading(level, run_from_json(content))
        case ["list", *_]:
            return _read_list(shape)
        case ["quote", blocks]:
            return Quote(body_from_json(blocks))
        case ["pre", str(text)]:
            return Preformatted((Text(text),))
        case ["pre", content]:
            return Preformatted(run_from_json(content))
        case ["table", rows]:
            return Table(tuple(tuple(Cell(run_from_json(content), header) for content, header in row) for row in rows))
        case ["figure", url, alt, caption, credit, notice]:
            return Figure(
                url, alt, run_from_json(caption), run_from_json([credit] if isinstance(credit, str) else credit or []), notice
            )
    raise ValueError(f"no such block of a text: {shape!r:.60}")


def _read_list(shape: Shape) -> ListBlock:
    _, ordered, start, items = shape
    return ListBlock(
        tuple(ListItem(run_from_json(run), tuple(_read_list(inner) for inner in lists)) for run, lists in items), ordered, start
    )
