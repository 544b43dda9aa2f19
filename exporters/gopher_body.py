"""A story's blocks as the marked lines of a gopher page (wire.marks), and the numbers of the addresses they lead to."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from news.body import (
    Block,
    Break,
    Code,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Preformatted,
    Quote,
    Strong,
    Table,
    Text,
    fold,
    links,
    plain,
)
from wire import marks
from wire.marks_writer import write_body
from wire.page import Reference
from wire.urls import safe_link

FIRST_LINK = 2
"""Reference 1 is where the publisher published the story."""


class Numbers:
    """The references of a page, numbered as they come up; an address has one number however often it is linked to."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, url: str) -> int | None:
        """The number of an address, None for one that may not be printed."""
        link = safe_link(url)
        return None if link is None else self._numbers.setdefault(link, FIRST_LINK + len(self._numbers))

    def references(self) -> tuple[Reference, ...]:
        """All of them, in order."""
        return tuple(Reference(number, url) for url, number in self._numbers.items())


def body_lines(blocks: Iterable[Block], standfirst: Iterable[Inline], numbers: Numbers) -> list[str]:
    """The lines between the date and the end mark of a page."""
    before = _run(standfirst, numbers)
    return write_body([_marked(block, numbers) for block in blocks], before or None)


def _marked(block: Block, numbers: Numbers) -> marks.Block:
    match block:
        case Paragraph(content):
            return marks.Words(_run(content, numbers))
        case Heading(level, content):
            return marks.Heading(level, _run(content, numbers))
        case ListBlock():
            return _items(block, numbers)
        case Quote(inner):
            return marks.Quoted(tuple(_marked(one, numbers) for one in inner))
        case Preformatted(content):
            return marks.Pre(plain(content), tuple(_named(content, numbers)))
        case Table(rows):
            return marks.Grid(tuple(
                marks.Row(tuple(_run(cell.content, numbers) for cell in row), header=all(cell.header for cell in row))
                for row in rows
            ))  # fmt: skip
        case Figure():
            return _picture(block, numbers)
        case _:
            assert_never(block)


def _named(content: Iterable[Inline], numbers: Numbers) -> Iterator[marks.Run]:
    """The linked words of preformatted text with their numbers: among its own words a number would move what stands aligned."""
    for link in links(content):
        words = fold(plain(link.children))
        if words and (number := numbers.of(link.url)) is not None:
            yield words, number


def _items(block: ListBlock, numbers: Numbers) -> marks.Items:
    items = (
        marks.Item(_run(item.content, numbers), tuple(_items(inner, numbers) for inner in item.lists)) for item in block.items
    )
    return marks.Items(tuple(items), block.start if block.ordered else None)


def _picture(block: Figure, numbers: Numbers) -> marks.Picture:
    caption = _run(block.caption, numbers)
    number = numbers.of(block.url)
    if number is None:  # the last number behind a caption is read as the picture's own: a link's must not stand there
        caption = tuple(piece for piece in caption if isinstance(piece, str))
    return marks.Picture(caption, number, _run(block.credit, numbers))


def _run(content: Iterable[Inline], numbers: Numbers) -> marks.Run:
    return tuple(_pieces(content, numbers))


def _pieces(content: Iterable[Inline], numbers: Numbers) -> Iterator[str | int]:
    for piece in content:
        match piece:
            case Text(text) | Code(text):
                yield _words(text)
            case Emphasis(children) | Strong(children):
                yield from _pieces(children, numbers)
            case Link(url, children):
                inner = _run(children, numbers)
                yield from inner
                has_words = any(isinstance(words, str) and words.strip() for words in inner)
                if has_words and (number := numbers.of(url)) is not None:
                    yield number
            case Break():
                yield "\n"
            case _:
                assert_never(piece)


def _words(text: str) -> str:
    return text.replace("\n", " ")
