"""What a story's text is made of: blocks, and the inline pieces within them.

Blocks hold text as the publisher wrote it: white space folded to single spaces (but in preformatted text, where it counts),
case and punctuation untouched. A line break inside a paragraph is a `Break`. Nothing here knows HTML or gopher.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import assert_never


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Words stressed by the publisher (`em`, `i`)."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Words stressed strongly (`strong`, `b`)."""

    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Words set as code."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to an absolute address; http, https, gopher, gemini or mailto."""

    url: str
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside a block."""


Inline = Text | Emphasis | Strong | Code | Link | Break


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside the story; `level` 2 to 6, the headline itself being 1."""

    level: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item, and the lists nested in it."""

    content: tuple[Inline, ...]
    lists: tuple["ListBlock", ...] = ()


@dataclass(frozen=True, slots=True)
class ListBlock:
    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation: blocks of any kind but figures."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Preformatted:
    """Text whose line ends and spaces count. Lines end in an LF among the words, never in a `Break`; no LF at the end.

    Links and emphasis stay. `Code` would say nothing here: all of it is set as code.
    """

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    content: tuple[Inline, ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """An image kept as a reference: where it is, what it shows, its caption and whom its credit names.

    `notice` is a rights notice that stands with the image and speaks of it alone.
    """

    url: str
    alt: str = ""
    caption: tuple[Inline, ...] = ()
    credit: tuple[Inline, ...] = ()
    notice: str | None = None


Block = Paragraph | Heading | ListBlock | Quote | Preformatted | Table | Figure


@dataclass(frozen=True, slots=True)
class Leaf:
    """One line of text with the kind of block that holds it: `kind` is a path such as `p`, `h2`, `li1`, `quote p`, `td`.

    What is compared when a story is checked against its source or read back from a printed page.
    """

    kind: str
    text: str


def plain(content: Iterable[Inline], line_break: str = " ") -> str:
    """The words of inline pieces, without their marks."""
    return "".join([piece.text if type(piece) is Text else _plain(piece, line_break) for piece in content])


def _plain(piece: Inline, line_break: str) -> str:
    match piece:
        case Text(text) | Code(text):
            return text
        case Emphasis(children) | Strong(children) | Link(_, children):
            return plain(children, line_break)
        case Break():
            return line_break
        case _:
            assert_never(piece)


def links(content: Iterable[Inline]) -> Iterator[Link]:
    """All links, outermost first, in reading order."""
    for piece in content:
        if isinstance(piece, Link):
            yield piece
        if isinstance(piece, (Emphasis, Strong, Link)):
            yield from links(piece.children)


def leaves(blocks: Iterable[Block], within: str = "") -> Iterator[Leaf]:
    """Every line of text in the blocks, in reading order; white space folded except in preformatted text.

    Kinds: `p`, `h2`…`h6`, `li1`, `li2`… (the level of nesting; `ol1`… in ordered lists), `td`, `pre`, `caption`,
    `credit`; inside a quotation they follow `quote `.
    """
    for block in blocks:
        match block:
            case Paragraph(content):
                yield Leaf(within + "p", fold(plain(content)))
            case Heading(level, content):
                yield Leaf(f"{within}h{level}", fold(plain(content)))
            case ListBlock():
                yield from _list_leaves(block, within, 1)
            case Quote(inner):
                yield from leaves(inner, within + "quote ")
            case Preformatted(content):
                yield Leaf(within + "pre", plain(content))
            case Table(rows):
                for row in rows:
                    yield from (Leaf(within + "td", fold(plain(cell.content))) for cell in row)
            case Figure():
                if block.caption:
                    yield Leaf(within + "caption", fold(plain(block.caption)))
                if block.credit:
                    yield Leaf(within + "credit", fold(plain(block.credit)))
            case _:
                assert_never(block)


def _list_leaves(block: ListBlock, within: str, level: int) -> Iterator[Leaf]:
    for item in block.items:
        yield Leaf(f"{within}{'ol' if block.ordered else 'li'}{level}", fold(plain(item.content)))
        for inner in item.lists:
            yield from _list_leaves(inner, within, level + 1)


def inline_runs(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """The inline content of every block, in reading order: what a writer numbers the links of."""
    for block in blocks:
        match block:
            case Paragraph(content) | Heading(_, content) | Preformatted(content):
                yield content
            case ListBlock(items):
                for item in items:
                    yield item.content
                    yield from inline_runs(item.lists)
            case Quote(inner):
                yield from inline_runs(inner)
            case Table(rows):
                for row in rows:
                    yield from (cell.content for cell in row)
            case Figure():
                yield block.caption
                yield block.credit
            case _:
                assert_never(block)


IGNORABLE = dict.fromkeys([0x00AD, 0x200B, 0x2060, 0xFEFF])
"""Soft hyphen and zero-width marks: they carry no word and show no ink. Joiners (200C, 200D) do matter in Persian."""
_IGNORED = re.compile(f"[{''.join(map(chr, IGNORABLE))}]")


def fold(text: str) -> str:
    """The text with every run of white space as one space, none at the ends, and ink-free marks dropped."""
    # Most texts are plain already, and to see so takes a third of the time.
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    if not text.isascii() and _IGNORED.search(text):  # hardly any text holds such, and to translate one takes ten times as long
        text = text.translate(IGNORABLE)
    return " ".join(text.split())


def words(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The words of a body in order, captions and credits of images left out: what "unaltered" speaks of."""
    found: list[str] = []
    for leaf in leaves(blocks):
        if not leaf.kind.endswith(("caption", "credit")):
            found += leaf.text.split()
    return tuple(found)
