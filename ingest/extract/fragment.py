"""Full text that a feed carries: the same blocks and checks as for a page, held against the feed's own content."""

import html as entities
from collections.abc import Iterator

from ingest.extract.article import Article, NoArticle
from ingest.extract.blocks import PageBlock, PageText, letters
from ingest.extract.classes import BAD, COMMENT, FORM, HIDDEN, NAV
from ingest.extract.colophon import NOTICE, is_notice
from ingest.extract.emit import emit
from ingest.extract.ending import cut_end, read_more
from ingest.extract.figures import figures
from ingest.extract.judgement import IGNORE, Judgement
from ingest.extract.line_numbers import line_numbers
from ingest.extract.notice_places import OF_THE_DESK, is_record
from ingest.extract.notices import notices
from ingest.extract.phrases import CONTINUED, CONTINUED_END, TRAILER
from ingest.extract.report import left_out, losses, unlike
from ingest.extract.span import Span
from ingest.extract.to_readers import is_stock
from ingest.extract.tree import parse_fragment
from ingest.extract.walk import read_blocks
from ingest.parse.entry import Content
from news.alteration import Alteration, Level, LossVerdict
from news.body import Block, Figure, fold, leaves

FULL, SUMMARY = 250, 600
"""Letters from which on text is taken for whole: in an element meant for the full text, and in any other."""
WRAPPED = 60
"""Plain text whose lines are at least this long was wrapped by a program; shorter ones were ended by a writer."""


def extract_fragment(content: Content, *, base_url: str, headline: str | None) -> Article | NoArticle:
    """The story in a feed's own content, HTML or plain text, or why there is none. Never raises.

    The reference is the content itself: all of it is printed but the headline, what feed software appends, and furniture.
    """
    tree = parse_fragment(content.body if content.html else _marked_up(content.body))
    if isinstance(tree, NoArticle):
        return tree
    page = read_blocks(tree.root)
    if isinstance(page, NoArticle):
        return page
    title = fold(entities.unescape(headline or ""))
    forms = frozenset({letters(title)} - {""})
    dropped = dict(_dropped(page, forms))
    chosen = frozenset(block.index for block in page.blocks if block.index not in dropped)
    if not chosen:
        return NoArticle(cause="no-text", words="the feed carries no text of it")
    span = Span(page, chosen, forms, "")
    captions = {block.index for block in page.blocks if block.index in chosen and span.in_figure(block)}
    placed = tuple(figures(span, base_url))
    shown = {index for found in placed for index in found.captions}
    printed = chosen - captions - shown
    dropped |= {index: Judgement("caption", "caption", "caption of a figure") for index in captions - shown}
    blocks = emit([page.blocks[index] for index in sorted(printed)], placed, base_url)
    if not any(not isinstance(block, Figure) for block in blocks):
        return NoArticle(cause="no-text", words="the feed carries no text of it")
    differs = unlike(page, printed | shown, list(leaves(blocks)))
    end = _end(span, blocks)
    level, grounds = _level(content, blocks, differs, end)
    alteration = Alteration(
        level=level,
        grounds=grounds,
        end_in_doubt=end,
        losses=tuple(losses(span, dropped)),
        left_out=tuple(left_out(span, dropped, len(placed))),
    )
    wordings = tuple(dict.fromkeys(notices(span, tree.by_tag["a"])))
    return Article(headline=title or None, blocks=blocks, alteration=alteration, wordings=wordings)


def is_whole(content: Content, article: Article | None = None) -> bool:
    """Whether a feed's text can be taken for the complete one: its end shows no cut, and it is long enough for the element
    it stands in. Without `article` the content is read here."""
    found = article or extract_fragment(content, base_url="", headline=None)
    return isinstance(found, Article) and found.alteration.end_in_doubt is None and _long_enough(content, found.blocks)


def _long_enough(content: Content, blocks: tuple[Block, ...]) -> bool:
    text = [leaf.text for leaf in leaves(blocks) if not leaf.kind.endswith(("caption", "credit"))]
    size = sum(len(line) - line.count(" ") for line in text)
    if content.full:
        return size >= SUMMARY or (size >= FULL and len(text) >= 2)
    return size >= SUMMARY and len(text) >= 3


def _level(content: Content, blocks: tuple[Block, ...], differs: str | None, end: str | None) -> tuple[Level, str]:
    if differs is not None:
        return Level.UNVERIFIABLE, differs
    if end is not None:
        return (Level.EXCERPT if "followed by" in end or "cut" in end else Level.INCOMPLETE), end
    if not _long_enough(content, blocks):
        return Level.INCOMPLETE, f"the feed's {content.place or 'text'} may be a summary"
    return Level.VERBATIM, f"the whole text of the feed's {content.place or 'entry'}"


def _end(span: Span, blocks: tuple[Block, ...]) -> str | None:
    """Why the end looks cut, the surest sign first."""
    last = span.page.blocks[span.last].text
    if CONTINUED_END.search(last):
        return "the feed has cut the text: it ends in an ellipsis"
    more = read_more(span)
    if more is not None:
        return f'the text is followed by "{more}"'
    return cut_end(blocks)


def _dropped(page: PageText, forms: frozenset[str]) -> Iterator[tuple[int, Judgement]]:
    """The blocks that are no part of the text: the headline again, furniture by class, and trailers and notices at the end."""
    for block in page.blocks:
        judgement = _furniture(block, forms)
        if judgement is not None:
            yield block.index, judgement
    yield from line_numbers(page).items()
    for block in reversed(page.blocks):
        if is_notice(block):
            yield block.index, NOTICE
        elif TRAILER.match(block.text):
            yield block.index, Judgement("trailer", LossVerdict.FURNITURE, "appended by the feed's software")
        elif len(block.text) <= 80 and CONTINUED.match(block.text):
            yield block.index, Judgement("trailer", LossVerdict.FURNITURE, "invitation to read on")
        elif not (block.size < 120 and block.links >= 0.5 and is_stock(block)):
            break
        else:
            yield block.index, Judgement("trailer", LossVerdict.FURNITURE, "stock phrase")


def _furniture(block: PageBlock, forms: frozenset[str]) -> Judgement | None:
    if not block.bare and not any(node.tag == "pre" for node in block.node.up()):
        return Judgement("none", IGNORE, "no letters")
    if block.index < 2 and block.bare in forms:
        return Judgement("headline", IGNORE, "headline")
    if is_record(block.node):
        return Judgement("furniture", LossVerdict.FURNITURE, OF_THE_DESK)
    flags = block.node.relative
    if flags & HIDDEN:
        return Judgement("furniture", LossVerdict.FURNITURE, "hidden")
    if flags & (FORM | NAV | COMMENT | BAD) and not block.prose:
        return Judgement("furniture", LossVerdict.FURNITURE, "bad class")
    return None


def _marked_up(text: str) -> str:
    """Plain text as paragraphs: blank lines part them; a short line's end is a line break, a long one's was wrapped."""
    paragraphs = text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")
    return "".join(f"<p>{_lines(paragraph)}</p>" for paragraph in paragraphs if paragraph.strip())


def _lines(paragraph: str) -> str:
    lines = [line for line in paragraph.split("\n") if line.strip()]
    return "".join(entities.escape(line) + (" " if len(line) >= WRAPPED else "<br>") for line in lines)
