"""The headline as the publisher wrote it: agreed on by head and page, without the names of site and section after it."""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from ingest.extract.blocks import PageBlock, PageText, letters, size_of
from ingest.extract.classes import HIDDEN
from ingest.extract.head import Head
from ingest.extract.house import BORDER, CERTAIN, HEADINGS, MAX_PARTS, house_names, leads_here, without_site
from news.body import fold

_SITE_BORDER = re.compile(r"(?<!\s)\s+[|\-–—·•»~]+\s+|(?<!\s)\s*[|｜]\s*")
"""Looked for from the start of white space only: else a long run of it is gone over from each of its characters."""
_PART_BORDER = re.compile(r"(?<!\s)\s*(?:[|｜»«>:/·•–—~]+|_+|-{2,}|-(?=\s)|(?<=[\s\u3040-\u9fff])-)\s*")
_DEK = re.compile(r"(?:\A|[-_ ])(?:dek|deck|standfirst|sub-?title|sub-?head(?:line|ing)?)(?:\Z|[-_ ])", re.IGNORECASE)
"""A standfirst that is marked as a heading."""
MAX_LENGTH = 400
SHORTEST = 8
"""Letters from which on a line of the page that is a part of its title is more than chance."""
SHARE = 0.35
"""The share of a title's letters from which on a part of it may be the headline: a shorter one may name a series."""
_STOPS = frozenset(".。．｡!！?？")
WORDS = 4
"""Words from which on a heading is hardly the name of a site or a section."""


def headline_of(page: PageText, head: Head, url: str, feed_title: str | None = None) -> tuple[str | None, frozenset[str]]:
    """The headline, and the letters of every form of it, by which it is known again where it stands in the text.

    What a reader sees (`h1`) is taken where any other source agrees with it; else JSON-LD, Open Graph, a lone `h1`, the
    `title`, in this order. Where the `title` alone states one, what stands on the page and bears out the feed's title or a
    part of the page's counts more. A form that is cut off (`…`) gives way to the longer one. A kicker, in the `h1` or right
    above it, is taken for a part of the headline where the publisher states it so, and for none where not.
    """
    house = house_names(page, head, url)
    titled = {letters(without_site(said, house)) for said, _ in head.titles}
    headed = any(block.node.tag in HEADINGS and block.bare in titled for block in page.blocks)
    tops = [
        block
        for block in page.blocks
        if block.node.tag == "h1" and 0 < len(block.text) <= MAX_LENGTH
        and not (headed and block.bare not in titled and _DEK.search(block.node.element.get("class") or ""))
    ]  # fmt: skip
    tops.sort(key=lambda block: block.node.relative & HIDDEN)  # what no reader sees comes last: often the section's name
    seen = [block.text for block in tops]
    stated = [without_site(said, house) for said, _ in head.titles]
    only_title = len(head.titles) == 1 and head.titles[0][1] == "title"
    if only_title and not (seen and _alike(seen[0], stated[0])):
        stated = [_without_last(stated[0])]
    by_feed = without_site(feed_title, house) if feed_title else None
    title = stated[-1] if stated else ""
    stated += [by_feed] if by_feed else []
    every = [*(seen if len(seen) <= 2 else seen[:1]), *stated, *(said for said, _ in head.titles)]  # more h1 are subheads
    forms = frozenset(bare for said in every if (bare := letters(said)) and bare not in house)
    chosen = _chosen(page, head, tops, stated, house, by_feed, title, only_title)
    if chosen is None:
        return None, forms
    whole, bare = letters(title), letters(chosen)
    names = {said for said in map(letters, seen) if whole in (bare + said, said + bare) and said}
    return chosen, (forms - names) | {bare}


def _of_the_page(page: PageText, tops: Sequence[PageBlock], title: str, house: frozenset[str]) -> str | None:
    """What a reader sees as the headline where the `title` alone states one, which is often written for search engines: a
    heading that the `title` begins with, else a lone `h1` that is no name of the site or a section."""
    for block in page.blocks:
        if block.node.tag in HEADINGS and block.size >= CERTAIN and _begins_tightly(block.text, title):
            return block.text
    lone = tops[0] if len(tops) == 1 else None
    if lone is None or lone.linked or lone.bare in house or lone.bare in letters(title):
        return None
    return lone.text if lone.size >= CERTAIN and (len(lone.text.split()) >= WORDS or lone.size > len(lone.squeezed)) else None


