"""What goes to press: compiled from what changed and may leave, recorded when the press has written it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, case, func, insert, or_, select, update

from news.edition import Edition, EditionStory, ManifestEntry, Tombstone, print_of
from news.names import Digest, StoryId
from news.review import Move, State
from news.rights import Answer, Reason, SaidBy
from store import press_lists
from store.dialect import one_at_a_time
from store.errors import Conflict
from store.plain import batches
from store.press_lists import FRONT, Counted, lists_of
from store.press_marks import AWAITED
from store.press_out import NOTICE, REMOVED, STORY, put_manifest, put_out
from store.records import HOUSE
from store.reviews import commentary_of
from store.rights_rows import read_rights
from store.stories import place_of
from store.story_rows import read_stories
from store.tables import decisions, edition_stories, editions, evidence, manifest, revisions, rights_records, stories, tombstones
from store.topics import topics_of

PRESS = 0x7072657373
"""The number that compilers and recorders of editions take turns under."""

MAY_LEAVE = and_(
    stories.c.state.in_([State.APPROVED, State.PUBLISHED]),
    stories.c.slug.is_not(None),
    decisions.c.verdict == Move.APPROVE,
    decisions.c.text_digest == revisions.c.text_digest,
    decisions.c.rights_digest == rights_records.c.digest,
    or_(
        rights_records.c.answer == Answer.ALLOW,
        and_(rights_records.c.answer == Answer.HOLD, decisions.c.by != HOUSE, evidence.c.said_by == SaidBy.EDITOR),
    ),
)
"""Rules 3 and 11: the approval in force is of this text and this rights record, and the verdict on record lets the
story out, or leaves it to an editor who approved it on grounds that an editor stated."""
CANDIDATES = (
    select(stories, case((MAY_LEAVE, 1), else_=0).label("leaves"))
    .outerjoin(revisions, and_(revisions.c.story_id == stories.c.id, revisions.c.number == stories.c.approved_revision))
    .outerjoin(rights_records, and_(rights_records.c.story_id == stories.c.id, rights_records.c.number == stories.c.rights))
    .outerjoin(decisions, decisions.c.id == stories.c.approval)
    .outerjoin(
        evidence,
        and_(evidence.c.story_id == stories.c.id, evidence.c.rights == stories.c.rights, evidence.c.grounds),
    )
)
PENDING = stories.c.change_seq > stories.c.exported_seq


class Editions:
    """Editions by number, and the files that they left."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def compile(self, *, as_of: datetime, newest: int = 50, page_size: int = 50, full: bool = False) -> Edition:
        """What changed since the last recorded edition and may leave; with `full`, all that may leave.

        Nothing changed: an edition with nothing in it, and nothing to record. Otherwise it has a number of its own and is
        compiled again, with whatever changed in between, until one is recorded; so a press that dies loses nothing.
        `page_size` must stay the same from one full edition to the next.
        """
        one_at_a_time(self._connection, PRESS)
        parts = self._changed(full)
        if not parts and not full:
            return Edition(number=self._last() or 0, as_of=as_of)
        number = self._open(parts, as_of, full)
        rows = [row for row, _ in parts]
        leaving = [row for row, part in parts if part == STORY]
        its_topics = topics_of(self._connection, [row.id for row in leaving])
        wanted = {row.id: lists_of(row, its_topics.get(row.id, ())) for row in leaving}
        touched = press_lists.place(self._connection, rows, wanted)
        printed = self._print(leaving, as_of)
        notices = any(NOTICE in (part, row.stands) for row, part in parts)
        feed = self._newest(newest, None if full or notices else touched.positions.get(FRONT, []), printed, as_of)
        found, positions = touched.lists, None if full else touched.positions
        if full:
            found = {FRONT: Counted()} | press_lists.all_lists(self._connection)
        return Edition(
            number=number, as_of=as_of, stories=tuple(printed.values()),
            lists=press_lists.pages(self._connection, found, positions, size=page_size, as_of=as_of),
            tombstones=self._tombstones([row for row, part in parts if part == NOTICE]),
            newest=feed, withdrawn=() if feed is None else self._withdrawn(newest),
            directory=press_lists.directory(self._connection, always=full),
            removed=tuple(place for row, part in parts if part == REMOVED and (place := place_of(row)) is not None),
        )  # fmt: skip

    def _changed(self, full: bool) -> list[tuple[Row[Any], str]]:
        """The stories that an edition holds, each with its part in it, in the order of their dates. Those without one come
        first, and so stand last among what is new: a list does not lead with what may be old."""
        undated_first = revisions.c.published.is_not(None)
        asked = CANDIDATES.where(or_(PENDING, AWAITED) if full else PENDING)
        asked = asked.order_by(undated_first, stories.c.sort_at, stories.c.id)
        rows = self._connection.execute(asked).all()
        parts = [(row, part) for row in rows if (part := _part(row)) is not None]
        for some in batches([row.id for row in rows if _part(row) is None]):  # neither out nor to go out: nothing to print
            self._connection.execute(update(stories).where(stories.c.id.in_(some)).values(exported_seq=stories.c.change_seq))
        return parts

    def _open(self, parts: Sequence[tuple[Row[Any], str]], as_of: datetime, full: bool) -> int:
        """The number of a new edition. Its stories count as out from now on, whatever becomes of the press: an edition that
        breaks off may have written them, and then they have to be taken back like any other."""
        put = insert(editions).values(as_of=as_of, whole=full).returning(editions.c.number)
        number: int = self._connection.execute(put).scalar_one()
        if parts:
            self._connection.execute(insert(edition_stories), [
                {"edition": number, "story_id": row.id, "part": part, "seq": row.change_seq, "approval": row.approval}
                for row, part in parts
            ])  # fmt: skip
        for some in batches([row.id for row, part in parts if part == STORY]):
            self._connection.execute(update(stories).where(stories.c.id.in_(some)).values(stands=STORY))
        return number

    def _print(self, rows: Sequence[Row[Any]], as_of: datetime) -> dict[StoryId, EditionStory]:
        texts = read_stories(self._connection, [(row.id, row.approved_revision) for row in rows])
        rights = read_rights(self._connection, [(row.id, row.rights) for row in rows])
        its_topics = topics_of(self._connection, [row.id for row in rows])
        words = commentary_of(self._connection, [row.id for row in rows])
        found: dict[StoryId, EditionStory] = {}
        for row in rows:
            story, kept = texts[row.id, row.approved_revision], rights[row.id, row.rights]
            where, released_at = place_of(row), row.released_at or as_of
            assert where is not None
            found[row.id] = EditionStory(
                place=where, story=story, rights=kept.record, printed=print_of(story, kept.record.scope),
                duties=kept.verdict.duties, topics=its_topics.get(row.id, ()), commentary=words.get(row.id, ()),
                released_at=released_at, changed_at=max(row.changed_at, released_at),
            )  # fmt: skip
        return found

    def _newest(
        self, limit: int, positions: Sequence[int] | None, printed: Mapping[StoryId, EditionStory], as_of: datetime
    ) -> tuple[EditionStory, ...] | None:
        """The feed's stories; None when none of the front page's changed `positions` concerns them. None for `positions`: all do,
        as where a notice comes or goes, which the feed tells of however old the story is."""
        wanted, since = press_lists.newest(self._connection, limit)
        if positions is not None and all(position < since for position in positions):
            return None
        rest = [story for story in wanted if story not in printed]
        rows = [row for some in batches(rest) for row in self._connection.execute(CANDIDATES.where(stories.c.id.in_(some)))]
        found = {**printed, **self._print(rows, as_of)}
        return tuple(found[story] for story in wanted)

    def _withdrawn(self, limit: int) -> tuple[Tombstone, ...]:
        """The latest notices that stand, newest first."""
        asked = select(stories).join_from(stories, tombstones).where(stories.c.state == State.WITHDRAWN)
        rows = self._connection.execute(asked.order_by(tombstones.c.withdrawn_at.desc(), stories.c.id).limit(limit)).all()
        return self._tombstones(list(dict.fromkeys(rows)))

    def _tombstones(self, rows: Sequence[Row[Any]]) -> tuple[Tombstone, ...]:
        at = tombstones.c
        found: dict[StoryId, Row[Any]] = {}
        for some in batches([row.id for row in rows]):
            asked = select(tombstones).where(at.story_id.in_(some)).order_by(at.withdrawn_at)
            found.update((row.story_id, row) for row in self._connection.execute(asked))
        return tuple(
            Tombstone(
                place=place, headline=found[row.id].headline, publisher=found[row.id].publisher,
                withdrawn_at=found[row.id].withdrawn_at, reason=found[row.id].reason,
            )
            for row in rows if row.id in found and (place := place_of(row)) is not None
        )  # fmt: skip

    def record(
        self, edition: Edition, *, look: str, written: Sequence[ManifestEntry], removed: Sequence[str] = (),
        held: Mapping[StoryId, Reason] | None = None,
    ) -> None:  # fmt: skip
        """The edition is out: its stories are published, its files known.

        Those in `held` failed their proof: they are held with that reason, and as the lists of this edition name them, the
        next edition takes them back. What changed since it was compiled stays pending. Raises Conflict when a later
        edition was compiled since: that one holds all of this one's changes.
        """
        if edition == Edition(number=edition.number, as_of=edition.as_of):
            return
        one_at_a_time(self._connection, PRESS)
        if edition.number != self._last():
            raise Conflict(f"edition {edition.number} was overtaken by edition {self._last()}: publish again")
        put_out(self._connection, edition, held or {})
        counts = {"look": look, "written": len(written), "removed": len(removed)}
        self._connection.execute(update(editions).where(editions.c.number == edition.number).values(counts))
        press_lists.settle(self._connection)
        put_manifest(self._connection, edition.number, written, removed)

    def known(self, path: str) -> Digest | None:
        """The digest of the file as the last edition left it. None where there is none, or where an edition was compiled and
        never recorded: what that one wrote is not known, so that the next writes its pages whatever they were."""
        if self._broken_off():
            return None
        found: Digest | None = self._connection.scalar(select(manifest.c.digest).where(manifest.c.path == path))
        return found

    def may_stand(self, path: str) -> bool:
        """Whether an edition can have left a file there: one that was recorded did, or one that was not may have."""
        return self._broken_off() or self.known(path) is not None

    def paths(self) -> set[str]:
        """The paths of all files that editions left."""
        return set(self._connection.scalars(select(manifest.c.path)))

    def is_open(self) -> bool:
        """Whether the last edition was compiled and never recorded: its press died, or is at work."""
        asked = select(editions.c.look).order_by(editions.c.number.desc()).limit(1)
        return self._connection.scalars(asked).all() == [None]

    def look(self) -> str | None:
        """The look that the last edition was printed in; None before the first."""
        at = editions.c
        found: str | None = self._connection.scalar(
            select(at.look).where(at.look.is_not(None)).order_by(at.number.desc()).limit(1)
        )
        return found

    def count_pending(self) -> int:
        """How many stories the next edition would print, take back, or put a notice in place of."""
        return sum(_part(row) is not None for row in self._connection.execute(CANDIDATES.where(PENDING)))

    def _last(self) -> int | None:
        number: int | None = self._connection.scalar(select(func.max(editions.c.number)))
        return number

    def _broken_off(self) -> bool:
        """Whether the latest edition is not recorded yet, and the one before it never was."""
        at = editions.c
        open_ones = self._connection.scalars(select(at.look).order_by(at.number.desc()).limit(2)).all()
        return open_ones == [None, None]


def _part(row: Row[Any]) -> str | None:
    """What the next edition does about a story: prints it, puts a notice in its place, removes it; None: nothing."""
    if row.leaves:
        return STORY
    if row.state == State.WITHDRAWN or row.stands == NOTICE:
        return NOTICE
    return REMOVED if row.stands == STORY else None
