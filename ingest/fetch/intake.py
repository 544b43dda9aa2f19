"""The measure of what comes in: how much of it, and how fast."""

import time

from ingest.fetch.settings import FetchSettings


class TooLarge(Exception):
    """More came than this kind of body may have."""


class TooSlow(Exception):
    """So little comes that somebody may want to keep us waiting."""


class Intake:
    """Counts the bytes of one body as they come over the wire, before any decoding."""

    def __init__(self, cap: int, settings: FetchSettings) -> None:
        self._cap = cap
        self._rate = settings.slowest_rate
        self._grace_s = settings.rate_grace_s
        self._began = time.monotonic()
        self._size = 0

    def take(self, size: int) -> None:
        """Counts one piece. TooLarge past the cap, TooSlow below the least rate once the time of grace is over."""
        self._size += size
        if self._size > self._cap:
            raise TooLarge
        passed = time.monotonic() - self._began
        if passed > self._grace_s and self._size < self._rate * passed:
            raise TooSlow


def size_words(size: int) -> str:
    """A size for people: `20 MiB`, `256 KiB`, `300 bytes`."""
    for unit, name in ((1024 * 1024, "MiB"), (1024, "KiB")):
        if size >= unit:
            return f"{size / unit:.4g} {name}"
    return f"{size} bytes"
