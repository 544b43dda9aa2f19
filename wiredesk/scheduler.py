"""The clock of the service: APScheduler ticks, nothing else. What is due is a column in the store (rule 9)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

TICK_S = 5
LOOK_S = 15
SLACK = timedelta(seconds=1)


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


async def keep_steady(scheduler: AsyncIOScheduler, look_s: float = LOOK_S) -> None:
    """Runs until it is cancelled, and has no tick wait longer than its interval: the scheduler goes by the time of day, and when
    that is set back by a day would sleep for a day."""
    while True:
        await asyncio.sleep(look_s)
        now = datetime.now(UTC)
        for job in scheduler.get_jobs():
            if job.next_run_time is not None and job.next_run_time - now > job.trigger.interval + SLACK:
                job.modify(next_run_time=now)
