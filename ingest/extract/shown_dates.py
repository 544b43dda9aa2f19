"""The dates that a reader sees beside the story: `time` elements, and lines or parts of lines that state one."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import html

from ingest.extract.article import Wording
from ingest.extract.blocks import Mark, PageBlock, Sign
from ingest.extract.classes import AGAINST, ASIDE, BAD, BYLINE, COMMENT, DATE, FORM, NAV, class_flags
from ingest.extract.date_names import is_of_change, is_of_else, kind_of_line
from ingest.extract.date_only import states_day
from ingest.extract.date_places import LEAST_TEASER, is_above_apart, is_apart, is_free, is_in_head, is_of_reading, is_of_teaser
from ingest.extract.jsonld import ARTICLES
from ingest.extract.judgement import SUBHEADS
from ingest.extract.span import Span
from ingest.facts.date_labels import PUBLISHED
from news.body import fold

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_YEAR_AT_END = re.compile(r"(?:\b\d\d|[.,/ '’])\d\d(?!\d)|\d年")
"""In whatever calendar."""
_BORDER = re.compile(r"\s[|–—-]\s|\s[|–—-]$")
_GLUED = re.compile(r"[^\W\d_]\d|\d{6}")
_READING_TIME = re.compile(r"^\D{0,14}\d+[- ]?min", re.IGNORECASE)
_WITH_YEAR_FIRST = re.compile(r"\d{4}")
"""As the HTML Standard demands it of `datetime`."""
MAX_TIMES: Final = 8
LONGEST_LINE: Final = 80
"""Characters of a line that may state a date."""
BELOW, FAR = 3, 12
"""Blocks below the text among which a labelled line may still say when that was published, and a list of facts."""


def shown_times(span: Span) -> Iterator[Wording]:
    """What `time` elements beside the story state; their words too where `datetime` is not as the HTML Standard demands. Several
    days of publication below the text are those of a list. Before there was `time`, hAtom 0.1 had `abbr`, with a `title`."""
    found: list[tuple[int, str, str, str]] = []
    abbreviated = [
        (at, one) for at, one in span.page.dated if one.tag == "abbr" and _WITH_YEAR_FIRST.match(one.get("title") or "")
    ]
    for index, element in (*span.page.times, *abbreviated):
        block = span.page.blocks[index] if index < len(span.page.blocks) else None
        if len(found) >= MAX_TIMES or not (_is_beside(span, index, block) or _is_of_the_article(span, index, element, block)):
            continue
        text, stated = fold(element.text_content()), fold(element.get("title" if element.tag == "abbr" else "datetime") or "")
        if any(map(str.isdigit, stated or text)) and not is_of_else(element, text):
            kind = "updated" if is_of_change(element, text) else "published"
            found.append((index, kind, stated or text, stated if _WITH_YEAR_FIRST.match(stated) else text))
    below = {said[:10] for index, kind, said, _ in found if index > span.last and kind == "published"}
    for index, kind, *both in found:
        if index <= span.last or kind != "published" or len(below) == 1:
            yield from (
                Wording(kind=kind, text=said, place="time") for said in dict.fromkeys(both) if any(map(str.isdigit, said))
            )


def _is_beside(span: Span, index: int, block: PageBlock | None) -> bool:
    """Whether a `time` stands near the story, and not with other stories or comments."""
    near = span.head - 6 <= index <= span.first + 1 or span.last < index < _end(span)
    if not near or block is None:
        return near
    is_beside_others = is_apart(span, block) and not is_in_head(span, block)
    if is_beside_others or span.in_figure(block) or is_of_teaser(span, block):
        return False
    if index > span.last:
        return not (block.node.relative & (AGAINST & ~BYLINE) or _leads_on(block))
    return is_free(span, block) and not is_of_reading(span, block)


def _is_of_the_article(span: Span, index: int, element: html.HtmlElement, block: PageBlock | None) -> bool:
    """Whether a `time` is stated to be the publication's (microdata, hAtom 0.1, `pubdate` of HTML5's drafts), of what holds the
    text: whatever the part of the page that it stands in is called."""
    names = f"{element.get('class') or ''} {element.get('itemprop') or ''}"
    if block is None or (element.get("pubdate") is None and not _PUBLISHED_NAME.search(names)):
        return False
    if not span.head - 6 <= index < min(span.next_headline, span.next_story) or block.node.relative & COMMENT:
        return False
    if index > span.last and block.node.relative & (ASIDE | NAV | BAD):
        return False
    scope = next((above for above in element.iterancestors() if _is_scope(above)), None)
    if scope is None or not _is_article(scope):
        return False
    return any(above is scope for above in span.page.blocks[span.first].node.element.iterancestors())


_PUBLISHED_NAME = re.compile(r"(?:\A|\s)(?:datePublished|published)(?:\s|\Z)", re.IGNORECASE)


def _is_scope(element: html.HtmlElement) -> bool:
    """Whether what is stated in an element is of what it holds."""
    is_entry = "hentry" in (element.get("class") or "").split()
    return element.tag == "article" or element.get("itemscope") is not None or is_entry


def _is_article(scope: html.HtmlElement) -> bool:
    """Whether it is an article, and no download or work that a text is about."""
    kind = (scope.get("itemtype") or "").lower().rstrip("/").rpartition("/")[2]
    return not kind or kind in ARTICLES or kind == "webpage"


def shown_lines(span: Span) -> Iterator[Wording]:
    """Lines that state a date; where there are more than a story has, those below its beginning are a list's.

    Those that are named for it, parts of lines that are, and any between the headline and the text that hold a year: what is no
    date there, facts tell. Below the text a line says so itself, by its label.
    """
    near = span.page.blocks[max(0, span.head - 6) : _end(span)]
    dated = [
        block
        for block in near
        if block.index not in span.chosen and len(block.text) <= LONGEST_LINE and _is_dated(block) and not is_apart(span, block)
    ]
    for block in dated:
        if is_of_teaser(span, block) or (kind := kind_of_line(span, block)) is None:
            continue
        if is_free(span, block) if block.index <= span.first else len(dated) <= MAX_TIMES:
            yield Wording(kind=kind, text=_line(block), place="date line")
    yield from _parts(span)
    for block in span.page.blocks[max(0, span.head - 1) : span.first + 2]:
        if len(block.text) > LONGEST_LINE or not _YEAR_AT_END.search(block.text) or _is_dated(block) or is_apart(span, block):
            continue
        is_beside = states_day(block.text) if block.index in span.chosen else _may_hold(span, block)
        if is_beside and not _is_of_chronicle(span, block) and (kind := kind_of_line(span, block)) is not None:
            yield Wording(kind=kind, text=_line(block), place="line")
    for block in span.page.blocks[max(0, span.head + 1) : span.first + 1]:
        if len(block.text) > LONGEST_LINE and PUBLISHED.match(block.text[:LONGEST_LINE]) and not is_apart(span, block):
            first = _BORDER.split(block.text[:LONGEST_LINE], maxsplit=1)[0]
            if _YEAR_AT_END.search(first):
                yield Wording(kind="published", text=first, place="line")
    for block in span.page.blocks[span.last + 1 : min(span.last + 1 + BELOW, span.next_headline, span.next_story)]:
        if _is_labelled(span, block):
            yield Wording(kind="published", text=_line(block), place="line")
    for block in span.page.blocks[span.last + 1 : min(span.last + 1 + FAR, span.next_headline, span.next_story)]:
        if _is_in_facts(span, block):
            yield Wording(kind="published", text=block.text, place="line")


def _is_of_chronicle(span: Span, block: PageBlock) -> bool:
    """Whether a line that is nothing but a date is one of several such: they head the parts of the text."""
    within = span.page.blocks[span.first : span.last + 1]
    alike = (other for other in within if other is not block and other.node.label == block.node.label)
    return states_day(block.text) and any(states_day(other.text) for other in alike)


def _end(span: Span) -> int:
    """The index of the block before which a line may still be the story's: a few after its last, and no further headline."""
    return min(span.last + 5, span.next_headline)


