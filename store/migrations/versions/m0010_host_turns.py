"""Whose turn it is at a host, over all processes; and when a poll was begun, so that one that never ended is told of."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Of polls that are under way it is not known when they began."""
    op.create_table(
        "host_turns",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("host", name="pk_host_turns"),
    )
    op.add_column("feeds", sa.Column("begun_at", sa.Text(), nullable=True))
