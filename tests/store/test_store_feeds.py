"""Feeds: what the config declares, what is due, and that no feed is ever polled twice at once."""

import dataclasses
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest

from news.habits import UNKNOWN, Habits, HubSaid, Repeated, Rest, Wishes
from news.names import Digest, EntryKey, FeedId, PublisherId, digest_of
from news.publisher import Feed
from store.database import Database
from store.entry_rows import EntriesFound, EntryRow
from store.errors import Conflict, Missing, StaleLease
from store.feed_rows import FeedState, Lease, Origin
from store.poll_rows import Found, PollResult
from store.polls import add_to_history
from store.transaction import Transaction
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
    with database.write() as tx:
        leases = claim(tx, limit=200)
        tx.feeds.release(leases[0])
        counted = Mock(wraps=tx.feeds._plain, is_postgresql=tx.feeds._plain.is_postgresql)
        tx.feeds._plain = counted
        stale = tx.feeds.finish_many([(lease, result(outcome="not-modified", words="304")) for lease in leases])
    assert stale == [leases[0]]
    assert 0 < len(counted.method_calls) <= 4
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


def test_no_habit_is_lost(database: Database) -> None:
    start = NOW - 30 * HOUR
    habits = Habits(
        wishes=Wishes(ttl=HOUR, skip_hours=(0, 23), skip_days=(5, 6)), watched_since=start, arrivals=(start + HOUR, NOW),
        longest=29 * HOUR, silent_since=NOW, moving=Repeated(what="https://new.example/", since=start, times=2, told=True),
        gone=Repeated(what="HTTP 410 Gone", since=NOW, times=1), rest=Rest(since=NOW, words="dead \x00", every=HOUR), why="so",
        title="Harbour news",
        served_by="https://cdn.example/feed",
        hub=HubSaid(hub="https://hub.example/", topic=None),
    )  # fmt: skip
    for field in dataclasses.fields(Habits):
        assert getattr(habits, field.name) != field.default, f"give {field.name} a value here: the store has to keep it"
    with database.write() as tx:
        bring_feeds(tx)
        (lease,) = claim(tx, ids=[ID])
        assert lease.record.habits == UNKNOWN
        tx.feeds.finish(lease, result(habits=habits))
        record = tx.feeds.get(ID)
        assert record is not None
        assert record.habits == habits
        (lease,) = claim(tx, NOW + HOUR, ids=[ID])
        tx.feeds.finish(lease, result(at=NOW + HOUR))
        record = tx.feeds.get(ID)
        assert record is not None
        assert record.habits == habits, "a poll that says nothing of them leaves them"
        tx.feeds.sync([feed(url="https://harbour.example/elsewhere")], "c", NOW)
        record = tx.feeds.get(ID)
        assert record is not None
        assert record.habits == UNKNOWN, "another address, other habits"


