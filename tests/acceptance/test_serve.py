"""The service as an operator runs it: it polls by itself, publishes, and serves both folders as real clients expect."""

import email.utils
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.acceptance.conftest import Desk, Feed
from tests.acceptance.pages import PARAGRAPHS, page, rss
from tests.servers import Answer, WebServer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Service:
    """A running `wiredesk serve`."""

    def __init__(self, process: subprocess.Popen[bytes], http_port: int, gopher_port: int) -> None:
        self.process, self.http_port, self.gopher_port = process, http_port, gopher_port

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=10)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def gopher(self, selector: str) -> bytes:
        with socket.create_connection(("127.0.0.1", self.gopher_port), timeout=10) as connection:
            connection.sendall(selector.encode() + b"\r\n")
            return b"".join(iter(lambda: connection.recv(65536), b""))


@contextmanager
def serving(desk: Desk, *arguments: str, port: int | None = None, more: str = "") -> Iterator[Service]:
    """A running service, on this HTTP port where one is given; `more` are further tables of the config."""
    http_port, gopher_port = port or free_port(), free_port()
    config = desk.folder / "config.toml"
    tables = f'[serve]\nhttp = "127.0.0.1:{http_port}"\ngopher = "127.0.0.1:{gopher_port}"\n\n{more}\n[fetch]'
    text = config.read_text("utf-8").replace("[fetch]", tables)
    config.write_text(text.replace("gopher_port = 7070", f"gopher_port = {gopher_port}"), "utf-8")
    with (desk.folder / "serve.log").open("wb") as log:
        command = [sys.executable, "-m", "wiredesk", "serve", *arguments]
        process = subprocess.Popen(command, cwd=desk.folder, stdout=log, stderr=log)
        try:
            yield Service(process, http_port, gopher_port)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(20)


