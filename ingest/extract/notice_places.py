"""Where a statement on rights stands on a page, and what right above it may say of whom it speaks."""

from collections.abc import Collection
from typing import Final

from lxml import html

from ingest.extract.blocks import MEDIA, Node, PageBlock
from ingest.extract.classes import ASIDE, CAPTION, COMMENT, FOOTER, POST
from ingest.extract.span import Span
from news.body import fold
from wire.record import RECORD

OF_ANOTHER: Final = "aside of another story"
OF_THE_DESK: Final = "record of the desk that it came through"
LONGEST_LABEL: Final = 60
"""Letters of a line that may be the label of a picture or a film above it, or the heading of a box."""
STRUCK: Final = ("del", "s", "strike")
_SHOWN: Final = frozenset({"blockquote", "q", "pre", "code", "samp", "kbd", "textarea", *STRUCK})
"""Elements whose words are shown or taken back, not said."""
_ASKED: Final = frozenset({"form", "label", "button", "dialog", "select"})
"""Elements that ask a reader for something."""
_HEADS: Final = frozenset({"h2", "h3", "h4", "h5", "h6", "dt", "th", "td", "legend"})
"""Elements that name what follows them."""


def is_record(node: Node) -> bool:
    """Whether an element is, or stands in, the record that another desk wrote below a story."""
    return any(RECORD in (above.element.get("class") or "").split() for above in node.up())


def place_of(span: Span, node: Node, index: int) -> str:
    """Where an element and the block at `index` stand: `caption`, `footer`, `comment`, `aside`, `quote`, `article` or `page`; or
    in the record of another desk.

    An `article` that holds nothing of the text is another story, in the page's foot too. What is set as a quotation or as code
    shows somebody's words: the page does not say them of itself.
    """
    if is_record(node):
        return OF_THE_DESK
    flags = node.relative
    if flags & CAPTION or span.framed(node):
        return "caption"
    if flags & POST:
        return "quote"
    if any(above.tag in _ASKED and not above.holds(span.first) for above in node.up()):
        return "form"
    is_quoted = any(above.tag in _SHOWN for above in node.up() if not above.holds(span.first))
    is_anothers = any(above.tag == "article" and not (above.holds(span.first) or above.holds(span.last)) for above in node.up())
    if flags & FOOTER and not (is_anothers or is_quoted or flags & COMMENT) and not span.container.holds(index):
        return "footer"
    if flags & COMMENT:
        return "comment"
    if is_anothers:
        return OF_ANOTHER
    if flags & ASIDE:
        return "aside"
    if any(above.tag in _SHOWN for above in node.up()):
        return "quote"
    return "article" if span.head <= index <= span.last or span.container.holds(index) else "page"


def label_above(span: Span, block: PageBlock) -> str:
    """The heading or label right above a short line, which may say whose licence the line names; empty where there is none."""
    above = span.page.blocks[block.index - 1] if block.index else None
    if (
        above is None
        or above.linked
        or len(block.text) > LONGEST_LABEL
        or len(above.text) > LONGEST_LABEL
        or above.node.tag == "h1"
    ):
        return ""
    is_label = (
        above.node.tag in _HEADS
        or above.text.endswith(":")
        or _is_bold(above)
        or (above.index >= span.head and above.text[-1:].isalnum())
    )
    in_foot = bool(block.node.relative & FOOTER)
    is_near = not in_foot or above.node.tag in _HEADS or above.text.endswith(":") or _is_bold(above)
    return above.text.rstrip(": ") if is_label and is_near else ""


def _is_bold(block: PageBlock) -> bool:
    """Whether all words of a line are set in bold."""
    return any(fold(found.text_content()) == block.text for found in block.node.element.iter("b", "strong"))


def box_of(element: html.HtmlElement) -> html.HtmlElement:
    """The outermost element that holds the same words and no more."""
    words, box = fold(element.text_content()), element
    while (around := box.getparent()) is not None and around.tag != "body" and fold(around.text_content()) == words:
        box = around
    return box


def follows_picture(element: html.HtmlElement, boxes: Collection[str] = ()) -> bool:
    """Whether nothing but a picture, a film, a frame or a table stands right before an element, whose licence it could name;
    alone, or in one of these boxes where some are given."""
    before = box_of(element).getprevious()
    while before is not None and before.tag in ("br", "hr") and not (before.tail or "").strip():
        before = before.getprevious()
    if before is None or (before.tail or "").strip():
        return False
    return before.tag in (*MEDIA, "figure", "picture", "table") or (
        (not boxes or before.tag in boxes)
        and not fold(before.text_content())
        and any(before.find(f".//{tag}") is not None for tag in MEDIA)
    )
