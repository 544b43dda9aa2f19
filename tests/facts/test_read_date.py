"""Reading dates: what a wording states, exactly, and never a part more."""

import re
import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.facts.calendars import solar_day
from ingest.facts.date_forms import Order, plain
from ingest.facts.dates import LADDER, explain_date, read_date, read_epoch
from ingest.facts.month_words import BY_LANGUAGE, DOTTED, FILLERS, LABELS, MONTH_OF, MONTHS
from ingest.facts.weekday_words import WEEKDAY_OF, WEEKDAYS
from news.partial_date import PartialDate, Precision, parse_partial_date
from tests.cost import is_cheap

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "dates.toml").read_text("utf-8"))
ZONES = st.sampled_from([None, "Europe/Moscow", "America/New_York", "Asia/Kolkata"])


def written(read: PartialDate | None) -> str:
    return "" if read is None else read.isoformat()


@pytest.mark.parametrize(("wording", "expected"), CASES["plain"])
def test_a_wording_gives_the_parts_it_states(wording: str, expected: str) -> None:
    read = read_date(wording)
    assert written(read) == expected
    assert read is None or read.wording == wording


@pytest.mark.parametrize(("wording", "zone", "expected", "name", "settled_by"), CASES["zoned"])
def test_the_publishers_zone_settles_what_the_wording_leaves_open(
    wording: str, zone: str, expected: str, name: str, settled_by: str
) -> None:
    read = read_date(wording, zone=zone)
    assert read is not None
    assert (read.isoformat(), read.zone or "", read.zone_from or "") == (expected, name, settled_by)


@pytest.mark.parametrize(("wording", "order", "expected"), CASES["ordered"])
def test_a_known_order_settles_day_and_month(wording: str, order: str, expected: str) -> None:
    assert written(read_date(wording, order=Order(order))) == expected


@pytest.mark.parametrize(("wording", "language", "expected"), CASES["spoken"])
def test_a_known_language_settles_names_that_two_languages_share(wording: str, language: str, expected: str) -> None:
    assert written(read_date(wording, language=language or None)) == expected


def test_there_are_enough_cases() -> None:
    assert sum(map(len, CASES.values())) >= 300
    assert sum(expected == "" for _, expected in CASES["plain"]) >= 120


@pytest.mark.parametrize(("wording", "words"), CASES["explained"])
def test_it_is_said_in_words_why(wording: str, words: str) -> None:
    assert words in explain_date(wording)[1]


def test_the_publishers_zone_is_named_where_it_settles() -> None:
    assert "the publisher's own, Europe/Moscow" in explain_date("2025-08-15 15:28", zone="Europe/Moscow")[1]


@settings(max_examples=50)
@given(st.dates(min_value=date(1921, 3, 21), max_value=date(2052, 3, 19)).filter(lambda day: day != date(1970, 1, 1)))
def test_every_day_has_one_solar_hijri_date_and_comes_back(day: date) -> None:
    found = [
        (year, month, number)
        for year in (day.year - 622, day.year - 621)
        for month in range(1, 13)
        for number in range(1, 32)
        if solar_day(year, month, number) == day
    ]
    assert len(found) == 1
    year, month, number = found[0]
    assert written(read_date(f"{year}/{month:02d}/{number:02d}", zone="Asia/Tehran")) == day.isoformat()


@given(st.dates(min_value=date(1901, 1, 1), max_value=date(2099, 12, 31)))
def test_weeks_and_ordinals_mean_the_day_they_count(day: date) -> None:
    if day not in (date(1970, 1, 1),):
        year, week, number = day.isocalendar()
        assert written(read_date(f"{year}-W{week:02d}-{number}")) == day.isoformat()
        assert written(read_date(day.strftime("%Y-%j"))) == day.isoformat()


@pytest.mark.parametrize("language", MONTHS)
def test_every_month_of_every_language_is_read(language: str) -> None:
    for number, alternatives in enumerate(MONTHS[language].split(), 1):
        for name in alternatives.replace("_", " ").split("|"):
            assert written(read_date(f"15 {name} 2025")) == f"2025-{number:02d}-15", name


def test_no_month_name_means_two_months() -> None:
    names = [name for months in MONTHS.values() for line in months.split() for name in line.replace("_", " ").split("|")]
    assert set(names) <= set(MONTH_OF)
    assert not set(BY_LANGUAGE) - DOTTED & set(MONTH_OF)


def test_no_name_is_a_month_and_something_else() -> None:
    assert not set(MONTH_OF) & (set(WEEKDAY_OF) | FILLERS | LABELS)
    assert set(WEEKDAY_OF) & (FILLERS | LABELS) == {"di"}


