"""`wiredesk inspect`: what wiredesk makes of something, and why. Needs no config and no database, and uses no network."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wiredesk.cli import Options, shared_options
from wiredesk.exits import Exit

if TYPE_CHECKING:
    from desk.inspect import EntryFound, FeedRead, Given, PageFound, RightsFound
    from news.rights import Evidence, RightsRecord, Verdict


@click.group("inspect")
@shared_options
def command(options: Options) -> None:
    """Show what wiredesk makes of a page, a feed, their rights or a date, and why. FILE is read; `-` is standard input."""


def _show(options: Options, value: Any, lines: Iterable[str]) -> None:
    from wiredesk.printing import show

    show(options, value, lines)


def _given(reader: Callable[..., Any]) -> Callable[..., Any]:
    """The arguments that say what is inspected; the command gets a Given."""

    def call(options: Options, file: Path, url: str | None, content_type: str | None = None, **rest: Any) -> Any:
        from desk.inspect import Given

        return reader(options, Given(body=_read(file), url=url, content_type=content_type), **rest)

    call.__doc__ = reader.__doc__
    path = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
    decorators = (
        click.argument("file", metavar="[FILE|-]", type=path, default="-"),
        click.option("--url", metavar="URL", callback=_address, help="Where it is from: relative addresses are relative to it."),
        click.option("--content-type", metavar="TYPE", help="What HTTP said it was, such as 'text/html; charset=utf-8'."),
    )
    for decorate in reversed(decorators):
        call = decorate(call)
    return call


def _address(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from wire.urls import safe_link

    if value is not None and (safe_link(value) is None or value.startswith("mailto:")):
        raise click.BadParameter(f"{value!r} is no address of the web or of gopherspace")
    return value


def _read(file: Path) -> bytes:
    return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()


@command.command("page", short_help="What a page becomes, and why.")
@shared_options
@_given
def page(options: Options, given: "Given") -> int:
    """What a page becomes: its story, whose it is, when, on what terms, and what was left out."""
    from desk.inspect import AlterationFound, Nothing, PageFound, inspect_page
    from news.alteration import Level
    from wiredesk.printing import complain

    found = inspect_page(given)
    if isinstance(found, Nothing):
        empty = PageFound(alteration=AlterationFound(level=Level.UNVERIFIABLE, grounds=f"no story: {found.words}"))
        _show(options, empty, [f"no story: {found.words}"])
        complain(options, [f"no story: {found.words}"])
        return Exit.UNEXPECTED
    _show(options, found, _page_lines(found))
    return Exit.OK


def _page_lines(found: "PageFound") -> Iterator[str]:
    alteration = found.alteration
    yield found.title or "(no headline)"
    yield from _named(
        ("standfirst", found.standfirst),
        ("authors", ", ".join(found.authors)),
        ("published", found.published),
        ("updated", found.updated),
        ("language", found.language),
        ("topics", ", ".join(found.topics)),
        ("licence", found.licence),
    )
    yield from ("", "Text", f"  {alteration.level.value}: {alteration.grounds}")
    if alteration.end_in_doubt:
        yield f"  its end may be missing: {alteration.end_in_doubt}"
    yield from (f"  left out: {one.number} {one.kind}" for one in alteration.left_out)
    yield from (f"  | {line}" for line in found.text.split("\n"))
    yield from _section("Dates", _date_lines(found))
    yield from _section("Rights", map(_evidence_line, found.rights))
    yield from _section(
        "Not printed",
        (
            f"{loss.kind}, taken for {loss.verdict.value} ({loss.rule}), at {loss.place or 'an unknown place'}: {loss.first!r}"
            for loss in found.losses
        ),
    )


def _named(*pairs: tuple[str, str | None]) -> Iterator[str]:
    for name, value in pairs:
        yield f"  {name:11} {value or 'not found'}"


def _section(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield from ("", name)
    none = True
    for line in lines:
        none = False
        yield f"  {line}"
    if none:
        yield "  none"


def _date_lines(found: "PageFound") -> Iterator[str]:
    for claim in found.dates:
        read = "could not be read" if claim.value is None else claim.value.isoformat()
        yield f"{'*' if claim.chosen else ' '} {claim.about} {read}: {claim.wording!r} in {claim.place}"
        if claim.conflict:
            yield f"    conflict: {claim.conflict}"


def _evidence_line(one: "Evidence") -> str:
    named = f"names {one.licence}" if one.licence else "names no licence"
    return f"{one.said_by.value}, {one.place}: {one.wording!r} {named} ({one.rule})"


@command.command("feed", short_help="What a feed states of itself and of its entries.")
@shared_options
@_given
def feed(options: Options, given: "Given") -> int:
    """What a feed states of itself and of its entries, with nothing in it that a browser would act on."""
    from desk.inspect import Nothing, inspect_feed

    read = inspect_feed(given)
    if isinstance(read, Nothing):
        return _nothing(options, read.words)
    _show(options, read.found, _feed_lines(read))
    return Exit.OK


def _feed_lines(read: "FeedRead") -> Iterator[str]:
    about = read.found.feed
    yield f"{about.title or '(no title)'}: {read.dialect}, {len(read.found.entries)} entries"
    yield from _named(
        ("link", about.link), ("id", about.id), ("language", about.language), ("rights", about.rights), ("updated", about.updated)
    )
    yield from (f"  note        {note}" for note in read.notes)
    for entry in read.found.entries:
        yield from ("", entry.title or "(no title)", *_entry_lines(entry))


def _entry_lines(entry: "EntryFound") -> Iterator[str]:
    yield from _named(
        ("link", entry.link), ("id", entry.id), ("published", entry.published), ("updated", entry.updated),
        ("author", entry.author), ("language", entry.language), ("categories", ", ".join(entry.categories)),
        ("rights", entry.rights), ("licence", entry.licence),
    )  # fmt: skip
    yield from (f"  {'enclosure':11} {one.url} ({one.type or 'type not stated'})" for one in entry.enclosures)
    for name, text in (("summary", entry.summary), ("content", entry.content)):
        if text:
            yield f"  {name:11} {len(text)} characters: {text[:200]!r}"


@command.command("rights", short_help="The rights record of a page or feed, with its evidence.")
@shared_options
@click.option("--commercial/--no-commercial", default=None, help="Whether the use is commercial; not said by default.")
@_given
def rights(options: Options, given: "Given", commercial: bool | None) -> int:
    """The rights record of a page or feed, its evidence, and what it says to republishing the whole text."""
    from desk.inspect import Nothing, inspect_rights

    found = inspect_rights(given, commercial=commercial)
    if isinstance(found, Nothing):
        return _nothing(options, found.words)
    _show(options, found, _rights_lines(found))
    return Exit.OK


def _rights_lines(found: "RightsFound") -> Iterator[str]:
    yield f"{found.kind}: {found.verdict.answer.value}"
    yield from _record_lines(found.record, found.verdict)
    for entry in found.entries:
        yield from ("", f"entry {entry.title or entry.link or ''}: {entry.verdict.answer.value}")
        yield from _record_lines(entry.record, entry.verdict)


def _record_lines(record: "RightsRecord", verdict: "Verdict") -> Iterator[str]:
    yield f"  licence     {record.licence or 'none'}"
    yield f"  finding     {record.finding}"
    yield from (f"  because     {reason.words}" for reason in verdict.reasons)
    yield from (f"  duty        {duty}" for duty in verdict.duties)
    yield from (f"  evidence    {_evidence_line(one)}" for one in record.evidence)


def _nothing(options: Options, words: str) -> Exit:
    _show(options, {"error": words}, ())
    _complain(words)
    return Exit.UNEXPECTED


def _complain(words: str) -> None:
    from wiredesk.terminal import printable

    click.echo(f"wiredesk: {printable(words)}", err=True)


def _zone(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from zoneinfo import ZoneInfo

    try:
        return None if value is None else ZoneInfo(value).key
    except (ValueError, OSError, LookupError):
        raise click.BadParameter(f"{value!r} is no time zone; zones are named as Europe/Oslo is") from None


def _language(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from desk.inspect_date import language_of

    if value is not None and language_of(value) is None:
        raise click.BadParameter(f"{value!r} is no language tag; languages are named as pl or pt-BR are")
    return value and language_of(value)


@command.command("date", short_help="The date that STRING states, no more exact than it is.")
@click.argument("string")
@click.option("--zone", metavar="ZONE", callback=_zone, help="The publisher's zone, for times that name none.")
@click.option("--order", type=click.Choice(("dmy", "mdy")), help="What comes first in 03/04/2026.")
@click.option("--language", metavar="TAG", callback=_language, help="Decides names such as listopad: hr October, pl November.")
@shared_options
def date(options: Options, string: str, zone: str | None, order: str | None, language: str | None) -> None:
    """The date that STRING states, no more exact than it is; an empty line where it states none, and why.

    `-` reads strings from standard input, one a line; --json gives the reason for each.
    """
    from desk.inspect_date import date_found

    many = string == "-"
    given = _read(Path("-")) if many else string.encode("utf-8", "surrogateescape")
    lines = given.decode("utf-8", "replace").split("\n") if many else [given.decode("utf-8", "replace")]
    if many and not lines[-1]:
        lines.pop()
    found = [date_found(line.removesuffix("\r"), zone=zone, order=order, language=language) for line in lines]
    _show(options, found if many else found[0], [one.date or "" for one in found])
    if not (many or found[0].date or options.json or options.quiet):
        _complain(f"no date: {found[0].reason}")
