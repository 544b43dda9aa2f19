"""Heads of texts that state place and whole date, and sentences that merely begin with some day."""

import tomllib
from pathlib import Path

import pytest

from ingest.extract.article import Wording
from ingest.facts.date_lines import claims_of
from ingest.facts.dated_heads import dated_head, day_of

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "datelines.toml").read_text("utf-8"))


@pytest.mark.parametrize(("line", "wording", "day", "signed"), CASES["dated"])
def test_place_and_whole_date_at_the_head_are_read(line: str, wording: str, day: str, signed: bool) -> None:
    head = dated_head(line)
    assert head is not None
    assert (head.wording, head.signed) == (wording, signed)
    assert dated_head(head.wording) == head
    read = day_of(head.day, "de")
    assert (read.isoformat() if read else "") == day


@pytest.mark.parametrize("line", [*CASES["undated"], *CASES["none"]])
def test_what_is_no_such_head_is_not(line: str) -> None:
    assert dated_head(line) is None


def test_the_claim_keeps_the_words_of_the_head() -> None:
    (claim,) = claims_of([Wording(kind="published", text="LONDON, Nov. 2, 2021 /Wire/ --", place="dateline")])
    assert claim.wording == "LONDON, Nov. 2, 2021 /Wire/ --"
    assert claim.value is not None
    assert claim.value.isoformat() == "2021-11-02"


@pytest.mark.parametrize(("language", "day"), [("de", "2021-11-02"), ("en", None)])
def test_the_pages_language_settles_a_heads_day_and_month(language: str, day: str | None) -> None:
    (claim,) = claims_of([
        Wording(kind="language", text=language, place="html lang"),
        Wording(kind="published", text="Hamburg, 02.11.2021 –", place="dateline"),
    ])  # fmt: skip
    assert (claim.value.isoformat() if claim.value else None) == day
