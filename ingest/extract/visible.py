"""What a reader sees of author and date beside the story: bylines, `time` elements, microdata."""

import re
from collections.abc import Iterator
from itertools import chain, islice

from lxml import html

from ingest.extract.article import Wording
from ingest.extract.blocks import Mark, PageBlock
from ingest.extract.bylines import bylines
from ingest.extract.classes import AGAINST, ASIDE, BYLINE, COMMENT, DATE, FOOTER, NAV, class_flags
from ingest.extract.date_only import LONGEST, SOURCE
from ingest.extract.jsonld import ARTICLES
from ingest.extract.links import web_address
from ingest.extract.span import Span
from ingest.extract.tree import Tree
from news.body import fold

_UPDATED = re.compile(
    r"updat|modif|revis|aktualis|geändert|mis à jour|actualiz|aggiornat|обновл|изменен|更新|güncelle|수정|تحديث|अपडेट",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_AT_END = re.compile(r"(?:\b\d\d|[.,/ '’])\d\d(?!\d)|\d年")
"""In whatever calendar."""
_READING_TIME = re.compile(r"^\D{0,14}\d+[- ]?min", re.IGNORECASE)
_FIRST = re.compile(r"\b(?:date)?published\b", re.IGNORECASE)
FRAMES = 2
"""Elements around a `time` whose names are read."""
MAX_TIMES = 8


def visible_wordings(span: Span, tree: Tree, base: str) -> Iterator[Wording]:
    """The dates and bylines that stand with the story: between its headline and the first words after its end."""
    yield from _times(span)
    if any(name in tree.markup for name in _ITEMPROP):
        yield from _microdata(span, tree.root)
    yield from bylines(span, base)
    yield from _dated_lines(span)
    yield from _sources(span)


def _sources(span: Span) -> Iterator[Wording]:
    """Whose text it is, by the line between headline and text that says so: an agency that is named there signs the story."""
    for block in span.page.blocks[max(0, span.head) : span.first + 1]:
        if len(block.text) <= LONGEST and not block.text.isascii() and not span.in_figure(block):
            for found in SOURCE.finditer(block.text):
                if found["other"] is None:
                    yield Wording(kind="source", text=found[0], place="source line")


def _near_story(span: Span, index: int) -> bool:
    return span.head - 6 <= index <= span.first + 1 or span.last < index < _end(span)


def _end(span: Span) -> int:
    """The index of the block before which a line may still be the story's: a few after its last, and no further headline."""
    return min(span.last + 5, span.next_headline)


def _times(span: Span) -> Iterator[Wording]:
    count = 0
    for index, element in span.page.times:
        block = span.page.blocks[index] if index < len(span.page.blocks) else None
        after = block is not None and block.node.relative & (AGAINST & ~BYLINE) and index > span.last
        apart = block is not None and _is_apart(block) and not _is_in_head(span, block)
        if not _near_story(span, index) or after or apart or count >= MAX_TIMES:
            continue
        text = fold(element.text_content())
        stated = fold(element.get("datetime") or "") or text
        if any(sign.isdigit() for sign in stated):
            count += 1
            yield Wording(kind="updated" if _is_of_change(element, text) else "published", text=stated, place="time")


def _is_of_change(element: html.HtmlElement, text: str) -> bool:
    """Whether a `time` dates a change: so say its words or those in front of it, its own names, or its frames that hold nothing
    else. Names of its own that speak of publication outweigh all other names: hAtom 0.1 demands `updated` of every entry.
    """
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    around, before = element.getparent(), element.getprevious()
    words = text
    if around is not None and around.tag not in ("body", "article", "main"):
        words = f"{fold((around.text if before is None else before.tail) or '')[-60:]} {text}"
    if _UPDATED.search(words):
        return True
    if element.get("pubdate") is not None or _FIRST.search(names):
        return False
    for frame in islice(element.iterancestors("span", "div", "p", "li"), FRAMES):
        if fold(frame.text_content()) != text:
            break
        names += f" {frame.get('class') or ''}"
    return _UPDATED.search(names) is not None


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
            if kind is None or not _is_of_article(element, text_at):
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


def _dated_lines(span: Span) -> Iterator[Wording]:
    """Lines that state a date; where there are more than a story has, those below its beginning are a list's.

    Those that are named for it, and any between the headline and the text that hold a year: what is no date there, facts tell.
    """
    near = span.page.blocks[max(0, span.head - 6) : _end(span)]
    dated = [
        block
        for block in near
        if block.index not in span.chosen and len(block.text) <= 80 and _is_dated(block) and not _is_apart(block)
    ]
    for block in dated:
        if len(dated) <= MAX_TIMES or block.index <= span.first:
            yield Wording(kind=_kind_of_line(block), text=block.text, place="date line")
    for block in span.page.blocks[max(0, span.head - 1) : span.first + 1]:
        is_short = block.index not in span.chosen and len(block.text) <= 80
        if is_short and _YEAR_AT_END.search(block.text) and not (_is_dated(block) or _is_apart(block)):
            yield Wording(kind=_kind_of_line(block), text=block.text, place="line")


def _kind_of_line(block: PageBlock) -> str:
    return "updated" if _UPDATED.search(block.text) or _UPDATED.search(block.node.label) else "published"


def _is_dated(block: PageBlock) -> bool:
    if not any(sign.isdigit() for sign in block.text) or _READING_TIME.match(block.text):
        return False
    if block.node.flags & DATE or (block.node.flags & BYLINE and _YEAR.search(block.text)):
        return True
    inline = (token.element.get("class") or "" for token in block.tokens if isinstance(token, Mark))
    return any(class_flags(names) & DATE for names in inline) and bool(block.node.relative & BYLINE)


def _is_in_head(span: Span, block: PageBlock) -> bool:
    """Whether it stands right beside the headline, below an element that holds both, under a name that speaks of navigation."""
    around = block.node.parent
    is_beside = bool(span.above) and abs(block.index - span.head) == 1 and around is not None and around.holds(span.head)
    return is_beside and not block.node.relative & (ASIDE | COMMENT)


def _is_apart(block: PageBlock) -> bool:
    """Whether it stands with other stories, with readers' comments or in the page's own foot: a date there is not the story's.
    The foot of an article is its own."""
    flags = block.node.relative
    in_foot = bool(flags & FOOTER) and not any(node.tag in ("article", "main") for node in block.node.up())
    return in_foot or bool(flags & (ASIDE | NAV | COMMENT))
