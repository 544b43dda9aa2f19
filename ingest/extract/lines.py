"""Paragraphs and lines that the selection left out and that stand among the story's own, or right beside them."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.blocks import Mark, PageBlock
from ingest.extract.bylines import is_signed
from ingest.extract.classes import AGAINST, CREDIT
from ingest.extract.date_only import is_only_date
from ingest.extract.judgement import MOSTLY, PRINT, Judgement, doubt, furniture
from ingest.extract.span import Span
from ingest.extract.to_readers import is_stock


def prose(span: Span, block: PageBlock) -> Judgement | None:
    """Running text: a paragraph, or what stands beside paragraphs."""
    if block.prose and (block.node.tag == "p" or span.beside_text(block)):
        known, alike = span.known_label(block), span.laid_out_alike(block)
        if block.index > span.last:
            own = known and alike
        else:
            own = span.same_parent(block) or (known and (alike or block.node.label != "p."))
        if own:
            return Judgement("prose", PRINT, "prose in the text")
        if block.index < span.last:
            return doubt("prose", "prose of another make in the text")
        return doubt("prose", "prose after the text")
    return None


def edge(span: Span, block: PageBlock) -> Judgement | None:
    """A short paragraph that is a sentence, or one most of whose words are links."""
    if block.node.tag != "p" or not span.same_parent(block) or not block.ends_sentence:
        return None
    if block.size >= 15 and block.links < 0.3 and span.near(block) <= 6:
        return Judgement("prose", PRINT, "short paragraph beside the text")
    if block.links >= 0.3 and block.size >= 25:
        if block.links < 0.9:
            among = span.first < block.index < span.last and (span.between(block, 2) or span.is_home(block.node.parent))
            among = among or (span.head < block.index == span.first - 1 and span.known_label(block))  # its first sentence
            if among:
                return Judgement("prose", PRINT, "a sentence with long links among paragraphs")
            return doubt("prose", "a sentence with long links beside the text") if span.near(block) == 1 else None
        return doubt("prose", "a sentence that is one link") if span.between(block, 2) else None
    return None


def like_the_text(span: Span, block: PageBlock) -> Judgement | None:
    """What stands among the text's own paragraphs, in their element and of their kind, is one of them, however it ends."""
    if not span.first < block.index < span.last or block.size < 3 or not span.beside_text(block):
        return None
    alone = block.node.tag == "p" and span.typical(block)
    home = span.same_parent(block) and span.is_home(block.node.parent) and (block.node.tag == "p" or span.typical(block))
    if block.links < 0.3:
        if home or alone or (block.node.tag == "p" and block.size >= 60):
            return Judgement("prose", PRINT, "a line among the text's own")
    elif alone and block.ends_sentence and block.links < 1 and block.size >= 40:
        return Judgement("prose", PRINT, "a sentence that is a link, among the text's own")
    elif (home or alone) and not is_stock(block):
        if not block.linked or ADDRESS.match(block.text):
            return Judgement("prose", PRINT, "a line with links among the text's own")
        if _IN_BRACKETS.match(block.text) and _is_below_image(span, block):
            return Judgement("prose", PRINT, "a line in brackets right below an image, among the text's own")
    return None


_NUMBER: Final = re.compile(r"\A(\d{1,2}) ?(?:[)、．：]|[.:](?!\d))")
AROUND: Final = 3
"""Blocks on either side among which the one stands that counts before or after a line."""


def counted(span: Span, block: PageBlock) -> Judgement | None:
    """A numbered line that is a link, next to the number before or after it: of a list set in paragraphs of which some are
    printed."""
    found = _NUMBER.match(block.text)
    if found is None or block.node.tag != "p" or block.node.relative & AGAINST or not span.same_parent(block):
        return None
    near = span.page.blocks[max(0, block.index - AROUND) : block.index + AROUND + 1]
    beside = {int(said[1]) for one in near if one.node.parent is block.node.parent and (said := _NUMBER.match(one.text))}
    listed = (one for one in _siblings(span, block) if one.index in span.chosen and _NUMBER.match(one.text))
    counts = not beside.isdisjoint({int(found[1]) - 1, int(found[1]) + 1}) and next(listed, None) is not None
    return Judgement("list", PRINT, "a numbered line among numbered lines") if counts else None


def _siblings(span: Span, block: PageBlock) -> Iterator[PageBlock]:
    """The blocks right in the block's element's own parent."""
    around = block.node.parent
    inside = span.page.blocks[around.first : around.last] if around is not None else ()
    return (one for one in inside if one.node.parent is around)


