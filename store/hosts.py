"""What the pages of a host have in common: on how many of its stories a block of text was printed, and left out."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, delete, select

from news.names import Digest
from store.dialect import Put, plain_within
from store.plain import batches
from store.tables import host_blocks

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

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def known(self, host: str, least: int) -> dict[Digest, BlockTimes]:
        """The blocks that stood on so many stories of the host or on more."""
        rows = self._connection.execute(KNOWN, {"its_host": host, "least": least})
        return {Digest(row.digest): BlockTimes(row.printed, row.left_out) for row in rows}

    def add(self, host: str, printed: Collection[Digest], left: Collection[Digest], now: datetime) -> None:
        """Counts one story more, and forgets what is old and rare where there is too much of it."""
        self._count(host, printed, PRINTED, {"printed": 1, "left_out": 0}, now)
        self._count(host, set(left) - set(printed), LEFT, {"printed": 0, "left_out": 1}, now)
        ((size,),) = plain_within(self._connection).rows(SIZE, (host,))
        if size > MOST + SLACK:
            self._thin_out(host)

    def _count(self, host: str, blocks: Iterable[Digest], put: Put, first: dict[str, int], now: datetime) -> None:
        rows = [{"host": host, "digest": digest, "last_seen_at": now, **first} for digest in sorted(blocks)]
        put.rows(self._connection, rows)

    def _thin_out(self, host: str) -> None:
        rows = list(self._connection.execute(ALL, {"its_host": host}))
        rows.sort(key=lambda row: (row.printed + row.left_out, row.last_seen_at), reverse=True)
        rest = sorted(rows[MOST // 2 :], key=lambda row: row.last_seen_at, reverse=True)
        for some in batches([row.digest for row in rest[MOST - MOST // 2 :]]):
            self._connection.execute(FORGET, {"its_host": host, "digests": list(some)})


at = host_blocks.c
COUNTED = "ON CONFLICT (host, digest) DO UPDATE SET last_seen_at = excluded.last_seen_at"
PRINTED = Put(host_blocks, f"{COUNTED}, printed = host_blocks.printed + 1")
LEFT = Put(host_blocks, f"{COUNTED}, left_out = host_blocks.left_out + 1")
KNOWN = select(at.digest, at.printed, at.left_out).where(
    at.host == bindparam("its_host"), at.printed + at.left_out >= bindparam("least")
)
ALL = select(at.digest, at.printed, at.left_out, at.last_seen_at).where(at.host == bindparam("its_host"))
SIZE = "SELECT count(*) FROM host_blocks WHERE host = ?"
FORGET = delete(host_blocks).where(at.host == bindparam("its_host"), at.digest.in_(bindparam("digests", expanding=True)))