def _borne_out(page: PageText, title: str, house: frozenset[str]) -> str | None:
    """The longest line of the page that is a part of the `title`, or several, and names neither site nor section."""
    cuts = [0, *(cut for border in islice(_PART_BORDER.finditer(title), MAX_PARTS) for cut in border.span()), len(title)]
    parts = [(begin, end) for begin, end in zip(cuts[::2], cuts[1::2], strict=True) if begin < end]
    said = [title[parts[first][0] : parts[last][1]] for first in range(len(parts)) for last in range(first, len(parts))]
    spans = {letters(words): words for words in said}
    least = max(SHORTEST, SHARE * len(letters(title)))
    wanted = {bare for bare in spans if len(bare) >= least and bare not in house}
    found = [
        block
        for block in page.blocks
        if len(block.text) <= MAX_LENGTH and not block.linked and block.bare in wanted and not block.node.relative & HIDDEN
    ]
    best = max(found, key=lambda block: block.size, default=None)
    if best is None or not (best.size >= CERTAIN or len(best.text.split()) >= WORDS - 1):
        return None
    stated = spans[best.bare]
    return stated if len(stated.split()) > len(best.text.split()) else best.text  # a kicker in it may be run together with it


def _leads_here(page: PageText, head: Head, said: str) -> bool:
    """Whether a heading of these words leads to the page itself."""
    bare = letters(said)
    return any(
        block.node.tag in HEADINGS and block.linked and block.bare == bare and leads_here(block, head) for block in page.blocks
    )


def _shown(page: PageText, said: str, *, as_link: bool = True) -> str | None:
    """The page's own line of these words, if it has one; `as_link` whether a link may be that."""
    bare = letters(said)
    if len(bare) < SHORTEST:
        return None
    lines = (block for block in page.blocks if len(block.text) <= MAX_LENGTH and (as_link or not block.linked))
    return next((block.text for block in lines if block.bare == bare), None)


def _chosen(
    page: PageText, head: Head, tops: Sequence[PageBlock], stated: Sequence[str], house: frozenset[str], by_feed: str | None,
    title: str, only_title: bool,
) -> str | None:  # fmt: skip
    """The headline among the page's `h1` and what is stated of it; `only_title` where the page states it in its `title` alone,
    which stands before the feed's among the stated."""
    seen = [block.text for block in tops]
    names = {said for said in seen if letters(said) in house}
    others = [said for said in stated if letters(said) not in house]
    if names and not any(_shown(page, said, as_link=False) or _leads_here(page, head, said) for said in others):
        names = set()  # no other line of the page is the headline; a link leads to the story from the site's front page
    if all(block.bare in house for block in tops) and (own := _stated_heading(page, stated, house)) is not None:
        return own
    if only_title and not others and any(block.linked for block in tops) and (own := _first_heading(page, house)) is not None:
        return own  # nothing but the site's name is stated, and shown as a link
    for block in tops[:2]:
        kicked = _as_stated(page, block, stated, title)
        if kicked is not None:
            return kicked
    agreed = next((said for whole in stated for said in seen if letters(said) == letters(whole) and said not in names), None)
    agreed = agreed or next((said for said in seen if _begins(said, title) and said not in names), None)
    agreed = agreed or next((block.text for block in tops if _ends(block, title, head) and block.text not in names), None)
    if agreed is None and (own := _before_name(page, tops, title)) is not None:
        return own
    if agreed is not None:
        is_told = letters(agreed) not in house and letters(agreed) in map(letters, stated[:-1])  # by more than the `title`
        leads_home = {block.text for block in tops if block.linked}
        others = [said for said in [*stated, *seen] if said not in leads_home or agreed in leads_home]
        return agreed if is_told else next((said for said in others if _follows(agreed, said, title)), agreed)
    if only_title:
        own = (by_feed and _shown(page, by_feed)) or _of_the_page(page, tops, title, house)
        is_headed = any(not block.linked and block.bare not in house for block in tops)
        own = own or (None if is_headed else _borne_out(page, title, house))
        if own is not None:
            return own
        if by_feed and not by_feed.endswith(("…", "...")):
            return by_feed[:MAX_LENGTH]
    if len(seen) == 1 and not names and any(_alike(seen[0], said) for said in stated):
        return seen[0]
    for said in stated[:-1] if by_feed else stated:
        longer = next(
            (other for other in [*seen, *stated] if said.endswith(("…", "...")) and other.startswith(said.rstrip(".… "))), None
        )
        chosen = longer or said
        if chosen and letters(chosen) not in house:
            return chosen[:MAX_LENGTH]
    return next(iter(seen), None)


def _stated_heading(page: PageText, stated: Sequence[str], house: frozenset[str]) -> str | None:
    """What the publisher states as the headline, or a part of it elsewhere, where it is a heading of the page's, if no `h1`."""
    headings = {block.bare for block in page.blocks if block.node.tag in HEADINGS and block.size >= CERTAIN} - house
    first = letters(stated[0]) if stated else ""
    return next((said for said in stated if (bare := letters(said)) in headings and bare in first), None)


