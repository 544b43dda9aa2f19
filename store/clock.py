"""The house's clock: how far it has got, and what is set right when it turns out to have been ahead."""

from datetime import datetime, timedelta

from store.instants import SLACK, from_text, to_text
from store.meta import Meta
from store.plain import Plain

CLOCK = "clock"
"""How far the clock has got; `store.due` compares it."""
NOTED_EVERY = timedelta(minutes=1)
NEVER = "0001-01-01T00:00:00.000000Z"
PLANNED = (
    ("feeds", "next_poll_at", ("id",), ""),
    ("entries", "next_try_at", ("feed_id", "key_digest"), "AND state = 'waiting'"),
    ("host_rests", "until", ("host",), ""),
    ("host_turns", "until", ("host",), ""),
    ("host_robots", "good_until", ("origin",), ""),
    ("site_terms", "good_until", ("origin", "url_digest"), ""),
)
"""What is planned by the clock: table, column, key, and which rows of it."""


def keep_time(plain: Plain, names: Meta, now: datetime) -> timedelta:
    """Notes how far the clock has got, and gives by how much it was set back since; zero in all but rare cases.

    All that is planned for a later instant was planned by the clock as it was, and is moved back with it: so nothing falls
    silent for as long as the clock was ahead, and nothing that was spread over time is asked all at once. A clock that was set
    forward needs nothing: what is overdue is done once.
    """
    reached = names.get(CLOCK)
    back = timedelta() if reached is None else from_text(reached) - now
    if back <= -NOTED_EVERY:
        # whoever finds another at it leaves it to that one
        free = f"SELECT name FROM meta WHERE name = '{CLOCK}' AND value < ?"
        free += " FOR UPDATE SKIP LOCKED" if plain.is_postgresql else ""
        plain.run(f"UPDATE meta SET value = ? WHERE name IN ({free})", (to_text(now), to_text(now)))
    if back <= SLACK:
        return timedelta()
    for table, column, key, which in PLANNED:
        planned = plain.rows(f"SELECT {column}, {', '.join(key)} FROM {table} WHERE {column} > ? {which}", (to_text(now),))
        if planned:
            move = f"UPDATE {table} SET {column} = ? WHERE {' AND '.join(f'{name} = ?' for name in key)}"
            plain.run_for_each(move, [(to_text(max(from_text(at) - back, now)), *keys) for at, *keys in planned])
    names.set(CLOCK, to_text(now))
    return back


def start_clock(plain: Plain) -> None:
    """Makes the row that the clock is kept in, where there is none."""
    plain.run("INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", (CLOCK, NEVER))
