"""Zones as dates state them: offsets, names and abbreviations, and what a publisher's own zone settles."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from news.partial_date import PartialDate

OFFSET: Final = re.compile(r"(?:(?:UTC|GMT)[ ]?)?([+\-−])(\d{1,2})(?::?(\d\d))?", re.ASCII)
LARGEST_OFFSET: Final = timedelta(hours=14)

HOURS: Final = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3,
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3, "ART": -3,
    "MSK": 3, "MSD": 4, "YEKT": 5, "OMST": 6, "KRAT": 7, "IRKT": 8, "YAKT": 9, "VLAT": 10, "MAGT": 11, "PETT": 12, "SAMT": 4,
    "SAST": 2, "EAT": 3, "CAT": 2, "WAT": 1, "PKT": 5, "WIB": 7, "WITA": 8, "WIT": 9, "HKT": 8, "SGT": 8, "PHT": 8, "JST": 9,
    "KST": 9, "AEST": 10, "AEDT": 11, "AWST": 8, "NZST": 12, "NZDT": 13,
}  # fmt: skip
"""Abbreviations that mean one offset only, in hours. Those that mean several (CST, IST, BST, PST, AST) are not here: the
publisher's own zone settles them or nothing does."""

NAMES: Final = {
    "eastern standard time": "EST", "eastern daylight time": "EDT", "central daylight time": "CDT",
    "mountain standard time": "MST", "mountain daylight time": "MDT", "pacific daylight time": "PDT",
    "greenwich mean time": "GMT", "coordinated universal time": "UTC", "central european time": "CET",
    "central european summer time": "CEST", "eastern european time": "EET", "eastern european summer time": "EEST",
    "moscow standard time": "MSK", "japan standard time": "JST", "mitteleuropäische zeit": "CET",
    "mitteleuropäische sommerzeit": "CEST", "india standard time": "+5:30", "british summer time": "+1:00",
    "china standard time": "+8:00", "central standard time": "-6:00", "pacific standard time": "-8:00",
}  # fmt: skip
"""Zones named in full, by the abbreviation or offset they mean."""

REGIONS: Final = {
    "ET": "America/New_York", "PT": "America/Los_Angeles", "eastern time": "America/New_York",
    "central time": "America/Chicago", "mountain time": "America/Denver", "pacific time": "America/Los_Angeles",
    "moscow time": "Europe/Moscow", "kyiv time": "Europe/Kyiv", "london time": "Europe/London", "paris time": "Europe/Paris",
    "мск": "Europe/Moscow", "московское время": "Europe/Moscow", "московского времени": "Europe/Moscow",
}  # fmt: skip
"""Zones named without saying whether summer time is on: the date itself tells."""

PHRASES: Final = tuple(sorted({*NAMES, *(name for name in REGIONS if name.islower())}, key=len, reverse=True))


def zone_of(name: str | None) -> ZoneInfo | None:
    """The IANA zone of this name, None where there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def stated_offset(words: str) -> timedelta | None:
    """The offset that these words state by themselves: `+0300`, `UTC+3`, `EDT`, `Eastern Daylight Time`; else None."""
    if found := OFFSET.fullmatch(words):
        size = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        fits = size <= LARGEST_OFFSET and int(found[3] or 0) < 60
        return (size if found[1] == "+" else -size) if fits else None
    short = NAMES.get(words.casefold(), words.upper())
    if short in HOURS:
        return timedelta(hours=HOURS[short])
    return stated_offset(short) if short.startswith(("+", "-")) else None


def settle(date: PartialDate, stated: str | None, publisher_zone: str | None) -> PartialDate:
    """The date with its offset, and with the zone's IANA name where that is known.

    What the wording states comes first. An abbreviation of several meanings is settled by the publisher's zone if it is
    what that zone is called at that time; one that the publisher's zone uses in another season is contradictory and
    settles nothing. A time that names no zone is in the publisher's own, unless it happened twice or never (the hour in
    which clocks are set back or forward, PEP 495).
    """
    if date.hour is None:
        return date
    own = zone_of(publisher_zone)
    if stated is None:
        offset = None if own is None else _at(own, date)
        return date if offset is None else replace(date, offset=offset, zone=publisher_zone, zone_from="publisher")
    if region := REGIONS.get(stated.casefold()) or REGIONS.get(stated):
        zone = zone_of(region)
        offset = None if zone is None else _at(zone, date)
        return date if offset is None else replace(date, offset=offset, zone=region)
    offset = stated_offset(stated)
    called = None if own is None else _moment(own, date).tzname()
    if own is not None and stated.isalpha() and called != stated.upper():
        if stated.upper() in _names_of(own, date.year):
            return date
    elif own is not None and offset is None and called == stated.upper():
        offset = _at(own, date)
    if offset is None:
        return date
    same = own is not None and _fits(own, date, offset) and (not stated.isalpha() or called == stated.upper())
    return replace(date, offset=offset, zone=publisher_zone if same else None)


def _moment(zone: ZoneInfo, date: PartialDate, fold: int = 0) -> datetime:
    parts = (date.year, date.month or 1, date.day or 1, date.hour or 0, date.minute or 0, date.second or 0)
    return datetime(*parts, tzinfo=zone, fold=fold)


def _at(zone: ZoneInfo, date: PartialDate) -> timedelta | None:
    """The zone's offset at that wall time; None where the clock shows it twice or not at all."""
    first, second = _moment(zone, date).utcoffset(), _moment(zone, date, fold=1).utcoffset()
    whole = first is not None and first == second and not first.seconds % 60
    return first if whole else None


def _fits(zone: ZoneInfo, date: PartialDate, offset: timedelta) -> bool:
    """Whether the zone has this offset at that instant: one of the two readings of an hour that comes twice will do."""
    instant = (_moment(zone, date).replace(tzinfo=None) - offset).replace(tzinfo=ZoneInfo("UTC"))
    return instant.astimezone(zone).utcoffset() == offset


def _names_of(zone: ZoneInfo, year: int) -> set[str | None]:
    return {datetime(year, month, 1, 12, tzinfo=zone).tzname() for month in (1, 4, 7, 10)}
