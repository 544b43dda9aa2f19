"""No change of a printed word is ever called unaltered; of what extraction loses, enough is noticed."""

import gzip
from pathlib import Path

import pytest

from tests.gate import pages
from tests.mutations import losses, printed, rendered
from tests.mutations.outcome import Counts

CASES = pages.names()
LEAST = 2000


@pytest.fixture(scope="module")
def changed() -> Counts:
    return printed.run(printed.captures_of(CASES))


@pytest.fixture(scope="module")
def shown() -> Counts:
    return rendered.run(CASES)


@pytest.fixture(scope="module")
def losing() -> tuple[Counts, Counts]:
    return losses.run(CASES)


@pytest.mark.parametrize("kind", printed.ADDING | printed.TAKING)
def test_a_changed_print_is_never_unaltered(kind: str, changed: Counts) -> None:
    assert changed[kind].made > 0
    assert changed[kind].missed == []


@pytest.mark.parametrize("kind", printed.HARMLESS)
def test_another_layout_is_layout_and_no_worse(kind: str, changed: Counts) -> None:
    assert changed[kind].made > 0
    assert changed[kind].missed == []


def test_a_changed_page_never_goes_to_press(shown: Counts) -> None:
    assert {kind: found.missed for kind, found in shown.items() if found.missed} == {}


def test_there_are_enough_mutations(changed: Counts, shown: Counts) -> None:
    made = sum(found.made for kind, found in {**changed, **shown}.items() if kind not in printed.HARMLESS)
    assert made >= LEAST


@pytest.mark.parametrize("kind", losses.FLOORS)
def test_made_up_losses_are_noticed(kind: str, losing: tuple[Counts, Counts]) -> None:
    found = losing[0][kind]
    assert found.share >= losses.FLOORS[kind], found.missed


def test_made_up_losses_are_seldom_called_unaltered(losing: tuple[Counts, Counts]) -> None:
    found = losing[1][losses.CLAIMED]
    assert len(found.missed) <= losses.MOST_CLAIMED, found.missed


def test_pages_of_a_folder_are_tried_too(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    page = (pages.PAGES / "nested_lists.html").read_bytes()
    (tmp_path / "below" / "one.html").write_bytes(page)
    (tmp_path / "two.html.gz").write_bytes(gzip.compress(page))
    counts = printed.run(printed.captures_in(tmp_path))
    assert counts["a word changed"].made == 2 * printed.TIMES
    assert not any(found.missed for found in counts.values())
