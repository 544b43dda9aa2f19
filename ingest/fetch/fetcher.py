"""Fetching, for the rest of the house: an address in, bytes or a reason out."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from yarl import URL

from ingest.fetch.addresses import is_within, networks
from ingest.fetch.door import Door
from ingest.fetch.gopher import get_gopher
from ingest.fetch.http import HttpClient, HttpOutcome, Redirect
from ingest.fetch.outcome import Failed, FetchOutcome, Kind, Refused, Request
from ingest.fetch.pace import Pace, SharedTurns
from ingest.fetch.robots import Robots, RobotsMemory, RobotsSaid
from ingest.fetch.settings import POLITE_S, Exemption, FetchSettings
from ingest.fetch.targets import read_target, refused, resolve, shown
from ingest.fetch.weather import outcome_of
from wire.urls import GopherUrl

_ANYWHERE = nullcontext()
_NO_EXEMPTION = Exemption()


class Fetcher:
    """Fetches over HTTP and gopher through the one door, politely. Nothing is opened before the first request needs it.

    Used as `async with Fetcher(settings) as fetcher`; any number of fetches may run at once. A ValueError names a wrong setting.
    `rests` are the hosts that asked an earlier run to be left alone, as its own `rests` named them. `memory` holds what stood in
    robots.txt files beyond this fetcher's life; `turns` keep its turns at hosts apart from those of others.
    """

    def __init__(
        self, settings: FetchSettings, rests: Mapping[str, datetime] | None = None, memory: RobotsMemory | None = None,
        turns: SharedTurns | None = None,
    ) -> None:  # fmt: skip
        self._settings = settings
        self._door = Door(settings)
        self._http = HttpClient(settings, self._door)
        own = networks(settings.allow_networks) if settings.pace_s is None else ()
        rest_s = POLITE_S if settings.pace_s is None else settings.pace_s
        self._pace = Pace(
            rest_s=rest_s, patience_s=settings.patience_s, is_own=lambda host: is_within(host, own), rests=rests, shared=turns
        )
        self._robots = Robots(self.fetch, self._pace.slow, memory)
        self._slots = asyncio.Semaphore(settings.connections)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._http.close()

    async def fetch(self, request: Request) -> FetchOutcome:
        """What came of the request. Refusals and failures are values with words for people; nothing is raised for them."""
        target = read_target(request.url, self._ports(request))
        if isinstance(target, Refused):
            return target
        if isinstance(target, GopherUrl):
            return await self._gopher(request, target)
        return await self._follow(request, target)

    def rests(self) -> dict[str, datetime]:
        """The hosts that asked to be left alone (429, 503), and until when (aware UTC): what the next run has to be told."""
        return self._pace.rests()

    def heed(self, rests: Mapping[str, datetime]) -> None:
        """Leaves these hosts alone until the instants (aware) that are named with them: others were told so."""
        self._pace.heed(rests)

    async def robots(self, origin: str, feed: str | None = None) -> RobotsSaid | Refused | Failed:
        """The robots.txt of `https://host[:port]`, asked for where it is not known; `feed` as in Request."""
        request = Request(url=f"{origin}/robots.txt", kind=Kind.ROBOTS, feed=feed)
        target = read_target(request.url, self._ports(request))
        if isinstance(target, GopherUrl):
            return refused(request.url, "scheme", "gopher knows no robots.txt")
        return target if isinstance(target, Refused) else await self._robots.said(target, self._apart(request))

    async def _gopher(self, request: Request, target: GopherUrl) -> FetchOutcome:
        async with self._pace.turn(target.host) as pause_s:
            if pause_s:
                return _paused(request.url, target.host, pause_s)
            try:
                berth = await self._berth(target.host)
            except OSError as error:
                return outcome_of(error, request.url, target.host, target.port)
            async with berth, self._slots:
                return await get_gopher(target, request, self._door, self._settings)

    async def _follow(self, request: Request, target: URL) -> FetchOutcome:
        """Hop by hop from redirect to redirect, each judged like the first. The time limit is for all hops together."""
        budget_s = self._settings.timeout_s
        moved_to: str | None = None
        permanent = True
        asked: str | None = None
        known_to = request.validators_of or str(target)
        for _ in range(self._settings.redirects + 1):
            if request.robots and (objection := await self._robots.objection(target, self._apart(request))):
                return _said(objection, request, target, hopped=asked is not None)
            host = target.raw_host or ""
            hop = request if request.validators is None or str(target) == known_to else replace(request, validators=None)
            outcome, asking_s = await self._hop(hop, target, at_once=host == asked, budget_s=budget_s, moved_to=moved_to)
            budget_s -= asking_s
            if isinstance(outcome, Refused | Failed):
                return _said(outcome, request, target, hopped=asked is not None)
            if not isinstance(outcome, Redirect):
                return outcome
            if not outcome.location:
                return refused(request.url, "redirects", f"{shown(str(target))} redirects without saying where to")
            following = read_target(resolve(target, outcome.location), self._ports(request))
            if isinstance(following, GopherUrl):
                following = refused(request.url, "scheme", "from the web to gopher is no way to follow")
            if request.form is not None and isinstance(following, URL) and (target.scheme, following.scheme) == ("https", "http"):
                following = refused(request.url, "scheme", "what is sent over TLS is not sent on without it")
            if isinstance(following, Refused):
                return replace(following, url=request.url, words=f"redirected by {host}: {following.words}")
            permanent = permanent and outcome.permanent
            moved_to = str(following) if permanent else moved_to
            target, asked = following, host
        return refused(
            request.url, "redirects", f"more than {self._settings.redirects} redirects, the last to {shown(str(target))}"
        )

    async def _hop(
        self, request: Request, target: URL, *, at_once: bool, budget_s: float, moved_to: str | None
    ) -> tuple[HttpOutcome, float]:
        """What one address answers when its host's turn has come, and the seconds that took without the waiting."""
        host = target.raw_host or ""
        async with self._pace.turn(host, at_once=at_once) as pause_s:
            if pause_s:
                return _paused(request.url, host, pause_s), 0.0
            try:
                berth = await self._berth(host)
            except OSError as error:
                return outcome_of(error, request.url, host, target.port or 0), 0.0
            ca = self._exemption(request).ca
            async with berth, self._slots:
                began = time.monotonic()
                outcome = await self._http.get(target, request, budget_s=budget_s, moved_to=moved_to, ca=ca)
                asking_s = time.monotonic() - began
            self._note_pause(outcome, host)
        return outcome, asking_s

    async def _berth(self, host: str) -> AbstractAsyncContextManager[None]:
        """A place at the address the host is at; the name service is asked for it, but for the operator's own. OSError says why
        there is none."""
        if self._pace.is_own(host):
            return _ANYWHERE
        return self._pace.berth(min(await self._door.addresses(host)))

    def _exemption(self, request: Request) -> Exemption:
        return _NO_EXEMPTION if request.feed is None else self._settings.exemptions.get(request.feed, _NO_EXEMPTION)

    def _apart(self, request: Request) -> str | None:
        """The feed, where it is exempt from something: what is learned on its behalf is not true for others."""
        return request.feed if request.feed in self._settings.exemptions else None

    def _ports(self, request: Request) -> tuple[int, ...]:
        return self._settings.allow_ports + self._exemption(request).ports

    def _note_pause(self, outcome: object, host: str) -> None:
        if not isinstance(outcome, Failed):
            return
        if outcome.retry_after is not None:
            self._pace.pause(host, (outcome.retry_after - outcome.fetched_at).total_seconds())
        elif outcome.status == 429:
            self._pace.pause(host, self._settings.pause_s)


def _paused(url: str, host: str, seconds: float) -> Failed:
    now = datetime.now(UTC)
    until = now + timedelta(seconds=seconds)
    words = f"{host} asked for rest and is left alone until {until:%Y-%m-%d %H:%M:%S} UTC"
    return Failed(url=url, cause="host-paused", words=words, fetched_at=now, retry_after=until)


def _said(outcome: Refused | Failed, request: Request, target: URL, *, hopped: bool) -> Refused | Failed:
    words = f"{outcome.words} (redirected to {shown(str(target))})" if hopped else outcome.words
    return replace(outcome, url=request.url, words=words)
