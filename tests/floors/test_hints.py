"""What is looked for before a pattern, because it is cheaper, is in all that the pattern finds."""

import re
from collections.abc import Sequence

import pytest

from ingest.extract import box_words, classes, colophon, headings, notices
from ingest.facts import exceptions
from tests.hints import without_hint

HINTED = {
    "notices.SPEAKS_OF_RIGHTS": (notices.SPEAKS_OF_RIGHTS, notices._HINTS),
    "notices._IN_TEXT": (notices._IN_TEXT, notices._HINTS),
    **{f"box_words: {rule}": (pattern, box_words.SIGNS) for rule, pattern in box_words.NOTICES},
    "classes.POSTS": (classes.POSTS, classes.POST_SIGNS),
    "classes.BLURS": (classes.BLURS, classes.BLUR_SIGNS),
    "colophon.NOTICES": (colophon.NOTICES, colophon.SIGNS),
    "headings.CROSSHEADS": (headings.CROSSHEADS, headings.CROSSHEAD_SIGNS),
    "exceptions.PROHIBITED": (exceptions.PROHIBITED, exceptions.FORBIDDING),
    "exceptions.OF_ANOTHER": (exceptions.OF_ANOTHER, exceptions.ELSEWHERE),
}


@pytest.mark.parametrize("name", HINTED)
def test_all_that_a_pattern_finds_holds_one_of_its_hints(name: str) -> None:
    pattern, hints = HINTED[name]
    assert without_hint(pattern, hints) == []


@pytest.mark.parametrize(
    ("pattern", "hints", "found"),
    [
        ("ab|cd", ["ab", "c"], False),
        ("ab|cd", ["ab"], True),
        ("a(?:b|c)?d", ["abd", "acd"], True),
        ("a(?:b|c)?d", ["bd", "cd", "ad"], False),
        ("a[bc]d", ["abd", "acd"], False),
        ("a[a-z]d", ["abd"], True),
        ("(?:ab)+c", ["bc"], False),
        ("(?:ab)*c", ["bc"], True),
        (r"a\b b", ["a b"], False),
        ("AB", ["ab"], False),
        ("a.b", ["ab"], True),
        ("(?:ab){2,}", ["abab"], True),
    ],
)
def test_the_check_itself(pattern: str, hints: Sequence[str], found: bool) -> None:
    assert bool(without_hint(re.compile(pattern), hints)) is found
