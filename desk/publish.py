"""An edition goes to press: what changed is compiled, rendered, checked against its source, written and recorded."""

import errno
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from desk.errors import CannotWrite, DeskError
from desk.office import Office, alone
from exporters import press, writer
from exporters.errors import ExportError
from exporters.page import Page
from exporters.proof import check
from exporters.writer import Written
from news.edition import Edition, Place
from news.names import StoryId
from news.rights import Reason
from store.editions import Editions

MARK = ".wiredesk-export"
"""In the export folder: without it the folder is not what the store remembers, and everything is written anew."""
WAIT_S = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What an edition came to. Paths are relative to `folder`. `held` failed their proof and were not printed."""

    folder: str
    number: int
    stories: tuple[StoryId, ...]
    withdrawn: tuple[StoryId, ...]
    held: Mapping[StoryId, Reason]
    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    dry_run: bool = False


class NoRoom(CannotWrite):
    """The disk of the export folder is full; once there is room, the next publish completes the edition."""


class BrokenOff(DeskError):
    """Publishing stopped since the service has to; each file is whole, and the next publish completes the edition."""


def publish(office: Office, *, dry_run: bool = False) -> Published:
    """Writes what changed since the last edition. With `dry_run` nothing is written anywhere; the answer says what would be.

    Waits while another process publishes: that one may have begun before the last decision was taken. Raises Busy when it does
    not come to its end within WAIT_S, CannotWrite when the export folder cannot be written.
    """
    config = office.config
    busy = f"{config.folder}: another publish is still at work after {WAIT_S} s; run `wiredesk publish` again when it is done"
    with alone(config.data, "publish", busy, WAIT_S):
        done = _publish(office, dry_run)
        # a story that was held back by its proof is still in lists and counts of this edition: print those without it
        return _publish(office, dry_run, done.held) if done.held and not dry_run else done


def _publish(office: Office, dry_run: bool, held_before: Mapping[StoryId, Reason] | None = None) -> Published:
    config = office.config
    look = press.look(config.site)
    with office.database.read() as transaction:
        full = transaction.editions.look() != look or not (config.folder / MARK).exists()
        broken_off = transaction.editions.is_open()
    with office.database.rehearse() if dry_run else office.database.write() as transaction:
        edition = transaction.editions.compile(as_of=office.clock(), full=full)
    held: dict[StoryId, Reason] = {}
    try:
        if broken_off and not dry_run:
            writer.sweep(config.folder)
        with office.database.read() as transaction:
            done = _to_disk(edition, office, held, transaction.editions, dry_run)
        if not dry_run:
            _mark(config.folder / MARK)
    except (ExportError, OSError) as broken:
        cause = broken if isinstance(broken, OSError) else broken.__cause__
        is_full = isinstance(cause, OSError) and cause.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (NoRoom if is_full else CannotWrite)(str(broken)) from None
    if not dry_run:
        with office.database.write() as transaction:
            transaction.editions.record(edition, look=look, written=done.written, removed=done.removed, held=held)
    return Published(
        folder=str(config.folder),
        number=edition.number,
        stories=tuple(story.place.id for story in edition.stories if story.place.id not in held),
        withdrawn=tuple(stone.place.id for stone in edition.tombstones),
        held={**(held_before or {}), **held},
        written=tuple(entry.path for entry in done.written),
        unchanged=len(done.unchanged),
        removed=done.removed,
        dry_run=dry_run,
    )


def _mark(mark: Path) -> None:
    """Marks the folder as holding the export that the store remembers; one that is marked keeps its time stamp."""
    if not mark.exists():
        mark.touch()


def _to_disk(edition: Edition, office: Office, held: dict[StoryId, Reason], before: Editions, dry_run: bool) -> Written:
    """Story pages first, each proven before it is written; then lists, menus and feed, without those that failed."""
    site, folder = office.config.site, office.config.folder
    put = writer.plan if dry_run else writer.write
    pages = replace(edition, lists=(), newest=None, directory=None, removed=())
    first = put(_unless_halted(_proven(press.render(pages, site), edition, held), office), (), folder, before.known)
    indexes = replace(
        edition,
        stories=(),
        tombstones=(),
        lists=tuple(
            replace(page, cards=tuple(card for card in page.cards if card.place.id not in held)) for page in edition.lists
        ),
        newest=None if edition.newest is None else tuple(story for story in edition.newest if story.place.id not in held),
    )
    removals = (*press.removals(edition), *press.removals(replace(edition, removed=_places(edition, held))))
    done = {*(entry.path for entry in first.written), *first.unchanged}
    rest = (page for page in press.render(indexes, site) if page.path not in done)
    second = put(_unless_halted(rest, office), removals, folder, before.known, before.may_stand)
    return Written(
        written=(*first.written, *second.written),
        unchanged=(*first.unchanged, *second.unchanged),
        removed=(*first.removed, *second.removed),
    )


def _unless_halted(pages: Iterator[Page], office: Office) -> Iterator[Page]:
    for page in pages:
        if office.halting.is_set():
            raise BrokenOff("publishing was broken off to stop; the next publish completes the edition")
        yield page


def _places(edition: Edition, held: Mapping[StoryId, Reason]) -> tuple[Place, ...]:
    return tuple(story.place for story in edition.stories if story.place.id in held)


def _proven(pages: Iterator[Page], edition: Edition, held: dict[StoryId, Reason]) -> Iterator[Page]:
    """The pages whose words are their story's; a story with a page that is not so is held, and printed nowhere new."""
    stories = {story.place.id: story for story in edition.stories}
    for page in pages:
        if page.story is not None and page.story in stories:
            differs = check(page, stories[page.story])
            if differs is not None:
                held[page.story] = Reason("proof", f"the printed page {page.path} is not the story's text: {differs}")
                continue
        yield page
