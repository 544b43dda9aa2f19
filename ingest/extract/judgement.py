"""What a block that the selection left out is taken for, and by which rule."""

from dataclasses import dataclass
from typing import Final

from ingest.extract.classes import COMMENT, FOOTER, FORM, NAV
from news.alteration import LossVerdict

FRAME: Final = NAV | FOOTER | FORM | COMMENT
SUBHEADS: Final = ("h2", "h3", "h4", "h5", "h6")
PRINT, IGNORE = "print", "ignore"
MOSTLY: Final = 0.7
"""The share of links from which on a line that begins with a stock phrase is an invitation and what it leads to, however long."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a block is taken for. `fate` is `print`, `ignore`, `standfirst`, `caption`, or the verdict on its loss."""

    kind: str
    fate: str
    rule: str


def furniture(rule: str, kind: str = "furniture") -> Judgement:
    """No part of the story."""
    return Judgement(kind, LossVerdict.FURNITURE, rule)


def doubt(kind: str, rule: str) -> Judgement:
    """Perhaps a part of the story."""
    return Judgement(kind, LossVerdict.DOUBT, rule)
