"""The fetched bytes, kept as they came so that everything can be judged again (rule 6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import zstandard

from news.names import Digest, digest_of, digest_of_bytes
from store.instants import from_text, to_text
from store.plain import Plain, insert, json_in, json_out, words_in, words_out

LEVEL = 3
SERVED = ("url", "fetched_at", "media_type", "charset", "headers")
KNOWN = "SELECT 1 FROM captures WHERE digest = ?"
KNOWN_AND_STAYS = f"{KNOWN} FOR KEY SHARE"
"""Nobody lets go of it until it is said that it was served again."""
PUT = insert("captures", ("digest", "size", "zstd"), "ON CONFLICT (digest) DO NOTHING")
PUT_SIGHTING = insert(
    "capture_sightings", ("digest", "url_digest", *SERVED), "ON CONFLICT (digest, url_digest, fetched_at) DO NOTHING"
)
SIGHTINGS = f"SELECT {', '.join(SERVED)} FROM capture_sightings WHERE digest = ? ORDER BY fetched_at DESC"


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

    def __init__(self, plain: Plain) -> None:
        self._plain = plain

    @cached_property
    def _compressor(self) -> zstandard.ZstdCompressor:
        """One for all bodies of a transaction: it takes long to make, and threads may not share it."""
        return zstandard.ZstdCompressor(level=LEVEL)

    def keep(
        self, body: bytes, *, url: str, fetched_at: datetime, media_type: str | None = None, charset: str | None = None,
        headers: Mapping[str, str] | None = None, digest: Digest | None = None,
    ) -> Digest:  # fmt: skip
        """The body's name, `digest` where the caller has it at hand. Kept twice it is there once, with both sightings."""
        digest = digest or digest_of_bytes(body)
        if not self._plain.rows(KNOWN_AND_STAYS if self._plain.is_postgresql else KNOWN, (digest,)):
            self._plain.run(PUT, (digest, len(body), self._compressor.compress(body)))
        self._plain.run(PUT_SIGHTING, (
            digest, digest_of(url), words_in(url), to_text(fetched_at), words_in(media_type), words_in(charset),
            json_in(dict(headers or {})),
        ))  # fmt: skip
        return digest

    def get(self, digest: Digest) -> Capture | None:
        """The body with its latest sighting; None where it was never kept."""
        found = self._plain.rows("SELECT size, zstd FROM captures WHERE digest = ?", (digest,))
        if not found:
            return None
        (size, packed), seen = found[0], self.sightings(digest)[0]
        return Capture(
            digest=digest, body=unpack(packed, size), url=seen.url, fetched_at=seen.fetched_at,
            media_type=seen.media_type, charset=seen.charset, headers=seen.headers,
        )  # fmt: skip

    def sightings(self, digest: Digest) -> list[Sighting]:
        """Every time it was served, newest first."""
        return [
            Sighting(url=words_out(url) or "", fetched_at=from_text(at), media_type=words_out(media_type),
                     charset=words_out(charset), headers=json_out(headers))
            for url, at, media_type, charset, headers in self._plain.rows(SIGHTINGS, (digest,))
        ]  # fmt: skip


def unpack(packed: bytes, size: int) -> bytes:
    """The body; never more than the size it was kept with."""
    return zstandard.ZstdDecompressor().decompress(packed, max_output_size=size)
