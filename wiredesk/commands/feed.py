"""`wiredesk feed`: what is polled."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wiredesk.cli import Options, shared_options
from wiredesk.exits import Exit

if TYPE_CHECKING:
    from desk.feed_check import Sample


@click.group("feed")
@shared_options
def command(options: Options) -> None:
    """Add, list, show, check, wake, move and remove feeds. Feeds of config.toml are changed there; these are those beside it."""


@command.command("add")
@click.argument("id")
@click.argument("url")
@click.option("--publisher", required=True, metavar="ID", help="A publisher of the config, or a new one with --name.")
@click.option("--name", metavar="NAME", help="The name of a new publisher.")
@click.option("--timezone", metavar="ZONE", help="The zone of a new publisher.")
@click.option("--every", default="1h", show_default=True, metavar="TIME", help="How often, such as 30m; 5m at the most often.")
@click.option("--review", type=click.Choice(("queue", "auto")), default="queue", show_default=True)
@click.option("--text", type=click.Choice(("auto", "feed", "page")), default="auto", show_default=True)
@click.option("--topic", "topics", multiple=True, metavar="TITLE", help="A topic of the site; may be repeated.")
@click.option("--via", metavar="NAME", help="The mirror that this feed is.")
@click.option("--depth", type=click.IntRange(0, 8), default=3, show_default=True, help="Gopher menus to walk below the start.")
@click.option("--hub/--no-hub", default=True, help="Listen to the hub that the feed announces, where the config has [websub].")
@shared_options
def add(options: Options, **settings: Any) -> None:
    """Add a feed beside those of the config. Try `feed check URL` first."""
    from desk.feeds import add_feed
    from wiredesk.printing import show

    with options.office() as office:
        feed = add_feed(office, settings)
    show(options, feed, [f"{feed.id}: added; it is polled with the next run"])


@command.command("list")
@shared_options
def list_(options: Options) -> None:
    """All feeds, with their state and when they are due."""
    from desk.feeds import feeds
    from wiredesk.feed_lines import HEAD, row_of
    from wiredesk.printing import show, table

    with options.office() as office:
        found = feeds(office)
    show(options, found, table([row_of(one) for one in found], HEAD) if found else ["no feeds"])


@command.command("show", short_help="One feed: how it stands, when it is asked next, and its last polls.")
@click.argument("name", metavar="ID")
@shared_options
def show_(options: Options, name: str) -> None:
    """One feed: how it stands, when it is asked next and why then, its last polls, and the entries that wait or failed."""
    from desk.feeds import feed
    from wiredesk.feed_lines import lines_of
    from wiredesk.printing import show

    with options.office() as office:
        found = feed(office, name)
    show(options, found, lines_of(found))


@command.command("check")
@click.argument("feed")
@shared_options
def check(options: Options, feed: str) -> int:
    """Fetch a feed (by id, or any address) through the door and show what would come. Nothing is stored."""
    import asyncio

    from desk.feed_check import check_feed
    from wiredesk.printing import complain, show

    with options.office() as office:
        found = asyncio.run(check_feed(office, feed))
    lines = [f"{found.url}: {found.words}"]
    lines += [f"  {one.published or 'undated':25}  {one.title or '(no title)'}  {one.link or ''}" for one in found.entries]
    lines += [f"  note: {note}" for note in found.notes]
    if found.sample is not None:
        lines += _sample(found.sample)
    elif found.sample_words is not None:
        lines.append(f"the first entry would become no story: {found.sample_words}")
    show(options, found, lines)
    if found.good:
        return Exit.OK
    complain(options, lines[:1])
    return Exit.UNEXPECTED


@command.command("remove")
@click.argument("name", metavar="ID")
@shared_options
def remove(options: Options, name: str) -> None:
    """Stop polling a feed that was added by command; its stories stay."""
    from desk.feeds import remove_feed
    from wiredesk.printing import show

    with options.office() as office:
        remove_feed(office, name)
    show(options, {"id": name, "state": "retired"}, [f"{name}: retired; its stories stay"])


@command.command("wake")
@click.argument("name", metavar="ID")
@shared_options
def wake(options: Options, name: str) -> None:
    """Make a feed due at once that is failing or at rest, as if it had never failed."""
    from desk.feeds import wake_feed
    from wiredesk.printing import show

    with options.office() as office:
        before = wake_feed(office, name)
    show(options, {"id": name, "was": before.state}, [f"{name}: was {before.state.value}; it is polled with the next run"])


@command.command("move", short_help="Ask a feed where its server says it has moved to.")
@click.argument("name", metavar="ID")
@shared_options
def move(options: Options, name: str) -> None:
    """Ask a feed where its server says that it has moved to: you say that this site is its publisher's too."""
    from desk.moved import move_feed
    from wiredesk.printing import show

    with options.office() as office:
        moved = move_feed(office, name)
    lines = [f"{name}: asked at {moved.address} from the next run on"]
    lines += [f"  stories that waited for this word and are {state.value} now: {some}" for state, some in moved.stories.items()]
    show(options, {"id": name, "moved_to": moved.address, "stories": moved.stories}, lines)


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--publisher", metavar="ID", help="The publisher of all feeds of the list, known already.")
@click.option("--by-title", is_flag=True, help="Where no publisher is known, make one of the feed's title.")
@click.option("--every", default="1h", show_default=True, metavar="TIME", help="How often, where the list does not say.")
@click.option("--review", type=click.Choice(("queue", "auto")), default="queue", show_default=True)
@shared_options
def import_(options: Options, file: Path, **terms: Any) -> int:
    """Add the feeds of an OPML file that are not there yet. Nothing is fetched before the next run."""
    import asyncio

    from desk.feed_lists import Terms, import_feeds
    from wiredesk.printing import complain, show

    with options.office() as office:
        found = asyncio.run(import_feeds(office, file, Terms(**terms)))
    lines = [f"{file}:{one.line}: {one.url}: {one.words}" for one in found]
    refused = [line for line, one in zip(lines, found, strict=True) if one.feed is None]
    show(options, found, [*lines, f"{sum(one.added for one in found)} added, {len(refused)} refused, of {len(found)}"])
    complain(options, refused)
    return Exit.UNEXPECTED if refused else Exit.OK


@command.command("export")
@click.option("--opml", is_flag=True, help="In OPML, which is all there is.")
@shared_options
def export(options: Options, opml: bool) -> None:
    """Print all feeds that are polled as OPML, for a feed reader or another desk."""
    from desk.feed_lists import export_feeds
    from wiredesk.printing import show
    from wiredesk.terminal import printable_xml

    with options.office() as office:
        document = export_feeds(office)
    if options.json:
        show(options, {"opml": document}, ())
    else:
        click.echo(printable_xml(document).encode(), nl=False)  # in UTF-8, as it says of itself, whatever the terminal reads


def _sample(sample: "Sample") -> list[str]:
    return [
        f"the first entry would become: {sample.headline!r}",
        f"  date {sample.published or 'not stated'}, language {sample.language or 'not stated'}",
        f"  byline {sample.byline or 'not stated'}, licence {sample.licence or 'none'}",
        f"  {sample.paragraphs} blocks of text, {sample.alteration.value}; it would be {sample.opening.value}",
        *(f"    because {reason.words}" for reason in sample.reasons),
    ]
