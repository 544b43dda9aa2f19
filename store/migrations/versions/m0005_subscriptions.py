"""Subscriptions at hubs: what is wanted of which hub, until when it stands, and what was told."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TEXT = sa.Text()
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Feeds are subscribed to when they are read the next time."""
    op.create_table(
        "subscriptions",
        sa.Column("token", TEXT, nullable=False),
        sa.Column("feed_id", TEXT, nullable=False),
        sa.Column("secret", TEXT, nullable=False),
        sa.Column("hub", TEXT, nullable=False),
        sa.Column("topic", TEXT, nullable=False),
        sa.Column("state", TEXT, nullable=False),
        sa.Column("words", TEXT, nullable=True),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("added_at", TEXT, nullable=False),
        sa.Column("asked_at", TEXT, nullable=True),
        sa.Column("next_try_at", TEXT, nullable=True),
        sa.Column("live_at", TEXT, nullable=True),
        sa.Column("lease_until", TEXT, nullable=True),
        sa.Column("told", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("told_at", TEXT, nullable=True),
        sa.Column("told_sum", TEXT, nullable=True),
        sa.Column("told_poll", BIG, nullable=True),
        sa.Column("due_at", TEXT, nullable=True),
        sa.Column("refused", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.CheckConstraint("state IN ('asking', 'live', 'denied', 'leaving')", name="ck_subscriptions_state"),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_subscriptions_feed_id"),
        sa.PrimaryKeyConstraint("token", name="pk_subscriptions"),
    )
    op.create_index("ix_subscriptions_feed_id", "subscriptions", ["feed_id"])
