"""A feed is asked as often as it has something new, and not when it asks to be left alone; silence is told from a usual pause."""

from datetime import UTC, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cadence import PAUSED, is_silent, next_poll, usual_gap
from ingest.fetch.outcome import Failed, NotModified
from news.habits import DAY, HOUR, Habits, Rest, Wishes, spoken

NOW = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # a Sunday; in Europe the clocks go forward half an hour later
MINUTE = timedelta(minutes=1)
CALM = NotModified(url="http://example.org/feed", fetched_at=NOW)


def after(*gaps: timedelta, quiet: timedelta = timedelta()) -> Habits:
    """The habits of a feed that brought something new with these pauses, and nothing for `quiet` until NOW."""
    offsets = [*accumulate(gaps, initial=timedelta())]
    start = NOW - quiet - offsets[-1]
    longest = max(gaps, default=None)
    return Habits(watched_since=start - DAY, arrivals=tuple(start + offset for offset in offsets), longest=longest)


def wait(habits: Habits, *, every: timedelta = 15 * MINUTE, slowest: timedelta = 6 * HOUR) -> timedelta:
    return next_poll(every=every, now=NOW, outcome=CALM, habits=habits, slowest=slowest).at - NOW


def test_a_feed_is_asked_four_times_in_the_time_between_two_arrivals() -> None:
    assert wait(after(*[4 * HOUR] * 5)) == HOUR
    assert wait(after(*[10 * MINUTE] * 5)) == 15 * MINUTE, "never more often than configured"
    assert wait(after(*[30 * DAY] * 5)) == 6 * HOUR, "nor more rarely than the operator allows"
    assert wait(after(*[30 * DAY] * 5), every=DAY) == DAY, "unless it is configured so"


def test_a_feed_of_which_nothing_is_known_is_asked_as_configured() -> None:
    assert wait(Habits()) == 15 * MINUTE
    assert wait(Habits(watched_since=NOW)) == 15 * MINUTE


def test_a_quiet_feed_is_asked_more_and_more_rarely() -> None:
    assert wait(after(*[HOUR] * 5, quiet=8 * HOUR)) == HOUR
    assert wait(after(*[HOUR] * 5, quiet=16 * HOUR)) == 2 * HOUR
    assert wait(after(*[HOUR] * 5, quiet=90 * DAY)) == 6 * HOUR
    assert wait(Habits(watched_since=NOW - 16 * HOUR)) == 2 * HOUR


def test_the_reason_is_given_in_words() -> None:
    def why(habits: Habits, every: timedelta = 15 * MINUTE) -> str:
        return next_poll(every=every, now=NOW, outcome=CALM, habits=habits).why

    assert why(Habits()) == "it is asked every 15 min"
    assert why(Habits(), MINUTE) == "it is asked every 5 min, more often than which no feed is"
    assert why(after(*[4 * HOUR] * 5)) == "it brings something new every 4 h or so"
    assert why(after(*[HOUR] * 5, quiet=16 * HOUR)) == "it has brought nothing new for 16 h"
    assert "ttl" in why(Habits(wishes=Wishes(ttl=2 * HOUR)))


@pytest.mark.parametrize(
    ("hours", "days", "at"),
    [
        ((1, 2, 3), (), datetime(2026, 3, 29, 4, tzinfo=UTC)),
        ((23, 0, 1), (), datetime(2026, 3, 29, 2, tzinfo=UTC)),
        ((), (6,), datetime(2026, 3, 30, tzinfo=UTC)),
        ((0, 1), (5, 6), datetime(2026, 3, 30, 2, tzinfo=UTC)),
        (tuple(range(24)), (), NOW + HOUR),
        ((), tuple(range(7)), NOW + HOUR),
        ((5,), (0,), NOW + HOUR),
    ],
)
def test_hours_and_days_that_the_feed_excludes_are_left_out(
    hours: tuple[int, ...], days: tuple[int, ...], at: datetime
) -> None:  # fmt: skip
    wishes = Wishes(skip_hours=hours, skip_days=days)
    assert next_poll(every=HOUR, now=NOW, outcome=CALM, habits=Habits(wishes=wishes)).at == at


