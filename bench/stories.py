"""The main job: feeds polled, pages fetched, read with all facts, judged and kept; and what a few hostile pages do to it."""

import json
import os
import sqlite3
from datetime import datetime
from pathlib import Path
from urllib.request import urlopen

from bench.measure import WIREDESK, Cost, against, cost_of, side, title
from bench.peers import peers
from bench.polling import HERE, configure, counts, farm, since

FEEDS, ENTRIES = 50, 20
LATE_S = 5
"""How much later a story may be kept that is not of a feed with hostile pages."""


def kept(folder: Path) -> int:
    """How many stories our store holds."""
    with sqlite3.connect(folder / "wiredesk.db") as database:
        (found,) = database.execute("SELECT count(*) FROM stories").fetchone()
        return int(found)


def end_to_end(folder: Path, pages: str, feeds: int = FEEDS) -> None:
    """All the way from nothing, against a naive pipeline that leaves half of it out."""
    title(f"{feeds * ENTRIES:,} stories end to end, with all facts")
    python = peers()
    with farm(feeds, ENTRIES, "--pages", pages) as base:
        config = configure(folder, base, feeds)
        before = counts(base)
        ours = cost_of([*WIREDESK, "poll", "--quiet", "--config", config])
        print(f"{since(base, before)}; {kept(folder)} stories kept")
        side("wiredesk poll", [ours])
        if python is not None:
            before = counts(base)
            naive = cost_of([python, HERE / "peers.py", "naive", folder / "naive.db", folder / "addresses"])
            side("naive pipeline", [naive])
            print(since(base, before))
            against("CPU, of the naive pipeline's", ours.cpu_s / naive.cpu_s, 0.52)
    cores = os.cpu_count() or 1
    against(f"wall, of CPU / ({cores} cores x 0.85) (idle machine only)", ours.wall_s / (ours.cpu_s / (cores * 0.85)), 1)


def hostile(folder: Path, pages: str) -> None:
    """The same with one page in a hundred hostile, all in one feed: beside the same without them."""
    title("the same with one hostile page in a hundred, all of them in one feed")
    plain, _, usual = _run(folder / "without", pages)
    harmed, harm, late = _run(folder / "with", pages, "--hostile", "100")

    from ingest.workers import WorkerLimits  # here, so that the processes above are not said to have held it

    cap_s, workers = WorkerLimits().wall_s, WorkerLimits().count
    least_s = plain.wall_s + harm * cap_s / workers
    against(f"wall, of the plain run + {harm} x {cap_s:g} s / {workers}", harmed.wall_s / least_s, 1.25)
    print(f"  longest from page served to story kept, in other feeds: {usual:.1f} s without, {late:.1f} s with")
    against("later than without, in other feeds", late - usual, LATE_S, " s")
    against("largest process", harmed.peak_mib, 300, " MiB")


def _run(folder: Path, pages: str, *options: str) -> tuple[Cost, int, float]:
    """What a run costs, how many hostile pages it met, and the longest way of a story of another feed."""
    with farm(FEEDS, ENTRIES, "--pages", pages, *options) as base:
        config = configure(folder, base, FEEDS)
        before = counts(base)
        cost = cost_of([*WIREDESK, "poll", "--quiet", "--config", config])
        print(f"{since(base, before)}; {kept(folder)} stories kept")
        side(folder.name, [cost])
        return cost, counts(base)["hostile"], _latest(folder, base)


def _latest(folder: Path, base: str) -> float:
    """The longest time in seconds between a page served and its story kept, over the feeds without hostile pages."""
    with urlopen(f"{base}/served") as answer:
        served = {f"{base}{path}": at for path, at in json.load(answer).items()}
    with sqlite3.connect(folder / "wiredesk.db") as database:
        rows = database.execute(
            "SELECT entries.link, stories.first_seen_at FROM entries JOIN stories ON stories.id = entries.story_id "
            "WHERE entries.feed_id <> 'feed-0'"
        ).fetchall()
    longest: float = max(datetime.fromisoformat(at).timestamp() - served[link] for link, at in rows)
    return longest
