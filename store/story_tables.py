"""The tables of stories: what was made of what came in, revision by revision. See `store.tables`, which has them all."""

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)  # fmt: skip

from store.columns import Instant, Json, Serial, Words
from store.incoming_tables import metadata

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
    Column("standfirst_run", Json),
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
