"""What the selection took too much: the headline, bylines and dates above the text, invitations below it; and the standfirst,
which has a field of its own."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice, takewhile
from typing import Final

from ingest.extract.above_headline import above_headline
from ingest.extract.blocks import Mark, Node, PageBlock, PageText
from ingest.extract.boxes import boxes, heads_others
from ingest.extract.captions import is_beside_caption, is_of_pictures
from ingest.extract.classes import AGAINST, AUTHOR, BAD, BYLINE, CAPTION, COMMENT, FORM, LEAD, NAV
from ingest.extract.colophon import NOTICE, boxes_of_notices, is_filed, is_notice, states_a_fact
from ingest.extract.copies import second_copy
from ingest.extract.date_only import is_only_date, states_day
from ingest.extract.judgement import IGNORE, MOSTLY, SUBHEADS, Judgement, doubt, furniture
from ingest.extract.leads import LONGEST
from ingest.extract.line_numbers import line_numbers
from ingest.extract.phrases import CONTINUED, CUT_NOTICE, TRAILER
from ingest.extract.posts import post_around
from ingest.extract.readers import readers_comments
from ingest.extract.teasers import teasers
from ingest.extract.to_readers import CELLS, is_appeal, is_label, is_stock

SHORT: Final = 120
NAME: Final = 40
"""Letters of a line that may be a writer's name."""
BOX: Final = 4
"""Blocks of a box on the writer, at most."""
OF_SOURCES: Final = doubt("heading", "a heading above links to other sites")
SITES, REACH = 3, 20
"""Hosts to which the links below a heading lead, and blocks among which they stand."""
MOST_BETWEEN: Final = 8
"""Lines between standfirst and text: names, a date, buttons."""


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The selection without what is no text; `dropped` says of each block that went why it went."""

    kept: frozenset[int]
    standfirst: tuple[int, ...]
    dropped: dict[int, Judgement]


def trim(page: PageText, chosen: frozenset[int], headlines: frozenset[str], description: str) -> Trimmed:
    """The selected blocks that are the story's text, and the standfirst among them."""
    dropped: dict[int, Judgement] = {}
    order = [page.blocks[index] for index in sorted(chosen)]
    for block in order:
        judgement = _anywhere(block, headlines)
        if judgement is not None:
            dropped[block.index] = judgement
    dropped |= {index: found for index, found in boxes(page, order).items() if index not in dropped}
    dropped |= {index: found for index, found in teasers(page, order).items() if index not in dropped}
    dropped |= {index: found for index, found in second_copy(page, order).items() if index not in dropped}
    dropped |= {index: found for index, found in readers_comments(page, order).items() if index not in dropped}
    dropped |= line_numbers(page)
    dropped |= {
        block.index: furniture("heading of other stories")
        for block in order
        if chosen.isdisjoint((block.index + 1, block.index + 2)) and heads_others(page, block, least=2)
    }
    rest = [block for block in order if block.index not in dropped]
    dropped |= above_headline(page, rest, headlines)
    dropped |= _pulled_out([block for block in order if block.index not in dropped])
    rest = [block for block in order if block.index not in dropped]
    standfirst: list[int] = []
    home = _home(rest)
    for place, block in enumerate(rest):
        is_lead = _is_lead(block, home, description) or (not place and _heads_byline(page, rest, headlines))
        if len(rest) - place > 1 and is_lead and not standfirst:
            if any(block.bare == other.bare for other in rest[place + 1 :]):
                dropped[block.index] = Judgement("repeat", IGNORE, "the text has it too")
            else:
                standfirst.append(block.index)
        elif _above_text(block) or _signs(rest[place : place + 2]):
            dropped[block.index] = furniture("byline or date above the text", "byline")
        else:
            break
    noticed = boxes_of_notices(rest)
    for block in reversed(rest):
        if is_notice(block):
            dropped[block.index] = NOTICE
        elif (
            _below_text(block)
            or is_filed(block)
            or _about_author(block, rest[0])
            or any(
                box.holds(block.index) and states_a_fact(block, headlines, apart=not box.holds(rest[0].index)) for box in noticed
            )
        ):
            dropped[block.index] = OF_SOURCES if _heads_sources(page, block) else furniture("below the text")
        else:
            break
    kept = frozenset(block.index for block in rest if block.index not in dropped and block.index not in standfirst)
    return Trimmed(kept, tuple(standfirst), dropped)


