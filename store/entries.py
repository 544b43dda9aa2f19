"""The entries of feeds: what was seen of each, which still have to be worked on, and how that went."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Connection, Row, Text, and_, bindparam, case, func, select, update

from news.names import Digest, EntryKey, FeedId, StoryId, digest_of
from news.rights import Reason
from store.dialect import Upsert, batches
from store.errors import StaleLease
from store.feed_rows import RECORD_COLUMNS, FeedRecord, FeedState, record_of
from store.leases import is_free
from store.tables import entries, feeds, publishers


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
class Found:
    """How many entries the feed held, and how many of them were new to us or had changed."""

    seen: int = 0
    new: int = 0
    changed: int = 0


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
    reason: Reason | None
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
    reason: Reason | None = None


ANEW = ("digest", "link", "payload", "feed_digest", "state", "attempts", "next_try_at", "reason_code", "reason_words",
        "last_seen_at", "lease_owner", "lease_until", "page")  # fmt: skip
"""What a changed entry gets anew; when it was first seen, and the story it became, stay."""
PUT = Upsert(entries, *ANEW, lease_token=entries.c.lease_token + 1)
KNOWN = select(entries.c.key, entries.c.digest).where(
    entries.c.feed_id == bindparam("feed"), entries.c.key_digest.in_(bindparam("keys", expanding=True))
)
# entries and feeds share most column names, hence the labels
ENTRY_COLUMNS = tuple(column.label(f"entry__{column.name}") for column in entries.c)


class Entries:
    """Entries by feed and key."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, feed: FeedId, keys: Sequence[EntryKey]) -> dict[EntryKey, Digest]:
        """The digests of those that were seen before."""
        found: dict[EntryKey, Digest] = {}
        for some in batches(keys):
            rows = self._connection.execute(KNOWN, {"feed": feed, "keys": [digest_of(key) for key in some]})
            found.update((row.key, row.digest) for row in rows)
        return found

    def save(self, feed: FeedId, found: EntriesFound, now: datetime) -> Found:
        """How many were new and changed. Each of `found.rows` waits to be worked on from now, changed ones again; whoever
        works on an older state of one does so for nothing."""
        rows = tuple({row.key: row for row in found.rows}.values())
        before = self.known(feed, [row.key for row in rows]) if found.known is None else found.known
        changed = sum(row.key in before for row in rows)
        if rows:
            self._connection.execute(PUT.on(self._connection), [_values(feed, row, now) for row in rows])
        written = {row.key for row in rows}
        for some in batches([key for key in found.seen if key not in written]):
            change = update(entries).where(entries.c.feed_id == feed, entries.c.key_digest.in_([digest_of(key) for key in some]))
            self._connection.execute(change.values(last_seen_at=now))
        return Found(seen=len(written | set(found.seen)), new=len(rows) - changed, changed=changed)

    def is_any_due(self, now: datetime) -> bool:
        """Whether `claim` would find something."""
        asked = select(entries.c.feed_id).join(feeds).where(*_claimable(now)).limit(1)
        return self._connection.execute(asked).first() is not None

    def claim(self, now: datetime, *, owner: str, limit: int, lease_s: float) -> list[EntryLease]:
        """Entries to work on, longest waiting first, each leased for `lease_s` seconds and to nobody else in that time.

        Those of retired feeds wait for the feed to come back.
        """
        at = entries.c
        wanted = (
            select(*ENTRY_COLUMNS, *RECORD_COLUMNS).join_from(entries, feeds).join(publishers)
            .where(*_claimable(now))
            .order_by(at.next_try_at, at.first_seen_at, at.feed_id, at.key_digest).limit(limit)
            .with_for_update(of=entries, skip_locked=True)
        )  # fmt: skip
        rows = self._connection.execute(wanted).all()
        if rows:
            until = now + timedelta(seconds=lease_s)
            self._connection.execute(CLAIM, [
                {"feed": row.entry__feed_id, "entry": row.entry__key_digest, "owner": owner, "until": until} for row in rows
            ])  # fmt: skip
        return [
            EntryLease(entry=_record(row, begun=1), feed=record_of(row), owner=owner, token=row.entry__lease_token + 1)
            for row in rows
        ]

    def renew(self, owner: str, now: datetime, *, lease_s: float) -> None:
        """Leaves what the owner works on to it for another `lease_s` seconds."""
        at = entries.c
        # the first two conditions are those of an index, which holds what waits and nothing else
        mine = and_(at.state == EntryState.WAITING, at.next_try_at.is_not(None), at.lease_owner == owner)
        self._connection.execute(update(entries).where(mine).values(lease_until=now + timedelta(seconds=lease_s)))

    def keep_pages(self, fetched: Sequence[tuple[EntryLease, EntryPage]]) -> None:
        """Keeps with each entry the page that was fetched for it, until it is read: it need not be fetched again. Does nothing
        for an entry that somebody else has by now."""
        if fetched:
            self._connection.execute(PUT_PAGE, [
                _lease(lease) | {"its_capture": page.capture, "its_page": page.page}
                for lease, page in fetched
            ])  # fmt: skip

    def finish(self, lease: EntryLease, outcome: EntryOutcome) -> None:
        """Keeps what came of the entry. Raises StaleLease."""
        self._settle(lease, outcome.state, None, outcome.reason, outcome.capture, outcome.story or lease.entry.story)

    def fail(self, lease: EntryLease, reason: Reason, next_try_at: datetime | None) -> None:
        """Keeps why it did not work; it waits for its next try, with its page where that was fetched, or is given up where that
        is None. Raises StaleLease."""
        state = EntryState.FAILED if next_try_at is None else EntryState.WAITING
        self._settle(lease, state, next_try_at, reason, None, lease.entry.story)

    def release(self, lease: EntryLease) -> None:
        """Gives an entry back not worked on: it waits as before and no attempt is counted. Nothing when it is stale."""
        self._connection.execute(RELEASE, _lease(lease))

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
        return self._connection.scalar(HOLDS, _lease(lease)) is not None

    def _settle(
        self, lease: EntryLease, state: EntryState, next_try_at: datetime | None, reason: Reason | None,
        capture: Digest | None, story: StoryId | None,
    ) -> None:  # fmt: skip
        changed = self._connection.execute(SETTLE, {
            **_lease(lease), "its_state": state, "next": next_try_at, "code": reason and reason.code,
            "words": reason and reason.words, "its_capture": capture, "story": story, "waits": state is EntryState.WAITING,
        })  # fmt: skip
        if changed.rowcount == 0:
            raise StaleLease(f"the entry {lease.entry.key!r} of {lease.entry.feed!r}", lease.owner)

    def list(self, feed: FeedId | None = None, state: EntryState | None = None, limit: int = 1000) -> list[EntryRecord]:
        """Entries, latest first seen first; of one feed or in one state where that is given."""
        asked = select(*ENTRY_COLUMNS)
        if feed is not None:
            asked = asked.where(entries.c.feed_id == feed)
        if state is not None:
            asked = asked.where(entries.c.state == state)
        asked = asked.order_by(entries.c.first_seen_at.desc(), entries.c.feed_id, entries.c.key_digest).limit(limit)
        return [_record(row) for row in self._connection.execute(asked)]


