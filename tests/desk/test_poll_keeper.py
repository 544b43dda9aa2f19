"""What feeds bring at about the same time is kept together, and what is enough for a transaction does not wait for more."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import desk.poll_keeper
from desk.office import Office
from desk.poll_keeper import MOST_BROUGHT, PollKeeper
from store.poll_transaction import PollTransaction
from tests.desk.config_text import LEAST

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    path = tmp_path / "config.toml"
    path.write_text(LEAST)
    with Office.of(path, tmp_path, lambda: NOW) as office:
        yield office


class NoRests:
    def rests(self) -> dict[str, datetime]:
        return {}


async def bring(office: Office, turns: list[int]) -> list[PollTransaction]:
    """The transactions in which what several feeds brought was kept; each brings it after so many turns of the loop."""
    seen: list[PollTransaction] = []
    fetcher: Any = NoRests()
    keeper = PollKeeper(office, fetcher, lambda _: None)

    def keep(transaction: PollTransaction) -> None:
        seen.append(transaction)

    async def bring_one(wait: int) -> None:
        for _ in range(wait):
            await asyncio.sleep(0)
        await keeper.bring(keep)

    await asyncio.gather(*map(bring_one, turns))
    await keeper.settle()
    return seen


async def test_what_comes_within_a_moment_is_kept_in_one_transaction(office: Office) -> None:
    seen = await bring(office, [0, 2, 4, 6])
    assert len(seen) == 4
    assert len(set(map(id, seen))) == 1


async def test_enough_for_a_transaction_does_not_wait_for_more(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.poll_keeper, "GATHER_S", 60)
    seen = await asyncio.wait_for(bring(office, [0] * MOST_BROUGHT), 30)
    assert len(set(map(id, seen))) == 1