def counts(block: PageBlock) -> bool:
    """Whether it matters which of two selections holds the block: not headline, standfirst, caption, byline, date or
    furniture, which are told apart later."""
    if _own_flags(block) & LEAD or (block.linked and not block.ends_sentence and block.node.tag not in _KEPT_WITH_LINKS):
        return False
    return block.node.tag != "h1" and _anywhere(block, frozenset()) is None and not _above_text(block) and not _below_text(block)


_KEPT_WITH_LINKS: Final = ("td", "th", "li", "dd", "dt", "blockquote", "pre")


def _own_flags(block: PageBlock) -> int:
    """The flags of the block's element and, where it holds little else, of the one around it."""
    parent = block.node.parent
    return block.node.flags | (parent.flags if parent is not None and parent.last - parent.first <= 4 else 0)


def _anywhere(block: PageBlock, headlines: frozenset[str]) -> Judgement | None:
    if block.bare in headlines:
        return Judgement("headline", IGNORE, "headline")
    if block.links and _leads_to(block, headlines):
        return furniture("the way to the page")
    if block.node.flags & CAPTION or (
        block.node.relative & CAPTION and any(node.tag == "figcaption" for node in block.node.up())
    ):
        return Judgement("caption", "caption", "caption of a figure")
    if (block.node.tag in SUBHEADS or not block.prose) and is_beside_caption(block.node):
        return furniture("a label in a figure")
    if (
        (block.size < SHORT or (block.links >= MOSTLY and block.size < LONGEST))
        and is_stock(block)
        and (block.links >= 0.5 or _own_flags(block) & (BAD | FORM | NAV | COMMENT))
    ):
        return furniture("stock phrase")
    if block.node.tag in SUBHEADS and block.size < 40 and is_stock(block):
        return furniture("stock phrase")
    if block.size < 40 and CONTINUED.match(block.text):
        return furniture("invitation to read on")
    if block.linked and any(node.tag == "nav" for node in block.node.up()):
        return furniture("navigation")
    if is_label(block):
        return furniture("a label")
    if is_appeal(block):
        return furniture("an appeal to readers")
    if post_around(block.node) is not None:
        return furniture("embedded post", "embed")
    return None


def _leads_to(block: PageBlock, headlines: frozenset[str]) -> bool:
    """Whether a line holds nothing but links and, last, the headline: the sections in which the page stands, and the page."""
    bare = block.bare
    return (
        block.size < SHORT
        and block.node.tag not in CELLS
        and any(
            len(form) >= ITSELF and bare.endswith(form) and block.links * len(block.squeezed) + len(form) >= len(bare)
            for form in headlines
        )
    )


ITSELF: Final = 8
"""Letters of a headline by which a line is known to end in it."""
_PULLED: Final = re.compile(r"pull[-_]?(?:ed|out)?[-_]?quote", re.IGNORECASE)


def _pulled_out(order: list[PageBlock]) -> dict[int, Judgement]:
    """Quotations whose words stand in a paragraph too: sentences of the text that are shown large. Where they do not, the name
    below them is no repetition, though the text names it as well."""
    around = {block.index: node for block in order for node in islice(block.node.up(), 3) if _is_quote(node)}
    text = [block.bare for block in order if block.index not in around] if around else []
    told = [block for block in order if block.index in around and len(block.bare) >= 12]
    known = {block.index for block in told if any(block.bare in line for line in text)}
    own = {id(around[block.index]) for block in told if block.index not in known and block.prose}
    return {
        index: Judgement("repeat", IGNORE, "pulled out of the text") for index in sorted(known) if id(around[index]) not in own
    }


def _is_quote(node: Node) -> bool:
    return node.tag in ("blockquote", "aside") or bool(_PULLED.search(node.element.get("class") or ""))


def _home(rest: list[PageBlock]) -> object:
    """The element in which most of the text stands."""
    sizes: Counter[int] = Counter()
    for block in rest:
        sizes[id(block.node.parent)] += block.size
    return sizes.most_common(1)[0][0] if sizes else None


def _is_lead(block: PageBlock, home: object, description: str) -> bool:
    """A class that says so; or the page's own description, set apart from the text by its element."""
    if block.size < 40 or block.links >= 0.3:
        return False
    told = bool(description) and block.bare == description and (id(block.node.parent) != home or block.node.tag in SUBHEADS)
    return (told or bool(_own_flags(block) & LEAD and block.size <= LONGEST)) and not is_of_pictures(block)


