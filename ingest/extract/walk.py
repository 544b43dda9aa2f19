"""From a page's tree to its blocks, in one pass that no depth can break."""

import re
from itertools import islice
from typing import Final

from lxml import html

from ingest.extract.article import NoArticle
from ingest.extract.blocks import (
    BLOCK_LEVEL,
    LEFT_INLINE,
    MARKS,
    MEDIA,
    PARTS,
    SILENT,
    STRUCK,
    Mark,
    Medium,
    Node,
    PageBlock,
    PageText,
    Sign,
    Token,
    parts_words,
    size_of,
    unseen,
    without_ink,
)
from ingest.extract.classes import AUTHOR, CREDIT, DATE, HIDDEN, TAGS, element_flags, is_of_source
from ingest.extract.headings import MAY_HEAD, may_head, stated_heading
from ingest.extract.in_sentence import FIELDS, LINES, TERMS, is_drawn_in, is_field_of, is_heading, is_term
from ingest.extract.links import leads_away
from ingest.extract.quotations import ATTRIBUTION, MAY_NAME, names_quoted
from ingest.extract.tables import lay_out
from ingest.extract.tree import MAX_BLOCKS, MAX_DEPTH, MAX_ELEMENTS

MAX_MARKS: Final = 12
"""Emphasis and links nested deeper leave their words and go."""

