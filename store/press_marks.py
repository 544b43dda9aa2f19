"""Tells the press that something it prints has changed: a story's `change_seq` runs ahead of its `exported_seq`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, or_, update

from news.edition import ListKind
from news.names import PublisherId, StoryId
from news.review import State
from store.dialect import batches
from store.tables import lists, stories

AHEAD = stories.c.change_seq + 1
AWAITED = or_(stories.c.stands.is_not(None), stories.c.state.in_([State.APPROVED, State.PUBLISHED]))
"""Stories that are out, or will be."""


def mark_changed(connection: Connection, story: StoryId, now: datetime) -> None:
    """The next edition prints the story anew, if it is out or will be."""
    change = update(stories).where(stories.c.id == story, AWAITED)
    connection.execute(change.values(change_seq=AHEAD, changed_at=now))


def republish_publishers(connection: Connection, renamed: Sequence[PublisherId]) -> None:
    """The next edition prints all stories and lists of publishers that changed their name; no story counts as changed."""
    for some in batches(renamed):
        connection.execute(update(stories).where(stories.c.publisher_id.in_(some), AWAITED).values(change_seq=AHEAD))
        shelf = update(lists).where(lists.c.kind == ListKind.PUBLISHER, lists.c.name.in_(some))
        connection.execute(shelf.values(shown_out=-1))
