"""`wiredesk story`: the editor's desk on the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wiredesk.cli import Options, shared_options

if TYPE_CHECKING:
    from desk.review import Ruling

STATES = ("queued", "held", "approved", "published", "spiked", "withdrawn")


@click.group("story")
@shared_options
def command(options: Options) -> None:
    """List, show, approve, hold, spike, withdraw and comment stories. ID may be cut to its first four characters."""


@command.command("list")
@click.option("--state", "states", type=click.Choice(STATES), multiple=True, help="Only stories in this state.")
@click.option("--publisher", metavar="ID", help="Only stories of this publisher.")
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="At most this many, newest first.")
@shared_options
def list_(options: Options, states: tuple[str, ...], publisher: str | None, limit: int) -> None:
    """Stories, newest first, with their state and what holds them. Of one that is `changed` a newer revision waits to be
    approved; the approved one stays out."""
    from desk.catalogue import stories
    from wiredesk.printing import show, table

    with options.office() as office:
        rows = stories(office, states=states, publisher=publisher, limit=limit)
    cells = [
        (
            row.id,
            f"{row.state}{', changed' if row.waiting else ''}",
            row.published or "undated",
            row.publisher,
            row.licence or "-",
            row.alteration,
            row.headline,
        )
        for row in rows
    ]
    lines = table(cells, ("ID", "STATE", "DATE", "PUBLISHER", "LICENCE", "TEXT", "HEADLINE")) if cells else ["no stories"]
    for at in range(len(rows) - 1, -1, -1):
        lines[at + 2 : at + 2] = [f"      {reason.words}" for reason in rows[at].reasons]
    show(options, rows, lines)


@command.command("show")
@click.argument("name", metavar="ID")
@click.option("--text", is_flag=True, help="With the whole text.")
@shared_options
def show_(options: Options, name: str, text: bool) -> None:
    """One story with everything known about it: dates, rights, evidence, hops, decisions."""
    from desk.catalogue import story
    from wiredesk.printing import show
    from wiredesk.story_lines import lines_of

    with options.office() as office:
        found = story(office, name)
    show(options, found, lines_of(found, text))


def _by(decision: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--by", required=True, metavar="NAME", help="Who decides.")(decision)


@command.command("approve")
@click.argument("name", metavar="ID")
@_by
@click.option("--licence", metavar="SPDX|URL|permission", help="The terms, where the record does not hold them.")
@click.option("--evidence", metavar="URL|TEXT", help="Where the terms are stated.")
@click.option("--notice", metavar="WORDS", help="The words that the terms ask to be printed.")
@click.option("--note", metavar="TEXT", help="A remark for the record.")
@shared_options
def approve(
    options: Options,
    name: str,
    by: str,
    licence: str | None,
    evidence: str | None,
    notice: str | None,
    note: str | None,
) -> None:
    """Let a story leave with the next edition."""
    from desk.review import Grounds
    from desk.review import approve as decide

    if (licence is None) != (evidence is None):
        raise click.UsageError("--licence and --evidence belong together: terms without evidence are not recorded")
    if notice is not None and licence is None:
        raise click.UsageError("--notice belongs to a --licence")
    grounds = None if licence is None or evidence is None else Grounds(licence=licence, evidence=evidence, notice=notice)
    with options.office() as office:
        _tell(options, decide(office, name, by=by, grounds=grounds, note=note))


def _decision(verb: str, words: str, why: str, short: str | None = None) -> click.Command:
    """A decision that needs a reason and nothing else."""

    @click.command(verb, help=words, short_help=short)
    @click.argument("name", metavar="ID")
    @_by
    @click.option("--reason", required=True, metavar="TEXT", help=why)
    @shared_options
    def decide(options: Options, name: str, by: str, reason: str) -> None:
        from desk import review

        decisions = {"hold": review.hold, "spike": review.spike, "withdraw": review.withdraw}
        with options.office() as office:
            _tell(options, decisions[verb](office, name, by=by, reason=reason))

    assert isinstance(decide, click.Command)
    return decide


FOR_THE_RECORD = "Why; for the record, not printed."
command.add_command(_decision("hold", "Keep a story in; one that is out leaves every page and list.", FOR_THE_RECORD))
command.add_command(_decision("spike", "Reject a story that was never out.", FOR_THE_RECORD))
command.add_command(
    _decision(
        "withdraw",
        "Take back a story that is or was out: its page becomes a dated notice, and it leaves feed, menus and lists.",
        "Why; printed on the notice and in the feed.",
        "Take back a story that is or was out: a dated notice takes its place.",
    )
)


@command.command("comment")
@click.argument("name", metavar="ID")
@click.option("--kind", required=True, type=click.Choice(("opinion", "action", "todo")), help="What it is.")
@_by
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@shared_options
def comment(options: Options, name: str, kind: str, by: str, file: Path) -> None:
    """Put the house's own words (Markdown) beside a story."""
    from desk.review import comment as decide
    from news.review import CommentaryKind

    try:
        markdown = file.read_text("utf-8")
    except UnicodeDecodeError:
        raise click.UsageError(f"{file} is not UTF-8 text") from None
    with options.office() as office:
        _tell(options, decide(office, name, kind=CommentaryKind(kind), by=by, markdown=markdown))


def _tell(options: Options, ruling: "Ruling") -> None:
    from wiredesk.printing import show

    show(options, ruling, [f"{ruling.story} {ruling.headline!r}: {ruling.words}"])
