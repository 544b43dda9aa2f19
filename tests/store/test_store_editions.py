"""Editions: only what may leave, only what changed, and nothing that left is ever forgotten."""

import dataclasses
from datetime import timedelta
from typing import Any

import pytest

from news.body import Paragraph, Text
from news.edition import Edition, ListKind, ManifestEntry
from news.names import Digest, LicenceId, StoryId
from news.review import Move, State
from news.rights import Answer, Evidence, Reason, RightsRecord, SaidBy, Verdict
from news.scope import Scope
from store.database import Database
from store.errors import Conflict
from store.list_pages import full_pages, older_than, page_of, span_of
from store.transaction import Transaction
from tests.store.parts import (
    ALLOWED,
    HARBOUR,
    HOUR,
    NOW,
    OPEN,
    PORTS,
    SEA,
    approve,
    bring_feeds,
    decide,
    feed,
    keep,
    release,
    story,
)  # fmt: skip


def out(tx: Transaction, number: int, **changes: Any) -> StoryId:
    """A story that is approved."""
    name = keep(tx, story(number, **changes.pop("story", {})), **changes).id
    approve(tx, name)
    return name


def test_an_edition_holds_what_is_printed_and_where(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        second, first = out(tx, 2, story={"day": 2}, topics=(SEA,)), out(tx, 1, story={"day": 1}, topics=(SEA, PORTS))
        keep(tx, story(3))
        edition = tx.editions.compile(as_of=NOW + HOUR)
    assert [it.place.id for it in edition.stories] == [first, second], "in the order of their dates"
    one = edition.stories[0]
    assert (one.story, one.rights, one.duties, one.topics) == (story(1, day=1), ALLOWED, OPEN.duties, (SEA, PORTS))
    assert one.released_at == one.changed_at == NOW + HOUR
    assert one.printed.body == story(1).body
    pages = {(page.kind, page.name): page for page in edition.lists}
    assert {key: ([card.place.id for card in page.cards], page.title) for key, page in pages.items()} == {
        (ListKind.FRONT, ""): ([second, first], ""),
        (ListKind.PUBLISHER, "harbour"): ([second, first], "Harbour Gazette"),
        (ListKind.MONTH, "harbour/2026/02"): ([second, first], "Harbour Gazette"),
        (ListKind.TOPIC, "sea"): ([second, first], "Sea"),
        (ListKind.TOPIC, "ports"): ([first], "Ports"),
    }
    card = pages[ListKind.FRONT, ""].cards[1]
    assert (card.headline, card.standfirst, card.publisher, card.language) == ("Story 1", "The 1th.", "Harbour", "en")
    assert (card.published, card.released_at) == (story(1, day=1).published, NOW + HOUR)
    assert edition.newest == (edition.stories[1], edition.stories[0])
    assert edition.directory is not None
    assert [(it.name, it.title, it.count) for it in edition.directory.topics] == [("ports", "Ports", 1), ("sea", "Sea", 2)]
    assert [(it.name, it.count, it.months) for it in edition.directory.publishers] == [("harbour", 2, ("2026/02",))]


def test_nothing_changed_is_nothing_printed(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        assert tx.editions.compile(as_of=NOW) == Edition(number=0, as_of=NOW)
        assert tx.editions.look() is None
        keep(tx, story(2))
        name = out(tx, 1)
        assert tx.editions.count_pending() == 1
        release(tx)
        assert tx.editions.count_pending() == 0
        record = tx.stories.get(name)
        assert record is not None
        assert (record.state, record.released_at) == (State.PUBLISHED, NOW)
        again = tx.editions.compile(as_of=NOW + HOUR)
        assert again == Edition(number=1, as_of=NOW + HOUR)
        tx.editions.record(again, look="look", written=())
        assert tx.editions.look() == "look"


def test_a_whole_edition_of_nothing_still_has_a_front_page(database: Database) -> None:
    with database.write() as tx:
        edition = tx.editions.compile(as_of=NOW, full=True)
        (front,) = edition.lists
        assert (front.kind, front.cards, front.number, front.older) == (ListKind.FRONT, (), None, None)
        assert edition.newest == ()
        assert edition.directory is not None
        tx.editions.record(edition, look="look", written=())
        assert tx.editions.look() == "look"


def test_commentary_topics_and_names_are_printed_anew(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = out(tx, 1, topics=(SEA,))
        release(tx)
        tx.stories.set_topics(name, (PORTS,), NOW + HOUR)
        edition = tx.editions.compile(as_of=NOW + HOUR)
        assert [it.topics for it in edition.stories] == [(PORTS,)]
        pages = {page.name: page.cards for page in edition.lists if page.kind is ListKind.TOPIC}
        assert pages["sea"] == (), "the list that it left is printed without it"
        assert len(pages["ports"]) == 1
        assert edition.directory is not None
        assert [it.name for it in edition.directory.topics] == ["ports"]
        tx.editions.record(edition, look="look", written=())
        tx.feeds.sync([feed(publisher=dataclasses.replace(HARBOUR, name="Harbour Times"))], "b", NOW)
        renamed = tx.editions.compile(as_of=NOW + HOUR)
        assert [page.title for page in renamed.lists if page.kind is ListKind.PUBLISHER] == ["Harbour Times"]
        assert renamed.directory is not None
        assert [it.title for it in renamed.directory.publishers] == ["Harbour Times"]


def test_a_withdrawn_story_becomes_a_notice_and_leaves_the_lists(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name, other = out(tx, 1), out(tx, 2)
        release(tx)
        decide(tx, name, Move.WITHDRAW, State.WITHDRAWN, at=NOW + HOUR, reasons=[Reason("editor", "libel")])
        edition = tx.editions.compile(as_of=NOW + HOUR)
        (stone,) = edition.tombstones
        assert (stone.place.id, stone.headline, stone.publisher) == (name, "Story 1", "Harbour")
        assert (stone.withdrawn_at, stone.reason) == (NOW + HOUR, "because")
        assert (edition.stories, edition.removed) == ((), ())
        assert all([card.place.id for card in page.cards] == [other] for page in edition.lists)
        assert edition.newest is not None
        assert [it.place.id for it in edition.newest] == [other]
        assert edition.directory is not None
        assert edition.directory.publishers[0].count == 1
        tx.editions.record(edition, look="look", written=())
        assert tx.editions.compile(as_of=NOW).tombstones == ()
        assert tx.editions.compile(as_of=NOW, full=True).tombstones == (stone,)


def test_a_story_that_was_taken_off_is_withdrawn_with_a_notice_and_the_feed_says_so(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = out(tx, 1)
        release(tx)
        decide(tx, name, Move.HOLD, State.HELD)
        release(tx)
        decide(tx, name, Move.WITHDRAW, State.WITHDRAWN, at=NOW + HOUR, reasons=[Reason("editor", "libel")])
        assert tx.editions.count_pending() == 1
        edition = tx.editions.compile(as_of=NOW + HOUR)
        assert [it.place.id for it in edition.tombstones] == [name]
        assert edition.newest == ()
        assert [it.place.id for it in edition.withdrawn] == [name]


def test_the_feed_tells_of_an_old_story_that_is_taken_back_and_of_its_return(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        old, *_ = [out(tx, number, story={"day": number}) for number in range(1, 7)]
        tx.editions.record(tx.editions.compile(as_of=NOW, newest=3), look="a", written=())
        decide(tx, old, Move.WITHDRAW, State.WITHDRAWN)
        edition = tx.editions.compile(as_of=NOW, newest=3)
        assert [it.place.id for it in edition.withdrawn] == [old]
        tx.editions.record(edition, look="a", written=())
        approve(tx, old)
        edition = tx.editions.compile(as_of=NOW, newest=3)
        assert edition.newest is not None, "the feed still says that the story is gone"
        assert edition.withdrawn == ()


def test_a_story_put_on_hold_is_removed(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = out(tx, 1)
        release(tx)
        decide(tx, name, Move.HOLD, State.HELD)
        edition = tx.editions.compile(as_of=NOW)
        assert [place.id for place in edition.removed] == [name]
        tx.editions.record(edition, look="look", written=(), removed=())
        assert tx.editions.compile(as_of=NOW, full=True).removed == ()


MINE = Evidence(wording="yes", said_by=SaidBy.EDITOR, place="letter", rule="stated by Ada", seen="2026-03-01")


@pytest.mark.parametrize(
    ("answer", "grounds", "by", "leaves"),
    [
        (Answer.ALLOW, None, "wiredesk", True),
        (Answer.HOLD, None, "Ada", False),
        (Answer.HOLD, MINE, "wiredesk", False),
        (Answer.HOLD, MINE, "Ada", True),
        (Answer.REFUSE, MINE, "Ada", False),
    ],
)
def test_only_what_may_leave_leaves(database: Database, answer: Answer, grounds: Evidence | None, by: str, leaves: bool) -> None:
    rights = RightsRecord(licence=LicenceId("x"), scope=Scope.FULL, finding="f", grounds=grounds, evidence=())
    with database.write() as tx:
        bring_feeds(tx)
        name = keep(tx, story(1), rights=rights, verdict=Verdict(answer)).id
        approve(tx, name, by=by)
        assert (tx.editions.compile(as_of=NOW).stories != ()) is leaves
        assert (tx.editions.compile(as_of=NOW, full=True).stories != ()) is leaves


def test_what_opens_approved_does_not_leave_without_a_decision(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        assert keep(tx, story(1), opening=State.APPROVED).state is State.APPROVED
        assert tx.editions.compile(as_of=NOW, full=True).stories == ()
        for state in (State.PUBLISHED, State.SPIKED, State.WITHDRAWN):
            with pytest.raises(ValueError, match="cannot open"):
                keep(tx, story(2), opening=state)


def test_another_rights_record_or_verdict_stops_a_story_that_is_out(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = out(tx, 1)
        release(tx)
        tx.stories.set_rights(name, ALLOWED, Verdict(Answer.REFUSE), NOW)
        assert [place.id for place in tx.editions.compile(as_of=NOW).removed] == [name], "the site became commercial, say"
        tx.stories.set_rights(name, ALLOWED, OPEN, NOW)
        assert [it.place.id for it in tx.editions.compile(as_of=NOW).stories] == [name]
        tx.stories.set_rights(name, dataclasses.replace(ALLOWED, notice="print this"), OPEN, NOW)
        assert [place.id for place in tx.editions.compile(as_of=NOW).removed] == [name], "nobody approved that record"


def test_a_scope_less_than_the_whole_is_kept_on_cards_too(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        out(tx, 1, rights=dataclasses.replace(ALLOWED, scope=Scope.LINK))
        edition = tx.editions.compile(as_of=NOW)
    assert (edition.stories[0].printed.standfirst, edition.stories[0].printed.body) == ((), ())
    assert edition.lists[0].cards[0].standfirst is None


def test_a_story_that_failed_its_proof_is_held_and_taken_out_of_the_lists(database: Database) -> None:
    proof = Reason("proof", "the page lacks a word")
    with database.write() as tx:
        bring_feeds(tx)
        good, bad = out(tx, 1), out(tx, 2)
        edition = tx.editions.compile(as_of=NOW)
        tx.editions.record(edition, look="look", written=(), held={bad: proof})
        states = {row.id: (row.state, row.reasons) for row in tx.stories.list()}
        assert states == {good: (State.PUBLISHED, ()), bad: (State.HELD, (proof,))}
        assert [(it.verdict, it.by, it.reason) for it in tx.reviews.decisions(bad)][1:] == [
            (Move.HOLD, "wiredesk", "proof: the page lacks a word")
        ]
        again = tx.editions.compile(as_of=NOW)
        assert [place.id for place in again.removed] == [bad]
        assert all([card.place.id for card in page.cards] == [good] for page in again.lists)
        tx.editions.record(again, look="look", written=())
        assert tx.editions.count_pending() == 0


def test_what_changes_between_compile_and_record_stays_pending(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        first, second, third = out(tx, 1), out(tx, 2), out(tx, 3)
        edition = tx.editions.compile(as_of=NOW)
    with database.write() as tx:
        decide(tx, first, Move.HOLD, State.HELD)
        tx.stories.set_topics(second, (SEA,), NOW)
    with database.write() as tx:
        tx.editions.record(edition, look="look", written=())
        states = {row.id: row.state for row in tx.stories.list()}
        assert states == {first: State.HELD, second: State.PUBLISHED, third: State.PUBLISHED}
        following = tx.editions.compile(as_of=NOW)
        assert [place.id for place in following.removed] == [first]
        assert [it.place.id for it in following.stories] == [second]


def test_an_edition_that_broke_off_may_have_been_written(database: Database) -> None:
    entry = ManifestEntry(path="web/a", digest=Digest("1" * 64), size=1)
    with database.write() as tx:
        bring_feeds(tx)
        first = out(tx, 1)
        edition = tx.editions.compile(as_of=NOW)
        assert tx.editions.known("web/a") is None
        tx.editions.record(edition, look="look", written=(entry,))
        name = out(tx, 2)
        tx.editions.compile(as_of=NOW)
        assert tx.editions.known("web/a") == entry.digest, "this one is under way"
    with database.write() as tx:
        decide(tx, name, Move.HOLD, State.HELD)
        after = tx.editions.compile(as_of=NOW)
        assert [place.id for place in after.removed] == [name], "it may stand on the disk"
        assert tx.editions.known("web/a") is None, "who knows what the broken one wrote"
        tx.editions.record(after, look="look", written=(entry,))
        assert tx.editions.known("web/a") == entry.digest, "all is written, and nothing need be written again"
        decide(tx, first, Move.HOLD, State.HELD)
        tx.editions.compile(as_of=NOW)
        assert tx.editions.known("web/a") == entry.digest


def test_an_edition_that_was_overtaken_cannot_be_recorded(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        out(tx, 1)
        first = tx.editions.compile(as_of=NOW)
        out(tx, 2)
        second = tx.editions.compile(as_of=NOW)
        assert len(second.stories) == 2
        with pytest.raises(Conflict, match="was overtaken by edition"):
            tx.editions.record(first, look="look", written=())
        tx.editions.record(second, look="look", written=())


def test_the_manifest_knows_the_files(database: Database) -> None:
    files = [ManifestEntry(path=f"web/{number}", digest=Digest(f"{number:064}"), size=number) for number in range(700)]
    with database.write() as tx:
        bring_feeds(tx)
        out(tx, 1)
        tx.editions.record(tx.editions.compile(as_of=NOW), look="a", written=files)
        assert tx.editions.known("web/7") == f"{7:064}"
        out(tx, 2)
        changed = dataclasses.replace(files[7], digest=Digest("f" * 64))
        removed = [entry.path for entry in files if entry.size > 9]
        tx.editions.record(tx.editions.compile(as_of=NOW), look="b", written=[changed], removed=removed)
        assert tx.editions.known("web/7") == "f" * 64
        assert tx.editions.known("web/10") is None
        assert tx.editions.paths() == {f"web/{number}" for number in range(10)}
        assert tx.editions.look() == "b"


def test_a_dry_run_leaves_no_trace(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = out(tx, 1)
    with database.rehearse() as tx:
        rehearsed = tx.editions.compile(as_of=NOW)
        assert len(rehearsed.stories) == 1
    with database.write() as tx:
        assert tx.editions.count_pending() == 1
        decide(tx, name, Move.HOLD, State.HELD)
        assert tx.editions.compile(as_of=NOW).removed == ()


def test_the_feed_is_printed_when_one_of_its_stories_changed(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        names = [out(tx, number, story={"day": number}) for number in range(1, 7)]
        tx.editions.record(tx.editions.compile(as_of=NOW, newest=3), look="a", written=())
        tx.stories.set_topics(names[0], (SEA,), NOW)
        assert tx.editions.compile(as_of=NOW, newest=3).newest is None, "an old story is not in the feed"
        tx.stories.set_topics(names[4], (SEA,), NOW)
        edition = tx.editions.compile(as_of=NOW, newest=3)
        assert edition.newest is not None
        assert [it.place.id for it in edition.newest] == names[:2:-1]
        tx.editions.record(edition, look="a", written=())
        decide(tx, names[5], Move.WITHDRAW, State.WITHDRAWN)
        edition = tx.editions.compile(as_of=NOW, newest=3)
        assert edition.newest is not None
        assert [it.place.id for it in edition.newest] == names[4:1:-1], "what left makes room for the next"


def test_late_stories_take_the_next_place_and_full_pages_stand_still(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        for number in range(10):
            out(tx, number, story={"day": 20 - number})
            edition = tx.editions.compile(as_of=NOW + timedelta(hours=number), page_size=2)
            numbers = [page.number for page in edition.lists if page.kind is ListKind.FRONT]
            assert numbers == ([None, (number + 1) // 2 - 1] if number % 2 and number > 2 else [None])
            newest = edition.lists[0]
            assert newest.cards[0].headline == f"Story {number}", "the last released is on top, whatever its date"
            tx.editions.record(edition, look="a", written=())


@pytest.mark.parametrize("size", [1, 2, 5])
def test_pages_hold_every_position_once(size: int) -> None:
    for rows in range(40):
        numbers: list[int | None] = [*range(1, full_pages(rows, size) + 1), None]
        spans = [span_of(number, rows, size) for number in numbers]
        assert [at for span in spans for at in range(*span)] == list(range(rows))
        assert all(page_of(at, rows, size) == number for number, span in zip(numbers, spans, strict=True) for at in range(*span))
        first, last = spans[-1]
        assert last - first < 2 * size
        assert last - first >= min(rows, size)
        assert [older_than(number, rows, size) for number in numbers] == [None, *numbers[:-1]]


def test_an_update_is_printed_once_it_is_approved(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        name = out(tx, 1)
        release(tx)
        keep(tx, story(1, headline="Corrected", body=(Paragraph((Text("Corrected."),)),)))
        approve(tx, name, at=NOW + HOUR)
        edition = tx.editions.compile(as_of=NOW + 2 * HOUR)
        (printed,) = edition.stories
        assert (printed.story.headline, printed.released_at, printed.changed_at) == ("Corrected", NOW, NOW + HOUR)
        assert {card.headline for page in edition.lists for card in page.cards} == {"Corrected"}
