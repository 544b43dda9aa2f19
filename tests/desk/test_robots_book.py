"""What stood in robots.txt files outlasts a pass; a store that cannot be had costs a request, never a page."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desk.config import load
from desk.office import Office
from desk.robots import RobotsBook
from ingest.fetch.robots import RobotsSaid
from store.errors import Locked
from tests.desk.config_text import LEAST

SITE = "https://harbour.example"
SAID = RobotsSaid(text="User-agent: *\nDisallow: /private\n", good_for=timedelta(hours=5))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "config.toml").write_text(LEAST, "utf-8")
    with Office(load(tmp_path / "config.toml", tmp_path)) as office:
        yield office


async def test_what_one_pass_was_told_the_next_one_knows_for_as_long_as_it_holds(office: Office) -> None:
    start = datetime(2026, 3, 1, 12, tzinfo=UTC)
    office.clock = lambda: start
    await RobotsBook(office).keep(SITE, SAID)
    office.clock = lambda: start + timedelta(hours=3)
    assert await RobotsBook(office).recall(SITE) == RobotsSaid(text=SAID.text, good_for=timedelta(hours=2))
    assert await RobotsBook(office).recall("https://other.example") is None
    office.clock = lambda: start + timedelta(hours=5)
    assert await RobotsBook(office).recall(SITE) is None


async def test_a_store_that_cannot_be_had_is_as_good_as_none(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async def held(*_: Any, **__: Any) -> Any:
        raise Locked("the database", 10)

    monkeypatch.setattr(office, "in_store", held)
    await RobotsBook(office).keep(SITE, SAID)
    assert await RobotsBook(office).recall(SITE) is None
