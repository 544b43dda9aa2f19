"""Every server that misbehaves, at once, against the command with the limits it has in earnest; 20 good feeds beside them."""

import asyncio
import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fetch.loopback import Reply, http
from tests.fetch.test_http_faults import FAULTS

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]

GOOD = 20
CONFIG = """\
[site]
id = "gazette-test"
title = "The Test Desk"
base_url = "http://127.0.0.1:8080/"
timezone = "UTC"
language = "en"

[fetch]
contact = "mailto:desk@example.org"
allow_networks = ["127.0.1.0/24", "127.0.2.0/24"]
allow_ports = [{ports}]

[[publisher]]
id = "harbour"
name = "Harbour Gazette"
"""
FEED = """
[[feed]]
id = "{id}"
publisher = "harbour"
url = "http://{host}:{port}/feed"
"""
RSS = (
    b"<rss version='2.0'><channel><title>Harbour</title><item><title>Ferry</title><guid isPermaLink='false'>a</guid>"
    b"<description>The ferry crossed the sound at noon.</description></item></channel></rss>"
)


class Farm:
    """Servers on a loop of their own. `asked` is when each was first asked, on the monotonic clock."""

    def __init__(self) -> None:
        self.ports: dict[str, int] = {}
        self.asked: dict[str, float] = {}
        self._servers: list[asyncio.Server] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def serve(self, host: str, reply: Reply) -> None:
        """Starts one; every connection gets one answer."""

        async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                request = await reader.readuntil(b"\r\n\r\n")
                self.asked.setdefault(host, time.monotonic())
                if isinstance(reply, bytes):
                    writer.write(reply)
                else:
                    await reply(request, writer)
                await writer.drain()
            with contextlib.suppress(OSError, asyncio.CancelledError):
                writer.close()
                await writer.wait_closed()

        server = asyncio.run_coroutine_threadsafe(asyncio.start_server(one, host, 0), self._loop).result()
        self._servers.append(server)
        self.ports[host] = server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        """Ends all of them."""

        async def end() -> None:
            for server in self._servers:
                server.close()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            await asyncio.sleep(0.1)

        asyncio.run_coroutine_threadsafe(end(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


@pytest.fixture
def farm() -> Iterator[Farm]:
    made = Farm()
    yield made
    made.stop()


def test_bad_servers_cost_their_own_feeds_a_line_and_the_others_nothing(farm: Farm, tmp_path: Path) -> None:
    feeds = []
    for number, fault in enumerate(FAULTS, 1):
        farm.serve(f"127.0.1.{number}", fault[1])
        feeds.append(FEED.format(id=f"bad-{number}", host=f"127.0.1.{number}", port=farm.ports[f"127.0.1.{number}"]))
    for number in range(1, GOOD + 1):
        farm.serve(f"127.0.2.{number}", http("200 OK", RSS, "Content-Type: application/rss+xml"))
        feeds.append(FEED.format(id=f"good-{number}", host=f"127.0.2.{number}", port=farm.ports[f"127.0.2.{number}"]))
    ports = ", ".join(map(str, sorted(set(farm.ports.values()))))
    (tmp_path / "config.toml").write_text(CONFIG.format(ports=ports) + "".join(feeds), "utf-8")
    began = time.monotonic()
    command = [sys.executable, "-m", "wiredesk", "poll", "--all"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=200, check=False)
    took_s = time.monotonic() - began
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert took_s < 150, "the slowest server's time is up after a minute"
    for number in range(1, GOOD + 1):
        assert farm.asked[f"127.0.2.{number}"] - began < 60, "no good feed waits until the bad ones have ended"
    told = done.stdout.splitlines()
    for number in range(1, GOOD + 1):
        assert any(f"good-{number}: read: 1 new" in line for line in told), done.stdout
    for number, fault in enumerate(FAULTS, 1):
        lines = [line for line in told if f"bad-{number}: " in line]
        assert len(lines) == 1, (fault[0], lines)
        assert f"bad-{number}: failed: " in lines[0] or f"bad-{number}: refused: " in lines[0]
