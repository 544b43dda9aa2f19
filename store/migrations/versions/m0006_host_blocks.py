"""What the pages of a host have in common: how many of its stories each block of text stood on."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """The memory of every host begins empty."""
    op.create_table(
        "host_blocks",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("printed", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("last_seen_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("host", "digest", name="pk_host_blocks"),
    )
