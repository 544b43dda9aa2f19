"""Real upstreams on loopback for tests: a web server and a gopher server whose answers are given by the test."""

import hashlib
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from socketserver import StreamRequestHandler, ThreadingTCPServer
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Answer:
    """What an address answers. `raw` writes to the socket itself, for servers that misbehave."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    raw: Callable[[socket], None] | None = None


class WebServer:
    """An HTTP server on a free port of 127.0.0.1. `seen` counts (path, status); ETags give 304."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers, self.seen = answers, Counter[tuple[str, int]]()
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                web._answer(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def _answer(self, request: BaseHTTPRequestHandler) -> None:
        answer = self.answers.get(request.path, Answer(b"not here", "text/plain", 404))
        if answer.raw is not None:
            self.seen[request.path, 0] += 1
            answer.raw(request.connection)
            request.close_connection = True
            return
        etag = '"' + hashlib.sha256(answer.body).hexdigest()[:16] + '"'
        status, body = answer.status, answer.body
        if status == 200 and request.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        self.seen[request.path, status] += 1
        request.send_response(status)
        for name, value in {"Content-Type": answer.media_type, "ETag": etag, **answer.headers}.items():
            request.send_header(name, value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


class HoleServer:
    """A gopher server on a free port of 127.0.0.1; `answers` by selector, bytes or a function that writes to the socket."""

    def __init__(self, answers: dict[str, bytes | Callable[[socket], None]]) -> None:
        self.answers, self.seen = answers, Counter[str]()
        hole = self

        class Handler(StreamRequestHandler):
            def handle(self) -> None:
                selector = self.rfile.readline(1024).decode("utf-8", "replace").rstrip("\r\n").split("\t")[0]
                hole.seen[selector] += 1
                answer = hole.answers.get(selector, b"3'%s' does not exist\t\terror.host\t1\r\n.\r\n" % selector.encode())
                if callable(answer):
                    answer(self.connection)
                else:
                    self.wfile.write(answer)

        class Server(ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self.url = f"gopher://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
