"""Turns at hosts that several fetchers share by way of the store."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desk import turns
from desk.config import load
from desk.office import Office
from desk.turns import TurnsBook
from ingest.fetch.pace import Elsewhere, Pace
from store.errors import Locked
from tests.desk.config_text import LEAST

OURS = Elsewhere()
HOST = "harbour.example"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "config.toml").write_text(LEAST, "utf-8")
    with Office(load(tmp_path / "config.toml", tmp_path)) as office:
        yield office


async def test_a_turn_is_one_fetchers_until_it_has_ended_and_the_rest_is_over(office: Office) -> None:
    one, two = TurnsBook(office, "one"), TurnsBook(office, "two")
    assert await one.take(HOST) == OURS
    assert (await two.take(HOST)).busy_s > 1
    one.end(HOST, 0.3, 0)
    await asyncio.sleep(0.1)
    assert 0 < (await two.take(HOST)).busy_s <= 0.3
    await asyncio.sleep(0.3)
    assert await two.take(HOST) == OURS
    await two.close()
    assert await one.take(HOST) == OURS, "who closes gives back what it had"
    await one.close()


async def test_while_a_host_is_asked_its_turn_is_renewed_and_that_of_the_dead_runs_out(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LEASE", timedelta(seconds=0.6))
    one, two = TurnsBook(office, "one"), TurnsBook(office, "two")
    assert await one.take(HOST) == OURS
    await asyncio.sleep(1)
    assert await two.take(HOST) != OURS
    assert one._keeping is not None
    one._keeping.cancel()
    await asyncio.sleep(0.7)
    assert await two.take(HOST) == OURS
    await two.close()


async def test_a_host_that_asked_one_to_be_left_alone_is_left_alone_by_all(office: Office) -> None:
    one, two = TurnsBook(office, "one"), TurnsBook(office, "two")
    assert await one.take(HOST) == OURS
    one.end(HOST, 1, 7200)
    await asyncio.sleep(0.1)
    told = await two.take(HOST)
    assert told.busy_s == 0
    assert 7100 < told.pause_s < 7200
    with office.database.glance() as transaction:
        assert transaction.rests.all(datetime.now(UTC)).keys() == {HOST}, "and by every later pass"
    await one.close()
    await two.close()


async def test_who_is_stopped_while_it_waits_leaves_the_host_to_others(office: Office) -> None:
    one, two = TurnsBook(office, "one"), TurnsBook(office, "two")
    waiting = asyncio.create_task(one.take(HOST))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.sleep(0.2)
    assert await two.take(HOST) == OURS
    await two.close()


async def test_a_store_that_cannot_be_had_leaves_each_with_its_own_pace(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    async def held(*_: Any, **__: Any) -> Any:
        raise Locked("the database", 10)

    monkeypatch.setattr(office, "in_store", held)
    book = TurnsBook(office, "one")
    assert await book.take(HOST) == OURS
    book.end(HOST, 1, 0)
    await book.close()


async def test_two_that_have_much_to_ask_of_a_host_take_turns(office: Office) -> None:
    asked: list[str] = []

    async def ask(name: str) -> None:
        book = TurnsBook(office, name)
        pace = Pace(rest_s=0.15, patience_s=60, shared=book)

        async def once() -> None:
            async with pace.turn(HOST) as pause_s:
                assert pause_s == 0
                asked.append(name)

        await asyncio.gather(*(once() for _ in range(8)))
        await book.close()

    async with asyncio.timeout(30):
        await asyncio.gather(ask("one"), ask("two"))
    assert all(asked[:8].count(name) >= 2 for name in ("one", "two")), asked


async def test_hosts_that_were_asked_once_are_not_remembered_for_ever(office: Office) -> None:
    """A service runs for months, and follows links to ever new hosts."""
    book = TurnsBook(office, "one")
    for number in range(5):
        assert await book.take(f"host-{number}.example") == OURS
        book.end(f"host-{number}.example", 0, 0)
        await asyncio.sleep(0.2)  # it comes to rest

    def known() -> list[str]:
        with office.database.read() as transaction:
            return [host for (host,) in transaction._plain.rows("SELECT host FROM host_turns ORDER BY host")]

    assert await office.in_store(known) == ["host-4.example"]
    await book.close()
