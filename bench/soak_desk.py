"""The service for the soak: the real one, by a clock that runs faster. `python -m bench.soak_desk FOLDER BEGAN SCALE SECONDS`.

The house's clock, the door's idea of now and the pace of hosts run at the same scale; what takes time on this machine does not.
"""

import asyncio
import contextlib
import json
import os
import signal
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from desk import poll, reading
from desk.config import load
from desk.office import LEASE_S, Office
from ingest.fetch import fetcher, http, pace, robots, targets, weather
from ingest.workers import Workers
from store import leases
from store.instants import LONGEST_LEASE
from wiredesk.log import set_up
from wiredesk.service import serve

DAY_BEGAN = datetime(2026, 3, 2, tzinfo=UTC)
TICK_S = 0.25


class KeptWorkers(Workers):
    """They stay when a pass ends: to start them for each would take a second, which is minutes of this day."""

    async def __aexit__(self, *_: object) -> None:
        pass


class SoakOffice(Office):
    """Lends the same workers to every pass."""

    kept: KeptWorkers

    def workers(self) -> Workers:
        return self.kept

    @contextlib.asynccontextmanager
    async def leasing(self) -> AsyncIterator[None]:
        """Leases are given for long enough (`lease_longer`) and not renewed, which goes by this machine's clock."""
        yield


def run_faster(began: float, scale: float) -> Any:
    """Has the door and the pace live by the day's clock; gives that clock."""

    def now(zone: tzinfo | None = UTC) -> datetime:
        return DAY_BEGAN + timedelta(seconds=(time.monotonic() - began) * scale)

    quick = type("datetime", (datetime,), {"now": staticmethod(now)})
    for module in (fetcher, http, pace, robots, targets, weather):
        if hasattr(module, "datetime"):
            vars(module)["datetime"] = quick
    vars(pace)["time"] = SimpleNamespace(monotonic=lambda: time.monotonic() * scale)
    vars(pace)["asyncio"] = SimpleNamespace(
        Lock=asyncio.Lock, Semaphore=asyncio.Semaphore, sleep=lambda seconds: asyncio.sleep(seconds / scale)
    )
    return now


def lease_longer(scale: float) -> None:
    """Has leases last for some minutes of this machine's time, which are a day of the soak's."""
    for module in (poll, reading):
        vars(module)["LEASE_S"] = 4 * LEASE_S * scale
    vars(leases)["LONGEST_LEASE"] = LONGEST_LEASE * scale


def held_mib(process: int) -> float:
    """What the process holds in memory now."""
    with contextlib.suppress(OSError):
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    return 0.0


def children_of(process: int) -> list[int]:
    with contextlib.suppress(OSError):
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    return []


async def main(folder: Path, began: float, scale: float, seconds: float) -> None:
    clock = run_faster(began, scale)
    lease_longer(scale)
    config = load(folder / "config.toml", folder)
    quick = replace(config.fetch, timeout_s=3.0, idle_s=1.5, connect_s=1.5)
    office = SoakOffice(replace(config, fetch=quick), clock)
    log = set_up(terminal=False)
    samples: list[tuple[float, float, float]] = []

    async def watch() -> None:
        while time.monotonic() < began + seconds:
            await asyncio.sleep(1)
            with contextlib.suppress(OSError):
                workers = sum(held_mib(child) for child in children_of(os.getpid()))
                samples.append((time.monotonic() - began, held_mib(os.getpid()), workers))
        os.kill(os.getpid(), signal.SIGTERM)

    with office:
        office.kept = KeptWorkers()
        try:
            watching = asyncio.create_task(watch())
            await serve(office, log, ready=lambda where: log.info("serving", where=where), tick_s=TICK_S)
            await watching
        finally:
            await asyncio.to_thread(office.kept.close)
    (folder / "memory.json").write_text(json.dumps(samples))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])))
