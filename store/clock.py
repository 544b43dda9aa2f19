"""The house's clock: how far it has got, and what is set right when it turns out to have been ahead."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select, true, update

from store.dialect import Upsert
from store.instants import SLACK, from_text, to_text
from store.meta import Meta
from store.tables import entries, feeds, host_rests, meta, site_terms

CLOCK = "clock"
"""How far the clock has got; `store.due` compares it."""
NOTED_EVERY = timedelta(minutes=1)
NEVER = "0001-01-01T00:00:00.000000Z"
PLANNED = (
    (feeds, feeds.c.next_poll_at, true()),
    (entries, entries.c.next_try_at, entries.c.state == "waiting"),
    (host_rests, host_rests.c.until, true()),
    (site_terms, site_terms.c.good_until, true()),
)


def keep_time(connection: Connection, names: Meta, now: datetime) -> timedelta:
    """Notes how far the clock has got, and gives by how much it was set back since; zero in all but rare cases.

    All that is planned for a later instant was planned by the clock as it was, and is moved back with it: so nothing falls
    silent for as long as the clock was ahead, and nothing that was spread over time is asked all at once. A clock that was set
    forward needs nothing: what is overdue is done once.
    """
    reached = names.get(CLOCK)
    back = timedelta() if reached is None else from_text(reached) - now
    if back <= -NOTED_EVERY:
        connection.execute(NOTE, {"now": to_text(now)})
    if back <= SLACK:
        return timedelta()
    for table, column, which in PLANNED:
        keys = table.primary_key.columns.values()
        planned = connection.execute(select(column.label("at"), *keys).where(which, column > now)).all()
        if planned:
            move = (
                update(table).where(*(key == bindparam(f"its_{key.name}") for key in keys)).values({column: bindparam("moved")})
            )
            connection.execute(move, [
                {"moved": max(row.at - back, now)} | {f"its_{key.name}": getattr(row, key.name) for key in keys}
                for row in planned
            ])  # fmt: skip
    names.set(CLOCK, to_text(now))
    return back


def start_clock(connection: Connection) -> None:
    """Makes the row that the clock is kept in, where there is none."""
    connection.execute(START.on(connection), {"name": CLOCK, "value": NEVER})


START = Upsert(meta)
# whoever finds another at it leaves it to that one
FREE = select(meta.c.name).where(meta.c.name == CLOCK, meta.c.value < bindparam("now")).with_for_update(skip_locked=True)
NOTE = update(meta).where(meta.c.name.in_(FREE.scalar_subquery())).values(value=bindparam("now"))
