"""However many services and passes ask a host at the same moment, it sees one request at a time, with its rest in between."""

import itertools
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.acceptance.conftest import Desk, Feed
from tests.acceptance.pages import PARAGRAPHS, page, rss

PACE_S = 1.0
NAME = "127.0.1.9"


@dataclass
class Host:
    """A host on loopback that is not the operator's own, as far as pace goes, and notes when each request began and ended."""

    port: int = 0
    takes_s: float = 0.1
    answers: dict[str, bytes] = field(default_factory=dict)
    busy: dict[str, str] = field(default_factory=dict)
    """Paths that answer 429, with their Retry-After."""
    log: list[tuple[float, float, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{NAME}:{self.port}"

    def carry(self, feed: str, *numbers: int) -> None:
        titles = {f"/{feed}/{number}": f"Ferry {feed} {number} crosses the sound" for number in numbers}
        self.answers[f"/{feed}"] = rss(self.url, *titles.items())
        for path, title in titles.items():
            self.answers[path] = page(title, (*PARAGRAPHS, f"It is {path}."))

    def faults(self) -> list[str]:
        """Requests that came too early after the one before."""
        lines = sorted(self.log)
        return [
            f"{path} {begun - ended:.3f} s after the end of {before}"
            for (_, ended, before), (begun, _, path) in itertools.pairwise(lines)
            if begun - ended < PACE_S * 0.95
        ]


@pytest.fixture
def host() -> Iterator[Host]:
    found = Host()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            begun, body = time.monotonic(), found.answers.get(self.path)
            time.sleep(found.takes_s)
            self.send_response(429 if self.path in found.busy else 404 if body is None else 200)
            if self.path in found.busy:
                self.send_header("Retry-After", found.busy[self.path])
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body or b"")))
            found.log.append((begun, time.monotonic(), self.path))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = ThreadingHTTPServer((NAME, 0), Handler)
    server.daemon_threads = True
    found.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


def configure(desk: Desk, feed: Feed, host: Host, names: list[str], more: str = "") -> None:
    """A config of the host's feeds; `more` are further tables."""
    desk.configure("".join(feed(name, f"{host.url}/{name}") for name in names), [host.port])
    config = desk.folder / "config.toml"
    text = config.read_text("utf-8").replace("127.0.0.1/32", "127.0.1.0/24")
    config.write_text(text.replace("[fetch]", f'{more}\n[fetch]\npace = "{round(PACE_S)}s"'), "utf-8")
    desk.run("db", "upgrade")


def start(desk: Desk, *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "wiredesk", *arguments]
    return subprocess.Popen(command, cwd=desk.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


@pytest.mark.timeout(120)
def test_passes_at_the_same_moment_keep_the_pace_together(desk: Desk, feed: Feed, host: Host) -> None:
    keep_the_pace(desk, feed, host)


def keep_the_pace(desk: Desk, feed: Feed, host: Host, more: str = "") -> None:
    names = ["one", "two", "three"]
    for name in names:
        host.carry(name, 1, 2)
    configure(desk, feed, host, names, more)
    passes = [start(desk, "poll", name) for name in names]
    told = [one.communicate(timeout=100)[0] for one in passes]
    assert [one.returncode for one in passes] == [0, 0, 0], told
    assert host.faults() == []
    paths = [path for *_, path in host.log]
    for name in names:
        assert paths.count(f"/{name}") == 1
        assert [paths.count(f"/{name}/{number}") for number in (1, 2)] == [1, 1], told
    assert paths.count("/robots.txt") <= len(names)
    asked = [at for at, path in enumerate(paths) if path.strip("/") in names]
    assert max(asked) < 12, "they take turns, and nobody waits until all others are done"


@pytest.mark.timeout(120)
def test_what_a_host_asks_of_one_pass_others_heed_at_once(desk: Desk, feed: Feed, host: Host) -> None:
    names = ["one", "two", "three"]
    host.takes_s = 1.0
    for name in names:
        host.answers[f"/{name}"], host.busy[f"/{name}"] = b"", "7200"
    configure(desk, feed, host, names)
    passes = [start(desk, "poll", name) for name in names]
    told = [one.communicate(timeout=100)[0] for one in passes]
    assert len(host.log) == 1, host.log
    assert sum("asked for rest and is left alone until" in words for words in told) == 2, told
    assert sum("429" in words for words in told) == 1, told
