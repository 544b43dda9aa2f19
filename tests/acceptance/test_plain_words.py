"""What a command says when something is wrong: that it is told at all, where, and with what can be done; and nothing false."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from socket import socket

import pytest

from tests.acceptance.conftest import Desk, Feed
from tests.acceptance.pages import page, rss
from tests.servers import Answer, HoleServer, WebServer

FERRY = "/sea/ferry"
HEADLINE = "First ferry of the year crosses the sound"
LIST = '<opml version="2.0"><head/><body><outline type="rss" text="Private" xmlUrl="http://10.0.0.1/rss"/></body></opml>'


@pytest.fixture
def harbour(desk: Desk, web: WebServer, feed: Feed) -> Desk:
    web.answers["/rss"] = Answer(rss(web.url, (FERRY, HEADLINE)), "application/rss+xml")
    web.answers[FERRY] = Answer(page())
    desk.configure(feed("harbour-rss", f"{web.url}/rss", review='"auto"') + feed("lost", f"{web.url}/none"), [web.port])
    (desk.folder / "list.opml").write_text(LIST, "utf-8")
    (desk.folder / "empty.html").write_text("<!DOCTYPE html><html><body></body></html>", "utf-8")
    return desk


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        (("feed", "check", "lost"), 1, "HTTP 404"),
        (("feed", "import", "list.opml", "--publisher", "harbour"), 1, "list.opml:1: http://10.0.0.1/rss: 10.0.0.1 is a private"),
        (("inspect", "page", "empty.html"), 1, "no story: "),
        (("poll", "lost", "--strict"), 4, "lost: failed: HTTP 404"),
        (("run", "--strict"), 4, "lost: failed: HTTP 404"),
    ],
)
def test_a_quiet_command_that_fails_says_why(harbour: Desk, command: tuple[str, ...], code: int, said: str) -> None:
    done = harbour.run(*command, "--quiet")
    assert (done.code, done.out) == (code, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_a_quiet_check_of_a_damaged_database_says_what_is_damaged(harbour: Desk) -> None:
    (harbour.folder / "wiredesk.db").write_bytes(b"this is no database at all, but some text" * 100)
    done = harbour.run("db", "check", "--quiet")
    assert (done.code, done.out) == (8, "")
    assert "damaged" in done.err


def test_what_is_printed_to_a_full_disk_is_no_fault_of_ours(harbour: Desk) -> None:
    with Path("/dev/full").open("w") as full:
        for arguments in (("--help",), ("feed", "list"), ("feed", "list", "--json")):
            done = subprocess.run(
                [sys.executable, "-m", "wiredesk", *arguments], cwd=harbour.folder, stdout=full, stderr=subprocess.PIPE,
                text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 75, done.stderr
            assert "No space left on device" in done.stderr
            assert "fault of wiredesk" not in done.stderr


def test_a_terminal_that_lacks_a_letter_gets_its_number(harbour: Desk, web: WebServer) -> None:
    web.answers["/rss"] = Answer(rss(web.url, (FERRY, "Паром вышел \U0001f6a2")), "application/rss+xml")
    title = "Паром — Wire"
    config = harbour.folder / "config.toml"
    config.write_text(config.read_text("utf-8").replace("The Test Desk", title), "utf-8")

    def run(*arguments: str) -> bytes:
        done = subprocess.run(
            [sys.executable, "-m", "wiredesk", *arguments], cwd=harbour.folder, capture_output=True, check=False,
            env={**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout

    assert rb"\u041f\u0430\u0440\u043e\u043c \u0432\u044b\u0448\u0435\u043b \U0001f6a2" in run("feed", "check", "harbour-rss")
    assert json.loads(run("feed", "check", "harbour-rss", "--json"))["entries"][0]["title"] == "Паром вышел \U0001f6a2"
    assert title in run("feed", "export").decode("utf-8"), "it says that it is UTF-8"


def test_a_demo_that_has_no_folder_to_work_in_says_so(desk: Desk) -> None:
    (desk.folder / "file").write_text("mine", "utf-8")
    done = desk.run("demo", "--folder", "file")
    assert done.code == 1
    assert done.err.rstrip().endswith("file: cannot be written: Not a directory; name another with --folder")


def test_an_address_without_its_scheme_is_told_what_it_lacks(harbour: Desk) -> None:
    for typed in ("harbour.example/rss.xml", "www.harbour.example"):
        done = harbour.run("feed", "check", typed)
        assert done.code == 1
        assert f"{typed!r} is neither the id of a feed nor an address: those begin with https://" in done.err


def test_a_space_that_was_copied_with_an_address_is_no_part_of_it(harbour: Desk) -> None:
    added = harbour.run("feed", "add", "copied", " https://harbour.example/rss ", "--publisher", "harbour", "--json")
    assert added.json["url"] == "https://harbour.example/rss"


def test_a_reader_that_has_read_enough_is_no_failure(harbour: Desk) -> None:
    command = [sys.executable, "-m", "wiredesk", "feed", "list"]
    with subprocess.Popen(command, cwd=harbour.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.parametrize(("told_by", "code", "said"), [(signal.SIGTERM, 143, "stopped"), (signal.SIGINT, 130, "interrupted")])
def test_a_pass_that_is_told_to_stop_says_so(
    harbour: Desk, web: WebServer, told_by: signal.Signals, code: int, said: str
) -> None:
    asked = threading.Event()

    def silent(connection: socket) -> None:
        asked.set()
        connection.recv(1)

    web.answers["/rss"] = Answer(raw=silent)
    command = [sys.executable, "-m", "wiredesk", "run"]
    with subprocess.Popen(command, cwd=harbour.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert asked.wait(30)
        process.send_signal(told_by)
        _, told = process.communicate(timeout=30)
    assert process.returncode == code
    assert told.strip() == f"wiredesk: {said}; nothing accepted is lost"


def test_a_quiet_service_says_nothing_while_all_is_well(harbour: Desk) -> None:
    harbour.configure("", [])
    config = harbour.folder / "config.toml"
    config.write_text(config.read_text("utf-8") + '\n[serve]\nhttp = "127.0.0.1:0"\ngopher = "127.0.0.1:0"\n', "utf-8")
    command = [sys.executable, "-m", "wiredesk", "serve", "--quiet"]
    with subprocess.Popen(command, cwd=harbour.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        deadline = time.monotonic() + 30
        while not list(harbour.folder.glob("digests/*.txt")) and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGTERM)
        told, _ = process.communicate(timeout=30)
    assert (process.returncode, told) == (0, "")


def test_what_does_not_exist_is_named_with_the_way_to_what_does(harbour: Desk) -> None:
    assert "`wiredesk feed list` shows all" in harbour.run("feed", "show", "harbor").err
    assert "`wiredesk story list` shows all" in harbour.run("story", "show", "abcd").err
    done = harbour.run("story", "list", "--publisher", "harbor")
    assert done.code == 1
    assert "no publisher has the id 'harbor' (there are: harbour)" in done.err
    assert harbour.run("story", "list", "--publisher", "harbour").out == "no stories\n"


def test_publishers_that_were_added_are_among_those_that_there_are(harbour: Desk, web: WebServer) -> None:
    url = f"{web.url}/other"
    assert harbour.run("feed", "add", "moor", url, "--publisher", "moor", "--name", "Moor News").code == 0
    done = harbour.run("feed", "add", "mill", f"{url}/2", "--publisher", "mill")
    assert "(there are: harbour, moor)" in done.err


def test_every_command_that_is_asked_for_json_prints_it(harbour: Desk) -> None:
    assert harbour.run("feed", "export", "--json").json["opml"].startswith("<?xml")


def test_a_list_that_names_no_feed_is_told_as_one(harbour: Desk) -> None:
    (harbour.folder / "none.opml").write_text('<opml version="2.0"><head/><body/></opml>', "utf-8")
    (harbour.folder / "cut.opml").write_text('<opml version="2.0"><head><title>x', "utf-8")
    for name in ("none.opml", "cut.opml"):
        done = harbour.run("feed", "import", name, "--publisher", "harbour")
        assert (done.code, done.out) == (1, "")
        assert f"{name}: names no feed" in done.err


def test_a_feed_that_is_tried_out_is_not_held_for_a_publisher_that_nobody_named(
    desk: Desk, web: WebServer, hole: HoleServer, feed: Feed
) -> None:
    text = "\n".join(
        (
            "(C) Moor News", "This story was originally published by Moor News and is unaltered.", ". . . . . . . . . .",
            "The mill grinds again [1]", "['Mara Lind']", "Date: 2026-11-20",
            "The mill will grind rye for visitors every Sunday from one to five, wind allowing, the miller said on Monday.",
            "Whoever brings grain of their own pays with a tenth of the flour, as it was done until 1911.",
            "[END]", "---", "[1] Url:", "http://moor.example/mill", "Published and (C) by Moor News",
            "Content appears here under this condition or license: https://creativecommons.org/licenses/by/4.0/",
        )
    )  # fmt: skip
    hole.answers["/moor/"] = f"0The mill grinds again\t/moor/mill\t127.0.0.1\t{hole.port}\r\n.\r\n".encode()
    hole.answers["/moor/mill"] = text.encode()
    desk.configure("", [web.port, hole.port])
    done = desk.run("feed", "check", f"{hole.url}/1/moor/")
    assert done.code == 0, done.err
    assert "gopher menu without a title: 1 entry" in done.out
    assert "the config" not in done.out
    assert "as publisher" not in done.out


def test_what_menus_leave_out_is_told_once_and_counted_rightly(desk: Desk, hole: HoleServer, feed: Feed) -> None:
    up = f"1Up\t/\t127.0.0.1\t{hole.port}\r\n".encode()
    below = b"".join(f"1Below {at}\t/moor/{at}/\t127.0.0.1\t{hole.port}\r\n".encode() for at in range(3))
    hole.answers["/moor/"] = up + below + b".\r\n"
    for at in range(3):
        hole.answers[f"/moor/{at}/"] = up + f"hWeb\tURL:http://moor.example/\t127.0.0.1\t{hole.port}\r\n.\r\n".encode()
    desk.configure(feed("moor", f"{hole.url}/1/moor/"), [hole.port])
    assert desk.run("poll").out.splitlines()[0] == (
        "feed   moor: read: 0 new, 0 changed, 0 known; noted: links to this menu or up: 1 (4 times); web links: 1 (3 times)"
    )


def test_a_feed_that_was_never_asked_is_not_said_to_be_unreadable(harbour: Desk) -> None:
    assert "could not be read" not in harbour.run("feed", "show", "harbour-rss").out


def test_nothing_given_up_is_not_nothing_that_waits(harbour: Desk) -> None:
    assert harbour.run("waiting", "--given-up").out == "nothing was given up\n"
    assert harbour.run("waiting").out == "nothing waits\n"


def test_a_table_that_is_missing_is_called_a_table(desk: Desk) -> None:
    (desk.folder / "config.toml").write_text("", "utf-8")
    said = desk.run("run").err
    assert "the table [site] is missing" in said
    assert "the table [fetch] is missing" in said


def test_a_data_folder_that_is_not_there_is_named_by_its_option(harbour: Desk) -> None:
    done = harbour.run("feed", "list", "--data", "/dev/null")
    assert done.code == 75
    assert "--data" in done.err


def test_an_address_to_serve_on_that_is_taken_is_told_in_one_sentence(harbour: Desk, web: WebServer) -> None:
    config = harbour.folder / "config.toml"
    config.write_text(config.read_text("utf-8") + f'\n[serve]\nhttp = "127.0.0.1:{web.port}"\n', "utf-8")
    done = harbour.run("serve", "--quiet")
    assert done.code == 1
    assert done.err.rstrip().endswith(f"serve.http: cannot listen on 127.0.0.1:{web.port}: Address already in use")


def test_json_of_a_refused_list_is_still_json(harbour: Desk) -> None:
    done = harbour.run("feed", "import", "list.opml", "--publisher", "harbour", "--json")
    assert done.code == 1
    assert json.loads(done.out)[0]["feed"] is None


def test_a_feed_is_polled_once_whatever_it_is_called(harbour: Desk, web: WebServer) -> None:
    url = f"{web.url}/rss"
    done = harbour.run("feed", "add", "again", url, "--publisher", "harbour")
    assert done.code == 1
    assert f"{url} is polled already, as harbour-rss" in done.err
