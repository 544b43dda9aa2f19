"""Which entries are new, and which have changed: by key and digest."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingest.parse.entry import Entry
from news.names import Digest, EntryKey


@dataclass(frozen=True, slots=True)
class Sifted:
    """Entries never seen, entries whose statements differ from the last time, and how many are as they were."""

    new: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    unchanged: int


def sift(entries: Iterable[Entry], digests: Mapping[EntryKey, Digest], known: Mapping[EntryKey, Digest]) -> Sifted:
    """The entries to work on, in the feed's order. Of two with one key the first counts: newest first is the habit.

    `digests` are those of the entries, `known` those that were last seen.
    """
    new, changed, unchanged = [], [], 0
    taken: set[EntryKey] = set()
    for entry in entries:
        if entry.key in taken:
            continue
        taken.add(entry.key)
        if entry.key not in known:
            new.append(entry)
        elif known[entry.key] != digests[entry.key]:
            changed.append(entry)
        else:
            unchanged += 1
    return Sifted(tuple(new), tuple(changed), unchanged)
