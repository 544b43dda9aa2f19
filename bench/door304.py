"""What the outbound door costs over bare aiohttp: conditional requests, all answered 304. `python -m bench.door304 [FEEDS]`.

Both sides ask the same farm in this one process, turn by turn, sixteen connections each.
"""

import asyncio
import statistics
import sys
import time
from collections.abc import Mapping

import aiohttp

from bench.polling import counts, farm
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Kind, NotModified, Request, Validators
from ingest.fetch.settings import FetchSettings

ROUNDS = 11


async def bare(base: str, etags: Mapping[str, str]) -> dict[str, str]:
    """One round of plain requests; gives the validators."""
    slots, found = asyncio.Semaphore(16), dict[str, str]()

    async def one(session: aiohttp.ClientSession, url: str) -> None:
        headers = {"If-None-Match": etags[url]} if url in etags else {}
        async with slots, session.get(url, headers=headers) as answer:
            await answer.read()
            found[url] = answer.headers["ETag"]

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=16)) as session:
        await asyncio.gather(*(one(session, url) for url in etags or [base]))
    return found


async def through_the_door(base: str, etags: Mapping[str, str]) -> None:
    """The same round through the door."""
    port = int(base.rsplit(":", 1)[1])
    settings = FetchSettings(contact="mailto:bench@example.org", allow_networks=("127.0.0.1/32",), allow_ports=(port,))
    async with Fetcher(settings) as fetcher:
        asked = [Request(url=url, kind=Kind.FEED, validators=Validators(etag=etag)) for url, etag in etags.items()]
        outcomes = await asyncio.gather(*(fetcher.fetch(request) for request in asked))
    assert all(isinstance(outcome, NotModified) for outcome in outcomes)


def main(feeds: int) -> None:
    """Prints the CPU time of one request on both sides, and the median of the ratios round by round."""
    with farm(feeds, 20) as base:
        etags: dict[str, str] = {}
        for number in range(feeds):
            etags |= asyncio.run(bare(f"{base}/feed/{number}", {}))
        asyncio.run(through_the_door(base, etags))
        before = counts(base)
        pairs = []
        for _ in range(ROUNDS):
            start = time.process_time()
            asyncio.run(bare(base, etags))
            middle = time.process_time()
            asyncio.run(through_the_door(base, etags))
            pairs.append((middle - start, time.process_time() - middle))
        after = counts(base)
    theirs, ours = (statistics.median(side) / feeds * 1e6 for side in zip(*pairs, strict=True))
    ratio = statistics.median(our / their for their, our in pairs)
    print(f"304 through the door {ours:6.0f} us CPU   aiohttp bare {theirs:6.0f} us   ratio {ratio:5.2f}   goal <= 1.3")
    print(f"served meanwhile: 200 x {after['200'] - before['200']}, 304 x {after['304'] - before['304']}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
