"""Dates in words, piece by piece: every piece of the wording must be understood, or nothing is read."""

import re
from collections import defaultdict
from datetime import date
from typing import Final

from ingest.facts import zones
from ingest.facts.date_forms import NO_SUCH_DATE, Order, Read, parts
from ingest.facts.date_pieces import HALF_DAY, PIECES, ZONED
from ingest.facts.month_words import (
    AFTERNOON,
    COUNTED_FROM_ZERO,
    DOTTED,
    FILLERS,
    LABELS,
    MIDNIGHT,
    MONTH_OF,
    MORNING,
    NOON,
    NOON_IN_DOUBT,
)
from ingest.facts.weekday_words import WEEKDAY_OF
from news.partial_date import PartialDate

SHORT_YEARS: Final = tuple(
    re.compile(rf"\A{form}", re.ASCII | re.IGNORECASE)
    for form in (
        r"(?P<before>(?:[a-z]{3},? )?\d{1,2} [a-z]{3} )(?P<year>\d\d)(?P<after> \d\d:\d\d)",
        r"(?P<before>[a-z]{6,9}, \d\d-[a-z]{3}-)(?P<year>\d\d)(?P<after> \d\d:\d\d:\d\d GMT)",
        r"(?P<before>.{0,40}[\s,])['’](?P<year>\d\d)(?P<after>(?![\w'’.:]))",
        r"(?P<before>\d{1,2}(?P<sep>[/.-])\d{1,2}(?P=sep))(?P<year>[7-9]\d)(?P<after>(?![\d:./-]))",
    )
)
"""Years of two figures that their place marks as such: RFC 5322 section 4.3, RFC 9110 section 5.6.7 (the form of RFC 850), an
apostrophe, or a third number that can be no day of a month."""
SHORT_YEAR_LAST: Final = re.compile(
    r"\A(?P<before>(?:.{0,60}[\s,])?\d{1,2}(?P<sep>[/.])\d{1,2}(?P=sep))(?P<year>\d\d)(?P<after>(?![\d:./-]))"
)
"""One that is known to come last, where the source's order is known."""
PAST_CENTURY, THIS_CENTURY = range(70, 100), range(36)
"""What 70 to 99 and 00 to 35 stand for; of any other two figures the century cannot be told."""


BEFORE_TIME: Final = re.compile(r"\b(?<=[\s,(])(?!(?:GMT|UTC) ?[+-])([A-Z]{2,5}) (\d{1,2}:\d\d(?::\d\d)?)(?![\d:])")
"""A zone, or the half of a day, in front of its time: `2023-04-14 HKT 21:06`, `2023.04.14 PM 09:06`."""


def read_words(text: str, order: Order | None) -> Read | None:
    """RFC 5322 and every form in words: `Fri, 15 Aug 2025 15:28:21 +0300`, `15. August 2025`, `2025年8月15日`.

    Each piece must be a part, a weekday, a zone, a label or a filler, and no part may be stated twice. A weekday that
    does not fall on the date speaks against the whole.
    """
    whole = _with_century(HALF_DAY.sub(r" \1m", BEFORE_TIME.sub(r"\2 \1", text)), order)
    if whole is None:
        return Read(None, why="the century of its year cannot be told")
    text = whole
    found: dict[str, list[str]] = defaultdict(list)
    text, at = _without_phrases(text, found), 0
    while at < len(text):
        piece = next((match for form in PIECES if (match := form.match(text, at)) and _may_stand(match, found)), None)
        if piece is None:
            return Read(None, why=f"{text[at : at + 20]!r} is no part of a date that is known here", known=False)
        stated = {name: part for name, part in piece.groupdict().items() if part and name != "sep"}
        for name, part in stated.items():
            if name != "word":
                found[name].append(part)
            elif not _add_word(part, found, text[: piece.start()]):
                return Read(None, why=f"the word {part[:40]!r} is none that dates are written with", known=False)
        if stated:
            found["last"] = list(stated)
        at = piece.end()
    return _total(found, order)


def _with_century(text: str, order: Order | None) -> str | None:
    """The text with a marked year of two figures in full; None where its century cannot be told."""
    for form in (*SHORT_YEARS, SHORT_YEAR_LAST) if order is not None else SHORT_YEARS:
        if short := form.match(text):
            number = int(short["year"])
            if number not in PAST_CENTURY and number not in THIS_CENTURY:
                return None
            century = "20" if number in THIS_CENTURY else "19"
            return f"{short['before']}{century}{short['year']}{text[short.end('year') :]}"
    return text


def _may_stand(match: re.Match[str], found: dict[str, list[str]]) -> bool:
    """An offset only after a time, and `GMT-4` as one piece."""
    if match.groupdict().get("zone"):
        return bool(found["hour"])
    return not (found["hour"] and match.groupdict().get("word") and ZONED.match(match.string, match.start()))


OF_SEVERAL_WORDS: Final = sorted((name for name in (*MONTH_OF, *WEEKDAY_OF) if " " in name), key=len, reverse=True)
PHRASE: Final = re.compile(rf"(?<!\w)(?:{'|'.join(OF_SEVERAL_WORDS)})(?!\w)", re.IGNORECASE)


