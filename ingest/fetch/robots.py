"""robots.txt (RFC 9309): what a host wants crawlers to leave alone, asked once a day."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from protego import Protego
from yarl import URL

from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, Kind, NotModified, Refused, Request
from ingest.fetch.targets import refused

PRODUCT = "wiredesk"
"""Our name in robots.txt (RFC 9309 section 2.2.1)."""
_KEEP_S = 24 * 3600.0
"""RFC 9309 section 2.4: not longer than a day."""
_RETRY_S = 600.0
"""How long a host's pages are left alone after its robots.txt could not be read."""
_MOST_HOSTS = 1000
_MOST_TEXT = 16 * 1024 * 1024


_Where = tuple[str, str | None]
"""An origin, and the feed on whose behalf alone it can be asked, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """One host's file, or the refusal or failure that stands for all its pages. `until` is on the monotonic clock."""

    until: float
    text: str = ""
    parsed: Protego | None = None
    trouble: Refused | Failed | None = None


class Robots:
    """Remembers what hosts said. Bounded: the host asked longest ago is forgotten first."""

    def __init__(self, fetch: Callable[[Request], Awaitable[FetchOutcome]], slow: Callable[[str, float], None]) -> None:
        self._fetch = fetch
        self._slow = slow
        self._rules: dict[_Where, _Rules] = {}
        self._asking: dict[_Where, asyncio.Lock] = {}
        self._text_size = 0

    async def objection(self, target: URL, feed: str | None = None) -> Refused | Failed | None:
        """Why the page must not be asked; None when it may. Asks the host for its robots.txt where that is not known.

        `feed` where it can be had on that feed's behalf only, as `Request.feed`.
        """
        origin = str(target.origin())
        where = (origin, feed)
        rules = self._known(where)
        if rules is None:
            async with self._asking.setdefault(where, asyncio.Lock()):
                rules = self._known(where) or await self._ask(target, where)
            self._asking.pop(where, None)
        if rules.trouble is not None:
            return rules.trouble
        if rules.parsed is None or rules.parsed.can_fetch(str(target), PRODUCT):
            return None
        words = f"{origin}/robots.txt asks {PRODUCT} to leave this page alone"
        return refused(str(target), "robots", words)

    def text(self, origin: str) -> str | None:
        """The robots.txt of `https://host[:port]` as it came, while it is remembered: it may state terms (`License:`)."""
        held = [where for where in self._rules if where[0] == origin]
        return next((rules.text for where in held if (rules := self._known(where)) is not None), None)

    async def _ask(self, target: URL, where: _Where) -> _Rules:
        origin, feed = where
        outcome = await self._fetch(Request(url=f"{origin}/robots.txt", kind=Kind.ROBOTS, feed=feed))
        rules = _read(outcome, time.monotonic())
        delay = (rules.parsed.crawl_delay(PRODUCT) if rules.parsed is not None else None) or 0.0
        if delay > 0:
            self._slow(target.raw_host or "", min(delay, _KEEP_S))
        self._forget(where)
        self._rules[where] = rules
        self._text_size += len(rules.text)
        while len(self._rules) > _MOST_HOSTS or self._text_size > _MOST_TEXT:
            self._forget(next(iter(self._rules)))
        return rules

    def _known(self, where: _Where) -> _Rules | None:
        rules = self._rules.get(where)
        return rules if rules is not None and rules.until > time.monotonic() else None

    def _forget(self, where: _Where) -> None:
        gone = self._rules.pop(where, None)
        if gone is not None:
            self._text_size -= len(gone.text)


def _read(outcome: FetchOutcome, now: float) -> _Rules:
    """RFC 9309 section 2.3.1: a file that is not there allows all; one that cannot be had forbids all for the moment."""
    match outcome:
        case Fetched(body=body):
            text = body.decode("utf-8", "replace").removeprefix("\ufeff")
            return _Rules(until=now + _KEEP_S, text=text, parsed=Protego.parse(text))
        case Failed(status=status) if status is not None and 400 <= status < 500 and status != 429:
            return _Rules(until=now + _KEEP_S)
        case Refused(rule="redirects"):
            return _Rules(until=now + _KEEP_S)
        case Failed(retry_after=until):
            at = until or outcome.fetched_at + timedelta(seconds=_RETRY_S)
            words = f"robots.txt cannot be read, so the page is not asked for: {outcome.words}"
            trouble = replace(outcome, words=words, retry_after=at, temporary=True)
            return _Rules(until=now + (at - datetime.now(UTC)).total_seconds(), trouble=trouble)
        case Refused():
            return _Rules(until=now + _RETRY_S, trouble=outcome)
        case NotModified():
            return _Rules(until=now)
