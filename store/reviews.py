"""What was decided about stories, kept for good, and the house's own words beside them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from news.names import StoryId
from news.review import Commentary, CommentaryKind, Decision, Move, State
from news.rights import Reason
from store.dialect import batches
from store.errors import Conflict, Missing
from store.press_marks import mark_changed
from store.reasons import replace_reasons
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
        row = self._connection.execute(select(stories).where(stories.c.id == decision.story).with_for_update()).first()
        if row is None:
            raise Missing("story", decision.story)
        values: dict[str, Any] = {"state": state}
        if decision.verdict is Move.APPROVE:
            values |= self._approval(decision, row, approved_revision)
        number = record_decision(self._connection, decision)
        if decision.verdict is Move.APPROVE:
            values["approval"] = number
        if decision.verdict is Move.WITHDRAW:
            self._bury(decision, row)
        self._connection.execute(update(stories).where(stories.c.id == decision.story).values(values))
        replace_reasons(self._connection, decision.story, reasons, decision.at)
        mark_changed(self._connection, decision.story, decision.at)

    def _approval(self, decision: Decision, row: Row[Any], revision: int | None) -> dict[str, Any]:
        """What an approval sets. A record put in force by decision stays so; else the revision's own comes into force."""
        if revision is None:
            raise ValueError("an approval names the revision that it approves")
        if row.slug is None:
            raise Conflict(f"the story {row.id} cannot be approved before it has its place")
        at, said = revisions.c, rights_records.c
        approved = self._connection.execute(
            select(at.text_digest, at.rights).where(at.story_id == row.id, at.number == revision)
        ).first()
        if approved is None:
            raise Missing("revision", f"{row.id} {revision}")
        records = {
            it.number: it for it in self._connection.execute(
                select(said.number, said.revision, said.digest).where(said.story_id == row.id)
            )
        }  # fmt: skip
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


def record_decision(connection: Connection, decision: Decision) -> int:
    """The number of the decision in the record."""
    put = insert(decisions).returning(decisions.c.id).values(
        story_id=decision.story, verdict=decision.verdict, by=decision.by, at=decision.at, text_digest=decision.text_digest,
        rights_digest=decision.rights_digest, reason=decision.reason, note=decision.note,
    )  # fmt: skip
    number: int = connection.execute(put).scalar_one()
    return number


def commentary_of(connection: Connection, wanted: Sequence[StoryId]) -> dict[StoryId, tuple[Commentary, ...]]:
    """The house's words beside these stories; a story without any is not in it."""
    found: dict[StoryId, tuple[Commentary, ...]] = {}
    for some in batches(wanted):
        asked = select(commentary).where(commentary.c.story_id.in_(some)).order_by(commentary.c.id)
        for row in connection.execute(asked):
            words = Commentary(story=row.story_id, kind=CommentaryKind(row.kind), markdown=row.markdown, by=row.by, at=row.at)
            found[row.story_id] = (*found.get(row.story_id, ()), words)
    return found
