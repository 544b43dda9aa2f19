"""Zones as dates state them: offsets, names and abbreviations, and what a publisher's own zone settles."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from news.partial_date import PartialDate

OFFSET: Final = re.compile(r"(?:(?:UTC|GMT)[ ]?)?([+\-−])(\d{1,2})(?::?(\d\d))?", re.ASCII)
LARGEST_OFFSET: Final = timedelta(hours=14)

HOURS: Final[dict[str, float]] = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3,
    "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "BRT": -3, "ART": -3,
    "HNE": -5, "HAE": -4, "NDT": -2.5, "COT": -5, "PKT": 5, "NPT": 5.75, "IRST": 3.5, "IRDT": 4.5, "AFT": 4.5, "TRT": 3,
    "SAST": 2, "EAT": 3, "CAT": 2, "WAT": 1, "WIB": 7, "WITA": 8, "WIT": 9, "ICT": 7, "HKT": 8, "SGT": 8, "PHT": 8, "JST": 9,
    "KST": 9, "AEST": 10, "AEDT": 11, "ACST": 9.5, "ACDT": 10.5, "AWST": 8, "NZST": 12, "NZDT": 13,
}  # fmt: skip
"""Abbreviations that mean one offset only, in hours. Those that mean several (CST, IST, BST, PST, AST) are not here: the
publisher's own zone settles them or nothing does."""

NAMES: Final = {
    "eastern standard time": "EST", "eastern daylight time": "EDT", "central daylight time": "CDT",
    "mountain standard time": "MST", "mountain daylight time": "MDT", "pacific daylight time": "PDT",
    "greenwich mean time": "GMT", "coordinated universal time": "UTC", "universal time": "UTC", "central european time": "CET",
    "central european summer time": "CEST", "eastern european time": "EET", "eastern european summer time": "EEST",
    "western european time": "WET", "western european summer time": "WEST",
    "japan standard time": "JST", "korea standard time": "KST", "mitteleuropäische zeit": "CET",
    "mitteleuropäische sommerzeit": "CEST", "india standard time": "+5:30", "indian standard time": "+5:30",
    "british summer time": "+1:00", "irish standard time": "+1:00", "israel standard time": "+2:00",
    "israel daylight time": "+3:00", "pakistan standard time": "+5:00", "nepal time": "+5:45",
    "china standard time": "+8:00", "central standard time": "-6:00", "pacific standard time": "-8:00",
    "alaska standard time": "AKST", "alaska daylight time": "AKDT", "hawaii standard time": "HST",
    "australian eastern standard time": "AEST", "australian eastern daylight time": "AEDT", "singapore time": "SGT",
    "hong kong time": "HKT", "по гринвичу": "GMT", "за гринвічем": "GMT", "بتوقيت غرينتش": "GMT", "بتوقيت جرينتش": "GMT",
    "hora universal": "UTC", "temps universel": "UTC", "日本標準時": "JST",
}  # fmt: skip
"""Zones named in full, by the abbreviation or offset they mean."""

REGIONS: Final = {
    "ET": "America/New_York", "PT": "America/Los_Angeles", "MSK": "Europe/Moscow", "MSD": "Europe/Moscow",
    "YEKT": "Asia/Yekaterinburg", "OMST": "Asia/Omsk", "KRAT": "Asia/Krasnoyarsk", "IRKT": "Asia/Irkutsk",
    "YAKT": "Asia/Yakutsk", "VLAT": "Asia/Vladivostok", "MAGT": "Asia/Magadan", "PETT": "Asia/Kamchatka", "SAMT": "Europe/Samara",
    "мск": "Europe/Moscow",
    "eastern time": "America/New_York", "new york time": "America/New_York", "washington time": "America/New_York",
    "central time": "America/Chicago", "mountain time": "America/Denver", "pacific time": "America/Los_Angeles",
    "moscow time": "Europe/Moscow", "moscow standard time": "Europe/Moscow", "kyiv time": "Europe/Kyiv",
    "kiev time": "Europe/Kyiv", "minsk time": "Europe/Minsk", "london time": "Europe/London", "uk time": "Europe/London",
    "paris time": "Europe/Paris", "berlin time": "Europe/Berlin", "tehran time": "Asia/Tehran", "iran time": "Asia/Tehran",
    "beijing time": "Asia/Shanghai", "tokyo time": "Asia/Tokyo", "turkey time": "Europe/Istanbul",
    "heure de paris": "Europe/Paris", "heure de bruxelles": "Europe/Brussels", "heure de montréal": "America/Toronto",
    "heure de moscou": "Europe/Moscow", "berliner zeit": "Europe/Berlin", "moskauer zeit": "Europe/Moscow",
    "ortszeit berlin": "Europe/Berlin", "hora de madrid": "Europe/Madrid", "hora peninsular": "Europe/Madrid",
    "hora de moscú": "Europe/Moscow", "hora de buenos aires": "America/Argentina/Buenos_Aires",
    "horário de brasília": "America/Sao_Paulo", "hora de lisboa": "Europe/Lisbon", "ora di roma": "Europe/Rome",
    "ora italiana": "Europe/Rome", "czasu polskiego": "Europe/Warsaw", "türkiye saati": "Europe/Istanbul",
    "по московскому времени": "Europe/Moscow", "московское время": "Europe/Moscow", "московского времени": "Europe/Moscow",
    "по москве": "Europe/Moscow", "по киевскому времени": "Europe/Kyiv", "за київським часом": "Europe/Kyiv",
    "за києвом": "Europe/Kyiv", "по минскому времени": "Europe/Minsk", "па мінскім часе": "Europe/Minsk",
    "بتوقيت موسكو": "Europe/Moscow", "بتوقيت القاهرة": "Africa/Cairo", "بتوقيت بيروت": "Asia/Beirut",
    "بتوقيت مكة المكرمة": "Asia/Riyadh", "بتوقيت السعودية": "Asia/Riyadh", "به وقت تهران": "Asia/Tehran",
    "日本時間": "Asia/Tokyo", "北京时间": "Asia/Shanghai", "北京時間": "Asia/Shanghai", "台北時間": "Asia/Taipei",
    "香港時間": "Asia/Hong_Kong", "한국시간": "Asia/Seoul", "한국 시간": "Asia/Seoul",
}  # fmt: skip
"""Zones named without saying whether summer time is on, or whose clocks were changed: the date itself tells."""

PHRASES: Final = tuple(
    sorted({*NAMES, *(name for name in REGIONS if name.lower() == name and len(name) > 3)}, key=len, reverse=True)
)
PHRASE: Final = re.compile(rf"(?<![a-zа-яёіїєґў])(?:{'|'.join(map(re.escape, PHRASES))})(?![a-zа-яёіїєґў])", re.IGNORECASE)
"""A zone named in words, wherever it stands."""


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
    if region := REGIONS.get(stated.casefold()) or REGIONS.get(stated) or ("/" in stated and stated):
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