def _first_heading(page: PageText, house: frozenset[str]) -> str | None:
    """The first heading of the page's that no running text stands above, where all that is stated is its site's name."""
    above = takewhile(lambda block: not block.prose, page.blocks)
    return next((block.text for block in above if block.node.tag in HEADINGS and block.bare and block.bare not in house), None)


def _as_stated(page: PageText, block: PageBlock, stated: Sequence[str], title: str) -> str | None:
    """The headline as stated, where the `h1` differs from it by a kicker: one that mark-up sets apart within the `h1`, or one
    that stands right above it. None where there is no such difference."""
    bare = block.bare
    pieces = [piece for token in block.tokens if isinstance(token, str) and (piece := fold(token)) and letters(piece)]
    told = set(map(letters, stated))
    for at in range(1, len(pieces)):
        top = " ".join(pieces[:at])
        tail = " ".join(pieces[at:])
        end = letters(tail)
        is_told = letters(top) in told or (len(end) < len(letters(top)) and end not in letters(title) and _begins(top, title))
        if is_told and bare not in told:
            return top  # a button stands beside it
        if len(end) * 2 < len(bare):
            break
        with_it = [said for said in stated if letters(said).endswith(bare)]
        without = [
            said for said in stated
            if said not in with_it and said != block.text and (letters(said).endswith(end) or _begins(tail, said))
        ]  # fmt: skip
        if not with_it and not without:
            continue
        first = with_it and without and stated.index(without[0]) < stated.index(with_it[0])
        if len(without) > len(with_it) or (len(without) == len(with_it) and first):
            return tail
        is_apart = f" {pieces[at]}" in block.text
        return None if is_apart else next((said for said in with_it if letters(said) == bare), None)
    for above in page.blocks[max(0, block.index - 2) : block.index]:
        whole = next((said for said in stated if letters(said) == above.bare + bare), None)
        if whole is not None and above.bare and sum(letters(said) == above.bare + bare for said in stated) > 1:
            return whole
    return None


def _before_name(page: PageText, tops: Sequence[PageBlock], title: str) -> str | None:
    """The heading that the page's `title` consists of with the lone `h1` behind it, which names the site then."""
    name = tops[0].bare if len(tops) == 1 else ""
    headings = (block for block in page.blocks if name and block.node.tag in HEADINGS and block.bare not in ("", name))
    return next((block.text for block in headings if letters(title) == block.bare + name), None)


def _follows(name: str, said: str, title: str) -> bool:
    """Whether the page's `title` is the name and then this: the `h1` was the site's name."""
    return letters(title) == letters(name) + letters(said) != letters(name)


def _without_last(title: str) -> str:
    """A `title` that nothing else bears out, without its last part, which names the site: a short one after a longer one. A
    sign of a script that writes a word in one or two counts double."""
    borders = list(_SITE_BORDER.finditer(title))
    if not borders:
        return title
    before, after = title[: borders[-1].start()], title[borders[-1].end() :]
    is_long = len(before.split()) >= WORDS - 1 or size_of(before) - len(before) >= SHORTEST
    return before if is_long and len(after) <= size_of(before) else title


def _alike(one: str, other: str) -> bool:
    """Whether most words of the shorter one stand in the other, or all that it says: the same headline in two wordings."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    short, long = sorted((one, other), key=len)
    return len(words & others) * 2 >= max(4, min(len(words), len(others))) or (size_of(short) >= CERTAIN and short in long)


def _begins_tightly(said: str, title: str) -> bool:
    """Whether the `title` begins with these words and goes on with a sign and no space, as where no spaces are written."""
    following = title[len(said) : len(said) + 1]
    return title.startswith(said) and bool(following) and not following.isalnum() and not following.isspace()


def _ends(block: PageBlock, title: str, head: Head) -> bool:
    """Whether the page's `title` ends with a heading that is longer than all before it: the site's name stands first."""
    before = title.removesuffix(block.text)
    parts = [border for border in BORDER.finditer(before) if border.end() == len(before)]
    is_own = not block.linked or leads_here(block, head)
    return before != title and bool(parts) and is_own and block.size >= max(CERTAIN, len(before))


def _begins(said: str, whole: str) -> bool:
    """Whether the page's `title` begins with these words, up to a border; a full stop may stand before it."""
    end = len(said) + (whole[len(said) : len(said) + 1] in _STOPS)
    return whole.startswith(said) and BORDER.match(whole, end) is not None