def note(span: Span, block: PageBlock) -> Judgement | None:
    """A short paragraph between two of the text's own notes, in an element made like theirs: a footnote of few words."""
    if block.node.tag != "p" or not span.first < block.index < span.last or block.links >= 0.3 or not span.laid_out_alike(block):
        return None
    around = block.node.parent
    home = around.parent if around is not None and around.last - around.first == 1 else None
    alike = (
        [one for one in home.parent.children if one.label == home.label] if home is not None and home.parent is not None else []
    )
    printed = [one for one in alike if span.printed_in(one)]
    return Judgement("prose", PRINT, "a note among notes") if home is not None and len(printed) * 2 >= len(alike) > 2 else None


_IN_BRACKETS: Final = re.compile(r"\A[(（].+[)）]$")
"""Below an image: whom it is by. What invites elsewhere is set in no brackets."""


def _is_below_image(span: Span, block: PageBlock) -> bool:
    """Whether no text stands between it and an image above; a label may."""
    above = [index for index in range(block.index - LABELS, block.index) if index in span.chosen]
    last = max(above, default=block.index - LABELS - 1)
    return any(medium.kind == "image" and last < medium.at <= block.index for medium in span.page.media)


LABELS: Final = 2
"""Lines that are no text and may stand between an image and what is said of it."""

ADDRESS: Final = re.compile(r"\A(?:https?://|www\.)\S++$")
"""A link that shows its own address is a source, not an invitation."""


_COPYRIGHT_LINE: Final = re.compile(
    r"©|\(c\) ?\d{4}|\bcopyright\b|all rights reserved|alle rechte vorbehalten|tous droits réservés|derechos reservados|"
    r"riproduzione riservata|direitos reservados|все права защищены|무단 ?전재|無断転載|版权所有",
    re.IGNORECASE,
)


DASHES: Final = ("–", "—", "--")
LEADS_IN: Final = (":", "：", *DASHES)
"""What words end in that lead into the paragraph after them: a town's name, a speaker's."""
LONGEST_PLACE: Final = 60
"""Letters of a line right above the text that names its place and agency."""


def first_line(span: Span, block: PageBlock) -> Judgement | None:
    """A line right above the first paragraph, of its kind: a short sentence, a question, words that lead into it, or a heading by
    its looks, which is a line set bold as a whole; or wholly in brackets. What names writer or date is none."""
    if _opens(span, block) and all(_opens(span, below) for below in span.page.blocks[block.index + 1 : span.first]):
        if _is_below_image(span, block):
            return doubt("line", "a line in brackets between an image and the text")
        return Judgement("line", PRINT, "a line in brackets that the text begins with")
    if block.index != span.first - 1 or block.node.tag != "p" or block.links or block.size < 3 or not span.same_parent(block):
        return None
    said = block.ends_sentence or block.text.endswith(LEADS_IN)
    own = said and span.known_label(block) and not is_signed(block.text)
    return Judgement("line", PRINT, "what the text's first paragraph is headed by") if own or _is_bold(block) else None


def _opens(span: Span, block: PageBlock) -> bool:
    """Whether a few words in brackets or behind a square stand in the text's own element above it: who speaks, whose
    report it is."""
    if not span.first - OPENING <= block.index < span.first or block.links or _MARKED.match(block.text) is None:
        return False
    first = span.page.blocks[span.first].node
    own = block.node is first or span.same_parent(block) or id(block.node) in span.parents
    return own and not block.node.relative & AGAINST and not is_signed(block.text.lstrip(BRACKETS))


OPENING: Final = 3
"""Such lines that a text begins with."""
BRACKETS: Final = "[【（(＜<〈《〔「■◆●□◇ "
_MARKED: Final = re.compile(
    r"(?:[\[【（(＜<〈《〔「](?=\S)[^\[\]【】（）()＜＞<>〈〉《》〔〕「」]{1,40}[\]】）)＞>〉》〕」]|[■◆●□◇] ?\w[^.!?。]{0,30})\Z"
)


def bare(span: Span, block: PageBlock) -> Judgement | None:
    """Words that stand straight in an element that holds the text's paragraphs, in none of their own: text among the paragraphs,
    and above or below them where they are a sentence or lead into one."""
    if id(block.node) not in span.parents or block.links >= 0.5 or block.size < 3 or not span.is_home(block.node):
        return None
    if span.first < block.index < span.last:
        return Judgement("prose", PRINT, "words among the paragraphs, in the text's own element")
    beside = block.index in (span.first - 1, span.last + 1) and not is_signed(block.text)
    said = block.ends_sentence or (block.index < span.first and block.text.endswith(LEADS_IN))
    return Judgement("prose", PRINT, "words beside the paragraphs, in the text's own element") if beside and said else None