def wait_for(desk: Desk, path: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not (desk.folder / path).exists():
        assert time.monotonic() < deadline, (desk.folder / "serve.log").read_text()
        time.sleep(0.1)


@pytest.fixture
def service(desk: Desk, web: WebServer, feed: Feed) -> Iterator[Service]:
    web.answers["/rss"] = Answer(rss(web.url, ("/ferry", "First ferry of the year crosses the sound")), "application/rss+xml")
    web.answers["/ferry"] = Answer(page())
    desk.configure(feed("harbour-rss", f"{web.url}/rss", review='"auto"', topics='["Ships"]'), [web.port])
    with serving(desk) as running:
        wait_for(desk, "public/web/feed.atom")
        yield running


def test_it_polls_publishes_and_serves_by_itself(desk: Desk, service: Service, web: WebServer) -> None:
    status, headers, body = service.get("/")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "First ferry of the year" in body.decode()
    assert email.utils.parsedate_to_datetime(headers["last-modified"]).year >= 2026
    assert service.get("/", If_None_Match=headers["etag"])[0] == 304
    assert service.get("/", If_Modified_Since=headers["last-modified"])[0] == 304
    assert service.get("/feed.atom")[1]["content-type"] == "application/atom+xml; charset=utf-8"
    assert service.get("/static/site.css")[1]["content-type"].startswith("text/css")
    status, headers, body = service.get("/no/such/page/")
    assert (status, headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert b"<html" in body
    for hidden in ("/../wiredesk.db", "/%2e%2e/wiredesk.db", "/.wiredesk-export", "//etc/passwd"):
        assert service.get(hidden)[0] == 404, hidden

    menu = service.gopher("").decode()
    assert menu.endswith(".\r\n")
    (line,) = [line for line in menu.split("\r\n") if line.startswith("0")]
    story = service.gopher(line.split("\t")[1]).decode()
    assert story.startswith("(C) Harbour Gazette\r\n")
    assert PARAGRAPHS[2] in story
    assert service.gopher("/nothing").startswith(b"3")

    beside = desk.run("run")
    assert beside.code == 0, beside.err
    assert "nothing is due" in beside.out
    assert web.seen["/rss", 200] == 1

    (row,) = desk.run("story", "list", "--json").json
    assert desk.run("story", "withdraw", row["id"], "--by", "Ada", "--reason", "Asked to.").code == 0
    assert desk.run("publish").code == 0
    path = f"/harbour/{next((desk.folder / 'public/web/harbour').glob('*/index.html')).parent.name}/"
    status, _, body = service.get(path)
    assert status == 410
    assert b"Asked to." in body


def test_it_ends_when_told_and_its_log_is_readable(desk: Desk, service: Service) -> None:
    began = time.monotonic()
    service.process.send_signal(signal.SIGTERM)
    assert service.process.wait(15) == 0
    assert time.monotonic() - began < 12
    lines = (desk.folder / "serve.log").read_text("utf-8").splitlines()
    events = [json.loads(line) for line in lines]
    assert {"serving", "feed", "story", "published", "stopped"} <= {event["event"] for event in events}
    assert all(event["timestamp"].endswith("Z") for event in events)


def test_a_taken_port_is_one_clear_line(desk: Desk, feed: Feed, web: WebServer) -> None:
    desk.configure(feed("harbour-rss", f"{web.url}/rss"), [web.port])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        config = desk.folder / "config.toml"
        tables = f'[serve]\nhttp = "127.0.0.1:{taken.getsockname()[1]}"\n\n[fetch]'
        config.write_text(config.read_text("utf-8").replace("[fetch]", tables), "utf-8")
        done = desk.run("serve")
    assert done.code == 1
    assert "serve.http: cannot listen on 127.0.0.1" in done.err
    assert len([line for line in done.err.splitlines() if line.startswith("wiredesk:")]) == 1


@pytest.mark.client("lynx")
@pytest.mark.client("curl")
def test_real_clients_read_the_hole(service: Service) -> None:
    address = f"gopher://127.0.0.1:{service.gopher_port}"
    menu = subprocess.run(
        ["lynx", "-dump", "-width=200", f"{address}/1/"], capture_output=True, text=True, timeout=20, check=True
    )
    assert "First ferry of the year" in menu.stdout
    raw = subprocess.run(["curl", "-s", f"{address}/1/harbour/2026/03/"], capture_output=True, text=True, timeout=20, check=True)
    selector = next(line.split("\t")[1] for line in raw.stdout.splitlines() if line.startswith("0"))
    text = subprocess.run(["curl", "-s", f"{address}/0{selector}"], capture_output=True, text=True, timeout=20, check=True)
    assert "[END]" in text.stdout


@pytest.mark.client("newsboat")
def test_newsboat_reads_the_feed(desk: Desk, service: Service) -> None:
    (desk.folder / "urls").write_text(f"http://127.0.0.1:{service.http_port}/feed.atom\n")
    common = ["newsboat", "-u", "urls", "-c", "cache.db", "-C", os.devnull]
    environment = {**os.environ, "HOME": str(desk.folder)}
    subprocess.run([*common, "-x", "reload"], cwd=desk.folder, env=environment, timeout=30, check=True)
    unread = subprocess.run(
        [*common, "-x", "print-unread"], cwd=desk.folder, env=environment, capture_output=True, text=True, timeout=30, check=True
    )
    assert unread.stdout.startswith("1 ")


@pytest.mark.client("sfeed_update")
def test_sfeed_reads_the_feed(desk: Desk, service: Service) -> None:
    feeds = desk.folder / "feeds"
    feeds.mkdir()
    (desk.folder / "sfeedrc").write_text(
        f'sfeedpath="{feeds}"\nfeeds() {{ feed "desk" "http://127.0.0.1:{service.http_port}/feed.atom"; }}\n'
    )
    subprocess.run(["sfeed_update", "sfeedrc"], cwd=desk.folder, capture_output=True, timeout=30, check=True)
    (line,) = (feeds / "desk").read_text("utf-8").splitlines()
    fields = line.split("\t")
    assert fields[1] == "First ferry of the year crosses the sound"
    assert fields[2].startswith("http://127.0.0.1:8080/harbour/")
