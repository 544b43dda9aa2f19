"""A feed's life as the operator sees it: lists of feeds in and out, feeds at rest and woken, and a host that asked for quiet."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest

from store.database import Database
from tests.acceptance.conftest import Desk, Feed
from tests.acceptance.pages import rss
from tests.servers import Answer, WebServer

LIST = """<?xml version="1.0"?>
<!DOCTYPE opml [<!ENTITY own SYSTEM "file:///etc/passwd">]>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Ports"><outline type="rss" text="Harbour news" xmlUrl="https://harbour.example/news.xml"/>
<outline type="rss" text="Harbour news" xmlUrl="https://harbour.example/more.xml"/></outline>
<outline type="rss" title="Ölande &amp; Söhne" text="x" xmlUrl="http://oland.example/feed"/>
<outline type="rss" text="Again" xmlUrl="HTTPS://harbour.example:443/news.xml"/>
<outline type="rss" text="Odd" xmlUrl="http://0x7f.1/feed"/>
<outline type="rss" text="File" xmlUrl="file:///etc/passwd"/>
<outline text="A note"/>
</body></opml>
"""


def test_a_list_of_feeds_is_taken_in_by_the_rules_on_addresses(desk: Desk, web: WebServer) -> None:
    desk.configure("", [web.port])
    (desk.folder / "list.opml").write_text(LIST, "utf-8")
    none = desk.run("feed", "import", "list.opml", "--publisher", "nobody")
    assert none.code == 1
    assert "no publisher has the id 'nobody' (there are: harbour)" in none.err
    done = desk.run("feed", "import", "list.opml", "--every", "2h")
    assert done.code == 1
    told = done.out.splitlines()
    assert told[0] == "list.opml:4: https://harbour.example/news.xml: added as harbour-news, of Harbour Gazette"
    assert "added as harbour-news-2, of Harbour Gazette" in told[1]
    assert "--by-title" in told[2], "nothing says who publishes it"
    assert "is there already, as harbour-news" in told[3]
    assert "unusual spelling of an IPv4 address" in told[4]
    assert "is neither http, https nor gopher" in told[5]
    assert told[6:] == ["2 added, 3 refused, of 6"]
    again = desk.run("feed", "import", "list.opml", "--by-title", "--json").json
    assert [one["added"] for one in again] == [False, False, True, False, False, False]
    rows = {row["feed"]["id"]: row["feed"] for row in desk.run("feed", "list", "--json").json}
    assert rows["harbour-news"]["every"] == 7200
    assert rows["olande-sohne"]["publisher"]["name"] == "Ölande & Söhne"
    assert not web.seen


def test_a_list_that_went_out_comes_in_again_elsewhere(desk: Desk, feed: Feed, tmp_path: Path) -> None:
    desk.configure(feed("harbour-rss", "https://harbour.example/rss?a=1&b=%22", every='"30m"'), [1])
    out = desk.run("feed", "export", "--opml")
    (outline,) = ElementTree.fromstring(out.out).iter("outline")
    assert outline.get("xmlUrl") == "https://harbour.example/rss?a=1&b=%22"
    other = Desk(tmp_path / "other")
    other.folder.mkdir()
    other.configure("", [1])
    (other.folder / "feeds.opml").write_text(out.out, "utf-8")
    assert other.run("feed", "import", "feeds.opml").code == 0
    (row,) = other.run("feed", "list", "--json").json
    assert (row["feed"]["id"], row["feed"]["every"], row["feed"]["url"]) == ("harbour-rss", 1800, outline.get("xmlUrl"))


def test_a_list_names_each_feed_as_it_names_itself(desk: Desk, web: WebServer, feed: Feed, tmp_path: Path) -> None:
    """Feed readers show the title; of three feeds of one publisher they showed the publisher's name three times."""
    for name, title in (("/sports", "Harbour &amp; Sound: sports"), ("/arts", "Harbour: <b>arts</b>\n  \x07 and letters")):
        named = rss(web.url, (f"{name}/1", "A")).replace(b"<title>Harbour Gazette</title>", f"<title>{title}</title>".encode())
        web.answers[name] = Answer(named.replace(b"<b>", b"&lt;b&gt;").replace(b"</b>", b"&lt;/b&gt;"), "text/xml")
    web.answers["/gone"] = Answer(status=500)
    tables = [feed(name, f"{web.url}/{name}", text='"feed"') for name in ("sports", "arts", "gone")]
    desk.configure("".join(tables), [web.port])
    desk.run("poll")
    desk.run("poll", "--all")
    out = desk.run("feed", "export").out
    titles = {one.get("xmlUrl", "").removeprefix(web.url): (one.get("title"), one.get("text")) for one in _outlines(out)}
    assert titles == {
        "/sports": ("Harbour & Sound: sports",) * 2, "/arts": ("Harbour: arts and letters",) * 2, "/gone": ("gone",) * 2,
    }  # fmt: skip
    other = Desk(tmp_path / "other")
    other.folder.mkdir()
    config = (desk.folder / "config.toml").read_text("utf-8")
    (other.folder / "config.toml").write_text(config.partition("[[publisher]]")[0], "utf-8")
    (other.folder / "feeds.opml").write_text(out, "utf-8")
    assert other.run("feed", "import", "feeds.opml", "--by-title").code == 0
    rows = other.run("feed", "list", "--json").json
    assert {(row["feed"]["id"], row["feed"]["publisher"]["id"], row["feed"]["publisher"]["name"]) for row in rows} == {
        (name, "harbour", "Harbour Gazette") for name in ("sports", "arts", "gone")
    }
    assert [one.get("xmlUrl") for one in _outlines(other.run("feed", "export").out)] == [
        one.get("xmlUrl") for one in _outlines(out)
    ]


