"""`wiredesk serve`: the service."""

import click

from wiredesk.cli import Options, shared_options


@click.command("serve")
@click.option("--no-poll", is_flag=True, help="Serve what is exported and hear hubs; leave polling to cron.")
@shared_options
def command(options: Options, no_poll: bool) -> None:
    """Poll on schedule, publish what changes, and serve the site and the gopher hole until Ctrl-C or SIGTERM."""
    import asyncio

    from wiredesk.log import set_up
    from wiredesk.printing import is_terminal
    from wiredesk.service import serve

    office = options.office()
    log = set_up(terminal=is_terminal() and not options.json, quiet=options.quiet)
    with office:
        _ = office.database
        asyncio.run(serve(office, log, ready=lambda where: log.info("serving", where=where), polling=not no_poll))
