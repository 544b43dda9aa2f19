"""Feeds as polling sees them: which are due, who polls them, and how that went. In plain SQL: this is what every pass does."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from news.names import FeedId
from store.clock import keep_time
from store.errors import StaleLease
from store.feed_rows import RECORDS, FeedRecord, Lease, record_of, token_of
from store.habit_rows import habit_values
from store.instants import LONGEST_LEASE, to_text
from store.meta import Meta
from store.plain import Plain, Row, batches, holes, json_in, words_in
from store.poll_rows import Found, PollResult
from store.polled_entries import PolledEntries
from store.polls import Ended, add_to_history

if TYPE_CHECKING:
    from store.entry_rows import EntriesFound

FREE = "(feeds.lease_until IS NULL OR feeds.lease_until <= ? OR feeds.lease_until > ?)"
"""Whether nobody works on the feed, as `store.leases.is_free` has it."""
CLAIM = "UPDATE feeds SET lease_owner = ?, lease_until = ?, lease_token = ?, next_poll_at = ?, begun_at = ? WHERE id = ?"
RENEW = """UPDATE feeds SET lease_until = ?, next_poll_at = CASE WHEN next_poll_at < ? THEN ? ELSE next_poll_at END
    WHERE lease_owner = ?"""
RELEASE = "UPDATE feeds SET next_poll_at = ?, lease_owner = NULL, lease_until = NULL WHERE id = ?"
SAME = """UPDATE feeds SET lease_owner = NULL, lease_until = NULL, next_poll_at = ?, last_polled_at = ?, last_ok_at = ?,
    last_words = ? WHERE id = ?"""
"""The ending of a poll that found all as it was."""
AFTER = ("state", "failures", "next_poll_at", "last_polled_at", "last_ok_at", "last_words", "etag", "last_modified",
         "body_digest", "moved_to", "habits")  # fmt: skip
SETTLE = f"UPDATE feeds SET lease_owner = NULL, lease_until = NULL, {', '.join(f'{name} = ?' for name in AFTER)} WHERE id = ?"


class PolledFeeds:
    """Feeds to be polled and polled ones."""

    def __init__(self, plain: Plain, entries: PolledEntries, meta: Meta) -> None:
        self._plain, self._entries, self._meta = plain, entries, meta

    def ids(self) -> list[FeedId]:
        """The feeds that may be polled, longest due first."""
        rows = self._plain.rows("SELECT id FROM feeds WHERE state <> 'retired' ORDER BY next_poll_at, id")
        return [FeedId(name) for (name,) in rows]

    def claim(
        self, now: datetime, *, owner: str, limit: int, lease_s: float, ids: Sequence[FeedId] | None = None,
        all: bool = False,  # noqa: A002 — the word of the command line
    ) -> list[Lease]:  # fmt: skip
        """Feeds to poll, longest due first, each leased to `owner` for `lease_s` seconds and to nobody else in that time.

        `ids` asks for these only, `all` for feeds that are not due too; retired ones never come. The next poll is put off
        before the fetch, so that a crash in it does not make us ask again and again. Where the clock was set back, what was
        planned by it is moved back first.
        """
        keep_time(self._plain, self._meta, now)
        moment = to_text(now)
        asked, values = f"{RECORDS} WHERE feeds.state <> 'retired' AND {FREE}", [moment, to_text(now + LONGEST_LEASE)]
        if not all:
            asked, values = f"{asked} AND feeds.next_poll_at <= ?", [*values, moment]
        if ids is not None:
            asked, values = f"{asked} AND feeds.id IN ({holes(ids)})", [*values, *ids]
        asked += " ORDER BY feeds.next_poll_at, feeds.id LIMIT ?"
        asked += " FOR UPDATE OF feeds SKIP LOCKED" if self._plain.is_postgresql else ""
        until = now + timedelta(seconds=lease_s)
        leases = [
            Lease(record=record_of(row), owner=owner, token=token_of(row) + 1, until=until)
            for row in self._plain.rows(asked, [*values, limit])
        ]
        if leases:
            add_to_history(self._plain, [_unfinished(lease) for lease in leases if lease.record.begun_at is not None])
            self._plain.run_for_each(CLAIM, [
                (owner, to_text(until), lease.token, to_text(max(now + lease.record.feed.every, until)), moment,
                 lease.record.feed.id)
                for lease in leases
            ])  # fmt: skip
        return leases

    def renew(self, owner: str, now: datetime, *, lease_s: float) -> None:
        """Leaves what the owner polls to it for another `lease_s` seconds; its next poll is no earlier."""
        until = to_text(now + timedelta(seconds=lease_s))
        self._plain.run(RENEW, (until, until, until, owner))

    def finish(self, lease: Lease, result: PollResult, found: "EntriesFound | None" = None) -> Found:
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

    def release(self, lease: Lease) -> None:
        """Gives a lease back unused: the feed is due when it was. Does nothing when someone else has it by now."""
        if not self._stale([lease]):
            self._plain.run(RELEASE, (to_text(lease.record.next_poll_at), lease.record.feed.id))

    def _stale(self, leases: Sequence[Lease]) -> set[FeedId]:
        held: dict[FeedId, int] = {}
        for some in batches([lease.record.feed.id for lease in leases]):
            asked = f"SELECT id, lease_token FROM feeds WHERE id IN ({holes(some)}) AND lease_owner IS NOT NULL"
            asked += " FOR UPDATE" if self._plain.is_postgresql else ""
            held.update((FeedId(name), token) for name, token in self._plain.rows(asked, some))
        return {lease.record.feed.id for lease in leases if held.get(lease.record.feed.id) != lease.token}

    def _settle(self, ended: Sequence[tuple[Lease, PollResult, Found]]) -> None:
        if ended:
            for statement, row_of, some in (
                (SAME, _same_after, [one for one in ended if _is_same(one[0].record, one[1])]),
                (SETTLE, _feed_after, [one for one in ended if not _is_same(one[0].record, one[1])]),
            ):
                if some:
                    self._plain.run_for_each(statement, [row_of(lease.record, result) for lease, result, _ in some])
            add_to_history(self._plain, [(lease.record.feed.id, lease.token, result, found) for lease, result, found in ended])


def _unfinished(lease: Lease) -> Ended:
    """What the history says of the poll that the feed was leased for before, which never ended."""
    record = lease.record
    words = "it was begun and never ended: whoever polled it was stopped, crashed or was kept from the database"
    at = record.begun_at or record.next_poll_at
    result = PollResult(at=at, outcome="unfinished", words=words, ok=False, asked=False, next_poll_at=record.next_poll_at)
    return record.feed.id, lease.token - 1, result, Found()


def _is_same(record: FeedRecord, result: PollResult) -> bool:
    """Whether the poll changes nothing of the feed but when it was asked and is asked next."""
    return (
        result.ok and result.asked and result.state is record.state and result.failures == record.failures
        and (result.validators is None or result.validators == record.validators)
        and (result.body_digest is None or result.body_digest == record.body_digest)
        and (result.habits is None or result.habits is record.habits or result.habits == record.habits)
        and result.moved_to is None and not result.forget_move
    )  # fmt: skip


def _same_after(record: FeedRecord, result: PollResult) -> Row:
    """The feed's row after such a poll, as SAME wants it."""
    at = to_text(result.at)
    return to_text(result.next_poll_at), at, at, words_in(result.words), record.feed.id


def _feed_after(record: FeedRecord, result: PollResult) -> Row:
    """The feed's row after the poll, as SETTLE wants it. What the result leaves open is as the lease found it: no one else may
    change it."""
    etag, last_modified = result.validators or record.validators
    polled_at = result.at if result.asked else record.last_polled_at
    ok_at = result.at if result.ok else record.last_ok_at
    moved_to = None if result.forget_move else result.moved_to or record.moved_to
    # why it fails is not why it was not asked since
    words = result.words if result.asked or not record.failures else record.last_words
    return (
        result.state, result.failures, to_text(result.next_poll_at), _moment(polled_at), _moment(ok_at),
        words_in(words), words_in(etag), words_in(last_modified), result.body_digest or record.body_digest,
        words_in(moved_to), json_in(habit_values(result.habits or record.habits)), record.feed.id,
    )  # fmt: skip


def _moment(instant: datetime | None) -> Any:
    return None if instant is None else to_text(instant)
