"""One pass over feeds and press: what `run` does when there is something to do."""

import asyncio

from desk.office import alone
from desk.pass_over import pass_over
from desk.poll import PollPlan
from desk.publish import publish
from desk.reports import FeedReport
from wiredesk.cli import Options
from wiredesk.commands.running import progress, published_line, strictly, summary
from wiredesk.exits import Exit
from wiredesk.printing import show


def one_pass(options: Options, *, strict: bool) -> int:
    """Polls, reads, publishes; prints; gives back the exit code."""
    office = options.office()
    data = office.config.data
    with alone(data, "run", f"another `wiredesk run` is at work on {data}; this one leaves it to it"), office:
        with progress(options) as tell:
            reports = asyncio.run(pass_over(office, PollPlan(), tell))
        published = publish(office)
    feeds = [report for report in reports if isinstance(report, FeedReport)]
    stories = [report for report in reports if not isinstance(report, FeedReport)]
    value = {"feeds": feeds, "stories": stories, "published": published}
    show(options, value, [summary(reports), published_line(published)])
    return strictly(options, reports) if strict else Exit.OK
