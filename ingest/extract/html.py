"""From a page's bytes to its article: selected, written out of the page's own tree, and checked against it again."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from ingest.extract import gate
from ingest.extract.article import Article, NoArticle, Seen, Wording
from ingest.extract.beside_headline import are_teasers, beside_headline
from ingest.extract.blocks import PageBlock, PageText, letters
from ingest.extract.classes import CAPTION, PICTURE
from ingest.extract.colophon import OWN_ADDRESS
from ingest.extract.emit import emit, one_line
from ingest.extract.empty_headings import empty_headings
from ingest.extract.ending import cut_end, missing_share, read_more
from ingest.extract.figures import Placed, figures
from ingest.extract.further import further_stories, listed_as
from ingest.extract.further_pages import goes_on
from ingest.extract.head import Head, read_head
from ingest.extract.headline import headline_of
from ingest.extract.host_memory import HostMemory, seen_on
from ingest.extract.judgement import IGNORE, PRINT, Judgement, doubt
from ingest.extract.meters import metered
from ingest.extract.notices import notices
from ingest.extract.repair import repair
from ingest.extract.report import is_caption, left_out, losses, unlike
from ingest.extract.select import Selection, select
from ingest.extract.span import Span
from ingest.extract.standfirst import EXCERPT, further_leads, is_excerpt, the_standfirst
from ingest.extract.stated import around, is_shown, stated_article
from ingest.extract.tree import Tree, parse_page
from ingest.extract.trim import trim
from ingest.extract.uncollected import uncollected
from ingest.extract.visible import visible_wordings
from ingest.extract.walk import read_blocks
from news.alteration import Alteration, LossVerdict
from news.body import Block, fold, leaves, plain

OF_THE_HOST: Final = Judgement("furniture", LossVerdict.FURNITURE, "stands on other pages of the host")
BESIDE: Final = doubt("line", "a line below the headline, of which nothing is printed there")
NO_LETTER: Final = "\ufffd"
"""What stands for bytes that could not be read (Unicode, replacement character)."""
SOME = 20
"""Lines that show in which script a text is written."""
MOST = 0.4
"""The share of signs of another script from which on it is written in that."""
_NOT_LATIN: Final = re.compile("[\u0370-\u1cff\u2c00-\ud7ff]")
LEAST, SENTENCE = 20, 60
"""Letters outside of links, and letters of one block, below both of which a page holds no story."""


def extract_html(
    body: bytes,
    *,
    url: str,
    charset: str | None = None,
    feed_title: str | None = None,
    memory: HostMemory | None = None,
    look_for_title: bool = False,
) -> Article | NoArticle:
    """The story on a page, or why there is none. Never raises, whatever the bytes.

    `charset` is what HTTP states; `feed_title` the feed's title for this entry, a witness for the headline; `memory` what the
    host's other pages held: with it, `Article.seen` says what this one adds. With `look_for_title`, `Article.holds_title` says
    whether the feed's title stands anywhere on the page: that takes a look at all of it. Links and images are absolute. The
    alteration's level says how far the text may be vouched for; its losses name what was left out.
    """
    with uncollected():
        return _extract(body, url, charset, feed_title, memory, look_for_title=look_for_title)


def _extract(
    body: bytes, url: str, charset: str | None, feed_title: str | None, memory: HostMemory | None, *, look_for_title: bool
) -> Article | NoArticle:
    tree = parse_page(body, charset)
    if isinstance(tree, NoArticle):
        return tree
    page = read_blocks(tree.root)
    if isinstance(page, NoArticle):
        return page
    try:
        found = _article(tree, page, url, feed_title, memory)
        if not look_for_title or feed_title is None or isinstance(found, NoArticle):
            return found
        return replace(found, holds_title=_holds(tree, letters(feed_title), found.headline))
    finally:
        page.let_go()


def _holds(tree: Tree, bare: str, headline: str | None) -> bool:
    """Whether words, by their letters, stand on the page: as its headline, in its text or its data, or stated in its head."""
    stated = (meta.get("content") or "" for meta in tree.by_tag["meta"])
    return bare == letters(headline or "") or any(bare in letters(text) for text in (tree.root.text_content(), *stated))


def _article(tree: Tree, page: PageText, url: str, feed_title: str | None, memory: HostMemory | None) -> Article | NoArticle:
    head = read_head(tree, url)
    headline, forms = headline_of(page, head, url, feed_title)
    headline = (listed_as(page, letters(feed_title)) if feed_title else None) or headline
    found = _find(tree, page, head, forms, memory or HostMemory())
    if found is None or not found.printed:
        return _stated(tree, page, head, headline, forms, memory)
    blocks = emit([page.blocks[index] for index in sorted(found.printed)], found.placed, head.base)
    if not is_shown(head, blocks) and isinstance(stated := _stated(tree, page, head, headline, forms, memory), Article):
        return stated
    standfirst = one_line([page.blocks[index] for index in found.standfirst], head.base)
    return Article(
        headline=headline,
        blocks=blocks,
        alteration=_alteration(found, head, blocks, fold(plain(standfirst))),
        wordings=tuple(_wordings(tree, found.span, head)),
        standfirst=standfirst,
        language=_borne_out(head.language, blocks),
        canonical=head.canonical,
        flags=tree.flags,
        seen=None if memory is None else _seen(found),
    )


def _borne_out(language: str | None, blocks: Sequence[Block]) -> str | None:
    """The stated language; none where a text said to be English is in letters of another script."""
    if language is None or not language.lower().startswith("en"):
        return language
    said = "".join(leaf.text for leaf in islice(leaves(blocks), SOME))
    return language if len(_NOT_LATIN.findall(said)) <= MOST * len(said) else None


def _stated(
    tree: Tree, page: PageText, head: Head, headline: str | None, forms: frozenset[str], memory: HostMemory | None
) -> Article | NoArticle:
    """The story that the page states in its data alone, with all that the page says beside it."""
    found = stated_article(head, headline)
    if isinstance(found, NoArticle):
        return found
    span = around(page, forms)
    shown = head.wordings if span is None else _wordings(tree, span, head)
    return replace(
        found,
        wordings=tuple(dict.fromkeys([*shown, *found.wordings])),
        language=head.language,
        canonical=head.canonical,
        flags=tree.flags,
        seen=None if memory is None else Seen(),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """The story on its page: what is printed, and what every other block near it was taken for."""

    page: PageText
    span: Span
    selection: Selection
    printed: frozenset[int]
    standfirst: tuple[int, ...]
    placed: tuple[Placed, ...]
    judgements: dict[int, Judgement]
    memory: HostMemory
    doubtful: int
    """How many printed blocks the host's other stories hold too."""


