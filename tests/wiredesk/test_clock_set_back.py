"""The service goes on ticking when the time of day is set back."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

import apscheduler.schedulers.base
import apscheduler.triggers.interval
import pytest

import wiredesk.scheduler
from wiredesk.scheduler import clock, every, keep_steady


async def test_a_clock_set_back_by_a_day_stops_no_tick(monkeypatch: pytest.MonkeyPatch) -> None:
    back = timedelta()

    class Shifted(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = UTC) -> datetime:  # type: ignore[override]
            return datetime.now(tz) - back

    for module in (apscheduler.schedulers.base, apscheduler.triggers.interval, wiredesk.scheduler):
        monkeypatch.setattr(module, "datetime", Shifted)
    ticks: list[float] = []

    async def tick() -> None:
        ticks.append(asyncio.get_running_loop().time())

    scheduler = clock()
    every(scheduler, "tick", 0.05, tick)
    scheduler.start()
    steadying = asyncio.create_task(keep_steady(scheduler, look_s=0.1))
    try:
        await _until(lambda: len(ticks) >= 3)
        back = timedelta(days=1)
        before = len(ticks)
        await _until(lambda: len(ticks) >= before + 5)
    finally:
        steadying.cancel()
        scheduler.shutdown(wait=False)


async def _until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not holds():
            await asyncio.sleep(0.02)
