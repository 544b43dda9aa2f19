"""The clock of the service: APScheduler ticks, nothing else. What is due is a column in the store (rule 9)."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

TICK_S = 5


def clock() -> AsyncIOScheduler:
    """A scheduler, not yet started, in memory, that knows no daylight saving: its intervals count seconds."""
    return AsyncIOScheduler(timezone="UTC")


def every(scheduler: AsyncIOScheduler, name: str, seconds: float, tick: Callable[[], Awaitable[None]]) -> None:
    """Has the scheduler call `tick` at once and then every so many seconds, however long other ticks take: late ones are made
    up for by one, never two at a time."""
    scheduler.add_job(
        tick,
        "interval",
        seconds=seconds,
        id=name,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
        next_run_time=datetime.now(UTC),
    )
