"""What is old may go; what an entry waits for, or a story that was approved came from, never does."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from news.names import Digest, EntryKey, FeedId
from store.check import check
from store.database import Database
from store.entry_rows import EntriesFound, EntryOutcome, EntryPage, EntryRow
from store.retention import Kept
from store.terms import TermsRow
from store.transaction import Transaction
from tests.store.conftest import Where
from tests.store.parts import NOW, approve, bring_feeds, keep, release, story

DAY = timedelta(days=1)
RECENT = NOW - DAY


def capture(tx: Transaction, name: str, days: int) -> Digest:
    body = name.encode() * 2000
    return tx.captures.keep(body, url=f"https://harbour.example/{name}", fetched_at=NOW - days * DAY)


def spare(tx: Transaction, days: int | None = 30, room: int | None = None) -> list[Digest]:
    return tx.retention.spare(before=None if days is None else NOW - days * DAY, room=room, recent=RECENT)


def test_the_old_go_and_the_young_stay(where: Where, database: Database) -> None:
    with database.write() as tx:
        old, older, young = capture(tx, "old", 40), capture(tx, "older", 50), capture(tx, "young", 10)
        assert capture(tx, "older", 20) == older, "served again since"
        assert spare(tx) == [old]
        assert tx.retention.drop([old, young], RECENT).bodies == 2
        assert spare(tx, None) == []
        assert tx.retention.all().bodies == 1
        assert tx.captures.get(old) is None
        assert tx.captures.get(older) is not None
    assert check(where.url, where.folder) == []


def test_room_is_made_from_the_oldest_on_and_never_of_what_is_recent(database: Database) -> None:
    with database.write() as tx:
        names = [capture(tx, name, days) for name, days in (("a", 9), ("b", 8), ("c", 7), ("d", 0))]
        whole = tx.retention.all().bytes
        assert spare(tx, None, whole) == []
        assert spare(tx, None, whole - 1) == names[:1]
        assert spare(tx, None, 0) == names[:3]


def test_what_waits_to_be_read_stays(database: Database) -> None:
    feed = FeedId("harbour-rss")
    with database.write() as tx:
        bring_feeds(tx)
        of_feed, of_page = capture(tx, "feed", 90), capture(tx, "page", 90)
        row = EntryRow(key=EntryKey("a"), digest=Digest("d"), link=None, payload="", feed_digest=of_feed)
        tx.entries.save(feed, EntriesFound(rows=(row,)), NOW)
        (lease,) = tx.entries.claim(NOW, owner="one", limit=9, lease_s=60)
        tx.entries.keep_pages([(lease, EntryPage(capture=of_page, page=""))])
        assert spare(tx) == []
        assert tx.retention.drop([of_feed, of_page], RECENT) == Kept()
        tx.entries.finish(lease, EntryOutcome())
        assert sorted(spare(tx)) == sorted([of_feed, of_page])
        assert tx.retention.drop([of_feed, of_page], RECENT).bodies == 2
        (entry,) = tx.entries.list(feed)
        assert entry.capture is None


def test_what_is_approved_while_the_old_is_let_go_of_stays(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        body, other = capture(tx, "body", 90), capture(tx, "other", 90)
        ours = story(1)
        kept = keep(tx, replace(ours, provenance=replace(ours.provenance, capture=body)))
    with database.read() as tx:
        chosen = spare(tx)
    assert sorted(chosen) == sorted([body, other])
    with database.write() as tx:
        approve(tx, kept.id)
    with database.write() as tx:
        assert tx.retention.drop(chosen, RECENT).bodies == 1
        assert tx.captures.get(body) is not None, "an edition may go to press with it now"
        assert tx.captures.get(other) is None


def test_the_terms_of_sites_stay_with_those_that_they_replaced(database: Database) -> None:
    with database.write() as tx:
        now, before, other = (capture(tx, name, 90) for name in ("now", "before", "other"))
        row = TermsRow(
            origin="https://harbour.example", url="https://harbour.example/robots.txt", kind="robots.txt",
            feed_id=FeedId("harbour-rss"), asked_at=NOW, good_until=NOW, words="read", capture=before,
        )  # fmt: skip
        tx.terms.keep(row)
        assert sorted(spare(tx)) == sorted([now, other])
        tx.terms.keep(replace(row, capture=now, before=before))
        assert spare(tx) == [other]
        tx.terms.keep(replace(row, capture=None, before=now))
        assert sorted(spare(tx)) == sorted([before, other])


@pytest.mark.parametrize("moved", ["approved", "published"])
def test_what_a_story_was_approved_from_stays(database: Database, moved: str) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        first, second, queued = capture(tx, "first", 90), capture(tx, "second", 90), capture(tx, "queued", 90)
        ours = story(1)
        kept = keep(tx, replace(ours, provenance=replace(ours.provenance, capture=first)))
        approve(tx, kept.id)
        if moved == "published":
            release(tx)
            changed = replace(story(1, headline="Changed"), provenance=replace(ours.provenance, capture=second))
            keep(tx, changed)
        other = story(2)
        keep(tx, replace(other, provenance=replace(other.provenance, capture=queued)))
        expected = [queued] if moved == "published" else sorted([second, queued])
        assert sorted(spare(tx)) == expected


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("comes_first", ["serving", "letting go"])
def test_a_body_that_is_served_again_while_it_is_let_go_of_is_there_in_the_end(where: Where, comes_first: str) -> None:
    """A feed that goes back to what it held a hundred days ago, in the night's minute."""
    with Database.open(where.url, folder=where.folder) as one, Database.open(where.url, folder=where.folder) as two:
        with one.write() as tx:
            old = capture(tx, "old", 100)
        letting_go = threading.Thread(target=lambda: done.append(let_go(two)))
        serving = threading.Thread(target=lambda: done.append(serve(two)))
        done: list[object] = []

        def let_go(database: Database) -> Kept:
            with database.write() as tx:
                return tx.retention.drop([old], RECENT)

        def serve(database: Database) -> Digest:
            with database.write() as tx:
                return capture(tx, "old", 0)

        other = letting_go if comes_first == "serving" else serving
        with one.write() as tx:
            if comes_first == "serving":
                capture(tx, "old", 0)
            else:
                assert tx.retention.drop([old], RECENT).bodies == 1
            other.start()
            other.join(0.5)
        other.join(10)
        assert done == [Kept() if comes_first == "serving" else old], "neither fails"
        with one.read() as tx:
            assert tx.captures.get(old) is not None
    assert check(where.url, where.folder) == []
