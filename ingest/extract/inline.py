"""From a block's pieces to inline content: white space folded over the borders of elements, or kept where it counts; marks
stay, and nothing is active."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from ingest.extract.blocks import Mark, Sign, Token
from ingest.extract.links import absolute
from news.body import Break, Code, Emphasis, Inline, Link, Strong, Text


def inline_of(tokens: Sequence[Token], base: str) -> tuple[Inline, ...]:
    """The inline content of a block; no space or break at its ends. Links become absolute; one that leads nowhere a reader
    may be sent leaves its words. A mark within its own kind, or a link within a link, is dropped."""
    builder = _Builder(base)
    builder.read(tokens)
    return builder.content()


def preformatted(blocks: Iterable[Sequence[Token]], base: str) -> tuple[Inline, ...]:
    """The content of preformatted text: marks as in `inline_of`, and spaces and line ends as they stand, but for empty lines
    at its beginning and white space at its end. Each of `blocks` begins a line (CSS Display 3: a block box stands alone)."""
    builder = _Preformatted(base)
    for tokens in blocks:
        builder.begin_line()
        builder.read(tokens)
    return builder.content()


@dataclass(slots=True)
class _Frame:
    """A mark that is open; `words` are those since its last child."""

    kind: str
    url: str = ""
    children: list[Inline] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    def add(self, piece: Inline) -> None:
        if isinstance(piece, Text):
            self.words.append(piece.text)
        else:
            self.content().append(piece)

    def extend(self, pieces: Iterable[Inline]) -> None:
        for piece in pieces:
            self.add(piece)

    def content(self) -> list[Inline]:
        """The children, with the last words among them."""
        if self.words:
            self.children.append(Text("".join(self.words)))
            self.words = []
        return self.children


class _Builder:
    """Builds the tree of inline pieces. A space is held back until a word follows, and then goes outside of any mark."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.frames = [_Frame("root")]
        self.space = self.spoken = False

    def read(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            if isinstance(token, str):
                self.say(token)
            elif isinstance(token, Mark):
                self.open(token)
            elif token is Sign.BREAK:
                self.line_break()
            else:
                self.close()

    def say(self, text: str) -> None:
        words = " ".join(text.split())
        if not words:
            self.space = self.space or bool(text)
            return
        if (self.space or text[0].isspace()) and self.spoken:
            self.put_outside(" ")
        self.frames[-1].words.append(words)
        self.spoken, self.space = True, text[-1].isspace()

    def put_outside(self, space: str) -> None:
        """White space goes before the marks in which nothing stands yet."""
        outer = len(self.frames) - 1
        while outer and not (self.frames[outer].children or self.frames[outer].words):
            outer -= 1
        self.frames[outer].words.append(space)

    def open(self, mark: Mark) -> None:
        url = absolute(self.base, mark.element.get("href")) if mark.kind == "a" else ""
        known = any(frame.kind == mark.kind for frame in self.frames)
        self.frames.append(_Frame("" if known or url is None else mark.kind, url or ""))

    def close(self) -> None:
        frame = self.frames.pop()
        parent = self.frames[-1]
        children = tuple(frame.content())
        if not children:
            return
        match frame.kind:
            case "a":
                parent.add(Link(frame.url, children))
            case "em":
                parent.add(Emphasis(children))
            case "strong":
                parent.add(Strong(children))
            case "code":
                parent.extend(_as_code(children))
            case _:
                parent.extend(children)

    def line_break(self) -> None:
        self.space = False
        if self.spoken:
            self.frames[-1].add(Break())
            self.spoken = False

    def content(self) -> tuple[Inline, ...]:
        children = self.frames[0].content()
        while children and isinstance(children[-1], Break):
            children.pop()
        return tuple(children)


class _Preformatted(_Builder):
    """Builds text whose white space counts. It is held back until a word follows, so that none of it ends the text; `code` is
    no mark here, since all of it is code."""

    def __init__(self, base: str) -> None:
        super().__init__(base)
        self.frames = [_Frame("code")]
        self.held: list[str] = []

    def begin_line(self) -> None:
        """The border of a block ends a line, where no line end stands already."""
        if self.spoken and not (self.held and self.held[-1].endswith("\n")):
            self.held.append("\n")

    def say(self, text: str) -> None:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        words = text.strip()
        if not words:
            self.held += [text] if text else []
            return
        start = len(text) - len(text.lstrip())
        before = "".join([*self.held, text[:start]])
        space = before if self.spoken else before[before.rfind("\n") + 1 :]
        if space:
            self.put_outside(space)
        self.frames[-1].words.append(words)
        after = text[start + len(words) :]
        self.held, self.spoken = [after] if after else [], True

    def line_break(self) -> None:
        self.held.append("\n")


def _as_code(content: Iterable[Inline]) -> Iterator[Inline]:
    """The pieces with their words set as code, for `Code` holds words alone: links and emphasis go around it."""
    for piece in content:
        match piece:
            case Text(text):
                yield Code(text)
            case Link(url, children):
                yield Link(url, tuple(_as_code(children)))
            case Emphasis(children):
                yield Emphasis(tuple(_as_code(children)))
            case Strong(children):
                yield Strong(tuple(_as_code(children)))
            case Code() | Break():
                yield piece
            case _:
                assert_never(piece)
