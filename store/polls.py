"""The polls of each feed: what one came to, and the history of those that were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zlib import crc32

from sqlalchemy import Connection, bindparam, delete, insert, or_, select

from news.habits import Habits
from news.names import Digest, FeedId
from store.entries import Found
from store.feed_rows import FeedState, Validators
from store.tables import polls

KEPT, KEPT_FOR = 500, timedelta(days=90)
"""How much of a feed's history stays: so many polls, none older than that."""
CUT_EVERY = 64
"""How many polls a history may grow by before its end is cut off: at each poll that would cost more than the poll."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PollResult:
    """How a poll ended and what follows from it, as the cadence decided.

    `outcome` is a short name (`fetched`, `not-modified`, `refused`, `failed`, `not-a-feed`, `rested`), `words` says it to a
    person. `validators`, `body_digest`, `moved_to` and `habits` stay as they are where they are None here; `forget_move` drops
    `moved_to`. `asked` False: the feed's host is at rest, and this was no poll.
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


Ended = tuple[FeedId, int, PollResult, Found]
"""A poll that ended: of which feed, the number of its lease, what it came to, what it found."""


def history(connection: Connection, feed: FeedId, limit: int) -> list[Poll]:
    """The feed's last polls, newest first."""
    rows = connection.execute(select(polls).where(polls.c.feed_id == feed).order_by(polls.c.id.desc()).limit(limit))
    return [
        Poll(
            at=row.at, outcome=row.outcome, status=row.status, words=row.words, seen=row.seen, new=row.new,
            changed=row.changed, bytes=row.bytes, took_s=row.took_s,
        )
        for row in rows
    ]  # fmt: skip


def add_to_history(connection: Connection, ended: Sequence[Ended]) -> None:
    """Adds a line for each; of some feeds, each in its turn, the end of the history is cut off."""
    connection.execute(PUT, [_values(feed, result, found) for feed, _, result, found in ended])
    cut = [
        {"feed": feed, "before": result.at - KEPT_FOR}
        for feed, token, result, _ in ended
        if (token + crc32(feed.encode())) % CUT_EVERY == 0
    ]
    if cut:
        connection.execute(CUT, cut)


PUT = insert(polls)
OLDEST_KEPT = (
    select(polls.c.id).where(polls.c.feed_id == bindparam("feed")).order_by(polls.c.id.desc()).offset(KEPT - 1).limit(1)
).scalar_subquery()
CUT = delete(polls).where(polls.c.feed_id == bindparam("feed"), or_(polls.c.id < OLDEST_KEPT, polls.c.at < bindparam("before")))


def _values(feed: FeedId, result: PollResult, found: Found) -> dict[str, Any]:
    return {
        "feed_id": feed, "at": result.at, "outcome": result.outcome, "status": result.status, "words": result.words,
        "seen": found.seen, "new": found.new, "changed": found.changed, "bytes": result.bytes, "took_s": result.took_s,
    }  # fmt: skip
