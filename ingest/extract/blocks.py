"""A page as a list of blocks of text in reading order, each with its inline pieces and its place in the tree.

A block is what a reader sees as one paragraph: the run of inline text between two borders of block-level elements or
between two doubled line breaks. Everything later (selection, judgement, emission) works on this list.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import accumulate
from typing import Final
from unicodedata import normalize

from lxml import html

from ingest.extract.classes import HIDDEN, TOOLTIP
from news.names import Digest, digest_of

BLOCK_LEVEL: Final = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "label", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
SILENT: Final = frozenset({
    "script", "style", "template", "noscript", "head", "title", "select", "option", "optgroup", "textarea", "input",
    "datalist", "canvas", "svg", "meter", "progress", "rp", "map", "param", "base", "link", "meta",
    "col", "colgroup", "frame", "frameset", "noframes",
})  # fmt: skip
MEDIA: Final = {
    "img": "image", "amp-img": "image", "video": "video", "amp-video": "video", "audio": "audio", "iframe": "embed",
    "amp-iframe": "embed", "embed": "embed", "object": "embed",
}  # fmt: skip
MARKS: Final = {
    "a": "a", "em": "em", "i": "em", "strong": "strong", "b": "strong",
    "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
PARTS: Final = frozenset({"span", "cite", "small"})
"""Elements that part what stands in a caption: its words, and whom the image is by."""


def run_together(before: str, after: str) -> bool:
    """Whether two pieces of a caption that an element of PARTS parts are words without the space that only a style puts there
    (`<span>Credit</span>Ada Lind`)."""
    return before[-1:].islower() and after[:1].isupper()


STRUCK: Final = frozenset({"del", "s", "strike"})
"""Words that the publisher has taken back and still shows."""
LEFT_INLINE: Final = {"rt": "reading", **dict.fromkeys(STRUCK, "struck passage")}
"""Words inside a paragraph that are not printed, and what they are counted as."""
TINY: Final = 100
"""Pixels."""


class Sign(Enum):
    """What stands between words: a line break, or the end of the innermost mark."""

    BREAK = 0
    CLOSE = 1


@dataclass(slots=True, eq=False)
class Mark:
    """The beginning of an inline element: `a`, `em`, `strong`, `code`, `credit` (a span that names whom), or of a caption `by`
    (the same, by a class that elsewhere says something else) and `part`."""

    kind: str
    element: html.HtmlElement


Token = str | Mark | Sign


@dataclass(slots=True, eq=False)
class Node:
    """A block-level element. Its blocks are those with `first` <= index < `last`; `flags` are its own, not inherited."""

    element: html.HtmlElement
    tag: str
    parent: "Node | None"
    flags: int
    first: int
    last: int = 0
    children: list["Node"] = field(default_factory=list)
    relative: int = 0
    """Flags of this element and all above it, without those that most of the story's text carries."""
    _label: str | None = None

    @property
    def label(self) -> str:
        """Tag and class names: what two elements of one kind have in common; worked out once."""
        if self._label is None:
            self._label = f"{self.tag}.{self.element.get('class', '')}"
        return self._label

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
    """The size (`size_of`) of what is squeezed."""
    ends_sentence: bool
    """Whether its last sign ends a sentence, in any script we know."""
    _bare: str | None = None
    _digest: Digest | None = None

    @property
    def digest(self) -> Digest:
        """The hash of its text, by which the host's other pages are asked for it; worked out once."""
        if self._digest is None:
            self._digest = digest_of(self.text)
        return self._digest

    @property
    def bare(self) -> str:
        """Its letters, by which the same words are known again; worked out once."""
        if self._bare is None:
            self._bare = letters(self.text)
        return self._bare

    @property
    def prose(self) -> bool:
        """Whether it reads as running text: long enough, ends a sentence, mostly not links."""
        return self.links < 0.5 and self.size >= 60 and self.ends_sentence

    @property
    def linked(self) -> bool:
        """Whether nearly all of it is links."""
        return self.links >= 0.8


@dataclass(slots=True, eq=False)
class Medium:
    """An image, video, sound or embedded page, or words inside a paragraph that are not printed; `at` is the index of the
    block that follows it or, where its own has begun, of the one after."""

    kind: str
    element: html.HtmlElement
    node: Node
    at: int

    @property
    def small(self) -> bool:
        """Whether it is stated to be so small that it is an icon, a face or a counter. A side of 0 beside a long one is one that
        the window's width decides."""
        stated = (self.element.get(name, "").removesuffix("px").strip() for name in ("width", "height"))
        sizes = [int(size) for size in stated if size.isdecimal()]
        return any(size < TINY for size in sizes) and not (0 in sizes and max(sizes) >= TINY)


