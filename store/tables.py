"""All tables and their columns; here those of what was decided and what went out. Nothing here runs: `store.migrations` makes
them, and a test holds the two equal.

Found text is `Words`, our own words for things (states, kinds, ids of the config) are `Text`. A key that strangers
choose (an entry's, a story's identity, an address) is looked up by its digest: PostgreSQL's indexes refuse long values.
`stories` points at its revision, rights record and approval without foreign keys, since those point at the story;
`store.check` looks for pointers that lead nowhere.
"""

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
)  # fmt: skip

from store.columns import Instant, Serial, Words
from store.incoming_tables import (
    capture_sightings,
    captures,
    entries,
    feeds,
    host_blocks,
    host_rests,
    host_robots,
    host_turns,
    meta,
    metadata,
    polls,
    publishers,
    site_terms,
    subscriptions,
)  # fmt: skip
from store.story_tables import (
    date_claims,
    evidence,
    hops,
    identity_keys,
    losses,
    revisions,
    rights_records,
    stories,
    story_sightings,
    story_topics,
    topics,
)  # fmt: skip

__all__ = [
    "capture_sightings", "captures", "commentary", "date_claims", "decisions", "edition_stories", "editions", "entries",
    "evidence", "feeds", "hops", "host_blocks", "host_rests", "host_robots", "host_turns", "identity_keys", "list_rows", "lists",
    "losses", "manifest", "meta", "metadata", "polls", "publishers", "reasons", "revisions", "rights_records", "site_terms",
    "stories", "story_sightings", "story_topics", "subscriptions", "tombstones", "topics",
]  # fmt: skip

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
