"""Boxes among a story's paragraphs that say what they are: an offer to subscribe, a request for consent, other stories, a
gallery of its own. What such a box holds goes with it, however much it reads like text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import html

from ingest.extract.blocks import DOTTED, Node, PageBlock, PageText, unaccented
from ingest.extract.box_words import COMMENTS, CONSENT, HEADS, NOTICES, OTHERS, SIGNS, WALL
from ingest.extract.classes import FORM
from ingest.extract.hints import lines_with
from ingest.extract.judgement import SUBHEADS, Judgement, doubt, furniture

LONGEST: Final = 260
"""Letters up to which a block may say what its box is; longer ones are text that speaks of such things."""
HEAD: Final = 60
"""The same for a box's heading."""
HOME: Final = 0.1
"""The share of the selected text from which on elements of a kind hold the story's own."""
MOST, MOST_OF_WALL, MOST_OF_TEASERS = 0.25, 0.6, 0.8
"""The share of the selected text beyond which an element is no box, whatever is said in it. A wall follows a short beginning;
what links to other stories piece by piece may well be longer than a short one."""
SLIDES: Final = 4
"""Blocks that count themselves (`3/12`) from which on they are a gallery."""
_COUNTED = re.compile(r"(\d{1,3}) ?/ ?(\d{1,3})(?!\d)")


def boxes(page: PageText, selected: Sequence[PageBlock]) -> dict[int, Judgement]:
    """The judgement on every block of such boxes, selected or not; empty where there is none.

    A box is the largest element around what names it in which none of the story's own text stands. It is named by its heading,
    or by a sentence that no story says of itself.
    """
    if not selected:
        return {}
    near = page.blocks[selected[0].index : selected[-1].index + 1]
    named = dict(_named(near))
    text = _Text(selected, frozenset(named))
    found: dict[int, Judgement] = {}
    for index, (rule, headed) in named.items():
        held = list(_held(page, text, page.blocks[index], rule, headed=headed))
        judgement = furniture(f"box of {rule}", "box")
        if rule in (OTHERS, COMMENTS) and _is_of_sentences([page.blocks[at] for at in held]):
            judgement = doubt("box", f"sentences below a heading of {rule}")
        found |= {at: judgement for at in held if at not in found}
    for form in _forms(near):
        whole = text.box(page.blocks[form.first], headed=False, most=MOST)
        if whole is not None and text.is_short(whole):
            found |= dict.fromkeys(range(whole.first, whole.last), furniture("box of an offer", "box"))
    gallery = text.gallery(near)
    if gallery is not None:
        found |= dict.fromkeys(range(gallery.first, gallery.last), furniture("box of a gallery", "box"))
    return found


def _is_of_sentences(held: Sequence[PageBlock]) -> bool:
    """Whether more of the blocks are sentences than are links: what a writer recommends or comments on is the story's, often."""
    return sum(block.ends_sentence and block.links < 0.5 for block in held) > sum(block.linked for block in held)


def heads_others(page: PageText, block: PageBlock, *, least: int = 1) -> bool:
    """Whether a line says that other stories follow, and so many links do."""
    if block.size > HEAD or block.linked:
        return False
    below = page.blocks[block.index + 1 : block.index + 1 + least]
    if len(below) < least or not all(other.linked for other in below):
        return False
    return HEADS[OTHERS].fullmatch(unaccented(block.text)) is not None


def _held(page: PageText, text: "_Text", block: PageBlock, rule: str, *, headed: bool) -> Iterator[int]:
    """The indices of the blocks in the box that a block names; none where it names none."""
    box = text.box(block, headed=headed, most=MOST_OF_WALL if rule in (WALL, CONSENT) else MOST)
    if rule == OTHERS:
        long = text.box(block, headed=headed, most=MOST_OF_TEASERS)
        box = long if long is not None and text.is_of_teasers(page, long) else box
    if box is None and rule == OTHERS and headed and (teasers := list(_teasers_after(page, block.node))):
        first = page.blocks[teasers[0]].node
        if first.tag not in SUBHEADS or first.parent is not block.node.parent:  # such a heading may head the text below it
            yield block.index
            yield from teasers
    if box is not None:
        yield from range(box.first, box.last)
        if rule == OTHERS and box.last - box.first == 1:
            yield from _teasers_after(page, box)