def _find(tree: Tree, page: PageText, head: Head, forms: frozenset[str], memory: HostMemory) -> _Found | None:
    description = letters(next(iter(head.descriptions), ""))
    selection = select(tree, page, head.full_text if head.states_itself else None)
    lines = beside_headline(page, forms, selection.chosen)
    if lines and are_teasers(page, [page.blocks[index] for index in selection.chosen]):
        selection = replace(
            selection, chosen=lines, doubt="all selections are of teasers: the lines below the headline are printed"
        )
    of_host = {index for index in selection.chosen if memory.is_furniture(page.blocks[index])}
    addresses = _addresses(head)
    own = {block.index for block in page.blocks if "/" in block.text and block.bare in addresses}
    further = further_stories(page, forms)
    if not _is_story([page.blocks[index] for index in selection.chosen - further.keys()]):
        further = {}
    tops = [block for block in page.blocks if block.node.tag == "h1"] if further else []
    forms -= {block.bare for block in tops if block.index in further} - {top.bare for top in tops if top.index not in further}
    trimmed = trim(page, selection.chosen - of_host - own - further.keys(), forms, description)
    if not _is_story([page.blocks[index] for index in trimmed.kept]):
        return None
    span, judgements = repair(page, trimmed.kept, forms, description)
    judgements |= trimmed.dropped
    of_host |= {index for index in judgements.keys() - selection.chosen if memory.is_furniture(page.blocks[index])}
    judgements |= dict.fromkeys(of_host, OF_THE_HOST)
    judgements |= dict.fromkeys(own & (judgements.keys() | selection.chosen), OWN_ADDRESS)
    judgements |= {index: further[index] for index in further.keys() & (judgements.keys() | selection.chosen)}
    above = [index for index, found in judgements.items() if found.fate == "standfirst"]
    standfirst = the_standfirst(page, above, trimmed.standfirst)
    judgements |= further_leads(page, {*above, *trimmed.standfirst} - set(standfirst), standfirst)
    printed = trimmed.kept | {index for index, found in judgements.items() if found.fate == PRINT}
    if is_excerpt(page, standfirst, printed):
        judgements |= dict.fromkeys(standfirst, EXCERPT)
        standfirst = ()
    empty = empty_headings(page, printed, judgements)
    printed -= empty.keys()
    judgements |= empty
    known = {index for index, found in judgements.items() if found.rule != "short"} | {*standfirst}
    judgements |= dict.fromkeys(beside_headline(page, forms, printed, known), BESIDE)
    placed = tuple(figures(span, head.base))
    captions = {index for found in placed for index in found.captions}
    standfirst = tuple(at for at in standfirst if at not in captions or not page.blocks[at].node.relative & (CAPTION | PICTURE))
    settled = printed | captions | set(standfirst)
    return _Found(
        page=page,
        span=span,
        selection=selection,
        printed=printed - captions - set(standfirst),
        standfirst=standfirst,
        placed=placed,
        judgements={index: found for index, found in judgements.items() if index not in settled and found.fate != PRINT},
        memory=memory,
        doubtful=sum(memory.is_doubtful(page.blocks[index]) for index in printed),
    )


