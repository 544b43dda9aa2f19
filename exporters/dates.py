"""Dates in words: in the site's language and zone, and never more exact than their source (rule 5)."""

from datetime import date, datetime, timezone
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_skeleton, format_time

from news.partial_date import PartialDate, Precision
from news.publisher import Site

NOT_STATED: Final = "Date not stated"
NO_ZONE: Final = "time zone not stated"
AT_SOURCE: Final = "{words} at the source"
ASSUMED_ZONE: Final = "{words} at the source, read in the publisher's own time zone"

ENGLISH: Final = {
    Precision.SECOND: "EEEE, MMMM d, y, h:mm:ss a",
    Precision.MINUTE: "EEEE, MMMM d, y, h:mm a",
    Precision.DAY: "EEEE, MMMM d, y",
    Precision.MONTH: "MMMM y",
    Precision.YEAR: "y",
}
"""A pattern of our own: the locale data's changes its spaces and commas with every release."""


def date_words(when: PartialDate | None, site: Site) -> str:
    """The date as a reader of the site reads it: `Friday, August 15, 2025, 11:28:21 AM Eastern Daylight Time`.

    A full instant is given in the site's zone. A time without a zone is printed as the source has it and said to be so. A
    month stays `September 2025`.
    """
    if when is None:
        return NOT_STATED
    instant = when.instant()
    if instant is not None:
        return _words(_in_zone(instant, ZoneInfo(site.timezone)), when.precision, site.language, "zzzz")
    words = _words(_as_stated(when), when.precision, site.language, None)
    return words if when.precision < Precision.MINUTE else f"{words}, {NO_ZONE}"


def source_date_words(when: PartialDate | None, site: Site) -> str | None:
    """The same time on the source's own clock, where that clock differs from the site's; None where it does not.

    `6:28:21 PM GMT+03:00 at the source`; the day comes with it only where it is another one.
    """
    instant = None if when is None else when.instant()
    if when is None or instant is None or when.offset is None:
        return None
    here = _in_zone(instant, ZoneInfo(site.timezone))
    if here.utcoffset() == when.offset:
        return None
    there = _in_zone(instant, timezone(when.offset))
    same_day = here.date() == there.date()
    words = _clock(there, when.precision, site.language) if same_day else _words(there, when.precision, site.language, "OOOO")
    return (AT_SOURCE if when.zone_from is None else ASSUMED_ZONE).format(words=words)


def instant_words(moment: datetime, site: Site) -> str:
    """A moment of the house's own, in the site's zone, to the minute."""
    return _words(_in_zone(moment, ZoneInfo(site.timezone)), Precision.MINUTE, site.language, "zzzz")


def _in_zone(moment: datetime, zone: ZoneInfo | timezone) -> datetime:
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def _as_stated(when: PartialDate) -> datetime:
    parts = (when.year, when.month or 1, when.day or 1, when.hour or 0, when.minute or 0, when.second or 0)
    return datetime(*parts)  # noqa: DTZ001 (a wall clock whose zone the source does not state)


def _words(moment: datetime, precision: Precision, language: str, zone: str | None) -> str:
    locale = _locale(language)
    if _is_american(locale):
        pattern = ENGLISH[precision] + (f" {zone}" if zone else "")
        return _plain_spaces(format_datetime(moment, pattern, locale=locale))
    day = date(moment.year, moment.month, moment.day)
    if precision is Precision.YEAR:
        return _plain_spaces(format_date(day, "y", locale=locale))
    if precision is Precision.MONTH:
        return _plain_spaces(format_skeleton("yMMMM", day, locale=locale))
    words = format_date(day, "full", locale=locale)
    if precision > Precision.DAY:
        words += ", " + format_time(moment, "medium" if precision is Precision.SECOND else "short", locale=locale)
    if zone:
        words += " " + format_datetime(moment, zone, locale=locale)
    return _plain_spaces(words)


def _clock(moment: datetime, precision: Precision, language: str) -> str:
    locale = _locale(language)
    own = ("h:mm:ss a" if precision is Precision.SECOND else "h:mm a") if _is_american(locale) else None
    pattern = own or ("medium" if precision is Precision.SECOND else "short")
    return _plain_spaces(f"{format_time(moment, pattern, locale=locale)} {format_datetime(moment, 'OOOO', locale=locale)}")


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _is_american(locale: Locale) -> bool:
    return locale.language == "en" and locale.territory in (None, "US")


def card_date_words(when: PartialDate | None, site: Site) -> str:
    """The date to the day, for lists: in the site's zone where the source states an instant, else as the source has it."""
    if when is None:
        return NOT_STATED
    instant = when.instant()
    moment = _as_stated(when) if instant is None else _in_zone(instant, ZoneInfo(site.timezone))
    return _words(moment, min(when.precision, Precision.DAY), site.language, None)


def _plain_spaces(words: str) -> str:
    return words.replace("\u202f", " ").replace("\u00a0", " ")
