"""Killed at any moment, as often as one likes: nothing accepted is lost, nothing comes twice, and the export stays whole."""

import random
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.acceptance.conftest import Desk, Feed
from tests.faults.world import World
from tests.servers import WebServer
from tests.store.conftest import PostgresServer

POINTS = (
    ("store.feeds:Feeds.sync", "before", 1),
    ("store.feeds:Feeds.sync", "after", 1),
    ("desk.opening:take_over", "after", 1),
    ("store.polled_feeds:PolledFeeds.claim", "after", 1),
    ("ingest.fetch.fetcher:Fetcher.fetch", "after", 1),
    ("ingest.fetch.fetcher:Fetcher.fetch", "after", 3),
    ("store.captures:Captures.keep", "after", 1),
    ("store.polled_entries:PolledEntries.save", "before", 1),
    ("store.polled_entries:PolledEntries.save", "after", 1),
    ("store.polled_feeds:PolledFeeds.finish", "after", 1),
    ("store.polled_feeds:PolledFeeds.finish", "after", 2),
    ("store.entries:Entries.claim", "after", 1),
    ("store.entries:Entries.keep_pages", "before", 1),
    ("store.entries:Entries.keep_pages", "after", 1),
    ("ingest.workers:Workers.read_chunk", "before", 1),
    ("ingest.workers:Workers.read_chunk", "after", 1),
    ("ingest.workers:Workers.read_chunk", "after", 2),
    ("store.stories:Stories.keep", "before", 1),
    ("store.stories:Stories.keep", "after", 1),
    ("store.reviews:Reviews.decide", "after", 1),
    ("store.entries:Entries.finish", "after", 1),
    ("store.database:SqliteFile.checkpoint_if_large", "before", 1),
    ("store.database:SqliteFile.checkpoint_if_large", "before", 3),
    ("sqlalchemy:Connection.commit", "before", 2),
    ("sqlalchemy:Connection.commit", "after", 2),
    ("sqlalchemy:Connection.commit", "after", 4),
    ("sqlalchemy:Connection.commit", "before", 5),
    ("store.editions:Editions.compile", "before", 1),
    ("store.editions:Editions.compile", "after", 1),
    ("desk.publish:_to_disk", "before", 1),
    ("exporters.writer:_put", "before", 1),
    ("exporters.writer:_put", "after", 1),
    ("exporters.writer:_put", "after", 2),
    ("exporters.writer:_put", "after", 5),
    ("exporters.writer:_put", "before", 7),
    ("pathlib:Path.replace", "before", 1),
    ("pathlib:Path.replace", "before", 4),
    ("pathlib:Path.replace", "after", 6),
    ("exporters.writer:_take_away", "before", 1),
    ("exporters.writer:_take_away", "after", 1),
    ("exporters.writer:write", "after", 1),
    ("exporters.writer:write", "after", 2),
    ("desk.publish:_mark", "after", 1),
    ("store.editions:Editions.record", "before", 1),
    ("store.editions:Editions.record", "after", 1),
)
"""Every stage: claimed and not fetched, fetched and not kept, within each transaction, kept and not read, read and not kept,
compiled and not written, beside its place and not renamed, between two files, written and not recorded."""

FIRST: Mapping[str, Callable[[World], None]] = {
    "store.feeds:Feeds.sync": World.edit_config,
    "desk.opening:take_over": World.edit_config,
    "exporters.writer:_take_away": World.take_back_published,
}
"""What has to have happened for a pass to come to a point that most passes have no reason to come to."""
EVERY_POINT = 2 * len(POINTS)
"""So many kills come to every point: every other is at random."""


def disturb(world: World, chance: random.Random, kills: int) -> dict[str, int]:
    """Kills passes at every named point in turn and, as often, at random moments; every few kills comes a pass in peace."""
    world.step()
    world.run()
    began = time.monotonic()
    world.step()
    world.run()
    lasts = time.monotonic() - began
    world.check_at_rest()
    fell: dict[str, int] = {}
    points = deque(chance.sample(POINTS, len(POINTS)))  # in any order, so that few kills meet all stages too
    tried = 0
    while sum(fell.values()) < kills:
        assert tried < 4 * kills + len(POINTS), f"only {fell} of {tried} passes were killed"
        world.step()
        if tried % 2:
            point, when, nth = points[0]
            points.rotate(-1)
            name = f"{when} {point} {nth}"
            FIRST.get(point, World.leave)(world)
            died = world.killed(point, when, nth)
        else:
            name = "at random"
            died = at_random(world, chance.uniform(0.1, lasts))
        tried += 1
        fell[name] = fell.get(name, 0) + died
        try:
            world.check_always()
            if tried % 5 == 0:
                world.run()
                world.check_at_rest()
        except AssertionError as wrong:
            raise AssertionError(f"after kill {sum(fell.values())}, {name}: {wrong}") from wrong
    world.run()
    world.check_at_rest()
    return fell


