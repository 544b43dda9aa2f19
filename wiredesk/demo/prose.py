"""A sample story's Markdown as the HTML of a page, and as the bare lines that a mirror leaves of it."""

from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

MARKDOWN: Final = MarkdownIt("commonmark", {"html": True}).enable("table")


def until_cut(body: str, where: str) -> tuple[str, bool]:
    """The text up to the mark `<!-- cut: where -->`, and whether there was one. Marks for other places are dropped."""
    shown, mark, _ = body.partition(_mark(where))
    for other in ("page", "mirror"):
        shown = shown.replace(_mark(other), "")
    return shown.strip(), bool(mark)


def html_of(body: str, pictures: str) -> str:
    """The text as HTML. `pictures` is the absolute address that stands for `images/` in a figure."""
    return str(MARKDOWN.render(body)).replace('src="images/', f'src="{pictures}').strip()


def lines_of(body: str) -> tuple[str, ...]:
    """The words alone, one line a block: no marks of headings, lists, quotes or emphasis, and no figures."""
    return tuple(_words(token) for token in MARKDOWN.parse(body) if token.type == "inline")


def _words(inline: Token) -> str:
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in inline.children or ())


def _mark(where: str) -> str:
    return f"<!-- cut: {where} -->"
