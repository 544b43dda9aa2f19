"""Lines that begin like a date and are none: what they cost, and that dates run together with words are still known."""

import time

import pytest

from ingest.extract.phrases import ONLY_DATE

SHORT, LONG = 12, 24
ROUNDS = 20


def _cost_s(line: str) -> float:
    """CPU seconds: the least of five."""

    def once() -> float:
        start = time.process_time()
        for _ in range(ROUNDS):
            assert not ONLY_DATE.match(line)
        return time.process_time() - start

    return min(once() for _ in range(5))


@pytest.mark.parametrize("piece", ["1", "monday", "1 "])
def test_a_line_that_is_twice_as_long_does_not_cost_many_times_as_much(piece: str) -> None:
    if piece == "monday":
        # Words run together are looked at eight at a time: their number may not matter beyond that.
        assert _cost_s("1 " + piece * 16 + "x") < 30 * max(_cost_s("1 " + piece * 8 + "x"), 1e-5)
    else:
        assert _cost_s(piece * LONG + "x") < 30 * max(_cost_s(piece * SHORT + "x"), 1e-5)


@pytest.mark.parametrize(
    "line",
    [
        "7 March 2025",
        "12th of May 2025, 8.30 a.m. BST",
        "UpdatedMonday 3 Mar",
        "2026年11月23日更新",
        "Publié le 3 août 2025 à 8h",
        "12.11.2026",
    ],
)
def test_dates_are_known(line: str) -> None:
    assert ONLY_DATE.match(line)


@pytest.mark.parametrize("line", ["7 March 2025: ferry", "12345 March 2025: x12345 sat", "March", "Mayor 7", "3 marching bands"])
def test_lines_that_only_begin_like_dates_are_text(line: str) -> None:
    assert not ONLY_DATE.match(line)
