"""Statements as publishers make them, one by one and together. A licence that nobody gave is the one fault not allowed."""

import re
import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.article import Wording
from ingest.facts.exceptions import AGENCIES, agencies_in
from ingest.facts.licence_words import licence_named
from ingest.facts.rights import read_rights, record_of
from ingest.parse.entry import RightsSaid
from news.alteration import Level
from news.licence import ALL_RIGHTS_RESERVED, CC_UNSPECIFIED, EXCEPTION, PERMISSION, UNKNOWN_TERMS
from news.publisher import RightsStatement
from news.rights import Answer, Evidence, RightsRecord, Use, judge
from news.scope import Scope

CASES = Path(__file__).parents[1] / "cases" / "rights"
PAGE = tomllib.loads((CASES / "page.toml").read_text("utf-8"))["cases"]
TOGETHER = tomllib.loads((CASES / "together.toml").read_text("utf-8"))["case"]
MEANT = {
    "vague": CC_UNSPECIFIED,
    "reserved": ALL_RIGHTS_RESERVED,
    "exception": EXCEPTION,
    "other": UNKNOWN_TERMS,
    "none": None,
}
FREE = Use(commercial=False, level=Level.VERBATIM)


def evidence(said: Sequence[Sequence[str]], publisher: str = "Example") -> tuple[Evidence, ...]:
    """The evidence of statements as the tables have them."""
    feed, wordings, signs = [], [], []
    for where, text, url in said:
        first, _, rest = where.partition(" ")
        if first in ("feed", "site"):
            feed.append(RightsSaid(place=rest, scope="entry" if first == "feed" else "feed", text=text, url=url or None))
        elif first == "sign":
            signs.append((text, rest))
        elif first in ("author", "credit"):
            wordings.append(Wording(kind=first, text=text, place=rest))
        elif first == "link":
            wordings.append(Wording(kind="licence-url", text=text, place=rest, url=url))
        else:
            wordings.append(Wording(kind="rights", text=text, place=where, url=url or None))
    return read_rights(
        feed, wordings, feed_url="https://example.org/feed", page_url="https://example.org/a", capture=None,
        seen="2025-08-15", mirror=False, publisher=publisher, signs=signs,
    )  # fmt: skip


def record(*said: Sequence[str], publisher: str = "Example") -> RightsRecord:
    return record_of(evidence(said, publisher), None)


@pytest.mark.parametrize(("place", "language", "words", "expected"), PAGE)
def test_one_statement_comes_to_what_it_says(place: str, language: str, words: str, expected: str) -> None:
    found = record((place, words, ""))
    assert found.licence == MEANT.get(expected, expected), found.finding
    assert [one.wording for one in found.evidence] == [" ".join(words.split())]
    assert found.evidence[0].rule
    free = judge(found, FREE).answer is Answer.ALLOW
    assert free == (expected not in MEANT and " " not in expected)


@pytest.mark.parametrize("case", TOGETHER, ids=lambda case: case["why"])
def test_statements_together(case: dict[str, Any]) -> None:
    found = record(*case["said"])
    assert found.licence == MEANT.get(case["licence"], case["licence"]), found.finding
    assert case.get("words", "") in found.finding


def test_there_are_enough_cases() -> None:
    assert len(PAGE) + len(TOGETHER) >= 340
    languages = [language for _, language, _, _ in PAGE]
    assert all(languages.count(language) >= 15 for language in ("en", "de", "es", "fr", "ru"))
    assert all(languages.count(language) >= 10 for language in ("it", "pt", "nl", "pl", "uk"))
    assert sum(expected in MEANT for _, _, _, expected in PAGE) >= 130


