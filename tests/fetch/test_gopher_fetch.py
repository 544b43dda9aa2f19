"""Fetching over gopher: the selector goes out as it is, and every way a server can end or not end a reply is known."""

import asyncio

import pytest

from ingest.fetch.gopher import error_message
from ingest.fetch.outcome import Failed, Fetched, Kind, Refused, Request
from tests.fetch.loopback import Make, Serve, Upstream, ask, drip, endless, reset, reset_in_the_body, silent

MENU = b"iNews\tfake\t(NULL)\t0\r\n02025-09-01 A story\t/n/2025-09-01 A story\texample.org\t70\r\n.\r\n"


@pytest.mark.parametrize(
    ("path", "request_line"),
    [
        ("", b"\r\n"),
        ("1", b"\r\n"),
        ("1/feeds/news/", b"/feeds/news/\r\n"),
        ("0/feeds//a/../b%20c", b"/feeds//a/../b c\r\n"),
        ("0/%D0%B0%E9%252f", b"/\xd0\xb0\xe9%2f\r\n"),
        ("0no slash?query", b"no slash?query\r\n"),
        ("7/find%09two words", b"/find\ttwo words\r\n"),
    ],
)
async def test_the_selector_is_sent_byte_for_byte(fetcher_for: Make, serve: Serve, path: str, request_line: bytes) -> None:
    upstream = await serve(MENU, gopher=True)
    url = upstream.gopher + path
    outcome = await fetcher_for(upstream).fetch(Request(url=url, kind=Kind.MENU))
    assert upstream.requests == [request_line]
    assert isinstance(outcome, Fetched)
    assert (outcome.body, outcome.url, outcome.final_url, outcome.status) == (MENU, url, url, 0)
    assert (outcome.media_type, outcome.charset, outcome.validators) == (None, None, None)


@pytest.mark.parametrize(
    "path", ["0/a%0D%0Ab", "0/a%0ab", "0/a%00b", "0/a%09b", "0/a\r\nb", "0/a\tb", "7/a%09b%0d%0ac", "7/a%09b%09%2b"]
)
async def test_a_selector_that_would_smuggle_a_line_is_never_sent(fetcher_for: Make, serve: Serve, path: str) -> None:
    upstream = await serve(MENU, gopher=True)
    outcome = await fetcher_for(upstream).fetch(Request(url=upstream.gopher + path, kind=Kind.TEXT))
    assert isinstance(outcome, Refused)
    assert upstream.connections == 0


@pytest.mark.parametrize(
    "path", ["8/bbs", "T/host", "2/cso", "hURL:http://127.0.0.1/", "h/URL:http://example.org/", "0/" + "x" * 2000]
)
async def test_what_is_no_text_and_no_menu_is_not_asked(fetcher_for: Make, serve: Serve, path: str) -> None:
    upstream = await serve(MENU, gopher=True)
    outcome = await fetcher_for(upstream).fetch(Request(url=upstream.gopher + path, kind=Kind.PAGE))
    assert isinstance(outcome, Refused)
    assert upstream.connections == 0


@pytest.mark.parametrize(
    "reply",
    [
        b"3'/lost' does not exist (no handler found)\t\terror.host\t1\r\n",
        b"3Sorry, no such thing\tErr\texample.org\t70\r\n.\r\n",
        b"3Not found\terr\thost\t70\r\niTry elsewhere\terr\thost\t70\r\n",
        b"3\t\t\t\n",
        b"Error: File or directory not found!\r\n______\r\nServed by a hole\r\n",
        b"--1\r\nnothing here\r\n",
        b"+-2\r\n",
    ],
)
@pytest.mark.parametrize("path", ["0/lost", "1/lost"])
async def test_an_error_in_the_reply_is_a_failure_in_the_servers_words(
    fetcher_for: Make, serve: Serve, reply: bytes, path: str
) -> None:
    upstream = await serve(reply, gopher=True)
    outcome = await fetcher_for(upstream).fetch(Request(url=upstream.gopher + path, kind=Kind.PAGE))
    assert isinstance(outcome, Failed)
    assert outcome.cause == "gopher-error"
    assert outcome.words.startswith("127.0.0.2 says: ")
    assert len(outcome.words) > len("127.0.0.2 says: ")


@pytest.mark.parametrize(
    "reply",
    [
        MENU,
        b"3Some link is broken\terr\thost\t70\r\n" + MENU,
        b"30 years of the wire\n\nA story that begins with a figure.\n",
        b"3\n",
        b"Error: a play in three acts\nIt was a file, and it was not found.\n",
        b"3" + b"x" * 5000 + b"\tlong\thost\t70\n",
        b"\n\n.\n",
        b"+12 degrees\n",
    ],
)
def test_what_only_looks_like_an_error_is_text(reply: bytes) -> None:
    assert error_message(reply) is None


async def an_endless_line(request: bytes, writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(b"i" * 65536)
        await writer.drain()


@pytest.mark.parametrize(
    ("name", "cause", "words"),
    [
        ("drip", "timeout", "less than 1000 bytes a second"),
        ("endless", "too-large", "larger than 64 KiB"),
        ("an endless line", "too-large", "larger than 64 KiB"),
        ("silent", "timeout", "sent nothing for 0.3 s"),
        ("reset", "broken", "broke the connection off"),
        ("reset_in_the_body", "broken", "broke the connection off"),
        ("nothing", "broken", "without sending anything"),
    ],
)
async def test_gopher_fault(fetcher_for: Make, serve: Serve, name: str, cause: str, words: str) -> None:
    replies = {
        "an endless line": an_endless_line,
        "drip": drip, "endless": endless, "silent": silent, "reset": reset, "reset_in_the_body": reset_in_the_body,
        "nothing": b"",
    }  # fmt: skip
    upstream = await serve(replies[name], gopher=True)
    fetcher = fetcher_for(upstream, text_cap=65536, menu_cap=65536, feed_cap=65536)
    outcome = await ask(fetcher, upstream.gopher + "0/x")
    assert isinstance(outcome, Failed | Refused)
    assert (outcome.cause if isinstance(outcome, Failed) else outcome.rule) == cause
    assert words in outcome.words


@pytest.mark.parametrize(
    ("path", "kind", "cap"),
    [
        ("1/menu", Kind.FEED, 2000),
        ("1/menu", Kind.MENU, 2000),
        ("0/feed.xml", Kind.FEED, 8000),
        ("0/story.txt", Kind.PAGE, 4000),
        ("0/story.txt", Kind.TEXT, 4000),
    ],
)
async def test_caps_follow_what_is_asked_for(fetcher_for: Make, serve: Serve, path: str, kind: Kind, cap: int) -> None:
    async def reply(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"x" * size)

    upstream: Upstream = await serve(reply, gopher=True)
    fetcher = fetcher_for(upstream, menu_cap=2000, text_cap=4000, feed_cap=8000)
    size = cap
    assert isinstance(await fetcher.fetch(Request(url=upstream.gopher + path, kind=kind)), Fetched)
    size = cap + 1
    assert isinstance(await fetcher.fetch(Request(url=upstream.gopher + path, kind=kind)), Refused)


async def test_one_connection_per_host_over_both_protocols(fetcher_for: Make, serve: Serve) -> None:
    async def slowly(request: bytes, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        writer.write(MENU)

    upstream = await serve(slowly, gopher=True)
    fetcher = fetcher_for(upstream)
    await asyncio.gather(*(fetcher.fetch(Request(url=f"{upstream.gopher}0/{n}", kind=Kind.TEXT)) for n in range(5)))
    assert (upstream.connections, upstream.most_at_once) == (5, 1)
