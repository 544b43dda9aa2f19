"""Stories: recognised, revised, never overwritten, and found again whole."""

import dataclasses
from datetime import timedelta

import pytest

from news.alteration import Level
from news.body import Paragraph, Text, plain
from news.edition import Place
from news.names import FeedId, LicenceId, PublisherId, StoryId, story_id
from news.provenance import Hop
from news.review import Move, State
from news.rights import Answer, Evidence, Reason, RightsRecord, SaidBy, Verdict
from news.scope import Scope
from news.story import Story
from store.database import Database
from store.errors import Ambiguous, Missing
from store.records import Outcome
from tests.store.parts import (
    BARE,
    HARBOUR,
    HOUR,
    NOW,
    OPEN,
    PORTS,
    SEA,
    approve,
    bring_feeds,
    decide,
    keep,
    release,
    story,
    whole_story,
)  # fmt: skip

HELD = Reason("rights-vague", "no licence is named")
VAGUE = RightsRecord(licence=LicenceId("LicenseRef-x"), scope=Scope.FULL, finding="vague")


def revised(number: int = 1, words: str = "New words.") -> Story:
    return story(number, body=(Paragraph((Text(words),)),))


def test_nothing_of_a_story_is_lost(database: Database) -> None:
    whole = whole_story()
    grounds = dataclasses.replace(whole.evidence[0], said_by=SaidBy.OPERATOR)
    rights = RightsRecord(
        licence=LicenceId("CC-BY-4.0"), scope=Scope.EXCERPT, finding="found", licence_url="https://cc.example/", notice="© \x00",
        grounds=grounds, evidence=(whole.evidence[1], grounds, whole.evidence[1]),
    )  # fmt: skip
    verdict = Verdict(Answer.HOLD, (Reason("a", "b"),), ("c", "d"))
    with database.write() as tx:
        bring_feeds(tx)
        kept = tx.stories.keep(
            whole, rights=rights, verdict=verdict, topics=(SEA, PORTS), opening=State.HELD, reasons=[HELD], now=NOW
        )
    with database.read() as tx:
        record = tx.stories.get(kept.id)
        assert record is not None
        assert repr(record.story) == repr(whole), "repr shows the wordings and zones that comparison leaves out"
        assert (record.story.digest, record.story.text_digest) == (whole.digest, whole.text_digest)
        assert record.rights == rights
        assert record.verdict == verdict
        assert record.topics == (SEA, PORTS)
        assert (record.state, record.reasons, record.revision, record.approved_revision) == (State.HELD, (HELD,), 1, None)
        assert (record.first_seen_at, record.last_seen_at, record.released_at, record.place) == (NOW, NOW, None, None)
        assert not record.waiting
        assert tx.stories.revision(kept.id, 1) == whole
        assert tx.stories.revision(kept.id, 2) is None
        assert tx.stories.get(StoryId("none")) is None


def test_a_standfirst_of_mere_words_is_kept_as_it_was_before_standfirsts_kept_links(database: Database) -> None:
    kept = story(1)
    with database.write() as tx:
        bring_feeds(tx)
        made = keep(tx, kept).id
        rows = tx.stories._connection.exec_driver_sql("SELECT standfirst, standfirst_run FROM revisions").all()
    assert [tuple(row) for row in rows] == [(plain(kept.standfirst), None)]
    with database.read() as tx:
        assert tx.stories.revision(made, 1) == kept


def test_ids_are_made_of_publisher_and_first_key_and_grow_on_collision(database: Database) -> None:
    first = story(1)
    wanted = story_id(PublisherId("harbour"), first.identity[0])
    with database.write() as tx:
        bring_feeds(tx)
        assert keep(tx, first).id == wanted
        stranger = keep(tx, story(2)).id
        tx.stories._connection.exec_driver_sql("DELETE FROM identity_keys")  # as if another story had come to the same id
        again = keep(tx, first)
    assert again.outcome is Outcome.NEW
    assert again.id.startswith(wanted)
    assert len(again.id) == 13
    assert stranger != wanted


