"""The terms that sites state in documents of their own: which there are, when each was read, how long it holds."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TEXT = sa.Text()


def upgrade() -> None:
    """Sites are asked for their terms when the next story of theirs is read."""
    op.create_table(
        "site_terms",
        sa.Column("origin", TEXT, nullable=False),
        sa.Column("url_digest", TEXT, nullable=False),
        sa.Column("url", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("feed_id", TEXT, nullable=False),
        sa.Column("asked_at", TEXT, nullable=False),
        sa.Column("good_until", TEXT, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.Column("capture", TEXT, nullable=True),
        sa.Column("seen_at", TEXT, nullable=True),
        sa.Column("changed_at", TEXT, nullable=True),
        sa.Column("before", TEXT, nullable=True),
        sa.Column("rejudge", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("origin", "url_digest", name="pk_site_terms"),
    )
    op.create_index("ix_site_terms_good_until", "site_terms", ["good_until"])
