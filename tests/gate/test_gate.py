"""The gate holds, and would say so if it did not."""

from typing import Any

import pytest

from tests.gate import feeds, floors, pages
from tests.gate.__main__ import main, measure_all
from tests.gate.tally import Measured, Tally

LEAST_PAGES, LEAST_FEEDS, LEAST_LANGUAGES = 80, 40, 15


def test_every_floor_holds(capsys: pytest.CaptureFixture[str]) -> None:
    status = main([])
    assert status == 0, capsys.readouterr().out


def test_nothing_is_claimed_falsely_of_rights_or_dates() -> None:
    standing = floors.load(floors.FILE.read_text(encoding="utf-8"))["pages"]["errors"]
    assert standing["false licence claims"] == standing["invented dates"] == 0


def test_there_are_cases_of_many_countries() -> None:
    languages = {pages.expectation(name).get("language", "").partition("-")[0] for name in pages.names()}
    assert len(pages.names()) >= LEAST_PAGES
    assert len(list(feeds.FEEDS.glob("*.toml"))) >= LEAST_FEEDS
    assert len(languages - {""}) >= LEAST_LANGUAGES


@pytest.mark.parametrize("name", [name for name in pages.names() if "absent" in pages.expectation(name)])
def test_what_may_not_be_printed_stands_on_the_page(name: str) -> None:
    """A must-not that the page does not hold would never fail."""
    expected = pages.expectation(name)
    page = (pages.PAGES / f"{name}.html").read_bytes()
    for encoding in (expected.get("charset") or "utf-8", "utf-8", "cp1251", "cp1256", "gb18030", "big5", "cp932", "latin-1"):
        try:
            text = page.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(words.partition(" ")[0] in text for words in expected["absent"]):
            return
    pytest.fail(f"{name}: words of `absent` are not on the page")


def test_figures_are_what_they_say() -> None:
    tally = Tally()
    tally.add("one", ["a", "b", "b"], ["a", "b", "c"])
    tally.add("two", ["d"], ["d"])
    assert tally.figures() == {"precision": 3 / 4, "recall": 3 / 4, "exact": 1 / 2}
    assert tally.open_cases == ["one: lacks 'c'; has 'b'"]
    tally.add("three", ["f", "e"], ["e", "f"])
    assert tally.open_cases[1:] == ["three: another order"]
    assert Tally().figures() == {"precision": 1.0, "recall": 1.0, "exact": 1.0}


def a_measure(right: int, wanted: int, errors: int) -> dict[str, Measured]:
    found = Measured(cases=wanted)
    for number in range(wanted):
        found.add("date", str(number), ["d"] if number < right else [], ["d"])
    for number in range(errors):
        found.error("invented dates", str(number))
    found.error("invented dates", None)
    return {"pages": found}


def test_floors_only_rise() -> None:
    low, high = floors.reached(a_measure(1, 2, 1)), floors.reached(a_measure(4, 4, 0))
    assert not list(floors.fallen(low, high))
    assert len(list(floors.fallen(high, low))) == 4  # recall, exact, errors, cases
    assert floors.raised(low, high) == high
    assert floors.raised(high, low) == high
    assert [words for words in floors.lowered(low, high) if "lowered by hand" in words]
    assert floors.load(floors.dump(high)) == high
    more = floors.reached(a_measure(4, 5, 0))
    assert not list(floors.fallen(high, more))  # a new case may be wrong, an old one may not
    assert list(floors.fallen(high, floors.reached(a_measure(3, 5, 0))))
    assert floors.raised(high, more)["pages"]["date"] == {"precision": 1.0, "recall": 0.8, "exact": 0.8}
    gone: Any = {"pages": {}}
    assert all("measured no more" in words for words in floors.fallen(high, gone))


def test_a_worse_reader_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """With every headline lost the gate says no, and names the field."""
    whole = measure_all()
    spoilt = whole["pages"].fields["headline"]
    spoilt.exact_cases = 0
    words = list(floors.fallen(floors.load(floors.FILE.read_text(encoding="utf-8")), floors.reached(whole)))
    assert words
    assert words[0].startswith("pages: headline exact is")


@pytest.mark.parametrize(
    ("date", "stated", "more"),
    [
        ("2025-08-15", "2025-08-15T10:00:00Z", False),
        ("2025-08-15T10:00:00Z", "2025-08-15", True),
        ("2025-08-16", "2025-08-15", True),
        ("2025", "", True),
        ("", "2025", False),
    ],
)
def test_an_invented_date_is_one_that_says_more(date: str, stated: str, more: bool) -> None:
    assert pages.says_more(date, stated) is more
