"""What stood in hosts' robots.txt files, so that the next pass need not ask for them again."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Every host is asked once more."""
    op.create_table(
        "host_robots",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("good_until", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("origin", name="pk_host_robots"),
    )