def _heads_byline(page: PageText, rest: list[PageBlock], headlines: frozenset[str]) -> bool:
    """Whether the text begins with a heading right below the headline, and a line of names or dates parts it from the rest: a
    heading heads what follows it."""
    first = rest[0]
    if first.node.tag not in SUBHEADS or first.links or not first.index or page.blocks[first.index - 1].bare not in headlines:
        return False
    between = page.blocks[first.index + 1 : rest[1].index] if len(rest) > 1 else []
    return len(between) <= MOST_BETWEEN and any(map(_above_text, between))


def _above_text(block: PageBlock) -> bool:
    if block.size >= SHORT or (block.ends_sentence and block.size >= 40):
        return False
    if _is_dated_byline(block):
        return True
    return is_only_date(block.text) or _begins_with_date(block) or bool(_own_flags(block) & (BYLINE | AUTHOR))


_BY_OR_IN: Final = re.compile(
    r"\s(?:[-–—|·•/]\s)?(?:(?P<by>by|von|par|por|di|da|door|av|af|od|przez|автор:?)|in|en|dans|em|i|w|v|в|у)\s", re.IGNORECASE
)


def _is_dated_byline(block: PageBlock) -> bool:
    """Whether the line is a date and then a few words with a capital: whom the text is by or, as a link, where on the site it
    stands."""
    found = None if block.node.tag in (*SUBHEADS, *CELLS) else _BY_OR_IN.search(block.text)
    words = block.text[found.end() :] if found is not None else ""
    if found is None or not 0 < len(words) <= NAME or words[0].islower() or not states_day(block.text[: found.start()]):
        return False
    return found["by"] is not None or block.links * len(block.squeezed) > len("".join(words.split())) - 1


_PARTED: Final = re.compile(r"\s[-–—|·•/]\s")


def _begins_with_date(block: PageBlock) -> bool:
    """Whether it is a line of several parts, in the story's `header`, of which the first is a date: how long it takes to read."""
    first, *others = _PARTED.split(block.text)
    return bool(others) and states_day(first.strip()) and _header_of(block) is not None


def _signs(lines: list[PageBlock]) -> bool:
    """Whether the first of two lines is a few words in the story's `header`, and below it there such a date: a name."""
    if len(lines) < 2 or lines[0].size >= NAME or lines[0].ends_sentence or lines[0].node.tag in SUBHEADS:
        return False
    header = _header_of(lines[0])
    is_dated = is_only_date(lines[1].text) or _begins_with_date(lines[1])
    return is_dated and header is not None and header.holds(lines[1].index)


def _header_of(block: PageBlock) -> Node | None:
    return next((node for node in block.node.up() if node.tag == "header"), None)


def _below_text(block: PageBlock) -> bool:
    if TRAILER.match(block.text) or (block.size < SHORT and CUT_NOTICE.search(block.text)):
        return True
    if block.node.tag in SUBHEADS and not block.prose:
        return True
    if block.size >= SHORT:
        return False
    if block.node.tag not in CELLS and states_day(block.text):
        return True
    is_sentence = block.ends_sentence and block.links < 0.5 and not block.text.endswith(("...", "…"))
    return (not is_sentence and is_stock(block)) or _names_licence(block)


def _heads_sources(page: PageText, block: PageBlock) -> bool:
    """Whether it is a heading, and what follows it leads to several other sites: what the story recommends, or its sources. Other
    stories lead to this site, and buttons for sharing say so."""
    if block.node.tag not in SUBHEADS or block.node.relative & AGAINST or is_stock(block):
        return False
    below = takewhile(lambda other: other.linked, page.blocks[block.index + 1 : block.index + 1 + REACH])
    own = [other for other in below if not other.node.relative & AGAINST and not is_label(other)]
    links = (
        token.element.get("href") or ""
        for other in own
        for token in other.tokens
        if isinstance(token, Mark) and token.kind == "a"
    )
    hosts = {link.split("/")[2] for link in links if link.startswith(("http://", "https://"))}
    return len(hosts) >= SITES


def _about_author(block: PageBlock, first: PageBlock) -> bool:
    """Whether it stands in a small element named after the writer that holds nothing of the text's beginning."""
    return any(node.flags & AUTHOR and node.last - node.first <= BOX and not node.holds(first.index) for node in block.node.up())


def _names_licence(block: PageBlock) -> bool:
    """Whether the line holds a link that says it leads to the page's licence."""
    marks = (token.element for token in block.tokens if isinstance(token, Mark) and token.kind == "a")
    return any("license" in (element.get("rel") or "").lower().split() for element in marks)
