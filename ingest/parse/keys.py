"""How a feed's entries are told apart, and how much of them is read at most."""

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import chain, count
from typing import Final

from ingest.parse.entry import Content, Entry
from news.names import EntryKey, digest_of

MOST_ENTRIES: Final = 2000
"""Entries of one document; feeds put the newest first."""
LARGEST_TEXT: Final = 1024 * 1024
"""Characters of one element of an entry; a longer one is not read, and the page is taken instead."""
LONGEST_KEY: Final = 500


def entry_key(stated: str, link: str | None, title: str | None, contents: Sequence[Content]) -> EntryKey:
    """How the feed names the entry (`stated`); else its link; else a hash of its words, which then are all it has."""
    key = stated.strip() or link or f"text-{digest_of(title or '', *(content.body for content in contents))[:32]}"
    return EntryKey(key if len(key) <= LONGEST_KEY else f"long-{digest_of(key)[:32]}")


def with_unique_keys(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The entries with a key each, and those that were passed over.

    One that is listed twice (same key, same link) is taken once, the first time. Different ones under one key all get
    their link into it: publishers do reuse ids. Without a link nothing says that two are one: those are told apart by their
    titles, else by all they state, else numbered.
    """
    first: dict[tuple[str, ...], Entry] = {}
    repeated = []
    for entry in entries:
        way = (entry.key, entry.link) if entry.link else _apart(entry, first)
        if way in first:
            repeated.append(entry)
        else:
            first[way] = entry
    times = Counter(key for key, *_ in first)
    kept = tuple(
        entry if times[entry.key] == 1 else replace(entry, key=_joined(entry.key, apart)) for (_, *apart), entry in first.items()
    )
    return kept, tuple(repeated)


def words_for(repeated: Sequence[Entry]) -> tuple[str, ...]:
    """What `skipped` says of entries that were passed over; nothing where none was."""
    return (f"{len(repeated)} listed twice and taken once",) if repeated else ()


def _apart(entry: Entry, others: Container[tuple[str, ...]]) -> tuple[str, ...]:
    """What tells an entry without a link from all others: as little of it as does."""
    title, digest = entry.title or "", entry.digest[:12]
    ways = chain([(title,), (title, digest)], ((title, digest, str(number)) for number in count(2)))
    return next(found for way in ways if (found := (entry.key, *way)) not in others)


def _joined(key: EntryKey, apart: Sequence[str]) -> EntryKey:
    return EntryKey(" ".join((key, *(part for part in apart if part))))
