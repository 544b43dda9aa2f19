"""From a page's tree to its blocks, in one pass that no depth can break."""

import re
from typing import Final

from lxml import etree, html

from ingest.extract.article import NoArticle
from ingest.extract.blocks import BLOCK_LEVEL, MARKS, MEDIA, SILENT, Mark, Medium, Node, PageBlock, PageText, Sign, Token
from ingest.extract.classes import CREDIT, HIDDEN, TAGS, element_flags
from ingest.extract.tree import MAX_BLOCKS, MAX_DEPTH, MAX_ELEMENTS

MAX_MARKS: Final = 12
"""Emphasis and links nested deeper leave their words and go."""

_VIDEO_HOST = re.compile(r"youtu\.?be|vimeo|dailymotion|rutube|brightcove|jwplayer|/video", re.IGNORECASE)
_WIDE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"""[.!?…。！？؟۔।॥։።][\s"'’”»›“)\]』」]*$""")


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
        self.open: list[Token] = []
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
                if len(elements) > MAX_ELEMENTS or len(self.blocks) > MAX_BLOCKS:
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
            flags = element_flags(tag, attributes) if attributes else TAGS.get(tag, 0)
            label = f"{tag}.{element.get('class', '')}" if attributes else tag
            node = Node(element, tag, label, self.node, flags, len(self.blocks))
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
            if flags & CREDIT:
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
        elif self.open and isinstance(mark := self.open[-1], Mark) and mark.element is element:
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
        if not self.spoken:
            if self.tokens:
                self.tokens = self.open.copy()
            self.broken = False
            return
        if self.node is not None:
            tokens = [*self.tokens, *(Sign.CLOSE for _ in self.open)]
            text, links = _read(tokens)
            squeezed = text.replace(" ", "")
            if squeezed:
                size = len(squeezed) + (0 if squeezed.isascii() else len(_WIDE.findall(squeezed)))
                ends = bool(_SENTENCE_END.search(text[-12:]))
                self.blocks.append(PageBlock(len(self.blocks), self.node, tokens, text, squeezed, self.offset, links, size, ends))
                self.offset += len(squeezed)
        self.tokens = self.open.copy()
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
    return NoArticle(
        cause="too-large", words=f"the page has more than {MAX_ELEMENTS:,} elements or {MAX_BLOCKS:,} pieces of text"
    )
