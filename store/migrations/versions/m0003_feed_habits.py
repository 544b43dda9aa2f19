"""What polling has learned of each feed, and the hosts that asked to be left alone for a while."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TEXT = sa.Text()


def upgrade() -> None:
    """Of feeds that were polled before, the habits are learned anew."""
    op.add_column("feeds", sa.Column("habits", TEXT, nullable=True))
    op.create_table(
        "host_rests",
        sa.Column("host", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("host", name="pk_host_rests"),
    )
    op.execute("INSERT INTO meta (name, value) VALUES ('clock', '0001-01-01T00:00:00.000000Z')")
