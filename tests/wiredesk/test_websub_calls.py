"""What comes from outside to the address for hubs: believed only where a hub was given the path and the secret."""

import asyncio
import hmac
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from desk.websub import hub_words
from store.subscription_rows import SubscriptionState
from tests.hub import Asked
from tests.hub import request as send
from tests.wiredesk.websub_desk import DAY, MINUTE, SECOND, Desk, desk
from wiredesk.servers.callback import MOST_BYTES

__all__ = ["desk"]


async def test_a_hub_that_lies_gets_nothing(desk: Desk) -> None:
    desk.hub.verify = False
    await desk.poll()
    await desk.tick()
    asked = desk.hub.asked[-1]
    assert await desk.tell(asked, b"x") == 410, "it has not asked back yet"
    assert (await desk.ask_back(asked, topic="https://elsewhere.example/"))[0] == 404
    assert (await desk.ask_back(asked, mode="unsubscribe"))[0] == 404
    assert (await desk.ask_back(asked, mode="publish"))[0] == 404
    assert (await desk.ask_back(asked, lease_seconds="-5"))[0] == 404
    assert (await desk.ask_back(asked, challenge=""))[0] == 404
    elsewhere = Asked({**asked.form, "hub.callback": asked.callback[:-1] + ("A" if asked.callback[-1] != "A" else "B")}, "")
    assert (await desk.ask_back(elsewhere))[0] == 404
    assert await desk.tell(elsewhere, b"x") == 410
    assert desk.states == [SubscriptionState.ASKING]
    assert (await desk.ask_back(asked))[0] == 200
    assert (await desk.ask_back(asked, mode="unsubscribe"))[0] == 404, "we want to stay"
    assert desk.states == [SubscriptionState.LIVE]


async def test_the_echo_can_be_no_page(desk: Desk) -> None:
    desk.hub.verify = False
    await desk.poll()
    await desk.tick()
    asked = desk.hub.asked[-1]
    query = f"hub.mode=subscribe&hub.topic={asked.form['hub.topic']}&hub.lease_seconds=60&hub.challenge=%3Cscript%3E%C3%BC"
    status, body, headers = await asyncio.to_thread(send, "GET", f"{asked.callback}?{query}")
    assert (status, body) == (200, "<script>ü".encode())
    assert headers["content-type"] == "text/plain; charset=utf-8"
    assert headers["x-content-type-options"] == "nosniff"


async def test_a_denial_is_believed_and_told(desk: Desk) -> None:
    asked = await desk.subscribe()
    assert (await desk.ask_back(asked, mode="denied", topic="https://elsewhere.example/"))[0] == 404
    assert await desk.ask_back(asked, mode="denied", reason="no more\nroom") == (200, b"")
    assert desk.states == [SubscriptionState.DENIED]
    assert hub_words(desk.file().hubs[0]).endswith("is left alone until 2026-03-31 12:00 UTC: the hub denies it: no more room")
    assert await desk.tell(asked, b"x") == 410
    await desk.tick(20 * DAY)
    assert len(desk.hub.asked) == 1


def signed(asked: Asked, body: bytes, method: str) -> str:
    return f"{method}={hmac.new(asked.form['hub.secret'].encode(), body, method).hexdigest()}"


async def test_only_signed_calls_are_believed_and_nobody_learns_which(desk: Desk) -> None:
    asked = await desk.subscribe()
    desk.now += 10 * MINUTE
    for signature in ("", "sha256=00", "sha256=" + "0" * 64, "md5=" + "0" * 32, signed(asked, b"other", "sha256")):
        assert await desk.tell(asked, b"body", signature=signature) == 202
    assert desk.wait > 40 * MINUTE
    (one,) = desk.file().hubs
    assert (one.told, one.refused) == (0, 5)
    assert "calls that were not signed as agreed and were ignored: 5" in hub_words(one)
    for number, method in enumerate(("sha1", "sha256", "sha384", "sha512"), 1):
        assert await desk.tell(asked, b"body", method=method) == 202
        assert desk.file().hubs[0].told == number
    assert desk.wait <= timedelta()


async def test_a_call_come_again_does_nothing(desk: Desk) -> None:
    asked = await desk.subscribe()
    desk.now += 10 * MINUTE
    assert await desk.tell(asked, b"body") == 202
    assert await desk.poll() == 1
    desk.now += 10 * MINUTE
    for _ in range(3):
        assert await desk.tell(asked, b"body") == 202
    assert await desk.poll() == 0
    assert desk.file().hubs[0].told == 1


async def test_a_flood_of_calls_costs_the_publisher_one_request_a_minute(desk: Desk) -> None:
    asked = await desk.subscribe()
    desk.now += 10 * MINUTE
    before = desk.web.seen.total()
    for _ in range(3):
        with ThreadPoolExecutor(40) as many:
            calls = [many.submit(desk.hub.tell, asked, f"{desk.now}{number}".encode()) for number in range(40)]
            codes = await asyncio.gather(*map(asyncio.wrap_future, calls))
        assert set(codes) <= {202, 503}
        assert codes.count(202) > 5
        await desk.poll()
        await desk.tick(15 * SECOND)
        await desk.poll()
    assert desk.web.seen.total() - before == 1
    assert len([line for line in desk.log.lines if "tells of a change" in line["words"]]) == 1
    await desk.tick(MINUTE)
    assert await desk.poll() == 1


async def test_a_body_without_measure_or_end_is_not_waited_for(desk: Desk) -> None:
    asked = await desk.subscribe()
    status, *_ = await asyncio.to_thread(send, "POST", asked.callback, b"x", {"Content-Length": str(MOST_BYTES + 1)})
    assert status == 413
    headers = {"Transfer-Encoding": "chunked", "X-Hub-Signature": "sha256=00"}

    def endless() -> int:
        """How many bytes of a chunked body were taken before the connection was closed or answered."""
        host, _, path = asked.callback.removeprefix("http://").partition("/")
        sent, chunk = 0, b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
        with socket.create_connection((host.split(":")[0], desk.port), timeout=10) as connection:
            head = "".join(f"{name}: {value}\r\n" for name, value in {"Host": host, **headers}.items())
            connection.sendall(f"POST /{path} HTTP/1.1\r\n{head}\r\n".encode())
            try:
                while sent < 3 * MOST_BYTES:
                    connection.sendall(chunk)
                    sent += len(chunk)
            except OSError:
                pass
        return sent

    assert await asyncio.to_thread(endless) < 2 * MOST_BYTES
    assert desk.file().hubs[0].refused == 0
