"""Costs of whole processes, with all of their children; both sides in turn, so that a noisy machine disturbs both alike."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

PYTHON = sys.executable
REAP = Path(__file__).with_name("reap.py")
WIREDESK = [sys.executable, "-m", "wiredesk"]


@dataclass(frozen=True)
class Cost:
    """What a process and its children took: CPU and wall seconds, and the largest resident set of any one of them in MiB."""

    cpu_s: float
    wall_s: float
    peak_mib: float


def cost_of(command: Sequence[str | Path]) -> Cost:
    """Runs the command to its end; raises when it fails."""
    reap = [sys.executable, "-I", REAP, *command]
    # an installed wiredesk, and an installed peer, has its bytecode; a developer's shell may forbid to keep it
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    found = json.loads(subprocess.run(list(map(str, reap)), stdout=subprocess.PIPE, check=True, env=environment).stdout)
    code = found.pop("code")
    if code:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {code}")
    return Cost(**found)


Side = Callable[[], Cost]


def in_turn(sides: Sequence[Side], times: int) -> list[list[Cost]]:
    """The costs of each side, run one after the other so many times."""
    rounds = [[side() for side in sides] for _ in range(times)]
    return [list(costs) for costs in zip(*rounds, strict=True)]


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost]) -> float:
    """The median of the ratios of CPU time, pair by pair."""
    return statistics.median(one.cpu_s / other.cpu_s for one, other in zip(ours, theirs, strict=True))


def median(costs: Sequence[Cost]) -> Cost:
    """The middle of each figure; the peak is the highest."""
    return Cost(
        statistics.median(cost.cpu_s for cost in costs),
        statistics.median(cost.wall_s for cost in costs),
        max(cost.peak_mib for cost in costs),
    )


def title(name: str) -> None:
    """A heading, with how busy the machine is with other things."""
    print(f"\n{name}   (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)", flush=True)


def side(name: str, costs: Sequence[Cost]) -> None:
    """One line for one side."""
    cost = median(costs)
    print(f"  {name:28} {cost.cpu_s:8.2f} s CPU  {cost.wall_s:8.2f} s wall  {cost.peak_mib:5.0f} MiB, the median of {len(costs)}")


def against(name: str, value: float, goal: float, unit: str = "") -> None:
    """One line for a figure that has a goal, which it must not be above."""
    print(f"  {name:44} {value:6.2f}{unit}   goal {goal:g}{unit}   {'held' if value <= goal else 'MISSED'}", flush=True)