@dataclass(frozen=True, slots=True)
class PageText:
    """All blocks of a page in reading order, the elements that hold them, and what is not text."""

    blocks: list[PageBlock]
    nodes: list[Node]
    media: list[Medium]
    times: list[tuple[int, html.HtmlElement]]
    named: list[tuple[int, html.HtmlElement]]
    """Inline elements, links apart, whose class names speak of an author, with the index of the block they stand in."""
    dated: list[tuple[int, html.HtmlElement]]
    """The same of a date, `time` apart."""
    squeezed: str
    elements: list[html.HtmlElement]
    """All elements. They are kept because lxml makes a new proxy for an element that nobody holds, on every pass."""

    def let_go(self) -> None:
        """Parts the elements from each other when the page is done with: without cycles the memory is free at once."""
        for node in self.nodes:
            node.parent = None
            node.children.clear()


def element_around(page: PageText, text: Iterable[PageBlock], share: float) -> Node:
    """The innermost element that holds at least this share of some blocks' text."""
    sizes = [0] * len(page.blocks)
    for block in text:
        sizes[block.index] = block.size
    sums = [0, *accumulate(sizes)]
    node = page.nodes[0]
    while True:
        inner = max(node.children, key=lambda child: sums[child.last] - sums[child.first], default=None)
        if inner is None or sums[inner.last] - sums[inner.first] < share * sums[-1]:
            return node
        node = inner


def unseen(element: html.HtmlElement, tag: str, flags: int) -> str | None:
    """What an inline element is counted as where its words are not printed: `hidden`, `tooltip`, `reading`, `struck passage`;
    None where they are. Struck mark-up that was never closed holds whole paragraphs: those are printed, and counted."""
    if flags & TOOLTIP:
        return "tooltip"
    if flags & HIDDEN:
        return "hidden"
    found = LEFT_INLINE.get(tag)
    return None if found is None or (tag in STRUCK and any(inner.tag in BLOCK_LEVEL for inner in element.iter())) else found


def parts_words(element: html.HtmlElement) -> bool:
    """Whether an inline element that is not printed holds nothing but a colon or the like, read aloud between a kicker and a
    headline: the words around it stand apart without it too."""
    return len(element) == 0 and (element.text or "").strip() in (":", "|", "-", "–", "—", "·", "•", "/")


_NO_INK = re.compile("[\xad\u200b\u2060\ufeff\ufffe\uffff]")


def without_ink(text: str) -> str:
    """The text without characters that carry no word and show no ink: soft hyphens and zero-width marks."""
    return _NO_INK.sub("", text) if _NO_INK.search(text) else text


_WIDE = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Signs of scripts that write a word in one or two of them."""


def size_of(text: str) -> int:
    """How much a text says: its characters, those of scripts that write a word in one or two signs counted double."""
    return len(text) + (0 if text.isascii() else len(_WIDE.findall(text)))


DOTTED: Final = "i\u0307"
"""What the capital I with a dot becomes in folded case (Unicode, SpecialCasing): Turkish writes it as an i."""
_BARE: Final[dict[int, str | None]] = {
    **{
        code: parts[0]
        for code in (*range(0xC0, 0x250), *range(0x370, 0x400), *range(0x1E00, 0x2000))
        if len(parts := normalize("NFD", chr(code))) > 1
    },
    **dict.fromkeys(range(0x300, 0x370)),
    ord("ς"): "σ",
}


def unaccented(text: str) -> str:
    """The text in folded case and, in Latin and Greek letters, without the accents that capitals go without in many languages
    ("ΔΗΜΟΦΙΛΗ", "A LIRE AUSSI"): for words that are looked for, never for words that are printed."""
    return text.lower() if text.isascii() else text.casefold().translate(_BARE)


_NO_LETTER = re.compile(r"[\W_]+")
_NO_LETTER_IN_ASCII: Final = {code: None for code in range(128) if not chr(code).isalnum()}


def letters(text: str) -> str:
    """Only the letters and digits, case apart: for telling whether two wordings are the same."""
    if text.isascii():  # a table costs a quarter of the pattern
        return text.translate(_NO_LETTER_IN_ASCII).lower()
    bare = "".join([word if word.isalnum() else _NO_LETTER.sub("", word) for word in text.split()]).casefold()
    return bare.replace(DOTTED, "i")
