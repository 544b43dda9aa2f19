"""Feeds: what the config declares, what is due, and that no feed is ever polled twice at once."""

import dataclasses
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event

from news.names import Digest, EntryKey, FeedId, PublisherId, digest_of
from news.publisher import Feed
from store.database import Database, Transaction
from store.entries import EntriesFound, EntryRow
from store.errors import Conflict, Missing, StaleLease
from store.feed_rows import FeedState, Lease, Origin
from store.feeds import PollResult
from tests.store.conftest import Standing, empty
from tests.store.parts import BARE, HARBOUR, HOUR, MINUTE, NOW, bring_feeds, feed

ID = FeedId("harbour-rss")


def claim(tx: Transaction, now: datetime = NOW, **changes: Any) -> list[Lease]:
    settings: dict[str, Any] = {"owner": "one", "limit": 10, "lease_s": 60.0} | changes
    return tx.feeds.claim(now, **settings)


def result(**changes: Any) -> PollResult:
    settings: dict[str, Any] = {"at": NOW, "outcome": "fetched", "words": "2 entries", "ok": True, "next_poll_at": NOW + HOUR}
    return PollResult(**(settings | changes))


def test_no_field_of_a_feed_is_lost(database: Database) -> None:
    whole = feed()
    for field in dataclasses.fields(Feed):
        if field.default is not dataclasses.MISSING:
            assert getattr(whole, field.name) != field.default, f"give {field.name} a value here: the store has to keep it"
    plain = Feed(id=FeedId("plain"), publisher=BARE, url="gopher://bare.example/1/", every=HOUR)
    with database.write() as tx:
        tx.feeds.sync([whole, plain], "a", NOW)
    with database.read() as tx:
        assert [record.feed for record in tx.feeds.all()] == [whole, plain]
        record = tx.feeds.get(ID)
        assert record is not None
        assert (record.origin, record.state, record.next_poll_at) == (Origin.DECLARED, FeedState.ACTIVE, NOW)
        assert tx.feeds.publisher(HARBOUR.id) == HARBOUR
        assert tx.feeds.publisher(PublisherId("none")) is None
        assert tx.feeds.get(FeedId("none")) is None
        assert tx.meta.get("config_digest") == "a"


