"""When a feed is asked next: never more often than its publisher says, never hammering one that fails. Pure."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, NotModified

FLOOR = timedelta(minutes=5)
CEILING = timedelta(hours=24)
LONGEST_PAUSE = timedelta(days=7)
"""The most of a Retry-After that is believed."""
_SPREAD = 0.1
_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?([0-9]{1,9})", re.IGNORECASE)


def next_poll(
    *,
    every: timedelta,
    now: datetime,
    outcome: FetchOutcome,
    ttl: timedelta | None = None,
    failures: int = 0,
    jitter: float = 0.0,
    floor: timedelta = FLOOR,
) -> datetime:
    """The instant of the next poll, in the zone of `now`.

    After an answer: the longest of `every` (configured), `ttl` (RSS 2.0 `ttl`, as the feed states it) and the time the answer
    stays fresh (RFC 9111 section 4.2.1). After a failure or refusal: `every` doubled for each of the `failures` in a row, this
    one counted, and at least what Retry-After asks for, up to a week. All else ends at a day, or at `every` where that is longer.
    `jitter` in [0, 1) puts it off by up to a tenth, so that feeds added together do not stay together.
    """
    ceiling = max(CEILING, every)
    every = max(every, floor)
    if isinstance(outcome, Fetched | NotModified):
        wait = max(every, ttl or timedelta(), _fresh(outcome.headers, now))
    else:
        wait = every * 2 ** min(failures, 16)
    wait = min(min(wait, ceiling) * (1 + _SPREAD * jitter), ceiling)
    if isinstance(outcome, Failed) and outcome.retry_after is not None:
        wait = max(wait, min(outcome.retry_after - now, LONGEST_PAUSE))
    return now + wait


def _fresh(headers: Mapping[str, str], now: datetime) -> timedelta:
    """How long the answer is fresh: `max-age` less `Age`, else `Expires` less `Date` (RFC 9111 sections 4.2.1 and 5.3)."""
    if found := _MAX_AGE.search(headers.get("cache-control", "")):
        age = headers.get("age", "").strip()
        old = int(age) if re.fullmatch(r"[0-9]{1,9}", age) else 0
        return timedelta(seconds=max(0, int(found[1]) - old))
    expires = _read_date(headers.get("expires", ""))
    return expires - (_read_date(headers.get("date", "")) or now) if expires is not None else timedelta()


def _read_date(value: str) -> datetime | None:
    """An HTTP-date (RFC 9110 section 5.6.7), None where it is none: `Expires: 0` is common."""
    try:
        date = parsedate_to_datetime(value)
    except ValueError:
        return None
    return date if date.tzinfo is not None else date.replace(tzinfo=UTC)
