"""Bad input costs one clear line and nothing else: not the run, not other feeds, not data."""

import fcntl
import sqlite3
import time
from socket import socket

import pytest

from tests.acceptance.conftest import Desk, Feed
from tests.acceptance.pages import page, rss
from tests.servers import Answer, HoleServer, WebServer

GOOD = "/good/ferry"


def endless(connection: socket) -> None:
    """Sends until the other side has had enough."""
    try:
        for _ in range(100_000):
            connection.sendall(b"0line\t/x\tlocalhost\t70\r\n" * 500)
    except OSError:
        pass


def huge(connection: socket) -> None:
    """A feed of 50 MB."""
    try:
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 52428800\r\n\r\n<rss>")
        for _ in range(800):
            connection.sendall(b" " * 65536)
    except OSError:
        pass


BAD = {
    "missing": (Answer(b"gone", "text/plain", 404), "HTTP 404"),
    "broken": (Answer(b"oops", "text/plain", 500), "HTTP 500"),
    "html": (Answer(b"<!DOCTYPE html><html><body><h1>Welcome</h1></body></html>"), "HTML page, not a feed"),
    "empty": (Answer(b"", "application/rss+xml"), "empty"),
    "half": (Answer(b'<?xml version="1.0"?><rss version="2.0"><channel><title>Half', "application/rss+xml"), ""),
    "huge": (Answer(raw=huge), "20 MiB"),
}


def test_bad_feeds_do_not_harm_the_good_one(desk: Desk, web: WebServer, hole: HoleServer, feed: Feed) -> None:
    web.answers["/rss"] = Answer(rss(web.url, (GOOD, "First ferry of the year crosses the sound")), "application/rss+xml")
    web.answers[GOOD] = Answer(page())
    tables = feed("good", f"{web.url}/rss", review='"auto"')
    for name, (answer, _) in BAD.items():
        web.answers[f"/{name}"] = answer
        tables += feed(name, f"{web.url}/{name}")
    hole.answers["/endless"] = endless
    tables += feed("unreachable", "http://127.0.0.1:1/rss")
    tables += feed("gopher-error", f"{hole.url}/1/nothing") + feed("gopher-endless", f"{hole.url}/1/endless")
    tables += feed("private", "http://10.0.0.1/rss")
    desk.configure(tables, [web.port, hole.port, 1])
    done = desk.run("run", timeout=120)
    assert done.code == 0, done.err
    told = {line.split()[1].rstrip(":"): line for line in done.out.splitlines() if line.startswith("feed ")}
    assert "read: 1 new" in told["good"]
    for name, (_, words) in BAD.items():
        assert ": failed: " in told[name] or ": refused: " in told[name], told[name]
        assert words in told[name], told[name]
    assert ": failed: " in told["unreachable"]
    assert "does not exist" in told["gopher-error"]
    assert "256 KiB" in told["gopher-endless"]
    assert "fetch.allow_networks" in told["private"]
    assert len(told) == 5 + len(BAD)
    (story,) = desk.run("story", "list", "--json").json
    assert story["state"] == "published"
    assert desk.run("poll", "--all", "--strict").code == 4


def test_entries_that_cannot_be_read_are_told_and_the_others_are_read(desk: Desk, web: WebServer, feed: Feed) -> None:
    web.answers["/rss"] = Answer(
        rss(web.url, ("/no-text", "Nothing here"), ("/none", "Not there"), ("/picture", "A picture"), (GOOD, "The good one")),
        "application/rss+xml",
    )
    web.answers["/no-text"] = Answer(b"<!DOCTYPE html><html><head><title>x</title></head><body><script>1</script></body></html>")
    web.answers["/picture"] = Answer(b"\x89PNG\r\n\x1a\n" + bytes(500), "image/png")
    web.answers[GOOD] = Answer(page())
    desk.configure(feed("mixed", f"{web.url}/rss", review='"auto"'), [web.port])
    done = desk.run("run")
    assert done.code == 0, done.err
    assert "'Nothing here' (mixed): no story" in done.out
    assert "'Not there' (mixed): given up: " in done.out
    assert "image/png" in done.out
    assert len(desk.run("story", "list", "--json").json) == 1
    shown = desk.run("feed", "show", "mixed").out
    assert shown.count("given up") == 3


