"""The clock is set under a service that runs: by a day, through the nights that have 23 or 25 hours, by a quarter of a year.
Feeds are asked when they are due by it, once, and nothing is lost."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from store.entry_rows import EntryState
from tests.acceptance.conftest import Desk, Feed
from tests.faults.test_held_up import any_ports
from tests.faults.world import World
from tests.servers import WebServer

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]

EVERY = timedelta(minutes=10)
SOON = EVERY * 1.5
"""By then a feed is due again: how long it waits is spread by up to a tenth."""


@dataclass
class Service:
    """A running service and the hand on its clock."""

    world: World
    process: "subprocess.Popen[bytes]"
    file: Path
    off: timedelta

    def set_clock(self, by: timedelta) -> None:
        """Moves its time of day."""
        self.off += by
        self.file.write_text(str(self.off.total_seconds()), "utf-8")

    def polls(self) -> int:
        """How often either feed was asked; both as often."""
        found = {
            sum(count for (path, _), count in self.world.web.seen.items() if path == asked) for asked in ("/pages", "/carried")
        }
        return min(found) if max(found) - min(found) <= 1 else -1

    def wait_for(self, polls: int) -> None:
        """Until both feeds were asked so often, and what came of it is out."""
        deadline = time.monotonic() + 100
        while self.polls() != polls or self._is_behind():
            assert time.monotonic() < deadline, (self.polls(), polls, self.log()[-10:])
            time.sleep(0.2)

    def _is_behind(self) -> bool:
        newest = f"{self.world.web.url}/story/{self.world.number}"
        with self.world.database() as database, database.read() as tx:
            entries = tx.entries.list(limit=1000)
            is_read = all(entry.state is EntryState.DONE for entry in entries) and newest in {entry.link for entry in entries}
            return not is_read or tx.editions.count_pending() > 0

    def log(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.world.desk.folder / "clock.log").read_text("utf-8").splitlines()]

    def events(self, name: str) -> list[dict[str, Any]]:
        return [line for line in self.log() if line["event"] == name]


@contextmanager
def serving(world: World, off: timedelta, zone: str = "UTC") -> Iterator[Service]:
    any_ports(world.desk)
    file = world.desk.folder / "clock"
    file.write_text(str(off.total_seconds()), "utf-8")
    command = [sys.executable, "-m", "tests.faults.by_another_clock", str(file), "serve"]
    here = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "TZ": zone}
    with (world.desk.folder / "clock.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=world.desk.folder, stdout=log, stderr=log, env=here)
        try:
            yield Service(world, process, file, off)
            process.terminate()
            assert process.wait(15) == 0
        finally:
            if process.poll() is None:
                process.kill()
                process.wait(10)
    assert "Traceback" not in (world.desk.folder / "clock.log").read_text("utf-8")


def test_a_clock_set_forward_by_a_day_and_back_again(desk: Desk, web: WebServer, feed: Feed) -> None:
    world = World(desk, web, feed)
    world.step()
    with serving(world, timedelta()) as service:
        service.wait_for(1)
        world.step()
        service.set_clock(timedelta(days=1))
        service.wait_for(2)
        time.sleep(6)
        assert service.polls() == 2, "what is overdue is done once"
        world.step()
        service.set_clock(timedelta(days=-1))
        time.sleep(22)
        assert service.polls() == 2, "nothing is asked earlier than its publisher may expect"
        service.set_clock(SOON)
        service.wait_for(3)
        assert not [line for line in service.log() if line["level"] == "error"]
    world.check_at_rest()


@pytest.mark.parametrize(
    ("night", "zone"),
    [
        (datetime(2027, 3, 14, 6, 55, tzinfo=UTC), "America/New_York"),
        (datetime(2027, 11, 7, 5, 55, tzinfo=UTC), "America/New_York"),
        (datetime(2027, 3, 28, 0, 55, tzinfo=UTC), "Europe/Oslo"), (datetime(2027, 10, 31, 0, 55, tzinfo=UTC), "Europe/Oslo"),
    ],
    ids=["spring forward", "fall back", "spring forward in Europe", "fall back in Europe"],
)  # fmt: skip
def test_nights_of_23_and_25_hours(desk: Desk, web: WebServer, feed: Feed, night: datetime, zone: str) -> None:
    world = World(desk, web, feed)
    config = desk.folder / "config.toml"
    config.write_text(config.read_text("utf-8").replace('"America/New_York"', f'"{zone}"'), "utf-8")
    world.step()
    with serving(world, night - datetime.now(UTC), zone) as service:
        service.wait_for(1)
        for polls in (2, 3):
            world.step()
            service.set_clock(SOON)
            service.wait_for(polls)
        assert len(service.events("digest")) == 1, "one day, however long, has one digest"
        assert not [line for line in service.log() if line["level"] == "error"]
    world.check_at_rest()


def test_what_is_printed_can_be_proven_after_months_of_letting_go(desk: Desk, web: WebServer, feed: Feed) -> None:
    world = World(desk, web, feed)
    world.step()
    with serving(world, timedelta()) as service:
        service.wait_for(1)
        for polls in (2, 3, 4):
            world.step()
            service.set_clock(timedelta(days=100))
            service.wait_for(polls)
        deadline = time.monotonic() + 60
        while sum(line["dropped"] for line in service.events("retention")) == 0:
            assert time.monotonic() < deadline, service.log()[-5:]
            time.sleep(0.5)
        assert not [line for line in service.log() if line["level"] == "error"]
    world.check_at_rest()
    with world.database() as database, database.read() as tx:
        for row in tx.stories.list(None, None, limit=1000):
            record = tx.stories.get(row.id)
            assert record is not None
            proofs = {record.story.provenance.capture, *(one.capture for one in record.rights.evidence if one.capture)}
            assert all(tx.captures.get(proof) is not None for proof in proofs), row.url
