"""Dates of other calendars and ways of counting, put into Gregorian parts where that is exact, and refused where it is not."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

SOLAR_YEARS: Final = range(1300, 1431)
"""Years of the Solar Hijri calendar that are read: 1921 to 2052. Later ones are as likely to be of the lunar Hijri calendar."""
SOLAR_MONTHS: Final = {
    name: number
    for names in (
        "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
        "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
    )
    for number, name in enumerate(names.split(), 1)
} | {"امرداد": 5}
"""The months as Iran names them, then as Afghanistan does."""
SOLAR_ZONES: Final = frozenset({"Asia/Tehran", "Iran", "Asia/Kabul"})
SOLAR_LANGUAGES: Final = frozenset({"fa", "prs"})
"""Zones and languages of the countries whose civil calendar it is: there a year such as 1405 in plain digits is one of it."""
PERSIAN_DIGIT: Final = re.compile(r"[۰-۹]")
SOLAR_FIRST: Final = date(1921, 3, 21)
"""1 Farvardin 1300."""
LEAP_CYCLE: Final = 33
"""Years after which the leap years of the calendar come again, in the 15th century of it and the ones beside (1210 to 1634)."""

_SOLAR_NAMES: Final = "|".join(sorted(SOLAR_MONTHS, key=len, reverse=True))
SOLAR_IN_NUMBERS: Final = re.compile(r"(?<!\d)(?P<year>1[34]\d\d)(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)")
SOLAR_FROM_DAY: Final = re.compile(r"(?<!\d)(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>1[34]\d\d)(?!\d)")
SOLAR_IN_WORDS: Final = re.compile(
    rf"(?<!\d)(?:(?P<day>\d{{1,2}})\s?(?:م\s)?)?(?P<name>{_SOLAR_NAMES})\s?(?:ماه\s?)?(?:سال\s)?(?P<year>1[34]\d\d)(?!\d)"
)
SPACED_WEEKDAY: Final = re.compile(r"(یک|دو|سه|چهار|پنج) ?شنبه")

ERAS: Final = {
    "令和": (2018, date(2019, 5, 1), date.max),
    "平成": (1988, date(1989, 1, 8), date(2019, 4, 30)),
    "昭和": (1925, date(1926, 12, 25), date(1989, 1, 7)),
    "民國": (1911, date(1912, 1, 1), date.max),
    "民国": (1911, date(1912, 1, 1), date.max),
}
"""What is added to the year of an era, its first day and its last: Japan's, and the Republic of China's."""
IN_ERA: Final = re.compile(
    rf"(?P<era>{'|'.join(ERAS)})\s?(?P<year>\d{{1,3}}|元)\s?年(?:\s?(?P<month>\d{{1,2}})\s?月(?:\s?(?P<day>\d{{1,2}})\s?日)?)?"
)
NUMERALS: Final = {**{sign: str(number) for number, sign in enumerate("〇一二三四五六七八九")}, "○": "0", "零": "0"}
IN_NUMERALS: Final = re.compile(r"[〇○零一二三四五六七八九十]{1,4}(?=\s?[年月日時时点點分])")

THAI_MONTHS: Final = {
    name: number
    for names in (
        "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
        "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.",
    )
    for number, name in enumerate(names.split(), 1)
}
IN_THAI: Final = re.compile(
    rf"(?:(?<!\d)(?P<day>\d{{1,2}})\s?)?(?P<name>{'|'.join(map(re.escape, THAI_MONTHS))})\s?(?P<era>พ\.ศ\.|ค\.ศ\.)?\s?"
    r"(?P<year>\d{4})(?!\d)(?P<time>\s?(?:เวลา\s)?\d{1,2}[:.]\d\d(?=\s?น\.))?(?:\s?น\.)?"
)
THAI_WEEKDAY: Final = re.compile(r"(?:วัน)?(จันทร์|อังคาร|พุธ|พฤหัสบดี|ศุกร์|เสาร์|อาทิตย์)(?:\s?ที่)?")
THAI_WEEKDAYS: Final = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")
THAI_ZONE: Final = "Asia/Bangkok"
THAI_IN_NUMBERS: Final = re.compile(r"(?<!\d)(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>2[45]\d\d)(?!\d)")
"""As Thailand writes a date, the day first; elsewhere the Buddhist era counts a year more, or begins its year in spring."""
BUDDHIST_YEARS: Final = range(2484, 2644)
"""Years of the Thai calendar that began on 1 January, as they do since 1941; it counts 543 years more."""
VIETNAMESE_WEEKDAY: Final = re.compile(r"\b(?:thứ (hai|ba|tư|năm|sáu|bảy|[2-7](?!\w))|(chủ nhật))", re.IGNORECASE)
VIETNAMESE_WEEKDAYS: Final = ("hai", "ba", "tư", "năm", "sáu", "bảy", "chủ nhật")
HEBREW_WEEKDAY: Final = re.compile(r"(?<!\w)יום ([א-ו])['׳’]")
ENGLISH_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

WEEK: Final = re.compile(r"(?P<year>\d{4})-?W(?P<week>\d\d)(?:-?(?P<day>[1-7]))?(?=$|[T ])", re.ASCII)
ORDINAL: Final = re.compile(r"(?P<year>\d{4})-(?P<day>\d{3})(?=$|[T ])", re.ASCII)


_HIJRI_MONTHS: Final = (
    "محرم|المحرم|صفر|ربيع الأول|ربيع الاول|ربيع الآخر|ربيع الثاني|جمادى الأولى|جمادى الاولى|جمادى الآخرة|جمادى الثانية|رجب|"
    "شعبان|رمضان|شوال|ذو القعدة|ذي القعدة|ذو الحجة|ذي الحجة"
)
HIJRI: Final = re.compile(rf"(?<!\d)\d{{1,2}} (?:{_HIJRI_MONTHS})،? ?1[34]\d\d ?(?:هـ|ه)?(?!\w)[\s،,.|/–-]*")
"""A day of the lunar Hijri calendar, which is no certain Gregorian one."""
GREGORIAN_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
OF_CHRIST: Final = re.compile(r"(?<=(?<!\d)(?:19|20)\d\d) ?م(?!\w)")
"""The sign of a Gregorian year in Arabic."""


class Inexact(ValueError):
    """The wording states a date that has no exact Gregorian parts; the message says why, in words."""


def gregorian(text: str, wording: str, zone: str | None, language: str | None) -> str:
    """The text with a date of another calendar, an ISO week or an ordinal date written as `YYYY-MM-DD`; else as it is.

    `text` is the wording with plain digits, `wording` the original, `zone` the publisher's own, `language` a tag. Raises Inexact.
    """
    for rewrite in REWRITES:
        text = rewrite(text)
    code = (language or "").partition("-")[0]
    if code == "th" or zone == THAI_ZONE:
        text = _thai_in_numbers(text)
    is_solar = zone in SOLAR_ZONES or code in SOLAR_LANGUAGES or PERSIAN_DIGIT.search(wording) is not None
    return _solar(text, in_numbers=is_solar)


def solar_day(year: int, month: int, day: int) -> date | None:
    """The day of this Solar Hijri date, None where that calendar has none.

    Source: the calendar in force in Iran since 1925: six months of 31 days, five of 30, one of 29 or 30, the first day that
    of the vernal equinox in Tehran; its leap years follow a cycle of 33 years from 1210 to 1634 (Borkowski 1996).
    """
    longest = 31 if month <= 6 else 30 if month <= 11 or _is_leap(year) else 29
    if year not in SOLAR_YEARS or not (1 <= month <= 12 and 1 <= day <= longest):
        return None
    whole_years = 365 * (year - SOLAR_YEARS.start) + sum(map(_is_leap, range(SOLAR_YEARS.start, year)))
    whole_months = 31 * min(month - 1, 6) + 30 * max(month - 7, 0)
    return SOLAR_FIRST + timedelta(days=whole_years + whole_months + day - 1)


def _is_leap(year: int) -> bool:
    return ((year - 1210 + 1) % LEAP_CYCLE - 1) % 4 == 0 and (year - 1210 + 1) % LEAP_CYCLE != 0


def _solar(text: str, *, in_numbers: bool) -> str:
    readable = text.replace("ي", "ی").replace("ك", "ک") if len(text) < 200 else text
    found = SOLAR_IN_WORDS.search(readable)
    if found is None and in_numbers:
        found = SOLAR_IN_NUMBERS.search(readable) or SOLAR_FROM_DAY.search(readable)
    if found is None:
        return text
    if found["day"] is None:
        words = "a month of the Solar Hijri calendar lies in two Gregorian ones, and no day is stated"
        raise Inexact(words)
    month = SOLAR_MONTHS[found["name"]] if "name" in found.groupdict() else int(found["month"])
    day = solar_day(int(found["year"]), month, int(found["day"]))
    if day is None:
        words = f"the Solar Hijri calendar has no such date, or it is too far: {found[0]}"
        raise Inexact(words)
    rest = f"{readable[: found.start()]} {day.isoformat()} {readable[found.end() :]}"
    return SPACED_WEEKDAY.sub(r"\1شنبه", rest).strip()


def _era(text: str) -> str:
    found = IN_ERA.search(text)
    if found is None:
        return text
    added, first, last = ERAS[found["era"]]
    year = added + (1 if found["year"] == "元" else int(found["year"]))
    month, day = int(found["month"] or 0), int(found["day"] or 0)
    try:
        inside = date(year, month or 12, day or 1) >= first.replace(day=first.day if day else 1)
        inside = inside and date(year, month or 1, day or 1) <= last
    except ValueError:
        inside = False
    if not inside:
        words = f"the era has no such date: {found[0]}"
        raise Inexact(words)
    stated = f"{year}年" + (f"{month}月" if month else "") + (f"{day}日" if day else "")
    return text[: found.start()] + stated + text[found.end() :]


def _numerals(text: str) -> str:
    """Chinese numerals before the signs of year, month, day and clock as digits: `二〇二五年八月十五日`."""

    def digits(found: re.Match[str]) -> str:
        tens, ten, ones = found[0].partition("十")
        if not ten:
            return "".join(NUMERALS[sign] for sign in found[0])
        if len(tens) > 1 or len(ones) > 1 or "十" in ones:
            return found[0]
        return str(10 * int(NUMERALS.get(tens, "1")) + int(NUMERALS.get(ones, "0")))

    return IN_NUMERALS.sub(digits, text)


def _thai(text: str) -> str:
    """A date with a Thai month, its year of the Buddhist era or a Gregorian one: `29 กุมภาพันธ์ 2567`; a named one must fit."""
    found = IN_THAI.search(text)
    if found is None:
        return text
    year = int(found["year"])
    is_buddhist = year in BUDDHIST_YEARS
    if found["era"] is not None and is_buddhist != found["era"].startswith("พ"):
        words = f"its year is none of the era that it names, or too far: {found[0]}"
        raise Inexact(words)
    year -= 543 if is_buddhist else 0
    month = THAI_MONTHS[found["name"]]
    try:
        day = date(year, month, int(found["day"] or 1))
    except ValueError as error:
        words = f"the Thai calendar has no such date: {found[0]}"
        raise Inexact(words) from error
    time = (found["time"] or "").replace("เวลา", "").strip().replace(".", ":")
    stated = day.isoformat() if found["day"] else f"{year:04d}-{month:02d}"
    before = THAI_WEEKDAY.sub(lambda name: f"{ENGLISH_WEEKDAYS[THAI_WEEKDAYS.index(name[1])]} ", text[: found.start()])
    return f"{before}{stated} {time}{text[found.end() :]}".strip()


def _thai_in_numbers(text: str) -> str:
    found = THAI_IN_NUMBERS.search(text)
    if found is None or int(found["year"]) not in BUDDHIST_YEARS:
        return text
    try:
        day = date(int(found["year"]) - 543, int(found["month"]), int(found["day"]))
    except ValueError as error:
        words = f"the Thai calendar has no such date: {found[0]}"
        raise Inexact(words) from error
    return f"{text[: found.start()]}{day.isoformat()}{text[found.end() :]}"


def _weekdays(text: str) -> str:
    """Weekdays that are counted, or written in two words of which one also means "year", in English: those of Vietnamese and
    Hebrew."""

    def english(found: re.Match[str]) -> str:
        name = (found[1] or found[2]).lower()
        return ENGLISH_WEEKDAYS[int(name) - 2 if name.isdigit() else VIETNAMESE_WEEKDAYS.index(name)]

    text = VIETNAMESE_WEEKDAY.sub(english, text)
    return HEBREW_WEEKDAY.sub(lambda found: ENGLISH_WEEKDAYS[ord(found[1]) - ord("ב")], text)


def _beside_hijri(text: str) -> str:
    """A Gregorian date that stands beside the same day of the lunar Hijri calendar, alone."""
    bare = OF_CHRIST.sub("", text)
    rest = HIJRI.sub(" ", bare)
    return rest.strip() if rest != bare and GREGORIAN_YEAR.search(rest) else bare


def _week(text: str) -> str:
    """ISO 8601 week dates: `2025-W33-5`, `2025W335`."""
    found = WEEK.match(text)
    if found is None:
        return text
    if found["day"] is None:
        words = "a week is no date: its day is not stated"
        raise Inexact(words)
    try:
        day = date.fromisocalendar(int(found["year"]), int(found["week"]), int(found["day"]))
    except ValueError as error:
        words = f"the calendar has no such week: {found[0]}"
        raise Inexact(words) from error
    return day.isoformat() + text[found.end() :]


def _ordinal(text: str) -> str:
    """ISO 8601 ordinal dates: `2025-227`. Without the hyphen it is a number like any other."""
    found = ORDINAL.match(text)
    if found is None:
        return text
    year, number = int(found["year"]), int(found["day"])
    day = date(year, 1, 1) + timedelta(days=number - 1) if year and number else None
    if day is None or day.year != year:
        words = f"the year has no such day: {found[0]}"
        raise Inexact(words)
    return day.isoformat() + text[found.end() :]


REWRITES: Final[tuple[Callable[[str], str], ...]] = (_week, _ordinal, _numerals, _era, _thai, _weekdays, _beside_hijri)
