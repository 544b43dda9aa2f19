"""`wiredesk demo`: the whole way on a bundled sample."""

from pathlib import Path

import click

from wiredesk.cli import Options, shared_options


@click.command("demo")
@click.option("--serve", "keep_serving", is_flag=True, help="Keep serving site, gopher hole and sample wire until Ctrl-C.")
@click.option(
    "--folder", metavar="DIR", type=click.Path(path_type=Path), default=Path("demo-data"), show_default=True,
    help="Where to work; an earlier demo in it is removed.",
)  # fmt: skip
@shared_options
def command(options: Options, keep_serving: bool, folder: Path) -> None:
    """Fetch, understand, hold or approve, and publish a sample wire of invented publishers. No network is used."""
    import asyncio

    from wiredesk.commands.running import progress
    from wiredesk.demo.show import demo

    say = (lambda _: None) if options.quiet else click.echo
    with progress(options) as tell:
        asyncio.run(demo(folder.absolute(), say, tell, keep_serving=keep_serving))
