"""The service: the clock, the web server and the gopher server in one process, until it is told to stop."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from desk.errors import DeskError
from desk.office import Office
from wiredesk.hubs import Hubs
from wiredesk.jobs import Job, Jobs
from wiredesk.scheduler import TICK_S, clock, every, keep_steady
from wiredesk.servers.gopher import GopherServer
from wiredesk.servers.http import HttpServer

if TYPE_CHECKING:
    from wiredesk.log import Log

DRAIN_S = 8
"""How long what is at work may go on after the first signal; all is over within ten seconds."""


class CannotListen(DeskError):
    """An address to serve on is taken, or is not this machine's."""


async def serve(
    office: Office, log: "Log", *, ready: Callable[[str], None], polling: bool = True, tick_s: float = TICK_S
) -> None:
    """Serves and polls until SIGINT or SIGTERM; a second signal stops at once. `ready` is told the addresses.

    Without `polling` hubs are heard all the same: what they tell makes feeds due, for whoever polls them then.
    """
    config = office.config
    hubs = Hubs(office, log, config.websub) if config.websub is not None else None
    web = HttpServer(config.folder / "web", *config.http, before=hubs.routes if hubs is not None else ())
    hole = GopherServer(config.folder / "gopher", *config.gopher)
    stop = _stop_event()
    async with contextlib.AsyncExitStack() as stack:
        for name, server in (("serve.http", web), ("serve.gopher", hole)):
            try:
                await server.start()
            except OSError as taken:
                host, port = server.address
                raise CannotListen(f"{config.path}: {name}: cannot listen on {host}:{port}: {_said(taken)}") from None
            stack.push_async_callback(server.stop)
        ready(f"http://{web.address[0]}:{web.address[1]}/ and gopher://{hole.address[0]}:{hole.address[1]}/1/")
        jobs = Jobs(office, log)
        await stack.enter_async_context(office.staying_open())
        await _tick_until(stop, jobs, jobs.all(tick_s) if polling else [], tick_s, log, hubs)
    log.info("stopped")


def _said(taken: OSError) -> str:
    """What the system says, without what asyncio adds to it."""
    return os.strerror(taken.errno) if taken.errno and taken.errno > 0 else taken.strerror or str(taken)


async def _tick_until(
    stop: asyncio.Event, jobs: Jobs, todo: Sequence[Job], tick_s: float, log: "Log", hubs: Hubs | None
) -> None:  # fmt: skip
    """Does what there is `todo` by the clock until told to stop; then takes up nothing new, gives what is at work DRAIN_S to end,
    and breaks off the rest, which the next service takes up again."""
    scheduler = clock()
    for job in (*todo, *([] if hubs is None else [Job("hubs", tick_s, hubs.tick)])):
        every(scheduler, job.name, job.every_s, partial(jobs.run, job))
    scheduler.start()
    steadying = asyncio.create_task(keep_steady(scheduler))
    await stop.wait()
    steadying.cancel()
    log.info("stopping", drain_s=DRAIN_S)
    jobs.office.stopping.set()
    scheduler.shutdown(wait=False)
    late = (await asyncio.wait(jobs.working, timeout=DRAIN_S))[1] if jobs.working else set()
    jobs.office.halt()
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)


def _stop_event() -> asyncio.Event:
    """Set by the first SIGINT or SIGTERM; the second ends the process there and then."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def told() -> None:
        if stop.is_set():
            for name in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(name)
            signal.raise_signal(signal.SIGKILL)
        stop.set()

    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, told)
    return stop
