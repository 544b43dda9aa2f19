"""Every pattern that reads what others wrote, on text made to nearly match it: eight times the text costs about eight times the
time, not sixty-four. Growth is measured within one run, so that a slow or busy machine does not fail it; the milliseconds at
100 kB are what `python -m bench --only patterns` prints."""

import re
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from ingest.extract import captions
from tests.cost import is_cheap
from tests.near_matches import ENDS, PACKAGES, Held, Use, near_matches, patterns, text_of

SMALL, LARGE = 1_600, 12_800
GROWTH = 24
"""Times the small text's cost that the large one may take, which is eight times as long: between eight and sixty-four."""
LEAST_S = 0.0006
"""What takes less for the small text does not grow with the square: what does takes milliseconds."""


def seconds(use: Use, text: Any) -> float:
    began = time.thread_time()
    use(text)
    return time.thread_time() - began


def is_slow(use: Use, make: Callable[[int], Any], cap: int | None) -> bool:
    """Whether the cost grows faster than the text; measured again where it seems so."""
    if cap is not None and cap < LARGE:
        return not is_cheap(partial(use, make(cap)))
    small = make(SMALL)
    if seconds(use, small) < LEAST_S:
        return False
    large = make(LARGE)
    return all(seconds(use, large) > GROWTH * max(seconds(use, small), LEAST_S) for _ in range(3))


PATTERNS = patterns()


def test_the_patterns_are_found() -> None:
    """Those in modules, in tables and classes, and those written out within functions."""
    assert {held.module.partition(".")[0] for held in PATTERNS} >= set(PACKAGES) - {"news", "store"}
    assert {"ingest.extract", "ingest.parse", "ingest.fetch", "ingest.facts"} <= {
        held.module.rpartition(".")[0] for held in PATTERNS
    }
    assert len(PATTERNS) > 280
    assert sum(held.name.startswith("line ") for held in PATTERNS) >= 20
    assert any(held.pattern is captions._ALONE and "match" in held.ways for held in PATTERNS)


@pytest.mark.parametrize("held", PATTERNS, ids=lambda held: f"{held.module}.{held.name}")
def test_no_pattern_costs_the_square_of_a_text(held: Held) -> None:
    for before, piece in near_matches(held.pattern):
        for end in ENDS:

            def make(size: int, before: str = before, piece: str = piece, end: str = end) -> Any:
                return text_of(before, piece, end, size, held.pattern)

            for way, use in held.uses:
                assert not is_slow(use, make, held.cap), (before, piece, end, way)


@pytest.mark.parametrize("pattern", ["a+b", r"\s*[|]", "x[^y]*y"])
def test_a_slow_pattern_would_be_seen(pattern: str) -> None:
    compiled = re.compile(pattern)
    assert any(
        is_slow(compiled.search, partial(text_of, before, piece, "\0", pattern=compiled), None)
        for before, piece in near_matches(compiled)
    )
