"""Tells the press that something it prints has changed: a story's `change_seq` runs ahead of its `exported_seq`."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, update

from news.names import StoryId
from news.review import State
from store.columns import Instant
from store.tables import stories

AHEAD = stories.c.change_seq + 1
OUT_OR_TO_GO = (State.APPROVED, State.PUBLISHED)
AWAITED = or_(stories.c.stands.is_not(None), stories.c.state.in_(OUT_OR_TO_GO))
"""Stories that are out, or will be."""


MARK = (
    update(stories)
    .where(stories.c.id == bindparam("story"), AWAITED)
    .values(change_seq=AHEAD, changed_at=bindparam("now", type_=Instant))
)


def mark_changed(connection: Connection, story: StoryId, now: datetime) -> None:
    """The next edition prints the story anew, if it is out or will be."""
    connection.execute(MARK, {"story": story, "now": now})


def marks(row: Row[Any], state: State, now: datetime) -> dict[str, Any]:
    """The same as columns of the story's locked row, which is to move to `state`."""
    if row.stands is None and state not in (*OUT_OR_TO_GO, State.WITHDRAWN):
        return {"change_seq": row.change_seq, "changed_at": row.changed_at}
    return {"change_seq": row.change_seq + 1, "changed_at": now}
