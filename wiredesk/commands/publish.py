"""`wiredesk publish`: what changed goes to the export folder."""

import click

from wiredesk.cli import Options, shared_options


@click.command("publish")
@click.option("--dry-run", is_flag=True, help="Say what would be written and removed; write nothing.")
@shared_options
def command(options: Options, dry_run: bool) -> None:
    """Write the pages of what was approved, corrected or withdrawn since the last time; leave all others untouched."""
    from desk.publish import publish
    from wiredesk.commands.running import published_line
    from wiredesk.printing import show

    with options.office() as office:
        done = publish(office, dry_run=dry_run)
    files = [f"  write   {path}" for path in done.written] + [f"  remove  {path}" for path in done.removed]
    show(options, done, [published_line(done), *(files if dry_run else ())])
