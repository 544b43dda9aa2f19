"""What is printed beyond the selection: judged again with what was found, until nothing is added."""

from typing import Final

from ingest.extract.blocks import PageText
from ingest.extract.judge import judge
from ingest.extract.judgement import PRINT, Judgement
from ingest.extract.span import Span

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
        found = {**{index: judgement for index, judgement in found.items() if judgement.fate == PRINT}, **judged}
        span = further
    return span, found
