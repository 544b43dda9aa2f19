"""Which blocks of a page are the article's: a cascade of witnesses, of which two have to agree."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ingest.extract.blocks import Node, PageText, element_around
from ingest.extract.choose import choose, named_body_above
from ingest.extract.classes import AGAINST, AUTHOR, BODY
from ingest.extract.flags import set_relative_flags
from ingest.extract.judgement import SUBHEADS
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
LITTLE: Final = 0.5
"""The share of what two choices hold up to which a third adds little text to it."""
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
    is_split = _size(page, vote) * 2 < _size(page, third)
    chosen = _in_body(page, own, _alone(page, own, vote, third) if is_split else vote)
    is_of_others = bool(own) and not own & chosen and named_body_above(page, chosen) is not None
    fault = choice.fault or ("no two selections agree" if is_split or is_of_others else None)
    return Selection(chosen=own if is_of_others else chosen, own=own, second=second, third=third, arbiter=arbiter, doubt=fault)


def _alone(page: PageText, own: frozenset[int], vote: frozenset[int], third: frozenset[int]) -> frozenset[int]:
    """What is taken where no two choices agree: the third one's; what two of them hold, where the third adds little to that but
    links, headings and what class names speak against, as around a story of a few lines; our own, where it is far larger."""
    added = (page.blocks[index] for index in third - vote)
    told = (
        block.size * (1 - block.links)
        for block in added
        if block.node.tag not in ("h1", *SUBHEADS) and not block.node.relative & (AGAINST | AUTHOR)
    )
    if any(page.blocks[index].prose for index in vote) and sum(told) <= LITTLE * _size(page, vote):
        return vote
    return own if _prose(page, own) > MUCH_MORE * _size(page, third) else third


def _in_body(page: PageText, own: frozenset[int], chosen: frozenset[int]) -> frozenset[int]:
    """Of a story of a few lines, what stands in the element that is named as the story's body and holds all of our own choice:
    the other choices take what is around it for text."""
    unnamed = (index for index in chosen if not page.blocks[index].node.relative & (AGAINST | AUTHOR))
    if not own or not own <= chosen or _size(page, own) >= ENOUGH or _prose(page, own) * 2 < _prose(page, unnamed):
        return chosen
    home = element_around(page, (page.blocks[index] for index in own), 1)
    body = next((node for node in home.up() if node.flags & BODY and node.tag not in ("article", "main")), None)
    return chosen if body is None else frozenset(filter(body.holds, chosen))


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
