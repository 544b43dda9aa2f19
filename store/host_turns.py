"""Whose turn it is at a host, over all processes: who asks it now, and from when on it may be asked again.

In plain SQL: every pass that asks others' hosts does this. See `store.plain`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from store.instants import from_text, to_text
from store.plain import Plain, batches, holes, insert

FREE_OR_OURS = "host_turns.until <= ? OR host_turns.owner = excluded.owner"
COLUMNS = ("host", "owner", "until")
TAKE = insert(
    "host_turns", COLUMNS,
    f"ON CONFLICT (host) DO UPDATE SET owner = excluded.owner, until = excluded.until WHERE {FREE_OR_OURS}",
)  # fmt: skip
KEEP = "UPDATE host_turns SET until = ? WHERE host = ? AND owner = ?"


class HostTurns:
    """Host → who may ask it, and until when nobody else may."""

    def __init__(self, plain: Plain) -> None:
        self._plain = plain

    def take(self, hosts: Sequence[str], owner: str, now: datetime, until: datetime) -> dict[str, datetime]:
        """Gives the owner those hosts that nobody has, or that it had last itself, until then; says of the others when each is
        free, as far as is known."""
        wanted, text = sorted(set(hosts)), to_text(until)
        if not wanted:
            return {}
        self.lock(wanted)
        self._plain.run_for_each(TAKE, [(host, owner, text, to_text(now)) for host in wanted])
        found: dict[str, datetime] = {}
        for some in batches(wanted):
            asked = f"SELECT host, until FROM host_turns WHERE host IN ({holes(some)}) AND NOT (owner = ? AND until = ?)"
            found.update((host, from_text(free_at)) for host, free_at in self._plain.rows(asked, [*some, owner, text]))
        return found

    def keep(self, owner: str, turns: Mapping[str, datetime]) -> None:
        """Has the owner's turns at these hosts last until these instants: later ones while it is at work, or the first at which
        others may ask. Does nothing about a host that somebody else has by now."""
        if turns:
            self._plain.run_for_each(KEEP, [(to_text(until), host, owner) for host, until in sorted(turns.items())])

    def forget(self, now: datetime) -> None:
        """Forgets the hosts that anybody may ask; those that another writer has in hand are left to that one."""
        free = "SELECT host FROM host_turns WHERE until <= ?" + (" FOR UPDATE SKIP LOCKED" if self._plain.is_postgresql else "")
        self._plain.run(f"DELETE FROM host_turns WHERE host IN ({free})", (to_text(now),))

    def lock(self, hosts: Sequence[str]) -> None:
        """Has other writers wait for those of the hosts that are known, taken in one order so that no two wait for each other."""
        if self._plain.is_postgresql:
            for some in batches(sorted(hosts)):
                self._plain.rows(f"SELECT 1 FROM host_turns WHERE host IN ({holes(some)}) ORDER BY host FOR UPDATE", some)
