"""A page as a list of blocks of text in reading order, each with its inline pieces and its place in the tree.

A block is what a reader sees as one paragraph: the run of inline text between two borders of block-level elements or
between two doubled line breaks. Everything later (selection, judgement, emission) works on this list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from lxml import etree, html

from ingest.extract.article import NoArticle
from ingest.extract.classes import CREDIT, HIDDEN, TAGS, element_flags
from ingest.extract.tree import MAX_DEPTH, MAX_ELEMENTS

BLOCK_LEVEL = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav ol p pre section summary table tbody td tfoot th "
    "thead tr ul".split()
)
SILENT = frozenset(
    "script style template noscript head title select option optgroup textarea input datalist canvas svg meter progress rt rp map "
    "source track param base link meta col colgroup frame frameset noframes".split()
)
MEDIA = {
    "img": "image", "amp-img": "image", "video": "video", "amp-video": "video", "audio": "audio", "iframe": "embed",
    "amp-iframe": "embed", "embed": "embed", "object": "embed",
}  # fmt: skip
MARKS = {"a": "a", "em": "em", "i": "em", "strong": "strong", "b": "strong", "code": "code", "kbd": "code", "samp": "code", "tt": "code"}
MAX_MARKS = 12

_VIDEO_HOST = re.compile(r"youtu\.?be|vimeo|dailymotion|rutube|brightcove|jwplayer|/video", re.IGNORECASE)
_WIDE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"""[.!?…。！？؟۔।॥։።][\s"'’”»›“)\]』」]*$""")


