"""`make soak`, or `python -m bench.soak [--minutes 10] [--hours 36]`: a service's day and a half in ten minutes.

300 feeds of all habits on 60 hosts (bench.soak_farm), polled by the real service (bench.soak_desk) by a clock that runs
faster. At the end the farm's book is held against what the service did and what it tells of each feed. Ends with 1 when
something is not as it should be.
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.soak_desk import DAY_BEGAN
from bench.soak_farm import FADES_AT_H, FEEDS, GAP_H, HOUR, host_of, is_busy_host, kind_of
from desk.config import load
from desk.feeds import FeedFile, feed
from desk.office import Office
from news.habits import KEPT

MINUTE = 60.0
EVERY_S, PACE_S = 15 * MINUTE, 30.0
GRACE_S = 90.0
"""What a poll may be late or early by this day's clock beside its tick: less than half a second of this machine's."""
LATE_S = 20 * MINUTE
"""How much later than the farm the service may say that it got an answer: five seconds of this machine's."""
CONFIG = """\
[site]
id = "soak"
title = "Soak"
base_url = "http://127.0.0.1:8080/"
timezone = "UTC"
language = "en"

[serve]
http = "127.0.0.1:0"
gopher = "127.0.0.1:0"

[fetch]
contact = "mailto:soak@example.org"
allow_networks = ["127.1.0.0/24"]
allow_ports = [{port}]
pace = "{pace}s"

[[publisher]]
id = "farm"
name = "The Farm"

[[publisher]]
id = "open"
name = "The Open Farm"
[publisher.rights]
licence = "CC-BY-4.0"
evidence = "https://farm.example/terms"
seen = 2026-01-02
"""
FEED = """
[[feed]]
id = "feed-{number}"
publisher = "{publisher}"
url = "http://{host}:{port}/feed/{number}"
every = "15m"
text = "feed"
review = "{review}"
"""


def configure(folder: Path, port: int) -> None:
    tables = (
        FEED.format(
            number=number, host=host_of(number), port=port, publisher="farm" if number % 10 else "open",
            review="queue" if number % 10 else "auto",
        )
        for number in range(FEEDS)
    )  # fmt: skip
    (folder / "config.toml").write_text(CONFIG.format(port=port, pace=round(PACE_S)) + "".join(tables), "utf-8")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def live(folder: Path, minutes: float, hours: float) -> tuple[dict[str, Any], float]:
    """Lets the day pass; gives the farm's book, and how many seconds of the day a second took."""
    port, scale = free_port(), hours * 60 / minutes
    configure(folder, port)
    began = time.monotonic() + 3
    arguments = [str(began), str(scale)]
    farm = subprocess.Popen(
        [sys.executable, "-m", "bench.soak_farm", str(port), *arguments], stdout=subprocess.PIPE, text=True
    )  # fmt: skip
    assert farm.stdout is not None
    farm.stdout.readline()
    try:
        with (folder / "log").open("wb") as log:
            desk = [sys.executable, "-m", "bench.soak_desk", str(folder), *arguments, str(minutes * 60)]
            subprocess.run(desk, stderr=log, check=True)
    finally:
        farm.terminate()
        book = json.loads(farm.stdout.readline() or "{}")
        farm.wait(10)
        farm.stdout.close()
    return book, scale


