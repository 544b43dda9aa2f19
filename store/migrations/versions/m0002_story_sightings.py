"""Where each story was met, one row per feed and entry that brought it; and the facts that a loss was judged by."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

TEXT = sa.Text()


def upgrade() -> None:
    """Stories that were kept before have no sighting until they are met again, and losses no facts."""
    op.create_table(
        "story_sightings",
        sa.Column("story_id", TEXT, nullable=False),
        sa.Column("feed_id", TEXT, nullable=False),
        sa.Column("key_digest", TEXT, nullable=False),
        sa.Column("capture", TEXT, nullable=False),
        sa.Column("capture_url", TEXT, nullable=False),
        sa.Column("text_from", TEXT, nullable=False),
        sa.Column("text_digest", TEXT, nullable=False),
        sa.Column("level", TEXT, nullable=False),
        sa.Column("hops", TEXT, nullable=False),
        sa.Column("first_seen_at", TEXT, nullable=False),
        sa.Column("last_seen_at", TEXT, nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_story_sightings_story_id"),
        sa.PrimaryKeyConstraint("story_id", "feed_id", "key_digest", name="pk_story_sightings"),
    )
    op.add_column("losses", sa.Column("facts", TEXT, nullable=False, server_default=""))
