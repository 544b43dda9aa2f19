"""No spelling of a private address is ever connected to, not even by a bare TCP connection: a listening socket is the witness."""

import asyncio
import socket
from typing import Any

import pytest

from ingest.fetch.outcome import Failed, Fetched, Kind, Refused, Request
from tests.fetch.loopback import GOOD, Make, Sentinel, Serve, http

SPELLINGS = [
    "http://127.0.0.1:{p}/",
    "http://127.0.0.1:{p}",
    "HTTP://127.0.0.1:{p}/",
    "https://127.0.0.1:{p}/",
    "http://127.1:{p}/",
    "http://127.0.1:{p}/",
    "http://2130706433:{p}/",
    "http://017700000001:{p}/",
    "http://0x7f000001:{p}/",
    "http://0x7F.1:{p}/",
    "http://0x7f.0x0.0x0.0x1:{p}/",
    "http://0177.0.0.1:{p}/",
    "http://127.0.0.01:{p}/",
    "http://127.000.000.001:{p}/",
    "http://127.0.0.1.5:{p}/",
    "http://4294967295127.0.0.1:{p}/",
    "http://0:{p}/",
    "http://0.0.0.0:{p}/",
    "http://127.0.0.1.:{p}/",
    "http://127.0.0.1..:{p}/",
    "http://localhost:{p}/",
    "http://LocalHost:{p}/",
    "http://localhost.:{p}/",
    "http://[::1]:{p}/",
    "http://[::]:{p}/",
    "http://[0:0:0:0:0:0:0:1]:{p}/",
    "http://[::ffff:127.0.0.1]:{p}/",
    "http://[::FFFF:7f00:1]:{p}/",
    "http://[0:0:0:0:0:ffff:7f00:0001]:{p}/",
    "http://[::127.0.0.1]:{p}/",
    "http://[64:ff9b::127.0.0.1]:{p}/",
    "http://[64:ff9b:1::7f00:1]:{p}/",
    "http://[2002:7f00:1::]:{p}/",
    "http://[2001:0:1::80ff:fffe]:{p}/",
    "http://[fe80::1%25lo]:{p}/",
    "http://[fe80::1%lo]:{p}/",
    "http://[::1%25lo]:{p}/",
    "http://[v1.127.0.0.1]:{p}/",
    "http://[127.0.0.1]:{p}/",
    "http://user@127.0.0.1:{p}/",
    "http://user:secret@127.0.0.1:{p}/",
    "http://@127.0.0.1:{p}/",
    "http://example.org:80@127.0.0.1:{p}/",
    "http://example.org%2f@127.0.0.1:{p}/",
    "http://127.0.0.1:{p}\\@example.org/",
    "http://example.org\\@127.0.0.1:{p}/",
    "http:\\\\127.0.0.1:{p}\\",
    "http://127.0.0.1:{p}#@example.org/",
    "http://127.0.0.1:{p}?@example.org/",
    "http://%31%32%37.0.0.1:{p}/",
    "http://127%2e0%2e0%2e1:{p}/",
    "http://127.0.0.1%00.example.org:{p}/",
    "http://localhost%23.example.org:{p}/",
    "http://１２７.0.0.1:{p}/",
    "http://①②⑦.⓪.⓪.①:{p}/",
    "http://127。0。0。1:{p}/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{p}/",
    "http://loc\u00adalhost:{p}/",
    "http:/127.0.0.1:{p}/",
    "http:127.0.0.1:{p}/",
    "http:///127.0.0.1:{p}/",
    "http:////127.0.0.1:{p}/",
    "gopher://127.0.0.1:{p}/1/",
    "gopher://127.1:{p}/0/x",
    "gopher://localhost:{p}/0/x",
    "gopher://[::1]:{p}/0/x",
    "gopher://[::ffff:127.0.0.1]:{p}/0/x",
    "gopher://2130706433:{p}/0/x",
    "gopher://user@127.0.0.1:{p}/0/x",
    "gophers://127.0.0.1:{p}/0/x",
    "ftp://127.0.0.1:{p}/",
    "dict://127.0.0.1:{p}/",
    "file:///etc/hostname",
    "javascript://127.0.0.1:{p}/",
    "data:text/html,hello",
]
ONLY_DIRECT = [
    "http://\t127.0.0.1:{p}/",
    "ht\ntp://127.0.0.1:{p}/",
    "http://127.0.0.1\r\n:{p}/",
    " http://127.0.0.1:{p}/",
    "//127.0.0.1:{p}/",
]
ONLY_REDIRECT = ["//127.0.0.1:{p}/", "//user@127.0.0.1:{p}/", "//127.1:{p}/", "/\\127.0.0.1:{p}/", "\\\\127.0.0.1:{p}/"]


