"""The floors under every figure: kept in a file, raised by what was reached, never lowered."""

import math
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tests.gate.tally import Measured

FILE: Final = Path(__file__).with_name("floors.toml")
ROOT: Final = Path(__file__).parents[2]
HEADER: Final = """\
# What the gate may not fall below, per set and field; `errors` and `cases` count. `python -m tests.gate --raise` writes what was
# reached. A floor lowered by hand is found by comparing with the last commit. A new case may be one that is not read well yet:
# floors give way by the share of new cases, so that what was right has to stay right.
"""

Floors = dict[str, dict[str, dict[str, float]]]
"""By set (`pages`, `feeds`), field and figure. `errors` holds what may be claimed falsely at most, `all` the number of cases."""


def load(text: str) -> Floors:
    """Reads what `dump` writes."""
    return tomllib.loads(text)


def dump(floors: Floors) -> str:
    """The file's text: one line for each field."""
    rows = [HEADER]
    for name, fields in floors.items():
        rows.append(f"\n[{name}]\n")
        for field, figures in fields.items():
            inner = ", ".join(f"{_key(figure)} = {value:g}" for figure, value in figures.items())
            rows.append(f"{_key(field)} = {{ {inner} }}\n")
    return "".join(rows)


def _key(name: str) -> str:
    return f'"{name}"' if " " in name else name


def reached(measured: Mapping[str, Measured]) -> Floors:
    """Floors that stand just below what was measured."""
    floors: Floors = {}
    for name, found in measured.items():
        fields = {
            field: {figure: _below(value) for figure, value in tally.figures().items()} for field, tally in found.fields.items()
        }
        errors = {error: float(len(cases)) for error, cases in found.errors.items()}
        floors[name] = {"all": {"cases": float(found.cases)}, **({"errors": errors} if errors else {}), **fields}
    return floors


def _below(value: float) -> float:
    return math.floor(value * 1000) / 1000


def eased(floors: Floors, now: Floors) -> Floors:
    """The floors for what may be more cases by now: as if none of the new ones were right. Errors never give way."""
    made: Floors = {}
    for name, fields in floors.items():
        cases = now.get(name, {}).get("all", {}).get("cases", 0.0)
        share = min(1.0, fields.get("all", {}).get("cases", 0.0) / cases) if cases else 1.0
        made[name] = {
            field: figures if field in ("errors", "all") else {figure: _below(value * share) for figure, value in figures.items()}
            for field, figures in fields.items()
        }
    return made


def raised(floors: Floors, now: Floors) -> Floors:
    """The stricter of both, figure by figure: fewer errors, higher shares, more cases."""
    made: Floors = {}
    for name in dict.fromkeys([*floors, *now]):
        old, new = eased(floors, now).get(name, {}), now.get(name, {})
        made[name] = {field: _stricter(field, old.get(field, {}), new.get(field, {})) for field in dict.fromkeys([*old, *new])}
    return made


def _stricter(field: str, old: dict[str, float], new: dict[str, float]) -> dict[str, float]:
    choose = min if field == "errors" else max
    return {figure: choose(told[figure] for told in (old, new) if figure in told) for figure in dict.fromkeys([*old, *new])}


def fallen(floors: Floors, now: Floors) -> Iterator[str]:
    """Every figure of `now` that a floor forbids, in words. A field that is measured no more has fallen."""
    for name, fields in eased(floors, now).items():
        for field, figures in fields.items():
            for figure, floor in figures.items():
                value = now.get(name, {}).get(field, {}).get(figure)
                if value is None:
                    yield f"{name}: {field} {figure} is measured no more; its floor is {floor:g}"
                elif value > floor if field == "errors" else value < floor:
                    side = "above" if field == "errors" else "below"
                    yield f"{name}: {field} {figure} is {value:g}, {side} its floor of {floor:g}"


def lowered(floors: Floors, earlier: Floors) -> Iterator[str]:
    """Every floor that is less strict than it was, or gone."""
    yield from (f"lowered by hand: {words}" for words in fallen(earlier, floors))


def last_commit() -> Floors:
    """The floors at the last commit; none where there is no history, or no floors in it yet."""
    path = FILE.relative_to(ROOT).as_posix()
    try:
        found = subprocess.run(["git", "show", f"HEAD:{path}"], cwd=ROOT, capture_output=True, check=False, timeout=20)
    except OSError:
        return {}
    return load(found.stdout.decode()) if found.returncode == 0 else {}
