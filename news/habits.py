"""A feed's habits, as polling has shown them: what its document asks for, when it brings something new, what its server repeats.

Instants are aware UTC and whole seconds.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

KEPT = 12
"""How many arrivals are remembered."""
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the feed's own document asks of those who poll it (RSS 2.0 `ttl`, `skipHours`, `skipDays`, RSS 1.0 `sy:`).

    `skip_hours` are hours of the day in UTC, 0 to 23; `skip_days` days of the week, Monday 0. Both ascending.
    """

    ttl: timedelta | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """What the server has said at every poll since `since`, so many `times`: an address it moved to, or that the feed is gone.
    `told`: the operator was asked what to make of it."""

    what: str
    since: datetime
    times: int
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HubSaid:
    """What the feed, as it was last read, announces of where its changes are told (WebSub): the hub, and the topic, which is the
    feed's own address as it states it; None where it states none."""

    hub: str
    topic: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The feed is at rest: since when, why in words, and how often it is asked nevertheless, in case it has come back."""

    since: datetime
    words: str
    every: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """All of it. `why` says in words why the next poll is when it is.

    `arrivals` are the polls that brought something new, oldest first, at most KEPT; what the first poll of all finds is no
    arrival, since nobody knows when it came. `longest` is the longest pause that ended with something new. `title` is what the
    feed, as it was last read, calls itself. `served_by` is where it was served from, where a redirect had led there: the address
    whose validators (RFC 9110 section 8.8) are known.
    """

    wishes: Wishes = Wishes()
    watched_since: datetime | None = None
    arrivals: tuple[datetime, ...] = ()
    longest: timedelta | None = None
    silent_since: datetime | None = None
    moving: Repeated | None = None
    gone: Repeated | None = None
    rest: Rest | None = None
    hub: HubSaid | None = None
    title: str | None = None
    served_by: str | None = None
    why: str = ""


UNKNOWN = Habits()
"""Those of a feed that was never polled."""


@lru_cache(maxsize=1024)
def spoken(time: timedelta) -> str:
    """A length of time for people, in its largest fitting unit, rounded: `40 s`, `15 min`, `3 h`, `2 days`."""
    seconds = time.total_seconds()
    for size, name, below in ((1, "s", 90), (60, "min", 90 * 60), (3600, "h", 36 * 3600)):
        if seconds < below:
            return f"{_plain(seconds / size)} {name}"
    return f"{_plain(seconds / 86400)} days"


def _plain(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0") if number < 9.95 else f"{number:.0f}"