def test_a_host_at_rest_is_asked_when_its_rest_is_over_by_its_own_clock() -> None:
    told = NOW - DAY  # the door's clock and ours differ by a day: the pause is what counts
    paused = Failed(url="u", cause=PAUSED, words="", fetched_at=told, retry_after=told + 10 * MINUTE)
    assert next_poll(every=HOUR, now=NOW, outcome=paused, failures=9).at == NOW + 10 * MINUTE


def test_a_feed_at_rest_is_asked_as_rarely_as_its_rest_says() -> None:
    gone = Failed(url="u", cause="status", words="", fetched_at=NOW, status=410)
    week = Habits(rest=Rest(since=NOW, words="", every=7 * DAY))
    assert next_poll(every=HOUR, now=NOW, outcome=gone, habits=week, failures=30).at == NOW + 7 * DAY


def test_a_failure_is_no_reason_to_ask_sooner_than_the_feed_wants() -> None:
    busy = Failed(url="u", cause="status", words="", fetched_at=NOW, status=429, retry_after=NOW + 10 * MINUTE)
    slow = Habits(wishes=Wishes(ttl=2 * HOUR))
    assert next_poll(every=15 * MINUTE, now=NOW, outcome=busy, habits=slow, failures=1).at == NOW + 2 * HOUR


@pytest.mark.parametrize("zone", ["Europe/Oslo", "America/New_York", "UTC"])
@pytest.mark.parametrize("night", [datetime(2026, 3, 29), datetime(2026, 10, 25), datetime(2026, 3, 8), datetime(2026, 11, 1)])
def test_the_nights_when_clocks_are_set_change_no_interval(zone: str, night: datetime) -> None:
    for hour in range(6):
        now = night.replace(hour=hour, minute=30, tzinfo=ZoneInfo(zone))
        assert next_poll(every=2 * HOUR, now=now, outcome=CALM).at - now.astimezone(UTC) == 2 * HOUR


def test_silence_is_what_the_feed_itself_never_did() -> None:
    hourly = [HOUR] * 8
    assert not is_silent(after(*hourly, quiet=3 * HOUR), NOW)
    assert is_silent(after(*hourly, quiet=5 * HOUR), NOW)
    nightly = [HOUR, HOUR, HOUR, 10 * HOUR, HOUR, HOUR]
    assert not is_silent(after(*nightly, quiet=12 * HOUR), NOW), "it has slept as long before"
    assert is_silent(after(*nightly, quiet=21 * HOUR), NOW)
    assert not is_silent(after(HOUR, HOUR, quiet=30 * DAY), NOW), "too little is known of it"
    assert not is_silent(after(*[MINUTE] * 8, quiet=30 * MINUTE), NOW), "half an hour is no silence"


@given(
    stamps=st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), max_size=12),
    longest=st.none() | st.timedeltas(timedelta(), 4000 * DAY),
)
def test_arrivals_in_any_order_harm_nothing(stamps: list[datetime], longest: timedelta | None) -> None:
    habits = Habits(arrivals=tuple(stamp.replace(tzinfo=UTC) for stamp in stamps), longest=longest)
    gap = usual_gap(habits)
    assert gap is None or gap > timedelta()
    is_silent(habits, NOW)
    assert 15 * MINUTE <= wait(habits) <= 6 * HOUR


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (timedelta(seconds=40), "40 s"), (90 * MINUTE, "1.5 h"), (75 * MINUTE, "75 min"), (HOUR, "60 min"), (DAY, "24 h"),
        (2 * DAY, "2 days"), (timedelta(days=2.5), "2.5 days"), (30 * DAY, "30 days"), (timedelta(seconds=100), "1.7 min"),
    ],
)  # fmt: skip
def test_lengths_of_time_are_said_in_words(time: timedelta, words: str) -> None:
    assert spoken(time) == words
