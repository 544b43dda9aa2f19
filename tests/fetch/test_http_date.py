"""Dates in headers are read or passed over, whatever stands in them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch.http_date import read_http_date

DATE_LIKE = (
    r"\A[A-Z][a-z]{2}, [0-9]{1,25} (Jan|Feb|Dec) [0-9]{1,25} [0-9]{1,3}:[0-9]{2}:[0-9]{1,25} (GMT|[+-][0-9]{4,25}|-0000)\Z"
)
BEYOND_ALL_NUMBERS = "Mon, 02 Mar 2026 00:00:00 +99999999999999999999"


@pytest.mark.parametrize("value", ["Fri, 15 Aug 2025 15:28:21 GMT", "Friday, 15-Aug-25 15:28:21 GMT", "Fri Aug 15 15:28:21 2025"])
def test_all_three_forms_are_read(value: str) -> None:
    assert read_http_date(value) == datetime(2025, 8, 15, 15, 28, 21, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    ["", "0", "-1", "soon", "Mon, 30 Feb 2026 00:00:00 GMT", "Mon, " + "9" * 20 + " Jan 2026 00:00:00 GMT", BEYOND_ALL_NUMBERS],
)
def test_what_is_no_date_is_none(value: str) -> None:
    assert read_http_date(value) is None


@given(st.text() | st.from_regex(DATE_LIKE))
def test_nothing_is_raised_for_what_a_server_says(value: str) -> None:
    found = read_http_date(value)
    assert found is None or found.tzinfo is not None