def at_random(world: World, delay: float) -> bool:
    with world.start() as process:
        time.sleep(delay)
        process.kill()
        out, err = process.communicate(timeout=60)
    assert "Traceback" not in out + err, err
    return process.returncode == -9


@pytest.mark.faults
@pytest.mark.timeout(7200)
def test_nothing_is_lost_or_doubled(desk: Desk, web: WebServer, feed: Feed, kills: int) -> None:
    fell = disturb(World(desk, web, feed), random.Random(5), kills)
    never = [f"{when} {point} {nth}" for point, when, nth in POINTS if not fell.get(f"{when} {point} {nth}")]
    print(f"{sum(fell.values())} kills, {fell['at random']} at random; never reached: {never}")
    assert kills < EVERY_POINT or not never, never


@pytest.mark.faults
@pytest.mark.timeout(3600)
def test_nothing_is_lost_or_doubled_on_postgresql(
    desk: Desk, web: WebServer, feed: Feed, kills: int, postgres: PostgresServer
) -> None:
    postgres.run("CREATE DATABASE killed")
    fell = disturb(World(desk, web, feed, postgres.url("killed")), random.Random(7), max(1, kills // 5))
    print(f"{sum(fell.values())} kills, {fell['at random']} at random")


def test_what_was_fetched_is_read_after_a_crash_and_not_fetched_again(desk: Desk, web: WebServer, feed: Feed) -> None:
    world = World(desk, web, feed)
    world.step()
    assert world.killed("ingest.workers:Workers.read_chunk", "before", 2)
    assert web.seen["/story/1", 200] == 1
    (waiting,) = desk.run("waiting", "pages", "--json").json
    assert (waiting["step"], waiting["attempts"]) == ("to read", 1)
    world.run()
    assert web.seen["/story/1", 200] == 1, "the page was kept, and is read from there"
    assert desk.run("waiting").out == "nothing waits\n"
    world.check_at_rest()


@pytest.mark.parametrize("point", ["desk.publish:_to_disk", "store.editions:Editions.record"])
def test_what_was_taken_back_leaves_though_the_press_died_in_between(desk: Desk, web: WebServer, feed: Feed, point: str) -> None:
    world = World(desk, web, feed)
    world.step()
    world.run()
    world.take_back(1)
    assert world.killed(point, "before", 1)
    world.run()
    world.check_at_rest()
    assert desk.run("publish").out == "publish: nothing has changed\n"


def test_what_a_dying_press_wrote_leaves_when_an_editor_holds_it(desk: Desk, web: WebServer, feed: Feed) -> None:
    world = World(desk, web, feed)
    world.step()
    assert world.killed("exporters.writer:write", "after", 1)
    (story,) = [row for row in desk.run("story", "list", "--json").json if row["url"].endswith("/story/1")]
    assert list(desk.folder.glob(f"public/web/harbour/*{story['id']}"))
    assert desk.run("story", "hold", story["id"], "--by", "Ada", "--reason", "Check.").code == 0
    world.held.add(1)
    assert desk.run("publish").code == 0
    world.check_at_rest()


def test_an_entry_that_kills_every_pass_is_given_up_and_said(desk: Desk, web: WebServer, feed: Feed) -> None:
    world = World(desk, web, feed)
    world.step()
    world.run()
    with world.database() as database, database.write() as tx:
        tx._connection.exec_driver_sql("UPDATE entries SET state = 'waiting', attempts = 8 WHERE feed_id = 'pages'")
        tx._connection.exec_driver_sql("UPDATE entries SET next_try_at = first_seen_at WHERE feed_id = 'pages'")
    done = desk.run("run")
    assert "given up: it was begun 8 times and never came to an end" in done.out
    (lost,) = desk.run("waiting", "--given-up", "--json").json
    assert lost["words"].startswith("it was begun 8 times")
    assert desk.run("waiting", "pages", "--retry").out == "pages: 1 entry waits again\n"
    assert desk.run("run").code == 0
    assert desk.run("waiting", "--given-up").out == "nothing was given up\n"


def test_a_first_run_that_is_killed_while_it_makes_the_database(desk: Desk, web: WebServer, feed: Feed, tmp_path: Path) -> None:
    world = World(desk, web, feed)
    world.step()
    assert world.killed("store.upgrade:_make_sqlite", "after", 1)
    world.run()
    world.check_at_rest()
