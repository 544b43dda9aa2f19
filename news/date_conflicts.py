"""Where the statements of a story's dates contradict each other, and by how much. Pure."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from news.partial_date import PartialDate
from news.story import DateClaim

FURTHEST_EAST: Final = timedelta(hours=14)
FURTHEST_WEST: Final = timedelta(hours=12)
"""How far clocks are from UTC at most (IANA time zone database)."""
ZONE_STEP: Final = timedelta(minutes=15)
"""What every zone's distance from UTC is a multiple of."""
NO_DIFFERENCE: Final = timedelta(minutes=1)
"""Programs round: what is closer is the same moment."""
SHOWN: Final = 60
"""Characters of a wording that are quoted."""


def with_conflicts(claims: Sequence[DateClaim]) -> tuple[DateClaim, ...]:
    """The claims as given, `conflict` of each saying in words which chosen claim it contradicts and by how much, else None.

    A chosen update says so where it lies before the chosen publication. Claims of different precision that agree as far as both
    go contradict each other in nothing; neither do those that some zone makes the same where one of them names none.
    """
    chosen = {claim.about: claim for claim in claims if claim.chosen}
    return tuple(replace(claim, conflict=_conflict(claim, chosen)) for claim in claims)


def apart(one: PartialDate, other: PartialDate) -> timedelta | None:
    """How far the two are from each other at the least; None where they can be the same time, as far as both go."""
    if _states_time(one) and _states_time(other):
        between = _between_times(one, other)
        return between if between >= NO_DIFFERENCE else None
    (begins, ends), (other_begins, other_ends) = _days(one), _days(other)
    days = max(other_begins - ends, begins - other_ends)
    return timedelta(days=days) if days > 0 else None


def words_of(between: timedelta) -> str:
    """A distance in the largest unit that it fills, as `3 days` or `25 minutes`."""
    minutes = round(between.total_seconds() / 60)
    for name, size in (("day", 1440), ("hour", 60), ("minute", 1)):
        if (number := minutes // size) > 0:
            return f"{number} {name}{'' if number == 1 else 's'}"
    return "less than a minute"


def _conflict(claim: DateClaim, chosen: dict[str, DateClaim]) -> str | None:
    best, published = chosen.get(claim.about), chosen.get("published")
    if claim.value is None or best is None or best.value is None:
        return None
    if not claim.chosen:
        between = apart(claim.value, best.value)
        return None if between is None else f"contradicts the chosen {_quoted(best)}: {words_of(between)} apart"
    if claim.about == "published" or published is None or published.value is None:
        return None
    between = apart(claim.value, published.value)
    if between is None or claim.value.earliest() > published.value.earliest():
        return None
    return f"lies before the publication, {_quoted(published)}: {words_of(between)} earlier"


def _quoted(claim: DateClaim) -> str:
    wording = claim.wording if len(claim.wording) <= SHOWN else f"{claim.wording[: SHOWN - 1]}…"
    return f"{wording!r} in {claim.place}"


def _states_time(stated: PartialDate) -> bool:
    """Whether it says more than a day: a time of exactly midnight is what programs print that know only the day."""
    return stated.hour is not None and (stated.hour, stated.minute, stated.second or 0) != (0, 0, 0)


def _between_times(one: PartialDate, other: PartialDate) -> timedelta:
    """What is left between two times; where one names no zone, by that zone which brings them closest."""
    between = abs(_clock(one) - _clock(other))
    if one.offset is not None and other.offset is not None:
        return between
    if between > FURTHEST_EAST:
        return between - FURTHEST_EAST
    over = between % ZONE_STEP
    return min(over, ZONE_STEP - over)


def _clock(stated: PartialDate) -> timedelta:
    """The time since the calendar's beginning, by the clock of UTC or by that of the zone it does not name."""
    day = date(stated.year, stated.month or 1, stated.day or 1).toordinal()
    since = timedelta(days=day, hours=stated.hour or 0, minutes=stated.minute or 0, seconds=stated.second or 0)
    return since - (stated.offset or timedelta(0))


def _days(stated: PartialDate) -> tuple[int, int]:
    """The first and the last day that it can mean anywhere, counted from the calendar's beginning."""
    if _states_time(stated) or stated.offset is not None:
        clock = _clock(stated)
        return (clock - FURTHEST_WEST).days, (clock + FURTHEST_EAST).days
    last_month = stated.month or 12
    last_day = stated.day or monthrange(stated.year, last_month)[1]
    first = date(stated.year, stated.month or 1, stated.day or 1)
    return first.toordinal(), date(stated.year, last_month, last_day).toordinal()
