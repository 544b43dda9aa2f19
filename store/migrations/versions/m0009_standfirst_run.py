"""What a standfirst holds beside plain words: its links and emphasis."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Of the stories kept so far only the words are known."""
    op.add_column("revisions", sa.Column("standfirst_run", sa.Text(), nullable=True))
