"""`wiredesk run`: one pass for cron."""

import click

from wiredesk.cli import Options, shared_options
from wiredesk.exits import Exit


@click.command("run")
@click.option("--strict", is_flag=True, help="Exit 4 when a feed failed.")
@click.option("--fail-empty", is_flag=True, help="Exit 5 when there was nothing to do.")
@shared_options
def command(options: Options, strict: bool, fail_empty: bool) -> int:
    """One pass: poll what is due, read what waits, publish what changed.

    A second run at the same time exits 7 at once. Beside `serve` it works: leases decide who polls what.
    """
    from desk.due import nothing_due

    idle = nothing_due(options.config_path, options.data_path)
    if idle is not None:
        from wiredesk.printing import show

        show(options, {"feeds": [], "stories": [], "published": None, "words": idle}, [idle])
        return Exit.NOTHING_TO_DO if fail_empty else Exit.OK
    from wiredesk.commands.one_pass import one_pass

    return one_pass(options, strict=strict)
