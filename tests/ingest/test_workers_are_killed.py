"""A worker that hangs, crashes or eats too much is stopped, costs what it was reading, and the next task finds a new one."""

import asyncio
import os
import signal
import time

import pytest

from ingest.errors import WorkerLost
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


async def test_what_takes_long_is_read_to_its_end_and_holds_nobody_up() -> None:
    async with Workers(WorkerLimits(count=1, wall_s=60.0)) as workers:
        long = asyncio.create_task(workers.run(burn))
        await asyncio.sleep(0)  # it is first in the queue
        assert await workers.run(sane) == 42
        assert not long.done()
        assert await long == "burnt"
