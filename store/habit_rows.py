"""A feed's habits as they stand in a row: what is at its default is left out, instants and lengths of time are whole seconds."""

from datetime import UTC, datetime, timedelta
from typing import Any

from news.habits import UNKNOWN, Habits, HubSaid, Repeated, Rest, Wishes

WISHES = {"ttl", "skip_hours", "skip_days"}


def habit_values(habits: Habits) -> dict[str, Any] | None:
    """The habits as JSON types; None where there are none yet."""
    wishes, rest = habits.wishes, habits.rest
    said = {
        "ttl": _seconds(wishes.ttl),
        "skip_hours": wishes.skip_hours,
        "skip_days": wishes.skip_days,
        "watched": _stamp(habits.watched_since),
        "arrivals": [_stamp(arrival) for arrival in habits.arrivals],
        "longest": _seconds(habits.longest),
        "silent": _stamp(habits.silent_since),
        "moving": _repeated(habits.moving),
        "gone": _repeated(habits.gone),
        "rest": None if rest is None else [_stamp(rest.since), rest.words, _seconds(rest.every)],
        "hub": None if habits.hub is None else [habits.hub.hub, habits.hub.topic],
        "title": habits.title,
        "served_by": habits.served_by,
        "why": habits.why,
    }
    return {name: value for name, value in said.items() if value or value == 0} or None


def habits_of(kept: dict[str, Any] | None) -> Habits:
    """Reads back `habit_values`."""
    if not kept:
        return UNKNOWN
    get, rest, hub = kept.get, kept.get("rest"), kept.get("hub")
    return Habits(
        wishes=UNKNOWN.wishes if WISHES.isdisjoint(kept) else Wishes(
            ttl=_time(get("ttl")), skip_hours=tuple(get("skip_hours", ())), skip_days=tuple(get("skip_days", ()))
        ),
        watched_since=_instant(get("watched")),
        arrivals=tuple([datetime.fromtimestamp(arrival, UTC) for arrival in get("arrivals", ())]),
        longest=_time(get("longest")),
        silent_since=_instant(get("silent")),
        moving=_repeated_of(get("moving")),
        gone=_repeated_of(get("gone")),
        rest=None if rest is None else Rest(
            since=datetime.fromtimestamp(rest[0], UTC), words=rest[1], every=timedelta(seconds=rest[2])
        ),
        hub=None if hub is None else HubSaid(hub=hub[0], topic=hub[1]),
        title=get("title"),
        served_by=get("served_by"),
        why=get("why", ""),
    )  # fmt: skip


def _repeated(said: Repeated | None) -> list[Any] | None:
    return None if said is None else [said.what, _stamp(said.since), said.times, *([True] if said.told else [])]


def _repeated_of(kept: list[Any] | None) -> Repeated | None:
    if kept is None:
        return None
    return Repeated(what=kept[0], since=datetime.fromtimestamp(kept[1], UTC), times=kept[2], told=len(kept) > 3)


def _stamp(instant: datetime | None) -> int | None:
    return None if instant is None else int(instant.timestamp())


def _instant(stamp: int | None) -> datetime | None:
    return None if stamp is None else datetime.fromtimestamp(stamp, UTC)


def _seconds(time: timedelta | None) -> int | None:
    return None if time is None else round(time.total_seconds())


def _time(seconds: int | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=seconds)
