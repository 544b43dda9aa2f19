"""The page of an entry, as it was fetched: it waits in the store until it is read."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """What waits has not been fetched yet."""
    op.add_column("entries", sa.Column("page", sa.Text(), nullable=True))
