"""The work on entries: which are to be read, who reads them, and what came of it. What polling keeps of them is in
`store.polled_entries`."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from news.names import Digest, FeedId, StoryId, digest_of
from news.rights import Reason
from store.entry_rows import EntryLease, EntryOutcome, EntryPage, EntryRecord, EntryState
from store.errors import StaleLease
from store.feed_rows import RECORDS, FeedRecord, FeedState, record_of
from store.instants import to_text
from store.leases import is_free
from store.plain import Plain, holes, words_in
from store.polled_entries import PolledEntries
from store.tables import entries, feeds


class Entries(PolledEntries):
    """Entries by feed and key, and the work on them."""

    def __init__(self, connection: Connection, plain: Plain) -> None:
        super().__init__(plain)
        self._connection = connection

    def claim(self, now: datetime, *, owner: str, limit: int, lease_s: float) -> list[EntryLease]:
        """Entries to work on, longest waiting first, each leased for `lease_s` seconds and to nobody else in that time.

        Those of retired feeds wait for the feed to come back.
        """
        at = entries.c
        wanted = (
            select(entries).join(feeds).where(*_claimable(now))
            .order_by(at.next_try_at, at.first_seen_at, at.feed_id, at.key_digest).limit(limit)
            .with_for_update(of=entries, skip_locked=True)
        )  # fmt: skip
        rows = self._connection.execute(wanted).all()
        if rows:
            until = now + timedelta(seconds=lease_s)
            self._plain.run_for_each(CLAIM, [(owner, to_text(until), row.feed_id, row.key_digest) for row in rows])
        whose = self._feeds({row.feed_id for row in rows})
        return [
            EntryLease(entry=_record(row, begun=1), feed=whose[row.feed_id], owner=owner, token=row.lease_token + 1)
            for row in rows
        ]

    def _feeds(self, names: Iterable[FeedId]) -> dict[FeedId, FeedRecord]:
        wanted = list(names)
        rows = self._plain.rows(f"{RECORDS} WHERE feeds.id IN ({holes(wanted)})", wanted) if wanted else ()
        return {record.feed.id: record for record in map(record_of, rows)}

    def keep_pages(self, fetched: Sequence[tuple[EntryLease, EntryPage]]) -> None:
        """Keeps with each entry the page that was fetched for it, until it is read: it need not be fetched again. Does nothing
        for an entry that somebody else has by now."""
        if fetched:
            self._plain.run_for_each(PUT_PAGE, [(page.capture, words_in(page.page), *_lease(lease)) for lease, page in fetched])

    def finish(self, lease: EntryLease, outcome: EntryOutcome) -> None:
        """Keeps what came of the entry. Raises StaleLease."""
        self._settle(lease, outcome.state, None, outcome.reason, outcome.capture, outcome.story or lease.entry.story)

    def fail(self, lease: EntryLease, reason: Reason, next_try_at: datetime | None, *, counts: bool = True) -> None:
        """Keeps why it did not work; it waits for its next try, with its page where that was fetched, or is given up where that
        is None. What never came to a try `counts` for none. Raises StaleLease."""
        state = EntryState.FAILED if next_try_at is None else EntryState.WAITING
        self._settle(lease, state, next_try_at, reason, None, lease.entry.story)
        if not counts:
            self._plain.run(UNCOUNT, (lease.entry.feed, digest_of(lease.entry.key)))

    def release(self, lease: EntryLease) -> None:
        """Gives an entry back not worked on: it waits as before and no attempt is counted. Nothing when it is stale."""
        self._plain.run(RELEASE, _lease(lease))

    def reopen(self, feed: FeedId, now: datetime) -> int:
        """Has the entries of the feed that were given up wait again, as if never begun; says how many."""
        at = entries.c
        change = update(entries).where(at.feed_id == feed, at.state == EntryState.FAILED).values(
            state=EntryState.WAITING, attempts=0, next_try_at=now, reason_code=None, reason_words=None,
            lease_owner=None, lease_until=None, lease_token=at.lease_token + 1,
        )  # fmt: skip
        return self._connection.execute(change).rowcount

    def holds(self, lease: EntryLease) -> bool:
        """Whether the entry is still the lease's to work on; it stays so until the transaction ends."""
        held = HOLDS + (" FOR UPDATE" if self._plain.is_postgresql else "")
        return bool(self._plain.rows(held, _lease(lease)))

    def _settle(
        self, lease: EntryLease, state: EntryState, next_try_at: datetime | None, reason: Reason | None,
        capture: Digest | None, story: StoryId | None,
    ) -> None:  # fmt: skip
        settled = self._plain.rows(SETTLE if state is EntryState.WAITING else SETTLE_FOR_GOOD, (
            state.value, None if next_try_at is None else to_text(next_try_at), None if reason is None else reason.code,
            None if reason is None else words_in(reason.words), capture, story, *_lease(lease),
        ))  # fmt: skip
        if not settled:
            raise StaleLease(f"the entry {lease.entry.key!r} of {lease.entry.feed!r}", lease.owner)

    def list(self, feed: FeedId | None = None, state: EntryState | None = None, limit: int = 1000) -> list[EntryRecord]:
        """Entries, latest first seen first; of one feed or in one state where that is given."""
        asked = select(entries)
        if feed is not None:
            asked = asked.where(entries.c.feed_id == feed)
        if state is not None:
            asked = asked.where(entries.c.state == state)
        asked = asked.order_by(entries.c.first_seen_at.desc(), entries.c.feed_id, entries.c.key_digest).limit(limit)
        return [_record(row) for row in self._connection.execute(asked)]


