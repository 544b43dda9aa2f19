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
    assert [one["url"] for one in told if one["added"]] == [], "each would be refused at every poll"
    assert witness.touched == []


PRIVATE = {
    "http://127.0.0.1:{p}/rss": "127.0.0.1 is a private address (this machine); list it in fetch.allow_networks if it is yours",
    "http://10.1.2.3/rss": "10.1.2.3 is a private address; list it in fetch.allow_networks if it is yours",
    "http://169.254.169.254/latest/meta-data/": "169.254.169.254 is a link-local address",
    "http://[::1]:{p}/rss": "::1 is a private address (this machine)",
    "http://[::ffff:10.0.0.1]/rss": "is a private address",
    "http://[64:ff9b::a00:1]/rss": "is a private address",
    "http://[fd00::1]/rss": "fd00::1 is a private address",
    "http://192.168.0.1./rss": "192.168.0.1 is a private address",
    "gopher://10.0.0.1/1/": "10.0.0.1 is a private address",
    "http://localhost:{p}/rss": "localhost is this machine",
    "http://wire.LOCALHOST./rss": "wire.localhost is this machine",
    "http://2130706433/rss": "an unusual spelling of an IPv4 address",
}


def test_an_address_that_no_poll_would_ask_is_refused_when_it_is_added(desk: Desk, witness: Witness) -> None:
    desk.configure("", [witness.port])
    config = desk.folder / "config.toml"
    config.write_text(config.read_text("utf-8").replace('"127.0.0.1/32"', '"127.9.0.0/16", "fd01::/16"'), "utf-8")
    good = ["https://harbour.example/rss", f"http://127.9.0.1:{witness.port}/rss", "http://[fd01::7]/rss", "http://8.8.8.8/rss"]
    urls = [url.format(p=witness.port) for url in PRIVATE]
    listed = [good[0], *urls, *good[1:]]
    outlines = "\n".join(f"<outline type='rss' text='Feed {at}' xmlUrl={quoteattr(url)}/>" for at, url in enumerate(listed))
    (desk.folder / "list.opml").write_text(f"<opml version='2.0'><body>\n{outlines}</body></opml>", "utf-8")
    done = desk.run("feed", "import", "list.opml", "--publisher", "harbour")
    assert done.code == 1
    lines = done.out.splitlines()
    for at, (url, words) in enumerate(zip(urls, PRIVATE.values(), strict=True), start=3):
        assert lines[at - 2].startswith(f"list.opml:{at}: {url}: "), lines
        assert words in lines[at - 2]
    assert lines[-1] == f"{len(good)} added, {len(urls)} refused, of {len(listed)}"
    assert {row["feed"]["url"] for row in desk.run("feed", "list", "--json").json} == set(good), "nothing else is lost"
    for url, words in zip(urls, PRIVATE.values(), strict=True):
        one = desk.run("feed", "add", "one", url, "--publisher", "harbour")
        assert (one.code, one.out) == (1, "")
        assert words in one.err
    assert desk.run("feed", "add", "ours", f"http://127.9.0.2:{witness.port}/rss", "--publisher", "harbour").code == 0
    assert witness.touched == []


def test_localhost_is_taken_where_its_addresses_may_be_asked(desk: Desk, witness: Witness) -> None:
    desk.configure("", [witness.port])
    assert desk.run("feed", "add", "ours", f"http://localhost:{witness.port}/rss", "--publisher", "harbour").code == 0


def test_the_witness_can_be_touched(desk: Desk, witness: Witness) -> None:
    desk.configure("", [witness.port])
    desk.run("feed", "check", f"http://127.0.0.1:{witness.port}/")
    assert witness.touched