CLAIM = (
    update(entries)
    .where(entries.c.feed_id == bindparam("feed"), entries.c.key_digest == bindparam("entry"))
    .values(
        lease_owner=bindparam("owner"), lease_until=bindparam("until"), lease_token=entries.c.lease_token + 1,
        attempts=entries.c.attempts + 1,
    )
)  # fmt: skip


LEASED = (
    entries.c.feed_id == bindparam("feed"), entries.c.key_digest == bindparam("entry"),
    entries.c.lease_token == bindparam("token"), entries.c.lease_owner.is_not(None),
)  # fmt: skip
HOLDS = select(entries.c.lease_token).where(*LEASED).with_for_update()
RELEASE = update(entries).where(*LEASED).values(attempts=entries.c.attempts - 1, lease_owner=None, lease_until=None)
SETTLE = (
    update(entries)
    .where(*LEASED)
    .values(
        state=bindparam("its_state"), next_try_at=bindparam("next"), reason_code=bindparam("code"),
        reason_words=bindparam("words"), capture=func.coalesce(bindparam("its_capture", type_=Text), entries.c.capture),
        story_id=bindparam("story"), lease_owner=None, lease_until=None,
        page=case((bindparam("waits", type_=Boolean), entries.c.page), else_=None),
    )
)  # fmt: skip


PUT_PAGE = (
    update(entries)
    .where(*LEASED)
    .values(capture=bindparam("its_capture"), page=bindparam("its_page"))
)  # fmt: skip


def _claimable(now: datetime) -> tuple[ColumnElement[bool], ...]:
    at = entries.c
    return (
        at.state == EntryState.WAITING, at.next_try_at <= now, feeds.c.state != FeedState.RETIRED, is_free(entries, now)
    )  # fmt: skip


def _lease(lease: EntryLease) -> dict[str, Any]:
    return {"feed": lease.entry.feed, "entry": digest_of(lease.entry.key), "token": lease.token}


def _values(feed: FeedId, row: EntryRow, now: datetime) -> dict[str, Any]:
    return {
        "feed_id": feed, "key_digest": digest_of(row.key), "key": row.key, "digest": row.digest, "link": row.link,
        "feed_digest": row.feed_digest, "state": EntryState.WAITING, "attempts": 0, "next_try_at": now, "reason_code": None,
        "reason_words": None, "first_seen_at": now, "last_seen_at": now, "lease_owner": None, "lease_until": None,
        "lease_token": 0, "payload": row.payload, "page": None,
    }  # fmt: skip


def _record(row: Row[Any], begun: int = 0) -> EntryRecord:
    code = row.entry__reason_code
    return EntryRecord(
        feed=row.entry__feed_id, key=row.entry__key, digest=row.entry__digest, link=row.entry__link,
        payload=row.entry__payload, feed_digest=row.entry__feed_digest, state=EntryState(row.entry__state),
        attempts=row.entry__attempts + begun, next_try_at=row.entry__next_try_at,
        reason=None if code is None else Reason(code, row.entry__reason_words), capture=row.entry__capture,
        story=row.entry__story_id, first_seen_at=row.entry__first_seen_at, last_seen_at=row.entry__last_seen_at,
        page=row.entry__page,
    )  # fmt: skip
