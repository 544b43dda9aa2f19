"""Which entries are new, and which have changed: by key and digest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from news.names import Digest, EntryKey


class Named(Protocol):
    """What can be sifted: an entry, or what was worked out of one."""

    @property
    def key(self) -> EntryKey:
        """How the feed names it."""
        ...

    @property
    def digest(self) -> Digest:
        """Changes when anything the feed states of it does."""
        ...


N = TypeVar("N", bound=Named)


@dataclass(frozen=True, slots=True)
class Sifted(Generic[N]):
    """Entries never seen, entries whose statements differ from the last time, and how many are as they were."""

    new: tuple[N, ...]
    changed: tuple[N, ...]
    unchanged: int


def sift(entries: Iterable[N], known: Mapping[EntryKey, Digest]) -> Sifted[N]:
    """The entries to work on, in the feed's order. Of two with one key the first counts: newest first is the habit.

    `known` are the digests that were last seen.
    """
    new: list[N] = []
    changed: list[N] = []
    unchanged = 0
    taken: set[EntryKey] = set()
    for entry in entries:
        if entry.key in taken:
            continue
        taken.add(entry.key)
        if entry.key not in known:
            new.append(entry)
        elif known[entry.key] != entry.digest:
            changed.append(entry)
        else:
            unchanged += 1
    return Sifted(tuple(new), tuple(changed), unchanged)
