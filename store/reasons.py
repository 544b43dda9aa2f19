"""Why a story is held or waits: the reasons in force, and those settled since, which stay for who looks back."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, update

from news.names import StoryId
from news.rights import Reason
from store.columns import Instant
from store.plain import batches
from store.tables import reasons

PUT = insert(reasons)
SETTLE = (
    update(reasons)
    .where(reasons.c.story_id == bindparam("story"), reasons.c.settled_at.is_(None))
    .values(settled_at=bindparam("now", type_=Instant))
)
READ = (
    select(reasons)
    .where(reasons.c.story_id.in_(bindparam("stories", expanding=True)), reasons.c.settled_at.is_(None))
    .order_by(reasons.c.id)
)


def raise_reasons(connection: Connection, story: StoryId, found: Sequence[Reason], now: datetime) -> None:
    """Adds reasons to those in force."""
    if found:
        rows = [{"story_id": story, "code": reason.code, "words": reason.words, "raised_at": now} for reason in found]
        connection.execute(PUT, rows)


def replace_reasons(connection: Connection, story: StoryId, found: Sequence[Reason], now: datetime) -> None:
    """Puts these in force, and settles those that were."""
    connection.execute(SETTLE, {"story": story, "now": now})
    raise_reasons(connection, story, found, now)


def reasons_of(connection: Connection, stories: Sequence[StoryId]) -> dict[StoryId, tuple[Reason, ...]]:
    """The reasons in force, first raised first; a story without any is not in it."""
    found: dict[StoryId, tuple[Reason, ...]] = {}
    for some in batches(stories):
        for row in connection.execute(READ, {"stories": some}):
            found[row.story_id] = (*found.get(row.story_id, ()), Reason(row.code, row.words))
    return found
