"""What the store knows of a subscription at a hub, and how that stands in rows."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from news.names import FeedId


class SubscriptionState(StrEnum):
    """How far we are with a hub; in the order in which a person wants to hear of them."""

    LIVE = "live"
    """The hub has confirmed it and tells us of changes, until its lease ends."""
    ASKING = "asking"
    """To be asked for, or asked for and not confirmed yet."""
    DENIED = "denied"
    LEAVING = "leaving"
    """To be ended at the hub."""


class Mode(StrEnum):
    """What is asked of a hub (WebSub, section 5.1)."""

    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A subscription, without what only the hub and we may know. All instants are aware UTC.

    `told` counts the hub's signed calls, `refused` those without a right signature; `words` say how the last try went where it
    did not go well, or why the hub denies it.
    """

    hub: str
    topic: str
    state: SubscriptionState
    words: str | None
    attempts: int
    asked_at: datetime | None
    next_try_at: datetime | None
    live_at: datetime | None
    lease_until: datetime | None
    told_at: datetime | None
    told: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Something to ask of a hub. `token` is the end of the callback's path, `secret` what the hub has to sign with."""

    feed: FeedId
    mode: Mode
    hub: str
    topic: str
    token: str = field(repr=False)
    secret: str = field(repr=False)


def subscription_of(row: Row[Any]) -> Subscription:
    """The subscription in a row of the table."""
    return Subscription(
        hub=row.hub, topic=row.topic, state=SubscriptionState(row.state), words=row.words, attempts=row.attempts,
        asked_at=row.asked_at, next_try_at=row.next_try_at, live_at=row.live_at, lease_until=row.lease_until, told_at=row.told_at,
        told=row.told, refused=row.refused,
    )  # fmt: skip