_VIDEO_HOST = re.compile(r"youtu\.?be|vimeo|dailymotion|rutube|brightcove|jwplayer|/video", re.IGNORECASE)
_SENTENCE_END = re.compile(r"""[.!?…。！？؟۔।॥։።][\s"'’”»›“)\]』」]*$""")
_SIGNED = re.compile(r"""[.!?…。！？][\s"'’”»]*[(（【\[][^()（）【】\[\]\d]{1,40}[)）】\]]$""")
"""A sentence and who wrote it, in brackets: no year, and no number of a note."""
SIGNED: Final = 60
"""Signs in which that is looked for."""
_FULL_STOPS: Final = frozenset(".!?…。！？؟۔")
_UNSTOPPED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Letters of Thai, Lao, Burmese and Khmer, in which a paragraph may end without a full stop."""
LONG: Final = 90
"""Size from which on a line in these is a sentence, whatever it ends in."""

_BLOCK, _BREAK, _SILENT, _MEDIUM, _LEFT = range(1, 6)
_KINDS: Final = {
    **dict.fromkeys(BLOCK_LEVEL, _BLOCK), **dict.fromkeys(SILENT, _SILENT), **dict.fromkeys(MEDIA, _MEDIUM),
    **dict.fromkeys(LEFT_INLINE, _LEFT), "br": _BREAK,
}  # fmt: skip
"""What is done with an element, by its tag; every other one is inline."""


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
        self.named: list[tuple[int, html.HtmlElement]] = []
        self.dated: list[tuple[int, html.HtmlElement]] = []
        self.tokens: list[Token] = []
        self.open: list[Mark] = []
        self.spoken = self.broken = False
        self.preformatted = self.empty_lines = 0  # how many `pre` are open, and the lines in them since the last words
        self.node: Node | None = None
        self.offset = 0

    def over(self, body: html.HtmlElement) -> PageText | NoArticle:
        elements: list[html.HtmlElement] = list(islice(body.iter(), MAX_ELEMENTS + 1))
        if len(elements) > MAX_ELEMENTS:
            return _too_large()
        path: list[tuple[html.HtmlElement, int | None]] = []
        passed = 0  # how long the path was to an element that is passed over with all in it
        kind_of, leave, enter = _KINDS.get, self.leave, self.enter
        for element in elements:
            above = element.getparent()
            while path and path[-1][0] is not above:
                gone, kind = path.pop()
                if len(path) < passed or not passed:
                    passed = 0
                    leave(gone, kind)
            tag = element.tag
            kind = kind_of(tag)
            if kind == _BLOCK and tag in TERMS and not passed and self.node is not None and self.node.tag in LINES:
                kind = None if is_term(element, self.last_words()) or is_heading(element) else kind
            path.append((element, kind))
            if passed:
                continue
            if kind == _BLOCK:
                if len(path) > MAX_DEPTH:
                    return NoArticle(cause="too-deep", words=f"the page nests elements more than {MAX_DEPTH:,} deep")
                if len(self.blocks) > MAX_BLOCKS:
                    return _too_large()
                self.begin(element, tag)
            elif not enter(element, tag, kind):
                passed = len(path)
                continue
            if (text := element.text) and (self.tokens or not text.isspace()):
                self.say(text)
        while len(path) > 1:
            gone, kind = path.pop()
            if len(path) < passed or not passed:
                passed = 0
                leave(gone, kind)
        self.end()
        self.flush()
        lay_out(self.nodes)
        for node in self.nodes:
            node.relative = node.flags | (node.parent.relative if node.parent else 0)
        squeezed = "".join([block.squeezed for block in self.blocks])
        return PageText(self.blocks, self.nodes, self.media, self.times, self.named, self.dated, squeezed, elements)

    def leave(self, element: html.HtmlElement, kind: int | None) -> None:
        """The end of an element, and the text that follows it."""
        if kind == _BLOCK:
            node = self.node
            if node is not None and node.tag == "pre":
                self.preformatted -= 1
            if self.spoken or self.tokens:
                self.flush()
            if node is not None:
                node.last = len(self.blocks)
                self.node = node.parent
        elif self.open and self.open[-1].element is element:
            self.open.pop()
            self.tokens.append(Sign.CLOSE)
        if (text := element.tail) and (self.tokens or not text.isspace()):
            self.say(text)

    def begin(self, element: html.HtmlElement, tag: str) -> None:
        """A block-level element: what was gathered before it is a block of its own."""
        if self.tokens:
            self.flush()
        attributes = element.items()
        parent = self.node
        if attributes and tag in MAY_HEAD and may_head(attributes):
            tag = stated_heading(element) or tag
        flags = element_flags(tag, attributes) if attributes else TAGS.get(tag, 0)
        if tag in MAY_NAME and parent is not None and names_quoted(element, parent):
            tag, flags = ATTRIBUTION, flags & HIDDEN
        node = Node(element, tag, parent, flags, len(self.blocks))
        if parent is not None:
            parent.children.append(node)
        self.nodes.append(node)
        self.node = node
        if tag == "pre":
            self.preformatted += 1
        if self.preformatted:
            self.tokens.append("")  # white space counts from the start

    def end(self) -> None:
        if self.tokens:
            self.flush()
        if self.node is not None:
            self.node.last = len(self.blocks)
            self.node = self.node.parent

    def enter(self, element: html.HtmlElement, tag: str, kind: int | None) -> bool:
        """Whether to go on into an element that is not block-level."""
        if kind == _BREAK:
            self.line_break()
            return False
        if kind == _SILENT:
            if tag == "noscript" and not (self.media and self.media[-1].at == len(self.blocks)):
                for image in islice(element.iter("img"), 1):  # of an image that a script would load
                    self.medium(image, "image")
            elif tag in FIELDS and self.node is not None and self.node.tag in LINES and is_field_of(element, self.last_words()):
                self.medium(element, "form field")
            elif tag == "svg" and (element.find(".//text") is not None or element.find(".//tspan") is not None):
                self.medium(element, "inline drawing" if is_drawn_in(element, self.last_words()) else "drawing")
            return False
        if kind == _MEDIUM and self.node is not None:
            self.medium(element, MEDIA[tag])
            return False
        mark = MARKS.get(tag)
        if mark != "a":
            attributes = element.items()
            flags = element_flags(tag, attributes) if attributes else 0
            if flags or kind == _LEFT:
                left = unseen(element, tag, flags)
                if (left is not None and left != "hidden") or tag in STRUCK:
                    self.medium(element, left or LEFT_INLINE[tag])
                if left is not None:
                    if parts_words(element):
                        self.tokens.append(" ")
                    return False
                if flags & CREDIT:
                    mark = "credit"
                if flags & AUTHOR:
                    self.named.append((len(self.blocks), element))
                if flags & DATE and tag != "time":
                    self.dated.append((len(self.blocks), element))
            if mark is None and tag in PARTS and self.is_in_caption():
                mark = "by" if is_of_source(flags, attributes) else "part"
        if mark is not None and len(self.open) < MAX_MARKS:
            opened = Mark(mark, element)
            self.open.append(opened)
            self.tokens.append(opened)
        elif tag == "time":
            self.times.append((len(self.blocks), element))
        return True

    def is_in_caption(self) -> bool:
        """Whether the innermost block-level element is a caption or stands right in one."""
        node = self.node
        return node is not None and (node.tag == "figcaption" or (node.parent is not None and node.parent.tag == "figcaption"))

    def last_words(self) -> str:
        """The last words of the line so far, empty where it has none."""
        last = islice(reversed(self.tokens), MAX_MARKS)
        words = (token for token in last if isinstance(token, str) and token and not token.isspace())
        return next(words, "").rstrip() if self.spoken else ""

    def say(self, text: str) -> None:
        if not text.isascii():
            text = without_ink(text)
        self.tokens.append(text)
        if text and not text.isspace():
            self.spoken, self.broken = True, False

    def line_break(self) -> None:
        """One break stays in the block; a second one with nothing between them ends it, as a paragraph's end does."""
        if self.broken and not self.preformatted:
            self.flush()
        else:
            self.tokens.append(Sign.BREAK)
            self.broken = self.spoken

    def medium(self, element: html.HtmlElement, kind: str) -> None:
        if self.node is None:
            return
        if kind == "embed" and _VIDEO_HOST.search(element.get("src") or element.get("data-src") or ""):
            kind = "video"
        self.media.append(Medium(kind, element, self.node, len(self.blocks) + (1 if self.spoken else 0)))

    def flush(self) -> None:
        if not self.spoken:
            if self.tokens:
                self.empty_lines = self.empty_lines + _line_ends(self.tokens) if self.preformatted else 0
                self.tokens = [*self.open]
                self.broken = False
            return
        tokens = self.tokens
        if self.empty_lines:
            tokens.insert(0, "\n" * self.empty_lines)
            self.empty_lines = 0
        if self.node is not None:
            if self.open:
                tokens.extend([Sign.CLOSE] * len(self.open))
            text, links = _read(tokens)
            squeezed = text.replace(" ", "")
            if squeezed:
                size = size_of(squeezed)
                last = text[-1]
                ends = last in _FULL_STOPS or (
                    not last.isalnum() and _SENTENCE_END.search(text, max(0, len(text) - 12)) is not None
                )
                if not ends and last in ")）】]":
                    ends = _SIGNED.search(text, max(0, len(text) - SIGNED)) is not None
                if not ends and size >= LONG and "\u0e00" <= last <= "\u17ff":
                    ends = _UNSTOPPED.match(last) is not None
                self.blocks.append(PageBlock(len(self.blocks), self.node, tokens, text, squeezed, self.offset, links, size, ends))
                self.offset += len(squeezed)
        self.tokens = [*self.open, ""] if self.preformatted else [*self.open]
        self.spoken = self.broken = False


