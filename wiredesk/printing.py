"""What a command prints: JSON for programs, lines for people, a progress bar where there is a terminal."""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any

import click

from wiredesk.cli import Options
from wiredesk.terminal import UNSHOWABLE, printable


def plain(value: Any) -> Any:
    """The value as JSON types: dataclasses as objects, dates as EDTF or ISO 8601, enums by their value."""
    from news.partial_date import PartialDate  # noqa: PLC0415 — what prints lines does not need it

    if isinstance(value, PartialDate):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): plain(inner) for name, inner in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        return [plain(inner) for inner in value]
    return value


def show(options: Options, value: Any, lines: Iterable[str]) -> None:
    """Prints `value` as JSON when asked to, else the lines; nothing but JSON when quiet."""
    if options.json:
        as_letters = "utf" in (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
        document = json.dumps(plain(value), ensure_ascii=not as_letters, indent=2)
        click.echo(UNSHOWABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", document))
    elif not options.quiet:
        for line in lines:
            click.echo(printable(line))


def complain(options: Options, lines: Iterable[str]) -> None:
    """Says on standard error why a command that is quiet fails; one that is not has printed it."""
    if options.quiet and not options.json:
        for line in lines:
            click.echo(f"wiredesk: {printable(line)}", err=True)


def counted(number: int, one: str, more: str | None = None) -> str:
    """`1 entry`, `2 entries`."""
    return f"{number:,} {one if number == 1 else more or f'{one}s'}"


def table(rows: Sequence[Sequence[str]], head: Sequence[str]) -> list[str]:
    """The rows as lines with aligned columns; the last column is as long as it is."""
    all_rows = [head, *rows]
    widths = [max(len(row[at]) for row in all_rows) for at in range(len(head))]
    return ["  ".join([*(row[at].ljust(widths[at]) for at in range(len(head) - 1)), row[-1]]).rstrip() for row in all_rows]


def when(instant: datetime | None) -> str:
    """An instant for people: UTC, to the minute; `never` where there is none."""
    return "never" if instant is None else instant.strftime("%Y-%m-%d %H:%M UTC")


def size(count: int) -> str:
    """A number of bytes for people: `1.5 MiB`."""
    for unit in ("bytes", "KiB", "MiB"):
        if count < 1024:
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1024  # type: ignore[assignment]
    return f"{count:.1f} GiB"


def is_terminal() -> bool:
    """Whether progress may move."""
    return sys.stderr.isatty()
