"""`wiredesk feed`: what is polled."""

from typing import TYPE_CHECKING, Any

import click

from wiredesk.cli import Options, shared_options
from wiredesk.exits import Exit

if TYPE_CHECKING:
    from desk.feeds import Sample


@click.group("feed")
@shared_options
def command(options: Options) -> None:
    """Add, list, show, check and remove feeds. Feeds of config.toml are changed there; these are those beside it."""


@command.command("add")
@click.argument("id")
@click.argument("url")
@click.option("--publisher", required=True, metavar="ID", help="A publisher of the config, or a new one with --name.")
@click.option("--name", metavar="NAME", help="The name of a new publisher.")
@click.option("--timezone", metavar="ZONE", help="The zone of a new publisher.")
@click.option("--every", default="1h", show_default=True, metavar="TIME", help="How often, such as 30m.")
@click.option("--review", type=click.Choice(("queue", "auto")), default="queue", show_default=True)
@click.option("--text", type=click.Choice(("auto", "feed", "page")), default="auto", show_default=True)
@click.option("--topic", "topics", multiple=True, metavar="TITLE", help="A topic of the site; may be repeated.")
@click.option("--via", metavar="NAME", help="The mirror that this feed is.")
@click.option("--depth", type=click.IntRange(0, 8), default=3, show_default=True, help="Gopher menus to walk below the start.")
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
    from wiredesk.printing import show, table, when

    with options.office() as office:
        found = feeds(office)
    rows = [
        (one.feed.id, one.state, one.origin, when(one.next_poll_at), one.last_words or "not polled yet", one.feed.url)
        for one in found
    ]
    show(options, found, table(rows, ("ID", "STATE", "ORIGIN", "NEXT POLL", "LAST", "ADDRESS")) if rows else ["no feeds"])


@command.command("show")
@click.argument("name", metavar="ID")
@shared_options
def show_(options: Options, name: str) -> None:
    """One feed with its polls and the entries that wait or failed."""
    from desk.feeds import feed
    from wiredesk.printing import show, when

    with options.office() as office:
        found = feed(office, name)
    record, about = found.record, found.record.feed
    lines = [
        f"{about.id}: {record.state} ({record.origin})",
        f"  publisher  {about.publisher.name}",
        f"  address    {about.url}" + (f" (moved to {record.moved_to})" if record.moved_to else ""),
        f"  next poll  {when(record.next_poll_at)}",
        f"  last good  {when(record.last_ok_at)}",
        *(f"  {when(one.at)}  {one.outcome}: {one.words}" for one in found.polls),
        *(f"  waits until {when(one.next_try_at)}: {one.link or one.key}" for one in found.waiting),
        *(f"  given up: {one.link or one.key}: {one.reason.words if one.reason else ''}" for one in found.failed),
    ]
    show(options, found, lines)


@command.command("check")
@click.argument("feed")
@shared_options
def check(options: Options, feed: str) -> int:
    """Fetch a feed (by id, or any address) through the door and show what would come. Nothing is stored."""
    import asyncio

    from desk.feeds import check_feed
    from wiredesk.printing import show

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
    return Exit.OK if found.good else Exit.UNEXPECTED


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


def _sample(sample: "Sample") -> list[str]:
    return [
        f"the first entry would become: {sample.headline!r}",
        f"  date {sample.published or 'not stated'}, language {sample.language or 'not stated'}",
        f"  byline {sample.byline or 'not stated'}, licence {sample.licence or 'none'}",
        f"  {sample.paragraphs} blocks of text, {sample.alteration.value}; it would be {sample.opening.value}",
        *(f"    because {reason.words}" for reason in sample.reasons),
    ]
