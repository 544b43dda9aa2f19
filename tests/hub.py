"""A real hub on loopback for tests: it takes subscriptions, asks back, and tells subscribers, honestly or not."""

import contextlib
import hmac
import http.client
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, quote, urlencode, urlsplit


@dataclass
class Asked:
    """One request as it came."""

    form: dict[str, str]
    media_type: str
    path: str = "/"
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def callback(self) -> str:
        return self.form["hub.callback"]


class Hub:
    """A hub on a free port of 127.0.0.1. `asked` is what it was asked. `status` and `headers` are its answer; with `verify` it
    asks back before it answers, and grants `lease` seconds; `confirmed` holds the answers to that."""

    def __init__(self, *, verify: bool = True, lease: str | None = "864000") -> None:
        self.verify, self.lease = verify, lease
        self.status, self.headers = 202, dict[str, str]()
        self.asked: list[Asked] = []
        self.confirmed: list[tuple[int, bytes]] = []
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
                form = {name: values[0] for name, values in parse_qs(body, strict_parsing=True).items()}
                asked = Asked(form, self.headers["Content-Type"], self.path, dict(self.headers))
                hub.asked.append(asked)
                if hub.status // 100 == 2 and hub.verify:
                    hub.confirmed.append(hub.ask_back(asked))
                self.send_response(hub.status)
                for name, value in hub.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/"

    def ask_back(self, asked: Asked, **changes: str) -> tuple[int, bytes]:
        """Asks whether the subscriber meant it; `changes` are parameters said otherwise (`mode`, `topic`, …)."""
        said = {"hub.mode": asked.form["hub.mode"], "hub.topic": asked.form["hub.topic"], "hub.challenge": "c-4711 <b>&"}
        if self.lease is not None:
            said["hub.lease_seconds"] = self.lease
        said |= {f"hub.{name}": value for name, value in changes.items()}
        status, body, _ = request("GET", f"{asked.callback}?{urlencode(said, quote_via=quote)}")
        return status, body

    def tell(self, asked: Asked, body: bytes, *, method: str = "sha256", signature: str | None = None) -> int:
        """Tells the subscriber of new content; the status of its answer. `signature` overrides the true one; empty: none."""
        if signature is None:
            signature = f"{method}={hmac.new(asked.form['hub.secret'].encode(), body, method).hexdigest()}"
        headers = {
            "Content-Type": "application/rss+xml",
            "Link": f'<{self.url}>; rel="hub", <{asked.form["hub.topic"]}>; rel="self"',
        }
        if signature:
            headers["X-Hub-Signature"] = signature
        return request("POST", asked.callback, body, headers)[0]

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()


def request(
    method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> tuple[int, bytes, dict[str, str]]:
    """One request and its answer: status, body, headers in lower case. Status 0 where the connection was closed before one."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=10)
    with contextlib.closing(connection):
        try:
            connection.request(method, parts.path + (f"?{parts.query}" if parts.query else ""), body, dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
        except (ConnectionError, http.client.BadStatusLine):
            return 0, b"", {}
