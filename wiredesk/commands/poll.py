"""`wiredesk poll`: fetch and read, without publishing."""

import click

from wiredesk.cli import Options, shared_options
from wiredesk.exits import Exit


@click.command("poll")
@click.option("--all", "everything", is_flag=True, help="Poll every feed, due or not.")
@click.option("--strict", is_flag=True, help="Exit 4 when a feed failed.")
@click.argument("feeds", nargs=-1, metavar="[FEED]...")
@shared_options
def command(options: Options, everything: bool, strict: bool, feeds: tuple[str, ...]) -> int:
    """Fetch what is due (or the feeds named) and read what is new. Nothing is published."""
    import asyncio

    from desk.errors import Busy
    from desk.pass_over import pass_over
    from desk.poll import PollPlan
    from desk.reports import FeedReport
    from wiredesk.commands.running import progress, strictly, summary
    from wiredesk.printing import show

    with options.office() as office, progress(options) as tell:
        plan = PollPlan(everything=everything)
        if feeds:
            from desk.feeds import named

            plan = PollPlan(everything=everything, ids=named(office, feeds))
        reports = asyncio.run(pass_over(office, plan, tell))
    polled = [report for report in reports if isinstance(report, FeedReport)]
    value = {
        "feeds": polled,
        "stories": [report for report in reports if not isinstance(report, FeedReport)],
    }
    show(options, value, [summary(reports)])
    if left := sorted(set(feeds) - {report.feed for report in polled}):
        raise Busy(f"{', '.join(left)}: not polled: in hand of another process, or of one killed less than two minutes ago")
    return strictly(options, reports) if strict else Exit.OK
