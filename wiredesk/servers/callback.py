"""Where hubs call (WebSub): one path per subscription, below the path of `websub.callback`.

The front of it is the open net. A path that nobody was given costs one look into the store, a body is measured as it streams by
and never held, and only so many are taken at a time.
"""

import asyncio
import re
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from desk.websub import Call, Listener
from news.errors import WiredeskError

TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")
MOST_BYTES: Final = 20 << 20
"""Of one body: as much as a feed may have."""
MOST_S: Final = 30.0
AT_ONCE: Final = 16
HEADERS: Final = {"x-content-type-options": "nosniff", "cache-control": "no-store"}
"""The answer holds what the caller sent: no browser may take it for a page (section 5.3.1)."""


def callback_routes(listener: Listener, callback: str, most_s: float = MOST_S) -> list[BaseRoute]:
    """The routes at which hubs reach the listener; `callback` is the public address, whose path is the same here. `most_s` is how
    long a body may take."""
    paths = _Paths(listener, most_s)
    return [Mount(urlsplit(callback).path.rstrip("/"), routes=[Route("/{token}", paths.answer, methods=["GET", "POST"])])]


class _Paths:
    def __init__(self, listener: Listener, most_s: float) -> None:
        self._listener, self._most_s = listener, most_s
        self._slots = asyncio.Semaphore(AT_ONCE)

    async def answer(self, request: Request) -> Response:
        token = request.path_params["token"]
        if request.method not in ("GET", "POST") or TOKEN.fullmatch(token) is None:
            return _said(404)
        if self._slots.locked():
            return _said(503)
        async with self._slots:
            try:
                return await (self._question(request, token) if request.method == "GET" else self._call(request, token))
            except WiredeskError:
                return _said(503)

    async def _question(self, request: Request, token: str) -> Response:
        answer = await self._listener.question(token, request.query_params.multi_items())
        return _said(404) if answer is None else PlainTextResponse(answer, headers=HEADERS)

    async def _call(self, request: Request, token: str) -> Response:
        """202 once the call is kept, signed well or not: who tries signatures learns nothing (section 7.1.2). 410 where nothing
        stands, which a hub may take as the end of it (section 7)."""
        call = await self._listener.call(token, request.headers.get("x-hub-signature"))
        if call is None:
            return _said(410)
        try:
            async with asyncio.timeout(self._most_s):
                if not await _measure(request, call):
                    return _said(413)
        except TimeoutError:
            return _said(408)
        except ClientDisconnect:
            return _said(400)
        await self._listener.heard(call)
        return _said(202)


async def _measure(request: Request, call: Call) -> bool:
    """Whether the body came to its end within its measure; what comes goes into the signature's sum."""
    stated = request.headers.get("content-length", "0")
    if not stated.isdigit() or int(stated) > MOST_BYTES:
        return False
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > MOST_BYTES:
            return False
        if call.signature is not None:
            call.signature.feed(piece)
    return True


def _said(status: int) -> Response:
    """An answer without a body. Where it is a refusal the connection ends with it, whatever the caller still has to send."""
    headers = dict(HEADERS)
    if status >= 400:
        headers["connection"] = "close"
    if status == 503:
        headers["retry-after"] = "60"
    return Response(status_code=status, headers=headers)
