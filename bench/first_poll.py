"""Polls what is due, and reads none of it: `python -m bench.first_poll CONFIG`. Prints how the feeds' polls ended."""

import asyncio
import sys
from collections import Counter
from pathlib import Path

from desk.config import load
from desk.office import Office
from desk.poll import PollPlan, poll_feeds
from desk.reports import Event, FeedReport


async def poll(office: Office) -> Counter[str]:
    """How many polls ended how."""
    ended: Counter[str] = Counter()

    def note(event: Event) -> None:
        if isinstance(event, FeedReport):
            ended[event.outcome] += 1

    async with office.fetcher() as fetcher, office.workers() as workers:
        await poll_feeds(office, fetcher, workers, PollPlan(), note)
    return ended


def main() -> None:
    path = Path(sys.argv[1])
    with Office(load(path, path.parent)) as office:
        print(dict(asyncio.run(poll(office))))


if __name__ == "__main__":
    main()
