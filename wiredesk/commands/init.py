"""`wiredesk init`: a config to start from, and an empty database."""

from importlib.resources import files

import click

from wiredesk.cli import Options, shared_options


@click.command("init")
@shared_options
def command(options: Options) -> None:
    """Write a commented config.toml where none is, and make the database. An existing config is never touched."""
    from desk.config import load
    from desk.office import Office
    from wiredesk.exits import CannotWrite
    from wiredesk.printing import show

    path = options.config_path
    wrote = not path.exists()
    if wrote:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files("wiredesk").joinpath("config.toml").read_bytes())
        except OSError as broken:
            raise CannotWrite(f"{path}: cannot be written: {broken.strerror}") from None
    config = load(path, options.data_path)
    config.data.mkdir(parents=True, exist_ok=True)
    with Office(config) as office:
        _ = office.database
    lines = [
        f"{path}: {'written' if wrote else 'was there and is untouched'}",
        f"database: {config.store_url} in {config.data}",
        "next:",
        f"  1. open {path}: put your own title, address and fetch.contact; see the notes on rights",
        "  2. wiredesk feed check URL    shows what a feed would bring, and stores nothing",
        "  3. wiredesk run               polls, reads, publishes; put it into cron, or use `wiredesk serve`",
    ]
    show(options, {"config": path, "written": wrote, "data": config.data}, lines)
