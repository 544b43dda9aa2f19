"""What polling costs: nothing due, and all feeds unchanged."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from bench.measure import PYTHON, WIREDESK, cost_of, paired, report

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
text = "feed"
"""


@contextmanager
def farm(feeds: int, entries: int) -> Iterator[str]:
    """The address of a farm in a process of its own."""
    process = subprocess.Popen([PYTHON, "-m", "bench.farm", str(feeds), str(entries)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


def configure(folder: Path, base: str, feeds: int) -> None:
    text = CONFIG.format(port=base.rsplit(":", 1)[1]) + "".join(FEED.format(number=number, base=base) for number in range(feeds))
    (folder / "config.toml").write_text(text, "utf-8")


def nothing_due(folder: Path) -> None:
    """A run that finds nothing to do, against a bare interpreter with sqlite3 and argparse."""
    with farm(1, 0) as base:
        configure(folder, base, 1)
        cost_of([*WIREDESK, "run", "--quiet"], folder)
        bare = [PYTHON, "-c", "import sqlite3, argparse"]
        ours, other, ratio = paired(lambda: cost_of([*WIREDESK, "run", "--quiet"], folder), lambda: cost_of(bare, folder), 9)
    report("nothing due / import sqlite3, argparse", ours, other, ratio, "<= 5, <= 30 MiB")


def all_unchanged(folder: Path, feeds: int) -> None:
    """A poll of feeds that all answer 304, against aiohttp and sqlite3 bare."""
    with farm(feeds, 20) as base:
        configure(folder, base, feeds)
        floor = [PYTHON, "-m", "bench.floor304", str(folder / "floor.db"), base, str(feeds)]
        poll = [*WIREDESK, "poll", "--all", "--quiet", "--config", str(folder / "config.toml")]
        here = Path.cwd()
        cost_of(poll, here)
        cost_of(floor, here)
        before = counts(base)
        ours, other, ratio = paired(lambda: cost_of(poll, here), lambda: cost_of(floor, here), 5)
        after = counts(base)
    report(f"all-304 poll of {feeds} feeds / aiohttp + sqlite3", ours, other, ratio, "<= 1.6")
    print(f"{'':42} served meanwhile: 200 x {after['200'] - before['200']}, 304 x {after['304'] - before['304']}")


def counts(base: str) -> dict[str, int]:
    with urlopen(f"{base}/stats") as answer:
        found: dict[str, int] = json.load(answer)
        return found
