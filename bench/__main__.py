"""`make bench`, or `python -m bench [--only NAME,…] [--pages FOLDER]`: every measurement beside its peer or floor, and its goal.

The names: idle, unchanged, many, first, late, stories, hostile, patterns, extraction, facts.
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.measure import against
from bench.polling import all_unchanged, first_poll, late_answers, nothing_due
from bench.stories import end_to_end, hostile


def many(folder: Path) -> None:
    """Ten times as many feeds, beside a thousand."""
    few = all_unchanged(folder / "few", 1_000, 3)
    ten_times = all_unchanged(folder / "many", 10_000, 3)
    against("CPU of 10,000 feeds, of that of 1,000", ten_times / few, 6)


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("--only", help="which measurements, by name, with commas between")
    options.add_argument(
        "--pages", type=Path, help="a folder of *.html to read; made-up pages and the project's cases by default"
    )
    chosen = options.parse_args()
    pages = str(chosen.pages or "sample")
    measures: dict[str, Callable[[Path], None]] = {
        "idle": nothing_due,
        "unchanged": lambda folder: _ignored(all_unchanged(folder, 1_000, 5, reader=True)),
        "many": many,
        "first": lambda folder: first_poll(folder, 500, 20, 2),
        "late": lambda folder: late_answers(folder, 500, 200),
        "stories": lambda folder: end_to_end(folder, pages),
        "hostile": lambda folder: hostile(folder, pages),
        "patterns": _patterns,
        # last, and loaded when they run: what a process started from us is said to have held includes what we held ourselves
        "extraction": lambda _: _extraction(chosen.pages),
        "facts": lambda _: _facts(chosen.pages),
    }
    for name in chosen.only.split(",") if chosen.only else measures:
        with tempfile.TemporaryDirectory() as folder:
            measures[name](Path(folder))


def _ignored(_: float) -> None:
    return None


def _patterns(folder: Path) -> None:
    from bench.patterns import measure

    measure(folder)


def _extraction(folder: Path | None) -> None:
    from bench.extraction import extraction, pages

    extraction(pages(folder))


def _facts(folder: Path | None) -> None:
    from bench.facts import facts

    facts(folder)


if __name__ == "__main__":
    main()
