"""Entries as polling sees them: which are known, and which are to be read now. In plain SQL, as all that polling does."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from news.names import Digest, EntryKey, FeedId, digest_of
from store.due import ENTRIES
from store.instants import LONGEST_LEASE, to_text
from store.plain import Plain, Row, batches, holes, insert, overwriting, words_in, words_out
from store.poll_rows import Found

if TYPE_CHECKING:
    from store.entry_rows import EntriesFound, EntryRow

COLUMNS = ("feed_id", "key_digest", "key", "digest", "link", "feed_digest", "state", "attempts", "next_try_at", "reason_code",
           "reason_words", "first_seen_at", "last_seen_at", "lease_owner", "lease_until", "lease_token", "payload",
           "page")  # fmt: skip
ANEW = ("digest", "link", "payload", "feed_digest", "state", "attempts", "next_try_at", "reason_code", "reason_words",
        "last_seen_at", "lease_owner", "lease_until", "page")  # fmt: skip
"""What a changed entry gets anew; when it was first seen, and the story it became, stay."""
PUT = insert(
    "entries", COLUMNS,
    f"ON CONFLICT (feed_id, key_digest) DO UPDATE SET {overwriting(ANEW)}, lease_token = entries.lease_token + 1",
)  # fmt: skip
# the first two conditions are those of an index, which holds what waits and nothing else
RENEW = "UPDATE entries SET lease_until = ? WHERE state = 'waiting' AND next_try_at IS NOT NULL AND lease_owner = ?"


class PolledEntries:
    """Entries by feed and key."""

    def __init__(self, plain: Plain) -> None:
        self._plain = plain

    def known(self, feed: FeedId, keys: Sequence[EntryKey]) -> dict[EntryKey, Digest]:
        """The digests of those that were seen before."""
        found: dict[EntryKey, Digest] = {}
        for some in batches(keys):
            asked = f"SELECT key, digest FROM entries WHERE feed_id = ? AND key_digest IN ({holes(some)})"
            rows = self._plain.rows(asked, (feed, *map(_named, some)))
            found.update((EntryKey(words_out(key) or ""), digest) for key, digest in rows)
        return found

    def restated(self, feed: FeedId, digests: Sequence[Digest]) -> set[Digest]:
        """Those among the digests that an entry of the feed was last stated with, under whatever key."""
        found: set[Digest] = set()
        for some in batches(digests):
            asked = f"SELECT digest FROM entries WHERE feed_id = ? AND digest IN ({holes(some)})"
            found.update(Digest(digest) for (digest,) in self._plain.rows(asked, (feed, *some)))
        return found

    def save(self, feed: FeedId, found: "EntriesFound", now: datetime) -> Found:
        """How many were new and changed. Each of `found.rows` waits to be worked on from now, changed ones again; whoever
        works on an older state of one does so for nothing."""
        rows = tuple({row.key: row for row in found.rows}.values())
        before = self.known(feed, [row.key for row in rows]) if found.known is None else found.known
        changed = sum(row.key in before for row in rows)
        if rows:
            self._plain.run_for_each(PUT, [_values(feed, row, to_text(now)) for row in rows])
        written = {row.key for row in rows}
        for some in batches([key for key in found.seen if key not in written]):
            change = f"UPDATE entries SET last_seen_at = ? WHERE feed_id = ? AND key_digest IN ({holes(some)})"
            self._plain.run(change, (to_text(now), feed, *map(_named, some)))
        return Found(seen=len(written | set(found.seen)), new=len(rows) - changed, changed=changed)

    def is_any_due(self, now: datetime) -> bool:
        """Whether there is an entry to work on now."""
        moment = to_text(now)
        return bool(self._plain.rows(ENTRIES, (moment, moment, to_text(now + LONGEST_LEASE))))

    def renew(self, owner: str, now: datetime, *, lease_s: float) -> None:
        """Leaves what the owner works on to it for another `lease_s` seconds."""
        self._plain.run(RENEW, (to_text(now + timedelta(seconds=lease_s)), owner))


@lru_cache(maxsize=1024)
def _named(key: EntryKey) -> Digest:
    """The key as indexes hold it. A poll asks for each more than once."""
    return digest_of(key)


def _values(feed: FeedId, row: "EntryRow", now: str) -> Row:
    """The entry's row, as COLUMNS."""
    return (
        feed, _named(row.key), words_in(row.key), row.digest, words_in(row.link), row.feed_digest, "waiting", 0, now, None, None,
        now, now, None, None, 0, words_in(row.payload), None,
    )  # fmt: skip
