"""Subscriptions at hubs (WebSub): which are wanted, which stand, until when, and what hubs told.

A feed has at most one subscription that stands and one that is asked for. Renewing is asking for a new one, with a path and a
secret of its own; once the hub confirms it, the one before is given up. Hubs are called by nobody here: `errands` says what to
ask of whom, and puts off the next try before it does (rule 10).
"""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, and_, delete, insert, or_, select, update

from news.names import FeedId
from store.feed_rows import FeedState
from store.hub_pace import LEAST, bring_forward, delivers, fall_back
from store.instants import to_text
from store.meta import Meta
from store.plain import batches
from store.subscription_rows import Errand, Mode, Subscription, SubscriptionState, subscription_of
from store.tables import feeds, polls, subscriptions

FIRST_PAUSE, LONGEST_PAUSE = timedelta(hours=1), timedelta(days=1)
DENIED_REST: Final = timedelta(days=30)
"""How long a hub that said no is left alone, while the feed goes on announcing it."""
LONGEST_LEASE: Final = timedelta(days=30)
"""A subscription is renewed before so long, whatever the hub grants."""
FAREWELLS: Final = 3
"""How often a hub is asked to end a subscription; then its lease ends it."""
EARSHOT: Final = timedelta(minutes=20)
LISTENING: Final = "listening_to_hubs_until"
WANTED = (SubscriptionState.ASKING, SubscriptionState.LIVE, SubscriptionState.DENIED)