def test_a_poll_that_did_not_ask_is_no_poll_of_the_feed(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        (lease,) = claim(tx, ids=[ID])
        tx.feeds.finish(lease, result(asked=False, ok=False, outcome="rested"))
        record = tx.feeds.get(ID)
        assert record is not None
        assert (record.last_polled_at, record.last_ok_at) == (None, None)
        assert [poll.outcome for poll in tx.feeds.polls(ID)] == ["rested"]


def test_a_feed_is_woken(database: Database) -> None:
    rest = Habits(watched_since=NOW, gone=Repeated(what="g", since=NOW, times=9), rest=Rest(since=NOW, words="w", every=HOUR))
    with database.write() as tx:
        bring_feeds(tx)
        (lease,) = claim(tx, ids=[ID])
        tx.feeds.finish(lease, result(ok=False, failures=30, state=FeedState.RESTING, next_poll_at=NOW + 99 * HOUR, habits=rest))
        assert tx.feeds.wake(ID, NOW + HOUR).state is FeedState.RESTING
        record = tx.feeds.get(ID)
        assert record is not None
        assert (record.state, record.failures, record.next_poll_at) == (FeedState.ACTIVE, 0, NOW + HOUR)
        assert record.habits == Habits(watched_since=NOW, why="it was woken by command")
        with pytest.raises(Missing):
            tx.feeds.wake(FeedId("none"), NOW)
        tx.feeds.sync([], "b", NOW)
        with pytest.raises(Conflict, match="the config declares it no more"):
            tx.feeds.wake(ID, NOW)


def test_a_history_is_cut_at_its_end(database: Database) -> None:
    def polled(numbers: range, since: datetime) -> list[tuple[FeedId, int, PollResult, Found]]:
        return [(ID, token, result(at=since + token * MINUTE, words=str(token)), Found()) for token in numbers]

    with database.write() as tx:
        bring_feeds(tx)
        add_to_history(tx._plain, polled(range(700), NOW))
        kept = tx.feeds.polls(ID, 1000)
        assert [poll.words for poll in kept[:2]] == ["699", "698"]
        assert 500 <= len(kept) < 500 + 64
        add_to_history(tx._plain, polled(range(700, 764), NOW + timedelta(days=91)))
        assert len(tx.feeds.polls(ID, 1000)) == 64, "what is older than 90 days goes first"


def test_a_clock_set_back_takes_all_plans_with_it(database: Database) -> None:
    late = NOW + timedelta(days=1)
    row = EntryRow(key=EntryKey("k"), digest=Digest("d"), link=None, payload="p")
    with database.write() as tx:
        bring_feeds(tx)
        for lease in claim(tx, late):
            at = late + (HOUR if lease.record.feed.id == ID else 2 * HOUR)
            tx.feeds.finish(lease, result(at=late, next_poll_at=at), EntriesFound(rows=(row,)))
        tx.rests.keep({"slow.example": late + 3 * HOUR}, late)
    with database.write() as tx:
        assert claim(tx, late - 4 * MINUTE) == [], "two machines may differ by so much"
        assert tx.feeds.get(ID).next_poll_at == late + HOUR  # type: ignore[union-attr]
        assert claim(tx, NOW) == [], "nothing is asked all at once"
        assert [record.next_poll_at for record in tx.feeds.all()] == [NOW + 2 * HOUR, NOW + HOUR], "nothing falls silent"
        assert len(tx.entries.claim(NOW, owner="o", limit=9, lease_s=60)) == 2
        assert tx.rests.all(NOW) == {"slow.example": NOW + 3 * HOUR}
    with database.write() as tx:
        assert [lease.record.feed.id for lease in claim(tx, NOW + HOUR)] == [ID]
        assert claim(tx, NOW + HOUR) == [], "once"


def test_hosts_that_asked_to_be_left_alone_are_remembered(database: Database) -> None:
    with database.write() as tx:
        tx.rests.keep({"a.example": NOW + HOUR, "b.example": NOW + MINUTE, "over.example": NOW - MINUTE}, NOW)
        tx.rests.keep({"a.example": NOW + MINUTE, "b.example": NOW + 2 * HOUR}, NOW)
        assert tx.rests.all(NOW) == {"a.example": NOW + HOUR, "b.example": NOW + 2 * HOUR}, "the longer wish holds"
        tx.rests.keep({"c.example": NOW + 3 * HOUR}, NOW + HOUR)
        assert tx.rests.all(NOW) == {"b.example": NOW + 2 * HOUR, "c.example": NOW + 3 * HOUR}, "what is over is forgotten"


def test_a_feed_is_moved_by_the_operators_word_alone(database: Database) -> None:
    target = "https://strange.example/feed"
    with database.write() as tx:
        bring_feeds(tx)
        for moving in (None, Repeated(what=target, since=NOW, times=9)):
            (lease,) = claim(tx, ids=[ID], all=True)
            tx.feeds.finish(lease, result(habits=Habits(moving=moving), validators=("e", "l")))
            with pytest.raises(Conflict, match="waits for no word"):
                tx.feeds.move(ID, NOW)
        with pytest.raises(Missing):
            tx.feeds.move(FeedId("none"), NOW)
        (lease,) = claim(tx, ids=[ID], all=True)
        tx.feeds.finish(lease, result(habits=Habits(moving=Repeated(what=target, since=NOW, times=9, told=True))))
        (polled,) = claim(tx, ids=[ID], all=True)
        assert tx.feeds.move(ID, NOW + HOUR) == target
        record = tx.feeds.get(ID)
        assert record is not None
        assert (record.moved_to, record.next_poll_at, record.habits.moving) == (target, NOW + HOUR, None)
        assert record.validators == (None, None), "what the old address gave says nothing of the new one"
        with pytest.raises(StaleLease):
            tx.feeds.finish(polled, result())
