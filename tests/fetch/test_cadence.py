"""When a feed is asked next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.cadence import next_poll
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, NotModified, Refused
from news.habits import Habits, Wishes
from tests.fetch.test_http_date import BEYOND_ALL_NUMBERS, DATE_LIKE

NOW = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
URL = "http://example.org/feed"


def answered(**headers: str) -> Fetched:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Fetched(url=URL, final_url=URL, status=200, body=b"", fetched_at=NOW, headers=named)


def gone_wrong(retry_after: timedelta | None = None) -> Failed:
    at = NOW + retry_after if retry_after is not None else None
    return Failed(url=URL, cause="status", words="HTTP 503", fetched_at=NOW, status=503, retry_after=at)


def asks(ttl: timedelta | None) -> Habits:
    return Habits(wishes=Wishes(ttl=ttl))


REFUSED = Refused(url=URL, rule="too-large", words="…", fetched_at=NOW)


@pytest.mark.parametrize(
    ("every", "ttl", "outcome", "wait"),
    [
        (HOUR, None, answered(), HOUR),
        (MINUTE, None, answered(), 5 * MINUTE),
        (HOUR, 2 * HOUR, answered(), 2 * HOUR),
        (HOUR, 10 * MINUTE, answered(), HOUR),
        (HOUR, 30 * DAY, answered(), DAY),
        (HOUR, None, answered(cache_control="public, max-age=7200"), 2 * HOUR),
        (HOUR, None, answered(cache_control='Max-Age = "7200"'), 2 * HOUR),
        (HOUR, None, answered(cache_control="max-age=7200", age="3000"), timedelta(seconds=4200)),
        (HOUR, None, answered(cache_control="max-age=7200", age="3000, 3000"), timedelta(seconds=4200)),
        (HOUR, None, answered(cache_control="max-age=7200", age="99999999999999999999"), HOUR),
        (HOUR, None, answered(cache_control="s-maxage=7200"), HOUR),
        (HOUR, None, answered(cache_control="max-age=7200, No-Cache"), HOUR),
        (HOUR, None, answered(cache_control="no-store,max-age=7200"), HOUR),
        (HOUR, None, answered(cache_control="no-cache", expires="Sun, 29 Mar 2026 03:30:00 GMT"), HOUR),
        (HOUR, None, answered(cache_control='max-age=7200, no-cache="Set-Cookie"'), 2 * HOUR),
        (HOUR, None, answered(cache_control="max-age=99999999999999999999"), DAY),
        (HOUR, None, answered(cache_control="max-age=-5"), HOUR),
        (HOUR, None, answered(cache_control="max-age=60", expires="Sun, 29 Mar 2026 09:30:00 GMT"), HOUR),
        (HOUR, None, answered(expires="Sun, 29 Mar 2026 03:30:00 GMT"), 3 * HOUR),
        (HOUR, None, answered(expires="Sun, 29 Mar 2026 03:30:00 GMT", date="Sun, 29 Mar 2026 01:30:00 GMT"), 2 * HOUR),
        (HOUR, None, answered(expires="0"), HOUR),
        (HOUR, None, answered(expires="Thu, 01 Jan 1970 00:00:00 GMT"), HOUR),
        (7 * DAY, HOUR, answered(), 7 * DAY),
        (HOUR, None, NotModified(url=URL, fetched_at=NOW, headers={"cache-control": "max-age=10800"}), 3 * HOUR),
    ],
)
def test_after_an_answer(every: timedelta, ttl: timedelta | None, outcome: FetchOutcome, wait: timedelta) -> None:
    assert next_poll(every=every, now=NOW, outcome=outcome, habits=asks(ttl), failures=0, jitter=0).at - NOW == wait


@pytest.mark.parametrize(
    ("failures", "outcome", "wait"),
    [
        (1, gone_wrong(), 2 * HOUR),
        (3, gone_wrong(), 8 * HOUR),
        (5, gone_wrong(), DAY),
        (10_000, gone_wrong(), DAY),
        (2, REFUSED, 4 * HOUR),
        (1, gone_wrong(5 * HOUR), 5 * HOUR),
        (1, gone_wrong(HOUR), 2 * HOUR),
        (1, gone_wrong(3 * DAY), 3 * DAY),
        (1, gone_wrong(400 * DAY), 7 * DAY),
        (1, gone_wrong(-HOUR), 2 * HOUR),
    ],
)
def test_after_a_failure(failures: int, outcome: FetchOutcome, wait: timedelta) -> None:
    assert next_poll(every=HOUR, now=NOW, outcome=outcome, failures=failures, jitter=0).at - NOW == wait


def test_the_floor_can_be_set() -> None:
    assert next_poll(every=MINUTE, now=NOW, outcome=answered(), floor=timedelta(0)).at - NOW == MINUTE


@example(every=HOUR, ttl=None, header="", expires=BEYOND_ALL_NUMBERS, failures=0, jitter=0.0, outcome=None)
@given(
    every=st.timedeltas(timedelta(0), 2 * DAY),
    ttl=st.none() | st.timedeltas(timedelta(0), 400 * DAY),
    header=st.text(max_size=30) | st.integers().map(lambda seconds: f"max-age={seconds}"),
    expires=st.text(max_size=40)
    | st.datetimes().map(lambda date: f"{date:%a, %d %b %Y %H:%M:%S} GMT")
    | st.from_regex(DATE_LIKE),
    failures=st.integers(0, 100),
    jitter=st.floats(0, 1, exclude_max=True),
    outcome=st.sampled_from([gone_wrong(), REFUSED, None]),
)
def test_never_before_it_is_due_and_never_for_ever(
    every: timedelta,
    ttl: timedelta | None,
    header: str,
    expires: str,
    failures: int,
    jitter: float,
    outcome: FetchOutcome | None,
) -> None:
    said = outcome or answered(cache_control=header, expires=expires)
    wait = next_poll(every=every, now=NOW, outcome=said, habits=asks(ttl), failures=failures, jitter=jitter).at - NOW
    assert max(every, 5 * MINUTE) <= wait <= max(DAY, every)
    calm = next_poll(every=every, now=NOW, outcome=said, habits=asks(ttl), failures=failures, jitter=0).at - NOW
    assert calm <= wait <= calm * 1.1 + timedelta(microseconds=1)
