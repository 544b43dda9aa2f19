"""What a publisher finds in the log: who asks, how often, how fast, and what they were told the time before."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from store.database import Database
from tests.acceptance.conftest import Desk, Feed
from tests.acceptance.pages import PARAGRAPHS, page, rss

PACE_S = 1
ROBOTS = b"User-agent: *\nDisallow: /private\n"


@dataclass(frozen=True)
class Asked:
    """A line of the log."""

    at: float
    path: str
    status: int
    headers: dict[str, str]


@dataclass
class Host:
    """A host of its own, whose `answers` are status, body and headers by path. Its log tells all that it was asked."""

    name: str
    answers: dict[str, tuple[int, bytes, dict[str, str]]] = field(default_factory=dict)
    log: list[Asked] = field(default_factory=list)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://{self.name}:{self.port}"

    def carry(self, path: str, *numbers: int, **headers: str) -> None:
        """Serves a feed of these stories, and their pages."""
        titles = {number: f"Ferry {number} crosses the sound" for number in numbers}
        self.answers[path] = (200, rss(self.url, *((f"/{number}", title) for number, title in titles.items())), headers)
        for number, title in titles.items():
            self.answers[f"/{number}"] = (200, page(title, (*PARAGRAPHS, f"It is number {number}.")), {})

    def asked(self, path: str) -> list[Asked]:
        return [one for one in self.log if one.path == path]

    def serve(self) -> ThreadingHTTPServer:
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                at = time.monotonic()
                status, body, headers = host.answers.get(self.path, (404, b"", {}))
                if headers.get("ETag", "none") == self.headers["If-None-Match"]:
                    status, body = 304, b""
                if headers.get("Last-Modified", "none") == self.headers["If-Modified-Since"]:
                    status, body = 304, b""
                host.log.append(Asked(at, self.path, status, dict(self.headers)))
                self.send_response(status)
                for name, value in {"Content-Type": "text/html", **headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002
                pass

        server = ThreadingHTTPServer((self.name, 0), Handler)
        server.daemon_threads = True
        self.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return server


@pytest.fixture
def hosts() -> Iterator[list[Host]]:
    with ExitStack() as stack:
        made = [Host(f"127.0.1.{number}") for number in range(1, 6)]
        for host in made:
            server = host.serve()
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
        yield made


def all_due(desk: Desk) -> None:
    """As if hours had gone by; a pass keeps a pace of its own, and knows nothing of the second before it."""
    time.sleep(PACE_S)
    with Database.open("sqlite:///wiredesk.db", folder=desk.folder) as database, database.write() as tx:
        tx._connection.exec_driver_sql("UPDATE feeds SET next_poll_at = '2000-01-01T00:00:00.000000Z'")


def test_passes_and_the_service_ask_no_more_and_no_faster_than_they_should(desk: Desk, feed: Feed, hosts: list[Host]) -> None:
    tagged, dated, robotless, busy, gone = hosts
    tagged.carry("/feed", 1, 2, 3, ETag='"one"')
    dated.carry("/feed", 4, **{"Last-Modified": "Tue, 03 Mar 2026 12:40:00 GMT"})
    robotless.carry("/feed", 5, ETag='"five"')
    busy.carry("/other", 6)
    busy.answers["/feed"] = (429, b"", {"Retry-After": "7200"})
    gone.answers["/feed"] = (410, b"", {})
    for host in (tagged, dated, busy):
        host.answers["/robots.txt"] = (200, ROBOTS, {"Content-Type": "text/plain"})
    named = [(host, "/feed") for host in hosts] + [(busy, "/other")]
    desk.configure(
        "".join(feed(f"feed-{at}", host.url + path) for at, (host, path) in enumerate(named)), [host.port for host in hosts]
    )
    config = desk.folder / "config.toml"
    text = config.read_text("utf-8").replace("127.0.0.1/32", "127.0.1.0/24")
    listen = '[serve]\nhttp = "127.0.0.1:0"\ngopher = "127.0.0.1:0"\n\n[fetch]'
    config.write_text(text.replace("[fetch]", f'{listen}\npace = "{PACE_S}s"'), "utf-8")
    assert desk.run("run").code == 0
    assert desk.run("run").code == 0, "nothing is due"
    first = sum(len(host.log) for host in hosts)
    all_due(desk)
    assert desk.run("run").code == 0
    again = [one.path for host in hosts for one in host.log][first:]
    all_due(desk)
    command = [sys.executable, "-m", "wiredesk", "serve"]
    with (
        (desk.folder / "serve.log").open("wb") as log,
        subprocess.Popen(command, cwd=desk.folder, stdout=log, stderr=log) as service,
    ):
        deadline = time.monotonic() + 60
        while len(gone.asked("/feed")) < 3 or len(tagged.asked("/feed")) < 3:
            assert time.monotonic() < deadline, (desk.folder / "serve.log").read_text()
            time.sleep(0.1)
        time.sleep(2)
        service.terminate()
        assert service.wait(15) == 0
    for host in hosts:
        for one in host.log:
            assert "mailto:desk@example.org" in one.headers["User-Agent"], "who asks, and whom to write to"
        between = [later.at - earlier.at for earlier, later in zip(host.log, host.log[1:], strict=False)]
        assert all(gap > PACE_S * 0.9 for gap in between), (host.name, between)
        assert len(host.asked("/robots.txt")) <= 1, "once a day is enough, for however many passes"
    for host, name in ((tagged, "If-None-Match"), (dated, "If-Modified-Since"), (robotless, "If-None-Match")):
        assert [one.status for one in host.asked("/feed")] == [200, 304, 304]
        assert all(name in one.headers for one in host.asked("/feed")[1:])
    pages = [one.path for host in hosts for one in host.log if one.path[1:].isdigit()]
    assert len(pages) == len(set(pages)), "no page is asked for twice"
    assert [one.status for one in busy.log] == [429], "who asks to be left alone is, whatever else is to be had there"
    assert not any(path.startswith("/.well-known") for path in again)


def test_a_feed_that_makes_up_new_ids_each_time_brings_nothing_new(desk: Desk, feed: Feed, hosts: list[Host]) -> None:
    host = hosts[0]
    host.carry("/feed", 1, 2)
    _, body, _ = host.answers["/feed"]
    desk.configure(feed("one", f"{host.url}/feed"), [host.port])
    config = desk.folder / "config.toml"
    config.write_text(config.read_text("utf-8").replace("127.0.0.1/32", "127.0.1.0/24"), "utf-8")
    told = []
    for at in range(4):
        host.answers["/feed"] = (200, body.replace(b"<guid>", b"<guid isPermaLink='false'>%d-" % at), {})
        told.append(desk.run("poll", "one").out)
    assert "2 new" in told[0]
    assert all("0 new, 0 changed, 2 known" in out for out in told[1:]), told
    assert len(host.asked("/1")) == len(host.asked("/2")) == 1, "their pages are not asked for again"
    host.answers["/feed"] = (200, host.answers["/feed"][1].replace(b"Ferry 1 crosses", b"Ferry 1 sinks in"), {})
    assert "1 new, 0 changed, 1 known" in desk.run("poll", "one").out, "another title is another statement"
