"""A worker that hangs, crashes or eats too much is stopped, costs what it was reading, and the next task finds a new one."""

import asyncio
import errno
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from ingest.errors import NoWorker, WorkerLost
from ingest.workers import MEBIBYTE, WorkerLimits, Workers

LIMITS = WorkerLimits(count=1, wall_s=2.0, memory=1024 * MEBIBYTE)


def hang() -> None:
    time.sleep(600)


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def swell() -> int:
    return len(bytearray(4 * 1024 * MEBIBYTE))


def burn() -> str:
    began = time.process_time()
    while time.process_time() < began + 2.5:
        try:
            sum(range(10_000))
        except Exception:  # noqa: BLE001 — as parsers do
            continue
    return "burnt"


def sane() -> int:
    return 42


@pytest.mark.parametrize(("task", "words"), [(hang, "longer than 2 seconds"), (crash, "crashed"), (swell, "memory")])
async def test_it_is_stopped_and_replaced(task: object, words: str) -> None:
    async with Workers(LIMITS) as workers:
        with pytest.raises(WorkerLost, match=words):
            await workers.run(task)  # type: ignore[arg-type]
        assert await workers.run(sane) == 42


async def test_workers_that_are_killed_with_nothing_to_do_are_replaced() -> None:
    """As by the operating system, when memory runs out."""
    async with Workers(LIMITS) as workers:
        for _ in range(3):
            os.kill(await workers.run(os.getpid), signal.SIGKILL)
            await asyncio.sleep(0.5)
            assert await workers.run(sane) == 42


class Broken(Future[int]):
    """What became of a task whose pool broke while it was in hand."""

    def __init__(self, cause: Exception | None) -> None:
        super().__init__()
        fault = BrokenProcessPool("All workers expired")
        fault.__cause__ = cause
        self.set_exception(fault)


class BreaksOnce:
    """A pool that breaks with its first task."""

    def __init__(self, cause: Exception | None) -> None:
        self.cause, self.is_stopped = cause, False

    def schedule(self, *_: object, **__: object) -> Broken:
        return Broken(self.cause)

    def stop(self) -> None:
        self.is_stopped = True

    def join(self) -> None:
        assert self.is_stopped


@pytest.mark.parametrize(
    ("cause", "words", "is_blamed"),
    [
        (None, "crashed", True),
        (OSError(errno.EAGAIN, "Resource temporarily unavailable"), "no process could be started", False),
    ],
)
async def test_a_pool_that_breaks_is_replaced_and_what_it_read_may_be_to_blame(
    cause: Exception | None, words: str, is_blamed: bool
) -> None:
    """A page that brings its worker down in no time breaks the pool: it must not be read for ever."""
    async with Workers(LIMITS) as workers:
        pool: Any = BreaksOnce(cause)
        workers._quick = pool
        with pytest.raises(WorkerLost, match=words) as lost:
            await workers.run(sane)
        assert isinstance(lost.value, NoWorker) is not is_blamed
        assert await workers.run(sane) == 42
    assert pool.is_stopped


async def test_what_takes_long_is_read_to_its_end_and_holds_nobody_up() -> None:
    async with Workers(WorkerLimits(count=1, wall_s=60.0)) as workers:
        long = asyncio.create_task(workers.run(burn))
        await asyncio.sleep(0)  # it is first in the queue
        assert await workers.run(sane) == 42
        assert not long.done()
        assert await long == "burnt"


SLOW = """
import time
began = time.process_time()
while time.process_time() < began + 1.3:
    sum(range(10_000))
"""
LOADS = """
import asyncio, sys
from ingest.workers import WorkerLimits, Workers

def loaded():
    return "slow_to_load" in sys.modules

async def main():
    async with Workers(WorkerLimits(count=1)) as workers:
        await workers.load("slow_to_load")
        print(await workers.run(loaded))

if __name__ == "__main__":
    asyncio.run(main())
"""
LET_GO = """
import asyncio, time
from ingest.workers import WorkerLimits, Workers

class Burning:
    def __del__(self):
        began = time.process_time()
        while time.process_time() < began + 1.2:
            sum(range(10_000))

def let_go():
    Burning()
    return "let go"

async def main():
    async with Workers(WorkerLimits(count=1, wall_s=60.0)) as workers:
        print(await workers.run(let_go))

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_what_loading_takes_lays_nothing_aside(tmp_path: Path) -> None:
    (tmp_path / "slow_to_load.py").write_text(SLOW)
    assert told_by(tmp_path, LOADS) == ("True\n", "")


def test_what_is_laid_aside_in_a_callback_prints_no_traceback(tmp_path: Path) -> None:
    """What takes long when it is let go of, where no exception can be raised. On its own, since workers inherit what they write
    their errors to."""
    assert told_by(tmp_path, LET_GO) == ("let go\n", "")


def told_by(folder: Path, program: str) -> tuple[str, str]:
    (folder / "program.py").write_text(program)
    told = subprocess.run([sys.executable, folder / "program.py"], capture_output=True, text=True, check=True, cwd=folder)
    return told.stdout, told.stderr


POOR = """
import asyncio, resource
from ingest.errors import NoWorker
from ingest.workers import Workers

resource.setrlimit(resource.{limit}, ({most}, {most}))

async def main():
    async with Workers() as workers:
        try:
            print(await workers.run(len, "read"))
        except NoWorker as none:
            print(none)

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("limit", "most", "told"),
    [
        ("RLIMIT_AS", 1024 * MEBIBYTE, "4\n"),
        ("RLIMIT_CPU", 60, "4\n"),
        ("RLIMIT_NOFILE", 12, "no process could be started to read it: Too many open files\n"),
    ],
)
def test_who_has_little_gives_workers_no_more(tmp_path: Path, limit: str, most: int, told: str) -> None:
    """The machine's own limits (systemd, ulimit) hold for workers too, and what they forbid is no fault of what is read."""
    assert told_by(tmp_path, POOR.format(limit=limit, most=most)) == (told, "")