SAYS_NO = st.sampled_from(
    ["not {}", "{}? No.", "never {}", "nicht {}", "pas {}", "no {}", "не {}", "unless {}", "Photos: {}", "Karten: {}",
     "Images sous {}", "фото: {}", "without {}", "if {}", "was {}", "for example {}", "only {}", "“This is licensed under {}”"]
)  # fmt: skip
NAMES = st.sampled_from(
    ["CC BY 4.0", "CC-BY-SA-4.0", "Creative Commons Attribution 4.0 International", "CC0 1.0",
     "https://creativecommons.org/licenses/by/4.0/", "Open Government Licence v3.0"]
)  # fmt: skip
PLACES = st.sampled_from(["footer", "article", "json-ld", "gopher footer", "caption", "aside", "comment"])


@given(SAYS_NO, NAMES, PLACES)
def test_what_takes_a_licence_back_leaves_none_anywhere(frame: str, name: str, place: str) -> None:
    assert judge(record((place, frame.format(name), "")), FREE).answer is not Answer.ALLOW


@given(st.text(max_size=200), PLACES)
def test_no_text_is_taken_for_a_licence(text: str, place: str) -> None:
    if not re.search(r"cc|public|domain|0", text, re.IGNORECASE):
        assert judge(record((place, text, "")), FREE).answer is not Answer.ALLOW


def statement() -> RightsStatement:
    return RightsStatement(
        licence=PERMISSION, scope=Scope.FULL, notice="A link is required.", evidence="https://example.org/rules",
        seen=date(2025, 8, 15),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ((("footer", "© Example. All rights reserved.", ""),), Answer.ALLOW),
        ((("footer", "Reproduction prohibited.", ""),), Answer.ALLOW),
        ((("article", "Reproduction of this article is prohibited.", ""),), Answer.HOLD),
        ((("article", "© 2025 Reuters", ""),), Answer.HOLD),
        ((("author json-ld organization", "AFP", ""),), Answer.HOLD),
    ],
)
def test_a_permission_outranks_the_general_notice_and_no_exception(
    said: tuple[tuple[str, str, str], ...], answer: Answer
) -> None:
    found = record_of(evidence(said), statement())
    assert judge(found, FREE).answer is answer
    if answer is Answer.HOLD:
        assert found.finding.startswith("an exception that no general permission covers")
        assert found.grounds is not None


@pytest.mark.parametrize("publisher", ["TASS", "ТАСС", "TASS Russian News Agency", "Example"])
def test_an_agencys_own_sign_is_no_exception(publisher: str) -> None:
    found = record(("sign dateline", "TASS", ""), ("footer", "CC BY 4.0", ""), publisher=publisher)
    assert found.licence == (EXCEPTION if publisher == "Example" else "CC-BY-4.0")


def test_without_the_publishers_name_no_sign_is_judged() -> None:
    found = read_rights(
        (), [Wording(kind="author", text="AFP", place="byline")], feed_url="f", page_url="p", capture=None,
        seen="2025-08-15", mirror=False,
    )  # fmt: skip
    assert found == ()


@pytest.mark.parametrize("names", AGENCIES, ids=lambda names: names[0])
def test_every_agency_is_known_by_each_of_its_names(names: tuple[str, ...]) -> None:
    for name in names:
        assert agencies_in(f"Jane Doe, {name}", "Example"), name
        assert agencies_in(f"({name})", "Example"), name
        assert not agencies_in(name, names[0])


@pytest.mark.parametrize(
    "words", ["A. P. Smith", "ap", "Snap", "Reutersville", "reporter@reuters.com", "AP-style", "Pap", "Efe Kaya", "Ansa Lee"]
)
def test_what_only_looks_like_an_agency_is_none(words: str) -> None:
    assert agencies_in(words, "Example") == ()


def test_an_expression_is_kept_in_its_normal_form() -> None:
    assert licence_named("CC-BY-4.0 or CC0-1.0")[0] is None
    assert licence_named("(CC-BY-4.0 OR CC0-1.0)")[0] == "CC-BY-4.0 OR CC0-1.0"
    assert licence_named("CC-BY-4.0 OR NO-SUCH")[0] is None
