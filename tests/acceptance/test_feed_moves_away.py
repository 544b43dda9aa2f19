"""A feed that moves to somebody else's site speaks in its publisher's name only when the operator says so."""

import time

import pytest

from store.database import Database
from tests.acceptance.conftest import Desk, Feed
from tests.acceptance.test_as_publishers_see_us import Host, hosts

__all__ = ["hosts"]


@pytest.fixture
def moved(desk: Desk, feed: Feed, hosts: list[Host]) -> Desk:
    """A desk whose feed says for the fourth day that it has moved to another host."""
    old, new, *_ = hosts
    new.carry("/feed", 1)
    old.answers["/feed"] = (301, b"", {"Location": f"{new.url}/feed"})
    desk.configure(feed("one", f"{old.url}/feed", review='"auto"', topics='["Ships"]'), [old.port, new.port])
    config = desk.folder / "config.toml"
    config.write_text(config.read_text("utf-8").replace("127.0.0.1/32", "127.0.1.0/24"), "utf-8")
    assert desk.run("poll").code == 0
    with Database.open("sqlite:///wiredesk.db", folder=desk.folder) as database, database.write() as tx:
        said = f'["{new.url}/feed", {int(time.time()) - 4 * 86400}, 3]'
        tx._connection.exec_driver_sql("UPDATE feeds SET next_poll_at = added_at, habits = ?", (f'{{"moving": {said}}}',))
    new.carry("/feed", 1, 2)
    return desk


def test_it_is_told_everywhere_and_what_it_brings_meanwhile_is_held(moved: Desk, hosts: list[Host]) -> None:
    old, new, *_ = hosts
    question = (
        f"moved for good to {new.url}/feed, which is another site: if that is Harbour Gazette's too, `wiredesk feed move one`"
    )
    told = moved.run("run")
    assert question in told.out
    assert "Ferry 2 crosses the sound' (one): held" in told.out
    assert question not in moved.run("poll", "one").out, "told once, where it is news"
    assert question in moved.run("feed", "show", "one").out
    assert "active, moved" in moved.run("feed", "list").out
    assert question in moved.run("digest").out
    assert question in moved.run("waiting").out
    (waiting,) = moved.run("waiting", "--json").json
    assert (waiting["step"], waiting["link"], waiting["feed"]) == ("moved", f"{new.url}/feed", "one")
    states = {row["headline"]: row["state"] for row in moved.run("story", "list", "--json").json}
    assert states == {"Ferry 1 crosses the sound": "published", "Ferry 2 crosses the sound": "held"}
    assert len(old.asked("/feed")) == 3, "it is asked where it ever was"


def test_by_the_operators_word_it_is_asked_there(moved: Desk, hosts: list[Host]) -> None:
    old, new, *_ = hosts
    early = moved.run("feed", "move", "one")
    assert early.code != 0
    assert "waits for no word on a move" in early.err
    moved.run("run")
    said = moved.run("feed", "move", "one").out
    assert said == (
        f"one: asked at {new.url}/feed from the next run on\n  stories that waited for this word and are approved now: 1\n"
    )
    before = len(old.log)
    new.carry("/feed", 1, 2, 3)
    told = moved.run("run")
    assert "Ferry 3 crosses the sound' (one): approved" in told.out
    assert len(old.log) == before
    assert moved.run("waiting").out == "nothing waits\n"
    states = {row["headline"]: row["state"] for row in moved.run("story", "list", "--json").json}
    assert states["Ferry 2 crosses the sound"] == "published", "the word it waited for is there"


def test_the_operators_word_on_a_site_is_none_on_its_stories(moved: Desk) -> None:
    """Where an editor decides, one goes on deciding; and what else holds a story holds it still."""
    config = moved.folder / "config.toml"
    config.write_text(config.read_text("utf-8").replace('review = "auto"', 'review = "queue"'), "utf-8")
    moved.run("run")
    (held,) = moved.run("story", "list", "--state", "held", "--json").json
    assert [reason["code"] for reason in held["reasons"]] == ["feed-moved"]
    assert "are queued now: 1" in moved.run("feed", "move", "one").out
    (queued,) = moved.run("story", "list", "--state", "queued", "--json").json
    assert (queued["id"], queued["reasons"]) == (held["id"], [])


def test_what_an_editor_holds_is_held_after_the_move_too(moved: Desk) -> None:
    moved.run("run")
    (held,) = moved.run("story", "list", "--state", "held", "--json").json
    assert moved.run("story", "hold", held["id"], "--by", "Ada", "--reason", "look at it").code == 0
    moved.run("feed", "move", "one")
    (after,) = moved.run("story", "list", "--state", "held", "--json").json
    assert [reason["code"] for reason in after["reasons"]] == ["editor"]
