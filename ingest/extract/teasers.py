"""Teasers of other stories among the selected text: elements side by side, each with a link as its one heading and with a date of
its own; and lists in which a link follows each date."""

from collections.abc import Iterator, Sequence
from typing import Final

from ingest.extract.blocks import Mark, Node, PageBlock, PageText
from ingest.extract.classes import DATE
from ingest.extract.date_only import is_only_date
from ingest.extract.judgement import SUBHEADS, Judgement, furniture
from ingest.extract.links import leads_away

LEAST: Final = 3
"""Elements side by side that make a list of teasers."""
TEASER: Final = furniture("teasers of other stories", "box")


def teasers(page: PageText, selected: Sequence[PageBlock]) -> dict[int, Judgement]:
    """The judgement on every block of such a list; empty where there is none.

    Each heading leads to a page of its own, as the entries of a live blog do not; and some prose is selected besides: a page
    that is nothing but such a list is read otherwise (`further`).
    """
    within = page.blocks[selected[0].index : selected[-1].index + 1] if selected else ()
    heads = [block for block in within if _page_of(page, block)]
    found: dict[int, Judgement] = {}
    for head in heads if len(heads) >= LEAST else ():
        if head.index not in found:
            held = {index for node in _beside(page, head, selected[0]) for index in range(node.first, node.last)}
            found |= dict.fromkeys(held, TEASER)
    return found if any(block.prose and block.index not in found for block in selected) else {}


def _beside(page: PageText, head: PageBlock, first: PageBlock) -> list[Node]:
    """The elements side by side of which one holds this heading, where they are teasers."""
    for node in head.node.up():
        if node.parent is None or node.holds(first.index):
            break
        beside = [other for other in node.parent.children if other.tag == node.tag and other.first < other.last]
        if len(beside) >= LEAST:
            pages = {other: to for other in beside if (to := _only_page(page, other)) and _is_dated(page, other)}
            if node not in pages or not len(set(pages.values())) == len(pages) >= LEAST:
                continue
            follows_date = not _is_dated_within(page, node)
            return [node.parent] if follows_date and _follows_date(page, page.blocks[node.parent.first + 1]) else list(pages)
    return []


def _only_page(page: PageText, node: Node) -> str:
    """Where the only heading in an element that is a link leads; empty where it holds none, or several."""
    pages = [to for block in page.blocks[node.first : node.last] if (to := _page_of(page, block))]
    return pages[0] if len(pages) == 1 else ""


def _page_of(page: PageText, block: PageBlock) -> str:
    """Where a heading, or a line below a date, that is wholly a link leads, without what asks for a part of it; empty for any
    other block."""
    if not block.linked or not (block.node.tag in SUBHEADS or _follows_date(page, block)):
        return ""
    links = (token.element for token in block.tokens if isinstance(token, Mark) and token.kind == "a")
    link = next(links, None)
    return (link.get("href") or "").partition("#")[0].partition("?")[0] if link is not None and leads_away(link) else ""


def _follows_date(page: PageText, block: PageBlock) -> bool:
    return block.index > 0 and block.node.tag not in ("td", "th") and is_only_date(page.blocks[block.index - 1].text)


def _is_dated(page: PageText, node: Node) -> bool:
    """Whether it holds a date by its name, or a `time`; or follows a line that is one."""
    return _is_dated_within(page, node) or _follows_date(page, page.blocks[node.first])


def _is_dated_within(page: PageText, node: Node) -> bool:
    blocks = page.blocks[node.first : node.last]
    named = any(above.flags & DATE for block in blocks for above in _within(block, node))
    timed = any(node.first <= at < node.last for at, _ in page.times)
    return named or timed or any(is_only_date(block.text) for block in blocks if not block.prose)


def _within(block: PageBlock, whole: Node) -> Iterator[Node]:
    for node in block.node.up():
        if node is whole:
            return
        yield node
