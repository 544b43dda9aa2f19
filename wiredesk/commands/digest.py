"""`wiredesk digest`: the day in a few lines."""

import click

from wiredesk.cli import Options, shared_options


@click.command("digest")
@click.option("--write", is_flag=True, help="Write it into the folder `digests` beside the data too, as `serve` does once a day.")
@shared_options
def command(options: Options, write: bool) -> None:
    """Show what waits for the editor, what came and went in the last day, and which feeds need looking at."""
    from desk.digest import digest, lines_of, write_down
    from wiredesk.printing import show

    with options.office() as office:
        day = digest(office)
        if write:
            write_down(day, office.config.data)
    show(options, day, lines_of(day))
