"""One pass, as cron runs it: what is new is fetched, understood, judged and published; what is not new costs nothing."""

import fcntl
from pathlib import Path

import pytest

from tests.acceptance.conftest import Desk, Feed
from tests.acceptance.pages import PARAGRAPHS, page, rss
from tests.servers import Answer, WebServer

FERRY = "/sea/ferry"


def open_harbour(web: WebServer, desk: Desk, feed: Feed, **settings: str) -> None:
    web.answers["/rss"] = Answer(rss(web.url, (FERRY, "First ferry of the year crosses the sound")), "application/rss+xml")
    web.answers[FERRY] = Answer(page())
    desk.configure(feed("harbour-rss", f"{web.url}/rss", review='"auto"', topics='["Ships"]', **settings), [web.port])


def stamps(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_a_story_goes_all_the_way(desk: Desk, web: WebServer, feed: Feed) -> None:
    open_harbour(web, desk, feed)
    done = desk.run("run")
    assert done.code == 0, done.err
    assert "feed   harbour-rss: read: 1 new" in done.out
    (story,) = desk.run("story", "list", "--json").json
    assert story["headline"] == "First ferry of the year crosses the sound"
    assert (story["state"], story["reasons"], story["licence"]) == ("published", [], "CC-BY-4.0")
    assert (story["published"], story["alteration"], story["hops"]) == ("2026-03-03T12:40:00+01:00", "verbatim", [])
    assert story["url"] == f"{web.url}{FERRY}"
    html = next((desk.folder / "public" / "web" / "harbour").glob("*/index.html")).read_text("utf-8")
    hole = next((desk.folder / "public" / "gopher" / "harbour" / "2026" / "03").glob("*.txt")).read_text("utf-8")
    for text in (html, hole):
        assert "This story was originally published by Harbour Gazette and is unaltered." in text
        for furniture in ("We use cookies", "Ice closes sound", "Ferry fares debated"):
            assert furniture not in text
    assert all(paragraph in hole.split("\n") for paragraph in PARAGRAPHS)
    assert "Tuesday, March 3, 2026, 6:40:00 AM Eastern Standard Time" in html
    assert "Date: 2026-03-03\n" in hole


def test_a_second_pass_fetches_nothing_again_and_touches_no_file(desk: Desk, web: WebServer, feed: Feed) -> None:
    open_harbour(web, desk, feed)
    assert desk.run("run").code == 0
    before = stamps(desk.folder / "public")
    again = desk.run("run")
    assert again.code == 0
    assert "nothing is due" in again.out
    assert desk.run("run", "--fail-empty").code == 5
    polled = desk.run("poll", "--all")
    assert "harbour-rss: unchanged" in polled.out
    assert web.seen["/rss", 304] == 1
    assert web.seen[FERRY, 200] == 1
    assert desk.run("publish").code == 0
    assert stamps(desk.folder / "public") == before


def test_options_stand_before_or_after_the_command(desk: Desk, web: WebServer, feed: Feed, tmp_path: Path) -> None:
    open_harbour(web, desk, feed)
    data = tmp_path / "elsewhere"
    config = str(desk.folder / "config.toml")
    assert desk.run("--config", config, "--data", str(data), "--quiet", "run").out == ""
    assert (data / "public" / "web" / "index.html").exists()
    rows = desk.run("story", "list", "--json", "--data", str(data)).json
    assert len(rows) == 1


def test_a_changed_story_waits_and_the_approved_one_stays_out(desk: Desk, web: WebServer, feed: Feed) -> None:
    open_harbour(web, desk, feed, every='"1s"')
    desk.configure(feed("harbour-rss", f"{web.url}/rss", review='"queue"'), [web.port])
    assert desk.run("run").code == 0
    (story,) = desk.run("story", "list", "--json").json
    assert story["state"] == "queued"
    assert desk.run("story", "approve", story["id"], "--by", "Ada").code == 0
    assert desk.run("publish").code == 0
    printed = next((desk.folder / "public" / "web" / "harbour").glob("*/index.html"))
    before = printed.read_text("utf-8")
    web.answers[FERRY] = Answer(
        page(paragraphs=(*PARAGRAPHS[:2], PARAGRAPHS[2].replace("four crowns", "nine crowns"), PARAGRAPHS[3]))
    )
    web.answers["/rss"] = Answer(
        rss(web.url, (FERRY, "First ferry of the year crosses the sound at last")), "application/rss+xml"
    )
    assert desk.run("poll", "--all").code == 0
    assert desk.run("publish").code == 0
    (story,) = desk.run("story", "list", "--json").json
    assert story["state"] == "published"
    assert "published, changed" in desk.run("story", "list").out
    assert printed.read_text("utf-8") == before
    assert desk.run("story", "approve", story["id"], "--by", "Ada").code == 0
    assert desk.run("publish").code == 0
    assert "nine crowns" in printed.read_text("utf-8")


def test_a_withdrawn_story_leaves_a_notice_and_every_list(desk: Desk, web: WebServer, feed: Feed) -> None:
    open_harbour(web, desk, feed)
    assert desk.run("run").code == 0
    (story,) = desk.run("story", "list", "--json").json
    told = desk.run("story", "withdraw", story["id"], "--by", "Ada", "--reason", "The publisher asked us to.")
    assert told.code == 0, told.err
    assert desk.run("publish").code == 0
    public = desk.folder / "public"
    for path in public.rglob("*"):
        if path.is_file():
            assert PARAGRAPHS[1] not in path.read_text("utf-8"), path
    notice = next((public / "web" / "harbour").glob("*/index.html")).read_text("utf-8")
    assert "The publisher asked us to." in notice
    for name in ("web/index.html", "web/harbour/index.html", "web/topics/ships/index.html", "gopher/gophermap"):
        assert story["headline"] not in (public / name).read_text("utf-8"), name
    assert "<entry>" not in (public / "web" / "feed.atom").read_text("utf-8")


def test_a_story_that_was_taken_off_for_a_look_can_be_withdrawn_and_readers_are_told(
    desk: Desk, web: WebServer, feed: Feed
) -> None:
    open_harbour(web, desk, feed)
    assert desk.run("run").code == 0
    (story,) = desk.run("story", "list", "--json").json
    assert desk.run("story", "hold", story["id"], "--by", "Ada", "--reason", "A name is doubted.").code == 0
    assert desk.run("publish").code == 0
    spiked = desk.run("story", "spike", story["id"], "--by", "Ada", "--reason", "Wrong.")
    assert (spiked.code, "it was out" in spiked.err) == (1, True)
    shown = desk.run("story", "show", story["id"]).out
    assert ("was printed at" in shown, "  printed at" in shown) == (True, False), "it is off every page"
    assert desk.run("story", "withdraw", story["id"], "--by", "Ada", "--reason", "The name was wrong.").code == 0
    assert desk.run("publish").code == 0
    web_room = desk.folder / "public" / "web"
    assert "The name was wrong." in next((web_room / "harbour").glob("*/index.html")).read_text("utf-8")
    assert "The name was wrong." in (web_room / "feed.atom").read_text("utf-8")
    assert "notice at" in desk.run("story", "show", story["id"]).out


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (("approve", "--by", " "), "who decides is not said"),
        (("hold", "--by", "", "--reason", "x"), "who decides is not said"),
        (("hold", "--by", "Ada", "--reason", " \n"), "the reason is empty"),
        (("withdraw", "--by", "Ada", "--reason", ""), "the reason is empty"),
        (("approve", "--by", "Ada", "--licence", "CC-BY-4.0", "--evidence", " "), "the evidence is empty"),
        (("approve", "--by", "Ada", "--licence", "permission", "--evidence", "x", "--notice", " "), "--notice"),
    ],
)
def test_a_decision_says_who_and_why(desk: Desk, web: WebServer, feed: Feed, decision: tuple[str, ...], said: str) -> None:
    open_harbour(web, desk, feed)
    assert desk.run("run").code == 0
    (story,) = desk.run("story", "list", "--json").json
    before = desk.run("story", "show", story["id"]).out
    done = desk.run("story", decision[0], story["id"], *decision[1:])
    assert done.code == 1
    assert said in done.err
    assert desk.run("story", "show", story["id"]).out == before


