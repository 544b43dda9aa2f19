"""What `run`, `poll` and the demo share: progress while polling, and the sentences that sum a pass up."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from wiredesk.cli import Options
from wiredesk.exits import Exit
from wiredesk.printing import complain, counted, is_terminal
from wiredesk.terminal import printable

if TYPE_CHECKING:
    from desk.publish import Published
    from desk.reports import Event, HostReport, Report


def line_of(report: "Report | HostReport") -> str:
    """One line for a feed, a story or a host: what happened and why."""
    from desk.reports import FeedReport, HostReport

    if isinstance(report, HostReport):
        return f"host   {report.host}: {counted(report.stories, 'story', 'stories')}: {report.words}"
    if isinstance(report, FeedReport):
        return f"feed   {report.feed}: {report.outcome}: {'; '.join((report.words, *report.notices))}"
    name = f"{report.story} " if report.story else ""
    return f"story  {name}{report.title!r} ({report.feed}): {report.words}"


@contextmanager
def progress(options: Options) -> Iterator[Callable[["Event"], None]]:
    """How events are told while they come in: a moving bar over the last lines on a terminal, one plain line each elsewhere,
    nothing when quiet or when JSON is asked for."""
    from desk.reports import Ahead, HostReport

    if options.quiet or options.json:
        yield lambda _: None
    elif not is_terminal():
        yield lambda event: None if isinstance(event, Ahead) else click.echo(printable(line_of(event)))
    else:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
            task, ahead = bar.add_task("feeds and stories", total=0), 0

            def tell(event: "Event") -> None:
                nonlocal ahead
                if isinstance(event, Ahead):
                    ahead += event.count
                    bar.update(task, total=ahead)
                else:
                    bar.console.print(printable(line_of(event)), markup=False, highlight=False)
                    bar.advance(task, event.stories if isinstance(event, HostReport) else 1)

            yield tell


def summary(reports: Sequence["Report"]) -> str:
    """One sentence over a pass."""
    from desk.reports import FeedReport

    feeds = Counter(report.outcome for report in reports if isinstance(report, FeedReport))
    stories = Counter(
        (report.state.value if report.state else "unread") if report.outcome != "same" else "unchanged"
        for report in reports
        if not isinstance(report, FeedReport)
    )
    told = ", ".join(f"{count} {name}" for name, count in sorted(feeds.items())) or "none due"
    kept = ", ".join(f"{count} {name}" for name, count in sorted(stories.items())) or "none new"
    return f"feeds: {told}; stories: {kept}"


def published_line(done: "Published") -> str:
    """One sentence over an edition."""
    if not done.written and not done.removed:
        return "publish: nothing has changed"
    would = "would be " if done.dry_run else ""
    told = f"publish: {counted(len(done.written), 'file')} {would}written, {len(done.removed)} {would}removed in {done.folder}"
    return told + (f"; held back by the check of the printed page: {', '.join(done.held)}" if done.held else "")


def strictly(options: Options, reports: Sequence["Report"]) -> Exit:
    """The exit code of a pass that is to be strict; where a feed failed, a quiet one says which."""
    from desk.reports import FeedReport

    failed = [report for report in reports if isinstance(report, FeedReport) and report.outcome in ("failed", "refused")]
    complain(options, map(line_of, failed))
    return Exit.FEEDS_FAILED if failed else Exit.OK
