"""`make bench`, or `python -m bench [--pages FOLDER] [--feeds N]`: every measurement, one line each."""

import argparse
import os
import tempfile
from pathlib import Path

from bench.polling import all_unchanged, nothing_due


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    options.add_argument("--pages", type=Path, help="a folder of *.html to extract; the project's own cases by default")
    options.add_argument("--feeds", type=int, default=500, help="how many feeds to poll")
    chosen = options.parse_args()
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; ratios within this run are what counts")
    for measure in (nothing_due, lambda folder: all_unchanged(folder, chosen.feeds)):
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder))
    # last, and loaded here: what a process forked from us is said to have held includes what we held ourselves
    from bench.extraction import extraction, pages
    from bench.facts import facts

    extraction(pages(chosen.pages))
    facts(chosen.pages)


if __name__ == "__main__":
    main()
