"""The feeds: which there are, which are due, who polls them, and how that went."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, case, insert, literal, select, update

from news.names import FeedId, PublisherId
from news.publisher import Feed, Publisher
from store.clock import keep_time, start_clock
from store.columns import Instant
from store.dialect import Upsert, batches
from store.entries import Entries, EntriesFound, Found
from store.errors import Conflict, Missing, StaleLease
from store.feed_rows import (
    PUBLISHER_COLUMNS,
    RECORD_COLUMNS,
    FeedRecord,
    FeedState,
    Lease,
    Origin,
    declared_values,
    publisher_of,
    publisher_values,
    record_of,
)  # fmt: skip
from store.habit_rows import habit_values
from store.leases import is_free
from store.meta import CONFIG_DIGEST, Meta
from store.polls import Poll, PollResult, add_to_history, history
from store.press_marks import republish_publishers
from store.tables import feeds, publishers

PUT_PUBLISHER = Upsert(publishers, "name", "home", "timezone", "statement")
UNREAD = {"etag": None, "last_modified": None, "body_digest": None}
"""As if the feed had never been read: what it serves is looked at again."""
UNLEASED = {"lease_owner": None, "lease_until": None, "lease_token": feeds.c.lease_token + 1}
"""Whoever polls the feed now does so for nothing."""
RETIRED_WORDS = {
    Origin.DECLARED: "the config declares it no more; declare it again to poll it",
    Origin.ADDED: "it was removed by command; add it again to poll it",
}


class Feeds:
    """Every feed by its id."""

    def __init__(self, connection: Connection, entries: Entries, meta: Meta) -> None:
        self._connection, self._entries, self._meta = connection, entries, meta

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
        start_clock(self._connection)

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
        known = {row.id: row.name for row in self._connection.execute(select(publishers.c.id, publishers.c.name))}
        rows = [publisher_values(publisher) for publisher in found]
        if rows:
            self._connection.execute(PUT_PUBLISHER.on(self._connection), rows)
        renamed = [row["id"] for row in rows if known.get(row["id"], row["name"]) != row["name"]]
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
        rows = self._connection.execute(select(*RECORD_COLUMNS).join_from(feeds, publishers).order_by(feeds.c.id))
        return [record_of(row) for row in rows]

    def get(self, feed: FeedId) -> FeedRecord | None:
        """The feed; None where there is none of that id."""
        row = self._connection.execute(select(*RECORD_COLUMNS).join_from(feeds, publishers).where(feeds.c.id == feed)).first()
        return None if row is None else record_of(row)

    def publisher(self, publisher: PublisherId) -> Publisher | None:
        """The publisher as a feed last named it; None where none ever did."""
        row = self._connection.execute(select(*PUBLISHER_COLUMNS).where(publishers.c.id == publisher)).first()
        return None if row is None else publisher_of(row)

    def claim(
        self, now: datetime, *, owner: str, limit: int, lease_s: float, ids: Sequence[FeedId] | None = None,
        all: bool = False,  # noqa: A002 — the word of the command line
    ) -> list[Lease]:  # fmt: skip
        """Feeds to poll, longest due first, each leased to `owner` for `lease_s` seconds and to nobody else in that time.

        `ids` asks for these only, `all` for feeds that are not due too; retired ones never come. The next poll is put off
        before the fetch, so that a crash in it does not make us ask again and again. Where the clock was set back, what was
        planned by it is moved back first.
        """
        keep_time(self._connection, self._meta, now)
        at = feeds.c
        wanted = select(*RECORD_COLUMNS, at.lease_token).join_from(feeds, publishers)
        wanted = wanted.where(at.state != FeedState.RETIRED, is_free(feeds, now))
        if not all:
            wanted = wanted.where(at.next_poll_at <= now)
        if ids is not None:
            wanted = wanted.where(at.id.in_(ids))
        wanted = wanted.order_by(at.next_poll_at, at.id).limit(limit).with_for_update(of=feeds, skip_locked=True)
        until = now + timedelta(seconds=lease_s)
        leases = [
            Lease(record=record_of(row), owner=owner, token=row.lease_token + 1, until=until)
            for row in self._connection.execute(wanted)
        ]
        if leases:
            change = update(feeds).where(at.id == bindparam("feed")).values(
                lease_owner=owner, lease_until=until, lease_token=bindparam("token"), next_poll_at=bindparam("next"),
            )  # fmt: skip
            self._connection.execute(change, [
                {"feed": lease.record.feed.id, "token": lease.token, "next": max(now + lease.record.feed.every, until)}
                for lease in leases
            ])  # fmt: skip
        return leases

    def renew(self, owner: str, now: datetime, *, lease_s: float) -> None:
        """Leaves what the owner polls to it for another `lease_s` seconds; its next poll is no earlier."""
        at, until = feeds.c, now + timedelta(seconds=lease_s)
        later = case((at.next_poll_at < until, literal(until, Instant)), else_=at.next_poll_at)
        self._connection.execute(update(feeds).where(at.lease_owner == owner).values(lease_until=until, next_poll_at=later))

    def finish(self, lease: Lease, result: PollResult, found: EntriesFound | None = None) -> Found:
        """How many entries were new and changed. Keeps them with the validators and the poll's history, all in the caller's
        one transaction, and gives the lease back. Raises StaleLease, and then nothing is kept."""
        if self._stale([lease]):
            raise StaleLease(f"the feed {lease.record.feed.id!r}", lease.owner)
        kept = Found() if found is None else self._entries.save(lease.record.feed.id, found, result.at)
        self._settle([(lease, result, kept)])
        return kept

    def finish_many(self, ended: Sequence[tuple[Lease, PollResult]]) -> list[Lease]:
        """The leases among them that are stale: their results are dropped. For polls that found no entries, such as 304s."""
        stale = self._stale([lease for lease, _ in ended])
        self._settle([(lease, result, Found()) for lease, result in ended if lease.record.feed.id not in stale])
        return [lease for lease, _ in ended if lease.record.feed.id in stale]

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

    def release(self, lease: Lease) -> None:
        """Gives a lease back unused: the feed is due when it was. Does nothing when someone else has it by now."""
        if not self._stale([lease]):
            change = update(feeds).where(feeds.c.id == lease.record.feed.id)
            self._connection.execute(change.values(next_poll_at=lease.record.next_poll_at, lease_owner=None, lease_until=None))

    def _stale(self, leases: Sequence[Lease]) -> set[FeedId]:
        given = {lease.record.feed.id: lease.token for lease in leases}
        held: dict[FeedId, int] = {}
        for some in batches(list(given)):
            held |= {row.id: row.lease_token for row in self._connection.execute(HELD, {"feeds": list(some)})}
        return {feed for feed, token in given.items() if held.get(feed) != token}

    def _settle(self, ended: Sequence[tuple[Lease, PollResult, Found]]) -> None:
        if ended:
            self._connection.execute(SETTLE, [_feed_after(lease.record, result) for lease, result, _ in ended])
            add_to_history(
                self._connection, [(lease.record.feed.id, lease.token, result, found) for lease, result, found in ended]
            )

    def polls(self, feed: FeedId, limit: int = 20) -> list[Poll]:
        """The feed's history, newest first."""
        return history(self._connection, feed, limit)


