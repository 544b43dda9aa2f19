"""What a pass tells while it goes on: what lies ahead, and what became of each feed and entry."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from news.names import FeedId, StoryId

if TYPE_CHECKING:  # a pass that finds nothing new has nothing to tell of stories
    from news.review import State
    from news.rights import Reason


@dataclass(frozen=True, slots=True)
class Ahead:
    """So many more feeds or entries are about to be worked on."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReport:
    """What a poll of one feed came to: `outcome` is `read`, `unchanged`, `failed`, `refused`, or `rested` where its host asked
    to be left alone and it was not polled; `words` is one line. `notices` say what has changed about the feed itself.

    `seen` counts its entries, `new` and `changed` those among them that are to be read.
    """

    feed: FeedId
    outcome: str
    words: str
    seen: int = 0
    new: int = 0
    changed: int = 0
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReport:
    """What became of one entry: `outcome` is `new`, `revised`, `same`, `later` (it is tried again) or `failed` (given up);
    `words` says it in one line. `story` None: there is no story. `robots_of`: its page was not asked for, because of the
    robots.txt of that origin."""

    feed: FeedId
    title: str
    outcome: str
    words: str
    story: StoryId | None = None
    state: "State | None" = None
    reasons: "tuple[Reason, ...]" = ()
    robots_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HostReport:
    """What a host's robots.txt did to several entries, told once for those that came to the same: `stories` is their number,
    `words` what became of each."""

    host: str
    stories: int
    words: str


Report = FeedReport | StoryReport
Event = Report | HostReport | Ahead