class Sign(Enum):
    """What stands between words: a line break, or the end of the innermost mark."""

    BREAK = 0
    CLOSE = 1


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning of an inline element: `a`, `em`, `strong`, `code`, or `credit` (a caption's span that names whom)."""

    kind: str
    element: html.HtmlElement


Token = str | Mark | Sign


@dataclass(slots=True, eq=False)
class Node:
    """A block-level element. Its blocks are those with `first` <= index < `last`; `flags` are its own, not inherited."""

    element: html.HtmlElement
    tag: str
    label: str
    """Tag and class names: what two elements of one kind have in common."""
    parent: "Node | None"
    flags: int
    first: int
    last: int = 0
    children: list["Node"] = field(default_factory=list)
    relative: int = 0
    """Flags of this element and all above it, without those that most of the story's text carries."""

    def holds(self, index: int) -> bool:
        """Whether the block stands in this element."""
        return self.first <= index < self.last

    def up(self) -> Iterator["Node"]:
        """This element and those above it, innermost first."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.parent


@dataclass(slots=True, eq=False)
class PageBlock:
    """One run of text. `text` is folded, `squeezed` without any white space, at `start` in the page's squeezed text."""

    index: int
    node: Node
    tokens: list[Token]
    text: str
    squeezed: str
    start: int
    links: float
    """The share of its characters that stand in links."""
    size: int
    """Characters without spaces; those of scripts that write a word in one or two signs count double."""
    ends_sentence: bool
    """Whether its last sign ends a sentence, in any script we know."""

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: long enough, ends a sentence, mostly not links."""
        return self.links < 0.5 and self.size >= 60 and self.ends_sentence

    @property
    def linked(self) -> bool:
        """Whether nearly all of it is links."""
        return self.links >= 0.8


@dataclass(frozen=True, slots=True)
class Medium:
    """An image, video, sound or embedded page; `at` is the index of the block that follows it."""

    kind: str
    element: html.HtmlElement
    node: Node
    at: int


@dataclass(frozen=True, slots=True)
class PageText:
    """All blocks of a page in reading order, the elements that hold them, and what is not text."""

    blocks: list[PageBlock]
    nodes: list[Node]
    media: list[Medium]
    times: list[tuple[int, html.HtmlElement]]
    squeezed: str
    elements: list[html.HtmlElement]
    """All elements. They are kept because lxml makes a new proxy for an element that nobody holds, on every pass."""


def letters(text: str) -> str:
    """Only the letters and digits, case apart: for telling whether two wordings are the same."""
    return re.sub(r"[\W_]+", "", text).casefold()


def read_blocks(root: html.HtmlElement) -> PageText | NoArticle:
    """The page's blocks, or NoArticle where the page is too deep or has too many elements. Iterative: no depth can break it."""
    body = root.find("body")
    return _Walk().over(root if body is None else body)


class _Walk:
    """One pass over the tree; what is gathered between two borders becomes a block."""

    def __init__(self) -> None:
        self.blocks: list[PageBlock] = []
        self.nodes: list[Node] = []
        self.media: list[Medium] = []
        self.times: list[tuple[int, html.HtmlElement]] = []
        self.tokens: list[Token] = []
        self.open: list[Mark] = []
        self.spoken = self.broken = False
        self.node: Node | None = None
        self.offset = 0

    def over(self, body: html.HtmlElement) -> PageText | NoArticle:
        depth = deepest = 0
        elements: list[html.HtmlElement] = []
        walker = etree.iterwalk(body, events=("start", "end"))
        for event, found in walker:
            element: html.HtmlElement = found
            tag = element.tag
            if event == "start":
                elements.append(element)
                depth += 1
                if depth > deepest:
                    deepest = depth
                    if deepest > MAX_DEPTH:
                        return _beyond(deepest)
                if len(elements) > MAX_ELEMENTS:
                    return _beyond(deepest)
                if self.enter(element, tag):
                    if element.text:
                        self.say(element.text)
                else:
                    walker.skip_subtree()
            else:
                depth -= 1
                self.leave(element, tag)
                if element.tail and depth:
                    self.say(element.tail)
        self.flush()
        for node in self.nodes:
            node.relative = node.flags | (node.parent.relative if node.parent else 0)
        squeezed = "".join(block.squeezed for block in self.blocks)
        return PageText(self.blocks, self.nodes, self.media, self.times, squeezed, elements)

    def enter(self, element: html.HtmlElement, tag: str) -> bool:
        """Whether to go on into the element."""
        if tag in BLOCK_LEVEL:
            self.flush()
            attributes = element.items()
            names = next((value for name, value in attributes if name == "class"), "")
            node = Node(element, tag, f"{tag}.{names}", self.node, element_flags(tag, attributes), len(self.blocks))
            if self.node is not None:
                self.node.children.append(node)
            self.nodes.append(node)
            self.node = node
            return True
        if tag == "br":
            self.line_break()
            return False
        if tag in SILENT:
            return False
        if tag in MEDIA and self.node is not None:
            self.medium(element, MEDIA[tag])
            return False
        mark = MARKS.get(tag)
        attributes = element.items()
        if attributes and mark != "a":
            flags = element_flags(tag, attributes)
            if flags & HIDDEN:
                return False
            if flags & CREDIT and mark is None:
                mark = "credit"
        if mark is not None and len(self.open) < MAX_MARKS:
            opened = Mark(mark, element)
            self.open.append(opened)
            self.tokens.append(opened)
        elif tag == "time":
            self.times.append((len(self.blocks), element))
        return True

    def leave(self, element: html.HtmlElement, tag: str) -> None:
        if self.node is not None and self.node.element is element:
            self.flush()
            self.node.last = len(self.blocks)
            self.node = self.node.parent
        elif self.open and self.open[-1].element is element:
            self.open.pop()
            self.tokens.append(Sign.CLOSE)

    def say(self, text: str) -> None:
        self.tokens.append(text)
        if not text.isspace():
            self.spoken, self.broken = True, False

    def line_break(self) -> None:
        """One break stays in the block; a second one with nothing between them ends it, as a paragraph's end does."""
        if self.broken and not self.preformatted:
            self.flush()
        else:
            self.tokens.append(Sign.BREAK)
            self.broken = self.spoken

    def medium(self, element: html.HtmlElement, kind: str) -> None:
        assert self.node is not None
        if kind == "embed" and _VIDEO_HOST.search(element.get("src") or element.get("data-src") or ""):
            kind = "video"
        self.media.append(Medium(kind, element, self.node, len(self.blocks) + (1 if self.spoken else 0)))

    @property
    def preformatted(self) -> bool:
        return self.node is not None and self.node.tag == "pre"

    def flush(self) -> None:
        if self.spoken and self.node is not None:
            tokens = [*self.tokens, *(Sign.CLOSE for _ in self.open)]
            text, links = _read(tokens)
            squeezed = text.replace(" ", "")
            if squeezed:
                size = len(squeezed) + (0 if squeezed.isascii() else len(_WIDE.findall(squeezed)))
                ends = bool(_SENTENCE_END.search(text[-12:]))
                self.blocks.append(PageBlock(len(self.blocks), self.node, tokens, text, squeezed, self.offset, links, size, ends))
                self.offset += len(squeezed)
        self.tokens = list(self.open)
        self.spoken = self.broken = False


def _read(tokens: list[Token]) -> tuple[str, float]:
    """The folded text of the tokens, and the share of its characters in links."""
    if len(tokens) == 1 and isinstance(tokens[0], str):
        return " ".join(tokens[0].split()), 0.0
    parts: list[str] = []
    opened: list[bool] = []
    linked = 0
    for token in tokens:
        if isinstance(token, str):
            parts.append(token)
            if True in opened:
                linked += len("".join(token.split()))
        elif isinstance(token, Mark):
            opened.append(token.kind == "a")
        elif token is Sign.BREAK:
            parts.append(" ")
        else:
            opened.pop()
    text = " ".join("".join(parts).split())
    return text, linked / max(1, len(text) - text.count(" ")) if linked else 0.0


def _beyond(depth: int) -> NoArticle:
    if depth > MAX_DEPTH:
        return NoArticle(cause="too-deep", words=f"the page nests elements more than {MAX_DEPTH:,} deep")
    return NoArticle(cause="too-large", words=f"the page has more than {MAX_ELEMENTS:,} elements")


assert set(TAGS) <= BLOCK_LEVEL, "every tag that carries a flag must be block-level"
