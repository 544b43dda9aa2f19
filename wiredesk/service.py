"""The service: the clock, the web server and the gopher server in one process, until it is told to stop."""

import asyncio
import contextlib
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

from desk.errors import DeskError
from desk.office import Office
from desk.pass_over import pass_over
from desk.poll import PollPlan
from desk.publish import publish
from desk.reports import Ahead, Event, FeedReport, Report
from news.errors import WiredeskError
from wiredesk.scheduler import TICK_S, clock
from wiredesk.servers.gopher import GopherServer
from wiredesk.servers.http import HttpServer

if TYPE_CHECKING:
    from wiredesk.log import Log

DRAIN_S = 10
"""How long a pass may go on after the first signal; what it holds is leased and is taken up again."""


class CannotListen(DeskError):
    """An address to serve on is taken, or is not this machine's."""


async def serve(
    office: Office, log: "Log", *, ready: Callable[[str], None], polling: bool = True, tick_s: float = TICK_S
) -> None:
    """Serves and polls until SIGINT or SIGTERM; a second signal stops at once. `ready` is told the addresses."""
    config = office.config
    web = HttpServer(config.folder / "web", *config.http)
    hole = GopherServer(config.folder / "gopher", *config.gopher)
    stop = _stop_event()
    async with contextlib.AsyncExitStack() as stack:
        for name, server in (("serve.http", web), ("serve.gopher", hole)):
            try:
                await server.start()
            except OSError as taken:
                host, port = server.address
                raise CannotListen(f"{config.path}: {name}: cannot listen on {host}:{port}: {taken.strerror}") from None
            stack.push_async_callback(server.stop)
        ready(f"http://{web.address[0]}:{web.address[1]}/ and gopher://{hole.address[0]}:{hole.address[1]}/1/")
        if polling:
            await _tick_until(stop, office, log, tick_s)
        else:
            await stop.wait()
    log.info("stopped")


async def _tick_until(stop: asyncio.Event, office: Office, log: "Log", tick_s: float) -> None:
    running: set[asyncio.Task[None]] = set()

    async def tick() -> None:
        task = asyncio.current_task()
        assert task is not None
        running.add(task)
        try:
            await one_pass(office, log)
        finally:
            running.discard(task)

    scheduler = clock(tick, tick_s)
    scheduler.start()
    await stop.wait()
    log.info("stopping", drain_s=DRAIN_S)
    scheduler.shutdown(wait=False)
    if running:
        _, late = await asyncio.wait(running, timeout=DRAIN_S)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)


async def one_pass(office: Office, log: "Log") -> None:
    """One tick's work: poll what is due, read what waits, publish what changed. What goes wrong is logged, and the next
    tick tries again."""

    def tell(report: Event) -> None:
        if isinstance(report, Ahead):
            return
        kind = "feed" if isinstance(report, FeedReport) else "story"
        log.info(kind, **{name: getattr(report, name) for name in ("feed", "outcome", "words")}, **_extra(report))

    try:
        reports = await pass_over(office, PollPlan(), tell)
        done = await office.in_store(lambda: publish(office)) if await office.in_store(lambda: _pending(office)) else None
    except WiredeskError as wrong:
        log.error("pass failed", words=str(wrong))
        return
    if done is not None and (done.written or done.removed):
        log.info("published", edition=done.number, written=len(done.written), removed=len(done.removed), polled=len(reports))


def _extra(report: Report) -> dict[str, object]:
    if isinstance(report, FeedReport):
        return {"new": report.new, "changed": report.changed}
    return {"story": report.story, "state": report.state, "title": report.title}


def _pending(office: Office) -> bool:
    with office.database.read() as transaction:
        return transaction.editions.count_pending() > 0


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