def _named(blocks: Sequence[PageBlock]) -> Iterator[tuple[int, tuple[str, bool]]]:
    """The blocks that name a box, what they name it, and whether as its heading."""
    # what opens a part of the text says more of that part
    may_name = (block for block in blocks if block.size <= LONGEST and block.node.tag != "summary")
    short = [(block, block.text.casefold().replace(DOTTED, "i")) for block in may_name]
    signed = lines_with(SIGNS, "\n".join([lower for _, lower in short]))
    for line, (block, lower) in enumerate(short):
        if block.size <= HEAD:
            bare = unaccented(block.text)
            rule = next((rule for rule, pattern in HEADS.items() if pattern.fullmatch(bare)), None)
            if rule is not None:
                yield block.index, (rule, True)
                continue
        if line in signed and not any(node.tag == "blockquote" for node in block.node.up()):  # a story may quote such
            rule = next((rule for rule, pattern in NOTICES if pattern.search(lower)), None)
            if rule is not None:
                yield block.index, (rule, False)


def _forms(blocks: Sequence[PageBlock]) -> Iterator[Node]:
    """The forms among the blocks that ask for an address of mail."""
    apart = (block for block in blocks if block.node.relative & FORM)
    forms = {node for block in apart for node in block.node.up() if node.tag == "form"}
    yield from (form for form in forms if any(_asks_for_mail(field) for field in form.element.iter("input")))


def _asks_for_mail(field: html.HtmlElement) -> bool:
    return field.get("type") == "email" or "email" in (field.get("name") or "").lower()


def _teasers_after(page: PageText, head: Node) -> Iterator[int]:
    """The blocks of the elements after a heading's that are of one kind and lead to other stories, each with its first words."""
    label = None
    for node in head.parent.children if head.parent is not None else ():
        if node.first < head.last or node.first == node.last:
            continue
        if not page.blocks[node.first].linked or (label := label or node.label) != node.label:
            return
        yield from range(node.first, node.last)


def _kind(block: PageBlock) -> tuple[str, str]:
    """The labels of the block's element and of the one around it."""
    return block.node.label, block.node.parent.label if block.node.parent else ""


class _Text:
    """Where a story's selected text stands."""

    def __init__(self, selected: Sequence[PageBlock], named: frozenset[int]) -> None:
        self.selected, self.named = selected, named
        self.kinds: Counter[tuple[str, str]] = Counter()
        for block in selected:
            self.kinds[_kind(block)] += block.size

    def box(self, block: PageBlock, *, headed: bool, most: float) -> Node | None:
        """The largest element around the block that holds none of the story's own text, and no larger share of all than `most`;
        None where that is a paragraph among others. A heading stands first in its box."""
        found: Node | None = None
        for node in block.node.up():
            if (headed and node.first != block.index) or not self._is_apart(node, most):
                break
            found = node
        if found is None or (found is block.node and (headed or found.tag == "p")):
            return None
        return found

    def _is_apart(self, node: Node, most: float) -> bool:
        """Whether the element holds little text, and only of kinds that are rare outside of it."""
        inside: Counter[tuple[str, str]] = Counter()
        for block in self._within(node):
            inside[_kind(block)] += block.size
        total = self.kinds.total()
        own = {_kind(block) for block in self._within(node) if block.index not in self.named}
        return (
            inside.total() <= most * total
            and all(self.kinds[kind] - inside[kind] < HOME * total for kind in own)
            and not self._is_one_of_many(node)
        )

    def is_short(self, box: Node) -> bool:
        """Whether some of the selected text stands in it, and no more than such a box says of itself."""
        return 0 < sum(block.size for block in self._within(box)) <= LONGEST

    def is_of_teasers(self, page: PageText, box: Node) -> bool:
        """Whether at least as many blocks in it are links as are text, three of them or more."""
        links = sum(block.linked for block in page.blocks[box.first : box.last])
        return links >= max(3, sum(not block.linked for block in self._within(box)) - 1)

    def _is_one_of_many(self, node: Node) -> bool:
        """Whether elements of its kind beside it hold text too, and are not named as boxes: it is a section of the story."""
        beside = (
            other for other in (node.parent.children if node.parent else ()) if other.label == node.label and other is not node
        )
        return sum(bool(self._within(other)) and not any(map(other.holds, self.named)) for other in beside) >= 2

    def _within(self, node: Node) -> list[PageBlock]:
        return [block for block in self.selected if node.holds(block.index)]

    def gallery(self, near: Sequence[PageBlock]) -> Node | None:
        """The element that holds a gallery whose slides count themselves, where one element's text goes on around it."""
        counted = [(block, found) for block in near if (found := _COUNTED.match(block.text)) is not None]
        slides = [block for block, found in counted if int(found[1]) <= int(found[2])]
        last = {found[2] for _, found in counted}
        if len(slides) < SLIDES or len(last) != 1:
            return None
        whole = next(node for node in slides[0].node.up() if node.holds(slides[-1].index))
        before = {block.node.parent for block in self.selected if block.index < whole.first}
        after = {block.node.parent for block in self.selected if block.index >= whole.last}
        home = next((node for node in whole.up() if node in before & after), None)
        return next((node for node in whole.up() if node.parent is home), None) if home not in (None, whole) else None