def _outlines(opml: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(opml).iter("outline"))


def test_what_is_no_list_is_said_in_one_line(desk: Desk) -> None:
    desk.configure("", [1])
    for name, body, words in (
        ("a", b"<rss/>", "<rss>, not a list of feeds"),
        ("b", b"\xff\x00nothing", "is broken XML"),
        ("c", b"<opml>" + b"<outline>" * 100_000, ""),
    ):
        (desk.folder / name).write_bytes(body)
        done = desk.run("feed", "import", name)
        assert words in done.err
        assert done.err.count("\n") <= 1
    assert "cannot be read: No such file" in desk.run("feed", "import", "none").err


def test_a_feed_tells_how_it_stands(desk: Desk, web: WebServer, feed: Feed) -> None:
    web.answers["/rss"] = Answer(rss(web.url, ("/a", "A")).replace(b"<channel>", b"<channel><ttl>240</ttl>"), "text/xml")
    web.answers["/broken"] = Answer(status=500)
    tables = feed("good", f"{web.url}/rss", text='"feed"') + feed("bad", f"{web.url}/broken")
    desk.configure(tables, [web.port])
    assert desk.run("poll").code == 0
    assert desk.run("poll", "--all").code == 0
    shown = desk.run("feed", "show", "good").out
    assert "the feed asks for it (ttl or sy:updatePeriod)" in shown
    assert "  asks for   4 h between two polls" in shown
    assert "not-modified 304: not modified since the last poll" in shown
    assert "fetched 200: 1 new, 0 changed, 0 known (" in shown
    assert "not known yet: nothing new since it was first read, 20" in shown
    shown = desk.run("feed", "show", "bad").out
    assert "  failing    2 times in a row: HTTP 500 Internal Server Error" in shown
    assert "not known: it could not be read yet" in shown
    listed = desk.run("feed", "list").out.splitlines()
    assert listed[0].split()[:2] == ["ID", "STATE"]
    assert "none since 20" in listed[2], "what the first poll found has come at some time before"
    assert "never" in listed[1], "it was never read"
    woken = desk.run("feed", "wake", "bad")
    assert woken.out == "bad: was active; it is polled with the next run\n"
    assert desk.run("feed", "wake", "none").code == 1
    before = web.seen["/broken", 500]
    assert desk.run("run").code == 0
    assert web.seen["/broken", 500] == before + 1
    assert web.seen["/rss", 200] + web.seen["/rss", 304] == 2, "it was not due"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://2130706433/rss", "2130706433 is an unusual spelling of an IPv4 address; write it as four numbers"),
        ("https://ann:secret@harbour.example/rss", "the address given carries a user name or password; give it without"),
        (
            "https://harbour.example:6379/rss",
            "port 6379 is none of 80, 443, 8080, 8443; list it in fetch.allow_ports if it is meant",
        ),
        ("gopher://harbour.example/1/a%0d%0aQUIT", "is no gopher address that can be sent"),
    ],
)
def test_an_address_that_is_never_asked_is_not_added(desk: Desk, url: str, words: str) -> None:
    desk.configure("", [1])
    done = desk.run("feed", "add", "one", url, "--publisher", "harbour")
    assert done.code == 1
    assert done.err.startswith("wiredesk: feed url: ")
    assert words in done.err
    assert desk.run("feed", "list", "--json").json == []


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ("<skipDays><day>Sunday</day></skipDays>", "no poll on Sundays"),
        ("<skipHours><hour>3</hour></skipHours>", "no poll at 3:00 UTC"),
        (
            "<skipHours><hour>3</hour><hour>4</hour></skipHours><skipDays><day>Sunday</day></skipDays>",
            "no poll at 3:00, 4:00 UTC and on Sundays",
        ),
    ],
)
def test_a_feed_that_wants_to_be_left_alone_at_times(desk: Desk, web: WebServer, feed: Feed, wish: str, words: str) -> None:
    web.answers["/rss"] = Answer(rss(web.url, ("/a", "A")).replace(b"<channel>", f"<channel>{wish}".encode()), "text/xml")
    desk.configure(feed("good", f"{web.url}/rss", text='"feed"'), [web.port])
    assert desk.run("poll").code == 0
    assert f"  asks for   {words}\n" in desk.run("feed", "show", "good").out


