"""CPU time of whole processes, measured in pairs so that a noisy machine disturbs both sides alike."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cost:
    """What a process took: CPU and wall seconds, and the largest resident set of one process in MiB."""

    cpu_s: float
    wall_s: float
    peak_mib: float


def cost_of(command: Sequence[str], folder: Path) -> Cost:
    """Runs the command to its end; raises when it fails."""
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss / 1024)


def paired(ours: Callable[[], Cost], theirs: Callable[[], Cost], pairs: int) -> tuple[Cost, Cost, float]:
    """Median costs of both sides, and the median of the ratios of CPU time, pair by pair."""
    found = [(ours(), theirs()) for _ in range(pairs)]
    ratio = statistics.median(one.cpu_s / other.cpu_s for one, other in found)
    return _median([one for one, _ in found]), _median([other for _, other in found]), ratio


def _median(costs: Sequence[Cost]) -> Cost:
    return Cost(
        statistics.median(cost.cpu_s for cost in costs),
        statistics.median(cost.wall_s for cost in costs),
        max(cost.peak_mib for cost in costs),
    )


def report(name: str, ours: Cost, other: Cost, ratio: float, goal: str) -> None:
    """One line: what was measured, both sides, the ratio, and the goal."""
    print(
        f"{name:42} ours {ours.cpu_s * 1000:8.1f} ms CPU, {ours.peak_mib:4.0f} MiB   "
        f"other {other.cpu_s * 1000:8.1f} ms   ratio {ratio:5.2f}   goal {goal}",
        flush=True,
    )


PYTHON = sys.executable
WIREDESK = [sys.executable, "-m", "wiredesk"]
