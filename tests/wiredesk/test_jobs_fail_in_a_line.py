"""Whatever goes wrong with what the service does by the clock is one line of its log, and the next tick tries again."""

import asyncio
import logging
from pathlib import Path
from typing import Any

import pytest

from desk.config import load
from desk.office import Office
from news.errors import WiredeskError
from tests.desk.config_text import LEAST
from wiredesk.jobs import Jobs
from wiredesk.service import _tick_until


class Lines:
    """A log that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []

    def info(self, event: str, **_: object) -> None:
        """Of no interest here."""

    def error(self, event: str, *, words: str) -> None:
        self.told.append((event, words))


class FailingHubs:
    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    async def tick(self) -> None:
        raise self.fault


@pytest.mark.parametrize(
    ("fault", "event", "words"),
    [
        (WiredeskError("the hub's book is locked"), "hubs failed", "the hub's book is locked"),
        (ValueError("no such hub"), "hubs failed unexpectedly", "ValueError: no such hub; this is a fault of wiredesk"),
    ],
)
async def test_hubs_too(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, fault: Exception, event: str, words: str
) -> None:  # fmt: skip
    (tmp_path / "config.toml").write_text(LEAST, "utf-8")
    log: Any = Lines()
    hubs: Any = FailingHubs(fault)
    stop = asyncio.Event()
    with Office(load(tmp_path / "config.toml", tmp_path)) as office, caplog.at_level(logging.WARNING):
        asyncio.get_running_loop().call_later(0.5, stop.set)
        await _tick_until(stop, Jobs(office, log), [], 0.2, log, hubs)
    assert len(log.told) > 1
    assert {said for said, _ in log.told} == {event}
    assert all(why.startswith(words) for _, why in log.told)
    assert caplog.records == []
