"""The hosts that asked to be left alone for a while: what the next run has to know of this one."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from store.dialect import Upsert
from store.tables import host_rests

PUT = Upsert(host_rests, "until")
SAME = timedelta(seconds=1)
"""Two instants as near as this are one: they were worked out twice from the same answer."""


class Rests:
    """Host → when its rest ends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, now: datetime) -> dict[str, datetime]:
        """The hosts that are at rest now, and until when."""
        rows = self._connection.execute(select(host_rests.c.host, host_rests.c.until).where(host_rests.c.until > now))
        return {row.host: row.until for row in rows}

    def keep(self, rests: Mapping[str, datetime], now: datetime) -> None:
        """Adds these, where they end later than what is known; forgets those that are over."""
        known = self.all(now)
        later = [
            {"host": host, "until": until} for host, until in rests.items() if until > known.get(host, now) + SAME
        ]  # fmt: skip
        if later:
            self._connection.execute(delete(host_rests).where(host_rests.c.until <= now))
            self._connection.execute(PUT.on(self._connection), later)
