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


def inline_markup(content: Iterable[Inline]) -> Markup:
    """The pieces of one line."""
    return Markup(_inline(content))  # noqa: S704 (as in `body_markup`)


def body_markup(blocks: Iterable[Block]) -> Markup:
    """The blocks in order, each on a line of its own."""
    return Markup(_blocks(blocks))  # noqa: S704 (below, every text has gone through `clean` and every address through `safe_link`)


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Paragraph(content):
            return f"<p>{_inline(content)}</p>"
        case Heading(level, content):
            tag = f"h{min(max(level, 2), 6)}"
            return f"<{tag}>{_inline(content)}</{tag}>"
        case ListBlock():
            return _list(block)
        case Quote(blocks):
            return f"<blockquote>\n{_blocks(blocks)}\n</blockquote>"
        case Preformatted(content):
            inner = _inline(content)
            # a browser drops a line end that follows the tag directly (HTML section 13.1.2.5)
            return f"<pre>{chr(10) if inner.startswith(chr(10)) else ''}{inner}</pre>"
        case Table(rows):
            lines = "\n".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in rows)
            return f'<div class="wide"><table>\n{lines}\n</table></div>'
        case Figure():
            return _figure(block)
        case _:
            assert_never(block)


def _list(block: ListBlock) -> str:
    items = "\n".join(map(_item, block.items))
    if not block.ordered:
        return f"<ul>\n{items}\n</ul>"
    start = "" if block.start == 1 else f' start="{block.start}"'
    return f"<ol{start}>\n{items}\n</ol>"


def _item(item: ListItem) -> str:
    return f"<li>{_inline(item.content)}{''.join(map(_list, item.lists))}</li>"


def _cell(cell: Cell) -> str:
    tag = "th" if cell.header else "td"
    return f"<{tag}>{_inline(cell.content)}</{tag}>"


def _figure(figure: Figure) -> str:
    parts = []
    if figure.caption:
        parts.append(f'<span class="caption">{_inline(figure.caption)}</span>')
    elif figure.alt:
        parts.append(f'<span class="shows">{clean(figure.alt)}</span>')
    if figure.credit:
        parts.append(f'<span class="credit">{_inline(figure.credit)}</span>')
    if figure.notice:
        parts.append(f'<small class="notice">{clean(figure.notice)}</small>')
    if (url := safe_link(figure.url)) is not None:
        parts.append(f'<a class="image" href="{clean(url)}" rel="external nofollow">Image at the publisher</a>')
    return f"<figure><figcaption>{' '.join(parts)}</figcaption></figure>"


def _inline(content: Iterable[Inline]) -> str:
    return "".join(map(_piece, content))


def _piece(piece: Inline) -> str:
    match piece:
        case Text(text):
            return clean(text)
        case Emphasis(children):
            return f"<em>{_inline(children)}</em>"
        case Strong(children):
            return f"<strong>{_inline(children)}</strong>"
        case Code(text):
            return f"<code>{clean(text)}</code>"
        case Link(url, children):
            target = safe_link(url)
            if target is None or not plain(children).strip():
                return _inline(children)
            return f'<a href="{clean(target)}" rel="external nofollow">{_inline(children)}</a>'
        case Break():
            return "<br />"
        case _:
            assert_never(piece)


def clean(text: str) -> Markup:
    """The text escaped, without the characters that neither HTML nor XML may hold."""
    return escape(NOT_XML.sub("", text))