@pytest.mark.parametrize("language", WEEKDAYS)
def test_every_weekday_of_every_language_is_held_against_the_date(language: str) -> None:
    for number, alternatives in enumerate(WEEKDAYS[language].split()):
        for name in alternatives.replace("_", " ").split("|"):
            day, other = date(2025, 8, 11) + timedelta(number), date(2025, 8, 11) + timedelta((number + 1) % 7)
            assert written(read_date(f"{name}, {day.day} Aug 2025")) == day.isoformat(), name
            assert name in FILLERS or read_date(f"{name}, {other.day} Aug 2025") is None, name


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("1755271701", "2025-08-15T15:28:21Z"),
        (" 1755271701000 ", "2025-08-15T15:28:21Z"),
        ("946684800", "2000-01-01T00:00:00Z"),
        ("0", ""),
        ("-5", ""),
        ("10", ""),
        ("9999999999", ""),
        ("99999999999999999999", ""),
        ("²", ""),
        ("20250815", "2025-08-15"),
        ("2025081515", ""),
        ("202508151528", ""),
    ],
)
def test_a_count_of_seconds_is_read_where_a_date_is_stated(wording: str, expected: str) -> None:
    assert written(read_date(wording, counts=True)) == expected
    assert read_epoch(wording) is None or read_date(wording) is None


@given(st.text(max_size=130), ZONES)
@example("0" * 120, None)
@example("²⁰²⁵", None)
@example("2025-08-15T15:28:21+99:99", "Europe/Moscow")
def test_no_text_makes_it_fail(text: str, zone: str | None) -> None:
    read_date(text, zone=zone)


PIECES = st.sampled_from(
    ["2025", "1999", "15", "3", "03", "32", "Aug", "August", "августа", "août", "mar", "Mon", "Fri,", "15:28", "3:05:09", "PM",
     "GMT", "+0300", "EST", "IST", "/", "-", ".", ",", "T", "Z", " ", " ", "st", "th", "年", "月", "日", "de", "of", "at", "noon",
     "20", "08", "04/05/2026", "2025-08", "ago", "٣", "(", ")", "h", "Uhr"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=9), st.sampled_from(["", " "]), ZONES)
def test_a_date_has_only_parts_that_its_wording_has(pieces: list[str], between: str, zone: str | None) -> None:
    wording = between.join(pieces)
    read = read_date(wording, zone=zone)
    if read is None:
        return
    digits = re.findall(r"\d+", plain(wording))
    joined = " ".join(digits)
    assert f"{read.year:04d}" in joined or f"{read.year % 100:02d}" in digits
    if read.month is not None:
        names = {MONTH_OF[word] for word in re.findall(r"[^\W\d_]+", plain(wording).lower()) if word in MONTH_OF}
        assert read.month in names or any(str(read.month) == run.lstrip("0") or f"{read.month:02d}" in run for run in digits)
    if read.day is not None:
        assert any(int(run) == read.day or f"{read.day:02d}" in run for run in digits)
    if read.hour is not None:
        assert any(int(run) % 12 == read.hour % 12 or f"{read.hour:02d}" in run for run in digits)
        assert any(int(run) == read.minute or f"{read.minute:02d}" in run for run in digits)
    if read.second is not None:
        assert any(int(run) == read.second or f"{read.second:02d}" in run for run in digits)


PARTS = st.datetimes(min_value=datetime(1971, 1, 1), max_value=datetime(2099, 1, 1))


@given(PARTS, st.sampled_from(list(Precision)), st.sampled_from([None, 0, 180, -300, 345]))
def test_what_we_write_is_read_back_the_same(moment: datetime, precision: Precision, minutes: int | None) -> None:
    parts = [getattr(moment, name) for name in ("year", "month", "day", "hour", "minute", "second")]
    parts = [part if number < precision else None for number, part in enumerate(parts)]
    offset = None if minutes is None or precision < Precision.MINUTE else timedelta(minutes=minutes)
    year, month, day, hour, minute, second = parts
    stated = PartialDate(year=year or 0, month=month, day=day, hour=hour, minute=minute, second=second, offset=offset)
    assert read_date(stated.isoformat()) == stated
    assert parse_partial_date(stated.isoformat()) == stated


@given(PARTS)
def test_the_form_of_feeds_is_read_back_the_same(moment: datetime) -> None:
    wording = moment.strftime("%a, %d %b %Y %H:%M:%S +0200")
    read = read_date(wording)
    assert read is not None
    assert read.isoformat() == moment.strftime("%Y-%m-%dT%H:%M:%S+02:00")


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1:",
        "a",
        "-",
        "( ",
        "15 Aug ",
        "2025-",
        "T",
        "年",
        "1.",
        "de ",
        "كانون ",
        "۱۴۰۴/",
        "二〇",
        "令和",
        "2025-W",
        "\u200b",
        "\u202e1",
        "'25 ",
        "بتوقيت ",
        "moscow ",
    ],
)
def test_hostile_text_costs_nothing(piece: str) -> None:
    text = (piece * 100_000)[:100_000]
    assert is_cheap(lambda: read_date(text))
    assert is_cheap(lambda: [rung(text[:120], None) for rung in LADDER])
