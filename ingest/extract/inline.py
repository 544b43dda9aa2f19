"""From a block's pieces to inline content: white space folded over the borders of elements, marks kept, nothing active."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.extract.blocks import Mark, Sign, Token
from ingest.extract.links import absolute
from news.body import Break, Code, Emphasis, Inline, Link, Strong, Text, plain


@dataclass(slots=True)
class _Frame:
    kind: str
    url: str = ""
    children: list[Inline] = field(default_factory=list)


def inline_of(tokens: Sequence[Token], base: str) -> tuple[Inline, ...]:
    """The inline content of a block; no space or break at its ends. Links become absolute; one that leads nowhere a reader
    may be sent leaves its words. A mark within its own kind, or a link within a link, is dropped."""
    builder = _Builder(base)
    for token in tokens:
        if isinstance(token, str):
            builder.say(token)
        elif isinstance(token, Mark):
            builder.open(token)
        elif token is Sign.BREAK:
            builder.line_break()
        else:
            builder.close()
    return builder.content()


class _Builder:
    """Builds the tree of inline pieces. A space is held back until a word follows, and then goes outside of any mark."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.frames = [_Frame("root")]
        self.space = self.spoken = False

    def say(self, text: str) -> None:
        words = " ".join(text.split())
        if not words:
            self.space = self.space or bool(text)
            return
        if (self.space or text[0].isspace()) and self.spoken:
            outer = len(self.frames) - 1
            while outer and not self.frames[outer].children:
                outer -= 1
            self.append(self.frames[outer], " ")
        self.append(self.frames[-1], words)
        self.spoken, self.space = True, text[-1].isspace()

    def append(self, frame: _Frame, words: str) -> None:
        last = frame.children[-1] if frame.children else None
        if isinstance(last, Text):
            frame.children[-1] = Text(last.text + words)
        else:
            frame.children.append(Text(words))

    def open(self, mark: Mark) -> None:
        url = absolute(self.base, mark.element.get("href")) if mark.kind == "a" else ""
        known = any(frame.kind == mark.kind for frame in self.frames)
        self.frames.append(_Frame("" if known or url is None else mark.kind, url or ""))

    def close(self) -> None:
        frame = self.frames.pop()
        parent = self.frames[-1]
        children = tuple(frame.children)
        if not children:
            return
        match frame.kind:
            case "a":
                parent.children.append(Link(frame.url, children))
            case "em":
                parent.children.append(Emphasis(children))
            case "strong":
                parent.children.append(Strong(children))
            case "code":
                parent.children.append(Code(plain(children)))
            case _:
                for child in children:
                    if isinstance(child, Text):
                        self.append(parent, child.text)
                    else:
                        parent.children.append(child)

    def line_break(self) -> None:
        self.space = False
        if self.spoken:
            self.frames[-1].children.append(Break())
            self.spoken = False

    def content(self) -> tuple[Inline, ...]:
        children = self.frames[0].children
        while children and isinstance(children[-1], Break):
            children.pop()
        return tuple(children)
