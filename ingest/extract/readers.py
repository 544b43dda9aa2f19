"""Readers' comments that no class name tells: they follow the text under a heading of theirs, each signed and dated."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import Final

from ingest.extract.blocks import PageBlock, PageText
from ingest.extract.date_only import states_day
from ingest.extract.judgement import Judgement, doubt, furniture

LONGEST: Final = 70
"""Letters of a heading, and of a line that signs a comment."""
ENOUGH: Final = 200
"""Size of the text that must stand above the heading: at the story's head the same words lead down to the comments."""

HEADS: Final = 8
"""Headings that are looked at; a page of nothing else is not gone through once for each."""
NEAR: Final = 12
"""Blocks below the heading within which the first comment is signed."""

_HEAD: Final = re.compile(
    r"[\W\d]*(?:"
    r"(?:all |latest |recent |readers?[’']? |user |your |view )?comments(?: (?:on|to|for) (?:this|the) (?:article|story|post))?|"
    r"(?:the )?comments (?:are|is|have been) (?:now )?closed(?: for this (?:article|story|post))?|"
    r"(?:have|had) your say|your (?:feedback|views|responses)|"
    r"(?:leave|post|add|submit|write|make) (?:a|your) (?:comment|reply)s?|"
    r"(?:responses|thoughts|comments) (?:to|on) [“\"'‘«].{1,50}|reader(?: |[’']s? |s[’'] )?(?:reactions?|responses|discussion)|"
    r"(?:leser|nutzer)?kommentare(?: (?:schreiben|lesen|zu diesem artikel))?|leserbriefe|ihre? meinung|"
    r"commentaires|(?:vos |les )?réactions|comentarios|comentários|commenti|reacties|kommentarer|komentarze|komentáře|"
    r"hozzászólások|kommentit|σχόλια|comentarii|yorumlar|bình luận|komentar|"
    r"комментари[ийея]\w{0,2}|коментарі|каментары|التعليقات|تعليقات|نظرات|टिप्पणियां|"
    r"评论|評論|留言|网友评论|網友評論|コメント|댓글"
    r")[\W\d]*(?:(?<=[\W\d])[^.?]{1,40}\?[^.?]{0,40})?",
    re.IGNORECASE,
)
_CLOSED: Final = re.compile(r"\bcomments\b.{1,12}\bclosed\b", re.IGNORECASE)
"""What stands over comments alone, signed or not."""
_POSTED: Final = re.compile(r"\bposted (?:by|on|at)\b|\breport (?:this|abuse|comment)", re.IGNORECASE)
_SIGNED: Final = re.compile(
    r"\b(?:says|said|wrote|writes|schrieb|escribió|scrive|a écrit)\b ?(?:[:…]|\.\.\.)|"
    r"\b(?:reply|permalink|denunciar|antworten|répondre|responder|rispondi|svara?|odpowiedz|ответить)\b|"
    r"\b\d{1,2} (?:minutes?|hours?|days?|weeks?|months?|years?) ago\b|"
    r"\bvor \d{1,2} (?:minuten|stunden|tagen)\b|\bil y a \d{1,2} |\d{1,2} (?:минут|час|дн)\w{0,3} назад|"
    r"\b\d{1,2}:\d{2}\b",
    re.IGNORECASE,
)


def readers_comments(page: PageText, selected: Sequence[PageBlock]) -> dict[int, Judgement]:
    """The judgement on every block from such comments' heading on, down to the last selected one; empty where there are none.

    In doubt where they are laid out as the text itself is: a story may well hold a part with such a heading.
    """
    if not selected:
        return {}
    first, last = selected[0].index, selected[-1].index
    for head in islice(filter(_is_head, page.blocks[first + 1 : last + 1]), HEADS):
        above = [block for block in selected if block.index < head.index]
        below = [block for block in selected if block.index > head.index]
        is_signed = _CLOSED.search(head.text) is not None or any(
            map(_is_signed, page.blocks[head.index + 1 : min(head.index + 1 + NEAR, last + 3)])
        )
        if below and is_signed and sum(block.size for block in above if block.prose) >= ENOUGH:
            own = {(block.node.label, block.node.parent) for block in above}
            alike = any((block.node.label, block.node.parent) in own for block in below)
            found = doubt("comments", "readers' comments, by their heading") if alike else furniture("readers' comments")
            return dict.fromkeys(range(head.index, last + 1), found)
    return {}


def _is_head(block: PageBlock) -> bool:
    return len(block.text) <= LONGEST and _HEAD.fullmatch(block.text) is not None


def _is_signed(block: PageBlock) -> bool:
    """Whether a line says who wrote a comment, and when; or a comment ends in that."""
    if len(block.text) > LONGEST:
        return _POSTED.search(block.text[-LONGEST:]) is not None
    return states_day(block.text) or any(sign.search(block.text) for sign in (_POSTED, _SIGNED))
