"""Processes that parse, and that can be killed: one per core, limited in wall time, CPU and memory (rule 8).

A worker that hangs or dies costs what it was reading and nothing else; pebble replaces it. Started by spawn, never fork:
the parent has threads and an event loop.
"""

import asyncio
import contextlib
import multiprocessing
import os
import resource
from collections.abc import Callable, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from ingest.errors import WorkerLost
from ingest.extract.article import NoArticle
from ingest.fetch.outcome import Fetched
from ingest.parse.entry import NotAFeed, ParsedFeed
from ingest.source import Captured, Source
from news.publisher import Feed
from news.story import Story

Answer = TypeVar("Answer")

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerLimits:
    """What one worker may take. `wall_s` is per feed or page; `memory` is address space in bytes; `recycle` tasks per
    process, since the parsers' caches grow."""

    count: int = max(1, os.cpu_count() or 1)
    wall_s: float = 10.0
    cpu_s: int = 600
    memory: int = 1536 * MEBIBYTE
    recycle: int = 500


class Workers:
    """The pool. `async with Workers(limits) as workers`; started when the first task comes, not before."""

    def __init__(self, limits: WorkerLimits | None = None) -> None:
        self.limits = limits or WorkerLimits()
        self._pool: ProcessPool | None = None

    async def __aenter__(self) -> "Workers":
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        """Ends the processes; what is still being read is given up."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = None

    async def parse_feed(self, fetched: Fetched, feed: Feed, depth: int) -> ParsedFeed | NotAFeed:
        """The feed's entries. Raises WorkerLost when its body brought the worker down."""
        return await self._ask(_parse_feed, (fetched, feed, depth), self.limits.wall_s)

    async def read(self, source: Source, captured: Captured | None) -> Story | NoArticle:
        """The story of an entry; NoArticle too where its page brought the worker down."""
        (answer,) = await self.read_chunk([(source, captured)])
        return answer

    async def read_chunk(self, tasks: Sequence[tuple[Source, Captured | None]]) -> list[Story | NoArticle]:
        """The stories of several entries in one visit to a worker. A chunk that fails is read again page by page, so that
        only the page that is to blame is lost."""
        try:
            return await self._ask(_read_entries, (list(tasks),), self.limits.wall_s + len(tasks) - 1)
        except WorkerLost as lost:
            if len(tasks) == 1:
                return [NoArticle(cause="broken", words=lost.words)]
        return [(await self.read_chunk([task]))[0] for task in tasks]

    async def compare(self, story: Story, feed: Feed, origin: Captured) -> Story:
        """A mirror's story held against the original's page; as it was where that page brought the worker down."""
        try:
            return await self._ask(_compare, (story, feed, origin), self.limits.wall_s)
        except WorkerLost as lost:
            grounds = f"{story.alteration.grounds}: the original's page could not be read ({lost.words})"
            return replace(story, alteration=replace(story.alteration, grounds=grounds))

    async def run(self, function: Callable[..., Answer], *arguments: Any) -> Answer:
        """What a function of a module gives back, worked out in a worker. Raises WorkerLost."""
        return await self._ask(function, arguments, self.limits.wall_s)

    async def _ask(self, function: Callable[..., Answer], arguments: tuple[Any, ...], wall_s: float) -> Answer:
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self.limits.count,
                max_tasks=self.limits.recycle,
                initializer=_limit,
                initargs=(self.limits.cpu_s, self.limits.memory),
                context=multiprocessing.get_context("spawn"),
            )
        try:
            answer: Answer = await asyncio.wrap_future(self._pool.schedule(function, args=arguments, timeout=wall_s))
        except (FutureTimeout, TimeoutError):
            raise WorkerLost(f"reading it took longer than {wall_s:.0f} seconds and was stopped") from None
        except (ProcessExpired, EOFError):
            raise WorkerLost("the worker that read it crashed and was replaced") from None
        except MemoryError:
            raise WorkerLost("reading it took more memory than a worker may have") from None
        except RecursionError:
            raise WorkerLost("it is nested too deeply to be read") from None
        return answer


def _limit(cpu_s: int, memory: int) -> None:
    """Runs first in each worker. The limits end the process, not the machine."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with contextlib.suppress(OSError):
        os.nice(5)


def _parse_feed(fetched: Fetched, feed: Feed, depth: int) -> ParsedFeed | NotAFeed:
    from ingest.parse.feed import parse_feed

    return parse_feed(fetched, feed, depth=depth)


def _compare(story: Story, feed: Feed, origin: Captured) -> Story:
    from ingest.origin import against_origin

    return against_origin(story, feed, origin)


def _read_entries(tasks: list[tuple[Source, Captured | None]]) -> list[Story | NoArticle]:
    from ingest.read import read_entries

    return read_entries(tasks)