class Findings:
    """What is not as it should be, by kind."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def must(self, holds: bool, words: str) -> None:
        if not holds:
            self.wrong.append(words)


def judge_hosts(book: dict[str, Any], found: Findings) -> str:
    """No host sees two requests at once, or less than the pace between two, redirects within it apart."""
    shortest = []
    for name, host in book["hosts"].items():
        asked = sorted(host["asked_at"])
        gaps = [later[0] - earlier[1] for earlier, later in pairwise(asked)]
        redirects = sum(
            status == 301 for number in range(FEEDS) if host_of(number) == name for _, status, _ in seen(book, number)
        )
        calm = sorted(gaps)[redirects:]
        shortest += calm[:1]
        found.must(not calm or calm[0] >= PACE_S * 0.9, f"{name} was asked {calm[0]:.0f} s after its last answer" if calm else "")
    return f"hosts: {len(shortest)}, shortest pause {min(shortest):.0f} s of {PACE_S:.0f} s"


def seen(book: dict[str, Any], number: int) -> list[tuple[float, int, str]]:
    return [tuple(one) for one in book["seen"][str(number)]]


def polls_of(book: dict[str, Any], number: int) -> list[tuple[float, int]]:
    """When the feed was polled, and what the last answer was: a redirect and what follows it are one poll."""
    return [(at, status) for at, status, _ in seen(book, number) if status != 301]


def judge_intervals(book: dict[str, Any], scale: float, found: Findings) -> str:
    """No feed is asked before its time; what asks for two hours gets two hours, at the end of the day as at its beginning."""
    drifts, late = [], []
    for number in range(FEEDS):
        polls = polls_of(book, number)
        gaps = [later - earlier for (earlier, _), (later, _) in pairwise(polls)]
        least = 2 * HOUR if kind_of(number) == "slow-ttl" else EVERY_S
        early = [gap for gap in gaps if gap < least - GRACE_S]
        found.must(not early, f"feed-{number} ({kind_of(number)}) was asked again after {min(early, default=0) / 60:.0f} min")
        if kind_of(number) == "slow-ttl" and not is_busy_host(host_of(number)):
            late += [gap - 2.2 * HOUR for gap in gaps]
            half = len(gaps) // 2
            drifts.append(statistics.median(gaps[half:]) / statistics.median(gaps[:half]) if half else 1.0)
    late.sort()
    if drifts:  # what the machine was late by, being busy with other things, is no drift
        allowed = 0.05 + 2 * max(0.0, late[len(late) // 2]) / (2 * HOUR)
        found.must(abs(statistics.mean(drifts) - 1) <= allowed, f"intervals drift: {statistics.mean(drifts):.3f}")
    told = ", ".join(
        f"{name} {max(0.0, late[at]) / scale:.2f} s" for name, at in (("half of them", len(late) // 2), ("the last", -1)) if late
    )
    return f"intervals: second half of the day / first {statistics.mean(drifts or [1]):.3f}; late by this machine's clock: {told}"


def judge_memory(folder: Path, found: Findings) -> str:
    """Flat after warm-up: the last quarter holds no more than the second did."""
    samples = json.loads((folder / "memory.json").read_text())
    quarter = len(samples) // 4
    ours = [statistics.median(one[1] for one in samples[at * quarter : (at + 1) * quarter]) for at in range(1, 4)]
    theirs = [statistics.median(one[2] for one in samples[at * quarter : (at + 1) * quarter]) for at in range(1, 4)]
    found.must(ours[-1] <= ours[0] * 1.1, f"memory grows: {ours[0]:.0f} to {ours[-1]:.0f} MiB")
    found.must(theirs[-1] <= theirs[0] * 1.25, f"the workers' memory grows: {theirs[0]:.0f} to {theirs[-1]:.0f} MiB")
    words = " / ".join(f"{one:.0f}" for one in ours), " / ".join(f"{one:.0f}" for one in theirs)
    return f"memory by quarter after the first: {words[0]} MiB, workers {words[1]} MiB"


def judge_log(folder: Path, found: Findings) -> str:
    """One JSON object a line, no traceback, nothing failed that is not a feed."""
    lines = (folder / "log").read_text("utf-8").splitlines()
    events: Counter[str] = Counter()
    notices = 0
    for line in lines:
        try:
            said = json.loads(line)
        except ValueError:
            found.must(False, f"the log holds a line that is no JSON: {line[:200]}")
            continue
        events[said["event"]] += 1
        notices += len(said.get("notices", ()))
        found.must(said["level"] in ("info", "warning") and "Traceback" not in line, f"the log says: {line[:300]}")
    return f"log: {len(lines)} lines ({', '.join(f'{count} {name}' for name, count in events.most_common(6))}), {notices} notices"


def judge_stories(folder: Path, book: dict[str, Any], hours: float, found: Findings) -> Iterator[str]:
    """What `feed show` tells of each feed, against what the farm knows that it did."""
    end = DAY_BEGAN + timedelta(hours=hours)
    states: Counter[str] = Counter()
    with Office(load(folder / "config.toml", folder), lambda: end) as office:
        for number in range(FEEDS):
            told = feed(office, f"feed-{number}")
            states[f"{kind_of(number)}: {told.record.state.value}"] += 1
            for words in wrong_in(told, number, polls_of(book, number), hours):
                found.must(False, f"feed-{number} ({kind_of(number)} on {host_of(number)}): {words}")
    for name, count in sorted(states.items()):
        yield f"  {count:3} {name}"


def wrong_in(told: FeedFile, number: int, polls: Sequence[tuple[float, int]], hours: float) -> Iterator[str]:
    """What is not true of what is told."""
    kind, habits, record = kind_of(number), told.record.habits, told.record
    asked = [one for one in told.polls if one.outcome != "rested"]
    for one, (at, status) in zip(asked, reversed(polls), strict=False):
        off = (one.at - DAY_BEGAN).total_seconds() - at
        if (one.status or 0) != status or not -GRACE_S <= off <= LATE_S:
            yield f"tells of {one.outcome} {one.status} at {one.at:%H:%M}; it answered {status} {off / 60:.0f} min before"
            break
    failures = next((at for at, (_, status) in enumerate(reversed(polls)) if status in (200, 304)), len(polls))
    if record.failures != failures:
        yield f"tells of {record.failures} failures in a row; there were {failures}"
    span_h = (polls[-1][0] - polls[0][0]) / HOUR if polls else 0
    if kind == "gone" and not is_busy_host(host_of(number)) and (record.state == "resting") != (span_h >= 24 and len(polls) >= 3):
        yield f"is {record.state.value} after {len(polls)} times 410 over {span_h:.0f} h"
    if kind == "broken" and hours >= 6 and record.state != "failing":
        yield f"is {record.state.value}, though it never answered well"
    if kind == "moving" and not is_busy_host(host_of(number)) and (record.moved_to is None) != (hours < 25):
        yield f"is asked at {record.moved_to or record.feed.url}"
    if kind not in GAP_H:
        if habits.arrivals:
            yield "tells of something new, and there was nothing"
        return
    silent = kind == "fades" and hours > FADES_AT_H + 8
    if (habits.silent_since is not None) != silent and not is_busy_host(host_of(number)):
        yield f"silent since {habits.silent_since}"
    came = [at for at, status in polls if status == 200][1:][-KEPT:]
    gaps = [later - earlier for earlier, later in pairwise(came)]
    usual = told.usual_gap
    if (usual is None) != (len(gaps) < 2):
        yield f"is said to bring something new every {usual}, after {len(came)} polls that brought something"
    elif usual is not None and abs(usual.total_seconds() - statistics.median(gaps)) > GRACE_S + 0.1 * statistics.median(gaps):
        yield f"is said to bring something new every {usual}; it did so every {statistics.median(gaps) / 60:.0f} min"


def main() -> int:
    options = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--hours", type=float, default=36)
    options.add_argument("--keep", type=Path, help="a folder to leave the data, the log and the farm's book in")
    chosen = options.parse_args()
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        folder = chosen.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        book, scale = live(folder, chosen.minutes, chosen.hours)
        (folder / "book.json").write_text(json.dumps(book))
        found = Findings()
        asked = sum(len(seen(book, number)) for number in range(FEEDS))
        statuses = Counter(status for number in range(FEEDS) for _, status, _ in seen(book, number))
        print(f"{chosen.hours:g} hours in {chosen.minutes:g} minutes: {asked} requests, {dict(sorted(statuses.items()))}")
        print(judge_memory(folder, found))
        print(judge_hosts(book, found))
        print(judge_intervals(book, scale, found))
        print(judge_log(folder, found))
        for line in judge_stories(folder, book, chosen.hours, found):
            print(line)
    for words in found.wrong[:40]:
        print(f"WRONG: {words}")
    print(f"{len(found.wrong)} things are not as they should be; load after: {os.getloadavg()[0]:.1f}")
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
