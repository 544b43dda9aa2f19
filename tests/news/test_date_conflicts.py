"""Claims about a date contradict each other where nothing that is left open makes them the same time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.date_conflicts import apart, with_conflicts, words_of
from news.partial_date import PartialDate, parse_partial_date
from news.story import DateClaim


def claim(value: str, place: str = "json-ld", *, about: str = "published", chosen: bool = False) -> DateClaim:
    return DateClaim(about=about, wording=value, place=place, value=parse_partial_date(value), chosen=chosen)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # of different precision, the same as far as both go
        ("2025", "2025-08", None),
        ("2025-08", "2025-08-15T15:28:21+03:00", None),
        ("2025-08-15", "2025-08-15T15:28", None),
        ("2025-08-15T12:28Z", "2025-08-15T12:28:21Z", None),
        # the same moment by two clocks
        ("2025-08-15T15:28+03:00", "2025-08-15T12:28Z", None),
        # a day is that of a clock somewhere
        ("2025-08-16", "2025-08-15T22:30Z", None),
        ("2025-08-14", "2025-08-15T03:30Z", None),
        ("2025-08-17", "2025-08-15T22:30Z", "1 day"),
        # a zone that is not named may explain quarters of an hour, and nothing else
        ("2025-08-15T15:28", "2025-08-15T12:28Z", None),
        ("2025-08-15T15:28", "2025-08-15T12:33Z", "5 minutes"),
        ("2025-08-15T15:28", "2025-08-14T12:28Z", "13 hours"),
        # midnight, as programs print it that know only the day
        ("2025-08-15T00:00:00Z", "2025-08-15T15:28:21+03:00", None),
        ("2025-08-15T00:00:00", "2025-08-13T02:30:00", "2 days"),
        ("2025-08-15T15:28:05Z", "2025-08-15T15:28:50Z", None),
        # or the moment itself
        ("2025-08-15T00:00:00Z", "2025-08-14", None),
        ("2025-08-15T00:00:00Z", "2025-08-13", "1 day"),
        # others contradict each other
        ("2025-08-15", "2025-08-18", "3 days"),
        ("2025-08-15T12:28Z", "2025-08-15T14:33Z", "2 hours"),
        ("2025-07", "2025-08-02", "2 days"),
        ("2024", "2025-08-15", "227 days"),
        ("9999-12", "0001-01-01T00:30+14:00", "3652028 days"),
    ],
)
def test_two_dates_are_so_far_apart_at_the_least(one: str, other: str, expected: str | None) -> None:
    for left, right in ((one, other), (other, one)):
        between = apart(parse_partial_date(left), parse_partial_date(right))
        assert (None if between is None else words_of(between)) == expected


def test_a_claim_says_which_chosen_one_it_contradicts() -> None:
    claims = with_conflicts([
        claim("2025-08-15", "feed pubDate", chosen=True),
        claim("2025-08-15T10:30:00Z"),
        claim("2025-08-19", "meta date"),
        DateClaim(about="published", wording="last week", place="line", value=None),
    ])  # fmt: skip
    assert [one.conflict for one in claims] == [
        None, None, "contradicts the chosen '2025-08-15' in feed pubDate: 4 days apart", None
    ]  # fmt: skip


def test_an_update_contradicts_a_publication_only_where_it_lies_before_it() -> None:
    published = claim("2025-08-15T10:30:00Z", chosen=True)
    later, earlier = (claim(day, "meta", about="updated", chosen=True) for day in ("2025-08-18", "2025-08-12"))
    same_day = claim("2025-08-15", "meta", about="updated", chosen=True)
    assert [with_conflicts([published, updated])[1].conflict for updated in (later, same_day)] == [None, None]
    found = with_conflicts([published, earlier])
    assert found[1].conflict == "lies before the publication, '2025-08-15T10:30:00Z' in json-ld: 2 days earlier"
    assert found[0].conflict is None


def test_where_nothing_is_chosen_nothing_is_contradicted() -> None:
    assert [one.conflict for one in with_conflicts([claim("2025-08-15"), claim("2025-09-15")])] == [None, None]


ZONES = [None, *(parse_partial_date(f"2025-01-01T00:00{zone}").offset for zone in ("Z", "-03:30", "+05:45"))]
PARTS = st.builds(
    PartialDate, year=st.just(2025), month=st.just(3), day=st.integers(1, 31), hour=st.integers(0, 23), minute=st.integers(0, 59),
    offset=st.sampled_from(ZONES),
)  # fmt: skip


@given(PARTS, PARTS)
def test_the_distance_is_the_same_from_both_sides_and_none_from_itself(one: PartialDate, other: PartialDate) -> None:
    assert apart(one, other) == apart(other, one)
    assert apart(one, one) is None
