"""What is in the store, for those who look: lists of stories, and one story with everything known about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.feeds import no_publisher, publishers
from desk.office import Office
from exporters import paths
from news.names import PublisherId, StoryId
from news.review import Commentary, Decision, State
from store.errors import Missing
from store.records import Revision, Sighting, StoryRecord, StoryRow

__all__ = ["Pages", "StoryFile", "StoryRow", "pages_of", "stories", "story"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryFile:
    """A story's whole file: the record, its revisions, where it was met, every decision, and the house's words beside it."""

    record: StoryRecord
    revisions: tuple[Revision, ...]
    sightings: tuple[Sighting, ...]
    decisions: tuple[Decision, ...]
    commentary: tuple[Commentary, ...]
    pages: "Pages | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Where a story is printed: files of the export, and addresses of the site and the hole."""

    web: Path
    gopher: Path
    url: str
    gopher_url: str | None


def stories(office: Office, *, states: Sequence[str] = (), publisher: str | None = None, limit: int = 10_000) -> list[StoryRow]:
    """Stories, newest first; in these states and of this publisher where given. Raises NotAllowed where nobody knows that one."""
    wanted = [State(state) for state in states] or None
    with office.database.read() as transaction:
        if publisher is not None and publisher not in (known := publishers(office, transaction)):
            raise no_publisher(publisher, known)
        return transaction.stories.list(wanted, None if publisher is None else PublisherId(publisher), limit=limit)


def story(office: Office, name: str) -> StoryFile:
    """The story's file; `name` is its id or a beginning of it. Raises Missing, Ambiguous."""
    with office.database.read() as transaction:
        record = transaction.stories.get(transaction.stories.resolve(name))
        if record is None:
            raise Missing("story", name)
        return StoryFile(
            record=record,
            revisions=tuple(transaction.stories.revisions(record.id)),
            sightings=tuple(transaction.stories.sightings(record.id)),
            decisions=tuple(transaction.reviews.decisions(record.id)),
            commentary=tuple(transaction.reviews.commentary(record.id)),
            pages=_pages(office, record),
        )


def pages_of(office: Office, name: StoryId) -> Pages:
    """Where the story is printed. Raises Missing when it never was."""
    pages = story(office, name).pages
    if pages is None:
        raise Missing("page of the story", name)
    return pages


def _pages(office: Office, record: StoryRecord) -> Pages | None:
    place, config = record.place, office.config
    if place is None or record.released_at is None:
        return None
    return Pages(
        web=config.folder / paths.web_file(place),
        gopher=config.folder / paths.gopher_file(place),
        url=paths.web_url(config.site, paths.web_path(place)),
        gopher_url=paths.gopher_url(config.site, paths.selector(place), "0"),
    )
