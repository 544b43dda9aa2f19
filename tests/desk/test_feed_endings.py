"""What follows from a poll: moves and farewells are believed after repetition only, failing feeds go to rest and come back, a
silent feed is told of once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desk.ending import Ending, Read, ending_of
from desk.moves import is_same_site, waits_for_a_word
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, NotModified, Validators
from ingest.parse.entry import ParsedFeed
from news.habits import DAY, HOUR, Habits, HubSaid
from news.names import FeedId, PublisherId
from news.publisher import Feed, Publisher
from store.feed_rows import FeedRecord, FeedState, Origin

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
OLD, NEW = "https://paper.example/feed", "https://feeds.paper.example/news"
STRANGE = "https://strange.example/feed"
ABOUT = Feed(
    id=FeedId("one"), publisher=Publisher(id=PublisherId("p"), name="P"), url=OLD, every=timedelta(minutes=15)
)  # fmt: skip


class Story:
    """A feed's days: polls follow one another, each ending kept as the store would."""

    def __init__(self, **state: object) -> None:
        self.record = replace(
            FeedRecord(feed=ABOUT, origin=Origin.ADDED, state=FeedState.ACTIVE, next_poll_at=NOW), **state  # type: ignore[arg-type]
        )  # fmt: skip
        self.now = NOW
        self.told: list[str] = []

    def poll(self, outcome: FetchOutcome, *, after: timedelta | None = None, new: int | None = None) -> Ending:
        self.now = self.record.next_poll_at if after is None else self.now + after
        outcome = replace(outcome, fetched_at=self.now)
        read = None if new is None else Read(parsed=ParsedFeed(dialect="rss 2.0", title=None, entries=()), new=new)
        words = outcome.words if isinstance(outcome, Failed) else "well"
        ending = ending_of(self.record, outcome, words, now=self.now, jitter=0.5, read=read)
        result = ending.result
        self.record = replace(
            self.record, state=result.state, failures=result.failures, next_poll_at=result.next_poll_at,
            habits=result.habits or self.record.habits,
            moved_to=None if result.forget_move else result.moved_to or self.record.moved_to,
        )  # fmt: skip
        self.told += ending.notices
        return ending

    def state(self) -> FeedState:
        return self.record.state

    def moved_to(self) -> str | None:
        return self.record.moved_to

    def habits(self) -> Habits:
        return self.record.habits


def same(moved_to: str | None = None) -> NotModified:
    return NotModified(url=OLD, fetched_at=NOW, moved_to=moved_to, validators=Validators(etag='"1"'))


def fetched(moved_to: str | None = None) -> Fetched:
    return Fetched(url=OLD, final_url=moved_to or OLD, status=200, body=b"<rss/>", fetched_at=NOW, moved_to=moved_to)


def failed(status: int | None = 500, cause: str = "status") -> Failed:
    return Failed(url=OLD, cause=cause, words=f"HTTP {status}" if status else "no answer", fetched_at=NOW, status=status)


def test_a_move_is_believed_after_three_answers_over_a_day() -> None:
    feed = Story()
    feed.poll(same(NEW), after=HOUR)
    feed.poll(fetched(NEW), after=HOUR, new=0)
    feed.poll(same(NEW), after=HOUR)
    assert feed.moved_to() is None, "three times within two hours may be a mistake of one morning"
    ending = feed.poll(same(NEW), after=DAY)
    assert feed.moved_to() == NEW
    assert feed.habits().moving is None
    assert feed.told == [f"it has moved for good, and is asked at {NEW} from now on"]
    assert ending.result.words == f"well; {feed.told[0]}", "its history says so"


@pytest.mark.parametrize(
    ("target", "is_followed"),
    [
        ("https://www.paper.example/x", True), ("https://a.b.paper.example/", True), ("https://paper.example:8443/feed", True),
        ("https://home.example/feed", True), ("https://feeds.home.example/", True),
        (STRANGE, False), ("https://newspaper.example/", False), ("https://paper.example.strange.example/", False),
        ("https://example/", True), ("https://paper.example@strange.example/feed", False),
    ],
)  # fmt: skip
def test_a_move_is_followed_on_the_publishers_own_sites_only(target: str, is_followed: bool) -> None:
    publisher = replace(ABOUT.publisher, home="https://www.home.example/")
    feed = Story(feed=replace(ABOUT, publisher=publisher))
    for _ in range(3):
        feed.poll(same(target), after=DAY)
    assert feed.moved_to() == (target if is_followed else None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://пример.рф/лента", "https://xn--e1afmkfd.xn--p1ai/feed"), ("https://www.bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://Paper.Example./feed", "https://paper.example/"),
    ],
)  # fmt: skip
def test_a_site_is_the_same_in_either_spelling_of_its_name(one: str, other: str) -> None:
    assert is_same_site(one, other)
    assert is_same_site(other, one)


