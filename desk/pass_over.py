"""One pass: feeds are polled, then what waits is read."""

from collections.abc import Callable

from desk.office import Office
from desk.poll import PollPlan, poll_feeds
from desk.reading import read_entries
from desk.reports import Ahead, Event, Report


async def pass_over(office: Office, plan: PollPlan, tell: Callable[[Event], None]) -> list[Report]:
    """Polls what the plan asks for and reads every entry that waits. What happens is told as it comes; every report is given
    back."""
    reports: list[Report] = []

    def note(event: Event) -> None:
        if not isinstance(event, Ahead):
            reports.append(event)
        tell(event)

    async with office.fetcher() as fetcher, office.workers() as workers:
        await poll_feeds(office, fetcher, workers, plan, note)
        await read_entries(office, fetcher, workers, note)
    return reports
