"""What a pass keeps through the narrow door is what all others read through the wide one, on both engines."""

import os
import threading
from datetime import timedelta

import pytest

from news.names import Digest, EntryKey, FeedId
from store.database import Database
from store.entry_rows import EntriesFound, EntryRow, EntryState
from store.errors import Locked, StaleLease
from store.feed_rows import Lease
from store.poll_rows import Found, PollResult
from store.poll_transaction import PollTransaction
from store.terms import TermsRow
from tests.store.conftest import Where
from tests.store.parts import HOUR, MINUTE, NOW, bring_feeds

ID = FeedId("harbour-rss")


def claim(tx: PollTransaction) -> Lease:
    return next(lease for lease in tx.feeds.claim(NOW, owner="one", limit=10, lease_s=60.0) if lease.record.feed.id == ID)


def ended(lease: Lease, **changes: object) -> PollResult:
    settings: dict[str, object] = {"at": NOW, "outcome": "fetched", "words": "one new", "ok": True, "next_poll_at": NOW + HOUR}
    return PollResult(**(settings | changes))  # type: ignore[arg-type]


def row(key: str) -> EntryRow:
    return EntryRow(key=EntryKey(key), digest=Digest("d1"), link=f"https://harbour.example/{key}", payload="{}")


def test_what_a_poll_keeps_is_read_by_others(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
    key = EntryKey("nul \x00, a lone surrogate \ud800 and \x1a")
    with database.polling() as poll:
        lease = claim(poll)
        poll.captures.keep(b"<rss/>", url="https://harbour.example/rss", fetched_at=NOW, headers={"etag": '"\x1a"'})
        found = EntriesFound(rows=(row("a"), row(key)), seen=(EntryKey("a"), key))
        assert poll.entries.known(ID, [key]) == {}
        assert poll.feeds.finish(lease, ended(lease, validators=('"v1"', None)), found) == Found(seen=2, new=2)
        poll.rests.keep({"slow.example": NOW + HOUR}, NOW)
        assert poll.is_more_to_do(NOW)
    with database.read() as tx:
        assert {entry.key for entry in tx.entries.list(ID, EntryState.WAITING)} == {EntryKey("a"), key}
        record = tx.feeds.get(ID)
        assert record is not None
        assert (record.validators, record.last_words) == (('"v1"', None), "one new")
        assert [poll.words for poll in tx.feeds.polls(ID)] == ["one new"]
        assert tx.rests.all(NOW) == {"slow.example": NOW + HOUR}
    with database.glance() as glance:
        assert glance.entries.known(ID, [key]) == {key: "d1"}
        assert glance.rests.all(NOW) == {"slow.example": NOW + HOUR}


def test_a_poll_that_breaks_off_keeps_nothing_and_the_next_is_kept(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)

    def break_off() -> None:
        with database.polling() as poll:
            claim(poll)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        break_off()
    with database.polling() as poll:
        lease = claim(poll)
    with database.write() as tx, pytest.raises(StaleLease):
        tx.feeds.finish(Lease(record=lease.record, owner="two", token=lease.token + 1, until=lease.until), ended(lease))
    with database.polling() as poll:
        assert poll.feeds.finish_many([(lease, ended(lease))]) == []


def test_a_poll_that_finds_all_as_it_was_changes_only_the_times(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        lease = claim(tx)
        tx.feeds.finish(lease, ended(lease, validators=('"v1"', "yesterday"), body_digest=Digest("b")))
        before = tx.feeds.get(ID)
    assert before is not None
    again = NOW + 2 * HOUR
    with database.polling() as poll:
        (lease,) = poll.feeds.claim(again, owner="one", limit=1, lease_s=60.0, ids=[ID])
        poll.feeds.finish_many(
            [(lease, ended(lease, at=again, outcome="not-modified", words="the same", next_poll_at=again + HOUR))]
        )
    with database.read() as tx:
        after = tx.feeds.get(ID)
    assert after is not None
    assert (after.last_polled_at, after.last_ok_at, after.next_poll_at, after.last_words) == (
        again,
        again,
        again + HOUR,
        "the same",
    )
    assert (after.validators, after.body_digest, after.state, after.failures) == (('"v1"', "yesterday"), "b", before.state, 0)
    with database.polling() as poll:
        assert poll.feeds.claim(again + HOUR, owner="two", limit=9, lease_s=60.0, ids=[ID]), "the lease was given back"


def test_a_failure_is_kept_with_all_that_follows_from_it(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
    with database.polling() as poll:
        lease = claim(poll)
        poll.feeds.finish_many([(lease, ended(lease, ok=False, outcome="failed", words="refused", failures=1))])
    with database.read() as tx:
        record = tx.feeds.get(ID)
        assert record is not None
        assert (record.failures, record.last_ok_at, record.last_polled_at) == (1, None, NOW)


def test_all_that_may_be_polled_are_named_without_being_claimed(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        names = {record.feed.id for record in tx.feeds.all()}
    with database.polling() as poll:
        assert set(poll.feeds.ids()) == names
        assert {lease.record.feed.id for lease in poll.feeds.claim(NOW, owner="one", limit=9, lease_s=9.0)} == names


def test_both_kinds_of_writer_take_turns(sqlite: Where) -> None:
    with Database.open(sqlite.url, folder=sqlite.folder, busy_s=0.2) as database:
        within, done = threading.Event(), threading.Event()

        def hold() -> None:
            with database.write() as tx:
                bring_feeds(tx)
                within.set()
                done.wait(10)

        holder = threading.Thread(target=hold)
        holder.start()
        try:
            assert within.wait(10)
            with pytest.raises(Locked, match=str(os.getpid())), database.polling():
                pass
            with database.glance() as glance:
                assert glance.feeds.ids() == [], "who reads is not in anybody's way, and sees what is kept"
        finally:
            done.set()
            holder.join()
        with database.polling() as poll:
            assert poll.feeds.ids()


def test_terms_that_no_longer_hold_are_more_to_do(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        tx.terms.keep(TermsRow(
            origin="https://harbour.example", url="https://harbour.example/rsl.xml", kind="rsl", feed_id=ID, asked_at=NOW,
            good_until=NOW + HOUR, words="read",
        ))  # fmt: skip
    with database.glance() as glance:
        assert not glance.is_more_to_do(NOW + MINUTE)
        assert glance.is_more_to_do(NOW + HOUR + timedelta(seconds=1))
