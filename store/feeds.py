"""The feeds: which there are, taken in, changed and retired. How they are polled is in `store.polled_feeds`.

In plain SQL: the first poll after a change of the config needs nothing else either.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from news.names import FeedId, PublisherId
from news.publisher import Feed, Publisher
from store.clock import start_clock
from store.errors import Conflict, Missing
from store.feed_rows import (
    PUBLISHER,
    RECORDS,
    FeedRecord,
    FeedState,
    Origin,
    declared_values,
    publisher_of,
    publisher_values,
    record_of,
)  # fmt: skip
from store.habit_rows import habit_values
from store.instants import to_text
from store.meta import CONFIG_DIGEST
from store.plain import batches, holes, insert, json_in, overwriting, words_in
from store.poll_rows import Poll
from store.polled_feeds import PolledFeeds
from store.polls import history

PUT_PUBLISHER: Final = insert("publishers", PUBLISHER, f"ON CONFLICT (id) DO UPDATE SET {overwriting(PUBLISHER[1:])}")
UNREAD: Final = {"etag": None, "last_modified": None, "body_digest": None}
"""As if the feed had never been read: what it serves is looked at again."""
UNKNOWN: Final = {"moved_to": None, "habits": None, "last_polled_at": None, "last_ok_at": None, "last_words": None}
"""As if its address had never been asked: what was seen at another says nothing of it."""
UNLEASED: Final = "lease_owner = NULL, lease_until = NULL, lease_token = lease_token + 1"
"""Whoever polls the feed now does so for nothing."""
ENCODED: Final[Mapping[str, Callable[[Any], Any]]] = {
    "url": words_in, "moved_to": words_in, "settings": json_in, "habits": json_in, "added_at": to_text, "next_poll_at": to_text,
}  # fmt: skip
"""What makes of a column's value what the database holds; of any other column that is the value itself."""
AWAITED: Final = "(stands IS NOT NULL OR state IN ('approved', 'published'))"
"""Stories that are out, or will be, as `store.press_marks` has it."""
RETIRED_WORDS = {
    Origin.DECLARED: "the config declares it no more; declare it again to poll it",
    Origin.ADDED: "it was removed by command; add it again to poll it",
}


