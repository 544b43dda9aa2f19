"""`wiredesk db`: the database's shape and health."""

import click

from wiredesk.cli import Options, shared_options
from wiredesk.exits import Exit


@click.group("db")
@shared_options
def command(options: Options) -> None:
    """Upgrade, check and prune the database."""


@command.command("upgrade")
@shared_options
def upgrade(options: Options) -> None:
    """Bring the database to the present schema, after a backup copy. Every command that opens it does this by itself."""
    from desk.config import load
    from desk.opening import upgrade_database
    from wiredesk.printing import show

    done = upgrade_database(load(options.config_path, options.data_path))
    same = done.before == done.after
    words = f"schema {done.after}: up to date" if same else f"schema {done.before or 'none'} -> {done.after}"
    show(options, done, [words + (f"; backup: {done.backup}" if done.backup else "")])


@command.command("check")
@shared_options
def check(options: Options) -> int:
    """Look for damage: integrity, references, captures that are not what their hash says. Exit 8 when there is any."""
    from desk.config import load
    from desk.opening import check_database
    from wiredesk.printing import complain, show

    problems = check_database(load(options.config_path, options.data_path))
    show(options, {"problems": problems}, problems or ["no problem found"])
    complain(options, problems)
    return Exit.STORAGE if problems else Exit.OK


@command.command("prune", short_help="Let go of fetched pages and feeds that `[retention]` gives no more room.")
@click.option("--dry-run", is_flag=True, help="Say what would go; let go of nothing.")
@shared_options
def prune(options: Options, dry_run: bool) -> None:
    """Let go of fetched pages and feeds that are older or take more room than `[retention]` allows. What stories that were ever
    approved came from stays."""
    from desk.retention import prune as let_go
    from wiredesk.printing import show, size

    with options.office() as office:
        done = let_go(office, dry_run=dry_run)
    words = f"{done.dropped.bodies} captures {'would be ' if dry_run else ''}let go, {size(done.dropped.bytes)}"
    words += f"; {done.kept.bodies} kept, {size(done.kept.bytes)}"
    show(options, done, [words + (f"; the file is smaller by {size(done.compacted)}" if done.compacted else "")])