def _line(block: PageBlock) -> str:
    """A line's text, with a border where the page breaks it, and space where only its looks keep the parts of a date."""
    if block.node.flags & DATE and _GLUED.search(block.text) and len(block.node.element):
        return fold(" ".join(block.node.element.itertext()))
    if Sign.BREAK not in block.tokens:
        return block.text
    text = "".join(token if isinstance(token, str) else " | " if token is Sign.BREAK else "" for token in block.tokens)
    return fold(text).strip(" |")


def _parts(span: Span) -> Iterator[Wording]:
    """Inline elements between headline and text that are named for a date; none where they state many, as lists do."""
    found = [
        Wording(kind="updated" if is_of_change(element, text) else "published", text=text, place="date line")
        for index, element in _named_for_dates(span)
        if _YEAR_AT_END.search(text := _spaced(element)) and len(text) <= LONGEST_LINE and not text.isdigit()
        if _may_hold_part(span, index) and not is_of_else(element, fold(element.text_content()))
    ]
    if len(dict.fromkeys(found)) <= 2:
        yield from found


def _named_for_dates(span: Span) -> Iterator[tuple[int, html.HtmlElement]]:
    first, last = max(0, span.head - 6), span.first + 1
    yield from ((index, element) for index, element in span.page.dated if first <= index <= last)
    for block in span.page.blocks[first : last + 1]:
        links = (token.element for token in block.tokens if isinstance(token, Mark) and token.kind == "a")
        yield from ((block.index, link) for link in links if class_flags(link.get("class") or "") & DATE)


