"""What was fetched is kept for a time; then the room is given back, but for what something still rests on."""

from dataclasses import dataclass
from datetime import timedelta

from desk.office import Office
from store.retention import Kept

RECENT = timedelta(days=1)
"""What was served so lately is never let go, however little room there is."""
AT_ONCE = 500
"""Bodies let go of in one transaction: others have to get their turn in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pruned:
    """What was let go, what is kept, and by how many bytes the database's file became smaller."""

    dropped: Kept
    kept: Kept
    compacted: int = 0
    dry_run: bool = False


def prune(office: Office, *, dry_run: bool = False) -> Pruned:
    """Lets go of captures that are older than the config keeps them, and of the oldest beyond the room that it gives them; never
    of what an entry waits to be read from, nor of what a story that was ever approved came from. Raises StoreError."""
    config, now = office.config.retention, office.clock()
    recent = now - RECENT
    before = None if config.captures is None else min(now - config.captures, recent)
    with office.database.read() as transaction:
        spare = transaction.retention.spare(before=before, room=config.size, recent=recent)
    dropped = Kept()
    for at in range(0, len(spare), AT_ONCE):
        with office.database.rehearse() if dry_run else office.database.write() as transaction:
            dropped += transaction.retention.drop(spare[at : at + AT_ONCE], recent)
    with office.database.read() as transaction:
        kept = transaction.retention.all()
    if dry_run:
        return Pruned(
            dropped=dropped, kept=Kept(bodies=kept.bodies - dropped.bodies, bytes=kept.bytes - dropped.bytes), dry_run=True
        )
    return Pruned(dropped=dropped, kept=kept, compacted=office.database.compact())
