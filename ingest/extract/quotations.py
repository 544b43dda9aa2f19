"""What is said of a quotation, a table or preformatted lines in an element of its own, as their attribution or source."""

from typing import Final

from lxml import html

from ingest.extract.blocks import Node
from ingest.extract.classes import POST

MAY_NAME: Final = frozenset({"footer", "figcaption"})
ATTRIBUTION: Final = "cite"
"""The tag by which such an element goes among the blocks: it is neither the foot of a page nor the caption of an image."""
LONGEST: Final = 200
"""Characters of a footer that names somebody; quotations that lay out a page have the page's foot in them."""
_OF_TEXT: Final = ("blockquote", "table", "pre")
_SHOWN: Final = ("img", "picture", "video", "svg", "canvas", "iframe", "object", "amp-img", "amp-iframe")


def names_quoted(element: html.HtmlElement, parent: Node) -> bool:
    """Whether a `footer` stands right in a `blockquote`, or a `figcaption` in a `figure` of words that shows no image: there the
    attribution of a quotation stands and the title of a table (HTML Standard, `blockquote` and `figure`). What is said under
    an embedded post is a caption of it."""
    if element.tag == "footer":
        said = element.text_content() if parent.tag == "blockquote" else ""
        return 0 < len(said) <= LONGEST and "©" not in said
    if parent.tag != "figure" or next(parent.element.iter(*_SHOWN), None) is not None:
        return False
    return next(parent.element.iter(*_OF_TEXT), None) is not None and not any(child.flags & POST for child in parent.children)
