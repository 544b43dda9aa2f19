"""What is printed beyond the selection: judged again with what was found, until nothing is added."""

from typing import Final

from ingest.extract.blocks import PageText
from ingest.extract.judge import judge
from ingest.extract.judgement import PRINT, Judgement
from ingest.extract.span import Span
from news.alteration import LossVerdict

ROUNDS: Final = 3
"""Judgements at most: what each adds is rare, and a heading or list is settled once the paragraph after it is."""


def repair(
    page: PageText, kept: frozenset[int], headlines: frozenset[str], description: str
) -> tuple[Span, dict[int, Judgement]]:
    """The story's span, and the judgement on every block near it that is not among the `kept` ones.

    A paragraph that was found below the text is text, and what stands between is judged by both its neighbours: so it is
    judged again where blocks were found outside of the span.
    """
    span = Span(page, kept, headlines, description)
    found = judge(span)
    for _ in range(ROUNDS - 1):
        wider = span.chosen | {index for index, judgement in found.items() if judgement.fate == PRINT}
        if min(wider) >= span.first and max(wider) <= span.last:
            break
        further = Span(page, wider, headlines, description)
        judged = judge(further)
        found = {index: known for index, known in found.items() if _stays(known, judged.get(index))} | {
            index: judgement for index, judgement in judged.items() if not _stays(found.get(index), judgement)
        }
        span = further
    return span, found


def _stays(known: Judgement | None, later: Judgement | None) -> bool:
    """Whether what was judged first is kept: what is printed unless it is judged again, and a doubt that only its new
    neighbours below would turn into furniture."""
    if known is None or (later is None and known.fate != PRINT):
        return False
    return later is None or (known.fate == LossVerdict.DOUBT and later.fate == LossVerdict.FURNITURE)
