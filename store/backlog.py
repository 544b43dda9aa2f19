"""What is not done yet: entries that wait and why, and what an editor and an operator have to look at."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from news.names import StoryId
from news.review import State
from store.entry_rows import EntryState
from store.tables import entries, reasons, stories


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryCounts:
    """How many entries wait to be fetched, were fetched and wait to be read, wait for a further try after something went wrong,
    and were given up (`given_up_lately`: first seen since the asked instant)."""

    to_fetch: int = 0
    to_read: int = 0
    put_off: int = 0
    given_up: int = 0
    given_up_lately: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCounts:
    """How many stories wait for an editor (`queued`, `held`, and `changed` since they were approved), and how many went out or
    were taken back since the asked instant."""

    queued: int = 0
    held: int = 0
    changed: int = 0
    released_lately: int = 0
    withdrawn_lately: int = 0


class Backlog:
    """Counts of what waits."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def entries(self, since: datetime) -> EntryCounts:
        """The entries that are not done."""
        at = entries.c
        waits, failed = at.state == EntryState.WAITING, at.state == EntryState.FAILED
        kind = case(
            (and_(waits, at.reason_code.is_not(None)), "put_off"), (and_(waits, at.page.is_not(None)), "to_read"),
            (waits, "to_fetch"), else_="given_up",
        )  # fmt: skip
        asked = select(kind, func.count(), func.sum(case((at.first_seen_at >= since, 1), else_=0))).where(waits | failed)
        found = {str(name): (count, int(lately)) for name, count, lately in self._connection.execute(asked.group_by(kind))}
        lately = found.get("given_up", (0, 0))[1]
        return EntryCounts(**{name: count for name, (count, _) in found.items()}, given_up_lately=lately)

    def stories(self, since: datetime) -> StoryCounts:
        """The stories that wait for a person, and what has moved."""
        at = stories.c

        def count(*where: ColumnElement[bool]) -> int:
            return self._connection.scalar(select(func.count()).select_from(stories).where(*where)) or 0

        return StoryCounts(
            queued=count(at.state == State.QUEUED), held=count(at.state == State.HELD),
            changed=count(at.waiting, at.state == State.PUBLISHED), released_lately=count(at.released_at >= since),
            withdrawn_lately=count(at.state == State.WITHDRAWN, at.changed_at >= since),
        )  # fmt: skip

    def holding(self, limit: int = 10) -> list[tuple[str, int]]:
        """What holds most stories: the reason's code, and how many are held by it."""
        held = select(reasons.c.code, func.count(reasons.c.story_id.distinct()).label("number")).join_from(reasons, stories)
        held = held.where(stories.c.state == State.HELD, reasons.c.settled_at.is_(None)).group_by(reasons.c.code)
        rows = self._connection.execute(
            held.order_by(func.count(reasons.c.story_id.distinct()).desc(), reasons.c.code).limit(limit)
        )
        return [(code, number) for code, number in rows]

    def longest_waiting(self, limit: int = 10) -> list[tuple[StoryId, datetime]]:
        """The queued stories that have waited longest: id, and since when."""
        at = stories.c
        asked = select(at.id, at.first_seen_at).where(at.state == State.QUEUED).order_by(at.first_seen_at, at.id).limit(limit)
        return [(name, since) for name, since in self._connection.execute(asked)]