def test_a_host_that_asked_for_quiet_is_left_alone_by_the_next_run_too(desk: Desk, web: WebServer, feed: Feed) -> None:
    web.answers["/busy"] = Answer(status=429, headers={"Retry-After": "7200"})
    web.answers["/rss"] = Answer(rss(web.url, ("/a", "A")), "text/xml")
    desk.configure(feed("busy", f"{web.url}/busy"), [web.port])
    assert "HTTP 429" in desk.run("poll").out
    desk.configure(feed("busy", f"{web.url}/busy") + feed("fresh", f"{web.url}/rss"), [web.port])
    told = desk.run("run")
    assert "fresh: rested: 127.0.0.1 asked for rest and is left alone until" in told.out
    assert sum(web.seen.values()) == 1, "neither feed was asked again"
    (fresh,) = (row for row in desk.run("feed", "list", "--json").json if row["feed"]["id"] == "fresh")
    assert (fresh["failures"], fresh["state"], fresh["last_polled_at"]) == (0, "active", None)
    shown = desk.run("feed", "show", "fresh").out
    assert "  host       asked for rest and is left alone until" in shown
    assert "its host asked for rest" in shown
    with Database.open("sqlite:///wiredesk.db", folder=desk.folder) as database, database.write() as tx:
        tx._connection.exec_driver_sql("UPDATE feeds SET next_poll_at = '2026-01-01T00:00:00.000000Z'")
    assert "busy: rested: " in desk.run("poll").out
    shown = desk.run("feed", "show", "busy").out
    assert "  failing    once: HTTP 429 Too Many Requests\n" in shown, "why it fails, not why it was not asked since"
    assert "  host       asked for rest" in shown


def test_a_feed_that_is_asked_sooner_since_its_config_changed_says_so(desk: Desk, web: WebServer, feed: Feed) -> None:
    web.answers["/rss"] = Answer(rss(web.url, ("/a", "A")), "text/xml")
    desk.configure(feed("good", f"{web.url}/rss", text='"feed"', every='"6h"'), [web.port])
    assert desk.run("poll").code == 0
    assert ": it is asked every 6 h\n" in desk.run("feed", "show", "good").out
    desk.configure(feed("good", f"{web.url}/rss", text='"feed"', every='"15m"'), [web.port])
    assert ": its settings have changed\n" in desk.run("feed", "show", "good").out


def test_a_feed_that_is_named_and_cannot_be_polled_is_told(desk: Desk, web: WebServer, feed: Feed) -> None:
    web.answers["/rss"] = Answer(rss(web.url, ("/a", "A")), "text/xml")
    desk.configure(feed("good", f"{web.url}/rss", text='"feed"') + feed("old", f"{web.url}/old"), [web.port])
    assert desk.run("feed", "list").code == 0
    desk.configure(feed("good", f"{web.url}/rss", text='"feed"'), [web.port])
    old = desk.run("poll", "old")
    assert (old.code, old.err) == (
        1,
        "wiredesk: the feed 'old' is retired: the config declares it no more; declare it again to poll it\n",
    )
    with (
        Database.open(f"sqlite:///{desk.folder / 'wiredesk.db'}", folder=desk.folder) as database,
        database.polling() as transaction,
    ):
        assert len(transaction.feeds.claim(datetime.now(UTC), owner="another", limit=1, lease_s=60)) == 1
    held = desk.run("poll", "good")
    assert held.code == 7
    assert "good: not polled: in hand of another process" in held.err
    assert not web.seen


