"""Processes that parse, and that can be killed: one per core, limited in wall time, CPU and memory (rule 8).

A worker that hangs or dies costs what it was reading and nothing else; pebble replaces it. They are forked off a process of
their own that has loaded the parsers and does nothing else, never off us: we have threads and an event loop.

What takes long does not make others wait: after QUICK_S of CPU time a worker lays it aside, and it is read again from its
start by one of as many workers again, which read nothing else and take the whole of their time.
"""

import asyncio
import contextlib
import importlib
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from ingest.errors import NoWorker, WorkerLost
from ingest.extract.article import NoArticle
from ingest.fetch.outcome import Fetched
from ingest.parse.entry import NotAFeed, ParsedFeed
from ingest.source import Captured, Reading, Source
from news.publisher import Feed
from news.story import Story

if TYPE_CHECKING:
    from pebble import ProcessFuture, ProcessPool

Answer = TypeVar("Answer")

MEBIBYTE = 1024 * 1024
LOST = "lost"
"""The cause of a NoArticle whose page brought the worker down."""
UNREAD = "unread"
"""The cause of a NoArticle for which there was no worker."""
CRASHED = "the worker that read it crashed and was replaced"
QUICK_S = 1.0
"""CPU time after which a feed or page is laid aside: fifty times what most take."""
READER = "ingest.read"
"""What reads pages; loading it takes as long as reading some fifty."""
LOAD_S = 60.0
"""What a worker may take to load a module, on a machine that is busy."""
PRELOAD = ["pebble", "ingest.worker_start"]
"""What workers have loaded when they start: what runs them, and what parses feeds. Who reads pages loads what does."""


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
        self._quick: ProcessPool | None = None
        self._patient: ProcessPool | None = None
        self._broken: list[ProcessPool] = []
        self._loads = [READER]

    async def __aenter__(self) -> "Workers":
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.to_thread(self.close)

    def close(self) -> None:
        """Ends the processes; what is still being read is given up."""
        pools = [*self._broken, *(pool for pool in (self._quick, self._patient) if pool is not None)]
        for pool in pools:
            pool.stop()  # type: ignore[no-untyped-call]
        for pool in pools:
            pool.join()
        self._quick = self._patient = None
        self._broken = []

    async def parse_feed(self, fetched: Fetched, feed: Feed, depth: int) -> ParsedFeed | NotAFeed:
        """The feed's entries. Raises WorkerLost when its body brought the worker down."""
        return await self.run(_parse_feed, fetched, feed, depth)

    async def read(self, source: Source, captured: Captured | None) -> Reading:
        """What an entry was found to hold, however long that takes; NoArticle where its page brought the worker down, or where
        there was none."""
        try:
            return await self._ask_patient(_read_entry, source, captured)
        except WorkerLost as lost:
            return Reading(NoArticle(cause=UNREAD if isinstance(lost, NoWorker) else LOST, words=lost.words))

    async def read_chunk(self, tasks: Sequence[tuple[Source, Captured | None]]) -> list[Reading | None]:
        """What several entries were found to hold, in one visit to a worker. None for one that takes long, or that brought the
        worker down: it is then to be given to `read`."""
        found: list[Reading | None] = []
        while len(found) < len(tasks):
            rest = list(tasks[len(found) :])
            try:
                found += await self._ask_quick(_read_entries, rest)
            except WorkerLost:  # one of them is to blame
                return found + ([None] if len(rest) == 1 else await self._one_by_one(rest))
        return found

    async def _one_by_one(self, tasks: Sequence[tuple[Source, Captured | None]]) -> list[Reading | None]:
        return [one for found in await asyncio.gather(*(self.read_chunk([task]) for task in tasks)) for one in found]

    async def compare(self, story: Story, feed: Feed, origin: Captured) -> Story:
        """A mirror's story held against the original's page; as it was where that page brought the worker down."""
        try:
            return await self.run(_compare, story, feed, origin)
        except WorkerLost as lost:
            grounds = f"{story.alteration.grounds}: the original's page could not be read ({lost.words})"
            return replace(story, alteration=replace(story.alteration, grounds=grounds))

    async def load(self, module: str) -> None:
        """Has a worker load a module, and those that read what takes long: what loading takes counts for nobody's reading."""
        self._loads.append(module)
        await self._ask(self._quick_pool, _load, (module,), LOAD_S)

    async def run(self, function: Callable[..., Answer], *arguments: Any) -> Answer:
        """What a function of a module gives back, worked out in a worker. Raises WorkerLost."""
        found = await self._ask_quick(_quickly, function, arguments)
        return await self._ask_patient(function, *arguments) if isinstance(found, _TakesLong) else found

    async def _ask_quick(self, function: Callable[..., Answer], *arguments: Any) -> Answer:
        return await self._ask(self._quick_pool, function, arguments, self.limits.wall_s)

    async def _ask_patient(self, function: Callable[..., Answer], *arguments: Any) -> Answer:
        return await self._ask(self._patient_pool, function, arguments, self.limits.wall_s)

    def _patient_pool(self) -> "ProcessPool":
        loads = tuple(self._loads)
        self._patient = self._patient or self._pool(niceness=10, recycle=1, loads=loads)  # what is large leaves a process large
        return self._patient

    def _quick_pool(self) -> "ProcessPool":
        self._quick = self._quick or self._pool(niceness=5, recycle=self.limits.recycle)
        return self._quick

    def _pool(self, niceness: int, recycle: int, loads: tuple[str, ...] = ()) -> "ProcessPool":
        import multiprocessing

        from pebble import ProcessPool

        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOAD)
        return ProcessPool(
            max_workers=self.limits.count,
            max_tasks=recycle,
            initializer=_limit,
            initargs=(self.limits.cpu_s, self.limits.memory, niceness, loads),
            context=context,
        )

    def _schedule(
        self, pool_of: "Callable[[], ProcessPool]", function: Callable[..., Answer], arguments: tuple[Any, ...], wall_s: float
    ) -> "tuple[ProcessPool, ProcessFuture[Answer]]":
        """The task's future, and the pool that has it: a new one where workers died with nothing to do, which breaks a pool."""
        pool = pool_of()
        try:
            return pool, pool.schedule(function, args=arguments, timeout=wall_s)
        except RuntimeError:
            self._put_aside(pool)
            return (pool := pool_of()), pool.schedule(function, args=arguments, timeout=wall_s)

    def _put_aside(self, pool: "ProcessPool") -> None:
        """A pool that broke takes no more tasks; the next one gets another."""
        if pool not in self._broken:
            self._broken.append(pool)
        self._quick = None if self._quick is pool else self._quick
        self._patient = None if self._patient is pool else self._patient

    async def _ask(
        self, pool: "Callable[[], ProcessPool]", function: Callable[..., Answer], arguments: tuple[Any, ...], wall_s: float
    ) -> Answer:
        from pebble import ProcessExpired

        try:
            used, asked = self._schedule(pool, function, arguments, wall_s)
        except (OSError, RuntimeError) as fault:
            raise NoWorker(_none_started(fault)) from None
        try:
            answer: Answer = await asyncio.wrap_future(asked)
        except BrokenExecutor as fault:
            self._put_aside(used)
            if isinstance(fault.__cause__, OSError | EOFError):  # of starting a worker in another's place
                raise NoWorker(_none_started(fault.__cause__)) from None
            raise WorkerLost(CRASHED) from None
        except (FutureTimeout, TimeoutError):
            raise WorkerLost(f"reading it took longer than {wall_s:.0f} seconds and was stopped") from None
        except (ProcessExpired, EOFError):
            raise WorkerLost(CRASHED) from None
        except MemoryError:
            raise WorkerLost("reading it took more memory than a worker may have") from None
        except RecursionError:
            raise WorkerLost("it is nested too deeply to be read") from None
        except Exception as fault:  # noqa: BLE001 — what was read is to blame, or our reader; never what else is read
            raise WorkerLost(f"the reader failed on it ({type(fault).__name__}: {fault}), which is a fault of wiredesk") from None
        return answer


