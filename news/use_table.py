"""The use solver as a table for people: `python -m news.use_table > docs/use-solver.md` writes the document."""

import sys
from collections.abc import Iterator
from itertools import product
from typing import Final

from news.alteration import Level
from news.licence import ALL_RIGHTS_RESERVED, CC_UNSPECIFIED, EXCEPTION, PERMISSION, UNKNOWN_TERMS
from news.names import LicenceId
from news.rights import Answer, Evidence, RightsRecord, SaidBy, Use, Verdict, judge
from news.scope import Scope
from news.use_rules import RULES

TERMS: Final = (
    ("CC0, public domain", LicenceId("CC0-1.0")),
    ("open licence without duties", LicenceId("DL-DE-ZERO-2.0")),
    ("recorded permission", PERMISSION),
    ("open licence, attribution", LicenceId("OGL-UK-3.0")),
    ("CC BY", LicenceId("CC-BY-4.0")),
    ("CC BY-SA", LicenceId("CC-BY-SA-4.0")),
    ("CC BY-ND", LicenceId("CC-BY-ND-4.0")),
    ("CC BY-NC", LicenceId("CC-BY-NC-4.0")),
    ("CC BY-NC-SA", LicenceId("CC-BY-NC-SA-4.0")),
    ("CC BY-NC-ND", LicenceId("CC-BY-NC-ND-4.0")),
    ("Creative Commons, kind or version not stated", CC_UNSPECIFIED),
    ("an exception inside the story", EXCEPTION),
    ("terms that no table knows", UNKNOWN_TERMS),
    ("nothing found", None),
    ("all rights reserved", ALL_RIGHTS_RESERVED),
)
"""A row each: what the record says, and the licence that stands for it."""
SITES: Final = ((False, "not commercial"), (None, "not said"), (True, "commercial"))
LEVELS: Final = ((Level.VERBATIM, "whole"), (Level.EXCERPT, "excerpt"), (Level.EDITED, "edited"))
DUTIES: Final = {rule.words.partition(":")[0]: number for number, rule in enumerate(
    (rule for rule in RULES if rule.answer is None), 1
)}  # fmt: skip

_SAID: Final = Evidence(wording="as found", said_by=SaidBy.PAGE, place="footer", rule="example", seen="2026-01-01")


def verdict(licence: LicenceId | None, use: Use) -> Verdict:
    """What a record of these terms, with evidence and without a notice, says to a use."""
    return judge(RightsRecord(licence=licence, scope=Scope.FULL, finding="as found", grounds=_SAID), use)


def cell(found: Verdict) -> str:
    """`allow`, `allow 1 2` with the numbers of its duties, `hold` or `refuse`."""
    numbers = (str(DUTIES[duty.partition(":")[0]]) for duty in found.duties)
    return " ".join((found.answer, *numbers)) if found.answer is Answer.ALLOW else str(found.answer)


def document() -> str:
    """The whole of docs/use-solver.md."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# What terms say to a use"
    yield ""
    yield "Written by `python -m news.use_table` from the rules in `news/use_rules.py`; a test holds the two together. The"
    yield "columns are the site's word on itself (`site.commercial`) and how the text is printed. Text word for word, in another"
    yield "layout, with its end in doubt or not compared with the original counts as whole; text that differs from the original"
    yield "counts as edited, whoever edited it."
    yield ""
    columns = list(product(SITES, LEVELS))
    yield "| terms | " + " | ".join(f"{site}, {level}" for (_, site), (_, level) in columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    for name, licence in TERMS:
        uses = (Use(commercial=commercial, level=level) for (commercial, _), (level, _) in columns)
        yield f"| {name} | " + " | ".join(cell(verdict(licence, use)) for use in uses) + " |"
    yield ""
    yield "With commentary of the house beside the text, each `allow` has one duty more, the last one; with the images that came"
    yield "with the text, each `allow` becomes `hold`. A record that nobody stands for holds whatever its terms."
    yield ""
    yield "## Duties"
    yield ""
    for words, number in DUTIES.items():
        yield f"{number}. {words}"
    yield ""
    yield "Duty 3 applies where the statement asks for a notice, which these examples do not."
    yield ""
    yield "## Reasons"
    yield ""
    yield "| terms | use | answer | because |"
    yield "|---|---|---|---|"
    for rule in RULES:
        if rule.answer is not None:
            yield f"| {rule.terms} | {rule.doing} | {rule.answer} | {rule.words.format(licence='the licence')} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(document())
