"""The use solver, cell by cell against a table written by hand; and that stricter terms never allow more."""

from itertools import product
from pathlib import Path

import pytest

from news.alteration import Level
from news.licence import Family, terms_of
from news.names import LicenceId
from news.rights import Answer, Evidence, RightsRecord, SaidBy, Use, Verdict, judge
from news.scope import Scope
from news.use_rules import GATES, RULES
from news.use_table import LEVELS, SITES, TERMS, cell, document, verdict

FREE = "1 2 | 1 2 4 | 1 2 5"
EXPECTED = {
    # terms: not commercial (whole | excerpt | edited) || not said || commercial
    "CC0, public domain": " |  |  ||  |  |  ||  |  | ",
    "open licence without duties": "2 | 2 | 2 || 2 | 2 | 2 || 2 | 2 | 2",
    "recorded permission": "1 | 1 4 | 1 5 || 1 | 1 4 | 1 5 || 1 | 1 4 | 1 5",
    "open licence, attribution": f"{FREE} || {FREE} || {FREE}",
    "CC BY": f"{FREE} || {FREE} || {FREE}",
    "CC BY-SA": f"{FREE} 6 || {FREE} 6 || {FREE} 6",
    "CC BY-ND": "1 2 | 1 2 4 | refuse || 1 2 | 1 2 4 | refuse || 1 2 | 1 2 4 | refuse",
    "CC BY-NC": f"{FREE} || hold | hold | hold || refuse | refuse | refuse",
    "CC BY-NC-SA": f"{FREE} 6 || hold | hold | hold || refuse | refuse | refuse",
    "CC BY-NC-ND": "1 2 | 1 2 4 | refuse || hold | hold | refuse || refuse | refuse | refuse",
    "Creative Commons, kind or version not stated": "hold | hold | hold || hold | hold | hold || hold | hold | hold",
    "an exception inside the story": "hold | hold | hold || hold | hold | hold || hold | hold | hold",
    "terms that no table knows": "hold | hold | hold || hold | hold | hold || hold | hold | hold",
    "nothing found": "hold | hold | hold || hold | hold | hold || hold | hold | hold",
    "all rights reserved": "refuse | refuse | refuse || refuse | refuse | refuse || refuse | refuse | refuse",
}
ROWS = dict(TERMS)
CELLS = [
    (name, commercial, level, expected.strip())
    for name, row in EXPECTED.items()
    for (commercial, _), part in zip(SITES, row.split("||"), strict=True)
    for (level, _), expected in zip(LEVELS, part.split("|"), strict=True)
]
RANK = [Answer.REFUSE, Answer.HOLD, Answer.ALLOW]


def test_the_table_has_every_cell() -> None:
    assert set(EXPECTED) == set(ROWS)
    assert len(CELLS) == len(TERMS) * len(SITES) * len(LEVELS)


@pytest.mark.parametrize(("terms", "commercial", "level", "expected"), CELLS)
def test_a_cell_says_what_it_must(terms: str, commercial: bool | None, level: Level, expected: str) -> None:
    answer = expected if expected in ("hold", "refuse") else f"allow {expected}".strip()
    found = verdict(ROWS[terms], Use(commercial=commercial, level=level))
    assert cell(found) == answer
    beside = verdict(ROWS[terms], Use(commercial=commercial, level=level, commentary=True))
    assert cell(beside) == (f"{answer} 7" if answer.startswith("allow") else answer)
    shown = verdict(ROWS[terms], Use(commercial=commercial, level=level, images=True))
    assert cell(shown) == ("hold" if answer.startswith("allow") else answer)


@pytest.mark.parametrize("level", [Level.LAYOUT, Level.INCOMPLETE, Level.UNVERIFIABLE])
def test_other_levels_count_as_whole(level: Level) -> None:
    for _, licence in TERMS:
        for commercial, _ in SITES:
            whole = verdict(licence, Use(commercial=commercial, level=Level.VERBATIM))
            assert verdict(licence, Use(commercial=commercial, level=level)) == whole


