"""A worker that hangs, crashes or eats too much is stopped, costs what it was reading, and the next task finds a new one."""

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


def sane() -> int:
    return 42


@pytest.mark.parametrize(("task", "words"), [(hang, "longer than 2 seconds"), (crash, "crashed"), (swell, "memory")])
async def test_it_is_stopped_and_replaced(task: object, words: str) -> None:
    async with Workers(LIMITS) as workers:
        with pytest.raises(WorkerLost, match=words):
            await workers.run(task)  # type: ignore[arg-type]
        assert await workers.run(sane) == 42
