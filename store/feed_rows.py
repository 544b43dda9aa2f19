"""What the store knows of a feed, and how that stands in rows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

from news.habits import UNKNOWN, Habits
from news.names import Digest, FeedId, PublisherId
from news.publisher import Feed, Publisher, ReviewMode, RightsStatement, TextFrom
from news.publisher import Origin as Comparison
from news.scope import Scope
from store.habit_rows import habits_of
from store.instants import from_text
from store.plain import Row, json_in, json_out, words_in, words_out


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


ORIGINS: Final = {origin.value: origin for origin in Origin}
STATES: Final = {state.value: state for state in FeedState}

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
    begun_at: datetime | None = None
    """When a poll was begun that has not ended; None where there is none, or where that is not known."""
    lease_until: datetime | None = None
    """Until when that poll is believed to go on, should nothing more be heard of it."""

    def is_lost(self, now: datetime) -> bool:
        """Whether a poll was begun that will not end any more."""
        return self.lease_until is not None and self.lease_until <= now


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """The right to poll a feed until `until`. `record` is the feed as it was before; `token` grows with every lease."""

    record: FeedRecord
    owner: str
    token: int
    until: datetime


PUBLISHER: Final = ("id", "name", "home", "timezone", "statement")
OF_FEED: Final = (
    "id", "url", "every_s", "settings", "origin", "state", "next_poll_at", "last_polled_at", "last_ok_at", "last_words",
    "failures", "etag", "last_modified", "body_digest", "moved_to", "habits", "begun_at", "lease_until", "lease_token",
)  # fmt: skip
RECORDS: Final = (
    f"SELECT {', '.join(f'feeds.{name}' for name in OF_FEED)}, {', '.join(f'publishers.{name}' for name in PUBLISHER)} "
    "FROM feeds JOIN publishers ON publishers.id = feeds.publisher_id"
)
"""Asks for what `record_of` reads."""


def record_of(row: Row) -> FeedRecord:
    """The record in a row of RECORDS."""
    (name, url, every_s, settings, origin, state, next_poll_at, last_polled_at, last_ok_at, last_words,
     failures, etag, last_modified, body_digest, moved_to, habits, begun_at, lease_until, _, *publisher) = row  # fmt: skip
    return FeedRecord(
        feed=Feed(
            id=FeedId(name), publisher=publisher_of(*publisher), url=words_out(url) or "", every=timedelta(seconds=every_s),
            **_settings_of(settings),
        ),
        origin=ORIGINS[origin], state=STATES[state], next_poll_at=from_text(next_poll_at),
        last_polled_at=None if last_polled_at is None else from_text(last_polled_at),
        last_ok_at=None if last_ok_at is None else from_text(last_ok_at),
        last_words=words_out(last_words), failures=failures,
        validators=(words_out(etag), words_out(last_modified)), body_digest=body_digest, moved_to=words_out(moved_to),
        habits=habits_of(json_out(habits)),
        begun_at=None if begun_at is None or lease_until is None else from_text(begun_at),
        lease_until=None if lease_until is None else from_text(lease_until),
    )  # fmt: skip


def token_of(row: Row) -> int:
    """The number of the last lease in a row of RECORDS."""
    token: int = row[len(OF_FEED) - 1]
    return token


@lru_cache(maxsize=256)
def publisher_of(name: str, title: str, home: str | None, timezone: str | None, statement: str | None) -> Publisher:
    """The publisher in a row of the columns PUBLISHER."""
    said = json_out(statement)
    return Publisher(
        id=PublisherId(name), name=words_out(title) or "", home=words_out(home), timezone=timezone,
        rights=None if said is None else RightsStatement(
            licence=said["licence"], scope=Scope(said["scope"]), notice=said["notice"], evidence=said["evidence"],
            seen=date.fromisoformat(said["seen"]),
        ),
    )  # fmt: skip


def publisher_values(publisher: Publisher) -> Row:
    """The publisher's row, as PUBLISHER."""
    said = publisher.rights
    statement = None if said is None else {
        "licence": said.licence, "scope": said.scope, "notice": said.notice, "evidence": said.evidence,
        "seen": said.seen.isoformat(),
    }  # fmt: skip
    return publisher.id, words_in(publisher.name), words_in(publisher.home), publisher.timezone, json_in(statement)


def declared_values(feed: Feed) -> dict[str, Any]:
    """What the operator states of a feed, as columns of `store.tables`."""
    settings = {
        "text": feed.text, "review": feed.review, "topics": feed.topics, "via": feed.via, "depth": feed.depth,
        "dialect": feed.dialect, "language": feed.language, "encoding": feed.encoding, "hosts": feed.hosts,
        "origin": feed.origin, "hub": feed.hub,
    }  # fmt: skip
    seconds = round(feed.every.total_seconds())
    return {"publisher_id": feed.publisher.id, "url": feed.url, "every_s": seconds, "settings": settings}


@lru_cache(maxsize=256)
def _settings_of(text: str) -> dict[str, Any]:
    kept = json_out(text)
    return {
        **kept, "text": TextFrom(kept["text"]), "review": ReviewMode(kept["review"]),
        "topics": tuple(kept["topics"]), "hosts": tuple(kept["hosts"]), "origin": Comparison(kept["origin"]),
    }  # fmt: skip
