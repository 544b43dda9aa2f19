"""A date is as precise as its source, in every form it takes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.errors import BadDate
from news.partial_date import PartialDate, Precision, format_offset, parse_offset, parse_partial_date

OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    moment = draw(st.datetimes(min_value=datetime(1, 1, 1), max_value=datetime(9999, 12, 31)))
    precision = draw(st.sampled_from(Precision))
    return PartialDate(
        year=moment.year,
        month=moment.month if precision >= Precision.MONTH else None,
        day=moment.day if precision >= Precision.DAY else None,
        hour=moment.hour if precision >= Precision.MINUTE else None,
        minute=moment.minute if precision >= Precision.MINUTE else None,
        second=moment.second if precision >= Precision.SECOND else None,
        offset=draw(st.none() | OFFSETS) if precision >= Precision.MINUTE else None,
        wording=draw(st.text(max_size=20)),
    )


@given(partial_dates())
def test_what_is_written_is_read_back(stated: PartialDate) -> None:
    assert parse_partial_date(stated.isoformat()) == stated
    assert parse_partial_date(stated.isoformat()).precision is stated.precision


@given(partial_dates(), partial_dates())
def test_the_earliest_bound_never_comes_after_the_instant(one: PartialDate, other: PartialDate) -> None:
    assert one.earliest().tzinfo is not None
    instant = one.instant()
    if instant is not None:
        assert one.earliest() == instant
    if one == other:
        assert one.earliest() == other.earliest()


def test_a_month_never_gains_a_day() -> None:
    month = PartialDate(year=2025, month=9, wording="2025-09")
    assert month.isoformat() == month.day_text() == "2025-09"
    assert month.precision is Precision.MONTH
    assert month.instant() is None
    assert month.earliest() == datetime(2025, 8, 31, 10, tzinfo=UTC)


def test_a_time_without_a_zone_is_no_instant() -> None:
    assert parse_partial_date("2025-08-15T18:28:21").instant() is None
    assert parse_partial_date("2025-08-15T18:28:21+03:00").instant() == datetime(2025, 8, 15, 15, 28, 21, tzinfo=UTC)


def test_the_day_is_that_of_the_sources_own_calendar() -> None:
    assert parse_partial_date("2025-08-15T01:00+03:00").day_text() == "2025-08-15"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-13",
        "2025-00",
        "2025-02-30",
        "2025-9",
        "25-09",
        "2025-08-15T24:00",
        "2025-08-15T10:00+25:00",
        "2025-08-15Z",
        "٢٠٢٥",
    ],
)
def test_what_the_calendar_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        parse_partial_date(text)


@pytest.mark.parametrize(
    "parts",
    [
        {"year": 2025, "day": 3},
        {"year": 2025, "month": 3, "hour": 1, "minute": 1},
        {"year": 2025, "month": 3, "day": 1, "hour": 4},
        {"year": 2025, "month": 3, "day": 1, "offset": timedelta(0)},
        {"year": 0},
        {"year": 2025, "month": 1, "day": 1, "hour": 1, "minute": 1, "offset": timedelta(seconds=30)},
    ],
)
def test_parts_that_do_not_fit_together_are_refused(parts: dict[str, int]) -> None:
    with pytest.raises(BadDate):
        PartialDate(**parts)  # type: ignore[arg-type]


def test_agreement_looks_at_what_both_state() -> None:
    month, day = PartialDate(year=2025, month=9), parse_partial_date("2025-09-01")
    assert month.agrees_with(day)
    assert not month.agrees_with(parse_partial_date("2025-08-31"))
    moscow, london = parse_partial_date("2025-08-15T18:28+03:00"), parse_partial_date("2025-08-15T16:28+01:00")
    assert moscow.agrees_with(london)
    assert not moscow.agrees_with(parse_partial_date("2025-08-15T18:28Z"))


@given(OFFSETS)
def test_offsets_round_trip(offset: timedelta) -> None:
    assert parse_offset(format_offset(offset)) == offset
