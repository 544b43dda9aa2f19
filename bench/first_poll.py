"""Polls what is due, and reads none of it: `python -m bench.first_poll CONFIG`. Prints how the feeds' polls ended."""

import asyncio
import gc
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.office import Office
    from desk.reports import Event


async def poll(office: "Office") -> Counter[str]:
    """How many polls ended how."""
    from desk.poll import PollPlan, poll_feeds
    from desk.reports import FeedReport

    ended: Counter[str] = Counter()

    def note(event: "Event") -> None:
        if isinstance(event, FeedReport):
            ended[event.outcome] += 1

    async with office.fetcher() as fetcher, office.workers_when_needed() as workers:
        await poll_feeds(office, fetcher, workers, PollPlan(), note)
    return ended


def main() -> None:
    # here, since workers load the module that was started
    from desk.office import Office
    from wiredesk.__main__ import GARBAGE

    gc.set_threshold(GARBAGE)  # this and the freezing as the command does
    path = Path(sys.argv[1])
    with Office.of(path, path.parent) as office:
        print(dict(asyncio.run(poll(office))))
    gc.freeze()


if __name__ == "__main__":
    main()
