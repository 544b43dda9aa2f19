"""Serves the exported site as it lies in its folder: types, validators, 304, a 404 page of its own."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

TYPES = {".atom": "application/atom+xml; charset=utf-8", ".html": "text/html; charset=utf-8"}
"""What the standard table of types does not know, or says without the character set."""


WITHDRAWN = b'<meta name="wiredesk:status" content="410 withdrawn">'
"""What the press puts into the head of a notice that stands where a story stood."""
HEAD_BYTES = 4096
NO_SUCH_PATH = "404.html/none"


class ExportedFiles(StaticFiles):
    """The files of an export. Names that begin with a dot are not served: they are the export's own notes."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)

    async def check_config(self) -> None:
        """Asks nothing of the folder: before the first edition there is none, and nothing in it can be found."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file, 304 where the client has it, 410 with the notice of a withdrawn story, or the 404 page."""
        is_hidden = any(part.startswith(".") and part != "." for part in path.split("/"))
        response = await super().get_response(NO_SUCH_PATH if is_hidden else path, scope)
        if isinstance(response, FileResponse):
            file = Path(response.path)
            if media_type := TYPES.get(file.suffix):
                response.headers["content-type"] = media_type
            if response.status_code == 200 and file.suffix == ".html" and await asyncio.to_thread(_is_notice, file):
                response.status_code = 410
        response.headers["x-content-type-options"] = "nosniff"
        response.headers["cache-control"] = "no-cache"
        return response


def _is_notice(file: Path) -> bool:
    with file.open("rb") as page:
        return WITHDRAWN in page.read(HEAD_BYTES)


class _QuietServer(uvicorn.Server):
    """Leaves the process's signals to the process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Captures none."""
        yield


class HttpServer:
    """The web server of one folder, with what stands `before` it. `port` 0 takes a free one; `address` tells it after `start`."""

    def __init__(self, folder: Path, host: str, port: int, *, before: Sequence[BaseRoute] = ()) -> None:
        application = Starlette(routes=[*before, Mount("/", app=ExportedFiles(folder))])
        settings = uvicorn.Config(application, log_config=None, access_log=False, lifespan="off", ws="none")
        self._server = _QuietServer(settings)
        self._asked = (host, port)
        self._task: asyncio.Task[None] | None = None

    @property
    def address(self) -> tuple[str, int]:
        """Host and port it listens on."""
        return self._asked

    async def start(self) -> None:
        """Listens. Raises OSError when the address is taken or not this machine's."""
        host, port = self._asked
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family, backlog=512)
        self._asked = (host, listening.getsockname()[1])
        self._task = asyncio.create_task(self._server.serve(sockets=[listening]))
        while not self._server.started and not self._task.done():  # noqa: ASYNC110  # uvicorn tells by a flag
            await asyncio.sleep(0.01)

    async def stop(self) -> None:
        """Answers what is being answered, then ends."""
        self._server.should_exit = True
        if self._task is not None:
            await self._task
