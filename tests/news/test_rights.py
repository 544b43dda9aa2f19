"""Rights fail closed: what is unknown, vague or unproven never leaves by itself."""

import pytest

from news.alteration import Level
from news.licence import ALL_RIGHTS_RESERVED, CC_UNSPECIFIED, PERMISSION, Family, name_of, terms_of
from news.names import LicenceId
from news.rights import Answer, Evidence, RightsRecord, SaidBy, Use, judge
from news.scope import Scope

GROUNDS = Evidence(wording="CC BY 4.0", said_by=SaidBy.PAGE, place="footer", rule="test", seen="2026-01-01")


def record(licence: str | None, **changes: object) -> RightsRecord:
    settings: dict[str, object] = {"scope": Scope.FULL, "finding": "as found", "grounds": GROUNDS, **changes}
    return RightsRecord(licence=None if licence is None else LicenceId(licence), **settings)  # type: ignore[arg-type]


def answer(licence: str | None, *, commercial: bool | None = False, level: Level = Level.VERBATIM, **changes: object) -> Answer:
    return judge(record(licence, **changes), Use(commercial=commercial, level=level)).answer


@pytest.mark.parametrize(
    "licence", [None, CC_UNSPECIFIED, "LicenseRef-anything", "CC-BY", "CC-BY-NC-4.0-", "MIT", "cc-by-4.0", ""]
)
def test_the_unknown_and_the_vague_hold(licence: str | None) -> None:
    verdict = judge(record(licence), Use(commercial=False, level=Level.VERBATIM))
    assert verdict.answer is Answer.HOLD
    assert all(reason.words for reason in verdict.reasons)


def test_all_rights_reserved_refuses() -> None:
    assert answer(ALL_RIGHTS_RESERVED) is Answer.REFUSE


@pytest.mark.parametrize("licence", ["CC-BY-4.0", "CC0-1.0", "CC-BY-SA-3.0-DE", "CC-BY-ND-2.5", "OGL-UK-3.0", PERMISSION])
def test_a_licence_of_the_public_with_grounds_allows(licence: str) -> None:
    assert answer(licence) is Answer.ALLOW


@pytest.mark.parametrize("licence", ["CC-BY-4.0", "CC0-1.0", PERMISSION])
def test_nothing_is_allowed_without_anyone_who_said_so(licence: str) -> None:
    assert answer(licence, grounds=None) is Answer.HOLD


@pytest.mark.parametrize(("commercial", "expected"), [(False, Answer.ALLOW), (True, Answer.REFUSE), (None, Answer.HOLD)])
def test_non_commercial_needs_the_operators_word(commercial: bool | None, expected: Answer) -> None:
    assert answer("CC-BY-NC-4.0", commercial=commercial) is expected


@pytest.mark.parametrize("level", list(Level))
def test_no_derivatives_refuses_changed_text_alone(level: Level) -> None:
    is_changed = level in (Level.EDITED, Level.DIFFERS)
    assert answer("CC-BY-ND-4.0", level=level) is (Answer.REFUSE if is_changed else Answer.ALLOW)


CC = ["CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-ND-4.0", "CC-BY-NC-4.0", "CC-BY-NC-SA-4.0", "CC-BY-NC-ND-4.0"]


@pytest.mark.parametrize("commercial", [None, False, True])
@pytest.mark.parametrize("level", list(Level))
def test_a_more_restrictive_licence_never_allows_more(commercial: bool | None, level: Level) -> None:
    rank = [Answer.REFUSE, Answer.HOLD, Answer.ALLOW]
    for one in CC:
        for other in CC:
            if set(one.split("-")) < set(other.split("-")):
                strict = rank.index(answer(other, commercial=commercial, level=level))
                assert strict <= rank.index(answer(one, commercial=commercial, level=level)), (one, other)


def test_a_changed_licence_or_notice_voids_an_approval_and_a_new_sighting_does_not() -> None:
    seen_later = Evidence(wording="CC BY 4.0", said_by=SaidBy.PAGE, place="footer", rule="test", seen="2026-02-02")
    assert record("CC-BY-4.0").digest == record("CC-BY-4.0", grounds=seen_later).digest
    assert record("CC-BY-4.0").digest != record("CC-BY-NC-4.0").digest
    assert record("permission", notice="a").digest != record("permission", notice="b").digest


def test_names_and_terms() -> None:
    assert name_of(LicenceId("CC-BY-NC-ND-4.0")) == "Creative Commons Attribution-NonCommercial-NoDerivatives 4.0 International"
    assert name_of(LicenceId("CC-BY-3.0")) == "Creative Commons Attribution 3.0 Unported"
    assert name_of(LicenceId("CC-BY-SA-3.0-DE")) == "Creative Commons Attribution-ShareAlike 3.0 DE"
    assert terms_of(LicenceId("CC-BY-NC-SA-2.0")).share_alike
    assert terms_of(None).family is Family.OTHER
