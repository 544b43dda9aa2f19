"""Fetching, for the rest of the house: an address in, bytes or a reason out."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Self

from yarl import URL

from ingest.fetch.addresses import is_within, networks
from ingest.fetch.door import Door
from ingest.fetch.gopher import get_gopher
from ingest.fetch.http import HttpClient, Redirect
from ingest.fetch.outcome import Failed, FetchOutcome, Refused, Request
from ingest.fetch.pace import Pace
from ingest.fetch.robots import Robots
from ingest.fetch.settings import POLITE_S, FetchSettings
from ingest.fetch.targets import read_target, refused, resolve, shown
from wire.urls import GopherUrl


class Fetcher:
    """Fetches over HTTP and gopher through the one door, politely. Nothing is opened before the first request needs it.

    Used as `async with Fetcher(settings) as fetcher`; any number of fetches may run at once. A ValueError names a wrong setting.
    """

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._door = Door(settings)
        self._http = HttpClient(settings, self._door)
        own = networks(settings.allow_networks) if settings.pace_s is None else ()
        rest_s = POLITE_S if settings.pace_s is None else settings.pace_s
        self._pace = Pace(rest_s=rest_s, patience_s=settings.patience_s, is_own=lambda host: is_within(host, own))
        self._robots = Robots(self.fetch, self._pace.slow)
        self._slots = asyncio.Semaphore(settings.connections)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._http.close()

    async def fetch(self, request: Request) -> FetchOutcome:
        """What came of the request. Refusals and failures are values with words for people; nothing is raised for them."""
        target = read_target(request.url, self._settings.allow_ports)
        if isinstance(target, Refused):
            return target
        if isinstance(target, GopherUrl):
            return await self._gopher(request, target)
        return await self._follow(request, target)

    def robots_text(self, origin: str) -> str | None:
        """The robots.txt of `https://host[:port]`, if this fetcher has read it: terms of use may stand in it."""
        return self._robots.text(origin)

    async def _gopher(self, request: Request, target: GopherUrl) -> FetchOutcome:
        async with self._pace.turn(target.host) as pause_s:
            if pause_s:
                return _paused(request.url, target.host, pause_s)
            async with self._slots:
                return await get_gopher(target, request, self._door, self._settings)

    async def _follow(self, request: Request, target: URL) -> FetchOutcome:
        """Hop by hop from redirect to redirect, each judged like the first. The time limit is for all hops together."""
        loop = asyncio.get_running_loop()
        budget_s = self._settings.timeout_s
        moved_to: str | None = None
        permanent = True
        asked: str | None = None
        for _ in range(self._settings.redirects + 1):
            if request.robots and (objection := await self._robots.objection(target)):
                return _said(objection, request, target, hopped=asked is not None)
            host = target.raw_host or ""
            async with self._pace.turn(host, at_once=host == asked) as pause_s:
                if pause_s:
                    return _paused(request.url, host, pause_s)
                async with self._slots:
                    began = loop.time()
                    outcome = await self._http.get(target, request, budget_s=budget_s, moved_to=moved_to)
                    budget_s -= loop.time() - began
                self._note_pause(outcome, host)
            if isinstance(outcome, Refused | Failed):
                return _said(outcome, request, target, hopped=asked is not None)
            if not isinstance(outcome, Redirect):
                return outcome
            if not outcome.location:
                return refused(request.url, "redirects", f"{shown(str(target))} redirects without saying where to")
            following = read_target(resolve(target, outcome.location), self._settings.allow_ports)
            if isinstance(following, GopherUrl):
                following = refused(request.url, "scheme", "from the web to gopher is no way to follow")
            if isinstance(following, Refused):
                return replace(following, url=request.url, words=f"redirected by {host}: {following.words}")
            permanent = permanent and outcome.permanent
            moved_to = str(following) if permanent else moved_to
            target, asked = following, host
        return refused(
            request.url, "redirects", f"more than {self._settings.redirects} redirects, the last to {shown(str(target))}"
        )

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
    words = f"{host} wants to be left alone until {until:%Y-%m-%d %H:%M:%S} UTC"
    return Failed(url=url, cause="host-paused", words=words, fetched_at=now, retry_after=until)


def _said(outcome: Refused | Failed, request: Request, target: URL, *, hopped: bool) -> Refused | Failed:
    words = f"{outcome.words} (redirected to {shown(str(target))})" if hopped else outcome.words
    return replace(outcome, url=request.url, words=words)
