"""Decisions: kept for good, bound to what was looked at."""

from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from news.body import Paragraph, Text
from news.edition import Place
from news.names import Digest, StoryId
from news.review import Commentary, CommentaryKind, Decision, Move, State
from news.rights import Reason
from store.database import Database
from store.errors import Conflict, Missing
from tests.store.parts import HARBOUR, HOUR, NOW, approve, bring_feeds, decide, keep, release, story


def test_every_decision_is_on_record_in_order(database: Database) -> None:
    with database.write(durable=True) as tx:
        bring_feeds(tx)
        name = keep(tx, story(1)).id
        decide(tx, name, Move.HOLD, State.HELD, reasons=[Reason("editor", "wait")])
        approve(tx, name, at=NOW + HOUR)
        release(tx)
    with database.read() as tx:
        made = tx.reviews.decisions(name)
        assert [(it.verdict, it.by) for it in made] == [(Move.HOLD, "Ada"), (Move.APPROVE, "Ada"), (Move.PUBLISH, "wiredesk")]
        assert made[1].at == NOW + HOUR
        assert made[1].text_digest == made[2].text_digest == story(1).text_digest
        assert made[1].rights_digest == made[2].rights_digest
        assert (made[0].reason, made[0].note) == ("because", "a note")
        record = tx.stories.get(name)
        assert record is not None
        assert (record.state, record.reasons) == (State.PUBLISHED, ()), "what was decided settles the reasons"


@pytest.mark.parametrize(
    "statement", ["UPDATE decisions SET by = 'Eve'", "UPDATE decisions SET \"by\" = 'Eve'", "DELETE FROM decisions"]
)
def test_the_database_itself_refuses_to_change_a_decision(database: Database, statement: str) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        decide(tx, keep(tx, story(1)).id, Move.HOLD, State.HELD)
    with pytest.raises(DBAPIError), database.write() as tx:
        tx.reviews._connection.exec_driver_sql(statement)
    with database.read() as tx:
        assert [it.by for it in tx.reviews.decisions(tx.stories.list()[0].id)] == ["Ada"]


def test_an_approval_of_what_is_no_longer_there_is_refused(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = keep(tx, story(1)).id
        seen = tx.stories.get(name)
        assert seen is not None
        keep(tx, story(1, body=(Paragraph((Text("Other words."),)),)))

        def approval(**changes: Any) -> Decision:
            settings: dict[str, Any] = {"text_digest": seen.story.text_digest, "rights_digest": seen.rights.digest} | changes
            return Decision(story=name, verdict=Move.APPROVE, by="Ada", at=NOW, **settings)

        with pytest.raises(Conflict, match="before it has its place"):
            tx.reviews.decide(approval(), State.APPROVED, (), 1)
        tx.stories.set_place(Place(id=name, publisher=HARBOUR.id, slug="", year="0000", month="00"))
        with pytest.raises(Conflict, match="changed while it was being decided"):
            tx.reviews.decide(approval(), State.APPROVED, (), 2)
        with pytest.raises(Conflict, match="changed while it was being decided"):
            tx.reviews.decide(approval(rights_digest=Digest("0" * 64)), State.APPROVED, (), 1)
        with pytest.raises(Missing, match="no revision"):
            tx.reviews.decide(approval(), State.APPROVED, (), 9)
        assert tx.reviews.decisions(name) == []
        tx.reviews.decide(approval(), State.APPROVED, (), 1)
        record = tx.stories.get(name)
        assert record is not None
        assert (record.approved_revision, record.waiting) == (1, True)


def test_nothing_is_decided_about_a_story_that_is_not_there(database: Database) -> None:
    nobody = Decision(
        story=StoryId("none"), verdict=Move.HOLD, by="Ada", at=NOW, text_digest=Digest("a"), rights_digest=Digest("b")
    )  # fmt: skip
    with database.write() as tx:
        with pytest.raises(Missing, match="no story 'none'"):
            tx.reviews.decide(nobody, State.HELD)
        with pytest.raises(Missing):
            tx.reviews.comment(Commentary(story=StoryId("none"), kind=CommentaryKind.OPINION, markdown="x", by="Ada", at=NOW))


def test_the_houses_words_stand_beside_the_story_and_go_to_press(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = keep(tx, story(1)).id
        first = Commentary(story=name, kind=CommentaryKind.OPINION, markdown="**Well** \x00", by="Ada", at=NOW)
        tx.reviews.comment(first)
        assert tx.editions.count_pending() == 0, "the story is not out"
        approve(tx, name)
        release(tx)
        second = Commentary(story=name, kind=CommentaryKind.TODO, markdown="write", by="Bo", at=NOW + HOUR)
        tx.reviews.comment(second)
        assert tx.reviews.commentary(name) == (first, second)
        (printed,) = tx.editions.compile(as_of=NOW + HOUR).stories
        assert printed.commentary == (first, second)
        assert printed.changed_at == NOW + HOUR
        assert printed.released_at == NOW
