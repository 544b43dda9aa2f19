"""Lists of feeds that name private addresses, taken in and polled by the command: a listening socket is the witness."""

import socket
import threading
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

import pytest

from tests.acceptance.conftest import Desk
from tests.fetch.spellings import ONLY_DIRECT, ONLY_REDIRECT, SPELLINGS


class Witness:
    """Listens on 127.0.0.1 and, where there is IPv6, on ::1 at the same port; `touched` are those who connected."""

    def __init__(self) -> None:
        first = socket.create_server(("127.0.0.1", 0))
        self.port: int = first.getsockname()[1]
        self.touched: list[object] = []
        self._sockets = [first]
        if socket.has_dualstack_ipv6():
            self._sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        self._threads = [threading.Thread(target=self._watch, args=(one,)) for one in self._sockets]
        for thread in self._threads:
            thread.start()

    def _watch(self, listening: socket.socket) -> None:
        while True:
            try:
                connection, who = listening.accept()
            except OSError:
                return
            self.touched.append(who)
            connection.close()

    def close(self) -> None:
        """Listens no more."""
        for one in self._sockets:
            one.shutdown(socket.SHUT_RDWR)
            one.close()
        for thread in self._threads:
            thread.join()


@pytest.fixture
def witness() -> Iterator[Witness]:
    made = Witness()
    yield made
    made.close()


def test_a_list_of_feeds_leads_to_no_private_address(desk: Desk, witness: Witness) -> None:
    desk.configure("", [witness.port])
    config = desk.folder / "config.toml"
    config.write_text(config.read_text("utf-8").replace('allow_networks = ["127.0.0.1/32"]', ""), "utf-8")
    urls = [spelling.format(p=witness.port) for spelling in (*SPELLINGS, *ONLY_DIRECT, *ONLY_REDIRECT)]
    outlines = "".join(f"<outline type='rss' text='Feed {at}' xmlUrl={quoteattr(url)}/>" for at, url in enumerate(urls))
    (desk.folder / "list.opml").write_text(f"<opml version='2.0'><body>{outlines}</body></opml>", "utf-8")
    told = desk.run("feed", "import", "list.opml", "--publisher", "harbour", "--json").json
    assert len(told) == len(urls), "each line of the list gets its line"
    added = {one["feed"] for one in told if one["added"]}
    assert added, "a plain address of this machine is taken in: the door refuses it when it is asked"
    polled = desk.run("poll", "--all")
    for name in added:
        assert f"{name}: refused: " in polled.out
    assert witness.touched == []


def test_the_witness_can_be_touched(desk: Desk, witness: Witness) -> None:
    desk.configure("", [witness.port])
    desk.run("feed", "check", f"http://127.0.0.1:{witness.port}/")
    assert witness.touched
