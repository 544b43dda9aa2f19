"""What every reader of dates gives back, and the strictest of them: dates in numbers, the year first."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from news.errors import BadDate
from news.partial_date import PartialDate

EARLIEST, LATEST = 1900, 2100


class Order(StrEnum):
    """Which of day and month a source writes first, where it writes both as numbers."""

    DMY = "dmy"
    MDY = "mdy"


@dataclass(frozen=True, slots=True)
class Read:
    """What a form found in a wording it knows: the date, and the words that name its zone (None: none do; empty: some that
    it cannot tell). A `date` of None says that the wording is understood and states none: it contradicts itself; `why` says
    in words what is wrong with it. `known` is False where the wording is none of this form's: another may know it."""

    date: PartialDate | None
    zone: str | None = None
    why: str = ""
    known: bool = True


NO_SUCH_DATE: Final = "the calendar or the clock has no such date, or its year is before 1900 or after 2100"


def plain(wording: str) -> str:
    """The wording with digits of any script as ASCII, compatibility forms resolved, marks of direction dropped."""
    if wording.isascii():
        return wording.strip()
    text = unicodedata.normalize("NFKC", wording)
    text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    return "".join(char for char in text if unicodedata.category(char) != "Cf").strip()


def parts(*numbers: str | int | None) -> PartialDate | None:
    """The date of these parts, the year first; None where calendar or clock have no such date, or it is absurdly far."""
    year, month, day, hour, minute, second = [None if number is None else int(number) for number in numbers]
    if year is None or not EARLIEST <= year <= LATEST:
        return None
    try:
        return PartialDate(year=year, month=month, day=day, hour=hour, minute=minute, second=second)
    except BadDate:
        return None


ISO_TIME: Final = (
    r"(?:(?:[Tt]|[ ]{1,3}(?!\d{3}))(?P<hour>\d\d)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,12})?)?)?"
    r"[ ]?(?P<zone>[Zz]|(?:UTC|GMT)?[+−-]\d\d(?::?\d\d)?|(?!AM|PM)[A-Z]{2,5})?(?:\[(?P<region>[\w/+-]{1,40})\])?)?"
)
ISO_FORMS: Final = tuple(
    re.compile(day + ISO_TIME, re.ASCII)
    for day in (
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})",
        r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)",
    )
)
ISO_PARTIAL: Final = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d))?", re.ASCII)


def read_iso(text: str, _order: Order | None) -> Read | None:
    """ISO 8601 and RFC 3339: the year first, any precision, also the basic form; slashes for hyphens.

    An hour that comes without a minute is not a time that can be told: the day is read.
    """
    if found := ISO_PARTIAL.fullmatch(text):
        return Read(parts(found["year"], found["month"], None, None, None, None), why=NO_SUCH_DATE)
    for form in ISO_FORMS:
        if found := form.fullmatch(text):
            hour = found["hour"] if found["minute"] else None
            date_read = parts(found["year"], found["month"], found["day"], hour, found["minute"], found["second"])
            return Read(date_read, (found["zone"] or found["region"]) if hour else None, NO_SUCH_DATE)
    return None
