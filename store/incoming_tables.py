"""The tables of what is polled and what came in. See `store.tables`, which has them all."""

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)  # fmt: skip

from store.columns import Instant, Json, Serial, Words

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

meta = Table(
    "meta", metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)  # fmt: skip

# ---- what is polled

publishers = Table(
    "publishers", metadata,
    Column("id", Text, primary_key=True),
    Column("name", Words, nullable=False),
    Column("home", Words),
    Column("timezone", Text),
    Column("statement", Json),
)  # fmt: skip


def _lease() -> tuple[Column[Any], ...]:
    """Who works on the row, until when, and the number that only the last one it was given to knows."""
    return (
        Column("lease_owner", Text),
        Column("lease_until", Instant),
        Column("lease_token", Integer, nullable=False, server_default=text("0")),
    )


feeds = Table(
    "feeds", metadata,
    Column("id", Text, primary_key=True),
    Column("publisher_id", Text, ForeignKey("publishers.id"), nullable=False),
    Column("origin", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("url", Words, nullable=False),
    Column("every_s", Integer, nullable=False),
    Column("settings", Json, nullable=False),
    Column("added_at", Instant, nullable=False),
    Column("next_poll_at", Instant, nullable=False),
    Column("last_polled_at", Instant),
    Column("last_ok_at", Instant),
    Column("last_words", Words),
    Column("failures", Integer, nullable=False, server_default=text("0")),
    Column("etag", Words),
    Column("last_modified", Words),
    Column("body_digest", Text),
    Column("moved_to", Words),
    *_lease(),
    Column("habits", Json),
    Column("begun_at", Instant),
    CheckConstraint("origin IN ('declared', 'added')", name="origin"),
    CheckConstraint("state IN ('active', 'failing', 'resting', 'retired')", name="state"),
    Index("ix_feeds_next_poll_at", "next_poll_at"),
)  # fmt: skip

polls = Table(
    "polls", metadata,
    Column("id", Serial, primary_key=True),
    Column("feed_id", Text, ForeignKey("feeds.id"), nullable=False),
    Column("at", Instant, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("status", Integer),
    Column("words", Words, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("took_s", Float, nullable=False),
    Index("ix_polls_feed_id_id", "feed_id", "id"),
)  # fmt: skip

host_rests = Table(
    "host_rests", metadata,
    Column("host", Text, primary_key=True),
    Column("until", Instant, nullable=False),
)  # fmt: skip

host_turns = Table(
    "host_turns", metadata,
    Column("host", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("until", Instant, nullable=False),
)  # fmt: skip

host_robots = Table(
    "host_robots", metadata,
    Column("origin", Text, primary_key=True),
    Column("text", Words, nullable=False),
    Column("good_until", Instant, nullable=False),
)  # fmt: skip

subscriptions = Table(
    "subscriptions", metadata,
    Column("token", Text, primary_key=True),
    Column("feed_id", Text, ForeignKey("feeds.id"), nullable=False),
    Column("secret", Text, nullable=False),
    Column("hub", Words, nullable=False),
    Column("topic", Words, nullable=False),
    Column("state", Text, nullable=False),
    Column("words", Words),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("added_at", Instant, nullable=False),
    Column("asked_at", Instant),
    Column("next_try_at", Instant),
    Column("live_at", Instant),
    Column("lease_until", Instant),
    Column("told", Integer, nullable=False, server_default=text("0")),
    Column("told_at", Instant),
    Column("told_sum", Text),
    Column("told_poll", Serial),
    Column("due_at", Instant),
    Column("refused", Integer, nullable=False, server_default=text("0")),
    CheckConstraint("state IN ('asking', 'live', 'denied', 'leaving')", name="state"),
    Index("ix_subscriptions_feed_id", "feed_id"),
)  # fmt: skip

# ---- what came in

captures = Table(
    "captures", metadata,
    Column("digest", Text, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("zstd", LargeBinary, nullable=False),
)  # fmt: skip

capture_sightings = Table(
    "capture_sightings", metadata,
    Column("digest", Text, ForeignKey("captures.digest"), primary_key=True),
    Column("url_digest", Text, primary_key=True),
    Column("fetched_at", Instant, primary_key=True),
    Column("url", Words, nullable=False),
    Column("media_type", Words),
    Column("charset", Words),
    Column("headers", Json, nullable=False),
)  # fmt: skip

site_terms = Table(
    "site_terms", metadata,
    Column("origin", Text, primary_key=True),
    Column("url_digest", Text, primary_key=True),
    Column("url", Words, nullable=False),
    Column("kind", Text, nullable=False),
    Column("feed_id", Text, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("good_until", Instant, nullable=False),
    Column("words", Words, nullable=False),
    Column("capture", Text),
    Column("seen_at", Instant),
    Column("changed_at", Instant),
    Column("before", Text),
    Column("rejudge", Boolean, nullable=False),
    Index("ix_site_terms_good_until", "good_until"),
)  # fmt: skip

host_blocks = Table(
    "host_blocks", metadata,
    Column("host", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("printed", Integer, nullable=False),
    Column("left_out", Integer, nullable=False),
    Column("last_seen_at", Instant, nullable=False),
)  # fmt: skip

entries = Table(
    "entries", metadata,
    Column("feed_id", Text, ForeignKey("feeds.id"), primary_key=True),
    Column("key_digest", Text, primary_key=True),
    Column("key", Words, nullable=False),
    Column("digest", Text, nullable=False),
    Column("link", Words),
    Column("feed_digest", Text),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("next_try_at", Instant),
    Column("reason_code", Text),
    Column("reason_words", Words),
    Column("capture", Text, ForeignKey("captures.digest")),
    Column("story_id", Text, ForeignKey("stories.id")),
    Column("first_seen_at", Instant, nullable=False),
    Column("last_seen_at", Instant, nullable=False),
    *_lease(),
    Column("payload", Words, nullable=False),
    Column("page", Words),
    CheckConstraint("state IN ('waiting', 'done', 'failed', 'skipped')", name="state"),
    Index(
        "ix_entries_waiting", "next_try_at", "first_seen_at",
        sqlite_where=text("state = 'waiting'"), postgresql_where=text("state = 'waiting'"),
    ),
)  # fmt: skip
