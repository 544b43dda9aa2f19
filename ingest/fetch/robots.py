"""robots.txt (RFC 9309): what a host wants crawlers to leave alone, asked once a day, by however many passes."""

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from yarl import URL

from ingest.cadence import freshness
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, Kind, NotModified, Refused, Request
from ingest.fetch.targets import refused

if TYPE_CHECKING:
    from protego import Protego

PRODUCT = "wiredesk"
"""Our name in robots.txt (RFC 9309 section 2.2.1)."""
LONGEST_KEPT, SHORTEST_KEPT = timedelta(days=1), timedelta(hours=1)
"""RFC 9309 section 2.4: as Cache-Control says, and not longer than a day. However short a host says, it is not asked more often
than every hour."""
_AGENT_LINE = re.compile(r"((?:\A|[\r\n])[ \t]*user[- ]?agent[ \t:]+)([^#\r\n]*)", re.IGNORECASE)
_NAME = re.compile(r"[a-z_-]+")
_OTHERS = "-"
_WITHOUT_CONTENT = frozenset({204, 205})
_RETRY_S = 600.0
"""How long a host's pages are left alone after its robots.txt could not be read."""
_MOST_HOSTS = 1000
_MOST_TEXT = 16 * 1024 * 1024


_Where = tuple[str, str | None]
"""An origin, and the feed on whose behalf alone it can be asked, if there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsSaid:
    """A host's robots.txt, empty where it has none, and for how long from now on it holds."""

    text: str
    good_for: timedelta


class RobotsMemory(Protocol):
    """What outlasts a fetcher: the files that others read. Origins are `https://host[:port]`."""

    async def recall(self, origin: str) -> RobotsSaid | None:
        """What is remembered and still holds."""
        ...

    async def keep(self, origin: str, said: RobotsSaid) -> None:
        """Remembers it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """One host's file, or the refusal or failure that stands for all its pages. `until` is on the monotonic clock."""

    until: float
    text: str = ""
    parsed: "Protego | None" = None
    trouble: Refused | Failed | None = None


class Robots:
    """Remembers what hosts said. Bounded: the host asked longest ago is forgotten first."""

    def __init__(
        self, fetch: Callable[[Request], Awaitable[FetchOutcome]], slow: Callable[[str, float], None],
        memory: RobotsMemory | None = None,
    ) -> None:  # fmt: skip
        self._fetch = fetch
        self._slow = slow
        self._memory = memory
        self._rules: dict[_Where, _Rules] = {}
        self._asking: dict[_Where, asyncio.Lock] = {}
        self._delays: dict[str, dict[_Where, float]] = {}
        self._text_size = 0

    async def objection(self, target: URL, feed: str | None = None) -> Refused | Failed | None:
        """Why the page must not be asked; None when it may. Asks the host for its robots.txt where that is not known.

        `feed` where it can be had on that feed's behalf only, as `Request.feed`.
        """
        rules = await self._rules_of(target, feed)
        if rules.trouble is not None:
            return replace(rules.trouble, robots_of=str(target.origin()))
        if rules.parsed is None or rules.parsed.can_fetch(str(target), PRODUCT):
            return None
        words = f"{target.origin()}/robots.txt asks {PRODUCT} to leave this page alone"
        return replace(refused(str(target), "robots", words), robots_of=str(target.origin()))

    async def said(self, target: URL, feed: str | None = None) -> RobotsSaid | Refused | Failed:
        """The robots.txt of the host of `target`, or why it cannot be had; terms may stand in it too (`License:`)."""
        rules = await self._rules_of(target, feed)
        if rules.trouble is not None:
            return rules.trouble
        return RobotsSaid(text=rules.text, good_for=timedelta(seconds=max(0.0, rules.until - time.monotonic())))

    async def _rules_of(self, target: URL, feed: str | None) -> _Rules:
        where = (str(target.origin()), feed)
        rules = self._known(where)
        if rules is None:
            async with self._asking.setdefault(where, asyncio.Lock()):
                rules = self._known(where) or await self._recall(target, where) or await self._ask(target, where)
            self._asking.pop(where, None)
        return rules

    async def _recall(self, target: URL, where: _Where) -> _Rules | None:
        """What another fetcher was told; what is true on one feed's behalf only is nothing to share."""
        origin, feed = where
        said = await self._memory.recall(origin) if self._memory is not None and feed is None else None
        if said is None or not timedelta() < said.good_for <= LONGEST_KEPT:
            return None
        return self._hold(target, where, _heard(said.text, said.good_for, time.monotonic()))

    async def _ask(self, target: URL, where: _Where) -> _Rules:
        origin, feed = where
        outcome = await self._fetch(Request(url=f"{origin}/robots.txt", kind=Kind.ROBOTS, feed=feed))
        now = time.monotonic()
        rules = self._hold(target, where, _read(outcome, now))
        if self._memory is not None and feed is None and rules.trouble is None:
            await self._memory.keep(origin, RobotsSaid(text=rules.text, good_for=timedelta(seconds=rules.until - now)))
        return rules

    def _hold(self, target: URL, where: _Where, rules: _Rules) -> _Rules:
        if rules.trouble is None:
            self._heed_delay(target.raw_host or "", where, rules)
        self._forget(where)
        self._rules[where] = rules
        self._text_size += len(rules.text)
        while len(self._rules) > _MOST_HOSTS or self._text_size > _MOST_TEXT:
            self._forget(next(iter(self._rules)))
        return rules

    def _heed_delay(self, host: str, where: _Where, rules: _Rules) -> None:
        """Has the host get the longest rest that the files at any of its origins ask for; a file that asks for none takes back
        what it asked for before."""
        delay = (rules.parsed.crawl_delay(PRODUCT) if rules.parsed is not None else None) or 0.0
        delays = self._delays.get(host, {})
        if delay > 0:
            delays = self._delays.setdefault(host, delays)
            delays[where] = min(delay, LONGEST_KEPT.total_seconds())
        elif delays.pop(where, None) is None:
            return
        self._slow(host, max(delays.values(), default=0.0))

    def _known(self, where: _Where) -> _Rules | None:
        rules = self._rules.get(where)
        return rules if rules is not None and rules.until > time.monotonic() else None

    def _forget(self, where: _Where) -> None:
        gone = self._rules.pop(where, None)
        if gone is not None:
            self._text_size -= len(gone.text)


