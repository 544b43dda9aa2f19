"""A date that is exactly as precise as its source: a year, a month, a day, a minute or a second, with a zone or without."""

import calendar
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from enum import IntEnum

from news.errors import BadDate

EARLIEST_ZONE = timedelta(hours=14)
"""No clock on Earth is further ahead: a day without a zone cannot have begun before it began there."""
LARGEST_OFFSET = timedelta(hours=24)


class Precision(IntEnum):
    """The last part that the source states."""

    YEAR = 1
    MONTH = 2
    DAY = 3
    MINUTE = 5
    SECOND = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class PartialDate:
    """What a source says about a point in time, and not a part more.

    `offset` is the distance from UTC and None where neither the source nor the publisher's own zone settles it.
    `zone` is the zone's IANA name where it is known, `zone_from` who settled it (None: the source itself states it).
    `wording` is the text it was read from. These three do not take part in comparison: two dates are equal when they
    state the same parts.
    """

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: timedelta | None = None
    wording: str = field(default="", compare=False)
    zone: str | None = field(default=None, compare=False)
    zone_from: str | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        parts = (self.year, self.month, self.day, self.hour, self.minute, self.second)
        given = [part is not None for part in parts]
        if given != sorted(given, reverse=True) or (self.hour is None) != (self.minute is None):
            raise BadDate(f"a date needs its larger parts before its smaller ones: {parts}")
        if not 1 <= self.year <= 9999 or (self.month is not None and not 1 <= self.month <= 12):
            raise BadDate(f"no such year or month: {parts}")
        if self.day is not None and not 1 <= self.day <= calendar.monthrange(self.year, self.month or 1)[1]:
            raise BadDate(f"no such day: {parts}")
        if not (0 <= (self.hour or 0) <= 23 and 0 <= (self.minute or 0) <= 59 and 0 <= (self.second or 0) <= 59):
            raise BadDate(f"no such time: {parts}")
        if self.offset is not None:
            if self.hour is None:
                raise BadDate("an offset from UTC belongs to a time, not to a day")
            if abs(self.offset) >= LARGEST_OFFSET or self.offset.seconds % 60 or self.offset.microseconds:
                raise BadDate(f"no such offset from UTC: {self.offset}")

    @property
    def precision(self) -> Precision:
        """How far the source goes."""
        if self.second is not None:
            return Precision.SECOND
        if self.minute is not None:
            return Precision.MINUTE
        if self.day is not None:
            return Precision.DAY
        return Precision.YEAR if self.month is None else Precision.MONTH

    def isoformat(self) -> str:
        """EDTF level 0 (ISO 8601-2): `2025`, `2025-09`, `2025-09-01`, `2025-09-01T10:30[:05][+03:00|Z]`."""
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        if self.hour is not None:
            text += f"T{self.hour:02d}:{self.minute:02d}"
        if self.second is not None:
            text += f":{self.second:02d}"
        if self.offset is not None:
            text += format_offset(self.offset)
        return text

    def day_text(self) -> str:
        """The same, cut to the day: as the source's own calendar has it."""
        return self.isoformat()[:10]

    def instant(self) -> datetime | None:
        """The point in time, aware and in UTC; None unless the source states a time and a zone."""
        if self.hour is None or self.offset is None:
            return None
        return self._at_offset(self.offset)

    def earliest(self) -> datetime:
        """The earliest instant that the date can mean, aware and in UTC: for sorting, never for printing."""
        return self._at_offset(EARLIEST_ZONE if self.offset is None else self.offset)

    def _at_offset(self, offset: timedelta) -> datetime:
        parts = (self.year, self.month or 1, self.day or 1, self.hour or 0, self.minute or 0, self.second or 0)
        try:
            return datetime(*parts, tzinfo=timezone(offset)).astimezone(UTC)
        except OverflowError:
            return datetime(*parts, tzinfo=UTC)

    def agrees_with(self, other: "PartialDate") -> bool:
        """Whether the two can be the same point in time: what both state is the same."""
        mine, theirs = self.instant(), other.instant()
        if mine is not None and theirs is not None:
            return abs(mine - theirs) < timedelta(minutes=1)
        ours = (self.year, self.month, self.day)
        return all(a is None or b is None or a == b for a, b in zip(ours, (other.year, other.month, other.day), strict=True))


ISO = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:T(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?P<offset>Z|[+-]\d\d:\d\d)?)?)?)?",
    re.ASCII,
)


def parse_partial_date(text: str, *, wording: str | None = None) -> PartialDate:
    """Reads back what `isoformat` writes; `wording` defaults to the text itself. Raises BadDate."""
    found = ISO.fullmatch(text)
    if found is None:
        raise BadDate(f"not a date in EDTF: {text[:60]!r}")
    number = {name: None if part is None else int(part) for name, part in found.groupdict().items() if name != "offset"}
    return PartialDate(
        year=number["year"] or 0, month=number["month"], day=number["day"], hour=number["hour"], minute=number["minute"],
        second=number["second"], offset=parse_offset(found["offset"]), wording=text if wording is None else wording,
    )  # fmt: skip


def format_offset(offset: timedelta) -> str:
    """`Z` for zero, else `+03:00`."""
    if not offset:
        return "Z"
    minutes = round(offset.total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def parse_offset(text: str | None) -> timedelta | None:
    """Reads back `format_offset`; None stays None."""
    if text is None:
        return None
    if text == "Z":
        return timedelta(0)
    size = timedelta(hours=int(text[1:3]), minutes=int(text[4:6]))
    return -size if text[0] == "-" else size