def test_a_move_to_another_site_is_put_to_the_operator_once_and_waits() -> None:
    feed = Story()
    for _ in range(9):
        feed.poll(same(STRANGE), after=DAY)
    assert feed.moved_to() is None
    assert len(feed.told) == 1
    assert f"moved for good to {STRANGE}, which is another site: if that is P's too, `wiredesk feed move one`" in feed.told[0]
    assert waits_for_a_word(feed.record) == feed.told[0]
    feed.poll(same("https://third.example/"), after=DAY)
    assert waits_for_a_word(feed.record) is None, "it says something else now"
    feed.poll(same(), after=DAY)
    assert feed.habits().moving is None


def test_two_answers_over_a_week_are_no_move() -> None:
    feed = Story()
    feed.poll(same(NEW), after=HOUR)
    feed.poll(same(NEW), after=7 * DAY)
    assert feed.moved_to() is None


def test_another_target_or_none_begins_anew() -> None:
    feed = Story()
    for target in (NEW, NEW, "https://third.example/", NEW, None, NEW):
        feed.poll(same(target), after=DAY)
    assert feed.moved_to() is None
    moving = feed.habits().moving
    assert moving is not None
    assert moving.times == 1


def test_a_target_that_is_no_feed_is_no_move() -> None:
    feed = Story()
    feed.poll(same(NEW), after=HOUR)
    feed.poll(same(NEW), after=DAY)
    feed.poll(failed(200, "not-a-feed"), after=DAY)
    feed.poll(same(NEW), after=DAY)
    assert feed.moved_to() is None


def test_nobody_talks_us_out_of_tls() -> None:
    feed = Story()
    for _ in range(5):
        feed.poll(same("http://paper.example/feed"), after=DAY)
    assert feed.moved_to() is None


def test_where_the_new_address_fails_the_declared_one_is_asked_again() -> None:
    feed = Story(moved_to=NEW)
    feed.poll(failed())
    feed.poll(failed())
    assert feed.moved_to() == NEW
    ending = feed.poll(failed())
    assert feed.moved_to() is None
    assert ending.result.validators == (None, None), "they are the other address's"
    assert feed.told == [f"{NEW}, where it had moved to, fails: it is asked at {OLD} again"]


def test_a_body_that_comes_without_validators_takes_those_of_the_one_before_away() -> None:
    """They would be sent for what we have, and a server that goes back to what it had would say that this has not changed."""
    feed = Story(validators=('"before"', None))
    assert feed.poll(fetched()).result.validators == (None, None)
    assert feed.poll(failed()).result.validators is None, "what serves nothing says nothing of them"


def test_where_a_redirect_led_is_remembered_with_the_validators_from_there() -> None:
    feed = Story()
    feed.poll(fetched(STRANGE), new=0)
    assert feed.habits().served_by == STRANGE
    feed.poll(same())
    assert feed.habits().served_by == STRANGE, "a 304 comes from where the body came from"
    feed.poll(fetched(), new=0)
    assert feed.habits().served_by is None


def test_gone_is_believed_after_three_answers_over_a_day_and_taken_back_at_the_first_good_one() -> None:
    feed = Story()
    for _ in range(3):
        feed.poll(failed(410), after=HOUR)
    assert feed.state() is FeedState.FAILING
    feed.poll(failed(410), after=DAY)
    assert feed.state() is FeedState.RESTING
    rest = feed.habits().rest
    assert rest is not None
    assert rest.words == "it says that it is gone for good (HTTP 410)"
    assert feed.record.next_poll_at - feed.now >= 7 * DAY
    assert "`wiredesk feed wake one`" in feed.told[0]
    feed.poll(failed(500))
    feed.poll(failed(410))
    assert (feed.state(), len(feed.told)) == (FeedState.RESTING, 1), "told once"
    feed.poll(fetched(), new=1)
    assert (feed.state(), feed.habits().rest, feed.record.failures) == (FeedState.ACTIVE, None, 0)
    assert feed.told[1:] == ["it is back, and no longer at rest"]


def test_other_answers_between_make_gone_a_mistake() -> None:
    feed = Story()
    for status in (410, 410, 404, 410, 410):
        feed.poll(failed(status), after=DAY)
    assert feed.state() is FeedState.FAILING
    feed.poll(failed(None, "timeout"), after=DAY)
    assert feed.habits().gone is not None, "no answer says nothing"


