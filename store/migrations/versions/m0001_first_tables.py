"""The first tables, and the triggers that make the record of decisions append-only."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TEXT = sa.Text()
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

APPEND_ONLY_SQLITE = """
CREATE TRIGGER decisions_{verb} BEFORE {verb} ON decisions
BEGIN SELECT RAISE(ABORT, 'decisions are never changed or deleted'); END
"""
APPEND_ONLY_POSTGRESQL = (
    """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'decisions are never changed or deleted'; END $$
    """,
    """
    CREATE TRIGGER decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
)


def upgrade() -> None:
    """Makes everything."""
    create_tables()
    if op.get_context().dialect.name == "postgresql":
        for statement in APPEND_ONLY_POSTGRESQL:
            op.execute(statement)
    else:
        for verb in ("UPDATE", "DELETE"):
            op.execute(APPEND_ONLY_SQLITE.format(verb=verb))


def create_tables() -> None:
    """The tables as of this step."""
    op.create_table(
        "captures",
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("zstd", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_captures"),
    )
    op.create_table(
        "editions",
        sa.Column("number", BIG, nullable=False),
        sa.Column("as_of", TEXT, nullable=False),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("look", TEXT, nullable=True),
        sa.Column("written", sa.Integer(), nullable=True),
        sa.Column("removed", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_editions"),
    )
    op.create_table(
        "lists",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("rows_out", sa.Integer(), nullable=False),
        sa.Column("shown_out", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", name="pk_lists"),
    )
    op.create_table(
        "meta",
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_meta"),
    )
    op.create_table(
        "publishers",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("home", TEXT, nullable=True),
        sa.Column("timezone", TEXT, nullable=True),
        sa.Column("statement", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_publishers"),
    )
    op.create_table(
        "topics",
        sa.Column("slug", TEXT, nullable=False),
        sa.Column("title", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_topics"),
    )
    op.create_table(
        "capture_sightings",
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("url_digest", TEXT, nullable=False),
        sa.Column("fetched_at", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("media_type", TEXT, nullable=True),
        sa.Column("charset", TEXT, nullable=True),
        sa.Column("headers", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("digest", "url_digest", "fetched_at", name="pk_capture_sightings"),
        sa.ForeignKeyConstraint(["digest"], ["captures.digest"], name="fk_capture_sightings_digest"),
    )
    op.create_table(
        "feeds",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("publisher_id", TEXT, nullable=False),
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("every_s", sa.Integer(), nullable=False),
        sa.Column("settings", TEXT, nullable=False),
        sa.Column("added_at", TEXT, nullable=False),
        sa.Column("next_poll_at", TEXT, nullable=False),
        sa.Column("last_polled_at", TEXT, nullable=True),
        sa.Column("last_ok_at", TEXT, nullable=True),
        sa.Column("last_words", TEXT, nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("etag", TEXT, nullable=True),
        sa.Column("last_modified", TEXT, nullable=True),
        sa.Column("body_digest", TEXT, nullable=True),
        sa.Column("moved_to", TEXT, nullable=True),
        sa.Column("lease_owner", TEXT, nullable=True),
        sa.Column("lease_until", TEXT, nullable=True),
        sa.Column("lease_token", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("id", name="pk_feeds"),
        sa.ForeignKeyConstraint(["publisher_id"], ["publishers.id"], name="fk_feeds_publisher_id"),
        sa.CheckConstraint("origin IN ('declared', 'added')", name="ck_feeds_origin"),
        sa.CheckConstraint("state IN ('active', 'failing', 'resting', 'retired')", name="ck_feeds_state"),
    )
    op.create_index("ix_feeds_next_poll_at", "feeds", ["next_poll_at"])
    op.create_table(
        "manifest",
        sa.Column("path", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("edition", BIG, nullable=False),
        sa.PrimaryKeyConstraint("path", name="pk_manifest"),
        sa.ForeignKeyConstraint(["edition"], ["editions.number"], name="fk_manifest_edition"),
    )
    op.create_table(
        "stories",
        sa.Column("id", TEXT, nullable=False),
        sa.Column("publisher_id", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("approved_revision", sa.Integer(), nullable=True),
        sa.Column("rights", sa.Integer(), nullable=False),
        sa.Column("approval", BIG, nullable=True),
        sa.Column("waiting", sa.Boolean(), nullable=False),
        sa.Column("slug", TEXT, nullable=True),
        sa.Column("year", TEXT, nullable=True),
        sa.Column("month", TEXT, nullable=True),
        sa.Column("sort_at", TEXT, nullable=False),
        sa.Column("first_seen_at", TEXT, nullable=False),
        sa.Column("last_seen_at", TEXT, nullable=False),
        sa.Column("released_at", TEXT, nullable=True),
        sa.Column("changed_at", TEXT, nullable=False),
        sa.Column("change_seq", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("exported_seq", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("stands", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
        sa.ForeignKeyConstraint(["publisher_id"], ["publishers.id"], name="fk_stories_publisher_id"),
        sa.CheckConstraint("stands IN ('story', 'notice')", name="ck_stories_stands"),
        sa.CheckConstraint(
            "state IN ('queued', 'held', 'approved', 'published', 'spiked', 'withdrawn')", name="ck_stories_state"
        ),
    )
    op.create_index(
        "ix_stories_pending",
        "stories",
        ["sort_at", "id"],
        sqlite_where=sa.text("change_seq > exported_seq"),
        postgresql_where=sa.text("change_seq > exported_seq"),
    )
    op.create_index("ix_stories_publisher_id_sort_at", "stories", ["publisher_id", "sort_at", "id"])
    op.create_index("ix_stories_sort_at", "stories", ["sort_at", "id"])
    op.create_index("ix_stories_state_sort_at", "stories", ["state", "sort_at", "id"])
    op.create_table(
        "commentary",
        sa.Column("id", BIG, nullable=False),
        sa.Column("story_id", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("markdown", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_commentary"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_commentary_story_id"),
    )
    op.create_index("ix_commentary_story_id", "commentary", ["story_id", "id"])
    op.create_table(
        "decisions",
        sa.Column("id", BIG, nullable=False),
        sa.Column("story_id", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("text_digest", TEXT, nullable=False),
        sa.Column("rights_digest", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=True),
        sa.Column("note", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_decisions_story_id"),
    )
    op.create_index("ix_decisions_story_id", "decisions", ["story_id", "id"])
    op.create_table(
        "entries",
        sa.Column("feed_id", TEXT, nullable=False),
        sa.Column("key_digest", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("link", TEXT, nullable=True),
        sa.Column("feed_digest", TEXT, nullable=True),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("next_try_at", TEXT, nullable=True),
        sa.Column("reason_code", TEXT, nullable=True),
        sa.Column("reason_words", TEXT, nullable=True),
        sa.Column("capture", TEXT, nullable=True),
        sa.Column("story_id", TEXT, nullable=True),
        sa.Column("first_seen_at", TEXT, nullable=False),
        sa.Column("last_seen_at", TEXT, nullable=False),
        sa.Column("lease_owner", TEXT, nullable=True),
        sa.Column("lease_until", TEXT, nullable=True),
        sa.Column("lease_token", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("payload", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("feed_id", "key_digest", name="pk_entries"),
        sa.ForeignKeyConstraint(["capture"], ["captures.digest"], name="fk_entries_capture"),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_entries_feed_id"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_entries_story_id"),
        sa.CheckConstraint("state IN ('waiting', 'done', 'failed', 'skipped')", name="ck_entries_state"),
    )
    op.create_index(
        "ix_entries_waiting",
        "entries",
        ["next_try_at", "first_seen_at"],
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "identity_keys",
        sa.Column("publisher_id", TEXT, nullable=False),
        sa.Column("key_digest", TEXT, nullable=False),
        sa.Column("key", TEXT, nullable=False),
        sa.Column("story_id", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("publisher_id", "key_digest", name="pk_identity_keys"),
        sa.ForeignKeyConstraint(["publisher_id"], ["publishers.id"], name="fk_identity_keys_publisher_id"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_identity_keys_story_id"),
    )
    op.create_index("ix_identity_keys_story_id", "identity_keys", ["story_id"])
    op.create_table(
        "list_rows",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("story_id", TEXT, nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", "position", name="pk_list_rows"),
        sa.ForeignKeyConstraint(["kind", "name"], ["lists.kind", "lists.name"], name="fk_list_rows_kind_name"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_list_rows_story_id"),
        sa.UniqueConstraint("story_id", "kind", "name", name="uq_list_rows_story_id_kind_name"),
    )
    op.create_table(
        "polls",
        sa.Column("id", BIG, nullable=False),
        sa.Column("feed_id", TEXT, nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("took_s", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_polls"),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_polls_feed_id"),
    )
    op.create_index("ix_polls_feed_id_id", "polls", ["feed_id", "id"])
    op.create_table(
        "reasons",
        sa.Column("id", BIG, nullable=False),
        sa.Column("story_id", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("raised_at", TEXT, nullable=False),
        sa.Column("settled_at", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_reasons"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_reasons_story_id"),
    )
    op.create_index("ix_reasons_story_id", "reasons", ["story_id", "id"])
    op.create_table(
        "revisions",
        sa.Column("story_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kept_at", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("text_digest", TEXT, nullable=False),
        sa.Column("rights", sa.Integer(), nullable=False),
        sa.Column("headline", TEXT, nullable=False),
        sa.Column("standfirst", TEXT, nullable=True),
        sa.Column("language", TEXT, nullable=True),
        sa.Column("published", TEXT, nullable=True),
        sa.Column("published_wording", TEXT, nullable=True),
        sa.Column("published_zone", TEXT, nullable=True),
        sa.Column("published_zone_from", TEXT, nullable=True),
        sa.Column("updated", TEXT, nullable=True),
        sa.Column("updated_wording", TEXT, nullable=True),
        sa.Column("updated_zone", TEXT, nullable=True),
        sa.Column("updated_zone_from", TEXT, nullable=True),
        sa.Column("publisher_id", TEXT, nullable=False),
        sa.Column("publisher", TEXT, nullable=False),
        sa.Column("publisher_home", TEXT, nullable=True),
        sa.Column("publisher_as_found", TEXT, nullable=True),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("byline", TEXT, nullable=True),
        sa.Column("byline_people", TEXT, nullable=True),
        sa.Column("byline_found", TEXT, nullable=True),
        sa.Column("dateline", TEXT, nullable=True),
        sa.Column("dateline_place", TEXT, nullable=True),
        sa.Column("dateline_day", TEXT, nullable=True),
        sa.Column("dateline_agency", TEXT, nullable=True),
        sa.Column("copyright_notice", TEXT, nullable=True),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("grounds", TEXT, nullable=False),
        sa.Column("end_in_doubt", TEXT, nullable=True),
        sa.Column("left_out", TEXT, nullable=False),
        sa.Column("feed_id", TEXT, nullable=False),
        sa.Column("entry_key", TEXT, nullable=False),
        sa.Column("fetched_at", TEXT, nullable=False),
        sa.Column("text_from", TEXT, nullable=False),
        sa.Column("capture", TEXT, nullable=False),
        sa.Column("capture_url", TEXT, nullable=False),
        sa.Column("reader_flags", TEXT, nullable=False),
        sa.Column("identity", TEXT, nullable=False),
        sa.Column("topics", TEXT, nullable=False),
        sa.Column("flags", TEXT, nullable=False),
        sa.Column("body", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("story_id", "number", name="pk_revisions"),
        sa.ForeignKeyConstraint(["publisher_id"], ["publishers.id"], name="fk_revisions_publisher_id"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_revisions_story_id"),
    )
    op.create_table(
        "rights_records",
        sa.Column("story_id", TEXT, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=True),
        sa.Column("recorded_at", TEXT, nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.Column("licence", TEXT, nullable=True),
        sa.Column("licence_url", TEXT, nullable=True),
        sa.Column("scope", TEXT, nullable=False),
        sa.Column("finding", TEXT, nullable=False),
        sa.Column("notice", TEXT, nullable=True),
        sa.Column("answer", TEXT, nullable=False),
        sa.Column("answer_reasons", TEXT, nullable=False),
        sa.Column("duties", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("story_id", "number", name="pk_rights_records"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_rights_records_story_id"),
        sa.CheckConstraint("answer IN ('allow', 'hold', 'refuse')", name="ck_rights_records_answer"),
    )
    op.create_table(
        "story_topics",
        sa.Column("story_id", TEXT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("topic", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("story_id", "position", name="pk_story_topics"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_story_topics_story_id"),
        sa.ForeignKeyConstraint(["topic"], ["topics.slug"], name="fk_story_topics_topic"),
        sa.UniqueConstraint("story_id", "topic", name="uq_story_topics_story_id_topic"),
    )
    op.create_table(
        "tombstones",
        sa.Column("story_id", TEXT, nullable=False),
        sa.Column("withdrawn_at", TEXT, nullable=False),
        sa.Column("headline", TEXT, nullable=False),
        sa.Column("publisher", TEXT, nullable=False),
        sa.Column("reason", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("story_id", "withdrawn_at", name="pk_tombstones"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_tombstones_story_id"),
    )
    op.create_table(
        "date_claims",
        sa.Column("story_id", TEXT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("about", TEXT, nullable=False),
        sa.Column("wording", TEXT, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=True),
        sa.Column("value_wording", TEXT, nullable=True),
        sa.Column("value_zone", TEXT, nullable=True),
        sa.Column("value_zone_from", TEXT, nullable=True),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("story_id", "revision", "position", name="pk_date_claims"),
        sa.ForeignKeyConstraint(
            ["story_id", "revision"], ["revisions.story_id", "revisions.number"], name="fk_date_claims_story_id_revision"
        ),
    )
    op.create_table(
        "edition_stories",
        sa.Column("edition", BIG, nullable=False),
        sa.Column("story_id", TEXT, nullable=False),
        sa.Column("part", TEXT, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("approval", BIG, nullable=True),
        sa.PrimaryKeyConstraint("edition", "story_id", name="pk_edition_stories"),
        sa.ForeignKeyConstraint(["approval"], ["decisions.id"], name="fk_edition_stories_approval"),
        sa.ForeignKeyConstraint(["edition"], ["editions.number"], name="fk_edition_stories_edition"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_edition_stories_story_id"),
        sa.CheckConstraint("part IN ('story', 'notice', 'removed', 'none')", name="ck_edition_stories_part"),
    )
    op.create_table(
        "evidence",
        sa.Column("story_id", TEXT, nullable=False),
        sa.Column("rights", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("in_record", TEXT, nullable=False),
        sa.Column("in_story", TEXT, nullable=False),
        sa.Column("grounds", sa.Boolean(), nullable=False),
        sa.Column("wording", TEXT, nullable=False),
        sa.Column("said_by", TEXT, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("seen", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=True),
        sa.Column("capture", TEXT, nullable=True),
        sa.Column("licence", TEXT, nullable=True),
        sa.Column("licence_url", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("story_id", "rights", "number", name="pk_evidence"),
        sa.ForeignKeyConstraint(
            ["story_id", "rights"], ["rights_records.story_id", "rights_records.number"], name="fk_evidence_story_id_rights"
        ),
    )
    op.create_table(
        "hops",
        sa.Column("story_id", TEXT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("service", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("claim", TEXT, nullable=True),
        sa.PrimaryKeyConstraint("story_id", "revision", "position", name="pk_hops"),
        sa.ForeignKeyConstraint(
            ["story_id", "revision"], ["revisions.story_id", "revisions.number"], name="fk_hops_story_id_revision"
        ),
    )
    op.create_table(
        "losses",
        sa.Column("story_id", TEXT, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("verdict", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("place", TEXT, nullable=False),
        sa.Column("first", TEXT, nullable=False),
        sa.Column("last", TEXT, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("digest", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("story_id", "revision", "position", name="pk_losses"),
        sa.ForeignKeyConstraint(
            ["story_id", "revision"], ["revisions.story_id", "revisions.number"], name="fk_losses_story_id_revision"
        ),
    )
