"""Entries: nothing seen is lost, nothing is worked on twice, nothing that fails is tried for ever."""

from datetime import datetime, timedelta

import pytest

from news.names import Digest, EntryKey, FeedId, digest_of
from news.review import State
from news.rights import Reason
from store.database import Database
from store.entry_rows import EntriesFound, EntryLease, EntryOutcome, EntryRow, EntryState
from store.errors import StaleLease
from store.poll_rows import Found
from store.transaction import Transaction
from tests.store.parts import HOUR, MINUTE, NOW, bring_feeds, feed, keep, story

ID = FeedId("harbour-rss")


def row(key: str, digest: str = "d", payload: str = "{}") -> EntryRow:
    return EntryRow(
        key=EntryKey(key),
        digest=Digest(digest),
        link=f"https://harbour.example/{key[:9]}",
        payload=payload,
        feed_digest=Digest("f"),
    )


def claim(tx: Transaction, now: datetime = NOW, limit: int = 10, owner: str = "one") -> list[EntryLease]:
    return tx.entries.claim(now, owner=owner, limit=limit, lease_s=60)


def save(tx: Transaction, *rows: EntryRow, now: datetime = NOW) -> Found:
    return tx.entries.save(ID, EntriesFound(rows=rows, seen=tuple(it.key for it in rows)), now)


def test_entries_are_known_by_key_however_many_and_whatever_it_holds(database: Database) -> None:
    keys = [f"k{number}" for number in range(1200)] + ["x" * 20_000, "nul \x00", "half a pair \ud800"]
    with database.write() as tx:
        bring_feeds(tx)
        assert save(tx, *(row(key, digest_of(key)) for key in keys)) == Found(seen=1203, new=1203, changed=0)
    with database.read() as tx:
        assert tx.entries.known(ID, [EntryKey(key) for key in [*keys, "unknown"]]) == {key: digest_of(key) for key in keys}
        assert tx.entries.known(FeedId("bare-rss"), [EntryKey("k1")]) == {}


def test_what_was_stated_under_another_key_is_found_again(database: Database) -> None:
    digests = [digest_of(str(number)) for number in range(700)]
    with database.write() as tx:
        bring_feeds(tx)
        save(tx, *(row(f"k{number}", digest) for number, digest in enumerate(digests)))
        assert tx.entries.restated(ID, [*digests, digest_of("new")]) == set(digests)
        assert tx.entries.restated(FeedId("bare-rss"), digests) == set(), "what another feed states is another thing"
        assert tx.entries.restated(ID, []) == set()


def test_a_changed_entry_waits_again_and_keeps_when_it_was_first_seen(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        save(tx, row("a"), row("b"))
        first, second = claim(tx)
        tx.entries.finish(first, EntryOutcome())
        tx.entries.finish(second, EntryOutcome(state=EntryState.SKIPPED, reason=Reason("old", "too old")))
        later = NOW + HOUR
        found = EntriesFound(rows=(row("a", "new", "changed"),), seen=(EntryKey("a"), EntryKey("b")))
        assert tx.entries.save(ID, found, later) == Found(seen=2, new=0, changed=1)
        kept = {entry.key: entry for entry in tx.entries.list(ID)}
    assert (kept[EntryKey("a")].state, kept[EntryKey("a")].payload, kept[EntryKey("a")].attempts) == (
        EntryState.WAITING,
        "changed",
        0,
    )
    assert (kept[EntryKey("a")].first_seen_at, kept[EntryKey("a")].last_seen_at) == (NOW, later)
    assert (kept[EntryKey("b")].state, kept[EntryKey("b")].reason) == (EntryState.SKIPPED, Reason("old", "too old"))
    assert kept[EntryKey("b")].last_seen_at == later


def test_the_longest_waiting_come_first_and_to_one_worker_only(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        save(tx, row("late"), now=NOW)
        save(tx, row("early"), now=NOW - HOUR)
        save(tx, row("later still"), now=NOW + HOUR)
    with database.write() as tx:
        (first,) = claim(tx, limit=1)
        assert (first.entry.key, first.entry.attempts) == ("early", 1)
        assert first.feed.feed == feed()
        (second,) = claim(tx, owner="two")
        assert second.entry.key == "late"
        assert claim(tx, owner="three") == []


def test_what_came_of_an_entry_is_kept(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        save(tx, row("a"))
        (lease,) = claim(tx)
        kept = keep(tx, story(1))
        body = tx.captures.keep(b"page", url="https://harbour.example/a", fetched_at=NOW)
        tx.entries.finish(lease, EntryOutcome(story=kept.id, capture=body))
        (entry,) = tx.entries.list(state=EntryState.DONE)
    assert (entry.story, entry.capture, entry.next_try_at) == (kept.id, body, None)
    assert kept.state is State.QUEUED


def test_failures_wait_are_counted_and_end(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        save(tx, row("a"))
        (lease,) = claim(tx)
        tx.entries.fail(lease, Reason("timeout", "took too long"), NOW + HOUR)
        assert claim(tx) == []
        (lease,) = claim(tx, NOW + HOUR)
        assert lease.entry.attempts == 2
        tx.entries.fail(lease, Reason("timeout", "took too long again"), None)
        (entry,) = tx.entries.list(ID, EntryState.FAILED)
        assert (entry.reason, entry.attempts) == (Reason("timeout", "took too long again"), 2)
        assert claim(tx, NOW + 10 * HOUR) == []


def test_a_crash_counts_as_an_attempt(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        save(tx, row("poison"))
        (lost,) = claim(tx)
    with database.write() as tx:
        assert claim(tx) == []
        (found,) = claim(tx, NOW + 2 * MINUTE, owner="two")
        assert found.entry.attempts == 2
        assert not tx.entries.holds(lost)
        assert tx.entries.holds(found)
        gone = "'poison' of 'harbour-rss' is no longer leased to one"
        with pytest.raises(StaleLease, match=gone):
            tx.entries.finish(lost, EntryOutcome())
        with pytest.raises(StaleLease, match=gone):
            tx.entries.fail(lost, Reason("x", "x"), None)
        tx.entries.release(lost)
        assert tx.entries.holds(found)
        tx.entries.release(found)
        (again,) = claim(tx, NOW + 2 * MINUTE)
        assert again.entry.attempts == 2, "what is given back was no attempt"


def test_work_on_an_entry_that_changed_meanwhile_is_for_nothing(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        save(tx, row("a"))
        (lease,) = claim(tx)
        save(tx, row("a", "new"))
        with pytest.raises(StaleLease):
            tx.entries.finish(lease, EntryOutcome())
        (fresh,) = claim(tx)
        assert fresh.entry.digest == "new"


def test_entries_of_a_retired_feed_wait_for_it(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        save(tx, row("a"))
        tx.feeds.sync([], "b", NOW)
        assert claim(tx) == []
        tx.feeds.sync([feed()], "c", NOW)
        assert len(claim(tx)) == 1


def test_lists_are_newest_first_and_limited(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        for number in range(3):
            save(tx, row(f"k{number}"), now=NOW + timedelta(seconds=number))
        assert [entry.key for entry in tx.entries.list(limit=2)] == ["k2", "k1"]
        assert tx.entries.list(FeedId("bare-rss")) == []
