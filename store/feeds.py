"""The feeds: which there are, taken in, changed and retired. How they are polled is in `store.polled_feeds`."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, insert, update

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
from store.meta import CONFIG_DIGEST, Meta
from store.plain import Plain, batches, overwriting
from store.plain import insert as put
from store.poll_rows import Poll
from store.polled_entries import PolledEntries
from store.polled_feeds import PolledFeeds
from store.polls import history
from store.press_marks import republish_publishers
from store.tables import feeds

PUT_PUBLISHER = put("publishers", PUBLISHER, f"ON CONFLICT (id) DO UPDATE SET {overwriting(PUBLISHER[1:])}")
UNREAD = {"etag": None, "last_modified": None, "body_digest": None}
"""As if the feed had never been read: what it serves is looked at again."""
UNLEASED = {"lease_owner": None, "lease_until": None, "lease_token": feeds.c.lease_token + 1}
"""Whoever polls the feed now does so for nothing."""
RETIRED_WORDS = {
    Origin.DECLARED: "the config declares it no more; declare it again to poll it",
    Origin.ADDED: "it was removed by command; add it again to poll it",
}


class Feeds(PolledFeeds):
    """Every feed by its id."""

    def __init__(self, connection: Connection, plain: Plain, entries: PolledEntries, meta: Meta) -> None:
        super().__init__(plain, entries, meta)
        self._connection = connection

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
        if renamed:
            republish_publishers(self._connection, renamed)

    def _put(self, feed: Feed, origin: Origin, known: FeedRecord | None, now: datetime) -> None:
        values = declared_values(feed) | {"origin": origin}
        if known is None:
            fresh = {"id": feed.id, "state": FeedState.ACTIVE, "added_at": now, "next_poll_at": now}
            self._connection.execute(insert(feeds), values | fresh)
            return
        if known.feed == feed and known.origin is origin and known.state is not FeedState.RETIRED:
            return
        values["next_poll_at"] = min(known.next_poll_at, now + feed.every)
        moved = known.feed.url != feed.url
        if known.state is FeedState.RETIRED or moved:
            values |= {"state": FeedState.ACTIVE, "failures": 0, "next_poll_at": now}
        if moved:
            values |= {"moved_to": None, "habits": None}
        if moved or declared_values(known.feed)["settings"] != values["settings"]:
            values |= UNREAD | UNLEASED
        self._connection.execute(update(feeds).where(feeds.c.id == feed.id).values(values))

    def _retire(self, retired: Sequence[FeedId]) -> None:
        for some in batches(retired):
            change = update(feeds).where(feeds.c.id.in_(some), feeds.c.state != FeedState.RETIRED)
            self._connection.execute(change.values(state=FeedState.RETIRED, **UNLEASED))

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
        self._connection.execute(update(feeds).where(feeds.c.id == feed).values(
            moved_to=moving.what, next_poll_at=now, habits=habit_values(habits), **UNREAD, **UNLEASED,
        ))  # fmt: skip
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
        self._connection.execute(update(feeds).where(feeds.c.id == feed).values(
            state=FeedState.ACTIVE, failures=0, next_poll_at=now, habits=habit_values(habits),
        ))  # fmt: skip
        return record
