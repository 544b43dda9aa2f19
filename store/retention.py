"""Which kept bytes may go, and letting go of them: never those that something still rests on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Subquery, delete, func, or_, select, union, update

from news.names import Digest
from store.entry_rows import EntryState
from store.plain import batches
from store.tables import capture_sightings, captures, entries, evidence, revisions, site_terms, stories, story_sightings


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A number of bodies, and the room that they take in the database, in bytes."""

    bodies: int = 0
    bytes: int = 0

    def __add__(self, other: "Kept") -> "Kept":
        return Kept(bodies=self.bodies + other.bodies, bytes=self.bytes + other.bytes)


class Retention:
    """The captures, by what rests on them.

    Never let go: what an entry still waits to be read from; whatever a story that was ever approved came from, in all of its
    revisions, wherever it was met, and with all evidence of its rights; the terms that sites state now, and those that they
    replaced last. Those prove what is printed.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> Kept:
        """All that is kept."""
        row = self._connection.execute(select(func.count(), func.coalesce(func.sum(SIZE), 0)).select_from(captures)).one()
        return Kept(bodies=row[0], bytes=row[1])

    def spare(self, *, before: datetime | None, room: int | None, recent: datetime) -> list[Digest]:
        """The bodies that may go, longest unseen first: those last served before `before`, and as many more as it takes for the
        rest to fit into `room` bytes. None last served since `recent` is among them."""
        over = 0 if room is None else self.all().bytes - room
        found = []
        for row in self._free(recent):
            if over <= 0 and (before is None or row.last >= before):
                break
            found.append(Digest(row.digest))
            over -= row.size
        return found

    def drop(self, some: Sequence[Digest], recent: datetime) -> Kept:
        """Lets go of those among the bodies that may still go; says how many, and what room they took. One that is being served
        again at this moment stays."""
        dropped = Kept()
        for batch in batches(some):
            ours = select(captures.c.digest).where(captures.c.digest.in_(batch)).with_for_update(skip_locked=True)
            rows = self._free(recent, self._connection.scalars(ours).all())
            gone = [row.digest for row in rows]
            self._connection.execute(update(entries).where(entries.c.capture.in_(gone)).values(capture=None))
            self._connection.execute(delete(capture_sightings).where(capture_sightings.c.digest.in_(gone)))
            self._connection.execute(delete(captures).where(captures.c.digest.in_(gone)))
            dropped += Kept(bodies=len(rows), bytes=sum(row.size for row in rows))
        return dropped

    def _free(self, recent: datetime, among: Sequence[Digest] | None = None) -> Sequence[Row[Any, Any, Any]]:
        """What nothing rests on and was not served lately: digest, size, and when it was last served, in that order."""
        at = capture_sightings.c
        last = select(at.digest, func.max(at.fetched_at).label("last")).group_by(at.digest)
        if among is not None:
            last = last.where(at.digest.in_(among))
        seen: Subquery = last.subquery()
        asked = (
            select(captures.c.digest, SIZE.label("size"), seen.c.last)
            .join_from(captures, seen, seen.c.digest == captures.c.digest)
            .where(seen.c.last < recent, captures.c.digest.not_in(NEEDED)).order_by(seen.c.last, captures.c.digest)
        )  # fmt: skip
        return self._connection.execute(asked).all()


SIZE = func.length(captures.c.zstd)
ONCE_APPROVED = select(stories.c.id).where(or_(stories.c.released_at.is_not(None), stories.c.approved_revision.is_not(None)))
NEEDED = union(
    select(entries.c.capture).where(entries.c.state == EntryState.WAITING, entries.c.capture.is_not(None)),
    select(entries.c.feed_digest).where(entries.c.state == EntryState.WAITING, entries.c.feed_digest.is_not(None)),
    select(revisions.c.capture).where(revisions.c.story_id.in_(ONCE_APPROVED)),
    select(story_sightings.c.capture).where(story_sightings.c.story_id.in_(ONCE_APPROVED)),
    select(evidence.c.capture).where(evidence.c.story_id.in_(ONCE_APPROVED), evidence.c.capture.is_not(None)),
    select(site_terms.c.capture).where(site_terms.c.capture.is_not(None)),
    select(site_terms.c.before).where(site_terms.c.before.is_not(None)),
)
