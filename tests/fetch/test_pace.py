"""Turns at a host."""

import asyncio
import itertools
import time
from datetime import UTC, datetime, timedelta

import pytest

from ingest.fetch.pace import Pace


async def test_requests_to_one_host_rest_in_between_and_keep_their_order() -> None:
    pace = Pace(rest_s=0.1, patience_s=5)
    began = time.monotonic()
    seen: list[tuple[int, float]] = []

    async def one(number: int) -> None:
        async with pace.turn("a") as pause_s:
            assert pause_s == 0
            seen.append((number, time.monotonic() - began))

    await asyncio.gather(*(one(number) for number in range(4)))
    assert [number for number, _ in seen] == [0, 1, 2, 3]
    gaps = [after - before for (_, before), (_, after) in itertools.pairwise(seen)]
    assert all(gap >= 0.099 for gap in gaps), gaps


async def test_hosts_do_not_wait_for_each_other() -> None:
    pace = Pace(rest_s=5, patience_s=5)
    began = time.monotonic()
    for name in ("a", "b", "c"):
        async with pace.turn(name):
            pass
    assert time.monotonic() - began < 4


async def test_a_redirect_within_a_host_goes_on_at_once() -> None:
    pace = Pace(rest_s=5, patience_s=5)
    began = time.monotonic()
    async with pace.turn("a"):
        pass
    async with pace.turn("a", at_once=True) as pause_s:
        assert pause_s == 0
    assert time.monotonic() - began < 4


async def test_a_paused_host_is_not_waited_for_and_pauses_end() -> None:
    pace = Pace(rest_s=0, patience_s=5)
    pace.pause("a", 0.1)
    pace.pause("a", 0.05)
    async with pace.turn("a", at_once=True) as pause_s:
        assert 0 < pause_s <= 0.1
    await asyncio.sleep(0.12)
    async with pace.turn("a") as pause_s:
        assert pause_s == 0


async def test_a_turn_ends_with_an_error_too() -> None:
    pace = Pace(rest_s=0, patience_s=5)
    with pytest.raises(RuntimeError):
        async with pace.turn("a"):
            raise RuntimeError
    async with asyncio.timeout(1), pace.turn("a") as pause_s:
        assert pause_s == 0


async def test_ten_thousand_hosts_are_not_remembered_for_ever() -> None:
    pace = Pace(rest_s=0, patience_s=5)
    pace.pause("paused", 60)
    for number in range(10_000):
        async with pace.turn(str(number)):
            pass
    assert len(pace._hosts) <= 4096
    async with pace.turn("paused") as pause_s:
        assert pause_s > 0


async def test_the_operators_own_hosts_are_asked_without_turns_but_may_ask_for_silence() -> None:
    pace = Pace(rest_s=60, patience_s=5, is_own=lambda host: host == "127.0.0.1")
    async with pace.turn("127.0.0.1") as first, pace.turn("127.0.0.1") as second:
        assert (first, second) == (0.0, 0.0)
    pace.pause("127.0.0.1", 30)
    async with pace.turn("127.0.0.1") as wait:
        assert wait > 20


async def test_what_asked_to_be_left_alone_is_handed_on_to_the_next_run() -> None:
    pace = Pace(rest_s=0, patience_s=5)
    pace.pause("a", 300)
    pace.pause("over", 0.001)
    async with pace.turn("never-paused"):
        await asyncio.sleep(0.01)
    rests = pace.rests()
    assert set(rests) == {"a"}
    assert abs(rests["a"] - datetime.now(UTC) - timedelta(seconds=300)) < timedelta(seconds=2)
    after = Pace(rest_s=0, patience_s=5, rests=rests | {"past": datetime.now(UTC) - timedelta(hours=1)})
    async with after.turn("a") as pause_s:
        assert 290 < pause_s <= 300
    async with after.turn("past") as pause_s:
        assert pause_s == 0
    assert set(after.rests()) == {"a"}


async def test_names_at_one_address_share_its_pace() -> None:
    pace = Pace(rest_s=0.2, patience_s=5)
    began = time.monotonic()
    seen: list[float] = []
    at_once = most = 0

    async def one(number: int) -> None:
        nonlocal at_once, most
        async with pace.turn(f"name-{number}"), pace.berth("192.0.2.1"):
            seen.append(time.monotonic() - began)
            at_once += 1
            most = max(most, at_once)
            await asyncio.sleep(0.3)
            at_once -= 1

    await asyncio.gather(*(one(number) for number in range(9)))
    assert most <= 4, "no more of an address's names are asked side by side"
    assert seen[-1] - seen[0] >= 0.38, "nine of them come a quarter of the rest apart, or later"


async def test_addresses_do_not_wait_for_each_other() -> None:
    pace = Pace(rest_s=60, patience_s=5)
    async with asyncio.timeout(1):
        for number in range(10):
            async with pace.berth(f"192.0.2.{number}"):
                pass


async def test_a_place_at_an_address_is_given_back_whatever_happens() -> None:
    pace = Pace(rest_s=0, patience_s=5)
    for _ in range(10):
        with pytest.raises(RuntimeError):
            async with pace.berth("192.0.2.1"):
                raise RuntimeError
    holders = [pace.berth("192.0.2.1") for _ in range(4)]
    for holder in holders:
        await holder.__aenter__()
    waiting = asyncio.create_task(pace.berth("192.0.2.1").__aenter__())
    await asyncio.sleep(0.01)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    for holder in holders:
        await holder.__aexit__()
    async with asyncio.timeout(1), pace.berth("192.0.2.1"):
        pass


async def test_ten_thousand_addresses_are_not_remembered_for_ever() -> None:
    pace = Pace(rest_s=0, patience_s=5)
    held = pace.berth("held")
    async with held:
        for number in range(10_000):
            async with pace.berth(str(number)):
                pass
        assert pace.berth("held") is held
    assert len(pace._berths) <= 4096