def _is_bold(block: PageBlock) -> bool:
    """Whether all of a line stands in one `b` or `strong`."""
    parts = [token for token in block.tokens if not isinstance(token, str) or not token.isspace()]
    bold = len(parts) == 3 and isinstance(parts[0], Mark) and parts[0].kind == "strong"
    return bold and isinstance(parts[1], str)


def summary(span: Span, block: PageBlock) -> Judgement | None:
    """What is shown of a part that the reader opens (HTML Standard, `summary`): a line of the text where that part holds text."""
    part = block.node.parent
    if block.node.tag != "summary" or part is None or block.links >= 0.5 or not span.printed_in(part):
        return None
    return Judgement("line", PRINT, "what a part of the text is opened by")


def last_line(span: Span, block: PageBlock) -> Judgement | None:
    """Any paragraph that follows the last one in its own container may be a last line."""
    after = block.index > span.last and block.node.tag == "p" and span.same_parent(block)
    if block.size < 120 and _COPYRIGHT_LINE.search(block.text):
        like = after or (block.index > span.last and block.node.tag == "p" and span.beside_text(block) and span.typical(block))
        right_below = like and span.near(block) <= 3 and not block.links and not block.node.flags & CREDIT
        return doubt("rights", "a rights line right below the text") if right_below else furniture("rights line", "rights")
    if after and block.index == span.last + 1 and not block.links and block.size >= 3 and span.typical(block):
        return Judgement("prose", PRINT, "a last line of the text's own kind")
    if after and block.size >= 3 and (block.links < 0.5 or (block.index == span.last + 1 and not block.linked)):
        return doubt("prose", "a paragraph after the last one")
    return None


def label(span: Span, block: PageBlock) -> Judgement:
    """What begins as furniture does. Without a link, in the text's own element and of its kind, it may be the author's own."""
    own = span.near(block) == 1 and span.same_parent(block) and span.typical(block) and not is_only_date(block.text)
    if own and not block.links and block.size >= MANY_LETTERS:
        return doubt("line", "a line that begins as furniture does")
    return furniture("stock phrase")


MANY_LETTERS: Final = 15
"""Letters from which on a line without a link says more than "Advertisement"."""


def unexplained(span: Span, block: PageBlock) -> Judgement | None:
    """As much text as a paragraph has, in the story's element, and nothing says that it is none."""
    if block.links >= 0.5 or block.node.relative & AGAINST:
        return None
    if (block.prose or block.size >= 100) and span.near(block) <= 3:
        return doubt("prose", "a long line beside the text")
    if block.size >= 40 and block.index == span.last + 1:
        return doubt("line", "a line right below the text")
    own = span.near(block) <= 3 or (span.known_label(block) and span.beside_text(block))
    if block.size >= 40 and block.node.tag == "p" and block.ends_sentence and own:
        return doubt("prose", "a short sentence near the text")
    return None


def line_between(span: Span, block: PageBlock) -> Judgement | None:
    """A short line in the text's own element, between two paragraphs: a heading that is none by its tag, often."""
    beside = span.same_parent(block) or (block.node.tag == "p" and block.node.parent is span.container)
    if beside and span.between(block, 1) and block.size >= 8 and block.links < 0.3:
        return doubt("line", "a short line between paragraphs")
    return None


def below(span: Span, block: PageBlock) -> Judgement | None:
    """Prose in an element after the story's own, of the same kind as those that hold its text: its last part may stand there."""
    apart = block.node.relative & AGAINST or span.repeats(block) or not span.beside_text(block)
    if block.prose and not apart and block.index - span.last <= 6:
        return doubt("prose", "prose right below the text")
    return None


def rest(span: Span, block: PageBlock) -> Judgement:
    """What no rule names; in doubt where the text may go on in it: a line or cell that is a link, right beside the text."""
    beside = span.near(block) == 1 and span.same_parent(block) and span.is_home(block.node.parent)
    bare = span.near(block) == 1 and id(block.node) in span.parents and span.is_home(block.node)
    if block.links >= 0.5 and block.size >= 25 and not (block.links >= MOSTLY and is_stock(block)):
        if beside and block.node.tag == "p" and (block.index > span.last or not block.linked):
            return doubt("links", "a line of links right beside the text")
        if bare and not block.linked:
            return doubt("links", "words with links right beside the text, in its own element")
    if block.node.tag == "td" and block.size >= MANY_LETTERS and block.index == span.last + 1:
        return doubt("links", "a cell that is a link")
    if beside and not block.links and block.size >= 3 and not block.node.relative & AGAINST:
        if block.index < span.first and block.text.endswith(DASHES) and block.size < LONGEST_PLACE:
            return Judgement("line", PRINT, "place and agency before the text")
        if block.ends_sentence:
            return doubt("line", "a short sentence right beside the text")
    return furniture("links", "links") if block.links >= 0.5 else furniture("short")