def _none_started(fault: Exception) -> str:
    why = fault.strerror if isinstance(fault, OSError) else None
    return "no process could be started to read it" + (f": {why}" if why else "")


def _limit(cpu_s: int, memory: int, niceness: int, loads: tuple[str, ...]) -> None:
    """Runs first in each worker, before any task's time begins. The limits end the process, not the machine."""
    for what, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_CPU, cpu_s), (resource.RLIMIT_AS, memory)):
        given = resource.getrlimit(what)[1]
        limit = most if given == resource.RLIM_INFINITY else min(most, given)  # nobody may have more than the machine gives
        resource.setrlimit(what, (limit, limit))
    with contextlib.suppress(OSError):
        os.nice(niceness)
    sys.unraisablehook = _unraisable
    for module in loads:
        _load(module)


def _load(module: str) -> None:
    importlib.import_module(module)


def _unraisable(ignored: "sys.UnraisableHookArgs") -> None:
    """Python prints what is raised where nothing can be, as in a callback. _TakesLong is raised again a little later."""
    if not isinstance(ignored.exc_value, _TakesLong):
        sys.__unraisablehook__(ignored)


def _parse_feed(fetched: Fetched, feed: Feed, depth: int) -> ParsedFeed | NotAFeed:
    from ingest.parse.feed import parse_feed

    return parse_feed(fetched, feed, depth=depth)


def _compare(story: Story, feed: Feed, origin: Captured) -> Story:
    from ingest.origin import against_origin

    return against_origin(story, feed, origin)


def _read_entry(source: Source, captured: Captured | None) -> Reading:
    from ingest.read import read_entry

    return read_entry(source, captured)


def _read_entries(tasks: list[tuple[Source, Captured | None]]) -> list[Reading | None]:
    """The readings up to the first that takes long, and None for that: those after it have waited long enough."""
    _load(READER)  # which takes as long as reading many pages, and is none of theirs
    found: list[Reading | None] = []
    for task in tasks:
        reading = _quickly(_read_entry, task)
        if isinstance(reading, _TakesLong):
            return [*found, None]
        found.append(reading)
    return found


class _TakesLong(BaseException):
    """Says that something was laid aside. No parser may take it for an error of its own."""


def _quickly(function: Callable[..., Answer], arguments: tuple[Any, ...]) -> "Answer | _TakesLong":
    """What the function gives back, unless it takes more than QUICK_S of CPU time."""
    try:
        with _at_most(QUICK_S):
            return function(*arguments)
    except _TakesLong as long:
        return long


@contextlib.contextmanager
def _at_most(cpu_s: float) -> Iterator[None]:
    """Raises _TakesLong in what runs within once it has used so much CPU time; and again, should something swallow it."""

    def lay_aside(*_: object) -> None:
        raise _TakesLong

    signal.signal(signal.SIGPROF, lay_aside)
    signal.setitimer(signal.ITIMER_PROF, cpu_s, cpu_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
