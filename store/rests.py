"""The hosts that asked to be left alone for a while: what the next run has to know of this one."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from store.instants import from_text, to_text
from store.plain import Plain, batches, holes, insert, overwriting

PUT = insert("host_rests", ("host", "until"), f"ON CONFLICT (host) DO UPDATE SET {overwriting(['until'])}")
SAME = timedelta(seconds=1)
"""Two instants as near as this are one: they were worked out twice from the same answer."""


class Rests:
    """Host → when its rest ends."""

    def __init__(self, plain: Plain) -> None:
        self._plain = plain

    def all(self, now: datetime) -> dict[str, datetime]:
        """The hosts that are at rest now, and until when."""
        rows = self._plain.rows("SELECT host, until FROM host_rests WHERE until > ?", (to_text(now),))
        return {host: from_text(until) for host, until in rows}

    def of(self, hosts: Sequence[str], now: datetime) -> dict[str, datetime]:
        """Those of the hosts that are at rest now, and until when."""
        found: dict[str, datetime] = {}
        for some in batches(hosts):
            asked = f"SELECT host, until FROM host_rests WHERE host IN ({holes(some)}) AND until > ?"
            found.update((host, from_text(until)) for host, until in self._plain.rows(asked, (*some, to_text(now))))
        return found

    def keep(self, rests: Mapping[str, datetime], now: datetime) -> None:
        """Adds these, where they end later than what is known; forgets those that are over."""
        known = self.all(now)
        later = [(host, to_text(until)) for host, until in rests.items() if until > known.get(host, now) + SAME]
        if later:
            self._plain.run("DELETE FROM host_rests WHERE until <= ?", (to_text(now),))
            self._plain.run_for_each(PUT, later)
