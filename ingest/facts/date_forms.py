"""Dates in numbers and in words, piece by piece: every piece of the wording must be understood, or nothing is read."""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ingest.facts import zones
from ingest.facts.month_words import AFTERNOON, FILLERS, LABELS, MONTH_OF, MORNING, WEEKDAY_OF
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
    it cannot tell). A `date` of None says that the wording is understood and states none: it contradicts itself."""

    date: PartialDate | None
    zone: str | None = None


def plain(wording: str) -> str:
    """The wording with digits of any script as ASCII, compatibility forms resolved, marks of direction dropped."""
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
    r"(?:(?:[Tt]|[ ]{1,3})(?P<hour>\d\d)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,]\d{1,12})?)?)?"
    r"[ ]?(?P<zone>[Zz]|(?:UTC|GMT)?[+−-]\d\d(?::?\d\d)?|(?!AM|PM)[A-Z]{2,5})?(?:\[[\w/+-]{1,40}\])?)?"
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
    """ISO 8601 and RFC 3339: the year first, any precision, also the basic form; slashes for hyphens. No week, no ordinal.

    An hour that comes without a minute is not a time that can be told: the day is read.
    """
    if found := ISO_PARTIAL.fullmatch(text):
        return Read(parts(found["year"], found["month"], None, None, None, None))
    for form in ISO_FORMS:
        if found := form.fullmatch(text):
            hour = found["hour"] if found["minute"] else None
            date_read = parts(found["year"], found["month"], found["day"], hour, found["minute"], found["second"])
            return Read(date_read, found["zone"] if hour else None)
    return None


LETTER: Final = r"[^\W\d_]"
PIECES: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"[\s,;|·•@()\[\]–—]+|-(?=\s|{LETTER})|(?<={LETTER})-(?=\d)|:(?!\d)|\.(?!\d)|/(?=\s|$)|/(?={LETTER})|(?<={LETTER})/",
        r"(?P<year>\d{4})\s?[年년]\s?(?:(?P<month>\d{1,2})\s?[月월]\s?(?:(?P<day>\d{1,2})\s?[日일])?)?",
        r"(?P<hour>\d{1,2})\s?[時时点點시]\s?(?P<minute>\d{1,2})\s?[分분](?:\s?(?P<second>\d{1,2})\s?[秒초])?",
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        r"(?P<one>\d{1,2})(?P<sep>[-/.])(?P<other>\d{1,2})(?P=sep)(?P<year>\d{4})(?!\d)",
        r"(?P<month>\d{1,2})[/.](?P<year>\d{4})(?![\d/.-])",
        r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?![\d:])",
        r"(?P<hour>\d{1,2})\.(?P<minute>\d\d)(?=\s?(?:uhr|[ap]\.?m)\b)",
        r"(?P<hour>\d{1,2})\s?h(?:\s?(?P<minute>\d\d))?(?!\w)",
        r"(?P<hour>\d{1,2})(?=\s?(?:uhr|[ap]\.?m)\b)",
        r"(?P<zone>(?:(?:utc|gmt)\s?)?[+−-]\d{1,2}(?::?\d\d)?)(?!\d)",
        r"(?P<year>\d{4})(?!\d)",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|[oaº°](?=\s)|-?го|\.(?=\D|$))?(?!\w)",
        rf"(?P<word>{LETTER}+(?:['’.-]{LETTER}+)*)",
    )
)
"""The pieces of a date, tried in this order at each place: each names the parts it states. The first states none."""
ZONED: Final = re.compile(r"(?:utc|gmt)\s?[+−-]\d", re.IGNORECASE)
SHORT_YEAR: Final = re.compile(r"((?:[A-Za-z]{3},? )?\d{1,2} [A-Za-z]{3} )(\d\d)( \d\d:\d\d)", re.ASCII)


def read_words(text: str, order: Order | None) -> Read | None:
    """RFC 5322 and every form in words: `Fri, 15 Aug 2025 15:28:21 +0300`, `15. August 2025`, `2025年8月15日`.

    Each piece must be a part, a weekday, a zone, a label or a filler, and no part may be stated twice. A weekday that
    does not fall on the date speaks against the whole.
    """
    if short := SHORT_YEAR.match(text):
        century = "20" if short[2] < "50" else "19"  # RFC 5322 section 4.3
        text = f"{short[1]}{century}{short[2]}{text[short.end(2) :]}"
    found: dict[str, list[str]] = defaultdict(list)
    text, at = _without_phrases(text, found), 0
    while at < len(text):
        piece = next((match for form in PIECES if (match := form.match(text, at)) and _may_stand(match, found)), None)
        if piece is None:
            return None
        stated = {name: part for name, part in piece.groupdict().items() if part and name != "sep"}
        for name, part in stated.items():
            if name != "word":
                found[name].append(part)
            elif not _add_word(part, found):
                return None
        if stated:
            found["last"] = list(stated)
        at = piece.end()
    return _total(found, order)


def _may_stand(match: re.Match[str], found: dict[str, list[str]]) -> bool:
    """An offset only after a time, and `GMT-4` as one piece."""
    if match.groupdict().get("zone"):
        return bool(found["hour"])
    return not (found["hour"] and match.groupdict().get("word") and ZONED.match(match.string, match.start()))


def _without_phrases(text: str, found: dict[str, list[str]]) -> str:
    """The text without the names of several words that it holds: zones in full, Arabic months."""
    lowered = text.lower()
    for phrase in zones.PHRASES if len(lowered) == len(text) else ():
        start = lowered.find(phrase)
        if start > 0 and ":" in text[:start]:
            found["zone"].append(phrase)
            text, lowered = text[:start] + text[start + len(phrase) :], lowered[:start] + lowered[start + len(phrase) :]
            break
    for name in (name for name in MONTH_OF if " " in name):
        if name in text:
            found["month"].append(str(MONTH_OF[name]))
            return text.replace(name, " ", 1)
    return text


def _add_word(word: str, found: dict[str, list[str]]) -> bool:
    """Puts a word where it belongs; False where it belongs nowhere."""
    lowered = word.lower()
    after_time = "hour" in found["last"]
    if lowered in MORNING | AFTERNOON and (after_time or not lowered.isascii()):
        found["half"].append(lowered)
    elif lowered in MONTH_OF:
        found["month"].append(str(MONTH_OF[lowered]))
    elif lowered in FILLERS or lowered in LABELS:
        return True
    elif lowered in WEEKDAY_OF:
        found["weekday"].append(str(WEEKDAY_OF[lowered]))
    elif found["hour"] and _names_zone(word):
        found["zone"].append(word)
    else:
        return False
    return True


def _names_zone(word: str) -> bool:
    """Whether a word after a time is there to name a zone, even one that nobody knows."""
    if word.lower() in MORNING | AFTERNOON:
        return False
    return word.lower() in ("utc", "gmt", "мск") or (word.isascii() and word.isupper() and (2 <= len(word) <= 5 or word == "Z"))


def _total(found: dict[str, list[str]], order: Order | None) -> Read:
    """The date of the gathered parts; none where one is missing before a smaller one, stated twice, or contradicted."""
    single = ("year", "month", "day", "hour", "minute", "second", "one", "half", "weekday")
    year, month, day, hour, minute, second, one, half, weekday = (next(iter(found[name]), None) for name in single)
    if year is None or any(len(found[name]) > 1 for name in single):
        return Read(None)
    if one is not None:
        settled = None if month or day else _unswapped(year, one, found["other"][0], weekday, order)
        if settled is None:
            return Read(None)
        day, month = settled
    if half is not None:
        hour = _on_24_hours(hour, half)
        if hour is None:
            return Read(None)
    if (day and not month) or (hour and not day):
        return Read(None)
    date_read = parts(year, month, day, *((hour, minute, second) if minute else (None, None, None)))
    if date_read is None or (weekday and day and _weekday(date_read) != weekday):
        return Read(None)
    stated = sorted(found["zone"], key=lambda words: words[-1:].isdigit(), reverse=True)
    return Read(date_read, stated[0] if stated and minute else None)


def _on_24_hours(hour: str | None, half: str) -> str | None:
    """The hour of the 24-hour clock; None where hour and half of the day contradict each other."""
    number = int(hour or 0)
    if half in MORNING:
        return str(number % 12) if 1 <= number <= 12 else None
    return None if not number else str(number if number > 12 else number % 12 + 12)


def _unswapped(year: str, one: str, other: str, weekday: str | None, order: Order | None) -> tuple[str, str] | None:
    """Day and month of a pair that could be either, where something settles it: the source's order, a number above 12, the
    weekday, or that both are the same. Else None."""
    if order is not None:
        return (one, other) if order is Order.DMY else (other, one)
    if int(one) == int(other) or int(one) > 12:
        return one, other
    if int(other) > 12:
        return other, one
    fitting = [
        (day, month)
        for day, month in ((one, other), (other, one))
        if weekday and (read := parts(year, month, day, None, None, None)) and _weekday(read) == weekday
    ]
    return fitting[0] if len(fitting) == 1 else None


def _weekday(read: PartialDate) -> str:
    return str(date(read.year, read.month or 1, read.day or 1).isoweekday())
