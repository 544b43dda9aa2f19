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
    from wiredesk.printing import show

    say = (lambda _: None) if options.quiet or options.json else click.echo
    shown = asyncio.run(demo(folder.absolute(), say, lambda: progress(options), keep_serving=keep_serving))
    show(options, shown, ())
