"""Agencies' signs at the ends of a text: what bears one is not the publisher's alone to give away."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.inspect import Given, RightsFound
from desk.inspect_rights import rights_found
from ingest.facts.sign_offs import sign_offs

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "sign_offs.toml").read_text("utf-8"))


@pytest.mark.parametrize(("lines", "sign"), CASES["signed"])
def test_an_agencys_sign_is_found_at_either_end(lines: list[str], sign: str) -> None:
    assert [words for words, _ in sign_offs(lines)] == [sign]


@pytest.mark.parametrize("lines", CASES["none"])
def test_a_sentence_about_an_agency_signs_nothing(lines: list[str]) -> None:
    assert list(sign_offs(lines)) == []


def test_the_place_of_a_sign_is_told() -> None:
    found = list(sign_offs(["AFP – The bridge opened.", "A line.", "Another.", "More.", "The mayor spoke. (AFP)"]))
    assert found == [("AFP –", "head of the text"), ("(AFP)", "end of the text")]


def test_a_sign_far_from_the_end_is_none() -> None:
    assert list(sign_offs(["The bridge opened.", "(AFP)", *["A line of the text."] * 4])) == []


PAGE = """<html><head><title>The bridge opens</title><link rel="license" href="https://creativecommons.org/licenses/by/4.0/">
</head><body><article><h1>The bridge opens</h1><p>The bridge over the river opened on Tuesday after four years of work, the
council said, and several hundred people walked across it within the first hour.</p><p>The mayor thanked the builders and said
that the last of the scaffolding would be gone by the end of the month.{sign}</p></article></body></html>"""


@pytest.mark.parametrize(("sign", "answer"), [("", "allow"), (" (Reuters)", "hold"), ("</p><p>mit dpa", "hold")])
def test_a_free_publishers_licence_does_not_cover_what_an_agency_signs(sign: str, answer: str) -> None:
    handed = Given(body=PAGE.format(sign=sign).encode(), url="https://paper.example/a", content_type="text/html; charset=utf-8")
    found = rights_found(handed, datetime(2026, 1, 1, tzinfo=UTC), None)
    assert isinstance(found, RightsFound)
    assert found.verdict.answer == answer
    assert any(said.place == "end of the text" for said in found.record.evidence) is (sign != "")
