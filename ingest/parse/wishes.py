"""What a feed asks of those who poll it: how often, and when not at all."""

from datetime import timedelta
from typing import Final

from lxml import etree

from ingest.parse.statements import child_text, children

PERIODS: Final = {"hourly": 1, "daily": 24, "weekly": 168, "monthly": 720, "yearly": 8760}
LONGEST_TTL: Final = timedelta(days=366)
DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def time_to_live(channel: etree._Element) -> timedelta | None:
    """How long the feed asks not to be fetched again: the longer of RSS `ttl` (minutes) and the syndication module's period."""
    asked = [timedelta()]
    minutes = child_text(channel, "ttl") or ""
    if minutes.isascii() and minutes.isdigit() and len(minutes) < 9:
        asked.append(min(timedelta(minutes=int(minutes)), LONGEST_TTL))
    hours = PERIODS.get((child_text(channel, "sy:updatePeriod") or "").lower())
    times = child_text(channel, "sy:updateFrequency") or "1"
    if hours and times.isascii() and times.isdigit() and int(times[:6]) > 0:
        asked.append(timedelta(hours=hours) / int(times[:6]))
    return max(asked) or None


def skip_hours(channel: etree._Element) -> tuple[int, ...]:
    """The hours of the day, in UTC, at which the feed asks not to be fetched (RSS 2.0 `skipHours`); 24 is RSS 0.91's midnight."""
    said = {(child.text or "").strip() for skip in children(channel, "skipHours") for child in children(skip, "hour")}
    return tuple(sorted({int(hour) % 24 for hour in said if hour.isascii() and hour.isdigit() and int(hour[:3]) <= 24}))


def skip_days(channel: etree._Element) -> tuple[int, ...]:
    """The days of the week, Monday 0, on which the feed asks not to be fetched (RSS 2.0 `skipDays`)."""
    said = {(child.text or "").strip().lower() for skip in children(channel, "skipDays") for child in children(skip, "day")}
    return tuple(at for at, name in enumerate(DAYS) if name in said)