@pytest.mark.parametrize("kind", [Kind.FEED, Kind.PAGE])
async def test_direct(fetcher_for: Make, sentinel: Sentinel, kind: Kind) -> None:
    fetcher = fetcher_for(sentinel)
    for spelling in (*SPELLINGS, *ONLY_DIRECT):
        url = spelling.format(p=sentinel.port)
        outcome = await fetcher.fetch(Request(url=url, kind=kind, robots=kind is Kind.PAGE))
        assert isinstance(outcome, Refused), url
        assert outcome.url == url
        assert outcome.words
        assert "\n" not in outcome.words
    assert sentinel.touched == 0


async def test_redirected(fetcher_for: Make, serve: Serve, sentinel: Sentinel) -> None:
    location = ""

    async def redirect(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(http("302 Found", b"", f"Location: {location}"))

    upstream = await serve(redirect, keep=True)
    fetcher = fetcher_for(upstream, sentinel)
    for spelling in (*SPELLINGS, *ONLY_REDIRECT):
        location = spelling.format(p=sentinel.port)
        outcome = await fetcher.fetch(Request(url=upstream.url, kind=Kind.FEED))
        assert isinstance(outcome, Refused), location
    assert sentinel.touched == 0


def answers(monkeypatch: pytest.MonkeyPatch, *rounds: list[str]) -> None:
    """Lets names under example.org resolve to these addresses, the last list for ever; all else as it is."""
    real = socket.getaddrinfo
    left = list(rounds)

    def resolve(host: Any, port: Any, *args: Any, **options: Any) -> Any:
        if not str(host).endswith("example.org"):
            return real(host, port, *args, **options)
        addresses = left.pop(0) if len(left) > 1 else left[0]
        return [
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (address, port, 0, 0))
            if ":" in address
            else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in addresses
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.parametrize("scheme", ["http", "https", "gopher"])
@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["64:ff9b::7f00:1"],
        ["10.0.0.1", "127.0.0.1", "::1"],
        ["169.254.169.254"],
        ["fe80::1%lo"],
        ["0.0.0.0"],
    ],
)
async def test_a_name_that_resolves_to_a_private_address(
    fetcher_for: Make, sentinel: Sentinel, monkeypatch: pytest.MonkeyPatch, scheme: str, addresses: list[str]
) -> None:
    answers(monkeypatch, addresses)
    outcome = await fetcher_for(sentinel).fetch(Request(url=f"{scheme}://www.example.org:{sentinel.port}/", kind=Kind.FEED))
    assert isinstance(outcome, Refused)
    assert outcome.rule == "private-address"
    assert "www.example.org resolves to " in outcome.words
    assert "fetch.allow_networks" in outcome.words
    assert sentinel.touched == 0


async def test_a_name_that_changes_its_address_between_two_requests(
    fetcher_for: Make, serve: Serve, sentinel: Sentinel, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, [GOOD], ["127.0.0.1"])
    upstream = await serve(http("302 Found", b"", f"Location: http://b.example.org:{sentinel.port}/"))
    fetcher = fetcher_for(upstream, sentinel)
    outcome = await fetcher.fetch(Request(url=f"http://a.example.org:{upstream.port}/", kind=Kind.FEED))
    assert isinstance(outcome, Refused)
    assert outcome.rule == "private-address"
    assert (upstream.connections, sentinel.touched) == (1, 0)


async def test_of_several_addresses_only_the_allowed_one_is_asked(
    fetcher_for: Make, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    upstream = await serve(http("200 OK", b"hello"))
    answers(monkeypatch, ["127.0.0.1", GOOD])
    outcome = await fetcher_for(upstream).fetch(Request(url=f"http://www.example.org:{upstream.port}/", kind=Kind.FEED))
    assert isinstance(outcome, Fetched)
    assert upstream.connections == 1


async def test_a_port_that_is_not_listed_is_not_tried(fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(http())
    for url in (upstream.url, upstream.gopher):
        outcome = await fetcher_for().fetch(Request(url=url, kind=Kind.FEED))
        assert isinstance(outcome, Refused)
        assert outcome.rule == "port"
        assert "fetch.allow_ports" in outcome.words
    assert upstream.connections == 0


async def test_robots_txt_does_not_lead_to_private_addresses(fetcher_for: Make, serve: Serve, sentinel: Sentinel) -> None:
    upstream = await serve(http("301 Moved", b"", f"Location: http://127.0.0.1:{sentinel.port}/robots.txt"))
    outcome = await fetcher_for(upstream, sentinel).fetch(Request(url=upstream.url + "page", kind=Kind.PAGE, robots=True))
    assert isinstance(outcome, Refused)
    assert outcome.rule == "private-address"
    assert sentinel.touched == 0
    assert [request.split()[1] for request in upstream.requests] == [b"/robots.txt"]


async def test_the_sentinel_can_be_touched(fetcher_for: Make, sentinel: Sentinel) -> None:
    fetcher = fetcher_for(sentinel, allow_networks=("127.0.0.1/32",))
    outcome = await fetcher.fetch(Request(url=f"http://127.0.0.1:{sentinel.port}/", kind=Kind.FEED))
    assert isinstance(outcome, Failed)
    assert sentinel.touched > 0
