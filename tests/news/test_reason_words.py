"""What holds many stories is said in words wherever it is counted."""

import re
from pathlib import Path

import pytest

from ingest.compose import SUSPECT
from news.reason_words import IN_COMMON, in_common
from news.use_rules import GATES, RULES

HOUSE = Path(__file__).parent.parent.parent
OF_ENTRIES = {"page", "loop"}
"""Why an entry became no story: such a reason holds none."""


def codes() -> set[str]:
    """Every code that a line of the house gives to a reason, and those that tables hold."""
    sources = (path.read_text("utf-8") for room in ("news", "store", "ingest", "desk") for path in (HOUSE / room).rglob("*.py"))
    written = {code for source in sources for code in re.findall(r'Reason\(\s*"([a-z-]+)"', source)}
    return (written - OF_ENTRIES) | set(GATES.values()) | {rule.code for rule in RULES if rule.code} | set(SUSPECT)


@pytest.mark.parametrize("code", sorted(codes() | {"rights-none", "rights-unknown", "feed-moved"}))
def test_every_reason_has_words_for_many_stories(code: str) -> None:
    assert code in IN_COMMON
    assert in_common(code) not in ("", code)


def test_a_reason_of_a_later_release_is_told_by_its_code() -> None:
    assert in_common("moon-phase") == "moon-phase"
