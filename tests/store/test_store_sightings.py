"""One story met in several places is one story: each place is noted, and a mirror never speaks over the publisher."""

from dataclasses import replace

from news.alteration import Alteration, Level
from news.body import Paragraph, Text
from news.names import EntryKey, FeedId
from news.provenance import Hop
from news.story import Story
from store.database import Database
from store.records import Outcome
from tests.store.parts import HOUR, NOW, PORTS, SEA, bring_feeds, keep, story

MIRROR = Hop(service="The Mirror", url="gopher://mirror.example/1/")


def through_mirror(original: Story, feed: str = "mirror", words: str | None = None) -> Story:
    way = replace(original.provenance, feed=FeedId(feed), entry=EntryKey(f"{feed}-1"), hops=(MIRROR,))
    body = original.body if words is None else (Paragraph((Text(words),)),)
    altered = Alteration(level=Level.UNVERIFIABLE, grounds="not compared")
    return replace(original, provenance=way, body=body, alteration=altered)


def test_a_second_place_is_a_sighting_and_no_revision(database: Database) -> None:
    direct = story(1)
    with database.write() as tx:
        bring_feeds(tx)
        first = keep(tx, direct)
        again = keep(tx, through_mirror(direct, words="Words that the mirror changed."), now=NOW + HOUR)
    assert (again.id, again.outcome, again.revision) == (first.id, Outcome.SAME, 1)
    with database.read() as tx:
        seen = tx.stories.sightings(first.id)
        record = tx.stories.get(first.id)
    assert record is not None
    assert record.story == direct
    assert [one.feed for one in seen] == [direct.provenance.feed, "mirror"]
    assert seen[1].hops == (MIRROR,)
    assert seen[1].text_digest != seen[0].text_digest
    assert (seen[1].first_seen_at, seen[0].last_seen_at) == (NOW + HOUR, NOW)


def test_the_publisher_speaks_over_a_mirror_and_two_mirrors_do_not_take_turns(database: Database) -> None:
    direct = story(1)
    one, two = through_mirror(direct, "one"), through_mirror(direct, "two", "Other words.")
    with database.write() as tx:
        bring_feeds(tx)
        assert keep(tx, one).outcome is Outcome.NEW
        for _ in range(2):
            assert keep(tx, two).outcome is Outcome.SAME
            assert keep(tx, one).outcome is Outcome.SAME
        assert keep(tx, through_mirror(direct, "one", "The first mirror's new words.")).outcome is Outcome.REVISED
        assert keep(tx, direct).outcome is Outcome.REVISED
        assert keep(tx, one).outcome is Outcome.SAME


def test_the_publishers_other_feed_brings_its_topics_and_its_changes(database: Database) -> None:
    direct = story(1)
    way = replace(direct.provenance, feed=FeedId("other"), entry=EntryKey("o-1"))
    other = replace(direct, provenance=way, topics=("Another word for it",))
    changed = replace(other, body=(Paragraph((Text("The page itself was changed."),)),))
    with database.write() as tx:
        bring_feeds(tx)
        first = keep(tx, direct, topics=(SEA,))
        assert keep(tx, other, topics=(PORTS,)).outcome is Outcome.SAME
        assert keep(tx, changed, topics=(PORTS,)).outcome is Outcome.REVISED
    with database.read() as tx:
        record = tx.stories.get(first.id)
    assert record is not None
    assert {topic.slug for topic in record.topics} >= {PORTS.slug}
