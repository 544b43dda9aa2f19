"""HTTP (RFC 9110): one request and its answer. Redirects are handed back, so that each hop is judged anew."""

import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
from aiohttp.http import HttpProcessingError
from yarl import URL

from ingest.doorstep import LARGEST, behind_a_refusal
from ingest.fetch.answer import WRAPPING, Answer, Wrapped
from ingest.fetch.decode import ACCEPT, Undecodable, decoder_of
from ingest.fetch.door import Door
from ingest.fetch.intake import Intake, TooLarge, TooSlow, size_words
from ingest.fetch.outcome import Failed, Fetched, Kind, NotModified, Refused, Request, Validators
from ingest.fetch.settings import FetchSettings
from ingest.fetch.targets import refused, shown
from ingest.fetch.weather import failed, outcome_of, status_failure, status_words
from wire.version import VERSION

_WELCOME = {
    Kind.FEED: "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, "
    "application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1",
    Kind.PAGE: "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.5, */*;q=0.1",
    Kind.ROBOTS: "text/plain, */*;q=0.1",
    Kind.TERMS: "application/rsl+xml, application/json, application/xml;q=0.8, */*;q=0.1",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_KEEPING_THE_METHOD = frozenset({307, 308})
_REFUSALS = frozenset({403, 405, 429, 503})
"""Statuses that checks for robots come with, beside those of success."""
_NONE = Validators()
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """The server names another address. `location` as it came; `permanent` for 301 and 308 (RFC 9110 section 15.4)."""

    location: str
    permanent: bool


HttpOutcome = Fetched | NotModified | Redirect | Refused | Failed


class HttpClient:
    """Asks one address at a time. The connections are opened with the first request and closed by `close`."""

    def __init__(self, settings: FetchSettings, door: Door) -> None:
        self._settings = settings
        self._door = door
        self._limits = _limits(settings, settings.timeout_s)
        self._session: aiohttp.ClientSession | None = None

    async def close(self) -> None:
        """Closes what is open; the client may be used again."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def get(
        self, target: URL, request: Request, *, budget_s: float, moved_to: str | None = None, ca: Path | None = None
    ) -> HttpOutcome:
        """What the address answers within `budget_s` seconds. Never raises for what the other side or the net does."""
        host, port = target.raw_host or "", target.port or 0
        settings = self._settings
        began = time.monotonic()
        try:
            trusted = self._door.trusted(ca) if target.scheme == "https" else True
        except ValueError as error:
            return failed(request.url, "tls", str(error))
        try:
            asked = self._open().request(
                "GET" if request.form is None else "POST",
                target,
                headers=_headers(request),
                data=request.form,
                allow_redirects=False,
                ssl=trusted,
                timeout=self._limits if budget_s == settings.timeout_s else _limits(settings, budget_s),
            )
            async with asked as response:
                assert isinstance(response, Answer)
                return await self._read(response, target, request, began=began, moved_to=moved_to)
        except aiohttp.ConnectionTimeoutError:
            return failed(request.url, "timeout", f"{host} did not take the connection within {settings.connect_s:g} s")
        except aiohttp.SocketTimeoutError:
            return failed(request.url, "timeout", f"{host} sent nothing for {settings.idle_s:g} s")
        except TimeoutError:
            return failed(request.url, "timeout", f"{host} did not finish within {settings.timeout_s:g} s")
        except TooSlow:
            return failed(request.url, "timeout", f"{host} sends less than {settings.slowest_rate} bytes a second")
        except TooLarge:
            return _too_large(request, settings)
        except Wrapped:
            words = f"{host} sends {size_words(WRAPPING)} and more around its answer; reading stopped"
            return refused(request.url, "too-large", words)
        except Undecodable as error:
            return failed(request.url, "broken", f"{host}: {error}")
        except (aiohttp.ClientError, HttpProcessingError, OSError, ValueError) as error:
            return outcome_of(error, request.url, host, port)

    async def _read(self, response: Answer, target: URL, request: Request, *, began: float, moved_to: str | None) -> HttpOutcome:
        status = response.status
        if status in (_REDIRECTS if request.form is None else _KEEPING_THE_METHOD):
            return Redirect(location=response.headers.get("Location", "").strip(), permanent=status in _PERMANENT)
        if status == 304:
            if request.validators is None or request.validators == _NONE:
                return failed(request.url, "broken", f"{status_words(status)}, though nothing was said of what we have")
            headers = _plain(response)
            return NotModified(
                url=request.url,
                fetched_at=datetime.now(UTC),
                headers=headers,
                validators=_updated(request.validators, _validators(headers)),
                moved_to=moved_to,
                took_s=time.monotonic() - began,
            )
        if request.form is not None and 200 <= status < 300:
            now, took_s = datetime.now(UTC), time.monotonic() - began
            return Fetched(url=request.url, final_url=str(target), status=status, body=b"", fetched_at=now, took_s=took_s)
        if status not in {200, 203} or request.form is not None:
            failure = status_failure(request.url, status, response.headers.get("Retry-After"))
            asked = await self._asked_for(response, request) if status in _REFUSALS and request.kind is not Kind.ROBOTS else None
            return failure if asked is None else replace(failure, words=f"{failure.words}: {asked}")
        headers = _plain(response)
        body = await self._body(response, request, headers, self._settings.cap(request.kind), request.kind is Kind.ROBOTS)
        if isinstance(body, Refused | Failed):
            return body
        media_type, charset = read_content_type(headers.get("content-type", ""))
        return Fetched(
            url=request.url,
            final_url=str(target),
            status=status,
            body=body,
            fetched_at=datetime.now(UTC),
            media_type=media_type,
            charset=charset,
            headers=headers,
            validators=_validators(headers),
            moved_to=moved_to,
            took_s=time.monotonic() - began,
        )

    async def _asked_for(self, response: Answer, request: Request) -> str | None:
        """What a refusal asks for, in words, by its headers and the beginning of its body; None where that cannot be told."""
        headers, body = _plain(response), b""
        with suppress(aiohttp.ClientError, HttpProcessingError, OSError, TooSlow, TooLarge, Wrapped, Undecodable):
            read = await self._body(response, request, headers, LARGEST, True)
            body = read if isinstance(read, bytes) else b""
        return behind_a_refusal(
            Fetched(url=request.url, final_url=request.url, status=response.status, body=body, fetched_at=datetime.now(UTC),
                    headers=headers)
        )  # fmt: skip

    async def _body(
        self, response: Answer, request: Request, headers: Mapping[str, str], cap: int, partial: bool
    ) -> bytes | Refused | Failed:
        """The decoded body, of `cap` bytes at most. A `partial` one that is longer is the part that fits, of a robots.txt the
        lines that do (RFC 9309 section 2.5): half a line may allow what the whole one does not."""
        coding = headers.get("content-encoding", "")
        decoder = decoder_of(coding)
        if decoder is None:
            words = f"the body is packed as {shown(coding)!r}, which was not asked for; {ACCEPT} can be read, one at a time"
            return refused(request.url, "encoding", words)
        if headers.get("transfer-encoding", "chunked").strip().lower() != "chunked":
            words = f"the transfer coding {shown(headers['transfer-encoding'])!r} was not asked for"
            return refused(request.url, "encoding", words)
        if response.content_length is not None and response.content_length > cap and not partial:
            return _too_large(request, self._settings)
        intake = Intake(cap, self._settings)
        pieces: list[bytes] = []
        room = cap
        try:
            while piece := await response.content.readany():
                pieces.append(decoder.feed(piece, room))
                room -= len(pieces[-1])
                intake.take(len(piece))
                response.allow(2 * len(piece))
                if room < 0:
                    raise TooLarge
        except TooLarge:
            if not partial:
                raise
            part = b"".join(pieces)[:cap]
            return part if request.kind is not Kind.ROBOTS else part[: max(part.rfind(b"\n"), part.rfind(b"\r")) + 1]
        except aiohttp.ClientError as error:
            response.check(error)
            raise
        if not decoder.whole():
            return failed(request.url, "broken", f"the answer of {response.url.raw_host} breaks off before its end")
        return b"".join(pieces)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            settings = self._settings
            self._session = aiohttp.ClientSession(
                connector=self._door.connector(),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": f"wiredesk/{VERSION} (+{settings.contact})", "Accept-Encoding": ACCEPT},
                auto_decompress=False,
                response_class=Answer,
                trust_env=False,
                max_line_size=settings.header_bytes,
                max_field_size=settings.header_bytes,
                max_headers=settings.headers,
            )
        return self._session


def _limits(settings: FetchSettings, budget_s: float) -> aiohttp.ClientTimeout:
    # the library takes no time at all for no limit
    return aiohttp.ClientTimeout(total=max(budget_s, 0.001), sock_connect=settings.connect_s, sock_read=settings.idle_s)


def _headers(request: Request) -> dict[str, str]:
    headers = {"Accept": _WELCOME.get(request.kind, "*/*")}
    if request.form is not None:
        headers["Content-Type"] = _FORM
    if request.validators is not None:
        if request.validators.etag is not None:
            headers["If-None-Match"] = request.validators.etag
        if request.validators.last_modified is not None:
            headers["If-Modified-Since"] = request.validators.last_modified
    return headers


def _plain(response: aiohttp.ClientResponse) -> dict[str, str]:
    """The headers with lower-case names; repeated ones joined by a comma (RFC 9110 section 5.2)."""
    plain: dict[str, str] = {}
    for stated, value in response.headers.items():
        name = stated.lower()
        plain[name] = f"{plain[name]}, {value}" if name in plain else value
    return plain


def _validators(headers: Mapping[str, str]) -> Validators | None:
    """What the server gave to ask with next time, if it can be sent back as it is."""
    etag, last_modified = (
        value if value is not None and value.isprintable() and 0 < len(value) <= 1024 else None
        for value in (headers.get("etag"), headers.get("last-modified"))
    )
    if etag is None and last_modified is None:
        return None
    return Validators(etag=etag, last_modified=last_modified)


def _updated(ours: Validators, its: Validators | None) -> Validators:
    """What a 304 makes of the validators that it was asked with: an ETag that it does not repeat stays (RFC 9111 section 3.2)."""
    return ours if its is None else its if its.etag is not None else replace(its, etag=ours.etag)


def read_content_type(value: str) -> tuple[str | None, str | None]:
    """Media type and charset of a Content-Type (RFC 9110 section 8.3), both in lower case; None where none is stated. Where it is
    stated more than once the last counts, with the charset of one before that was of the same type."""
    media_type, charset = None, None
    for stated in value.lower().split(","):
        named, *parameters = (part.strip() for part in stated.split(";"))
        if "/" in named and named != media_type:
            media_type, charset = named, None
        charset = next((part[8:].strip(" '\"") for part in parameters if part.startswith("charset=")), "") or charset
    return media_type, charset


def _too_large(request: Request, settings: FetchSettings) -> Refused:
    words = (
        f"the body is larger than the {size_words(settings.cap(request.kind))} that a {request.kind} may have; reading stopped"
    )
    return refused(request.url, "too-large", words)
