"""Instants as they stand in the database: text that sorts as time does, exact to the microsecond, on both engines."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

LONGEST_LEASE = timedelta(hours=1)
"""Nobody gets a row for longer at a time. A lease that ends later was given when the clock was wrong, and binds nobody."""
SLACK = timedelta(minutes=5)
"""By so much may the clocks of two machines on one database differ."""


@lru_cache(maxsize=256)
def to_text(instant: datetime) -> str:
    """The instant as `2025-08-15T15:28:21.000000Z`: always 27 characters, always UTC. Raises ValueError when naive."""
    if instant.tzinfo is None:
        raise ValueError(f"an instant needs a zone: {instant!r}")
    utc = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    return utc.isoformat(timespec="microseconds")[:26] + "Z"


def from_text(text: str) -> datetime:
    """Reads back `to_text`: aware, UTC."""
    return datetime.fromisoformat(text)
