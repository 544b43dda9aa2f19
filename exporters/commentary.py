"""The house's own words as markup: Markdown rendered, then sanitised (rule 4)."""

from functools import cache
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

TAGS: Final = {
    "p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "s", "a", "br", "hr",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES: Final = {"http", "https", "gopher", "gemini", "mailto"}


def commentary_markup(markdown: str) -> Markup:
    """CommonMark as safe HTML. Raw HTML in it shows as text, images are left out, headings begin at level 3.

    `js-default` escapes HTML and refuses script links; nh3 has the last word all the same.
    """
    tokens = [_lowered(token) for token in _reader().parse(markdown)]
    reader = _reader()
    return Markup(_cleaner().clean(reader.renderer.render(tokens, reader.options, {})))  # noqa: S704 (what nh3 gives back is safe)


def _lowered(token: Token) -> Token:
    if token.type in ("heading_open", "heading_close"):
        token.tag = f"h{min(int(token.tag[1]) + 2, 6)}"
    return token


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("js-default")


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel="noopener noreferrer nofollow",
        strip_comments=True,
    )
