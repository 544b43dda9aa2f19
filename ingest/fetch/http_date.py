"""HTTP-date (RFC 9110 section 5.6.7), as servers send it. Pure."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def read_http_date(value: str) -> datetime | None:
    """The instant, aware; None where it is none: `Expires: 0` is common."""
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # the second for numbers beyond what a machine counts with, in any place
        return None
    return date if date.tzinfo is not None else date.replace(tzinfo=UTC)
