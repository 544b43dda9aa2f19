"""The clock of the service: APScheduler ticks, nothing else. What is due is a column in the store (rule 9)."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

TICK_S = 5


def clock(tick: Callable[[], Awaitable[None]], every_s: float = TICK_S) -> AsyncIOScheduler:
    """A scheduler, not yet started, that calls `tick` at once and then every `every_s` seconds: in memory, one job, late
    ticks made up for by one, never two at a time. The interval does not know daylight saving: it counts seconds."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        tick,
        "interval",
        seconds=every_s,
        id="tick",
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
        next_run_time=datetime.now(UTC),
    )
    return scheduler
