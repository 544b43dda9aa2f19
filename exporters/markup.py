"""A story's blocks as markup that is well formed as HTML and as XHTML: the web page and the feed print the same.

Every text is escaped; only links that `wire.urls.safe_link` lets through become links. Images are references: a caption, a
credit and a link, never a picture loaded from elsewhere.
"""

import re
from collections.abc import Iterable
from typing import Final, assert_never

from markupsafe import Markup, escape

from news.body import (
    Block,
    Break,
    Cell,
    Code,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Preformatted,
    Quote,
    Strong,
    Table,
    Text,
    plain,
)
from wire.urls import safe_link

NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may hold, escaped or not (XML 1.0 section 2.2)."""

RIGHT_TO_LEFT: Final = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku-arab", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"}
)
LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def language_tag(language: str | None) -> str | None:
    """The language as HTML and XML write it (BCP 47), None where it is unknown or no such tag."""
    tag = (language or "").replace("_", "-")
    return tag if LANGUAGE.fullmatch(tag) else None


def direction(language: str | None) -> str:
    """`rtl` or `ltr` where the language settles it, else `auto`: the browser looks at the letters."""
    tag = language_tag(language)
    if tag is None:
        return "auto"
    return "rtl" if tag.lower() in RIGHT_TO_LEFT or tag.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"


def attributes(language: str | None) -> Markup:
    """` lang="ar" dir="rtl"` for an element that holds a publisher's words."""
    tag = language_tag(language)
    return Markup(' lang="{}" dir="{}"').format(tag, direction(tag)) if tag else Markup(' dir="auto"')


def body_markup(blocks: Iterable[Block]) -> Markup:
    """The blocks in order, each on a line of its own."""
    return Markup("\n").join(block_markup(block) for block in blocks)


def block_markup(block: Block) -> Markup:
    """One block with everything in it."""
    match block:
        case Paragraph(content):
            return Markup("<p>{}</p>").format(inline(content))
        case Heading(level, content):
            return Markup("<h{0}>{1}</h{0}>").format(min(max(level, 2), 6), inline(content))
        case ListBlock():
            return _list(block)
        case Quote(blocks):
            return Markup("<blockquote>\n{}\n</blockquote>").format(body_markup(blocks))
        case Preformatted(text):
            # a browser drops a line end that follows the tag directly (HTML section 13.1.2.5)
            opening = "\n" if text.startswith("\n") else ""
            return Markup("<pre>{}{}</pre>").format(opening, clean(text))
        case Table(rows):
            inner = Markup("\n").join(Markup("<tr>{}</tr>").format(Markup("").join(map(_cell, row))) for row in rows)
            return Markup('<div class="wide"><table>\n{}\n</table></div>').format(inner)
        case Figure():
            return _figure(block)
        case _:
            assert_never(block)


def _list(block: ListBlock) -> Markup:
    inner = Markup("\n").join(_item(item) for item in block.items)
    if not block.ordered:
        return Markup("<ul>\n{}\n</ul>").format(inner)
    start = Markup("") if block.start == 1 else Markup(' start="{}"').format(block.start)
    return Markup("<ol{}>\n{}\n</ol>").format(start, inner)


def _item(item: ListItem) -> Markup:
    return Markup("<li>{}{}</li>").format(inline(item.content), Markup("").join(_list(inner) for inner in item.lists))


def _cell(cell: Cell) -> Markup:
    return Markup("<{0}>{1}</{0}>").format("th" if cell.header else "td", inline(cell.content))


def _figure(figure: Figure) -> Markup:
    parts = []
    if figure.caption:
        parts.append(Markup('<span class="caption">{}</span>').format(inline(figure.caption)))
    elif figure.alt:
        parts.append(Markup('<span class="shows">{}</span>').format(clean(figure.alt)))
    if figure.credit:
        parts.append(Markup('<span class="credit">{}</span>').format(clean(figure.credit)))
    if figure.notice:
        parts.append(Markup('<small class="notice">{}</small>').format(clean(figure.notice)))
    if (url := safe_link(figure.url)) is not None:
        parts.append(Markup('<a class="image" href="{}" rel="external nofollow">Image at the publisher</a>').format(url))
    return Markup("<figure><figcaption>{}</figcaption></figure>").format(Markup(" ").join(parts))


def inline(content: Iterable[Inline]) -> Markup:
    """Inline pieces with their marks; a link that is not safe leaves its words alone."""
    return Markup("").join(map(_piece, content))


def _piece(piece: Inline) -> Markup:
    match piece:
        case Text(text):
            return clean(text)
        case Emphasis(children):
            return Markup("<em>{}</em>").format(inline(children))
        case Strong(children):
            return Markup("<strong>{}</strong>").format(inline(children))
        case Code(text):
            return Markup("<code>{}</code>").format(clean(text))
        case Link(url, children):
            target = safe_link(url)
            if target is None or not plain(children).strip():
                return inline(children)
            return Markup('<a href="{}" rel="external nofollow">{}</a>').format(target, inline(children))
        case Break():
            return Markup("<br />")
        case _:
            assert_never(piece)


def clean(text: str) -> Markup:
    """The text escaped, without the characters that neither HTML nor XML may hold."""
    return escape(NOT_XML.sub("", text))
