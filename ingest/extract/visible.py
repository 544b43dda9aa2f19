"""What a reader sees of author and date beside the story: bylines, dates, microdata."""

from collections.abc import Iterator
from itertools import chain

from lxml import html

from ingest.extract.article import Wording
from ingest.extract.bylines import bylines
from ingest.extract.date_only import LONGEST, SOURCE
from ingest.extract.dated_heads import dated_heads
from ingest.extract.jsonld import ARTICLES
from ingest.extract.links import web_address
from ingest.extract.shown_dates import shown_lines, shown_times
from ingest.extract.span import Span
from ingest.extract.tree import Tree
from news.body import fold


def visible_wordings(span: Span, tree: Tree, base: str) -> Iterator[Wording]:
    """The dates and bylines that stand with the story: between its headline and the first words after its end."""
    yield from shown_times(span)
    yield from dated_heads(span)
    if any(name in tree.markup for name in _ITEMPROP):
        yield from _microdata(span, tree.root)
    yield from bylines(span, base)
    yield from shown_lines(span)
    yield from _sources(span)


def _sources(span: Span) -> Iterator[Wording]:
    """Whose text it is, by the line between headline and text that says so: an agency that is named there signs the story."""
    for block in span.page.blocks[max(0, span.head) : span.first + 1]:
        if len(block.text) <= LONGEST and not block.text.isascii() and not span.in_figure(block):
            for found in SOURCE.finditer(block.text):
                if found["other"] is None:
                    yield Wording(kind="source", text=found[0], place="source line")


_ITEMPROP = ("itemprop", "itemProp", "ITEMPROP")
"""The attribute as programs and people write it: case says nothing in HTML, and to look for three words costs least."""


def _microdata(span: Span, root: html.HtmlElement) -> Iterator[Wording]:
    kinds = {
        "datepublished": "published", "datemodified": "updated", "author": "author", "license": "licence-url",
        "copyrightholder": "rights",
    }  # fmt: skip
    text_at = span.page.blocks[span.first].node.element
    head = root.find("head")
    for element in chain(head if head is not None else (), span.page.elements):
        names = element.get("itemprop")
        if not names or element.tag in ("time", "meta"):
            continue
        for name in names.lower().split():
            kind = kinds.get(name)
            if kind is None or not _is_of_article(element, text_at) or (kind == "licence-url" and _is_of_a_picture(element)):
                continue
            inner = element.find(".//*[@itemprop='name']") if kind in ("author", "rights") else None
            stated = element.get("content") or element.get("datetime") or (element if inner is None else inner).text_content()
            text = fold(stated)[:200]
            target = web_address("", element.get("href"))
            if kind == "licence-url" and target is None:
                continue
            if text or target:
                place = "microdata copyrightHolder" if kind == "rights" else "microdata"
                yield Wording(kind=kind, text=text, place=place, url=target)


def _is_of_a_picture(element: html.HtmlElement) -> bool:
    return any(above.tag in ("figure", "picture") for above in element.iterancestors())


def _is_of_article(element: html.HtmlElement, text_at: html.HtmlElement) -> bool:
    """Whether a property is one of the article that holds the text, and not of a comment, a picture or a teaser beside it
    (HTML Standard, microdata: a property belongs to the nearest element above with `itemscope`)."""
    item = next((above for above in element.iterancestors() if above.get("itemscope") is not None), None)
    if item is None or any(above is item for above in text_at.iterancestors()) or item is text_at:
        return True
    kinds = (item.get("itemtype") or "").lower().rstrip("/").split("/")
    has_other = any(above.get("itemscope") is not None for above in text_at.iterancestors())
    is_beside = any(above.tag in ("aside", "nav", "footer") for above in item.iterancestors())
    return kinds[-1] in ARTICLES and not has_other and not is_beside