def test_what_publish_counts_is_what_lies_in_the_folder(desk: Desk, web: WebServer, feed: Feed) -> None:
    open_harbour(web, desk, feed)
    assert desk.run("poll").code == 0
    planned = desk.run("publish", "--dry-run", "--json").json["written"]
    written = desk.run("publish", "--json").json["written"]
    public = desk.folder / "public"
    files = [str(path.relative_to(public)) for room in ("web", "gopher") for path in (public / room).rglob("*") if path.is_file()]
    assert sorted(written) == sorted(planned) == sorted(files)


def test_a_dry_run_says_what_it_would_do_and_does_nothing(desk: Desk, web: WebServer, feed: Feed) -> None:
    open_harbour(web, desk, feed)
    assert desk.run("poll").code == 0
    done = desk.run("publish", "--dry-run")
    assert done.code == 0
    assert "web/index.html" in done.out
    assert not (desk.folder / "public" / "web").exists()
    (story,) = desk.run("story", "list", "--json").json
    assert story["state"] == "approved"


def test_a_second_run_at_the_same_time_exits_seven(desk: Desk, web: WebServer, feed: Feed) -> None:
    open_harbour(web, desk, feed)
    with (desk.folder / ".run.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        done = desk.run("run")
    assert done.code == 7
    assert "another `wiredesk run` is at work" in done.err
    assert done.err.count("\n") == 1
    assert not web.seen
    assert desk.run("run").code == 0


def test_a_feed_declared_in_the_file_is_removed_there(desk: Desk, web: WebServer, feed: Feed) -> None:
    open_harbour(web, desk, feed)
    done = desk.run("feed", "remove", "harbour-rss")
    assert done.code == 1
    assert "config.toml:25: the feed 'harbour-rss' is declared here" in done.err
    added = desk.run("feed", "add", "second", f"{web.url}/rss?2", "--publisher", "harbour", "--every", "2h")
    assert added.code == 0, added.err
    assert {one["feed"]["id"] for one in desk.run("feed", "list", "--json").json} == {"harbour-rss", "second"}
    same = desk.run("feed", "add", "third", f"{web.url}/rss?3", "--publisher", "harbour", "--name", "Harbour Gazette")
    other = desk.run("feed", "add", "fourth", f"{web.url}/rss?4", "--publisher", "harbour", "--name", "Another Gazette")
    assert (same.code, other.code) == (0, 1), same.err
    assert "the publisher 'harbour' is known; its name and zone are changed where it is declared" in other.err
    assert desk.run("feed", "remove", "second").code == 0
    assert "retired" in desk.run("feed", "list").out


def test_checking_a_feed_shows_what_would_come_and_stores_nothing(desk: Desk, web: WebServer, feed: Feed) -> None:
    open_harbour(web, desk, feed)
    done = desk.run("feed", "check", f"{web.url}/rss")
    assert done.code == 0, done.err
    assert "rss 2.0" in done.out
    assert "First ferry of the year crosses the sound" in done.out
    assert "verbatim" in done.out
    assert desk.run("story", "list", "--json").json == []
    assert desk.run("feed", "check", f"{web.url}/none").code == 1


def test_init_writes_a_config_once(desk: Desk) -> None:
    first = desk.run("init")
    assert first.code == 0, first.err
    config = desk.folder / "config.toml"
    assert "[[publisher]]" in config.read_text("utf-8")
    config.write_text(config.read_text("utf-8").replace("The Wire Desk", "Mine"), "utf-8")
    assert "was there and is untouched" in desk.run("init").out
    assert "Mine" in config.read_text("utf-8")
    assert (desk.folder / "wiredesk.db").exists()
    assert desk.run("db", "check").out.strip() == "no problem found"


def test_what_cannot_be_done_is_one_clear_line(desk: Desk, web: WebServer, feed: Feed) -> None:
    open_harbour(web, desk, feed)
    assert desk.run("run").code == 0
    for arguments, code, words in (
        (("story", "show", "zzzz"), 1, "no story 'zzzz'"),
        (("story", "approve", "zzzz", "--by", "A"), 1, "no story 'zzzz'"),
        (("feed", "show", "nope"), 1, "no feed 'nope'"),
        (("nope",), 2, "No such command 'nope'"),
        (("story", "approve", "abcd"), 2, "Missing option '--by'"),
        (("run", "--config", "none.toml"), 3, "there is no such file"),
    ):
        done = desk.run(*arguments)
        assert done.code == code, (arguments, done)
        assert words in done.err, done.err


def test_hold_spike_and_comment_do_what_they_say(desk: Desk, web: WebServer, feed: Feed) -> None:
    open_harbour(web, desk, feed)
    assert desk.run("run").code == 0
    (story,) = desk.run("story", "list", "--json").json
    (desk.folder / "words.md").write_text("**Read** this <script>alert(1)</script>", "utf-8")
    assert desk.run("story", "comment", story["id"], "--kind", "opinion", "--by", "Ada", "words.md").code == 0
    assert desk.run("publish").code == 0
    page_file = next((desk.folder / "public" / "web" / "harbour").glob("*/index.html"))
    assert "<strong>Read</strong> this &lt;script&gt;" in page_file.read_text("utf-8")
    spiked = desk.run("story", "spike", story["id"], "--by", "Ada", "--reason", "Late.")
    assert spiked.code == 1
    assert "it is out; `wiredesk story withdraw` takes it back" in spiked.err
    assert desk.run("story", "hold", story["id"], "--by", "Ada", "--reason", "Check the name.").code == 0
    assert desk.run("publish").code == 0
    assert not page_file.exists()
    spiked = desk.run("story", "spike", story["id"], "--by", "Ada", "--reason", "Late.")
    assert (spiked.code, "it was out" in spiked.err) == (1, True), "who has read it would never hear of it"


def test_a_story_that_was_never_out_is_spiked(desk: Desk, web: WebServer, feed: Feed) -> None:
    open_harbour(web, desk, feed)
    desk.configure(feed("harbour-rss", f"{web.url}/rss"), [web.port])
    assert desk.run("run").code == 0
    (story,) = desk.run("story", "list", "--json").json
    assert desk.run("story", "spike", story["id"], "--by", "Ada", "--reason", "Late.").code == 0
    (story,) = desk.run("story", "list", "--json").json
    assert story["state"] == "spiked"
