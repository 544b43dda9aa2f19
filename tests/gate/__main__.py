"""`python -m tests.gate`: how well pages and feeds are read, per field, against floors that can only be raised.

Exit status: 0 where every floor holds; 1 where a figure fell, or a floor was lowered by hand; 2 for a misuse.
"""

import argparse
import sys
from collections.abc import Sequence

from tests.gate import feeds, floors, pages
from tests.gate.tally import FIGURES, Measured


def measure_all() -> dict[str, Measured]:
    """Both sets, by name."""
    return {"pages": pages.measure(), "feeds": feeds.measure()}


def table(name: str, found: Measured) -> str:
    """The figures of one set: a line for each field, then the errors that have to be none."""
    rows = [f"{name}: {found.cases} cases", f"{'':24}{'cases':>7}{'lines':>7}{''.join(f'{figure:>11}' for figure in FIGURES)}"]
    for field, tally in found.fields.items():
        figures = "".join(f"{value:11.3f}" for value in tally.figures().values())
        rows.append(f"{field:24}{tally.cases:7}{tally.wanted:7}{figures}")
    rows += [f"{error}: {len(cases)}{''.join(f'{chr(10)}    {case}' for case in cases)}" for error, cases in found.errors.items()]
    return "\n".join(rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures, prints, compares; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.gate", description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--raise", dest="lift", action="store_true", help="write what was reached as the new floors")
    parser.add_argument("--open", action="store_true", help="list the cases that are not read exactly")
    options = parser.parse_args(arguments)
    measured = measure_all()
    for name, found in measured.items():
        print(table(name, found), end="\n\n")
        if options.open:
            for field, tally in found.fields.items():
                print("".join(f"{field}: {case}\n" for case in tally.open_cases), end="")
            print()
    standing = floors.load(floors.FILE.read_text(encoding="utf-8")) if floors.FILE.exists() else {}
    now = floors.reached(measured)
    wrong = [*floors.fallen(standing, now), *floors.lowered(standing, floors.last_commit())]
    print("\n".join(wrong) if wrong else "every floor holds")
    if options.lift:
        floors.FILE.write_text(floors.dump(floors.raised(standing, now)), encoding="utf-8")
        print(f"raised: {floors.FILE.name}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
