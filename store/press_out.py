"""What an edition that is out leaves behind: its stories are published, what failed its proof is held, its files are known."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Update, bindparam, case, delete, func, insert, select, update

from news.edition import Edition, ManifestEntry
from news.names import StoryId
from news.review import Decision, Move, State
from news.rights import Reason
from store.columns import Instant
from store.dialect import Upsert
from store.plain import batches
from store.press_marks import AHEAD
from store.reasons import replace_reasons
from store.records import HOUSE
from store.reviews import record_decision
from store.tables import decisions, edition_stories, manifest, stories

STORY, NOTICE, REMOVED = "story", "notice", "removed"
"""The parts that a story has in an edition."""
PUT_FILE = Upsert(manifest, "digest", "size", "edition")


def put_out(connection: Connection, edition: Edition, held: Mapping[StoryId, Reason]) -> None:
    """The edition's stories are published, but for those in `held`, which are held with that reason."""
    for story, reason in held.items():
        _hold(connection, edition, story, reason)
    _publish(connection, edition, held)


def _hold(connection: Connection, edition: Edition, story: StoryId, reason: Reason) -> None:
    at = edition_stories.c
    approval = select(decisions).join_from(edition_stories, decisions, at.approval == decisions.c.id)
    grounds = connection.execute(approval.where(at.edition == edition.number, at.story_id == story)).one()
    decision = Decision(
        story=story, verdict=Move.HOLD, by=HOUSE, at=edition.as_of, text_digest=grounds.text_digest,
        rights_digest=grounds.rights_digest, reason=f"{reason.code}: {reason.words}",
    )  # fmt: skip
    change = update(stories).where(stories.c.id == story, stories.c.state.in_([State.APPROVED, State.PUBLISHED]))
    if connection.execute(change.values(state=State.HELD, change_seq=AHEAD)).rowcount:
        record_decision(connection, decision)
        replace_reasons(connection, story, [reason], edition.as_of)


def _publish(connection: Connection, edition: Edition, held: Mapping[StoryId, Reason]) -> None:
    at = edition_stories.c
    asked = select(edition_stories, stories.c.state, decisions.c.text_digest, decisions.c.rights_digest).join_from(
        edition_stories, stories
    )
    rows = connection.execute(asked.outerjoin(decisions, decisions.c.id == at.approval).where(at.edition == edition.number)).all()
    out = [
        {"id": row.story_id, "verdict": Move.PUBLISH, "by": HOUSE, "at": edition.as_of,
         "text_digest": row.text_digest, "rights_digest": row.rights_digest}
        for row in rows if row.part == STORY and row.state == State.APPROVED
    ]  # fmt: skip
    if out:
        connection.execute(insert(decisions), [{"story_id": row.pop("id"), **row} for row in out])
    for part, change in OUT.items():
        theirs = [
            {"story": row.story_id, "seq": row.seq, "as_of": edition.as_of}
            for row in rows if row.part == part and row.story_id not in held
        ]  # fmt: skip
        if theirs:
            connection.execute(change, theirs)


def put_manifest(connection: Connection, number: int, written: Sequence[ManifestEntry], removed: Sequence[str]) -> None:
    """The files that the edition wrote and removed are known from now on."""
    for some in batches(removed):
        connection.execute(delete(manifest).where(manifest.c.path.in_(some)))
    if written:
        connection.execute(PUT_FILE.on(connection), [
            {"path": entry.path, "digest": entry.digest, "size": entry.size, "edition": number} for entry in written
        ])  # fmt: skip


def _published(**values: Any) -> Update:
    return update(stories).where(stories.c.id == bindparam("story")).values(exported_seq=bindparam("seq"), **values)


OUT = {
    STORY: _published(
        stands=STORY, released_at=func.coalesce(stories.c.released_at, bindparam("as_of", type_=Instant)),
        state=case((stories.c.state == State.APPROVED, State.PUBLISHED), else_=stories.c.state),
    ),
    NOTICE: _published(stands=NOTICE),
    REMOVED: _published(stands=None),
}  # fmt: skip