def _may_hold(span: Span, block: PageBlock) -> bool:
    """Whether a line above the text may hold the story's date: neither it nor what is around it is of other stories."""
    if block.index > span.first or block.node.relative & FORM or not is_free(span, block):
        return False
    return not (is_apart(span, block) or is_of_reading(span, block) or is_of_teaser(span, block))


def _may_hold_part(span: Span, index: int) -> bool:
    """Whether a block, one of the text's own aside, may hold the story's date among other words."""
    if index >= len(span.page.blocks) or index in span.chosen:
        return False
    block = span.page.blocks[index]
    is_of_others = is_apart(span, block) or is_of_teaser(span, block) or (block.linked and _leads_on(block))
    return not is_of_others and not is_above_apart(span, block) and is_free(span, block)


def _leads_on(block: PageBlock) -> bool:
    """Whether a line holds the headline of another story and leads to it."""
    return block.links >= 0.5 and block.size >= LEAST_TEASER + 10


def _spaced(element: html.HtmlElement) -> str:
    """An element's words; set apart where only the page's looks keep them so: day, month and year in elements of their own."""
    return fold(" ".join(element.itertext()) if len(element) > 1 else element.text_content())


def _is_labelled(span: Span, block: PageBlock) -> bool:
    """Whether a line right below the text says itself that it tells when that was published."""
    if block.index in span.chosen or len(block.text) > LONGEST_LINE or block.links >= 0.5 or _is_dated(block):
        return False
    above = span.page.blocks[block.index - 1]
    is_teased = above.node.tag in SUBHEADS or (above.linked and above.size >= LEAST_TEASER)
    is_said = PUBLISHED.match(block.text) is not None and _YEAR_AT_END.search(block.text) is not None
    return is_said and not is_teased and not is_apart(span, block) and not block.node.relative & BAD


_DATED_BY = re.compile(r"\A(?:date|datum|fecha|data|dato|dátum|дата|tarih|التاريخ|תאריך|日期)\s?[:：]?\s", re.IGNORECASE)
_WRITTEN_BY = re.compile(
    r"\A(?:authors?|autor(?:in|en|es)?(?:[/:*](?:autor(?:in)?|in))?|auteurs?|autore|autori|автор|yazar|الكاتب|מאת|作者)\s?[:：]?\s",
    re.IGNORECASE,
)


def _is_in_facts(span: Span, block: PageBlock) -> bool:
    """Whether a line below the text is one of a list of facts about it: the date, beside one of the same make that names who
    wrote it. A date labelled alone may be of something that takes place."""
    label = _DATED_BY.match(block.text) if len(block.text) <= LONGEST_LINE else None
    if label is None or not states_day(block.text[label.end() :]) or is_apart(span, block):
        return False
    beside = span.page.blocks[block.index - 1 : block.index + 2]
    return any(one.node.label == block.node.label and _WRITTEN_BY.match(one.text[:LONGEST_LINE]) for one in beside)


def _is_dated(block: PageBlock) -> bool:
    if not any(sign.isdigit() for sign in block.text) or _READING_TIME.match(block.text):
        return False
    if block.node.flags & DATE or (block.node.flags & BYLINE and _YEAR.search(block.text)):
        return True
    inline = (token.element.get("class") or "" for token in block.tokens if isinstance(token, Mark))
    return any(class_flags(names) & DATE for names in inline) and bool(block.node.relative & BYLINE)