def test_a_story_is_recognised_by_any_of_its_keys_but_of_its_publisher_only(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        first = keep(tx, dataclasses.replace(story(1), identity=("url", "guid")))
        second = keep(tx, dataclasses.replace(story(1), identity=("other url", "guid")), now=NOW + HOUR)
        third = keep(tx, dataclasses.replace(story(1), identity=("other url",)), now=NOW + 2 * HOUR)
        other = keep(tx, dataclasses.replace(story(1, publisher="bare"), identity=("guid",)))
        record = tx.stories.get(first.id)
    assert [it.outcome for it in (first, second, third, other)] == [Outcome.NEW, Outcome.SAME, Outcome.SAME, Outcome.NEW]
    assert first.id == second.id == third.id != other.id
    assert record is not None
    assert (record.first_seen_at, record.last_seen_at) == (NOW, NOW + 2 * HOUR)


def test_a_key_of_any_length_can_be_recognised(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        long = dataclasses.replace(story(1), identity=("https://harbour.example/" + "ü\x00" * 9000,))
        assert keep(tx, long).outcome is Outcome.NEW
        assert keep(tx, long).outcome is Outcome.SAME


def test_a_revision_never_overwrites(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        first = keep(tx, story(1), topics=(SEA,))
        second = keep(tx, revised(), now=NOW + HOUR, opening=State.HELD, reasons=[HELD], topics=(PORTS,))
        assert (second.outcome, second.revision, second.state) == (Outcome.REVISED, 2, State.HELD)
        assert [(it.number, it.kept_at, it.level) for it in tx.stories.revisions(first.id)] == [
            (1, NOW, Level.VERBATIM), (2, NOW + HOUR, Level.VERBATIM),
        ]  # fmt: skip
        assert tx.stories.revision(first.id, 1) == story(1)
        record = tx.stories.get(first.id)
        assert record is not None
        assert (record.story, record.reasons, record.topics) == (revised(), (HELD,), (PORTS,))
        third = keep(tx, revised(), rights=VAGUE)
        assert (third.outcome, third.revision) == (Outcome.REVISED, 3), "another rights record is another revision"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (State.QUEUED, State.HELD),
        (State.APPROVED, State.HELD),
        (State.SPIKED, State.SPIKED),
        (State.WITHDRAWN, State.WITHDRAWN),
    ],
)
def test_where_a_changed_story_stands(database: Database, before: State, after: State) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = keep(tx, story(1)).id
        if before is State.SPIKED:
            decide(tx, name, Move.SPIKE, State.SPIKED)
        if before in (State.APPROVED, State.WITHDRAWN):
            approve(tx, name)
        if before is State.WITHDRAWN:
            release(tx)
            decide(tx, name, Move.WITHDRAW, State.WITHDRAWN, reasons=[Reason("editor", "libel")])
        kept = keep(tx, revised(), opening=State.HELD, reasons=[HELD])
        assert (kept.outcome, kept.state) == (Outcome.REVISED, after)
        record = tx.stories.get(name)
        assert record is not None
        assert record.state is after
        if before is State.APPROVED:
            assert record.approved_revision is None
            assert tx.editions.compile(as_of=NOW).stories == (), "the approval was of other words"
        if before is State.WITHDRAWN:
            assert record.reasons == (Reason("editor", "libel"),)


def test_an_update_of_a_published_story_waits_and_the_approved_text_stays_out(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = keep(tx, story(1)).id
        approve(tx, name)
        release(tx)
        kept = keep(tx, revised(), opening=State.HELD, reasons=[HELD])
        assert kept.state is State.PUBLISHED
        record = tx.stories.get(name)
        assert record is not None
        assert (record.waiting, record.approved_revision, record.revision) == (True, 1, 2)
        assert [reason.code for reason in record.reasons] == ["source-changed", "rights-vague"]
        assert tx.editions.count_pending() == 0
        (again,) = tx.editions.compile(as_of=NOW, full=True).stories
        assert again.story == story(1)
        approve(tx, name)
        record = tx.stories.get(name)
        assert record is not None
        assert (record.waiting, record.approved_revision, record.state, record.reasons) == (False, 2, State.PUBLISHED, ())
        (printed,) = tx.editions.compile(as_of=NOW).stories
        assert printed.story == revised()


def test_a_change_that_the_publisher_took_back_leaves_nothing_to_decide(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = keep(tx, story(1)).id
        approve(tx, name)
        release(tx)
        keep(tx, revised())
        keep(tx, story(1))
        record = tx.stories.get(name)
        assert record is not None
        assert (record.waiting, record.reasons, record.revision) == (False, (), 3)


def test_a_published_story_whose_rights_changed_is_taken_back(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = keep(tx, story(1)).id
        approve(tx, name)
        release(tx)
        kept = keep(tx, story(1), rights=VAGUE, verdict=Verdict(Answer.HOLD, (HELD,)), opening=State.HELD, reasons=[HELD])
        assert kept.state is State.HELD
        record = tx.stories.get(name)
        assert record is not None
        assert [reason.code for reason in record.reasons] == ["rights-changed", "rights-vague"]
        assert record.rights == VAGUE
        edition = tx.editions.compile(as_of=NOW)
        assert [place.id for place in edition.removed] == [name]
        assert edition.stories == ()


def test_no_update_lifts_what_an_editor_holds(database: Database) -> None:
    mine = Reason("editor", "legal asks to wait")
    with database.write() as tx:
        bring_feeds(tx)
        name = keep(tx, story(1)).id
        decide(tx, name, Move.HOLD, State.HELD, reasons=[mine])
        kept = keep(tx, revised(), opening=State.APPROVED, reasons=[HELD])
        record = tx.stories.get(name)
        assert record is not None
        assert kept.state is record.state is State.HELD
        assert record.reasons == (mine, HELD)


def test_an_editors_rights_record_stays_in_force_while_the_facts_are_the_same(database: Database) -> None:
    permission = RightsRecord(
        licence=LicenceId("permission"), scope=Scope.FULL, finding="Ada states it", notice="By permission",
        grounds=Evidence(wording="yes", said_by=SaidBy.EDITOR, place="letter", rule="stated by Ada", seen="2026-03-01"),
    )  # fmt: skip
    with database.write() as tx:
        bring_feeds(tx)
        name = keep(tx, story(1), rights=VAGUE, verdict=Verdict(Answer.HOLD, (HELD,)), opening=State.HELD).id
        tx.stories.set_rights(name, permission, OPEN, NOW)
        approve(tx, name)
        release(tx)
        keep(tx, revised(), rights=VAGUE, verdict=Verdict(Answer.HOLD, (HELD,)), opening=State.HELD)
        record = tx.stories.get(name)
        assert record is not None
        assert (record.rights, record.state) == (permission, State.PUBLISHED)
        with pytest.raises(Missing, match="no story 'none'"):
            tx.stories.set_rights(StoryId("none"), permission, OPEN, NOW)


def test_lists_hold_what_an_editor_asks_first(database: Database) -> None:
    way = dataclasses.replace(
        story(2, day=2).provenance, hops=(Hop(service="Mirror", url="gopher://m/"), Hop(service="Two", url="u"))
    )
    with database.write() as tx:
        bring_feeds(tx)
        for number, day in ((1, 1), (3, 3), (4, None), (5, 3)):
            keep(tx, story(number, day=day), now=NOW + timedelta(seconds=number))
        keep(tx, dataclasses.replace(story(2, day=2, publisher="bare"), provenance=way), opening=State.HELD, reasons=[HELD])
    with database.read() as tx:
        rows = tx.stories.list()
        assert rows[0].headline == "Story 4", "no date: by when we saw it"
        assert [row.headline for row in rows][3:] == ["Story 2", "Story 1"]
        assert {rows[1].headline, rows[2].headline} == {"Story 3", "Story 5"}
        row = rows[3]
        assert (row.publisher, row.publisher_id, row.published, row.state) == (BARE.name, BARE.id, "2026-02-02", State.HELD)
        assert (row.reasons, row.licence, row.alteration) == ((HELD,), "CC-BY-4.0", Level.VERBATIM)
        assert [hop.service for hop in row.hops] == ["Mirror", "Two"]
        assert (rows[0].published, rows[0].hops, rows[0].url) == (None, (), "https://harbour.example/4")
        assert [it.id for it in tx.stories.list({State.HELD})] == [row.id]
        assert tx.stories.list(set()) == []
        assert len(tx.stories.list(publisher=HARBOUR.id)) == 4
        pages = [*tx.stories.list(limit=2), *tx.stories.list(limit=2, before=rows[1].id), *tx.stories.list(before=rows[3].id)]
        assert pages == rows


def test_a_date_in_the_future_does_not_keep_a_story_on_top(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        keep(tx, story(1, day=27), now=NOW - timedelta(days=20))
        newer = keep(tx, story(2), now=NOW - timedelta(days=1))
        assert tx.stories.list()[0].id == newer.id


def test_an_id_may_be_shortened_while_it_says_which(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = keep(tx, story(1)).id
        assert tx.stories.resolve(name) == name
        assert tx.stories.resolve(f" {name[:4].upper()} ") == name
        with pytest.raises(Ambiguous, match="too short: give at least 4 characters"):
            tx.stories.resolve(name[:3])
        for foreign in ("zzzz", "%%%%", "____", "1234'"):
            with pytest.raises(Missing, match="no story"):
                tx.stories.resolve(foreign)
        columns = "publisher_id, state, revision, rights, waiting, sort_at, first_seen_at, last_seen_at, changed_at"
        tx.stories._connection.exec_driver_sql(
            f"INSERT INTO stories (id, {columns}) SELECT '{name[:5]}zzz', {columns} FROM stories"
        )
        with pytest.raises(Ambiguous, match="several stories begin with"):
            tx.stories.resolve(name[:4])
        assert tx.stories.resolve(name) == name


def test_a_place_is_given_once(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = keep(tx, story(1)).id
        first = Place(id=name, publisher=HARBOUR.id, slug="ferry", year="2026", month="03")
        assert tx.stories.set_place(first) == first
        assert tx.stories.set_place(dataclasses.replace(first, slug="another")) == first
        record = tx.stories.get(name)
        assert record is not None
        assert record.place == first
        with pytest.raises(Missing):
            tx.stories.set_place(dataclasses.replace(first, id=StoryId("none")))


def test_topics_are_replaced_and_keep_their_first_title(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = keep(tx, story(1), topics=(SEA, SEA)).id
        tx.stories.set_topics(name, (PORTS, dataclasses.replace(SEA, title="SEA")), NOW)
        record = tx.stories.get(name)
        assert record is not None
        assert record.topics == (PORTS, SEA)
        with pytest.raises(Missing):
            tx.stories.set_topics(StoryId("none"), (), NOW)


def test_a_reason_that_is_settled_lets_go_of_what_it_held(database: Database) -> None:
    moved = Reason("feed-moved", "whose is it?")
    with database.write() as tx:
        bring_feeds(tx)
        name, other = (keep(tx, story(number), opening=State.HELD, reasons=[moved, HELD]).id for number in (1, 2))
        feed = story(1).provenance.feed
        assert set(tx.stories.with_reason(feed, "feed-moved")) == {name, other}
        assert tx.stories.with_reason(FeedId("none"), "feed-moved") == []
        tx.stories.reopen(name, State.QUEUED, (), NOW + HOUR)
        tx.stories.reopen(other, State.HELD, (HELD,), NOW + HOUR)
        assert tx.stories.with_reason(feed, "feed-moved") == []
        queued, held = tx.stories.get(name), tx.stories.get(other)
    assert queued is not None
    assert held is not None
    assert (queued.state, queued.reasons) == (State.QUEUED, ())
    assert (held.state, held.reasons) == (State.HELD, (HELD,))


def test_a_story_of_an_undeclared_publisher_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"), database.write() as tx:
        keep(tx, story(1))