def test_a_feed_that_fails_for_long_is_asked_once_a_day_and_says_why() -> None:
    feed = Story()
    for _ in range(19):
        feed.poll(failed())
    assert feed.state() is FeedState.FAILING
    assert feed.now - NOW > 7 * DAY
    feed.poll(failed())
    assert feed.state() is FeedState.RESTING
    assert feed.record.next_poll_at - feed.now == DAY
    rest = feed.habits().rest
    assert rest is not None
    assert rest.words == "it failed 20 times in a row, the last time: HTTP 500"
    assert len(feed.told) == 1


def test_a_feed_whose_host_is_at_rest_was_not_asked_and_has_not_failed() -> None:
    feed = Story(failures=2)
    paused = Failed(
        url=OLD, cause="host-paused", words="leave me alone", fetched_at=NOW, retry_after=NOW + HOUR
    )  # fmt: skip
    ending = feed.poll(paused)
    assert (feed.record.failures, feed.state()) == (2, FeedState.ACTIVE)
    assert (ending.result.outcome, ending.result.asked, ending.result.status) == ("rested", False, None)
    assert HOUR <= feed.record.next_poll_at - feed.now <= 1.1 * HOUR


def test_what_the_first_poll_finds_is_no_arrival() -> None:
    feed = Story()
    feed.poll(fetched(), new=20)
    assert feed.habits().arrivals == ()
    feed.poll(fetched(), new=1)
    assert feed.habits().arrivals == (feed.now,)


def test_a_feed_that_falls_silent_is_told_of_once_and_when_it_speaks_again() -> None:
    feed = Story()
    for _ in range(12):
        feed.poll(fetched(), new=1, after=HOUR)
    for _ in range(40):
        feed.poll(same(), after=timedelta(minutes=30))
    assert len(feed.told) == 1
    assert feed.told[0].startswith("it has fallen silent: nothing new for 4.5 h, where something comes every 60 min or so")
    assert feed.habits().silent_since is not None
    feed.poll(fetched(), new=2, after=HOUR)
    assert feed.told[1:] == ["it brings something new again, after 21 h"]
    assert feed.habits().silent_since is None
    for _ in range(20):
        feed.poll(same(), after=HOUR)
    assert len(feed.told) == 2, "it has been as quiet before"


def test_what_the_document_asks_for_holds_until_it_says_otherwise() -> None:
    feed = Story()
    parsed = ParsedFeed(dialect="rss 2.0", title=None, entries=(), ttl=3 * HOUR, skip_hours=(3,), skip_days=(5,))
    ending = ending_of(feed.record, fetched(), "read", now=NOW, jitter=0, read=Read(parsed=parsed, new=0))
    assert ending.result.next_poll_at == NOW + 3 * HOUR
    feed.record = replace(feed.record, habits=ending.result.habits or Habits())
    assert ending_of(feed.record, same(), "same", now=NOW, jitter=0).result.next_poll_at == NOW + 3 * HOUR


def test_a_clock_that_was_ahead_leaves_no_trace_that_lasts() -> None:
    feed = Story()
    feed.poll(fetched(), new=1)
    feed.poll(fetched(), new=1, after=DAY)
    feed.poll(same(NEW), after=HOUR)
    feed.poll(fetched(), new=1, after=-2 * DAY)
    habits = feed.habits()
    assert habits.watched_since == feed.now
    feed.poll(fetched(), new=1, after=HOUR)
    assert feed.habits().arrivals == (feed.now,), "what lies in the future was no arrival"


def test_a_poll_is_told_and_planned_by_the_desks_own_clock() -> None:
    feed = Story()
    outcome = replace(fetched(), fetched_at=NOW + 7 * DAY)
    read = Read(parsed=ParsedFeed(dialect="rss 2.0", title=None, entries=()), new=0)
    result = ending_of(feed.record, outcome, "well", now=NOW, jitter=0.0, read=read).result
    assert result.at == NOW
    assert result.habits is not None
    assert result.habits.watched_since == NOW


def test_the_hub_that_a_feed_announces_is_remembered_though_it_changes_no_more() -> None:
    feed = Story()
    hub, topic = "https://hub.example/", OLD
    headers = {"link": f'<{hub}>; rel="hub", <{topic}>; rel="self"'}
    feed.poll(replace(fetched(), headers=headers), new=0)
    assert feed.habits().hub == HubSaid(hub=hub, topic=topic)
    feed.poll(same())
    feed.poll(failed(503))
    assert feed.habits().hub == HubSaid(hub=hub, topic=topic)
    feed.poll(fetched(), new=0)
    assert feed.habits().hub is None, "read again, and it announces none"
