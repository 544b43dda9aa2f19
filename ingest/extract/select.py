"""Which blocks of a page are the article's: a cascade of witnesses, of which two have to agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ingest.extract.blocks import Node, PageText, element_around
from ingest.extract.choose import choose
from ingest.extract.flags import set_relative_flags
from ingest.extract.second import second_choice
from ingest.extract.third import LIBRARY, STATED, library_choice, stated_choice
from ingest.extract.tree import Tree
from ingest.extract.trim import counts

AGREED: Final = 0.08
"""The share of letters up to which two choices may differ and are still the same choice."""
ENOUGH: Final = 300
"""Letters below which two choices may agree on the same teaser."""

HOME: Final = 0.95
"""The share of our own choice that its element holds."""
BESIDE: Final = 3
"""So many blocks before and after our own choice may belong to it wherever they stand."""
MUCH_MORE: Final = 3
"""How many times as much running text as the library's whole choice our own must hold to stand for it, where none agree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The chosen blocks, and what each witness chose: `third` is empty where none was asked, and `arbiter` its name. `doubt` says
    why the choice cannot be leant on, None where it can."""

    chosen: frozenset[int]
    own: frozenset[int]
    second: frozenset[int]
    third: frozenset[int] = frozenset()
    arbiter: str = LIBRARY
    doubt: str | None = None


def select(tree: Tree, page: PageText, stated: str | None = None) -> Selection:
    """The article's blocks. `stated` is the text that the page's JSON-LD gives as this article's.

    Our own chooser and a second one are cheap and agree on most pages. Only where they differ a third is asked too, and a block
    stays that two of three chose: the publisher's own statement where it is of use, else the library, which costs as much as all
    the rest.
    """
    set_relative_flags(page, [block.size if block.prose else 0 for block in page.blocks])
    own = choose(page)
    second = second_choice(tree.markup, page)
    union = _size(page, own | second)
    differing = [index for index in own ^ second if counts(page.blocks[index])]
    if union >= ENOUGH and _size(page, differing) <= AGREED * union:
        return Selection(chosen=own, own=own, second=second)
    choice = stated_choice(stated, page) if stated else None
    arbiter = LIBRARY if choice is None else STATED
    choice = choice or library_choice(tree.root, page)
    third = choice.chosen
    if _prose(page, own) >= max(ENOUGH, _prose(page, second | third) / 2):
        home = element_around(page, (page.blocks[index] for index in own), HOME)
        second, third = _at_home(page, home, own, second), _at_home(page, home, own, third)
    if not third:
        return Selection(chosen=own or second, own=own, second=second, doubt=choice.fault)
    vote = (own & second) | (own & third) | (second & third)
    if _size(page, vote) * 2 < _size(page, third):
        fault = choice.fault or "no two selections agree"
        alone = own if _prose(page, own) > MUCH_MORE * _size(page, third) else third
        return Selection(chosen=alone, own=own, second=second, third=third, arbiter=arbiter, doubt=fault)
    return Selection(chosen=vote, own=own, second=second, third=third, arbiter=arbiter, doubt=choice.fault)


def _at_home(page: PageText, home: Node, own: frozenset[int], other: frozenset[int]) -> frozenset[int]:
    """Another choice without the lines that stand far from our own text and are none: links, and whatever stands in another cell
    of the table that lays out the page. The others take such a page whole."""
    in_cell = any(node.element.tag in ("td", "th") for node in home.up())
    first, last = min(own) - BESIDE, max(own) + BESIDE
    return frozenset(
        index
        for index in other
        if home.holds(index) or first <= index <= last or page.blocks[index].prose
        or not (in_cell or page.blocks[index].links >= 0.5)
    )  # fmt: skip


def _size(page: PageText, found: Iterable[int]) -> int:
    return sum(page.blocks[index].size for index in found)


def _prose(page: PageText, found: Iterable[int]) -> int:
    return _size(page, (index for index in found if page.blocks[index].prose))
