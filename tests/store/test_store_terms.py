"""The terms of sites: as they were last read, when they are due, and the stories that they bear on."""

from dataclasses import replace

from news.names import FeedId, digest_of
from store.database import Database
from store.terms import TermsRow
from tests.store.parts import HOUR, NOW, approve, bring_feeds, keep, story

SITE = "https://harbour.example"
ROW = TermsRow(
    origin=SITE, url=f"{SITE}/robots.txt", kind="robots.txt", feed_id=FeedId("harbour-rss"), asked_at=NOW, good_until=NOW + HOUR,
    words="read", capture=digest_of("a"), seen_at=NOW,
)  # fmt: skip


def test_a_document_comes_back_as_it_was_last_kept(database: Database) -> None:
    other = replace(ROW, origin="https://other.example", feed_id=FeedId("other"))
    changed = replace(ROW, capture=digest_of("b"), before=digest_of("a"), changed_at=NOW + HOUR, rejudge=True)
    with database.write() as tx:
        for row in (ROW, other, changed):
            tx.terms.keep(row)
        assert tx.terms.of(SITE) == [changed]
        assert tx.terms.of("https://nobody.example") == []
        assert tx.terms.for_feed(FeedId("harbour-rss"), []) == [changed]
        assert tx.terms.for_feed(FeedId("none"), ["https://other.example"]) == [other]


def test_what_holds_no_longer_is_due_the_longest_first(database: Database) -> None:
    late, early = replace(ROW, good_until=NOW), replace(ROW, url=f"{SITE}/x", good_until=NOW - HOUR)
    with database.write() as tx:
        for row in (late, early, replace(ROW, url=f"{SITE}/y")):
            tx.terms.keep(row)
        assert tx.terms.due(NOW, 9) == [early, late]
        assert tx.terms.due(NOW, 1) == [early]


def test_a_change_stands_until_the_stories_were_judged(database: Database) -> None:
    with database.write() as tx:
        tx.terms.keep(replace(ROW, rejudge=True))
        assert tx.terms.to_rejudge() == [SITE]
        tx.terms.judged(SITE)
        assert tx.terms.to_rejudge() == []
        assert tx.terms.of(SITE) == [ROW]


def test_the_stories_of_a_site_are_found_in_steps(database: Database) -> None:
    with database.write() as tx:
        bring_feeds(tx)
        first, second = (keep(tx, story(number)).id for number in (1, 2))
        approve(tx, first)
        home = (tx.stories.revision(first, 1) or story(1)).attribution.url or ""
        origin = "/".join(home.split("/")[:3])
        found = tx.terms.stories(origin, None, 9)
        assert found == sorted([first, second])
        assert tx.terms.stories(origin, found[0], 9) == found[1:]
        assert tx.terms.stories(origin, None, 1) == found[:1]
        assert tx.terms.stories(f"{origin}.evil.example", None, 9) == []
        assert tx.terms.stories(origin[:-1], None, 9) == [], "an origin is a whole one"
