"""Dates as readers see them: in the site's zone, and never a part more than the source states."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters.dates import card_date_words, date_words, instant_words, source_date_words
from news.partial_date import PartialDate, parse_partial_date
from news.publisher import Site

NEW_YORK = Site(
    id="x", title="X", base_url="https://x.example/", timezone="America/New_York", language="en"
)  # fmt: skip


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2025-08-15T18:28:21+03:00", "Friday, August 15, 2025, 11:28:21 AM Eastern Daylight Time"),
        ("2025-08-15T15:28Z", "Friday, August 15, 2025, 11:28 AM Eastern Daylight Time"),
        ("2025-01-15T15:28Z", "Wednesday, January 15, 2025, 10:28 AM Eastern Standard Time"),
        ("2025-08-15T11:28", "Friday, August 15, 2025, 11:28 AM, time zone not stated"),
        ("2025-08-15", "Friday, August 15, 2025"),
        ("2025-09", "September 2025"),
        ("2025", "2025"),
        ("9999-12-31T23:59:59-11:00", "Friday, December 31, 9999, 6:59:59 PM Eastern Standard Time"),
    ],
)
def test_a_date_is_as_exact_as_its_source(date: str, words: str) -> None:
    assert date_words(parse_partial_date(date), NEW_YORK) == words


def test_no_date_is_said() -> None:
    assert date_words(None, NEW_YORK) == card_date_words(None, NEW_YORK) == "Date not stated"


def test_the_sources_own_clock_is_kept_where_it_differs() -> None:
    def there(date: str) -> str | None:
        return source_date_words(parse_partial_date(date), NEW_YORK)

    assert there("2025-08-15T18:28:21+03:00") == "6:28:21 PM GMT+03:00 at the source"
    assert there("2025-08-16T01:10+03:00") == "Saturday, August 16, 2025, 1:10 AM GMT+03:00 at the source"
    assert there("2025-08-15T11:28-04:00") is None
    assert there("2025-08-15T11:28") is None
    assert there("2025-09") is None


def test_a_zone_that_the_source_does_not_state_is_said_to_be_the_publishers() -> None:
    settled = replace(parse_partial_date("2025-08-15T18:28+03:00"), zone_from="publisher")
    assert source_date_words(settled, NEW_YORK) == "6:28 PM GMT+03:00 at the source, read in the publisher's own time zone"


def test_lists_have_the_day_as_the_sites_readers_had_it() -> None:
    assert card_date_words(parse_partial_date("2025-08-16T01:10:00+03:00"), NEW_YORK) == "Friday, August 15, 2025"
    assert card_date_words(parse_partial_date("2025-08"), NEW_YORK) == "August 2025"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Freitag, 15. August 2025, 11:28:21 Nordamerikanische Ostküsten-Sommerzeit"),
        ("ja", "2025年8月15日金曜日, 11:28:21 アメリカ東部夏時間"),
        ("en-GB", "Friday, 15 August 2025, 11:28:21 Eastern Daylight Time"),
        ("xx", "Friday, August 15, 2025, 11:28:21 AM Eastern Daylight Time"),
    ],
)
def test_another_language_has_its_own_order(language: str, words: str) -> None:
    found = date_words(parse_partial_date("2025-08-15T15:28:21Z"), replace(NEW_YORK, language=language))
    assert found == words


def test_moments_of_the_house_are_in_its_own_zone() -> None:
    assert instant_words(datetime(2025, 8, 15, 15, 28, 21, tzinfo=UTC), NEW_YORK) == (
        "Friday, August 15, 2025, 11:28 AM Eastern Daylight Time"
    )


YEARS = st.integers(1, 9999)


@given(YEARS, st.integers(1, 12), st.sampled_from(["en", "de", "ru", "ar", "fa", "ja", "zh", "uk"]))
def test_a_month_never_gains_a_day_and_no_width_of_space_but_the_plain_one(year: int, month: int, language: str) -> None:
    site = replace(NEW_YORK, language=language)
    words = date_words(PartialDate(year=year, month=month), site)
    other = date_words(PartialDate(year=year, month=month, day=1), site)
    assert words != other
    for text in (words, other):
        assert not {char for char in text if char.isspace()} - {" "}
