"""`wiredesk waiting`: the entries that are not done."""

import click

from wiredesk.cli import Options, shared_options

NOTHING = {False: "nothing waits", True: "nothing was given up"}


@click.command("waiting")
@click.option("--given-up", is_flag=True, help="Those that were given up, with the reason.")
@click.option("--retry", is_flag=True, help="Have those of FEED that were given up wait again.")
@click.argument("feed", required=False)
@shared_options
def command(options: Options, given_up: bool, retry: bool, feed: str | None) -> None:
    """Entries still to be fetched or read, of all feeds or of FEED: how often each was begun, when it is tried next, and why it
    has not worked so far. Before them the feeds that have moved to another site and wait for your word."""
    from desk.backlog import try_again, waiting
    from wiredesk.printing import counted, show, table, when

    if retry:
        if feed is None:
            raise click.UsageError("--retry needs a FEED")
        with options.office() as office:
            count = try_again(office, feed)
        show(options, {"feed": feed, "waiting": count}, [f"{feed}: {counted(count, 'entry waits', 'entries wait')} again"])
        return
    with options.office() as office:
        found = waiting(office, feed, given_up=given_up)
    cells = [
        (one.feed, one.step, str(one.attempts), "" if one.next_try is None else when(one.next_try), one.link or one.entry)
        for one in found
    ]
    lines = table(cells, ("FEED", "STEP", "TRIES", "NEXT TRY", "ENTRY")) if cells else [NOTHING[given_up]]
    for at in range(len(found) - 1, -1, -1):
        if found[at].words is not None:
            lines.insert(at + 2, f"      {found[at].words}")
    show(options, found, lines)
