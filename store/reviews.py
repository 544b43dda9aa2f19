"""What was decided about stories, kept for good, and the house's own words beside them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from news.names import StoryId
from news.review import Commentary, CommentaryKind, Decision, Move, State
from news.rights import Reason
from store.errors import Conflict, Missing
from store.plain import batches
from store.press_marks import mark_changed, marks
from store.reasons import replace_reasons
from store.story_rows import locked_row
from store.tables import commentary, decisions, revisions, rights_records, stories, tombstones


class Reviews:
    """The append-only record of decisions (the database itself refuses to change or delete one)."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def decide(
        self, decision: Decision, state: State, reasons: Sequence[Reason] = (), approved_revision: int | None = None
    ) -> None:
        """Records the decision and moves the story to `state`, with `reasons` in force and no others.

        An approval names the revision it is of; its hashes must be that revision's and the rights record's in force, and the
        story must have its place. Raises Conflict where they are not: the story changed while it was looked at.
        """
        row = locked_row(self._connection, decision.story)
        approval: dict[str, Any] = {name: row._mapping[name] for name in ("approved_revision", "rights", "waiting", "approval")}
        if decision.verdict is Move.APPROVE:
            approval = self._approval(decision, row, approved_revision)
        number = record_decision(self._connection, decision)
        if decision.verdict is Move.APPROVE:
            approval["approval"] = number
        if decision.verdict is Move.WITHDRAW:
            self._bury(decision, row)
        after = {"state": state, **approval, **marks(row, state, decision.at)}
        self._connection.execute(MOVE, {"story": decision.story, **{f"its_{name}": value for name, value in after.items()}})
        replace_reasons(self._connection, decision.story, reasons, decision.at)

    def _approval(self, decision: Decision, row: Row[Any], revision: int | None) -> dict[str, Any]:
        """What an approval sets. A record put in force by decision stays so; else the revision's own comes into force."""
        if revision is None:
            raise ValueError("an approval names the revision that it approves")
        if row.slug is None:
            raise Conflict(f"the story {row.id} cannot be approved before it has its place")
        approved = self._connection.execute(APPROVED, {"story": row.id, "revision": revision}).first()
        if approved is None:
            raise Missing("revision", f"{row.id} {revision}")
        records = {it.number: it for it in self._connection.execute(RECORDS, {"story": row.id})}
        in_force = row.rights if records[row.rights].revision is None else approved.rights
        if (decision.text_digest, decision.rights_digest) != (approved.text_digest, records[in_force].digest):
            raise Conflict(f"the story {row.id} changed while it was being decided: look at it again")
        return {"approved_revision": revision, "rights": in_force, "waiting": revision < row.revision}

    def _bury(self, decision: Decision, row: Row[Any]) -> None:
        """Writes down what the notice says: the headline and publisher as they were printed."""
        at = revisions.c
        printed = self._connection.execute(
            select(at.headline, at.publisher).where(at.story_id == row.id, at.number == (row.approved_revision or row.revision))
        ).one()
        self._connection.execute(insert(tombstones), {
            "story_id": row.id, "withdrawn_at": decision.at, "headline": printed.headline, "publisher": printed.publisher,
            "reason": decision.reason or "",
        })  # fmt: skip

    def decisions(self, story: StoryId) -> list[Decision]:
        """What was decided about the story, first decided first."""
        rows = self._connection.execute(select(decisions).where(decisions.c.story_id == story).order_by(decisions.c.id))
        return [
            Decision(
                story=row.story_id, verdict=Move(row.verdict), by=row.by, at=row.at, text_digest=row.text_digest,
                rights_digest=row.rights_digest, reason=row.reason, note=row.note,
            )
            for row in rows
        ]  # fmt: skip

    def comment(self, words: Commentary) -> None:
        """Puts the house's words beside the story. Raises Missing."""
        if self._connection.scalar(select(stories.c.id).where(stories.c.id == words.story)) is None:
            raise Missing("story", words.story)
        self._connection.execute(insert(commentary), {
            "story_id": words.story, "kind": words.kind, "markdown": words.markdown, "by": words.by, "at": words.at,
        })  # fmt: skip
        mark_changed(self._connection, words.story, words.at)

    def commentary(self, story: StoryId) -> tuple[Commentary, ...]:
        """The house's words beside the story, first written first."""
        return commentary_of(self._connection, [story]).get(story, ())


APPROVED = select(revisions.c.text_digest, revisions.c.rights).where(
    revisions.c.story_id == bindparam("story"), revisions.c.number == bindparam("revision")
)
RECORDS = select(rights_records.c.number, rights_records.c.revision, rights_records.c.digest).where(
    rights_records.c.story_id == bindparam("story")
)
MOVED = ("state", "approved_revision", "rights", "waiting", "approval", "change_seq", "changed_at")
MOVE = update(stories).where(stories.c.id == bindparam("story")).values({name: bindparam(f"its_{name}") for name in MOVED})
PUT_DECISION = insert(decisions).returning(decisions.c.id)
READ_COMMENTARY = (
    select(commentary).where(commentary.c.story_id.in_(bindparam("stories", expanding=True))).order_by(commentary.c.id)
)


def record_decision(connection: Connection, decision: Decision) -> int:
    """The number of the decision in the record."""
    number: int = connection.execute(PUT_DECISION, {
        "story_id": decision.story, "verdict": decision.verdict, "by": decision.by, "at": decision.at,
        "text_digest": decision.text_digest, "rights_digest": decision.rights_digest, "reason": decision.reason,
        "note": decision.note,
    }).scalar_one()  # fmt: skip
    return number


def commentary_of(connection: Connection, wanted: Sequence[StoryId]) -> dict[StoryId, tuple[Commentary, ...]]:
    """The house's words beside these stories; a story without any is not in it."""
    found: dict[StoryId, tuple[Commentary, ...]] = {}
    for some in batches(wanted):
        for row in connection.execute(READ_COMMENTARY, {"stories": list(some)}):
            words = Commentary(story=row.story_id, kind=CommentaryKind(row.kind), markdown=row.markdown, by=row.by, at=row.at)
            found[row.story_id] = (*found.get(row.story_id, ()), words)
    return found
