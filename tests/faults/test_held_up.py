"""A database that others hold, a service that is told to stop, services and cron at the same time: nothing is lost, fetched twice
or written over."""

import fcntl
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.acceptance.conftest import Desk, Feed
from tests.acceptance.pages import PARAGRAPHS, page, rss
from tests.faults.world import World
from tests.servers import Answer, WebServer


def slow(seconds: float, answer: bytes) -> Answer:
    """A page that takes its time."""

    def raw(connection: socket.socket) -> None:
        time.sleep(seconds)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(answer)}\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode() + answer)

    return Answer(raw=raw)


def wait_until_asked(web: WebServer, path: str) -> None:
    deadline = time.monotonic() + 60
    while not any(asked == path for asked, _ in web.seen):
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.faults
@pytest.mark.timeout(300)
@pytest.mark.parametrize("holder", ["wiredesk", "sqlite"])
def test_a_pass_waits_half_a_minute_for_its_database(desk: Desk, web: WebServer, feed: Feed, holder: str) -> None:
    world = World(desk, web, feed)
    world.step()
    world.run()
    world.step()
    path = f"/story/{world.number}"
    web.answers[path] = slow(2, web.answers[path].body)
    with world.start() as process:
        wait_until_asked(web, path)
        if holder == "wiredesk":
            with (desk.folder / "wiredesk.db.lock").open("a") as handle:
                fcntl.flock(handle, fcntl.LOCK_EX)
                time.sleep(30)
        else:
            with closing(sqlite3.connect(desk.folder / "wiredesk.db", isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                time.sleep(30)
                other.execute("ROLLBACK")
        out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert err == ""
    assert "1 new" in out
    world.check_at_rest()


def serve(desk: Desk, name: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "wiredesk", "serve"]
    with (desk.folder / f"{name}.log").open("wb") as log:
        return subprocess.Popen(command, cwd=desk.folder, stdout=log, stderr=log, start_new_session=True)


def any_ports(desk: Desk) -> None:
    config = desk.folder / "config.toml"
    listen = '[serve]\nhttp = "127.0.0.1:0"\ngopher = "127.0.0.1:0"\n\n[fetch]'
    config.write_text(config.read_text("utf-8").replace("[fetch]", listen), "utf-8")


def left_of(session: int) -> list[str]:
    """The processes of a session that still run."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            found.append(stat.parent.name)
    return found


def hung(desk: Desk, web: WebServer, feed: Feed) -> "tuple[World, subprocess.Popen[bytes]]":
    """A service in the middle of a pass that waits for a page."""
    world = World(desk, web, feed)
    world.step()
    web.answers["/story/1"] = slow(25, web.answers["/story/1"].body)
    any_ports(desk)
    process = serve(desk, "serve")
    wait_until_asked(web, "/story/1")
    return world, process


@pytest.mark.timeout(120)
def test_the_first_signal_drains(desk: Desk, web: WebServer, feed: Feed) -> None:
    world, process = hung(desk, web, feed)
    began = time.monotonic()
    process.terminate()
    assert process.wait(30) == 0
    assert time.monotonic() - began < 10.5
    assert "Traceback" not in (desk.folder / "serve.log").read_text()
    (entry,) = desk.run("waiting", "pages", "--json").json
    assert (entry["step"], entry["attempts"]) == ("to fetch", 0), "it was given back, and no attempt counted"
    web.answers["/story/1"] = Answer(page("Ferry 1 crosses the sound", (*PARAGRAPHS, "Number 1.")))
    assert desk.run("run").code == 0, "nobody has to wait for a lease to run out"
    world.check_at_rest()


@pytest.mark.timeout(120)
def test_the_first_signal_drains_in_time_while_another_process_holds_the_database(desk: Desk, web: WebServer, feed: Feed) -> None:
    world, process = hung(desk, web, feed)
    with (desk.folder / "wiredesk.db.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        began = time.monotonic()
        process.terminate()
        assert process.wait(60) == 0
        assert time.monotonic() - began < 10.5
    assert "Traceback" not in (desk.folder / "serve.log").read_text()
    web.answers["/story/1"] = Answer(page("Ferry 1 crosses the sound", (*PARAGRAPHS, "Number 1.")))
    world.run()
    world.check_at_rest()


@pytest.mark.timeout(120)
def test_the_second_signal_stops_at_once(desk: Desk, web: WebServer, feed: Feed) -> None:
    world, process = hung(desk, web, feed)
    process.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    process.wait(10)
    assert time.monotonic() - began < 3
    deadline = time.monotonic() + 10
    while left := left_of(process.pid):
        assert time.monotonic() < deadline, f"workers live on: {left}"
        time.sleep(0.2)
    world.check_always()
    web.answers["/story/1"] = Answer(page("Ferry 1 crosses the sound", (*PARAGRAPHS, "Number 1.")))
    world.run()
    world.check_at_rest()


FEEDS = 24


@pytest.mark.faults
@pytest.mark.timeout(300)
def test_two_services_and_cron_share_the_work(desk: Desk, web: WebServer, feed: Feed) -> None:
    tables = ""
    for number in range(FEEDS):
        story = page(f"Ferry {number} sails", (*PARAGRAPHS, f"It was crossing number {number} of the winter."))
        web.answers[f"/story/{number}"] = slow(0.2, story)
        body = rss(web.url, (f"/story/{number}", f"Ferry {number} sails"))
        web.answers[f"/feed/{number}"] = Answer(body, "application/rss+xml")
        tables += feed(f"feed-{number}", f"{web.url}/feed/{number}", review='"auto"', every='"1h"')
    desk.configure(tables, [web.port])
    any_ports(desk)
    desk.run("db", "upgrade")
    services = [serve(desk, name) for name in ("one", "two")]
    ended: list[int] = []

    def cron() -> None:
        ended.extend(desk.run("run", timeout=120).code for _ in range(4))

    by_clock = threading.Thread(target=cron)
    by_clock.start()
    try:
        deadline = time.monotonic() + 150
        while len(desk.run("story", "list", "--state", "published", "--json").json) < FEEDS:
            assert time.monotonic() < deadline, (desk.folder / "one.log").read_text()[-2000:]
            time.sleep(1)
        by_clock.join(120)
    finally:
        for process in services:
            process.terminate()
    assert [process.wait(15) for process in services] == [0, 0]
    assert ended == [0, 0, 0, 0]
    ours = [path for path, _ in web.seen if path.startswith(("/feed/", "/story/"))]
    asked = {path: sum(count for (seen, _), count in web.seen.items() if seen == path) for path in ours}
    assert {path: count for path, count in asked.items() if count != 1} == {}, "fetched twice within an interval"
    assert len(asked) == 2 * FEEDS
    logs = [(desk.folder / f"{name}.log").read_text() for name in ("one", "two")]
    assert not any(word in log for log in logs for word in ("Traceback", "failed"))
    world = object.__new__(World)
    world.desk, world.url = desk, "sqlite:///wiredesk.db"
    world.check_links()
    index = (desk.folder / "public" / "web" / "index.html").read_text("utf-8")
    for number in range(FEEDS):
        assert index.count(f"Ferry {number} sails<") == 1
    assert desk.run("publish").out.strip() == "publish: nothing has changed"
