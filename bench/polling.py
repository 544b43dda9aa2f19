"""What polling costs: nothing due, all feeds unchanged, a first poll, and feeds that answer late."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from bench.measure import PYTHON, WIREDESK, against, cost_of, in_turn, median, ratio, side, title
from bench.peers import peers

CONFIG = """\
[site]
id = "bench"
title = "Bench"
base_url = "http://127.0.0.1:8080/"
timezone = "UTC"
language = "en"

[fetch]
contact = "mailto:bench@example.org"
allow_networks = ["127.0.0.1/32"]
allow_ports = [{port}]

[[publisher]]
id = "farm"
name = "The Farm"
"""
FEED = """
[[feed]]
id = "feed-{number}"
publisher = "farm"
url = "{base}/feed/{number}"
every = "1h"
"""
HERE = Path(__file__).parent


@contextmanager
def farm(feeds: int, entries: int, *options: str) -> Iterator[str]:
    """The address of a farm in a process of its own."""
    command = [PYTHON, "-m", "bench.farm", str(feeds), str(entries), *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def configure(folder: Path, base: str, feeds: int, name: str = "config.toml") -> Path:
    """A config that declares the farm's feeds; where it lies, its data lie too."""
    folder.mkdir(exist_ok=True)
    text = CONFIG.format(port=base.rsplit(":", 1)[1]) + "".join(FEED.format(number=number, base=base) for number in range(feeds))
    (folder / name).write_text(text, "utf-8")
    (folder / "addresses").write_text("".join(f"{base}/feed/{number}\n" for number in range(feeds)), "utf-8")
    return folder / name


def counts(base: str) -> dict[str, int]:
    """What the farm served so far."""
    with urlopen(f"{base}/stats") as answer:
        found: dict[str, int] = json.load(answer)
        return found


def since(base: str, before: dict[str, int]) -> str:
    """What it served meanwhile."""
    return "  served meanwhile: " + ", ".join(f"{name} x {count - before[name]}" for name, count in counts(base).items() if count)


def nothing_due(folder: Path) -> None:
    """A run that finds nothing to do, against a bare interpreter with sqlite3 and argparse."""
    title("nothing due")
    with farm(1, 0) as base:
        run = [*WIREDESK, "run", "--quiet", "--config", configure(folder, base, 1)]
        cost_of(run)
        bare = [PYTHON, "-c", "import sqlite3, argparse"]
        ours, theirs = in_turn([lambda: cost_of(run), lambda: cost_of(bare)], 9)
    side("wiredesk run", ours)
    side("import sqlite3, argparse", theirs)
    against("CPU, of the bare interpreter's", ratio(ours, theirs), 5)
    against("memory", median(ours).peak_mib, 30, " MiB")


def all_unchanged(folder: Path, feeds: int, times: int, *, reader: bool = False) -> float:
    """A poll of feeds that all answer 304, against aiohttp and sqlite3 bare, and against reader; gives back our CPU seconds."""
    title(f"a poll of {feeds:,} feeds that have not changed")
    with farm(feeds, 1) as base:
        config = configure(folder, base, feeds)
        poll = [*WIREDESK, "poll", "--all", "--quiet", "--config", config]
        floor = [PYTHON, "-m", "bench.floor304", str(folder / "floor.db"), base, str(feeds)]
        sides = {"wiredesk poll": poll, "aiohttp and sqlite3, bare": floor}
        cost_of([PYTHON, "-m", "bench.first_poll", config])
        cost_of([*WIREDESK, "poll", "--quiet", "--config", config])
        cost_of(floor)
        python = peers() if reader else None
        if python is not None:
            them = [python, HERE / "peers.py", "reader-poll", folder / "reader.db", folder / "addresses"]
            cost_of([python, HERE / "peers.py", "reader-add", folder / "reader.db", folder / "addresses"])
            cost_of(them)
            sides["reader"] = them
        before = counts(base)
        found = in_turn([lambda command=command: cost_of(command) for command in sides.values()], times)
        served = since(base, before)
    for name, costs in zip(sides, found, strict=True):
        side(name, costs)
    print(served)
    against("CPU, of the bare floor's", ratio(found[0], found[1]), 1.6)
    if python is not None:
        against("CPU, of reader's", ratio(found[0], found[2]), 0.30)
    against("largest process", median(found[0]).peak_mib, 80, " MiB")
    return median(found[0]).cpu_s


def first_poll(folder: Path, feeds: int, entries: int, times: int) -> None:
    """A first poll of feeds: fetched, parsed, sifted and kept; no page is fetched and no entry read. Reader keeps its entries
    just so."""
    title(f"a first poll of {feeds} feeds with {entries} entries each, without pages")
    python = peers()
    with farm(feeds, entries) as base:
        configs = [configure(folder / f"ours{number}", base, feeds) for number in range(times)]
        before = counts(base)
        ours, theirs = [], []
        for number, config in enumerate(configs):
            cost_of([*WIREDESK, "feed", "list", "--quiet", "--config", config])  # the feeds are taken in, as reader's are below
            ours.append(cost_of([PYTHON, "-m", "bench.first_poll", config]))
            if python is not None:
                database, addresses = folder / f"reader{number}.db", config.parent / "addresses"
                cost_of([python, HERE / "peers.py", "reader-add", database, addresses])
                theirs.append(cost_of([python, HERE / "peers.py", "reader-poll", database, addresses]))
        served = since(base, before)
    side("wiredesk", ours)
    if theirs:
        side("reader", theirs)
    print(served)
    if theirs:
        against("CPU, of reader's", ratio(ours, theirs), 0.50)


def late_answers(folder: Path, feeds: int, latency_ms: int) -> None:
    """A poll of feeds whose server takes its time, through sixteen connections: against the time that this takes at least."""
    title(f"a poll of {feeds} feeds that answer after {latency_ms} ms, 16 connections")
    with farm(feeds, 1, "--latency-ms", str(latency_ms)) as base:
        config = configure(folder, base, feeds)
        cost_of([PYTHON, "-m", "bench.first_poll", config])
        cost_of([*WIREDESK, "poll", "--quiet", "--config", config])
        before = counts(base)
        found = cost_of([*WIREDESK, "poll", "--all", "--quiet", "--config", config])
        served = since(base, before)
    side("wiredesk poll", [found])
    print(served)
    least_s = feeds * latency_ms / 1000 / 16
    against(f"wall, of {least_s:.2f} s (idle machine only)", found.wall_s / least_s, 1.15)
