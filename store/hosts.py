"""What the pages of a host have in common: on how many of its stories a block of text was printed, and left out.

In plain SQL: with every few pages all that is known of their hosts is read, and of each story all its blocks are counted.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from news.names import Digest
from store.instants import to_text
from store.plain import Plain, batches, holes, insert

MOST: Final = 1000
"""Blocks kept of a host: half of them those that stood on most stories, the others those that were met last."""
SLACK: Final = 250
"""How many more there may be before they are thinned out."""


@dataclass(frozen=True, slots=True)
class BlockTimes:
    """On how many stories of a host a block was printed, and on how many it stood and was left out."""

    printed: int
    left: int


class Hosts:
    """The memory of each host. Whoever adds to it sees to it that no story is added twice."""

    def __init__(self, plain: Plain) -> None:
        self._plain = plain
        self._sizes: dict[str, int] = {}

    def known(self, host: str, least: int) -> dict[Digest, BlockTimes]:
        """The blocks that stood on so many stories of the host or on more."""
        return {digest: BlockTimes(printed, left) for digest, printed, left in self._plain.rows(KNOWN, (host, least))}

    def add(self, host: str, printed: Collection[Digest], left: Collection[Digest], now: datetime) -> None:
        """Counts one story more, and forgets what is old and rare where there is too much of it."""
        out = set(left) - set(printed)
        self._count(PRINTED, host, printed, (1, 0), now)
        self._count(LEFT, host, out, (0, 1), now)
        # counted again only where there may be too many by now: counting takes as long as adding
        size = self._sizes.get(host, MOST + SLACK) + len(printed) + len(out)
        if size > MOST + SLACK:
            ((size,),) = self._plain.rows(SIZE, (host,))
        self._sizes[host] = self._thin_out(host) if size > MOST + SLACK else size

    def _count(self, put: str, host: str, blocks: Collection[Digest], first: tuple[int, int], now: datetime) -> None:
        if blocks:
            self._plain.run_for_each(put, [(host, digest, to_text(now), *first) for digest in sorted(blocks)])

    def _thin_out(self, host: str) -> int:
        """Says how many are left."""
        rows = sorted(self._plain.rows(ALL, (host,)), key=lambda row: (row[1], row[2]), reverse=True)
        rest = sorted(rows[MOST // 2 :], key=lambda row: row[2], reverse=True)
        for some in batches([digest for digest, *_ in rest[MOST - MOST // 2 :]]):
            self._plain.run(f"{FORGET} ({holes(some)})", (host, *some))
        return MOST


COUNTED = "ON CONFLICT (host, digest) DO UPDATE SET last_seen_at = excluded.last_seen_at"
COLUMNS = ("host", "digest", "last_seen_at", "printed", "left_out")
PRINTED = insert("host_blocks", COLUMNS, f"{COUNTED}, printed = host_blocks.printed + 1")
LEFT = insert("host_blocks", COLUMNS, f"{COUNTED}, left_out = host_blocks.left_out + 1")
KNOWN = "SELECT digest, printed, left_out FROM host_blocks WHERE host = ? AND printed + left_out >= ?"
ALL = "SELECT digest, printed + left_out, last_seen_at FROM host_blocks WHERE host = ?"
SIZE = "SELECT count(*) FROM host_blocks WHERE host = ?"
FORGET = "DELETE FROM host_blocks WHERE host = ? AND digest IN"
