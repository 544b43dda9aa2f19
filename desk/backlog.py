"""The entries that are not done: what each waits for, or why it was given up; and the feeds that wait for the operator's word."""

from dataclasses import dataclass
from datetime import datetime

from desk.feeds import refuse_retired
from desk.moves import waits_for_a_word
from desk.office import Office
from news.names import FeedId
from store.entry_rows import EntryRecord, EntryState
from store.errors import Missing
from store.feed_rows import FeedRecord, FeedState


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An entry that is not done. `step`: `to fetch`, `to read` (its page is here), `put off` (something went wrong; it is tried
    again at `next_try`, None where its feed is retired) or `given up`. `attempts` counts how often it was begun; `words` say what
    went wrong.

    Or a feed that waits for a word, `moved`: `link` is where it says that it has moved to, `attempts` how often; no `entry`.
    """

    feed: str
    entry: str
    link: str | None
    step: str
    attempts: int
    next_try: datetime | None
    words: str | None
    first_seen: datetime


def waiting(office: Office, feed: str | None = None, *, given_up: bool = False, limit: int = 1000) -> list[Waiting]:
    """What waits, newest first; with `given_up` what was given up instead. Of one feed where that is named; raises Missing."""
    state = EntryState.FAILED if given_up else EntryState.WAITING
    with office.database.read() as transaction:
        if feed is not None and transaction.feeds.get(FeedId(feed)) is None:
            raise Missing("feed", feed)
        found = transaction.entries.list(None if feed is None else FeedId(feed), state, limit)
        feeds = [] if given_up else [one for one in transaction.feeds.all() if feed in (None, one.feed.id)]
    retired = {one.feed.id for one in feeds if one.state is FeedState.RETIRED}
    return [
        *(asked for one in feeds if (asked := _moved(one)) is not None),
        *(_waiting(entry, is_retired=entry.feed in retired) for entry in found),
    ]


def try_again(office: Office, feed: str) -> int:
    """How many entries of the feed that were given up wait again, as if never begun. Raises Missing, NotAllowed where it is
    retired."""
    with office.database.write() as transaction:
        record = transaction.feeds.get(FeedId(feed))
        if record is None:
            raise Missing("feed", feed)
        refuse_retired(record)
        return transaction.entries.reopen(FeedId(feed), office.clock())


def _moved(record: FeedRecord) -> Waiting | None:
    words, moving = waits_for_a_word(record), record.habits.moving
    if words is None or moving is None:
        return None
    return Waiting(
        feed=record.feed.id, entry="", link=moving.what, step="moved", attempts=moving.times, next_try=None, words=words,
        first_seen=moving.since,
    )  # fmt: skip


def _waiting(entry: EntryRecord, *, is_retired: bool) -> Waiting:
    step = "to read" if entry.page is not None else "to fetch"
    if entry.state is EntryState.FAILED:
        step = "given up"
    elif entry.reason is not None:
        step = "put off"
    words = [] if entry.reason is None else [entry.reason.words]
    return Waiting(
        feed=entry.feed,
        entry=entry.key,
        link=entry.link,
        step=step,
        attempts=entry.attempts,
        next_try=None if is_retired else entry.next_try_at,
        words="; ".join([*words, "its feed is retired: it waits for that to come back"] if is_retired else words) or None,
        first_seen=entry.first_seen_at,
    )