def test_what_differs_from_the_original_counts_as_changed_whoever_changed_it() -> None:
    for _, licence in TERMS:
        for commercial, _ in SITES:
            changed = verdict(licence, Use(commercial=commercial, level=Level.EDITED))
            assert verdict(licence, Use(commercial=commercial, level=Level.DIFFERS)) == changed


def uses() -> list[Use]:
    return [
        Use(commercial=commercial, level=level, commentary=commentary, images=images)
        for commercial, level, commentary, images in product((False, None, True), Level, (False, True), (False, True))
    ]


def restrictions(licence: LicenceId | None) -> set[str]:
    terms = terms_of(licence)
    return {name for name in ("attribution", "share_alike", "no_derivatives", "non_commercial") if getattr(terms, name)}


def owed(found: Verdict) -> set[str]:
    return {duty.partition(":")[0] for duty in found.duties}


def test_stricter_terms_never_allow_more_nor_ask_less() -> None:
    public = [licence for _, licence in TERMS if terms_of(licence).allows_republication and licence != "permission"]
    compared = 0
    for free, strict in product(public, public):
        is_named_less = terms_of(free).family is Family.PUBLIC_DOMAIN or terms_of(strict).family is not Family.PUBLIC_DOMAIN
        if restrictions(free) <= restrictions(strict) and is_named_less:
            for use in uses():
                one, other = verdict(free, use), verdict(strict, use)
                assert RANK.index(other.answer) <= RANK.index(one.answer), (free, strict, use)
                assert other.answer is not Answer.ALLOW or owed(one) <= owed(other), (free, strict, use)
                compared += 1
    assert compared > 1000


def test_a_use_that_goes_further_is_never_allowed_more() -> None:
    for _, licence in TERMS:
        for use in uses():
            plain = verdict(licence, Use(commercial=use.commercial, level=use.level))
            assert RANK.index(verdict(licence, use).answer) <= RANK.index(plain.answer)
            free = verdict(licence, Use(commercial=False, level=use.level, commentary=use.commentary, images=use.images))
            assert RANK.index(verdict(licence, use).answer) <= RANK.index(free.answer)


def test_nothing_is_allowed_without_anyone_who_said_so() -> None:
    for _, licence in TERMS:
        for use in uses():
            record = RightsRecord(licence=licence, scope=Scope.FULL, finding="as found")
            assert judge(record, use).answer is not Answer.ALLOW


def test_every_answer_has_its_reasons_in_words() -> None:
    for _, licence in TERMS:
        for use in uses():
            found = verdict(licence, use)
            assert bool(found.reasons) == (found.answer is not Answer.ALLOW)
            assert all(reason.code.startswith("rights-") and "{" not in reason.words for reason in found.reasons)
            assert all("{" not in duty for duty in found.duties)


def test_a_notice_is_a_duty() -> None:
    said = Evidence(wording="w", said_by=SaidBy.OPERATOR, place="config", rule="r", seen="2026-01-01")
    record = RightsRecord(
        licence=LicenceId("permission"), scope=Scope.FULL, finding="f", notice="A {link} is required.", grounds=said
    )
    duties = judge(record, Use(commercial=True, level=Level.VERBATIM)).duties
    assert duties[-1] == "print the notice: A {link} is required."


def test_every_family_that_gives_no_leave_is_gated() -> None:
    for family in Family:
        assert (family in GATES) == (family not in (
            Family.CREATIVE_COMMONS, Family.PUBLIC_DOMAIN, Family.OPEN, Family.PERMISSION
        ))  # fmt: skip
    assert all((rule.code != "") == (rule.answer is not None) for rule in RULES)


def test_the_document_is_what_the_rules_say() -> None:
    path = Path(__file__).parents[2] / "docs" / "use-solver.md"
    assert path.read_text("utf-8") == document(), "write it anew: python -m news.use_table > docs/use-solver.md"