def _without_phrases(text: str, found: dict[str, list[str]]) -> str:
    """The text without the names of several words that it holds: zones in full, months (Arabic), weekdays (Welsh)."""
    if phrase := zones.PHRASE.search(text):
        found["zone"].append(phrase[0].lower())
        text = f"{text[: phrase.start()]} {text[phrase.end() :]}"

    def taken(phrase: re.Match[str]) -> str:
        name = phrase[0].lower()
        kind, table = ("month", MONTH_OF) if name in MONTH_OF else ("weekday", WEEKDAY_OF)
        found[kind].append(str(table[name]))
        return " "

    return PHRASE.sub(taken, text)


TUESDAY: Final = "mar"
"""March, and Tuesday where another month follows: in French, Spanish, Italian and Romanian."""


def _add_word(word: str, found: dict[str, list[str]], before: str) -> bool:
    """Puts a word where it belongs; False where it belongs nowhere."""
    lowered = word.lower().replace("\u0307", "")  # what lower() leaves of a Turkish İ
    after_time = "hour" in found["last"]
    if lowered in MORNING | AFTERNOON and (after_time or not lowered.isascii()):
        found["half"].append(lowered)
    elif lowered in MONTH_OF:
        if lowered in DOTTED and (not found["day"] or before.rstrip().endswith(".")):
            return False
        if found["month"] == [str(MONTH_OF[TUESDAY])] and found["weekday or month"] and lowered != TUESDAY:
            found["weekday"].append("2")
            found["month"].clear()
        if lowered == TUESDAY and not found["day"] and not found["month"]:
            found["weekday or month"].append(lowered)
        if found["month"] != [str(MONTH_OF[lowered])]:  # both Arabic names: آب (أغسطس)
            found["month"].append(str(MONTH_OF[lowered]))
    elif lowered in (NOON, MIDNIGHT):
        found["named hour"].append(lowered)
    elif lowered in FILLERS or lowered in LABELS or (lowered == "v" and found["year"]):  # of a version's number, before it
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
    return word.lower() in ("utc", "gmt", "мск", "msk") or (
        word.isascii() and word.isupper() and (2 <= len(word) <= 5 or word == "Z")
    )


def _total(found: dict[str, list[str]], order: Order | None) -> Read:
    """The date of the gathered parts; none where one is missing before a smaller one, stated twice, or contradicted."""
    single = ("year", "month", "day", "hour", "minute", "second", "one", "half", "weekday")
    year, month, day, hour, minute, second, one, half, weekday = (next(iter(found[name]), None) for name in single)
    twice = next((name for name in single if len(found[name]) > 1), None)
    if twice is not None:
        return Read(None, why=f"it states the {'day' if twice == 'one' else twice} twice")
    if year is None:
        return Read(None, why="it states no year")
    if one is not None:
        settled = None if month or day else _unswapped(year, one, found["other"][0], weekday, order)
        if settled is None:
            return Read(None, why=f"which of {one} and {found['other'][0]} is the day and which the month cannot be told")
        day, month = settled
    if found["named hour"]:
        named = _at_named_hour(hour, minute, half, found["named hour"])
        if named is None:
            return Read(None, why="its hour and the word for it contradict each other")
        hour, minute = named
    elif half is not None:
        hour = _on_24_hours(hour, half)
        if hour is None:
            return Read(None, why="its hour and its half of the day contradict each other")
    if (day and not month) or (hour and not day):
        return Read(None, why=f"it states {'a day' if day else 'a time'} without its {'month' if day else 'day'}")
    date_read = parts(year, month, day, *((hour, minute, second) if minute else (None, None, None)))
    if date_read is None:
        return Read(None, why=NO_SUCH_DATE)
    if weekday and day and _weekday(date_read) != weekday:
        return Read(None, why=f"{date_read.day_text()} is another day of the week than it says")
    return Read(date_read, _zone(found["zone"]) if minute else None)


def _zone(stated: list[str]) -> str | None:
    """The zone of several ways to state it: an offset in numbers comes first, names that contradict each other tell none."""
    number = next((words for words in stated if words[-1:].isdigit()), None)
    offsets = {offset for words in stated if (offset := zones.stated_offset(words)) is not None}
    return number or ("" if len(offsets) > 1 else next(iter(stated), None))


def _at_named_hour(
    hour: str | None, minute: str | None, half: str | None, names: list[str]
) -> tuple[str | None, str | None] | None:
    """Hour and minute beside the word "noon" or "midnight"; None where they contradict it.

    12 at midnight is one end of the day or the other: no time can be told.
    """
    if half is not None or len(names) > 1 or (hour is not None and int(minute or 0)):
        return None
    if names == [MIDNIGHT] and hour == "12":
        return None, None
    fits = hour is None or int(hour) == (12 if names == [NOON] else 0)
    return (hour, minute) if fits else None


def _on_24_hours(hour: str | None, half: str) -> str | None:
    """The hour of the 24-hour clock; None where hour and half of the day contradict each other.

    Japan counts 午前 and 午後 from 0; of 12 in the forenoon, in Japanese or Chinese, nobody can tell which it is.
    """
    number = int(hour or 0)
    if half in COUNTED_FROM_ZERO and number == 0 and hour is not None:
        return "0" if half in MORNING else "12"
    if half in MORNING:
        return str(number % 12) if 1 <= number <= (11 if half in NOON_IN_DOUBT else 12) else None
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
