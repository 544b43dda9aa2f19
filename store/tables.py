"""The tables and their columns. Nothing here runs: `store.migrations` makes them, and a test holds the two equal.

Found text is `Words`, our own words for things (states, kinds, ids of the config) are `Text`. A key that strangers
choose (an entry's, a story's identity, an address) is looked up by its digest: PostgreSQL's indexes refuse long values.
`stories` points at its revision, rights record and approval without foreign keys, since those point at the story;
`store.check` looks for pointers that lead nowhere.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
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

# ---- what we made of it

stories = Table(
    "stories", metadata,
    Column("id", Text, primary_key=True),
    Column("publisher_id", Text, ForeignKey("publishers.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("approved_revision", Integer),
    Column("rights", Integer, nullable=False),
    Column("approval", Serial),
    Column("waiting", Boolean, nullable=False),
    Column("slug", Text),
    Column("year", Text),
    Column("month", Text),
    Column("sort_at", Instant, nullable=False),
    Column("first_seen_at", Instant, nullable=False),
    Column("last_seen_at", Instant, nullable=False),
    Column("released_at", Instant),
    Column("changed_at", Instant, nullable=False),
    Column("change_seq", Integer, nullable=False, server_default=text("0")),
    Column("exported_seq", Integer, nullable=False, server_default=text("0")),
    Column("stands", Text),
    CheckConstraint("state IN ('queued', 'held', 'approved', 'published', 'spiked', 'withdrawn')", name="state"),
    CheckConstraint("stands IN ('story', 'notice')", name="stands"),
    Index("ix_stories_sort_at", "sort_at", "id"),
    Index("ix_stories_state_sort_at", "state", "sort_at", "id"),
    Index("ix_stories_publisher_id_sort_at", "publisher_id", "sort_at", "id"),
    Index(
        "ix_stories_pending", "sort_at", "id",
        sqlite_where=text("change_seq > exported_seq"), postgresql_where=text("change_seq > exported_seq"),
    ),
)  # fmt: skip

story_sightings = Table(
    "story_sightings", metadata,
    Column("story_id", Text, ForeignKey("stories.id"), primary_key=True),
    Column("feed_id", Text, primary_key=True),
    Column("key_digest", Text, primary_key=True),
    Column("capture", Text, nullable=False),
    Column("capture_url", Words, nullable=False),
    Column("text_from", Text, nullable=False),
    Column("text_digest", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("hops", Json, nullable=False),
    Column("first_seen_at", Instant, nullable=False),
    Column("last_seen_at", Instant, nullable=False),
)  # fmt: skip

identity_keys = Table(
    "identity_keys", metadata,
    Column("publisher_id", Text, ForeignKey("publishers.id"), primary_key=True),
    Column("key_digest", Text, primary_key=True),
    Column("key", Words, nullable=False),
    Column("story_id", Text, ForeignKey("stories.id"), nullable=False),
    Index("ix_identity_keys_story_id", "story_id"),
)  # fmt: skip


def _date(name: str) -> tuple[Column[Any], ...]:
    """A PartialDate: in EDTF, with its wording, its zone's name and who settled that zone."""
    return (
        Column(name, Text),
        Column(f"{name}_wording", Words),
        Column(f"{name}_zone", Words),
        Column(f"{name}_zone_from", Words),
    )


