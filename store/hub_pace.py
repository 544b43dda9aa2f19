"""What hubs' calls do to polling: a feed that was told of is due, one that is told of reliably is asked seldom, and when nobody
tells any more it is asked as often as before."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, select, update

from news.names import FeedId
from store.habit_rows import habit_values, habits_of
from store.leases import is_free
from store.plain import batches
from store.subscription_rows import SubscriptionState
from store.tables import feeds, polls, subscriptions

LEAST: Final = timedelta(minutes=1)
"""However often a hub calls, a feed is not asked again sooner."""


def delivers(connection: Connection, feed: FeedId, now: datetime) -> bool:
    """Whether the feed's changes are told reliably enough to ask it seldom: a hub has told of one and was believed, the feed was
    polled since (a cache on the way may have held the old one still, so the next poll comes at its usual time), and no poll
    after these two found something that nobody had told of."""
    at = subscriptions.c
    standing = (at.feed_id == feed, at.state == SubscriptionState.LIVE, at.lease_until > now, at.told_at.is_not(None))
    told_poll = connection.scalar(select(at.told_poll).where(*standing))
    if told_poll is None:
        return False
    of_it = polls.c.feed_id == feed
    first_two = select(polls.c.id).where(of_it, polls.c.id > told_poll).order_by(polls.c.id).limit(2)
    found = list(connection.scalars(first_two))
    if len(found) < 2:
        return bool(found)
    missed = select(polls.c.id).where(of_it, polls.c.id > found[1], polls.c.new > 0).limit(1)
    return connection.scalar(missed) is None


def bring_forward(connection: Connection, now: datetime) -> None:
    """Makes feeds due that hubs told of. One that is being polled has to wait: the poll may have come too early. One that fails
    is left to its own pace: it may have asked for that."""
    at, feed = subscriptions.c, feeds.c
    told = (
        select(at.token, at.due_at, feed.id, feed.failures, feed.last_polled_at, feed.next_poll_at, feed.habits)
        .join_from(subscriptions, feeds).where(at.due_at.is_not(None), is_free(feeds, now))
        .with_for_update(of=feeds, skip_locked=True)
    )  # fmt: skip
    for row in connection.execute(told).all():
        connection.execute(update(subscriptions).where(at.token == row.token).values(due_at=None))
        due = row.due_at if row.last_polled_at is None else max(row.due_at, row.last_polled_at + LEAST)
        if not row.failures and due < row.next_poll_at:
            _plan(connection, row.id, row.habits, due, "its hub told of a change")


def fall_back(connection: Connection, names: Iterable[str], now: datetime) -> None:
    """Has feeds polled again as often as without a hub, and no oftener than they wish themselves."""
    at = feeds.c
    for some in batches(list(names)):
        asked = select(at.id, at.every_s, at.habits, at.last_polled_at, at.next_poll_at).where(
            at.id.in_(some), at.failures == 0, at.last_polled_at.is_not(None), is_free(feeds, now)
        )
        for row in connection.execute(asked.with_for_update(skip_locked=True)).all():
            wished = habits_of(row.habits).wishes.ttl or timedelta()
            due = max(now, row.last_polled_at + max(wished, timedelta(seconds=row.every_s)))
            if due < row.next_poll_at:
                _plan(connection, row.id, row.habits, due, "its hub is not counted upon, and it is polled as before")


def _plan(connection: Connection, feed: FeedId, known: dict[str, Any] | None, due: datetime, why: str) -> None:
    """Sets when the feed is asked next, and why then."""
    habits = habit_values(replace(habits_of(known), why=why))
    connection.execute(update(feeds).where(feeds.c.id == feed).values(next_poll_at=due, habits=habits))
