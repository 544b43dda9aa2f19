"""One pass: feeds are polled, terms that no longer hold are asked for again, then what waits is read."""

from collections.abc import Callable, Mapping
from datetime import datetime

from desk.office import Office
from desk.poll import PollPlan, poll_feeds
from desk.reports import Event, FeedReport, HostReport, Report, StoryReport
from store.rests import SAME


async def pass_over(office: Office, plan: PollPlan, tell: Callable[[Event], None]) -> list[Report]:
    """Polls what the plan asks for and reads every entry that waits. What happens is told as it comes, but what robots.txt keeps
    us from at the end, once for all stories of a host that came to the same; every report is given back."""
    reports: list[Report] = []
    unasked: dict[tuple[str, str], list[StoryReport]] = {}

    def note(event: Event) -> None:
        if isinstance(event, FeedReport | StoryReport):
            reports.append(event)
        if isinstance(event, StoryReport) and event.robots_of is not None:
            unasked.setdefault((event.robots_of, event.words), []).append(event)
        else:
            tell(event)

    rests = await office.in_store(lambda: _resting(office))
    async with office.leasing(), office.fetcher(rests) as fetcher, office.workers_when_needed() as workers:
        try:
            await poll_feeds(office, fetcher, workers, plan, note)
            if await office.in_store(lambda: _is_more_to_do(office)):
                # most passes find every feed unchanged: those should not pay for loading what reads and judges (rule 13)
                from desk.reading import read_entries  # noqa: PLC0415
                from desk.terms import TermsDesk  # noqa: PLC0415

                await TermsDesk(office, fetcher, workers()).watch(note)
                await read_entries(office, fetcher, workers(), note)
        finally:
            for (host, words), some in unasked.items():
                tell(some[0] if len(some) == 1 else HostReport(host=host, stories=len(some), words=words))
            found = fetcher.rests()
            if any(host not in rests or until - rests[host] > SAME for host, until in found.items()):
                await office.in_store(lambda: _keep_rests(office, found))
    return reports


def _is_more_to_do(office: Office) -> bool:
    with office.database.glance() as transaction:
        return transaction.is_more_to_do(office.clock())


def _resting(office: Office) -> dict[str, datetime]:
    """The hosts that asked an earlier pass to be left alone."""
    with office.database.glance() as transaction:
        return transaction.rests.all(office.clock())


def _keep_rests(office: Office, rests: Mapping[str, datetime]) -> None:
    with office.database.polling() as transaction:
        transaction.rests.keep(rests, office.clock())
