"""What goes to press: the stories, list pages and notices that changed since the last edition, and only what may leave."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from news.alteration import Alteration, Level, compare, worse
from news.body import Block, Inline, Paragraph, leaves
from news.names import Digest, PublisherId, StoryId
from news.partial_date import PartialDate
from news.review import Commentary
from news.rights import RightsRecord
from news.scope import Scope
from news.story import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a story lives in every format: given with its first approval and never changed, whatever its headline.

    `slug` may be empty. `year` is four digits or `0000` where no source states one; `month` is two digits or `00`.
    """

    id: StoryId
    publisher: PublisherId
    slug: str
    year: str
    month: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject that stories are listed under; `slug` is its address."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """What is printed of a story, as its rights record's scope allows, and the alteration that results from it."""

    standfirst: tuple[Inline, ...]
    body: tuple[Block, ...]
    alteration: Alteration


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionStory:
    """A story as it goes to press. `released_at` is our first publication of it, `changed_at` our last change."""

    place: Place
    story: Story
    rights: RightsRecord
    printed: Printed
    duties: tuple[str, ...]
    topics: tuple[Topic, ...]
    released_at: datetime
    changed_at: datetime
    commentary: tuple[Commentary, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A story's row in a list."""

    place: Place
    headline: str
    standfirst: str | None
    publisher: str
    language: str | None
    published: PartialDate | None
    released_at: datetime


class ListKind(StrEnum):
    FRONT = "front"
    TOPIC = "topic"
    PUBLISHER = "publisher"
    MONTH = "month"
    """Of one publisher; `name` is `publisher/YYYY/MM`. Gopher menus only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One page of a list, newest first. Pages are numbered from the oldest, so that a full page never changes again.

    `number` None is the newest page: what stands at the list's own address. `older` is the number of the next older
    page, None at the end.
    """

    kind: ListKind
    name: str
    title: str
    number: int | None
    older: int | None
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """A list that has stories: its name, title, how many are out, and (publishers) the `YYYY/MM` it has menus for."""

    name: str
    title: str
    count: int
    months: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Directory:
    topics: tuple[DirectoryEntry, ...]
    publishers: tuple[DirectoryEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What stands where a withdrawn story stood."""

    place: Place
    headline: str
    publisher: str
    withdrawn_at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A chosen, ordered set of changes as of a moment.

    `newest` holds the stories of the feed, newest first, and is None when the feed has not changed; `withdrawn` then holds the
    latest notices, which the feed repeats so that nobody who pulls it now and then misses one. `directory` is None when no
    list appeared, vanished or changed its count.
    """

    number: int
    as_of: datetime
    stories: tuple[EditionStory, ...] = ()
    lists: tuple[ListPage, ...] = ()
    tombstones: tuple[Tombstone, ...] = ()
    newest: tuple[EditionStory, ...] | None = None
    withdrawn: tuple[Tombstone, ...] = ()
    directory: Directory | None = None
    removed: tuple[Place, ...] = ()
    """Stories that were out and may be out no longer, without a notice in their place: put on hold, or voided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestEntry:
    """One file of the export as it was last written."""

    path: str
    digest: Digest
    size: int


def print_of(story: Story, scope: Scope) -> Printed:
    """What may be printed of a story. An excerpt is its standfirst and first paragraph; a link has neither."""
    if scope is Scope.FULL:
        return Printed(standfirst=story.standfirst, body=story.body, alteration=story.alteration)
    first = next((block for block in story.body if isinstance(block, Paragraph)), None)
    body: tuple[Block, ...] = () if scope is Scope.LINK or first is None else (first,)
    level = worse(story.alteration.level, worse(Level.EXCERPT, compare(tuple(leaves(story.body)), tuple(leaves(body)))))
    alteration = Alteration(level=level, grounds=f"the rights record allows {scope.value} only", losses=story.alteration.losses)
    return Printed(standfirst=() if scope is Scope.LINK else story.standfirst, body=body, alteration=alteration)
