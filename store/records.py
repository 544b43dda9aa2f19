"""What the store says of a story: values made of its rows, for those who decide, list and look."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from news.alteration import Level
from news.edition import Place, Topic
from news.names import Digest, FeedId, LicenceId, PublisherId, StoryId
from news.provenance import Hop
from news.review import State
from news.rights import Reason, RightsRecord, Verdict
from news.story import Story

HOUSE = "wiredesk"
"""Who decided where no person did: the operator's rule, or the press."""


class Outcome(StrEnum):
    """What keeping a story came to."""

    NEW = "new"
    REVISED = "revised"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A story after it was kept: its id, its latest revision's number, and where it stands now."""

    id: StoryId
    outcome: Outcome
    revision: int
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRecord:
    """A story with all that is known and decided of it.

    `story` is the latest revision, whole; `approved_revision` the one that is printed. `rights` and `verdict` are the
    record in force. `waiting`: a later revision than the approved one waits for an editor. `place` is None until the
    first approval, `released_at` until the first edition that held it.
    """

    id: StoryId
    state: State
    reasons: tuple[Reason, ...]
    revision: int
    approved_revision: int | None
    story: Story
    rights: RightsRecord
    verdict: Verdict
    topics: tuple[Topic, ...]
    place: Place | None
    first_seen_at: datetime
    last_seen_at: datetime
    released_at: datetime | None
    changed_at: datetime
    waiting: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """A story in a list. `published` is EDTF, None where no source states it; `hops` in travel order."""

    id: StoryId
    headline: str
    publisher_id: PublisherId
    publisher: str
    url: str | None
    published: str | None
    state: State
    reasons: tuple[Reason, ...]
    licence: LicenceId | None
    alteration: Level
    hops: tuple[Hop, ...]
    waiting: bool
    first_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One place where a story was met: a feed, the mirrors on that way, and how the text stood there."""

    feed: FeedId
    capture: Digest
    capture_url: str
    text_from: str
    text_digest: Digest
    level: Level
    hops: tuple[Hop, ...]
    first_seen_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One state of a story's text and facts, as it was kept; never changed after."""

    number: int
    kept_at: datetime
    headline: str
    digest: Digest
    text_digest: Digest
    level: Level
