"""Names into addresses: a name service that hangs holds up nobody but who asked for that name."""

import asyncio
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from ingest.fetch.names import Names
from ingest.fetch.outcome import Failed, Fetched, Kind, Request
from tests.fetch.loopback import GOOD, Make, Serve, http


class Service:
    """A name service of the test's own: names under `slow.example` hang until `release`; others are at `GOOD` at once."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.release = threading.Event()

    def __call__(self, host: Any, port: Any, *_: Any, **__: Any) -> Any:
        self.asked.append(host)
        if host.endswith("slow.example"):
            self.release.wait(20)
        if host.endswith("none.example"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (GOOD, port or 0))]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Any:
    made = Service()
    monkeypatch.setattr(socket, "getaddrinfo", made)
    yield made
    made.release.set()


async def test_slow_names_do_not_hold_up_others(fetcher_for: Make, serve: Serve, service: Service) -> None:
    upstream = await serve(http("200 OK", b"x"), keep=True)
    fetcher = fetcher_for(upstream, connections=4, connect_s=1.5, timeout_s=10.0)
    slow = [
        asyncio.create_task(fetcher.fetch(Request(url=f"{scheme}://{at}.slow.example:{upstream.port}/", kind=Kind.FEED)))
        for at in range(20)
        for scheme in ("http", "gopher")
    ]
    await asyncio.sleep(0.2)
    began = time.monotonic()
    good = [fetcher.fetch(Request(url=f"http://{at}.good.example:{upstream.port}/", kind=Kind.FEED)) for at in range(20)]
    outcomes = await asyncio.gather(*good)
    assert all(isinstance(outcome, Fetched) for outcome in outcomes), outcomes
    assert time.monotonic() - began < 1.2, "they came through while the others still waited"
    for outcome in await asyncio.gather(*slow):
        assert isinstance(outcome, Failed)
        assert (outcome.cause, outcome.temporary) == ("dns", True) or outcome.cause == "host-paused"
        assert "the name service gives no answer for" in outcome.words
    assert upstream.connections <= 20


async def test_a_name_is_looked_up_once_a_minute(service: Service) -> None:
    names = Names(1.0)
    for _ in range(3):
        assert [one.spelling for one in await names.addresses("www.good.example")] == [GOOD]
        assert [one["host"] for one in await names.resolve("www.good.example", 80)] == [GOOD]
    assert service.asked == ["www.good.example"]
    assert await names.resolve("www.good.example", 80, socket.AF_INET6) == []


async def test_what_failed_is_looked_up_again(service: Service) -> None:
    names = Names(1.0)
    for _ in range(2):
        with pytest.raises(socket.gaierror):
            await names.addresses("www.none.example")
    assert service.asked == ["www.none.example"] * 2


async def test_an_address_needs_no_name_service(service: Service) -> None:
    names = Names(1.0)
    assert [one.spelling for one in await names.addresses("192.0.2.7")] == ["192.0.2.7"]
    assert [one.spelling for one in await names.addresses("2001:db8::7")] == ["2001:db8::7"]
    assert service.asked == []


async def test_threads_that_hang_are_bounded(service: Service) -> None:
    names = Names(0.3)
    before = threading.active_count()
    results = await asyncio.gather(*(names.addresses(f"{at}.slow.example") for at in range(200)), return_exceptions=True)
    assert all(isinstance(result, socket.gaierror) for result in results)
    assert threading.active_count() - before <= 64
    service.release.set()
    await asyncio.sleep(0.1)
    assert [one.spelling for one in await names.addresses("www.good.example")] == [GOOD], "they can be used again"


@pytest.mark.parametrize("scheme", ["http", "gopher"])
async def test_names_at_one_address_are_asked_at_its_pace(fetcher_for: Make, serve: Serve, service: Service, scheme: str) -> None:
    asked: list[float] = []

    async def answer(request: bytes, writer: asyncio.StreamWriter) -> None:
        asked.append(time.monotonic())
        await asyncio.sleep(0.05)
        writer.write(http("200 OK", b"x") if scheme == "http" else b"text\r\n")

    upstream = await serve(answer, gopher=scheme == "gopher")
    fetcher = fetcher_for(upstream, pace_s=0.4)
    urls = [f"{scheme}://{at}.good.example:{upstream.port}/0x" for at in range(6)]
    outcomes = await asyncio.gather(*(fetcher.fetch(Request(url=url, kind=Kind.FEED)) for url in urls))
    assert all(isinstance(outcome, Fetched) for outcome in outcomes)
    assert asked[-1] - asked[0] >= 0.45, "six names are not six hosts"


def test_a_lookup_that_hangs_keeps_no_process_from_ending() -> None:
    program = """
import asyncio, socket, time
socket.getaddrinfo = lambda *_, **__: time.sleep(30)
from ingest.fetch.names import Names
async def main():
    try:
        await Names(0.2).addresses("www.example.org")
    except OSError:
        print("no answer")
asyncio.run(main())
"""
    began = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=25, check=True
    )
    assert (ended.stdout, ended.stderr) == ("no answer\n", "")
    assert time.monotonic() - began < 20


async def test_an_answer_after_the_end_disturbs_nobody(fetcher_for: Make, service: Service) -> None:
    outcome = await fetcher_for(connect_s=0.1).fetch(Request(url="http://www.slow.example/", kind=Kind.FEED))
    assert isinstance(outcome, Failed)
    service.release.set()
    await asyncio.sleep(0.05)
