"""An edition goes to press: what changed is compiled, rendered, checked against its source, written and recorded."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desk.errors import DeskError
from desk.office import Office, alone
from exporters import press
from exporters.errors import ExportError
from exporters.page import Page
from exporters.proof import check
from exporters.writer import Written, plan, write
from news.edition import Edition, EditionStory
from news.names import StoryId
from news.rights import Reason


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


def publish(office: Office, *, dry_run: bool = False) -> Published:
    """Writes what changed since the last edition. With `dry_run` nothing is written anywhere; the answer says what would be.

    Raises DeskError when the export folder cannot be written; the old export stays as it was.
    """
    config = office.config
    words = f"{config.folder}: another publish is under way; it takes along what is approved by now"
    with alone(config.data, "publish", words):
        return _publish(office, dry_run)


def _publish(office: Office, dry_run: bool) -> Published:
    config, now = office.config, office.clock()
    look = press.look(config.site)
    with office.database.read() as transaction:
        is_new_look = transaction.editions.look() != look
    full = is_new_look or not (config.folder / MARK).exists()
    with office.database.write() as transaction:
        edition = transaction.editions.compile(as_of=now, full=full)
        if dry_run:
            transaction.rollback()
    held: dict[StoryId, Reason] = {}
    edition, pages = _proven(edition, office, held)
    with office.database.read() as transaction:
        try:
            removals = press.removals(edition)
            known = transaction.editions.known
            done = plan(pages, removals, config.folder, known) if dry_run else write(pages, removals, config.folder, known)
        except ExportError as broken:
            raise DeskError(str(broken)) from None
    if not dry_run:
        _record(office, edition, look, done, held)
    return Published(
        folder=str(config.folder),
        number=edition.number,
        stories=tuple(story.place.id for story in edition.stories),
        withdrawn=tuple(stone.place.id for stone in edition.tombstones),
        held=held,
        written=tuple(entry.path for entry in done.written),
        unchanged=len(done.unchanged),
        removed=done.removed,
        dry_run=dry_run,
    )
