"""`python -m tests.mutations`: what is noticed of changes and losses that were made on purpose.

Exit status: 1 where a change passed, or a floor does not hold."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.gate import pages
from tests.mutations import losses, printed, rendered
from tests.mutations.outcome import Counts


def table(title: str, counts: Counts, *, missed: bool) -> str:
    """A line for each kind: made, noticed, share; on demand with those that passed."""
    total = sum(found.made for found in counts.values())
    rows = [f"{title}: {total}", f"{'':32}{'made':>7}{'noticed':>9}{'share':>8}"]
    for kind, found in counts.items():
        rows.append(f"{kind:32}{found.made:7}{found.noticed:9}{found.share:8.3f}")
        rows += [f"    {words}" for words in found.missed] if missed else []
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Makes all mutations and prints the tables; returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutations", description="made-up changes and losses, and what is noticed"
    )
    parser.add_argument("--missed", action="store_true", help="list what passed unnoticed")
    parser.add_argument("--pages", type=Path, metavar="FOLDER", help="change the prints of the pages in this folder, and no more")
    options = parser.parse_args(arguments)
    if options.pages is not None:
        counts = printed.run(printed.captures_in(options.pages))
        print(table(f"changes of printed text, {options.pages.name}", counts, missed=True))
        return 1 if any(found.missed for found in counts.values()) else 0
    cases = pages.names()
    changed, shown = printed.run(printed.captures_of(cases)), rendered.run(cases)
    lost, claims = losses.run(cases)
    print(table("changes of printed text", changed, missed=options.missed), end="\n\n")
    print(table("changes of rendered pages", shown, missed=options.missed), end="\n\n")
    print(table("made-up losses of extraction", lost, missed=options.missed), end="\n\n")
    print(table("the same losses, all of them", claims, missed=True), end="\n\n")
    passed = [kind for kind, found in {**changed, **shown}.items() if found.missed]
    below = [kind for kind, floor in losses.FLOORS.items() if lost[kind].share < floor]
    below += [losses.CLAIMED] if len(claims[losses.CLAIMED].missed) > losses.MOST_CLAIMED else []
    print(f"falsely unaltered: {', '.join(passed) or 'none'}; below their floor: {', '.join(below) or 'none'}")
    return 1 if passed or below else 0


if __name__ == "__main__":
    sys.exit(main())