class Subscriptions:
    """Subscriptions, by feed and by the path that a hub calls."""

    def __init__(self, connection: Connection, meta: Meta) -> None:
        self._connection, self._meta = connection, meta

    def announce(self, feed: FeedId, hub: str | None, topic: str | None, now: datetime) -> None:
        """Takes in what the feed announces now: no hub, the same as before, or another. A new one is asked at once; but a feed
        that names another each time makes us ask once an hour, not more."""
        at = subscriptions.c
        known = self._connection.execute(select(subscriptions).where(at.feed_id == feed, at.state.in_(WANTED))).all()
        if not known and (hub is None or topic is None):
            return
        same = [row for row in known if (row.hub, row.topic) == (hub, topic)]
        others = [row for row in known if row not in same]
        self._drop(row.token for row in others if row.state != SubscriptionState.LIVE)
        if hub is None or topic is None:
            self._leave([row for row in others if row.state == SubscriptionState.LIVE], now)
        elif not same:
            asked = [row.next_try_at if row.asked_at is None else row.asked_at + FIRST_PAUSE for row in known]
            self._want(feed, hub, topic, now, max([now, *asked]))

    def of(self, feed: FeedId) -> list[Subscription]:
        """What there is of the feed: the one that stands first, then what is asked for, denied or given up."""
        rows = self._connection.execute(select(subscriptions).where(subscriptions.c.feed_id == feed))
        return sorted(map(subscription_of, rows), key=lambda one: list(SubscriptionState).index(one.state))

    def wanted(self) -> set[FeedId]:
        """The feeds whose hubs are known: asked, listened to, or left alone because they said no."""
        asked = select(subscriptions.c.feed_id).where(subscriptions.c.state.in_(WANTED))
        return {FeedId(name) for name in self._connection.scalars(asked)}

    # ---- what hubs say

    def is_known(self, token: str) -> bool:
        """Whether the path is one that we gave to a hub."""
        return self._connection.scalar(select(subscriptions.c.token).where(subscriptions.c.token == token)) is not None

    def secret(self, token: str) -> str | None:
        """What a call on this path must be signed with; None where nothing stands there."""
        at = subscriptions.c
        secret: str | None = self._connection.scalar(
            select(at.secret).where(at.token == token, at.state == SubscriptionState.LIVE)
        )
        return secret

    def confirm(self, token: str, topic: str, lease: timedelta, now: datetime) -> FeedId | None:
        """The feed, when the hub asks for what we asked of it, or reassures itself of what stands: it stands for `lease` from
        now. What stood for the feed before is given up."""
        row = self._called(token, topic, SubscriptionState.ASKING, SubscriptionState.LIVE)
        if row is None or row.asked_at is None:
            return None
        standing = select(subscriptions).where(
            subscriptions.c.feed_id == row.feed_id, subscriptions.c.state == SubscriptionState.LIVE,
            subscriptions.c.token != row.token,
        )  # fmt: skip
        before = self._connection.execute(standing).all()
        told = next(({"told_at": one.told_at, "told": one.told, "told_poll": one.told_poll}
                     for one in before if (one.hub, one.topic) == (row.hub, row.topic)), {})  # fmt: skip
        self._set(row.token, state=SubscriptionState.LIVE, words=None, attempts=0, live_at=row.live_at or now,
                  lease_until=now + lease, next_try_at=now + min(lease * 3 / 4, LONGEST_LEASE), **told)  # fmt: skip
        self._leave(before, now, still_told=bool(told))
        return FeedId(row.feed_id)

    def deny(self, token: str, topic: str, words: str, now: datetime) -> FeedId | None:
        """The feed, when the hub says no to what was asked of it, or ends what stood."""
        row = self._called(token, topic, SubscriptionState.ASKING, SubscriptionState.LIVE)
        if row is None or row.asked_at is None:
            return None
        self._set(row.token, state=SubscriptionState.DENIED, words=words, attempts=0, lease_until=None, due_at=None,
                  next_try_at=now + DENIED_REST)  # fmt: skip
        fall_back(self._connection, [row.feed_id], now)
        return FeedId(row.feed_id)

    def left(self, token: str, topic: str) -> FeedId | None:
        """The feed, when the hub asks whether we really want to leave, and we do."""
        row = self._called(token, topic, SubscriptionState.LEAVING)
        if row is None:
            return None
        self._drop([row.token])
        return FeedId(row.feed_id)

    def told(self, calls: Sequence[tuple[str, str]], now: datetime) -> list[FeedId]:
        """The feeds that hubs have told something new of, but for those they told of a moment ago: all are due, now or as soon as
        LEAST has passed since the last poll. Each call is the path it came on and the sum it was signed with; the same sum as
        before is the same call, come again."""
        feeds_told = []
        for token, signed in calls:
            at = subscriptions.c
            asked = select(at.feed_id, at.told, at.told_at, at.told_sum).where(
                at.token == token, at.state == SubscriptionState.LIVE
            )
            row = self._connection.execute(asked).first()
            if row is None or row.told_sum == signed:
                continue
            last = select(polls.c.id).where(polls.c.feed_id == row.feed_id).order_by(polls.c.id.desc()).limit(1)
            self._set(token, told_at=now, told=row.told + 1, told_sum=signed, due_at=now,
                      told_poll=self._connection.scalar(last) or 0)  # fmt: skip
            if row.told_at is None or row.told_at <= now - LEAST:
                feeds_told.append(FeedId(row.feed_id))
        if calls:
            bring_forward(self._connection, now)
        return feeds_told

    def refused(self, token: str, calls: int) -> None:
        """Counts calls that were not signed, or wrongly."""
        at = subscriptions.c
        self._connection.execute(update(subscriptions).where(at.token == token).values(refused=at.refused + calls))

    # ---- what polling asks

    def delivering(self, names: Sequence[FeedId], now: datetime) -> set[FeedId]:
        """Those feeds whose changes are told reliably enough to ask them seldom. None while nobody listens."""
        if not self.hears(now):
            return set()
        return {name for name in names if delivers(self._connection, name, now)}

    # ---- what the clock does

    def hears(self, now: datetime) -> bool:
        """Whether hubs can reach us at that instant, as far as is known."""
        return (self._meta.get(LISTENING) or "") > to_text(now)

    def listen(self, now: datetime) -> None:
        """Notes that hubs can reach us; that is believed for EARSHOT."""
        self._meta.set(LISTENING, to_text(now + EARSHOT))

    def wake(self, now: datetime) -> None:
        """Calls may have been missed while nobody listened: feeds that were polled seldom are polled at their usual time once."""
        live = select(subscriptions.c.feed_id).where(subscriptions.c.state == SubscriptionState.LIVE)
        fall_back(self._connection, self._connection.scalars(live).all(), now)

    def end(self, now: datetime) -> None:
        """Forgets all of them: hubs are not listened to any more. What stands at a hub ends with its lease."""
        self.wake(now)
        self._connection.execute(delete(subscriptions))

    def is_due(self, now: datetime) -> bool:
        """Whether `errands` would find anything to do; asked without writing."""
        at = subscriptions.c
        left_over = select(at.token).join_from(subscriptions, feeds).where(
            or_(at.next_try_at <= now, at.due_at.is_not(None), at.lease_until <= now,
                and_(feeds.c.state == FeedState.RETIRED, at.state.in_(WANTED)))
        )  # fmt: skip
        return self._connection.scalar(left_over.limit(1)) is not None

    def errands(self, now: datetime, limit: int) -> list[Errand]:
        """What to ask of hubs now, each given to one caller only. Before that: what was granted and has run out falls back to
        polling, what runs out soon is asked for anew, feeds that are polled no more are left."""
        self._look_after(now)
        bring_forward(self._connection, now)
        at = subscriptions.c
        due = (
            select(subscriptions)
            .where(at.next_try_at <= now, at.state.in_((SubscriptionState.ASKING, SubscriptionState.LEAVING)))
            .order_by(at.next_try_at, at.token).limit(limit).with_for_update(skip_locked=True)
        )  # fmt: skip
        errands = []
        for row in self._connection.execute(due).all():
            pause = min(FIRST_PAUSE * 2 ** min(row.attempts, 8), LONGEST_PAUSE)
            self._set(row.token, attempts=row.attempts + 1, asked_at=now, next_try_at=now + pause)
            mode = Mode.SUBSCRIBE if row.state == SubscriptionState.ASKING else Mode.UNSUBSCRIBE
            errands.append(Errand(
                feed=FeedId(row.feed_id), mode=mode, hub=row.hub, topic=row.topic, token=row.token,
                secret=row.secret,
            ))  # fmt: skip
        return errands

    def asked(self, errand: Errand, words: str, put_off: datetime | None = None) -> None:
        """Keeps how the hub took it. Where it wants to be left alone until `put_off`, so it is, for all that we want of it."""
        at = subscriptions.c
        waiting = or_(at.state == SubscriptionState.ASKING, at.state == SubscriptionState.LEAVING)
        self._connection.execute(update(subscriptions).where(at.token == errand.token, waiting).values(words=words))
        if put_off is not None:
            rest = update(subscriptions).where(at.hub == errand.hub, waiting, at.next_try_at < put_off)
            self._connection.execute(rest.values(next_try_at=put_off))

    def _look_after(self, now: datetime) -> None:
        at, live = subscriptions.c, subscriptions.c.state == SubscriptionState.LIVE
        retired = select(subscriptions).join_from(subscriptions, feeds).where(feeds.c.state == FeedState.RETIRED)
        rows = self._connection.execute(retired.where(at.state.in_(WANTED))).all()
        self._leave([row for row in rows if row.state == SubscriptionState.LIVE], now)
        self._drop(row.token for row in rows if row.state != SubscriptionState.LIVE)
        ending = select(subscriptions).where(at.next_try_at <= now, or_(live, at.state == SubscriptionState.DENIED))
        for row in self._connection.execute(ending).all():
            if row.state == SubscriptionState.DENIED:
                self._set(row.token, state=SubscriptionState.ASKING)
                continue
            self._set(row.token, next_try_at=None)
            self._want_again(row, now)
        for row in self._connection.execute(select(subscriptions).where(live, at.lease_until <= now)).all():
            self._drop([row.token])
            self._want_again(row, now)
            fall_back(self._connection, [row.feed_id], now)
        over = or_(at.lease_until <= now, at.attempts >= FAREWELLS)
        self._connection.execute(delete(subscriptions).where(at.state == SubscriptionState.LEAVING, at.next_try_at <= now, over))

    def _want_again(self, row: Row[Any], now: datetime) -> None:
        """Asks for what stood in `row` anew, unless that is asked for already, or was denied."""
        at = subscriptions.c
        other = select(at.token).where(at.feed_id == row.feed_id, at.token != row.token, at.state.in_(WANTED)).limit(1)
        if self._connection.scalar(other) is None:
            self._want(FeedId(row.feed_id), row.hub, row.topic, now, now)

    def _called(self, token: str, topic: str, *states: SubscriptionState) -> Row[Any] | None:
        at = subscriptions.c
        return self._connection.execute(
            select(subscriptions).where(at.token == token, at.topic == topic, at.state.in_(states)).with_for_update()
        ).first()

    def _want(self, feed: FeedId, hub: str, topic: str, now: datetime, next_try_at: datetime) -> None:
        self._connection.execute(insert(subscriptions), {
            "feed_id": feed, "token": secrets.token_urlsafe(32), "secret": secrets.token_hex(32), "hub": hub, "topic": topic,
            "state": SubscriptionState.ASKING, "added_at": now, "next_try_at": next_try_at,
        })  # fmt: skip

    def _leave(self, rows: Sequence[Row[Any]], now: datetime, *, still_told: bool = False) -> None:
        left = [row.feed_id for row in rows]
        for row in rows:
            self._set(row.token, state=SubscriptionState.LEAVING, attempts=0, due_at=None, next_try_at=now, words=None)
        if not still_told:
            fall_back(self._connection, left, now)

    def _drop(self, tokens: Iterable[str]) -> None:
        for some in batches(list(tokens)):
            self._connection.execute(delete(subscriptions).where(subscriptions.c.token.in_(some)))

    def _set(self, token: str, **values: Any) -> None:
        self._connection.execute(update(subscriptions).where(subscriptions.c.token == token).values(**values))