def _heard(text: str, good_for: timedelta, now: float) -> _Rules:
    from protego import Protego  # noqa: PLC0415 — who asks for feeds alone asks no robots.txt

    parsed = Protego.parse(_AGENT_LINE.sub(_whose, text)) if text else None
    return _Rules(until=now + good_for.total_seconds(), text=text, parsed=parsed)


def _whose(line: re.Match[str]) -> str:
    """The line that begins a group, as one for us by our whole name, for all, or for others. Its name ends with the first sign
    that no name may have (RFC 9309 section 2.2.1): `wiredesk/0.1` is ours. The library takes a part of our name for it too."""
    stated = line[2].strip().lower()
    name = _NAME.match(stated)
    return line[1] + ("*" if stated == "*" else PRODUCT if name is not None and name[0] == PRODUCT else _OTHERS)


def _read(outcome: FetchOutcome, now: float) -> _Rules:
    """RFC 9309 section 2.3.1: a file that is not there allows all; one that cannot be had forbids all for the moment."""
    match outcome:
        case Fetched(body=body, headers=headers, fetched_at=at):
            good_for = LONGEST_KEPT
            if "cache-control" in headers or "expires" in headers:
                good_for = min(max(freshness(headers, at), SHORTEST_KEPT), LONGEST_KEPT)
            return _heard(body.decode("utf-8", "replace").removeprefix("\ufeff"), good_for, now)
        case Failed(status=status) if status in _WITHOUT_CONTENT or (
            status is not None and 400 <= status < 500 and status != 429
        ):
            return _heard("", LONGEST_KEPT, now)
        case Refused(rule="redirects"):
            return _heard("", LONGEST_KEPT, now)
        case Failed(retry_after=until):
            at = until or outcome.fetched_at + timedelta(seconds=_RETRY_S)
            words = f"robots.txt cannot be read, so the page is not asked for: {outcome.words}"
            trouble = replace(outcome, words=words, retry_after=at, temporary=True)
            return _Rules(until=now + (at - datetime.now(UTC)).total_seconds(), trouble=trouble)
        case Refused():
            return _Rules(until=now + _RETRY_S, trouble=outcome)
        case NotModified():
            return _Rules(until=now)
