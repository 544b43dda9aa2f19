"""What the service does by the clock: polls and reads, publishes, lets go of what is too old, writes the day's digest.

Each job looks up in the store whether there is anything to do, so that several services and cron may run beside each other. What
goes wrong is logged in one line, and the next tick tries again.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from desk.digest import DAY, digest, write_down
from desk.office import Office
from desk.pass_over import pass_over
from desk.poll import PollPlan
from desk.publish import BrokenOff, Published, publish
from desk.reports import Ahead, Event, FeedReport, HostReport, Report
from desk.retention import Pruned, prune
from news.errors import WiredeskError

if TYPE_CHECKING:
    from wiredesk.log import Log

CHORE_S = 300
"""How often it is looked up whether a daily chore is due."""
NIGHTLY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Job:
    """Something the clock does every so many seconds."""

    name: str
    every_s: float
    work: Callable[[], Awaitable[None]]


class Jobs:
    """The jobs of one service, and those of them that are at work."""

    def __init__(self, office: Office, log: "Log") -> None:
        self.office, self._log = office, log
        self.working: set[asyncio.Task[None]] = set()

    def all(self, tick_s: float) -> list[Job]:
        """Every job; what readers wait for every `tick_s` seconds."""
        return [
            Job("dispatch", tick_s, self._dispatch),
            Job("publish", tick_s, self._publish),
            Job("retention", CHORE_S, self._retention),
            Job("digest", CHORE_S, self._digest),
        ]

    async def run(self, job: Job) -> None:
        """Does the job once; nothing that goes wrong with it gets further than the log."""
        if self.office.stopping.is_set():
            return
        task = asyncio.create_task(self._guarded(job))
        self.working.add(task)
        task.add_done_callback(self.working.discard)
        with suppress(asyncio.CancelledError):  # the scheduler drops what it runs when it is shut down: that ends by itself
            await asyncio.shield(task)

    async def _guarded(self, job: Job) -> None:
        try:
            await job.work()
        except BrokenOff as stopped:
            self._log.info(f"{job.name} broken off", words=str(stopped))
        except WiredeskError as wrong:
            self._log.error(f"{job.name} failed", words=str(wrong))
        except Exception as surprise:
            if os.environ.get("WIREDESK_TRACEBACK"):
                raise
            words = f"{type(surprise).__name__}: {surprise}; this is a fault of wiredesk; WIREDESK_TRACEBACK=1 shows where"
            self._log.error(f"{job.name} failed unexpectedly", words=words)

    async def _dispatch(self) -> None:
        """Polls what is due and reads what waits."""
        await pass_over(self.office, PollPlan(), self._tell)

    async def _publish(self) -> None:
        """Publishes what changed, in a thread of its own: a large edition holds up no poll."""

        def work() -> Published | None:
            with self.office.database.read() as transaction:
                pending = transaction.editions.count_pending() > 0
            return publish(self.office) if pending else None

        done = await asyncio.to_thread(work)
        if done is not None and (done.written or done.removed):
            self._log.info("published", edition=done.number, written=len(done.written), removed=len(done.removed))

    async def _retention(self) -> None:
        """Once a day: lets go of captures that the config gives no more time or room."""

        def work() -> Pruned | None:
            return prune(self.office) if self._is_due("retention", NIGHTLY) else None

        done = await asyncio.to_thread(work)
        if done is not None:
            told = {"dropped": done.dropped.bodies, "bytes": done.dropped.bytes, "kept": done.kept.bodies}
            self._log.info("retention", **told, compacted=done.compacted)

    async def _digest(self) -> None:
        """Once a day: what waits for the editor, and which feeds need looking at, as a file and an event."""

        def work() -> dict[str, object] | None:
            if not self._is_due("digest", DAY):
                return None
            day = digest(self.office)
            path = write_down(day, self.office.config.data)
            return {
                "released": day.stories.released_lately, "queued": day.stories.queued, "held": day.stories.held,
                "changed": day.stories.changed, "given_up": day.entries.given_up_lately,
                "troubles": [one.feed for one in day.troubles], "file": str(path),
            }  # fmt: skip

        told = await asyncio.to_thread(work)
        if told is not None:
            self._log.info("digest", **told)

    def _is_due(self, chore: str, every: timedelta) -> bool:
        with self.office.database.write() as transaction:
            return transaction.meta.begin(chore, self.office.clock(), every)

    def _tell(self, report: Event) -> None:
        if isinstance(report, Ahead):
            return
        if isinstance(report, HostReport):
            self._log.info("host", host=report.host, stories=report.stories, words=report.words)
            return
        kind = "feed" if isinstance(report, FeedReport) else "story"
        self._log.info(kind, **{name: getattr(report, name) for name in ("feed", "outcome", "words")}, **_extra(report))


def _extra(report: Report) -> dict[str, object]:
    if isinstance(report, FeedReport):
        notices = {"notices": report.notices} if report.notices else {}
        return {"new": report.new, "changed": report.changed, **notices}
    return {"story": report.story, "state": report.state, "title": report.title}
