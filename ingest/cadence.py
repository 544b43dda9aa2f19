"""When a feed is asked next: never more often than its publisher says, hardly more often than it has something new, and never
hammering one that fails. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from ingest.fetch.http_date import read_http_date
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, NotModified
from news.habits import DAY, HOUR, UNKNOWN, Habits, Wishes, spoken

FLOOR = timedelta(minutes=5)
CEILING = DAY
"""The most of `ttl` and of an answer's freshness that is believed, and of the pause after failures."""
SLOWEST = timedelta(hours=6)
"""How rarely a feed that has little new is asked, when the operator sets nothing."""
LONGEST_PAUSE = timedelta(days=7)
"""The most of a Retry-After that is believed. No feed waits longer, but for `every`."""
PAUSED = "host-paused"
"""The cause of a failure that is none of the feed's: its host is at rest, and was not asked."""

PER_ARRIVAL = 4
"""How often a feed is asked in the time it usually takes to bring something new."""
PER_QUIET = 8
"""A feed that has been quiet for a time is asked again after this part of it."""
ARRIVALS = 5
"""How many must have been seen before a feed can be called silent."""
SILENT_AFTER = HOUR
TTL = "the feed asks for it (ttl or sy:updatePeriod)"
_SPREAD = 0.1
_NO_TIME = timedelta()
_ASK_EACH_TIME = re.compile(r"(?:^|[,\s])no-(?:cache|store)\s*(?:,|$)", re.IGNORECASE)
_AGE = re.compile(r"\A\s{0,9}([0-9]{1,12})")
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?([0-9]{1,9})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NextPoll:
    """The instant of the next poll, in UTC, and in words why it is then."""

    at: datetime
    why: str


def next_poll(
    *,
    every: timedelta,
    now: datetime,
    outcome: FetchOutcome,
    habits: Habits = UNKNOWN,
    failures: int = 0,
    jitter: float = 0.0,
    floor: timedelta = FLOOR,
    slowest: timedelta = SLOWEST,
) -> NextPoll:
    """When to ask next, after this `outcome`; `habits` and `failures` have it counted already.

    After an answer: the longest of `every` (configured), what the feed's document asks for, the time the answer stays fresh
    (RFC 9111 section 4.2.1), and the feed's own rhythm, which counts up to `slowest`. After a failure or refusal: `every`
    doubled for each of the `failures` in a row, and at least what the document asks for and Retry-After does, that up to a week.
    All else ends at a day, or at `every` where that is longer. `jitter` in [0, 1) puts it off by up to a tenth, so that feeds
    added together do not stay together. An instant that the feed's skipHours or skipDays exclude moves on to the first that
    they do not.
    """
    now = now.astimezone(UTC)
    ceiling, every, is_raised = max(CEILING, every), max(every, floor), every < floor
    if isinstance(outcome, Failed) and outcome.cause == PAUSED:
        return NextPoll(now + _asked_pause(outcome) * (1 + _SPREAD * jitter), "its host asked for rest")
    if isinstance(outcome, (Fetched, NotModified)):
        wait, why = _after_answer(every, outcome.headers, habits, now, slowest)
        if is_raised and wait == every:
            why += ", more often than which no feed is"
    else:
        failed = f"failed {failures} times in a row" if failures > 1 else "failed once"
        wait, why = max((every * 2 ** min(failures, 16), failed), (habits.wishes.ttl or timedelta(), TTL), key=lambda one: one[0])
    if habits.rest is not None:
        wait, why = max((wait, why), (habits.rest.every, f"at rest: asked every {spoken(habits.rest.every)}"))
    longest = max(ceiling, habits.rest.every if habits.rest else ceiling)
    wait = min(min(wait, longest) * (1 + _SPREAD * jitter), longest)
    if isinstance(outcome, Failed) and (pause := _asked_pause(outcome)) > wait:
        wait, why = pause, "the host asked for it (Retry-After)"
    at = _outside(now + wait, habits.wishes, jitter)
    return NextPoll(at, why if at == now + wait else f"{why}, and not in the hours that the feed excludes")


