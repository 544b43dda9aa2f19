"""What the store knows of an entry, of a poll's find and of the work on it, as the rest of the house sees it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from news.names import Digest, EntryKey, FeedId, StoryId
from store.feed_rows import FeedRecord

if TYPE_CHECKING:
    from news.rights import Reason


class EntryState(StrEnum):
    """How far we are with an entry."""

    WAITING = "waiting"
    """To be fetched and read, at once or at its next try."""
    DONE = "done"
    FAILED = "failed"
    """Given up, with its reason."""
    SKIPPED = "skipped"
    """Left alone by a rule of ours, with its reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry that is new or changed. `payload` is the whole of it as the caller writes it: opaque here. `feed_digest` names
    the bytes of the feed that stated it."""

    key: EntryKey
    digest: Digest
    link: str | None
    payload: str
    feed_digest: Digest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesFound:
    """What a poll found: the new and changed entries, and the keys of all that the feed holds now. `known`: which of the feed's
    entries were seen before, where the caller asked for that in the same transaction."""

    rows: tuple[EntryRow, ...] = ()
    seen: tuple[EntryKey, ...] = ()
    known: Collection[EntryKey] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRecord:
    """An entry and how far we are with it. `attempts` counts how often it was begun, the one that crashed too.

    `first_seen_at` never changes. `capture` and `story` name what came of it. `page`: how the page was served that was fetched
    for it and is not read yet, as the caller writes it; its bytes are those of `capture`.
    """

    feed: FeedId
    key: EntryKey
    digest: Digest
    link: str | None
    payload: str
    feed_digest: Digest | None
    state: EntryState
    attempts: int
    next_try_at: datetime | None
    reason: "Reason | None"
    capture: Digest | None
    story: StoryId | None
    first_seen_at: datetime
    last_seen_at: datetime
    page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage:
    """The page that was fetched for an entry: see EntryRecord."""

    capture: Digest
    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryLease:
    """The right to work on an entry; `entry` is as it stands with this attempt counted."""

    entry: EntryRecord
    feed: FeedRecord
    owner: str
    token: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryOutcome:
    """What came of an entry: DONE or SKIPPED, with the bytes it was read from and the story made of it."""

    state: EntryState = EntryState.DONE
    capture: Digest | None = None
    story: StoryId | None = None
    reason: "Reason | None" = None
