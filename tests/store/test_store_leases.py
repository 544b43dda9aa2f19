"""Leases are renewed while work goes on, and a clock that was wrong for a while binds nobody; fetched pages wait in the store."""

from datetime import timedelta

from news.names import Digest, EntryKey, FeedId
from news.rights import Reason
from store.database import Database
from store.entry_rows import EntriesFound, EntryOutcome, EntryPage, EntryRow, EntryState
from store.poll_rows import PollResult
from store.transaction import Transaction
from tests.store.conftest import Where
from tests.store.parts import HOUR, MINUTE, NOW, bring_feeds

ID = FeedId("harbour-rss")
DAY = timedelta(days=1)


def bring_entry(tx: Transaction, payload: str = "{}", digest: str = "d") -> None:
    row = EntryRow(key=EntryKey("a"), digest=Digest(digest), link="https://harbour.example/a", payload=payload)
    tx.entries.save(ID, EntriesFound(rows=(row,)), NOW)


def test_what_its_owner_renews_is_nobody_elses(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        bring_entry(tx)
        (ours,) = tx.feeds.claim(NOW, owner="one", limit=1, lease_s=60)
        (theirs,) = tx.feeds.claim(NOW, owner="two", limit=1, lease_s=60)
        (entry,) = tx.entries.claim(NOW, owner="one", limit=9, lease_s=60)
        later = NOW + MINUTE - timedelta(seconds=1)
        tx.feeds.renew("one", later, lease_s=3600)
        tx.entries.renew("one", later, lease_s=3600)
        due = NOW + 30 * MINUTE
        (taken,) = tx.feeds.claim(due, owner="three", limit=9, lease_s=60)
        assert taken.record.feed.id == theirs.record.feed.id
        assert tx.entries.claim(due, owner="three", limit=9, lease_s=60) == []
        assert tx.entries.holds(entry)
        found = tx.feeds.get(ours.record.feed.id)
        assert found is not None
        assert found.next_poll_at >= later + HOUR, "it is not polled while it is being polled"
        assert tx.feeds.claim(later + HOUR, owner="three", limit=9, lease_s=60) != []


def test_a_lease_of_a_clock_that_ran_a_day_ahead_binds_nobody(where: Where, database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        bring_entry(tx)
        tx.feeds.claim(NOW + DAY, owner="one", limit=9, lease_s=60)
        (early,) = tx.entries.claim(NOW + DAY, owner="one", limit=9, lease_s=60)
        assert len(tx.feeds.claim(NOW, owner="two", limit=9, lease_s=60, all=True)) == 2
        assert len(tx.entries.claim(NOW, owner="two", limit=9, lease_s=60)) == 1
        assert not tx.entries.holds(early)


def test_a_fetched_page_waits_until_it_is_read(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        bring_entry(tx)
        (lost,) = tx.entries.claim(NOW, owner="one", limit=9, lease_s=60)
        digest = tx.captures.keep(b"page", url="https://harbour.example/a", fetched_at=NOW)
        tx.entries.keep_pages([(lost, EntryPage(capture=digest, page="served so"))])
        (lease,) = tx.entries.claim(NOW + HOUR, owner="two", limit=9, lease_s=60)
        assert (lease.entry.page, lease.entry.capture) == ("served so", digest)
        tx.entries.keep_pages([(lost, EntryPage(capture=digest, page="by one who has it no more"))])
        tx.entries.fail(lease, Reason("lost", "the worker crashed"), NOW + 2 * HOUR)
        (entry,) = tx.entries.list(ID)
        assert (entry.page, entry.capture, entry.state) == ("served so", digest, EntryState.WAITING)
        (lease,) = tx.entries.claim(NOW + 3 * HOUR, owner="two", limit=9, lease_s=60)
        tx.entries.finish(lease, EntryOutcome())
        (entry,) = tx.entries.list(ID)
        assert (entry.page, entry.capture, entry.state) == (None, digest, EntryState.DONE)
        bring_entry(tx, "changed", "other")
        (entry,) = tx.entries.list(ID)
        assert (entry.page, entry.state) == (None, EntryState.WAITING), "a changed entry is fetched anew"


def test_a_page_fetched_for_what_has_changed_since_is_not_taken_for_it(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        bring_entry(tx)
        (lease,) = tx.entries.claim(NOW, owner="one", limit=9, lease_s=60)
        bring_entry(tx, "changed", "other")
        digest = tx.captures.keep(b"page", url="https://harbour.example/a", fetched_at=NOW)
        tx.entries.keep_pages([(lease, EntryPage(capture=digest, page="served so"))])
        (entry,) = tx.entries.list(ID)
        assert entry.page is None


def test_what_was_given_up_can_be_taken_up_again(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        bring_entry(tx)
        (lease,) = tx.entries.claim(NOW, owner="one", limit=9, lease_s=60)
        tx.entries.fail(lease, Reason("page", "404"), None)
        assert tx.entries.claim(NOW + HOUR, owner="one", limit=9, lease_s=60) == []
        assert tx.entries.reopen(ID, NOW) == 1
        (lease,) = tx.entries.claim(NOW, owner="one", limit=9, lease_s=60)
        assert (lease.entry.attempts, lease.entry.reason) == (1, None)
        assert tx.entries.reopen(ID, NOW) == 0


def test_a_chore_is_begun_once_a_day_by_one(database: Database) -> None:
    with database.write() as tx:
        assert tx.meta.begin("digest", NOW, DAY)
        assert not tx.meta.begin("digest", NOW + HOUR, DAY)
        assert tx.meta.begin("retention", NOW + HOUR, DAY)
        assert tx.meta.begin("digest", NOW + DAY, DAY)
        assert tx.meta.begin("digest", NOW, DAY), "begun tomorrow, by a clock that was wrong"
        assert not tx.meta.begin("digest", NOW + HOUR, DAY)


def test_a_poll_that_never_ended_is_told_of_until_the_next_and_in_the_history(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        (lost, _) = tx.feeds.claim(NOW, owner="killed", limit=9, lease_s=60)
        name = lost.record.feed.id
        assert (lost.record.begun_at, lost.record.lease_until) == (None, None)
    with database.read() as tx:
        found = tx.feeds.get(name)
        assert found is not None
        assert (found.begun_at, found.lease_until) == (NOW, NOW + MINUTE)
        assert tx.feeds.polls(name) == []
    with database.write() as tx:
        (lease,) = tx.feeds.claim(NOW + HOUR, owner="next", limit=1, lease_s=60, ids=[name], all=True)
        (told,) = tx.feeds.polls(name)
        assert (told.at, told.outcome) == (NOW, "unfinished")
        assert "never ended" in told.words
        again = tx.feeds.get(name)
        assert again is not None
        assert again.begun_at == NOW + HOUR
        tx.feeds.release(lease)
        left = tx.feeds.get(name)
        assert left is not None
        assert (left.begun_at, left.lease_until) == (None, None), "who gives a lease back began nothing"
        (lease,) = tx.feeds.claim(NOW + HOUR, owner="next", limit=1, lease_s=60, ids=[name], all=True)
        tx.feeds.finish(lease, PollResult(at=NOW + HOUR, outcome="fetched", words="", ok=True, next_poll_at=NOW + 2 * HOUR))
        ended = tx.feeds.get(name)
        assert ended is not None
        assert (ended.begun_at, ended.lease_until) == (None, None)
        assert [poll.outcome for poll in tx.feeds.polls(name)] == ["fetched", "unfinished"]


def test_a_feed_that_is_woken_after_its_poll_was_killed_says_that_it_was_woken(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        (lost,) = tx.feeds.claim(NOW, owner="killed", limit=1, lease_s=60)
        name = lost.record.feed.id
        tx.feeds.wake(name, NOW + timedelta(seconds=1))
        under_way = tx.feeds.get(name)
        assert under_way is not None
        assert under_way.begun_at == NOW, "it may be going on still"
        tx.feeds.wake(name, NOW + HOUR)
        woken = tx.feeds.get(name)
        assert woken is not None
        assert (woken.begun_at, woken.next_poll_at, woken.habits.why) == (None, NOW + HOUR, "it was woken by command")
