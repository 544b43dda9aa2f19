"""The fetched bytes, kept as they came so that everything can be judged again (rule 6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import zstandard
from sqlalchemy import Connection, bindparam, select

from news.names import Digest, digest_of, digest_of_bytes
from store.dialect import Upsert
from store.tables import capture_sightings, captures

LEVEL = 3
PUT, PUT_SIGHTING = Upsert(captures), Upsert(capture_sightings)
SIZE = select(captures.c.size).where(captures.c.digest == bindparam("digest"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A body and how it was served. `headers` have lower-case names; `fetched_at` is aware UTC."""

    digest: Digest
    body: bytes
    url: str
    fetched_at: datetime
    media_type: str | None = None
    charset: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One time that a body was served: where, when, and as what."""

    url: str
    fetched_at: datetime
    media_type: str | None
    charset: str | None
    headers: Mapping[str, str]


class Captures:
    """Bodies by their SHA-256, each kept once however often it is served."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(
        self, body: bytes, *, url: str, fetched_at: datetime, media_type: str | None = None, charset: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Digest:  # fmt: skip
        """The body's name. Kept twice it is there once, with both sightings."""
        digest = digest_of_bytes(body)
        if self._connection.scalar(SIZE, {"digest": digest}) is None:
            row = {"digest": digest, "size": len(body), "zstd": zstandard.ZstdCompressor(level=LEVEL).compress(body)}
            self._connection.execute(PUT.on(self._connection), row)
        seen = {
            "digest": digest, "url_digest": digest_of(url), "url": url, "fetched_at": fetched_at,
            "media_type": media_type, "charset": charset, "headers": dict(headers or {}),
        }  # fmt: skip
        self._connection.execute(PUT_SIGHTING.on(self._connection), seen)
        return digest

    def get(self, digest: Digest) -> Capture | None:
        """The body with its latest sighting; None where it was never kept."""
        row = self._connection.execute(select(captures).where(captures.c.digest == digest)).first()
        if row is None:
            return None
        seen = self.sightings(digest)[0]
        return Capture(
            digest=digest, body=unpack(row.zstd, row.size), url=seen.url, fetched_at=seen.fetched_at,
            media_type=seen.media_type, charset=seen.charset, headers=seen.headers,
        )  # fmt: skip

    def sightings(self, digest: Digest) -> list[Sighting]:
        """Every time it was served, newest first."""
        at = capture_sightings.c
        rows = self._connection.execute(select(capture_sightings).where(at.digest == digest).order_by(at.fetched_at.desc()))
        return [
            Sighting(url=row.url, fetched_at=row.fetched_at, media_type=row.media_type, charset=row.charset, headers=row.headers)
            for row in rows
        ]


def unpack(packed: bytes, size: int) -> bytes:
    """The body; never more than the size it was kept with."""
    return zstandard.ZstdDecompressor().decompress(packed, max_output_size=size)