AFTER = ("state", "failures", "next_poll_at", "last_polled_at", "last_ok_at", "last_words", "etag", "last_modified",
         "body_digest", "moved_to", "habits")  # fmt: skip
HELD = (
    select(feeds.c.id, feeds.c.lease_token)
    .where(feeds.c.id.in_(bindparam("feeds", expanding=True)), feeds.c.lease_owner.is_not(None))
    .with_for_update()
)
SETTLE = update(feeds).where(feeds.c.id == bindparam("feed")).values(
    lease_owner=None, lease_until=None, **{name: bindparam(f"after_{name}") for name in AFTER}
)  # fmt: skip


def _feed_after(record: FeedRecord, result: PollResult) -> dict[str, Any]:
    """The feed's row after the poll. What the result leaves open is as the lease found it: no one else may change it."""
    etag, last_modified = result.validators or record.validators
    after = (
        result.state, result.failures, result.next_poll_at, result.at if result.asked else record.last_polled_at,
        result.at if result.ok else record.last_ok_at, result.words, etag, last_modified,
        result.body_digest or record.body_digest, None if result.forget_move else result.moved_to or record.moved_to,
        habit_values(result.habits or record.habits),
    )  # fmt: skip
    return {"feed": record.feed.id} | {f"after_{name}": value for name, value in zip(AFTER, after, strict=True)}