CLAIM = """UPDATE entries SET lease_owner = ?, lease_until = ?, lease_token = lease_token + 1, attempts = attempts + 1
    WHERE feed_id = ? AND key_digest = ?"""
LEASED = "WHERE feed_id = ? AND key_digest = ? AND lease_token = ? AND lease_owner IS NOT NULL"
HOLDS = f"SELECT 1 FROM entries {LEASED}"
RELEASE = f"UPDATE entries SET attempts = attempts - 1, lease_owner = NULL, lease_until = NULL {LEASED}"
UNCOUNT = "UPDATE entries SET attempts = attempts - 1 WHERE feed_id = ? AND key_digest = ?"
PUT_PAGE = f"UPDATE entries SET capture = ?, page = ? {LEASED}"
ENDED = """state = ?, next_try_at = ?, reason_code = ?, reason_words = ?, capture = coalesce(?, capture), story_id = ?,
    lease_owner = NULL, lease_until = NULL"""
SETTLE = f"UPDATE entries SET {ENDED} {LEASED} RETURNING 1"
SETTLE_FOR_GOOD = f"UPDATE entries SET {ENDED}, page = NULL {LEASED} RETURNING 1"
"""What was fetched for it is not needed any more once it is read, or given up."""


def _claimable(now: datetime) -> tuple[ColumnElement[bool], ...]:
    at = entries.c
    return (
        at.state == EntryState.WAITING, at.next_try_at <= now, feeds.c.state != FeedState.RETIRED, is_free(entries, now)
    )  # fmt: skip


def _lease(lease: EntryLease) -> tuple[FeedId, Digest, int]:
    """What LEASED asks for."""
    return lease.entry.feed, digest_of(lease.entry.key), lease.token


def _record(row: Row[Any], begun: int = 0) -> EntryRecord:
    code = row.reason_code
    return EntryRecord(
        feed=row.feed_id, key=row.key, digest=row.digest, link=row.link,
        payload=row.payload, feed_digest=row.feed_digest, state=EntryState(row.state),
        attempts=row.attempts + begun, next_try_at=row.next_try_at,
        reason=None if code is None else Reason(code, row.reason_words), capture=row.capture,
        story=row.story_id, first_seen_at=row.first_seen_at, last_seen_at=row.last_seen_at,
        page=row.page,
    )  # fmt: skip