revisions = Table(
    "revisions", metadata,
    Column("story_id", Text, ForeignKey("stories.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kept_at", Instant, nullable=False),
    Column("digest", Text, nullable=False),
    Column("text_digest", Text, nullable=False),
    Column("rights", Integer, nullable=False),
    Column("headline", Words, nullable=False),
    Column("standfirst", Words),
    Column("language", Words),
    *_date("published"),
    *_date("updated"),
    Column("publisher_id", Text, ForeignKey("publishers.id"), nullable=False),
    Column("publisher", Words, nullable=False),
    Column("publisher_home", Words),
    Column("publisher_as_found", Words),
    Column("url", Words),
    Column("byline", Words),
    Column("byline_people", Json),
    Column("byline_found", Words),
    Column("dateline", Words),
    Column("dateline_place", Words),
    Column("dateline_day", Words),
    Column("dateline_agency", Words),
    Column("copyright_notice", Words),
    Column("level", Text, nullable=False),
    Column("grounds", Words, nullable=False),
    Column("end_in_doubt", Words),
    Column("left_out", Json, nullable=False),
    Column("feed_id", Text, nullable=False),
    Column("entry_key", Words, nullable=False),
    Column("fetched_at", Instant, nullable=False),
    Column("text_from", Text, nullable=False),
    Column("capture", Text, nullable=False),
    Column("capture_url", Words, nullable=False),
    Column("reader_flags", Json, nullable=False),
    Column("identity", Json, nullable=False),
    Column("topics", Json, nullable=False),
    Column("flags", Json, nullable=False),
    Column("body", Json, nullable=False),
)  # fmt: skip


def _fact(name: str, *columns: Column[Any]) -> Table:
    """A table of what one revision states several times, in order."""
    return Table(
        name, metadata,
        Column("story_id", Text, primary_key=True),
        Column("revision", Integer, primary_key=True),
        Column("position", Integer, primary_key=True),
        *columns,
        ForeignKeyConstraint(["story_id", "revision"], ["revisions.story_id", "revisions.number"]),
    )  # fmt: skip


date_claims = _fact(
    "date_claims",
    Column("about", Text, nullable=False),
    Column("wording", Words, nullable=False),
    Column("place", Words, nullable=False),
    *_date("value"),
    Column("chosen", Boolean, nullable=False),
)

hops = _fact(
    "hops",
    Column("service", Words, nullable=False),
    Column("url", Words, nullable=False),
    Column("claim", Words),
)

losses = _fact(
    "losses",
    Column("kind", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("place", Words, nullable=False),
    Column("first", Words, nullable=False),
    Column("last", Words, nullable=False),
    Column("length", Integer, nullable=False),
    Column("digest", Text, nullable=False),
    Column("facts", Words, nullable=False, server_default=""),
)

rights_records = Table(
    "rights_records", metadata,
    Column("story_id", Text, ForeignKey("stories.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("revision", Integer),
    Column("recorded_at", Instant, nullable=False),
    Column("digest", Text, nullable=False),
    Column("licence", Text),
    Column("licence_url", Words),
    Column("scope", Text, nullable=False),
    Column("finding", Words, nullable=False),
    Column("notice", Words),
    Column("answer", Text, nullable=False),
    Column("answer_reasons", Json, nullable=False),
    Column("duties", Json, nullable=False),
    CheckConstraint("answer IN ('allow', 'hold', 'refuse')", name="answer"),
)  # fmt: skip

evidence = Table(
    "evidence", metadata,
    Column("story_id", Text, primary_key=True),
    Column("rights", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("in_record", Json, nullable=False),
    Column("in_story", Json, nullable=False),
    Column("grounds", Boolean, nullable=False),
    Column("wording", Words, nullable=False),
    Column("said_by", Text, nullable=False),
    Column("place", Words, nullable=False),
    Column("rule", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("url", Words),
    Column("capture", Text),
    Column("licence", Text),
    Column("licence_url", Words),
    ForeignKeyConstraint(["story_id", "rights"], ["rights_records.story_id", "rights_records.number"]),
)  # fmt: skip

topics = Table(
    "topics", metadata,
    Column("slug", Text, primary_key=True),
    Column("title", Words, nullable=False),
)  # fmt: skip

story_topics = Table(
    "story_topics", metadata,
    Column("story_id", Text, ForeignKey("stories.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("topic", Text, ForeignKey("topics.slug"), nullable=False),
    UniqueConstraint("story_id", "topic"),
)  # fmt: skip

# ---- what we decided

decisions = Table(
    "decisions", metadata,
    Column("id", Serial, primary_key=True),
    Column("story_id", Text, ForeignKey("stories.id"), nullable=False),
    Column("verdict", Text, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Column("text_digest", Text, nullable=False),
    Column("rights_digest", Text, nullable=False),
    Column("reason", Words),
    Column("note", Words),
    Index("ix_decisions_story_id", "story_id", "id"),
)  # fmt: skip

reasons = Table(
    "reasons", metadata,
    Column("id", Serial, primary_key=True),
    Column("story_id", Text, ForeignKey("stories.id"), nullable=False),
    Column("code", Text, nullable=False),
    Column("words", Words, nullable=False),
    Column("raised_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Index("ix_reasons_story_id", "story_id", "id"),
)  # fmt: skip

commentary = Table(
    "commentary", metadata,
    Column("id", Serial, primary_key=True),
    Column("story_id", Text, ForeignKey("stories.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("markdown", Words, nullable=False),
    Column("by", Words, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_commentary_story_id", "story_id", "id"),
)  # fmt: skip

# ---- what went out

editions = Table(
    "editions", metadata,
    Column("number", Serial, primary_key=True),
    Column("as_of", Instant, nullable=False),
    Column("whole", Boolean, nullable=False),
    Column("look", Text),
    Column("written", Integer),
    Column("removed", Integer),
)  # fmt: skip

edition_stories = Table(
    "edition_stories", metadata,
    Column("edition", Serial, ForeignKey("editions.number"), primary_key=True),
    Column("story_id", Text, ForeignKey("stories.id"), primary_key=True),
    Column("part", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("approval", Serial, ForeignKey("decisions.id")),
    CheckConstraint("part IN ('story', 'notice', 'removed', 'none')", name="part"),
)  # fmt: skip

lists = Table(
    "lists", metadata,
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("rows_out", Integer, nullable=False),
    Column("shown_out", Integer, nullable=False),
)  # fmt: skip

list_rows = Table(
    "list_rows", metadata,
    Column("kind", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("story_id", Text, ForeignKey("stories.id"), nullable=False),
    Column("shown", Boolean, nullable=False),
    ForeignKeyConstraint(["kind", "name"], ["lists.kind", "lists.name"]),
    UniqueConstraint("story_id", "kind", "name"),
)  # fmt: skip

manifest = Table(
    "manifest", metadata,
    Column("path", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("edition", Serial, ForeignKey("editions.number"), nullable=False),
)  # fmt: skip

tombstones = Table(
    "tombstones", metadata,
    Column("story_id", Text, ForeignKey("stories.id"), primary_key=True),
    Column("withdrawn_at", Instant, primary_key=True),
    Column("headline", Words, nullable=False),
    Column("publisher", Words, nullable=False),
    Column("reason", Words, nullable=False),
)  # fmt: skip
