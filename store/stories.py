"""The stories: kept, placed, judged and found again. What keeping means when one comes again is in `store.keeping`."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, func, select, update

from news.alteration import Level
from news.edition import Place, Topic
from news.names import FeedId, PublisherId, StoryId
from news.provenance import Hop
from news.review import State
from news.rights import Reason, RightsRecord, Verdict
from news.story import Story
from store.errors import Ambiguous, Missing
from store.keeping import Arrival, keep
from store.plain import batches
from store.press_marks import mark_changed
from store.reasons import reasons_of, replace_reasons
from store.records import Kept, Revision, Sighting, StoryRecord, StoryRow
from store.rights_rows import put_rights, read_rights
from store.sightings import read_sightings
from store.story_rows import locked_row, read_stories
from store.tables import hops, publishers, reasons, revisions, rights_records, stories
from store.topics import replace_topics, topics_of

SHORTEST_PREFIX = 4


class Stories:
    """Stories by id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(
        self, story: Story, *, rights: RightsRecord, verdict: Verdict, topics: Sequence[Topic], opening: State,
        reasons: Sequence[Reason] = (), now: datetime,
    ) -> Kept:  # fmt: skip
        """The story's id, whether it is new, and where it stands now.

        It is the same story when any of its identity keys names one of this publisher; the same revision when its digest
        and its rights record's are those of the latest. Otherwise it gets a further revision, and (rule 11):

        - queued and held stories take the `opening` state with its reasons; what an editor holds stays held
        - approved ones fall back to it; spiked and withdrawn ones stay what they are
        - published ones stay out as they were approved and the revision waits (reason `source-changed`), unless the rights
          record changed: then they are held (`rights-changed`) and the next edition takes them back

        `opening` is QUEUED, HELD or APPROVED; what opens approved leaves only once `Reviews.decide` has put that on record.
        """
        return keep(self._connection, Arrival(
            story=story, rights=rights, verdict=verdict, topics=topics, opening=opening, reasons=reasons, now=now
        ))  # fmt: skip

    def get(self, story: StoryId) -> StoryRecord | None:
        """All that is known of the story; None where there is none of that id."""
        row = self._connection.execute(select(stories).where(stories.c.id == story)).first()
        if row is None:
            return None
        rights = read_rights(self._connection, [(story, row.rights)])[story, row.rights]
        return StoryRecord(
            id=story, state=State(row.state), reasons=reasons_of(self._connection, [story]).get(story, ()),
            revision=row.revision, approved_revision=row.approved_revision,
            story=read_stories(self._connection, [(story, row.revision)])[story, row.revision],
            rights=rights.record, verdict=rights.verdict, topics=topics_of(self._connection, [story]).get(story, ()),
            place=place_of(row), first_seen_at=row.first_seen_at, last_seen_at=row.last_seen_at,
            released_at=row.released_at, changed_at=row.changed_at, waiting=row.waiting,
        )  # fmt: skip

    def revision(self, story: StoryId, number: int) -> Story | None:
        """One revision, whole; None where there is none."""
        return read_stories(self._connection, [(story, number)]).get((story, number))

    def sightings(self, story: StoryId) -> list[Sighting]:
        """Where the story was met, earliest first."""
        return read_sightings(self._connection, story)

    def revisions(self, story: StoryId) -> list[Revision]:
        """The story's revisions, first kept first."""
        at = revisions.c
        asked = select(at.number, at.kept_at, at.headline, at.digest, at.text_digest, at.level).where(at.story_id == story)
        return [
            Revision(
                number=row.number, kept_at=row.kept_at, headline=row.headline, digest=row.digest, text_digest=row.text_digest,
                level=Level(row.level),
            )
            for row in self._connection.execute(asked.order_by(at.number))
        ]  # fmt: skip

    def resolve(self, prefix: str) -> StoryId:
        """The one story whose id begins so; at least 4 characters. Raises Missing or Ambiguous."""
        wanted = prefix.strip().lower()
        if len(wanted) < SHORTEST_PREFIX:
            raise Ambiguous(f"the story id {prefix!r} is too short: give at least {SHORTEST_PREFIX} characters of it")
        asked = select(stories.c.id).where(stories.c.id.startswith(wanted, autoescape=True)).order_by(stories.c.id).limit(3)
        found = list(self._connection.scalars(asked))
        if not found:
            raise Missing("story", prefix)
        if len(found) > 1 and found[0] != wanted:
            raise Ambiguous(f"several stories begin with {prefix!r}: {', '.join(found)} …: give more characters")
        return StoryId(found[0])

    def set_place(self, place: Place) -> Place:
        """The story's place for good: this one, or the one it has had before, whatever its headline is now. Raises Missing."""
        known = place_of(locked_row(self._connection, place.id))
        if known is not None:
            return known
        given = {"story": place.id, "its_slug": place.slug, "its_year": place.year, "its_month": place.month}
        self._connection.execute(GIVE_PLACE, given)
        return place

    def set_rights(self, story: StoryId, record: RightsRecord, verdict: Verdict, now: datetime) -> None:
        """Puts another rights record in force, or another verdict on the same one; the earlier ones stay on record.

        An approval of a record that says something else is void: `Reviews.decide` has to follow.
        """
        locked_row(self._connection, story)
        at = rights_records.c
        number = self._connection.scalars(select(func.max(at.number)).where(at.story_id == story)).one() + 1
        put_rights(self._connection, (story, number), record, verdict, (), revision=None, now=now)
        self._connection.execute(update(stories).where(stories.c.id == story).values(rights=number))
        mark_changed(self._connection, story, now)

    def with_reason(self, feed: FeedId, code: str) -> list[StoryId]:
        """The stories that came from the feed, by their latest revision, and for which this reason is in force."""
        latest = and_(revisions.c.story_id == stories.c.id, revisions.c.number == stories.c.revision)
        asked = (
            select(stories.c.id).join(revisions, latest).join(reasons, reasons.c.story_id == stories.c.id)
            .where(revisions.c.feed_id == feed, reasons.c.code == code, reasons.c.settled_at.is_(None))
            .distinct().order_by(stories.c.id)
        )  # fmt: skip
        return list(self._connection.scalars(asked))

    def reopen(self, story: StoryId, state: State, found: Sequence[Reason], now: datetime) -> None:
        """Puts these reasons in force and no others, and the story into `state`: for what is settled without a decision on it."""
        before = locked_row(self._connection, story)
        replace_reasons(self._connection, story, found, now)
        if before.state != state:
            self._connection.execute(update(stories).where(stories.c.id == story).values(state=state))
            mark_changed(self._connection, story, now)

    def set_topics(self, story: StoryId, topics: Sequence[Topic], now: datetime) -> None:
        """Lists the story under these topics and no others. A topic keeps the title it was first seen with."""
        locked_row(self._connection, story)
        replace_topics(self._connection, story, topics)
        mark_changed(self._connection, story, now)

    def list(
        self, states: Collection[State] | None = None, publisher: PublisherId | None = None, limit: int = 100,
        before: StoryId | None = None,
    ) -> list[StoryRow]:  # fmt: skip
        """Stories as rows, newest first by the date they state (else by when we first saw them); texts are not read.

        `before` asks for those that follow this one in the list.
        """
        asked = ROWS
        if states is not None:
            asked = asked.where(stories.c.state.in_(states))
        if publisher is not None:
            asked = asked.where(stories.c.publisher_id == publisher)
        if before is not None:
            last = select(stories.c.sort_at).where(stories.c.id == before).scalar_subquery()
            asked = asked.where((stories.c.sort_at < last) | and_(stories.c.sort_at == last, stories.c.id < before))
        rows = self._connection.execute(asked.order_by(stories.c.sort_at.desc(), stories.c.id.desc()).limit(limit)).all()
        why = reasons_of(self._connection, [row.id for row in rows])
        ways = self._ways([row.id for row in rows])
        return [
            StoryRow(
                id=row.id, headline=row.headline, publisher_id=row.publisher_id, publisher=row.name, url=row.url,
                published=row.published, state=State(row.state), reasons=why.get(row.id, ()), licence=row.licence,
                alteration=Level(row.level), hops=ways.get(row.id, ()), waiting=row.waiting, first_seen_at=row.first_seen_at,
            )
            for row in rows
        ]  # fmt: skip

    def _ways(self, wanted: Sequence[StoryId]) -> dict[StoryId, tuple[Hop, ...]]:
        found: dict[StoryId, tuple[Hop, ...]] = {}
        latest = and_(hops.c.story_id == stories.c.id, hops.c.revision == stories.c.revision)
        for some in batches(wanted):
            asked = select(hops).join_from(stories, hops, latest).where(stories.c.id.in_(some)).order_by(hops.c.position)
            for row in self._connection.execute(asked):
                hop = Hop(service=row.service, url=row.url, claim=row.claim)
                found[row.story_id] = (*found.get(row.story_id, ()), hop)
        return found


GIVE_PLACE = (
    update(stories)
    .where(stories.c.id == bindparam("story"))
    .values(slug=bindparam("its_slug"), year=bindparam("its_year"), month=bindparam("its_month"))
)
ROWS = (
    select(
        stories.c.id, stories.c.state, stories.c.waiting, stories.c.first_seen_at, stories.c.publisher_id, publishers.c.name,
        revisions.c.headline, revisions.c.url, revisions.c.published, revisions.c.level, rights_records.c.licence,
    )
    .join_from(stories, revisions, and_(revisions.c.story_id == stories.c.id, revisions.c.number == stories.c.revision))
    .join(rights_records, and_(rights_records.c.story_id == stories.c.id, rights_records.c.number == stories.c.rights))
    .join(publishers, publishers.c.id == stories.c.publisher_id)
)  # fmt: skip


def place_of(row: Row[Any]) -> Place | None:
    """The place in a row of `stories`; None before the first approval."""
    if row.slug is None:
        return None
    return Place(id=row.id, publisher=row.publisher_id, slug=row.slug, year=row.year, month=row.month)
