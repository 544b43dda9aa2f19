"""Subscriptions at hubs: asked for, confirmed, renewed, ended; and what hubs' calls do to polling."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from news.habits import Habits, Wishes
from news.names import FeedId
from store.database import Database
from store.feed_rows import FeedRecord, FeedState
from store.poll_rows import PollResult
from store.subscription_rows import Errand, Mode, Subscription, SubscriptionState
from store.transaction import Transaction
from tests.store.parts import HOUR, MINUTE, NOW, bring_feeds, feed

ID = FeedId("harbour-rss")
HUB, TOPIC = "https://hub.example/", "https://harbour.example/harbour-rss"
DAY = timedelta(days=1)
ASKING, LIVE = SubscriptionState.ASKING, SubscriptionState.LIVE
DENIED, LEAVING = SubscriptionState.DENIED, SubscriptionState.LEAVING


def announce(tx: Transaction, now: datetime = NOW, hub: str | None = HUB, topic: str | None = TOPIC) -> None:
    tx.subscriptions.announce(ID, hub, topic, now)


def errand(tx: Transaction, now: datetime = NOW) -> Errand:
    (found,) = tx.subscriptions.errands(now, 10)
    return found


def states(tx: Transaction) -> list[SubscriptionState]:
    return [one.state for one in tx.subscriptions.of(ID)]


def live(tx: Transaction, now: datetime = NOW, lease: timedelta = 10 * DAY) -> Errand:
    """A subscription that stands."""
    announce(tx, now)
    found = errand(tx, now)
    assert tx.subscriptions.confirm(found.token, TOPIC, lease, now) == ID
    return found


def poll(tx: Transaction, at: datetime, *, new: int = 0, next_poll_at: datetime | None = None, **changes: Any) -> None:
    """A whole poll of the feed."""
    from news.names import Digest, EntryKey
    from store.entry_rows import EntriesFound, EntryRow

    (lease,) = tx.feeds.claim(at, owner="one", limit=1, lease_s=60, ids=[ID], all=True)
    rows = tuple(EntryRow(key=EntryKey(f"{at}{n}"), digest=Digest("d"), link=None, payload="p") for n in range(new))
    settings: dict[str, Any] = {"outcome": "fetched", "words": "w", "ok": True} | changes
    result = PollResult(at=at, next_poll_at=next_poll_at or at + HOUR, **settings)
    tx.feeds.finish(lease, result, EntriesFound(rows=rows))


def record(tx: Transaction) -> FeedRecord:
    found = tx.feeds.get(ID)
    assert found is not None
    return found


def test_what_is_announced_is_asked_for_and_stands_once_confirmed(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        announce(tx, hub=None)
        assert states(tx) == []
        announce(tx)
        announce(tx)
        assert tx.subscriptions.is_due(NOW)
        asked = errand(tx)
        assert (asked.feed, asked.mode, asked.hub, asked.topic) == (ID, Mode.SUBSCRIBE, HUB, TOPIC)
        assert len(asked.secret) == 64, "32 random bytes, and less than the 200 a hub takes"
        assert len(asked.token) == 43
        assert not {asked.token, asked.secret} & set(repr(asked).split("'"))
        assert tx.subscriptions.errands(NOW, 10) == [], "the next try is put off before the first is made"
        assert not tx.subscriptions.is_due(NOW)
        assert tx.subscriptions.secret(asked.token) is None, "a hub that has not asked back has nothing to tell"
        assert tx.subscriptions.confirm(asked.token, TOPIC + "?", 10 * DAY, NOW) is None
        assert tx.subscriptions.confirm("other", TOPIC, 10 * DAY, NOW) is None
        assert tx.subscriptions.confirm(asked.token, TOPIC, 10 * DAY, NOW) == ID
        assert tx.subscriptions.secret(asked.token) == asked.secret
        (stands,) = tx.subscriptions.of(ID)
        assert isinstance(stands, Subscription)
        assert (stands.state, stands.lease_until, stands.told) == (LIVE, NOW + 10 * DAY, 0)
        announce(tx)
        assert states(tx) == [LIVE]


def test_what_was_not_asked_cannot_be_confirmed(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        announce(tx)
        (token,) = tx._connection.exec_driver_sql("SELECT token FROM subscriptions").scalars()
        assert tx.subscriptions.is_known(token)
        assert not tx.subscriptions.is_known("x")
        assert tx.subscriptions.confirm(token, TOPIC, DAY, NOW) is None
        assert tx.subscriptions.deny(token, TOPIC, "no", NOW) is None


def test_a_hub_that_does_not_answer_is_asked_ever_more_seldom(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        announce(tx)
        now, gaps = NOW, []
        for _ in range(7):
            tx.subscriptions.asked(errand(tx, now), "it does not answer")
            (one,) = tx.subscriptions.of(ID)
            assert one.next_try_at is not None
            gaps.append((one.next_try_at - now) / HOUR)
            now = one.next_try_at
        (one,) = tx.subscriptions.of(ID)
        assert gaps == [1, 2, 4, 8, 16, 24, 24]
        assert (one.state, one.attempts, one.words) == (ASKING, 7, "it does not answer")


def test_a_hub_that_wants_rest_gets_it_from_all_feeds(database: Database) -> None:
    other = FeedId("bare-rss")
    with database.write() as tx:
        bring_feeds(tx)
        announce(tx)
        asked = errand(tx)
        tx.subscriptions.announce(other, HUB, "https://bare.example/", NOW)
        tx.subscriptions.asked(asked, "HTTP 429", NOW + 5 * HOUR)
        assert tx.subscriptions.errands(NOW + 4 * HOUR, 10) == []
        assert {one.feed for one in tx.subscriptions.errands(NOW + 5 * HOUR, 10)} == {ID, other}


def test_a_lease_is_renewed_before_its_end_with_another_path_and_secret(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        first = live(tx, lease=4 * DAY)
        tx.subscriptions.told([(first.token, "a")], NOW)
        assert not tx.subscriptions.is_due(NOW + 3 * DAY - MINUTE)
        second = errand(tx, NOW + 3 * DAY)
        assert (second.mode, second.hub) == (Mode.SUBSCRIBE, HUB)
        assert not {first.token, first.secret} & {second.token, second.secret}
        assert states(tx) == [LIVE, ASKING]
        assert tx.subscriptions.secret(first.token) == first.secret, "the first stands until the second does"
        assert tx.subscriptions.confirm(second.token, TOPIC, 4 * DAY, NOW + 3 * DAY) == ID
        assert states(tx) == [LIVE, LEAVING]
        assert tx.subscriptions.of(ID)[0].told == 1, "the same hub: what it told counts on"
        assert tx.subscriptions.secret(first.token) is None
        farewell = errand(tx, NOW + 3 * DAY)
        assert (farewell.mode, farewell.token) == (Mode.UNSUBSCRIBE, first.token)
        assert tx.subscriptions.left(second.token, TOPIC) is None, "nobody wanted to leave that"
        assert tx.subscriptions.left(first.token, TOPIC) == ID
        assert states(tx) == [LIVE]


def test_what_is_reconfirmed_stands_longer(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        first = live(tx, lease=4 * DAY)
        assert tx.subscriptions.confirm(first.token, TOPIC, 4 * DAY, NOW + DAY) == ID
        assert tx.subscriptions.of(ID)[0].lease_until == NOW + 5 * DAY
        assert states(tx) == [LIVE]


def test_an_endless_lease_is_renewed_all_the_same(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        live(tx, lease=3660 * DAY)
        assert errand(tx, NOW + 30 * DAY).mode is Mode.SUBSCRIBE


def test_a_lease_that_runs_out_falls_back_to_polling_and_asks_anew(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        first = live(tx, lease=4 * DAY)
        poll(tx, NOW, next_poll_at=NOW + 10 * DAY)
        second = errand(tx, NOW + 3 * DAY)
        tx.subscriptions.asked(second, "it does not answer")
        tx.subscriptions.errands(NOW + 4 * DAY, 10)
        assert states(tx) == [ASKING]
        assert tx.subscriptions.secret(first.token) is None
        assert record(tx).next_poll_at == NOW + 4 * DAY, "polled again at once: its interval has long passed"
        assert tx.subscriptions.confirm(second.token, TOPIC, DAY, NOW + 5 * DAY) == ID, "late is not never"
        assert states(tx) == [LIVE]
        tx.subscriptions.errands(NOW + 7 * DAY, 10)
        (anew,) = tx.subscriptions.of(ID)
        assert (anew.state, anew.attempts) == (ASKING, 1), "nobody renewed in time: asked for anew"


def test_falling_back_asks_no_oftener_than_the_feed_wishes(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        live(tx)
        poll(tx, NOW, next_poll_at=NOW + DAY, habits=Habits(wishes=Wishes(ttl=6 * HOUR)))
        announce(tx, NOW + MINUTE, hub=None)
        assert record(tx).next_poll_at == NOW + 6 * HOUR
        assert states(tx) == [LEAVING]


def test_a_feed_that_failed_keeps_its_own_pace(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        stands = live(tx)
        poll(tx, NOW, ok=False, failures=1, next_poll_at=NOW + 5 * HOUR)
        tx.subscriptions.told([(stands.token, "a")], NOW + HOUR)
        announce(tx, NOW + 2 * HOUR, hub=None)
        assert record(tx).next_poll_at == NOW + 5 * HOUR


def test_a_denied_subscription_is_left_alone_for_long(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        stands = live(tx)
        poll(tx, NOW, next_poll_at=NOW + DAY)
        assert tx.subscriptions.deny(stands.token, "https://other.example/", "no", NOW) is None
        assert tx.subscriptions.deny(stands.token, TOPIC, "the hub denies it: no", NOW + MINUTE) == ID
        (one,) = tx.subscriptions.of(ID)
        assert (one.state, one.words, one.lease_until) == (DENIED, "the hub denies it: no", None)
        assert record(tx).next_poll_at == NOW + feed().every
        announce(tx, NOW + HOUR)
        assert not tx.subscriptions.is_due(NOW + 29 * DAY)
        assert errand(tx, NOW + 31 * DAY).mode is Mode.SUBSCRIBE


def test_another_hub_takes_over_once_it_confirms(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        first = live(tx)
        announce(tx, NOW + 2 * HOUR, hub="https://new.example/")
        assert states(tx) == [LIVE, ASKING]
        second = errand(tx, NOW + 2 * HOUR)
        assert second.hub == "https://new.example/"
        tx.subscriptions.confirm(second.token, TOPIC, DAY, NOW + 2 * HOUR)
        assert [(one.hub, one.state) for one in tx.subscriptions.of(ID)] == [("https://new.example/", LIVE), (HUB, LEAVING)]
        for hours in (2, 3, 5):
            assert errand(tx, NOW + hours * HOUR).token == first.token
        tx.subscriptions.errands(NOW + 9 * HOUR, 10)
        assert states(tx) == [LIVE], "a hub is asked three times to let go; then its lease ends it"


def test_a_feed_that_names_another_hub_each_time_makes_us_ask_once_an_hour(database: Database) -> None:
    asked = 0
    with database.write() as tx:
        bring_feeds(tx)
        for number in range(30):
            now = NOW + number * 6 * MINUTE
            announce(tx, now, hub=f"https://hub{number}.example/")
            asked += len(tx.subscriptions.errands(now, 10))
            assert len(tx.subscriptions.of(ID)) == 1
    assert asked == 3


def test_a_retired_feed_is_left_at_its_hub(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        stands = live(tx)
        tx.feeds.sync([feed("other")], "b", NOW)
        assert record(tx).state is FeedState.RETIRED
        assert tx.subscriptions.is_due(NOW)
        farewell = errand(tx)
        assert (farewell.mode, farewell.token) == (Mode.UNSUBSCRIBE, stands.token)


def test_a_call_makes_the_feed_due_but_not_more_than_once_a_minute(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        stands = live(tx)
        poll(tx, NOW)
        assert tx.subscriptions.told([(stands.token, "a"), (stands.token, "b"), ("gone", "c")], NOW + MINUTE / 4) == [ID]
        assert record(tx).next_poll_at == NOW + MINUTE
        assert tx.subscriptions.told([(stands.token, "b")], NOW + MINUTE / 2) == []
        assert tx.subscriptions.of(ID)[0].told == 2, "the same call come again counts once"
        poll(tx, NOW + MINUTE)
        assert tx.subscriptions.told([(stands.token, "b")], NOW + 10 * MINUTE) == []
        assert record(tx).next_poll_at == NOW + MINUTE + HOUR
        assert tx.subscriptions.told([(stands.token, "c")], NOW + 10 * MINUTE) == [ID]
        assert record(tx).next_poll_at == NOW + 10 * MINUTE
        tx.subscriptions.refused(stands.token, 3)
        assert tx.subscriptions.of(ID)[0].refused == 3


def test_a_call_during_a_poll_is_not_lost(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        stands = live(tx)
        (lease,) = tx.feeds.claim(NOW, owner="one", limit=1, lease_s=60, ids=[ID])
        tx.subscriptions.told([(stands.token, "a")], NOW)
        tx.feeds.finish(lease, PollResult(at=NOW, outcome="fetched", words="w", ok=True, next_poll_at=NOW + HOUR))
        assert tx.subscriptions.is_due(NOW)
        assert tx.subscriptions.errands(NOW, 10) == []
        assert record(tx).next_poll_at == NOW + MINUTE
        assert not tx.subscriptions.is_due(NOW)


def test_a_feed_is_asked_seldom_only_while_its_hub_proves_that_it_tells(database: Database) -> None:
    def tells(now: datetime) -> bool:
        return tx.subscriptions.delivering([ID, FeedId("bare-rss")], now) == {ID}

    with database.write() as tx:
        bring_feeds(tx)
        stands = live(tx)
        tx.subscriptions.listen(NOW + 5 * HOUR)
        poll(tx, NOW, new=1)
        assert not tells(NOW), "a hub that never told anything is not relied upon"
        tx.subscriptions.told([(stands.token, "a")], NOW + HOUR)
        assert not tells(NOW + HOUR), "the poll that the call asked for"
        poll(tx, NOW + HOUR, new=1)
        assert tells(NOW + 2 * HOUR), "the second look"
        poll(tx, NOW + 2 * HOUR, new=1)
        assert tells(NOW + 3 * HOUR)
        poll(tx, NOW + 3 * HOUR)
        assert tells(NOW + 4 * HOUR)
        poll(tx, NOW + 4 * HOUR, new=1)
        assert not tells(NOW + 5 * HOUR), "something new, and nobody had told of it"
        tx.subscriptions.told([(stands.token, "b")], NOW + 5 * HOUR)
        poll(tx, NOW + 5 * HOUR)
        assert tells(NOW + 5 * HOUR)
        assert not tells(NOW + 6 * HOUR), "nobody has listened for a while"
        tx.subscriptions.listen(NOW + 11 * DAY)
        assert not tells(NOW + 11 * DAY), "its lease has run out"


def test_who_begins_to_listen_looks_after_what_may_have_been_missed(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        live(tx)
        poll(tx, NOW, next_poll_at=NOW + DAY)
        tx.subscriptions.wake(NOW + 2 * HOUR)
        assert record(tx).next_poll_at == NOW + 2 * HOUR


def test_who_stops_listening_forgets_and_polls(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        stands = live(tx)
        poll(tx, NOW, next_poll_at=NOW + DAY)
        tx.subscriptions.end(NOW + MINUTE)
        assert states(tx) == []
        assert not tx.subscriptions.is_known(stands.token)
        assert record(tx).next_poll_at == NOW + feed().every


@pytest.mark.parametrize("hub", ["https://hub.example/\x00\ud800", "https://hub.example/" + "x" * 5000])
def test_any_address_is_kept_as_it_is(database: Database, hub: str) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        announce(tx, hub=hub)
        announce(tx, hub=hub)
        assert [one.hub for one in tx.subscriptions.of(ID)] == [hub]
