"""Teasers of other stories among the selected text: elements side by side, each with a link as its one heading and with a date of
its own; and lists in which a link follows each date."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Final

from ingest.extract.blocks import Mark, Node, PageBlock, PageText
from ingest.extract.classes import DATE
from ingest.extract.date_only import is_only_date
from ingest.extract.judgement import SUBHEADS, Judgement, furniture
from ingest.extract.links import leads_away

LEAST: Final = 3
"""Elements side by side that make a list of teasers."""
MOST: Final = 12
"""Blocks of a teaser."""
TEASER: Final = furniture("teasers of other stories", "box")


def teasers(page: PageText, selected: Sequence[PageBlock]) -> dict[int, Judgement]:
    """The judgement on every block of such a list; empty where there is none.

    Each heading leads to a page of its own, as the entries of a live blog do not; and some prose is selected besides: a page
    that is nothing but such a list is read otherwise (`further`).
    """
    within = page.blocks[selected[0].index : selected[-1].index + 1] if selected else ()
    heads = {block.index: to for block in within if (to := _page_of(page, block))}
    found: dict[int, Judgement] = {}
    lists: dict[tuple[int, str], dict[Node, Node]] = {}
    for index in heads if len(heads) >= LEAST else ():
        for node in page.blocks[index].node.up() if index not in found else ():
            if node.parent is None or node.holds(selected[0].index) or node.last - node.first > MOST:
                break
            side = id(node.parent), node.tag
            if side not in lists:  # once for all that it holds: a page may be one long list
                lists[side] = _list_in(page, node.parent, node.tag, heads)
            whole = lists[side].get(node)
            if whole is not None and not whole.holds(selected[0].index):
                found |= dict.fromkeys(range(whole.first, whole.last), TEASER)
                break
    return found if any(block.prose and block.index not in found for block in selected) else {}


def _list_in(page: PageText, around: Node, tag: str, heads: Mapping[int, str]) -> dict[Node, Node]:
    """The teasers among an element's children of one tag, each with the element that goes with it: itself, or all of `around`
    where dates and links stand side by side; empty where they are no list."""
    beside = [node for node in around.children if node.tag == tag and 0 < node.last - node.first <= MOST]
    pages = {}
    for node in beside if len(beside) >= LEAST else ():
        led = [heads[index] for index in range(node.first, node.last) if index in heads]
        if len(led) == 1 and _is_dated(page, node):
            pages[node] = led[0]
    if not len(set(pages.values())) == len(pages) >= LEAST:
        return {}
    is_flat = around.first + 1 in heads and not any(_is_dated_within(page, node) for node in pages)
    return {node: around if is_flat else node for node in pages}


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
    at = bisect_left(page.times, node.first, key=itemgetter(0))
    timed = at < len(page.times) and page.times[at][0] < node.last
    return named or timed or any(is_only_date(block.text) for block in blocks if not block.prose)


def _within(block: PageBlock, whole: Node) -> Iterator[Node]:
    for node in block.node.up():
        if node is whole:
            return
        yield node