def _seen(found: _Found) -> Seen:
    """What the page adds to its host's memory: the printed blocks, and those near the story that were judged and left out."""
    blocks = found.page.blocks
    left = (blocks[index] for index, judgement in found.judgements.items() if judgement.fate != IGNORE)
    return seen_on((blocks[index] for index in found.printed), left)


def _is_story(blocks: Sequence[PageBlock]) -> bool:
    """Whether the blocks are more than a list of links: some words outside of links, or a line as long as a sentence."""
    return sum(block.size * (1 - block.links) for block in blocks) >= LEAST or any(block.size >= SENTENCE for block in blocks)


def _alteration(found: _Found, head: Head, blocks: tuple[Block, ...], standfirst: str) -> Alteration:
    lines = list(leaves(blocks))
    text = [leaf.text for leaf in lines if not is_caption(leaf)]
    captions = [leaf.text for leaf in lines if is_caption(leaf)]
    more = read_more(found.span)
    further = f'the text is followed by "{more}"' if more is not None else goes_on(found.span, _own_addresses(head), head.base)
    count = metered(found.span)
    end = cut_end(blocks) or (None if count is None else f'a count of free articles follows the text: "{count}"')
    told = found.printed | {*found.standfirst, *(index for placed in found.placed for index in placed.captions)}
    size = sum(found.page.blocks[index].size for index in found.printed)
    outside = gate.prose_outside(found.span, told, found.judgements)
    level, grounds = gate.level_of(
        gate.Witnesses(
            size=size,
            unlike=unlike(found.page, told, lines, standfirst),
            fallback=found.selection.doubt,
            of_host=found.doubtful,
            struck=_count(found, "struck passage"),
            fields=_count(found, "form field"),
            drawn=_count(found, "inline drawing"),
            bare_markup=sum(line.startswith(gate.HEAD_MARKUP) for line in text),
            unread=sum(NO_LETTER in line for line in text),
            blurred=sum(gate.is_blurred(found.page.blocks[index]) for index in found.printed),
            judgements=found.judgements,
            outside=sum(block.size for block in outside),
            unprinted=gate.unprinted(found.span, found.selection, told, found.judgements),
            missing=missing_share(head.full_text, [*text, standfirst, *captions]) if head.full_text else 0.0,
            free=head.free,
            further=further,
            end_in_doubt=end,
        )
    )
    return Alteration(
        level=level,
        grounds=grounds,
        end_in_doubt=end or further,
        losses=tuple(losses(found.span, found.judgements | gate.named_outside(outside, size), found.selection, found.memory)),
        left_out=tuple(left_out(found.span, found.judgements, len(found.placed))),
    )


def _addresses(head: Head) -> frozenset[str]:
    """The letters of the page's own addresses, with their scheme and without."""
    own = [re.sub(r"\A[a-z]+://", "", address) for address in _own_addresses(head)]
    return frozenset(letters(scheme + bare) for bare in own if bare.strip("/").count("/") for scheme in ("", "http", "https"))


def _own_addresses(head: Head) -> list[str]:
    """What the page may be called: as asked for, as its own, and as it tells social networks."""
    return [head.base, *([head.canonical] if head.canonical else []), *head.metas.get("og:url", [])]


def _count(found: _Found, kind: str) -> int:
    """How many of what is not printed stand in the text, of one kind."""
    return sum(medium.kind == kind and found.span.near_text(medium.at) for medium in found.page.media)


def _wordings(tree: Tree, span: Span, head: Head) -> Iterator[Wording]:
    """All wordings, each once: the head's own first, then what a reader sees."""
    yield from dict.fromkeys(
        [*head.wordings, *visible_wordings(span, tree, head.base), *notices(span, tree.by_tag["a"], head.addresses)]
    )