def test_five_mistakes_in_the_config_are_five_lines_and_exit_three(desk: Desk) -> None:
    desk.configure(
        '\n[[feed]]\nid = "a"\npublisher = "harbor"\nurl = "ftp://x/"\nevry = "1h"\n[[feed]]\nid = "a"\npublisher = "harbour"\n',
        [70],
    )
    done = desk.run("run")
    assert done.code == 3
    assert len(done.err.splitlines()) == 5
    assert all("config.toml:" in line for line in done.err.splitlines())
    assert "did you mean 'harbour'" in done.err
    assert "did you mean 'every'" in done.err


@pytest.fixture
def published(desk: Desk, web: WebServer, feed: Feed) -> Desk:
    web.answers["/rss"] = Answer(rss(web.url, (GOOD, "First ferry")), "application/rss+xml")
    web.answers[GOOD] = Answer(page())
    desk.configure(feed("good", f"{web.url}/rss", review='"auto"'), [web.port])
    assert desk.run("run").code == 0
    return desk


def test_a_database_of_a_newer_version_is_left_alone(published: Desk) -> None:
    with sqlite3.connect(published.folder / "wiredesk.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    done = published.run("poll", "--all")
    assert done.code == 6
    assert "newer wiredesk" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_damaged_database_is_named(published: Desk) -> None:
    (published.folder / "wiredesk.db").write_bytes(b"this is no database at all, but some text" * 100)
    for name in ("wiredesk.db-wal", "wiredesk.db-shm"):
        (published.folder / name).unlink(missing_ok=True)
    done = published.run("poll", "--all")
    assert done.code == 8
    assert "damaged" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_locked_database_says_try_again(published: Desk) -> None:
    with (published.folder / "wiredesk.db.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        began = time.monotonic()
        done = published.run("poll", "--all")
        assert time.monotonic() - began < 60
    assert done.code == 75
    assert len(done.err.splitlines()) == 1
    assert published.run("poll", "--all").code == 0


@pytest.mark.client("setpriv")
def test_a_read_only_database_is_named(published: Desk) -> None:
    files = [path for path in published.folder.iterdir() if path.name.startswith("wiredesk.db")]
    for path in files:
        path.chmod(0o444)
    published.folder.chmod(0o555)
    try:
        done = published.run("poll", "--all", plain=True)
    finally:
        published.folder.chmod(0o755)
        for path in files:
            path.chmod(0o644)
    assert done.code == 8, done
    assert "read-only" in done.err
    assert len(done.err.splitlines()) == 1


@pytest.mark.client("setpriv")
def test_an_export_folder_without_write_permission_is_named(published: Desk) -> None:
    (story,) = published.run("story", "list", "--json").json
    assert published.run("story", "withdraw", story["id"], "--by", "Ada", "--reason", "Mistake.").code == 0
    folders = [path for path in (published.folder / "public").rglob("*") if path.is_dir()]
    for path in folders:
        path.chmod(0o555)
    try:
        done = published.run("publish", plain=True)
    finally:
        for path in folders:
            path.chmod(0o755)
    assert done.code == 8, done
    assert "cannot be written" in done.err
    assert len(done.err.splitlines()) == 1
    assert published.run("publish").code == 0


def test_an_export_folder_that_cannot_be_written_is_named_and_stays_whole(published: Desk) -> None:
    public = published.folder / "public"
    index = (public / "web" / "index.html").read_bytes()
    (published.folder / "config.toml").write_text(
        (published.folder / "config.toml").read_text().replace('title = "The Test Desk"', 'title = "Renamed"'), "utf-8"
    )
    (public / "web" / "topics").rename(public / "web" / "topics-were")
    (public / "web" / "topics").write_text("a file stands in the way")
    (public / "web" / "harbour").rename(public / "web" / "harbour-was")
    (public / "web" / "harbour").write_text("a file stands in the way")
    done = published.run("publish")
    assert done.code == 8, done
    assert len(done.err.splitlines()) == 1
    assert "cannot be written" in done.err
    assert (public / "web" / "index.html").read_bytes() == index