def test_a_feed_that_vanished_from_the_config_is_retired_and_comes_back(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        tx.feeds.sync([feed("other")], "b", NOW)
        assert {record.feed.id: record.state for record in tx.feeds.all()} == {
            "bare-rss": FeedState.RETIRED, "harbour-rss": FeedState.RETIRED, "other": FeedState.ACTIVE,
        }  # fmt: skip
        assert [lease.record.feed.id for lease in claim(tx, all=True)] == ["other"]
        tx.feeds.sync([feed()], "c", NOW + HOUR)
        record = tx.feeds.get(ID)
        assert record is not None
        assert (record.state, record.next_poll_at) == (FeedState.ACTIVE, NOW + HOUR)


def test_a_changed_address_forgets_what_the_old_one_said(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        (lease,) = claim(tx, ids=[ID])
        tx.feeds.finish(lease, result(validators=('"e"', "Mon"), body_digest=digest_of("b"), moved_to="https://new.example/"))
    with database.write() as tx:
        tx.feeds.sync([feed(every=timedelta(minutes=5))], "b", NOW + MINUTE)
        record = tx.feeds.get(ID)
        assert record is not None
        assert record.validators == ('"e"', "Mon"), "another interval says nothing about what was read"
        assert record.next_poll_at == NOW + 6 * MINUTE, "a shorter interval counts from now"
        (lease,) = claim(tx, ids=[ID], all=True)
        tx.feeds.sync([feed(url="https://harbour.example/elsewhere")], "c", NOW + MINUTE)
        record = tx.feeds.get(ID)
        assert record is not None
        assert (record.validators, record.body_digest, record.moved_to) == ((None, None), None, None)
        assert record.next_poll_at == NOW + MINUTE
    with pytest.raises(StaleLease), database.write() as tx:
        tx.feeds.finish(lease, result(validators=('"old"', None)))


def test_feeds_are_added_and_retired_by_command(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        tx.feeds.add(feed("mine"), NOW)
        record = tx.feeds.get(FeedId("mine"))
        assert record is not None
        assert record.origin is Origin.ADDED
        with pytest.raises(Conflict, match="there is a feed 'mine' already, added"):
            tx.feeds.add(feed("mine"), NOW)
        with pytest.raises(Conflict, match="there is a feed 'harbour-rss' already, declared"):
            tx.feeds.add(feed(), NOW)
        with pytest.raises(Conflict, match="is declared in the config"):
            tx.feeds.retire(ID)
        with pytest.raises(Missing, match="no feed 'none' in the store"):
            tx.feeds.retire(FeedId("none"))
        tx.feeds.sync([feed()], "b", NOW)
        record = tx.feeds.get(FeedId("mine"))
        assert record is not None
        assert record.state is FeedState.ACTIVE, "the config says nothing about feeds added by command"
        tx.feeds.retire(FeedId("mine"))
        tx.feeds.add(feed("mine"), NOW)
        tx.feeds.sync([feed("mine")], "c", NOW)
        record = tx.feeds.get(FeedId("mine"))
        assert record is not None
        assert (record.state, record.origin) == (FeedState.ACTIVE, Origin.DECLARED), "declared wins"


def test_two_claimers_never_get_the_same_feed(database: Database) -> None:
    with database.write() as tx:
        tx.feeds.sync([feed(f"f{number}") for number in range(5)], "a", NOW)
    with database.write() as tx:
        first = claim(tx, limit=3, owner="one")
    with database.write() as tx:
        second = claim(tx, limit=3, owner="two")
    names = [lease.record.feed.id for lease in (*first, *second)]
    assert sorted(names) == ["f0", "f1", "f2", "f3", "f4"]
    with database.write() as tx:
        assert claim(tx, owner="three", all=True) == []


def test_a_crash_between_claim_and_finish_gives_the_feed_back_but_not_at_once(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        (lost,) = claim(tx, ids=[ID])
    with database.write() as tx:
        assert claim(tx, NOW + 2 * MINUTE, ids=[ID]) == [], (
            "the lease has run out, but the next poll was put off before the fetch"
        )
        (found,) = claim(tx, NOW + 10 * MINUTE, ids=[ID], owner="two")
        assert found.token > lost.token
    with pytest.raises(StaleLease, match="harbour-rss"), database.write() as tx:
        tx.feeds.finish(
            lost, result(), EntriesFound(rows=(EntryRow(key=EntryKey("k"), digest=Digest("d"), link=None, payload=""),))
        )
    with database.write() as tx:
        assert tx.entries.list() == [], "nothing of a stale result is kept"
        tx.feeds.finish(found, result())
    with pytest.raises(StaleLease), database.write() as tx:
        tx.feeds.finish(found, result())


def test_a_poll_is_kept_whole_with_its_entries(database: Database) -> None:
    rows = tuple(EntryRow(key=EntryKey(k), digest=Digest("d" + k), link=None, payload="p") for k in "ab")
    with database.write() as tx:
        bring_feeds(tx)
        (lease,) = claim(tx, ids=[ID])
        assert lease.record.next_poll_at == NOW
        kept = tx.feeds.finish(
            lease,
            result(status=200, validators=('"e"', None), body_digest=digest_of("b"), bytes=10, took_s=0.5, failures=0),
            EntriesFound(rows=rows, seen=(EntryKey("a"), EntryKey("b"))),
        )
        assert (kept.seen, kept.new, kept.changed) == (2, 2, 0)
    with database.write() as tx:
        record = tx.feeds.get(ID)
        assert record is not None
        assert (record.validators, record.body_digest) == (('"e"', None), digest_of("b"))
        assert (record.last_polled_at, record.last_ok_at, record.last_words) == (NOW, NOW, "2 entries")
        assert record.next_poll_at == NOW + HOUR
        (lease,) = claim(tx, NOW + HOUR, ids=[ID])
        gone = result(at=NOW + HOUR, outcome="failed", words="404", ok=False, status=404, failures=1, state=FeedState.FAILING)
        tx.feeds.finish(lease, gone)
        record = tx.feeds.get(ID)
        assert record is not None
        assert (record.state, record.failures, record.last_words) == (FeedState.FAILING, 1, "404")
        assert record.last_ok_at == NOW
        assert record.validators == ('"e"', None), "a failure says nothing about what was read before"
        assert [(poll.outcome, poll.status, poll.new) for poll in tx.feeds.polls(ID)] == [("failed", 404, 0), ("fetched", 200, 2)]
        assert [poll.words for poll in tx.feeds.polls(ID, 1)] == ["404"]
        assert (tx.feeds.polls(ID)[1].bytes, tx.feeds.polls(ID)[1].took_s) == (10, 0.5)


def test_a_lease_given_back_leaves_the_feed_due(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        (lease,) = claim(tx, ids=[ID])
        tx.feeds.release(lease)
        (again,) = claim(tx, ids=[ID], owner="two")
        tx.feeds.release(lease)
        assert claim(tx, ids=[ID]) == [], "a stale lease gives nothing back"
        tx.feeds.finish(again, result())


def test_polls_without_entries_end_in_a_few_statements_however_many(database: Database) -> None:
    with database.write() as tx:
        tx.feeds.sync([feed(f"f{number:03}") for number in range(200)], "a", NOW)
    seen: list[str] = []
    note: Callable[..., None] = lambda _connection, _cursor, statement, *_: seen.append(statement)  # noqa: E731
    event.listen(database._writer, "before_cursor_execute", note)
    with database.write() as tx:
        leases = claim(tx, limit=200)
        tx.feeds.release(leases[0])
        seen.clear()
        stale = tx.feeds.finish_many([(lease, result(outcome="not-modified", words="304")) for lease in leases])
    assert stale == [leases[0]]
    assert len(seen) <= 4
    with database.read() as tx:
        assert sum(record.last_words == "304" for record in tx.feeds.all()) == 199


def test_a_publisher_that_changed_its_name_is_printed_anew(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        tx.feeds.sync([feed(publisher=dataclasses.replace(HARBOUR, name="Harbour Times"))], "b", NOW)
        assert tx.feeds.publisher(HARBOUR.id) == dataclasses.replace(HARBOUR, name="Harbour Times")


def test_claimers_at_the_same_moment_share_the_feeds(standing_postgres: Standing) -> None:
    """PostgreSQL lets two transactions claim at once; on SQLite they take turns."""
    empty(standing_postgres.database)
    with standing_postgres.database.write() as tx:
        tx.feeds.sync([feed(f"f{number}") for number in range(4)], "a", NOW)
    with standing_postgres.database.write() as first, standing_postgres.database.write() as second:
        ours, theirs = claim(first, limit=2, owner="one"), claim(second, limit=9, owner="two")
    assert sorted(lease.record.feed.id for lease in (*ours, *theirs)) == ["f0", "f1", "f2", "f3"]
    assert len(ours) == len(theirs) == 2
