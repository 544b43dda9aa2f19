"""The one hand that touches the export folder: whole files or none, and nothing that has not changed.

A page is written beside its place and renamed over it, so a reader of the folder sees the old file or the new one, never
half of either. A file whose bytes are right already keeps its time stamp.
"""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from exporters.errors import ExportError
from exporters.page import Page
from exporters.paths import GOPHER, WEB
from news.edition import ManifestEntry
from news.names import Digest, digest_of_bytes

ROOMS: Final = (WEB, GOPHER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a write did. `written`: new, changed or put back; `unchanged`: the file and the manifest had it so already."""

    written: tuple[ManifestEntry, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def write(
    pages: Iterable[Page],
    removals: Sequence[str],
    folder: Path,
    known: Callable[[str], Digest | None],
    ours: Callable[[str], bool] | None = None,
    *,
    durable: bool = False,
) -> Written:
    """Brings the folder up to date: the pages in the order given, then the removals.

    `known` gives the digest that the manifest has for a path. `ours` says whether a file at a path can be of our making: no other
    is ever removed; those that are known when it is not given. With `durable` each file is flushed to the disk before it takes
    its name. One call at a time per folder: the caller sees to that.

    Raises ExportError, in one line, where the folder cannot be written; each file in it is whole then, the old or the new.
    """
    with _said_in_one_line(folder):
        written, unchanged = [], []
        for page in pages:
            target, entry = _target(folder, page.path), _entry(page)
            stands = _stands(target, page.body)
            if not stands:
                _put(target, page.body, durable=durable)
            if stands and known(entry.path) == entry.digest:
                unchanged.append(entry.path)
            else:
                written.append(entry)
        gone = [path for path in removals if (known(path) is not None if ours is None else ours(path))]
        for path in gone:
            _take_away(_target(folder, path), folder)
    return Written(written=tuple(written), unchanged=tuple(unchanged), removed=tuple(gone))


def plan(
    pages: Iterable[Page],
    removals: Sequence[str],
    folder: Path,
    known: Callable[[str], Digest | None],
    ours: Callable[[str], bool] | None = None,
) -> Written:
    """What `write` would do, with nothing done: for a dry run."""
    with _said_in_one_line(folder):
        found = [(_entry(page), _stands(_target(folder, page.path), page.body)) for page in pages]
    is_same = [stands and known(entry.path) == entry.digest for entry, stands in found]
    return Written(
        written=tuple(entry for (entry, _), same in zip(found, is_same, strict=True) if not same),
        unchanged=tuple(entry.path for (entry, _), same in zip(found, is_same, strict=True) if same),
        removed=tuple(path for path in removals if (known(path) is not None if ours is None else ours(path))),
    )


def sweep(folder: Path) -> None:
    """Takes away what a writer that died left beside the pages. Raises ExportError."""
    with _said_in_one_line(folder):
        for room in ROOMS:
            for left in (folder / room).rglob(".*.new"):
                left.unlink(missing_ok=True)


def _entry(page: Page) -> ManifestEntry:
    return ManifestEntry(path=page.path, digest=digest_of_bytes(page.body), size=len(page.body))


def _target(folder: Path, path: str) -> Path:
    """The file for a path of the export. Raises ExportError for a path that leads out of `web` and `gopher`."""
    parts = PurePosixPath(path).parts
    is_plain = all(not part.startswith(".") and part.isprintable() and "\\" not in part for part in parts)
    if len(parts) < 2 or parts[0] not in ROOMS or not is_plain or "/".join(parts) != path:
        raise ExportError(f"{path!r} is no path of the export: nothing was written there")
    target = folder.joinpath(*parts)
    # the rooms themselves may be links to elsewhere, as an operator likes; nothing below them may lead out
    if not target.parent.resolve().is_relative_to((folder / parts[0]).resolve()):
        raise ExportError(f"{path!r} leads out of the export folder {folder} by a link: remove the link")
    return target


def _stands(target: Path, body: bytes) -> bool:
    """Whether the file is there, byte for byte. The manifest's word is not enough: a crash or a hand may have been between."""
    try:
        return target.stat().st_size == len(body) and target.read_bytes() == body
    except FileNotFoundError:
        return False


def _put(target: Path, body: bytes, *, durable: bool) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.new")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o666)
        with open(descriptor, "wb") as file:  # noqa: PTH123 (a descriptor, not a path)
            file.write(body)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        beside.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise


def _take_away(target: Path, folder: Path) -> None:
    target.unlink(missing_ok=True)
    for parent in target.relative_to(folder).parents:
        if len(parent.parts) < 2:
            break
        try:
            (folder / parent).rmdir()
        except OSError:
            break


@contextlib.contextmanager
def _said_in_one_line(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as broken:
        where = f" at {broken.filename}" if broken.filename else ""
        raise ExportError(
            f"the export folder {folder} cannot be written: {broken.strerror or broken}{where}; "
            "each file in it is whole, old or new: make it writable, with space left, and publish again"
        ) from broken