class Feeds(PolledFeeds):
    """Every feed by its id."""

    def sync(self, declared: Sequence[Feed], config_digest: str, now: datetime) -> None:
        """Brings the declared feeds in line with the config: new ones are due at once, vanished ones retired, ones that
        came back revived. A feed added by command under the same id becomes a declared one."""
        known = {record.feed.id: record for record in self.all()}
        self._put_publishers({feed.publisher.id: feed.publisher for feed in declared}.values())
        for feed in declared:
            self._put(feed, Origin.DECLARED, known.get(feed.id), now)
        names = {feed.id for feed in declared}
        self._retire([feed for feed, record in known.items() if record.origin is Origin.DECLARED and feed not in names])
        self._meta.set(CONFIG_DIGEST, config_digest)
        start_clock(self._plain)

    def add(self, feed: Feed, now: datetime) -> None:
        """Takes in a feed by command, due at once. Raises Conflict when there is one of that id."""
        record = self.get(feed.id)
        if record is not None and record.state is not FeedState.RETIRED:
            raise Conflict(f"there is a feed {feed.id!r} already, {record.origin}: {record.feed.url}")
        self._put_publishers([feed.publisher])
        self._put(feed, Origin.ADDED, record, now)

    def retire(self, feed: FeedId) -> None:
        """Ends polling of an added feed; its stories stay. Raises Missing, or Conflict when the config declares it."""
        record = self.get(feed)
        if record is None:
            raise Missing("feed", feed)
        if record.origin is Origin.DECLARED and record.state is not FeedState.RETIRED:
            raise Conflict(f"the feed {feed!r} is declared in the config: take it out there")
        self._retire([feed])

    def _put_publishers(self, found: Iterable[Publisher]) -> None:
        known = {row[0]: row[1] for row in self._plain.rows("SELECT id, name FROM publishers")}
        rows = [publisher_values(publisher) for publisher in found]
        if rows:
            self._plain.run_for_each(PUT_PUBLISHER, rows)
        renamed = [name for name, title, *_ in rows if known.get(name, title) != title]
        for some in batches(renamed):  # the next edition prints their stories and lists anew; no story counts as changed
            among = f"IN ({holes(some)})"
            self._plain.run(f"UPDATE stories SET change_seq = change_seq + 1 WHERE publisher_id {among} AND {AWAITED}", some)
            self._plain.run(f"UPDATE lists SET shown_out = -1 WHERE kind = 'publisher' AND name {among}", some)

    def _put(self, feed: Feed, origin: Origin, known: FeedRecord | None, now: datetime) -> None:
        values = declared_values(feed) | {"origin": origin}
        if known is None:
            fresh = {"id": feed.id, "state": FeedState.ACTIVE, "added_at": now, "next_poll_at": now}
            row = values | fresh
            self._plain.run(insert("feeds", list(row)), _encoded(row))
            return
        if known.feed == feed and known.origin is origin and known.state is not FeedState.RETIRED:
            return
        if now + feed.every < known.next_poll_at:
            habits = replace(known.habits, why="its settings have changed")
            values |= {"next_poll_at": now + feed.every, "habits": habit_values(habits)}
        moved = known.feed.url != feed.url
        if known.state is FeedState.RETIRED or moved:
            values |= {"state": FeedState.ACTIVE, "failures": 0, "next_poll_at": now}
        if moved:
            values |= UNKNOWN
        is_other = moved or declared_values(known.feed)["settings"] != values["settings"]
        self._change(feed.id, values | UNREAD if is_other else values, unleased=is_other or known.is_lost(now))

    def _change(self, feed: FeedId, values: Mapping[str, Any], *, unleased: bool = False) -> None:
        changes = [*(f"{name} = ?" for name in values), *([UNLEASED] if unleased else [])]
        self._plain.run(f"UPDATE feeds SET {', '.join(changes)} WHERE id = ?", [*_encoded(values), feed])

    def _retire(self, retired: Sequence[FeedId]) -> None:
        for some in batches(retired):
            going = f"WHERE id IN ({holes(some)}) AND state <> 'retired'"
            self._plain.run(f"UPDATE feeds SET state = 'retired', {UNLEASED} {going}", some)

    def all(self) -> list[FeedRecord]:
        """Every feed, retired ones too, by id."""
        return [record_of(row) for row in self._plain.rows(f"{RECORDS} ORDER BY feeds.id")]

    def get(self, feed: FeedId) -> FeedRecord | None:
        """The feed; None where there is none of that id."""
        found = self._plain.rows(f"{RECORDS} WHERE feeds.id = ?", (feed,))
        return record_of(found[0]) if found else None

    def publisher(self, publisher: PublisherId) -> Publisher | None:
        """The publisher as a feed last named it; None where none ever did."""
        found = self._plain.rows(f"SELECT {', '.join(PUBLISHER)} FROM publishers WHERE id = ?", (publisher,))
        return publisher_of(*found[0]) if found else None

    def polls(self, feed: FeedId, limit: int = 20) -> list[Poll]:
        """The feed's history, newest first."""
        return history(self._plain, feed, limit)

    def move(self, feed: FeedId, now: datetime) -> str:
        """Has the feed asked, at once, where its server says that it has moved to; gives that address. Raises Missing, or
        Conflict where nobody was asked whether to."""
        record = self.get(feed)
        if record is None:
            raise Missing("feed", feed)
        moving = record.habits.moving
        if moving is None or not moving.told or record.state is FeedState.RETIRED:
            raise Conflict(f"the feed {feed!r} waits for no word on a move: `wiredesk feed show {feed}` says how it stands")
        habits = replace(record.habits, moving=None, why="it was moved by command")
        values = {"moved_to": moving.what, "next_poll_at": now, "habits": habit_values(habits)}
        self._change(feed, values | UNREAD, unleased=True)
        return moving.what

    def wake(self, feed: FeedId, now: datetime) -> FeedRecord:
        """Makes the feed due at once, as if it had never failed; gives it as it was. What a poll under way finds of it still
        counts. Raises Missing, or Conflict where it is retired."""
        record = self.get(feed)
        if record is None:
            raise Missing("feed", feed)
        if record.state is FeedState.RETIRED:
            raise Conflict(f"the feed {feed!r} is retired: {RETIRED_WORDS[record.origin]}")
        habits = replace(record.habits, gone=None, rest=None, why="it was woken by command")
        values = {"state": FeedState.ACTIVE, "failures": 0, "next_poll_at": now, "habits": habit_values(habits)}
        self._change(feed, values, unleased=record.is_lost(now))
        return record


def _encoded(values: Mapping[str, Any]) -> list[Any]:
    return [ENCODED[name](value) if name in ENCODED else value for name, value in values.items()]