def test_what_was_said_of_another_address_is_not_said_of_the_new_one(desk: Desk, web: WebServer, feed: Feed) -> None:
    web.answers["/rss"] = Answer(rss(web.url, ("/a", "A")), "text/xml")
    desk.configure(feed("harbour", f"{web.url}/rss", text='"feed"'), [web.port])
    assert desk.run("poll").code == 0
    desk.configure(feed("harbour", f"{web.url}/new", text='"feed"'), [web.port])
    (listed,) = json.loads(desk.run("feed", "list", "--json").out)
    assert (listed["last_words"], listed["last_ok_at"], listed["last_polled_at"]) == (None, None, None)
    assert "  not polled yet  " in desk.run("feed", "list").out
    shown = desk.run("feed", "show", "harbour").out
    assert "  last good  never\n" in shown
    assert " fetched 200: 1 new" in shown, "the history stays"


def test_what_waits_of_a_retired_feed_waits_for_that_to_come_back(desk: Desk, web: WebServer, feed: Feed) -> None:
    web.answers |= {"/rss": Answer(rss(web.url, ("/a", "A"), ("/b", "B")), "text/xml"), "/a": Answer(status=500)}
    web.answers |= {"/b": Answer(status=404)}
    desk.configure(feed("old", f"{web.url}/rss"), [web.port])
    assert desk.run("poll").code == 0
    assert "  waits until 20" in desk.run("feed", "show", "old").out
    desk.configure("", [web.port])
    shown = desk.run("feed", "show", "old").out
    assert f"  waits for the feed to come back: {web.url}/a\n" in shown
    assert "waits until" not in shown
    (entry,) = json.loads(desk.run("waiting", "old", "--json").out)
    assert entry["next_try"] is None
    assert entry["words"] == "HTTP 500 Internal Server Error; its feed is retired: it waits for that to come back"
    again = desk.run("waiting", "old", "--retry")
    assert (again.code, again.out) == (1, "")
    assert "the feed 'old' is retired" in again.err
    desk.configure(feed("old", f"{web.url}/rss"), [web.port])
    assert desk.run("waiting", "old", "--retry").out == "old: 1 entry waits again\n"


def test_a_poll_that_was_killed_is_told_of_and_not_what_the_one_before_it_said(desk: Desk, web: WebServer, feed: Feed) -> None:
    web.answers["/feed"] = Answer(rss(web.url), "application/rss+xml")
    desk.configure(feed("ferries", f"{web.url}/feed"), [web.port])
    assert desk.run("poll").code == 0
    assert "it is asked every" in desk.run("feed", "show", "ferries").out
    command = [sys.executable, "-m", "tests.faults.dying", "ingest.fetch.fetcher:Fetcher.fetch", "after", "1", "poll", "--all"]
    root = Path(__file__).parents[2]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, (str(root), os.environ.get("PYTHONPATH"))))}
    assert subprocess.run(command, cwd=desk.folder, env=environment, check=False).returncode == -9
    (line,) = [line for line in desk.run("feed", "show", "ferries").out.splitlines() if "next poll" in line]
    assert "being polled since" in line, "nobody knows yet that it will not end"
    (row,) = [line for line in desk.run("feed", "list").out.splitlines() if line.startswith("ferries")]
    assert "not ended yet" in row
    assert "entries" not in row, "how the poll before it went"
    with Database.open("sqlite:///wiredesk.db", folder=desk.folder) as database, database.write() as tx:
        tx._connection.exec_driver_sql("UPDATE feeds SET lease_until = '2026-01-01T00:00:00.000000Z'")
    (line,) = [line for line in desk.run("feed", "show", "ferries").out.splitlines() if "next poll" in line]
    assert "did not end" in line
    assert "it is asked every" not in line
    assert desk.run("poll", "ferries").code == 0
    shown = desk.run("feed", "show", "ferries").out
    assert "it is asked every" in shown
    assert "unfinished: it was begun and never ended" in shown, "the history keeps it"
