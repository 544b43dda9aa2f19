"""What a poll came to, as the rest of the house tells it to the store, and as the store tells it later."""

from dataclasses import dataclass
from datetime import datetime

from news.habits import Habits
from news.names import Digest
from store.feed_rows import FeedState, Validators


@dataclass(frozen=True, slots=True, kw_only=True)
class PollResult:
    """How a poll ended and what follows from it, as the cadence decided.

    `outcome` is a short name (`fetched`, `not-modified`, `refused`, `failed`, `not-a-feed`, `rested`, `unfinished`), `words`
    says it to a person. `validators`, `body_digest`, `moved_to` and `habits` stay as they are where they are None here;
    `forget_move` drops `moved_to`. `asked` False: the feed's host is at rest, and this was no poll.
    """

    at: datetime
    outcome: str
    words: str
    ok: bool
    next_poll_at: datetime
    state: FeedState = FeedState.ACTIVE
    failures: int = 0
    status: int | None = None
    validators: Validators | None = None
    body_digest: Digest | None = None
    moved_to: str | None = None
    forget_move: bool = False
    bytes: int = 0
    took_s: float = 0.0
    asked: bool = True
    habits: Habits | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """One line of a feed's history; `seen`, `new` and `changed` count its entries."""

    at: datetime
    outcome: str
    status: int | None
    words: str
    seen: int
    new: int
    changed: int
    bytes: int
    took_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How many entries the feed held, and how many of them were new to us or had changed."""

    seen: int = 0
    new: int = 0
    changed: int = 0