def _after_answer(
    every: timedelta, headers: Mapping[str, str], habits: Habits, now: datetime, slowest: timedelta
) -> tuple[timedelta, str]:
    """The longest of what there is to heed. The usual case is put into words first: this is done at every poll."""
    asked, fresh = habits.wishes.ttl or _NO_TIME, freshness(headers, now)
    usual, idle = usual_gap(habits), quiet(habits, now)
    by_gap, by_quiet = (usual or _NO_TIME) / PER_ARRIVAL, idle / PER_QUIET
    rhythm = min(max(by_gap, by_quiet), slowest)
    wait = max(every, asked, fresh, rhythm)
    if wait == every:
        return wait, f"it is asked every {spoken(every)}"
    if wait == asked:
        return wait, TTL
    if wait == fresh:
        return wait, "the last answer is fresh until then (Cache-Control or Expires)"
    if usual is None or by_quiet > by_gap:
        return wait, f"it has brought nothing new for {spoken(idle)}"
    return wait, f"it brings something new every {spoken(usual)} or so"


def usual_gap(habits: Habits) -> timedelta | None:
    """How much time usually lies between two arrivals, the middle one of those remembered; None where too few are."""
    if len(habits.arrivals) < 3:
        return None
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(habits.arrivals) if later > earlier]
    if len(gaps) < 2:
        return None
    from statistics import median  # noqa: PLC0415 — takes longer to load than a poll; many feeds never get here

    return timedelta(seconds=median(gaps))


def quiet(habits: Habits, now: datetime) -> timedelta:
    """For how long the feed has brought nothing new."""
    last = habits.arrivals[-1] if habits.arrivals else habits.watched_since
    return max(timedelta(), now - last) if last is not None else timedelta()


def is_silent(habits: Habits, now: datetime) -> bool:
    """Whether the feed is quieter than its own habit: for more than four times its usual gap, and twice the longest pause that it
    has made so far, nights and weekends among them."""
    usual = usual_gap(habits)
    if usual is None or habits.longest is None or len(habits.arrivals) < ARRIVALS:
        return False
    return quiet(habits, now) > max(SILENT_AFTER, 4 * usual, 2 * habits.longest)


def _asked_pause(outcome: Failed) -> timedelta:
    """How long we are asked to wait, from when we were told: by the clock that told it."""
    asked = timedelta() if outcome.retry_after is None else outcome.retry_after - outcome.fetched_at
    return min(max(asked, timedelta()), LONGEST_PAUSE)


def _outside(at: datetime, wishes: Wishes, jitter: float) -> datetime:
    """`at`, or the first hour after it that is not excluded, some way into it. Wishes that exclude all hours are none."""
    if len(wishes.skip_hours) >= 24 or len(wishes.skip_days) >= 7:
        return at
    hour = at
    while hour.hour in wishes.skip_hours or hour.weekday() in wishes.skip_days:
        hour = hour.replace(minute=0, second=0, microsecond=0) + HOUR
    return at if hour == at else hour + HOUR / 2 * jitter


def freshness(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long the answer is fresh: `max-age` less `Age`, else `Expires` less `Date` (RFC 9111 sections 4.2.1 and 5.3). Not at
    all where its server wants to be asked each time (`no-cache`, `no-store`, section 5.2.2)."""
    control = headers.get("cache-control", "")
    if control and _ASK_EACH_TIME.search(control):
        return _NO_TIME
    if control and (found := _MAX_AGE.search(control)):
        age = _AGE.match(headers.get("age", ""))
        return timedelta(seconds=max(0, int(found[1]) - (int(age[1]) if age is not None else 0)))
    expires = read_http_date(headers["expires"]) if "expires" in headers else None
    return expires - (read_http_date(headers.get("date", "")) or now) if expires is not None else timedelta()
