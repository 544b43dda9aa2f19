"""What the store knows of a feed, and how that stands in rows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Row

from news.habits import UNKNOWN, Habits
from news.names import Digest, FeedId, PublisherId
from news.publisher import Feed, Publisher, ReviewMode, RightsStatement, TextFrom
from news.publisher import Origin as Comparison
from news.rights import Scope
from store.habit_rows import habits_of
from store.tables import feeds, publishers


class Origin(StrEnum):
    """Who brought the feed in."""

    DECLARED = "declared"
    """The operator's config.toml."""
    ADDED = "added"
    """A command or the console."""


class FeedState(StrEnum):
    """How polling the feed goes."""

    ACTIVE = "active"
    FAILING = "failing"
    RESTING = "resting"
    """Failed for long; asked rarely."""
    RETIRED = "retired"
    """Polled no more; its stories stay."""


Validators = tuple[str | None, str | None]
"""ETag and Last-Modified, as the server gave them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedRecord:
    """A feed and how polling it went. All instants are aware UTC; `last_words` says in words how the last poll ended."""

    feed: Feed
    origin: Origin
    state: FeedState
    next_poll_at: datetime
    last_polled_at: datetime | None = None
    last_ok_at: datetime | None = None
    last_words: str | None = None
    failures: int = 0
    validators: Validators = (None, None)
    body_digest: Digest | None = None
    moved_to: str | None = None
    habits: Habits = UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The right to poll a feed until `until`. `record` is the feed as it was before; `token` grows with every lease."""

    record: FeedRecord
    owner: str
    token: int
    until: datetime


# feeds and publishers share the names `id` and `name`, hence the labels
PUBLISHER_COLUMNS = tuple(column.label(f"publisher__{column.name}") for column in publishers.c)
RECORD_COLUMNS = (*feeds.c, *PUBLISHER_COLUMNS)


def record_of(row: Row[*tuple[Any, ...]]) -> FeedRecord:
    """The record in a row of RECORD_COLUMNS."""
    return FeedRecord(
        feed=Feed(
            id=FeedId(row.id), publisher=publisher_of(row), url=row.url, every=timedelta(seconds=row.every_s),
            **_settings_of(row.settings),
        ),
        origin=Origin(row.origin), state=FeedState(row.state), next_poll_at=row.next_poll_at,
        last_polled_at=row.last_polled_at, last_ok_at=row.last_ok_at, last_words=row.last_words, failures=row.failures,
        validators=(row.etag, row.last_modified), body_digest=row.body_digest, moved_to=row.moved_to,
        habits=habits_of(row.habits),
    )  # fmt: skip


def publisher_of(row: Row[*tuple[Any, ...]]) -> Publisher:
    """The publisher in a row of PUBLISHER_COLUMNS."""
    said = row.publisher__statement
    return Publisher(
        id=PublisherId(row.publisher__id), name=row.publisher__name, home=row.publisher__home, timezone=row.publisher__timezone,
        rights=None if said is None else RightsStatement(
            licence=said["licence"], scope=Scope(said["scope"]), notice=said["notice"], evidence=said["evidence"],
            seen=date.fromisoformat(said["seen"]),
        ),
    )  # fmt: skip


def publisher_values(publisher: Publisher) -> dict[str, Any]:
    """The publisher's row."""
    said = publisher.rights
    statement = None if said is None else {
        "licence": said.licence, "scope": said.scope, "notice": said.notice, "evidence": said.evidence,
        "seen": said.seen.isoformat(),
    }  # fmt: skip
    return {
        "id": publisher.id, "name": publisher.name, "home": publisher.home, "timezone": publisher.timezone,
        "statement": statement,
    }  # fmt: skip


def declared_values(feed: Feed) -> dict[str, Any]:
    """What the operator states of a feed, as columns."""
    settings = {
        "text": feed.text, "review": feed.review, "topics": feed.topics, "via": feed.via, "depth": feed.depth,
        "dialect": feed.dialect, "language": feed.language, "encoding": feed.encoding, "hosts": feed.hosts,
        "origin": feed.origin, "hub": feed.hub,
    }  # fmt: skip
    seconds = round(feed.every.total_seconds())
    return {"publisher_id": feed.publisher.id, "url": feed.url, "every_s": seconds, "settings": settings}


def _settings_of(kept: dict[str, Any]) -> dict[str, Any]:
    return {
        **kept, "text": TextFrom(kept["text"]), "review": ReviewMode(kept["review"]),
        "topics": tuple(kept["topics"]), "hosts": tuple(kept["hosts"]), "origin": Comparison(kept["origin"]),
    }  # fmt: skip