def _read(tokens: list[Token]) -> tuple[str, float]:
    """The folded text of the tokens, and the share of its characters in links that lead away."""
    if len(tokens) == 1 and isinstance(tokens[0], str):
        only = tokens[0]
        return only if only.isprintable() and "  " not in only and only[0] != " " != only[-1] else " ".join(only.split()), 0.0
    if len(tokens) == 3 and isinstance(mark := tokens[0], Mark) and isinstance(said := tokens[1], str):  # as most links
        return " ".join(said.split()), 1.0 if mark.kind == "a" and leads_away(mark.element) else 0.0
    parts: list[str] = []
    linked: list[str] = []
    opened: list[bool] = []
    for token in tokens:
        if type(token) is str:
            parts.append(token)
            if True in opened:
                linked.append(token)
        elif isinstance(token, Mark):
            opened.append(token.kind == "a" and leads_away(token.element))
        elif token is Sign.BREAK:
            parts.append(" ")
        else:
            opened.pop()
    text = " ".join("".join(parts).split())
    if not linked or linked == parts:  # as most blocks of a page: none of it, or all of it
        return text, 1.0 if linked and text else 0.0
    return text, len("".join("".join(linked).split())) / max(1, len(text) - text.count(" "))


def _line_ends(space: list[Token]) -> int:
    return sum(token.count("\n") if isinstance(token, str) else token is Sign.BREAK for token in space)


def _too_large() -> NoArticle:
    return NoArticle(
        cause="too-large", words=f"the page has more than {MAX_ELEMENTS:,} elements or {MAX_BLOCKS:,} pieces of text"
    )
