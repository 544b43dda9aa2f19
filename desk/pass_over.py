"""One pass: feeds are polled, then what waits is read."""

from collections.abc import Callable

from desk.office import Office
from desk.poll import FeedReport, PollPlan, poll_feeds
from desk.reading import StoryReport, read_entries

Report = FeedReport | StoryReport


async def pass_over(office: Office, plan: PollPlan, tell: Callable[[Report], None]) -> list[Report]:
    """Polls what the plan asks for and reads every entry that waits. Each report is told as it comes; all are given back."""
    reports: list[Report] = []

    def report(one: Report) -> None:
        reports.append(one)
        tell(one)

    async with office.fetcher() as fetcher, office.workers() as workers:
        await poll_feeds(office, fetcher, workers, plan, report)
        await read_entries(office, fetcher, workers, report)
    return reports
