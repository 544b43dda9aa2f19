"""Servers that misbehave: each costs its own request one clear line, soon, and nothing else."""

import asyncio
import contextlib
import gzip
import socket
import tracemalloc
import zlib
from collections.abc import Awaitable, Callable

import brotli
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Failed, Fetched, Kind, NotModified, Refused, Request, Validators
from tests.fetch.loopback import (
    Make,
    Serve,
    ask,
    drip,
    drip_headers,
    endless,
    endless_chunks,
    endless_headers,
    http,
    reset,
    reset_in_the_body,
    silent,
    silent_in_the_body,
)
from tests.fetch.loopback import settings as fetch_settings

Script = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]
MIB = 1024 * 1024


def feed(url: str) -> Request:
    return Request(url=url, kind=Kind.FEED)


async def close_at_once(request: bytes, writer: asyncio.StreamWriter) -> None:
    return


async def fifty_megabytes(request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n")
    for _ in range(50):
        writer.write(b"x" * 1000000)
        await writer.drain()


def of_endless(first: bytes, piece: bytes) -> Script:
    """A server that begins so, and then sends the same over and over."""

    async def answer(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(first)
        while True:
            writer.write(piece * (65536 // len(piece)))
            await writer.drain()

    return answer


def packed(coding: str, body: bytes) -> bytes:
    return http("200 OK", body, f"Content-Encoding: {coding}")


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
TEXT = b"<rss>" + b"some words of a feed " * 500 + b"</rss>"

FAULTS: list[tuple[str, bytes | Script, str, str]] = [
    ("drip", drip, "timeout", "less than 1000 bytes a second"),
    ("drip of headers", drip_headers, "timeout", "did not finish"),
    ("endless", endless, "too-large", "larger than the 1 MiB"),
    ("endless chunks", endless_chunks, "too-large", "larger than the 1 MiB"),
    ("endless headers", endless_headers, "broken", "headers"),
    ("long header", http("200 OK", b"", "X: " + "y" * 100000), "broken", "headers"),
    ("silent", silent, "timeout", "sent nothing"),
    ("silent in the body", silent_in_the_body, "timeout", "sent nothing"),
    ("reset", reset, "broken", "127.0.0.2"),
    ("reset in the body", reset_in_the_body, "broken", "127.0.0.2"),
    ("close", close_at_once, "broken", "without an answer"),
    ("half a header", b"HTTP/1.1 200 OK\r\nContent-", "broken", "without an answer"),
    ("truncated", b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome", "broken", "breaks off"),
    ("truncated chunks", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nsome", "broken", "breaks off"),
    ("no last chunk", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsome\r\n", "broken", "breaks off"),
    ("bad chunk", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nsome\r\n0\r\n\r\n", "broken", "127.0.0.2"),
    ("garbage", b"\x00\xff\xfegarbage\r\n\r\n", "broken", "not HTTP"),
    ("another protocol", b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "broken", "not HTTP"),
    ("status of letters", b"HTTP/1.1 abc OK\r\n\r\n", "broken", "not HTTP"),
    ("negative length", b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "broken", "not HTTP"),
    ("two lengths", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", "broken", "not HTTP"),
    ("says it is too large", b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nsome", "too-large", "larger than the 1 MiB"),
    ("50 MB", fifty_megabytes, "too-large", "larger than the 1 MiB"),
    ("gzip bomb", packed("gzip", gzip.compress(b"\0" * 50 * MIB)), "too-large", "larger than the 1 MiB"),
    ("gzip bomb in pieces", packed("gzip", gzip.compress(b"\0" * MIB) * 50), "too-large", "larger than the 1 MiB"),
    ("deflate bomb", packed("deflate", zlib.compress(b"\0" * 50 * MIB)), "too-large", "larger than the 1 MiB"),
    ("brotli bomb", packed("br", brotli.compress(b"\0" * 50 * MIB)), "too-large", "larger than the 1 MiB"),
    ("gzip of many pieces", packed("gzip", gzip.compress(b"") * 5000), "broken", "too many"),
    ("gzip with an endless name", packed("gzip", b"\x1f\x8b\x08\x08" + b"\0" * 6 + b"n" * 2 * MIB), "too-large", "larger"),
    ("gzip cut off", packed("gzip", gzip.compress(TEXT)[:-20]), "broken", "breaks off"),
    ("deflate cut off", packed("deflate", zlib.compress(TEXT)[:-20]), "broken", "breaks off"),
    ("brotli cut off", packed("br", brotli.compress(TEXT)[:-2]), "broken", "breaks off"),
    ("no gzip at all", packed("gzip", TEXT), "broken", "Content-Encoding"),
    ("no deflate at all", packed("deflate", b"\xff" * 100), "broken", "Content-Encoding"),
    ("no brotli at all", packed("br", b"\xff" * 100), "broken", "Content-Encoding"),
    ("nested", packed("gzip, gzip", gzip.compress(gzip.compress(TEXT))), "encoding", "gzip, gzip"),
    ("nested in two lines", http("200 OK", b"x", "Content-Encoding: gzip", "Content-Encoding: br"), "encoding", "gzip, br"),
    ("zstd bomb", packed("zstd", zstandard.compress(b"\0" * 50 * MIB)), "too-large", "larger than the 1 MiB"),
    ("zstd bomb in pieces", packed("zstd", zstandard.compress(b"\0" * MIB) * 50), "too-large", "larger than the 1 MiB"),
    ("zstd cut off", packed("zstd", zstandard.compress(TEXT)[:-5]), "broken", "breaks off"),
    ("no zstd at all", packed("zstd", b"\xff" * 100), "broken", "Content-Encoding"),
    ("nested bomb", packed("gzip, zstd", zstandard.compress(gzip.compress(b"\0" * MIB))), "encoding", "gzip, zstd"),
    ("unknown coding", packed("compress", b"x"), "encoding", "compress"),
    ("interim answers without end", of_endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), "too-large", "around its answer"),
    ("hints without end", of_endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"), "too-large", "around its answer"),
    ("empty lines without end", of_endless(b"", b"\r\n"), "too-large", "around its answer"),
    ("a status line without end", of_endless(b"HTTP/1.1 200 ", b"OK"), "broken", "headers"),
    ("a chunk extension without end", of_endless(CHUNKED + b"1;", b"a=b;"), "too-large", "around its answer"),
    ("a chunk size without end", of_endless(CHUNKED, b"0"), "too-large", "around its answer"),
    ("chunks of one byte", of_endless(CHUNKED, b"1\r\nx\r\n"), "too-large", "around its answer"),
    ("chunk extensions longer than chunks", of_endless(CHUNKED, b"1;" + b"a=b;" * 100 + b"\r\nx\r\n"), "broken", "127.0.0.2"),
    ("trailers without end", of_endless(CHUNKED + b"1\r\nx\r\n0\r\n", b"X-Y: z\r\n"), "broken", "127.0.0.2"),
    ("two megabytes of headers", http("200 OK", b"", *(f"X-{at}: {'y' * 16000}" for at in range(120))), "too-large", "around"),
    ("another protocol is offered", b"HTTP/1.1 101 x\r\nUpgrade: h2c\r\nConnection: upgrade\r\n\r\n", "status", "HTTP 101"),
    ("unknown coding, unprintable", packed("\x80", b"x"), "encoding", "packed as"),
    (
        "packed transfer",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
        "encoding",
        "transfer",
    ),
    ("redirect loop", http("302 x", b"", "Location: /"), "redirects", "more than 5"),
]


@pytest.mark.parametrize(("reply", "cause", "words"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS])
async def test_fault(fetcher_for: Make, serve: Serve, reply: bytes | Script, cause: str, words: str) -> None:
    upstream = await serve(reply)
    patient = {"timeout_s": 20.0} if cause == "too-large" else {}  # the cap on size has to end these, however slow we are
    outcome = await ask(fetcher_for(upstream, feed_cap=MIB, **patient), upstream.url, 25)
    assert isinstance(outcome, Failed | Refused), outcome
    assert (outcome.cause if isinstance(outcome, Failed) else outcome.rule) == cause, outcome
    assert words in outcome.words


@pytest.mark.parametrize(
    "pack", [gzip.compress, zlib.compress, lambda raw: zlib.compress(raw, wbits=-15), brotli.compress, zstandard.compress]
)
@pytest.mark.parametrize("room", [0, 1, -1])
async def test_the_cap_is_exact_after_decoding(
    fetcher_for: Make, serve: Serve, pack: Callable[[bytes], bytes], room: int
) -> None:
    coding = {gzip.compress: "gzip", brotli.compress: "br", zstandard.compress: "zstd"}.get(pack, "deflate")
    upstream = await serve(packed(coding, pack(TEXT)))
    outcome = await ask(fetcher_for(upstream, feed_cap=len(TEXT) + room), upstream.url)
    if room >= 0:
        assert isinstance(outcome, Fetched)
        assert outcome.body == TEXT
    else:
        assert isinstance(outcome, Refused)
        assert outcome.rule == "too-large"


async def test_what_stands_after_the_stated_length_is_not_read(fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsomething more", keep=True)
    fetcher = fetcher_for(upstream)
    for _ in range(3):
        outcome = await ask(fetcher, upstream.url)
        assert isinstance(outcome, Failed) or (isinstance(outcome, Fetched) and outcome.body == b"some")


async def test_a_bomb_takes_no_memory(fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(packed("br", brotli.compress(b"\0" * 200 * MIB, quality=2)))
    fetcher = fetcher_for(upstream, feed_cap=2 * MIB)
    tracemalloc.start()
    try:
        assert isinstance(await ask(fetcher, upstream.url), Refused)
        assert tracemalloc.get_traced_memory()[1] < 20 * MIB
    finally:
        tracemalloc.stop()


async def in_the_middle(request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Le")
    await writer.drain()
    await asyncio.sleep(0.05)
    await reset(request, writer)


async def after_the_chunk(request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(CHUNKED + b"4\r\nsome\r\n")
    await writer.drain()
    await asyncio.sleep(0.05)
    await reset(request, writer)


async def silent_from_the_start(request: bytes, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(5)


async def not_tls(request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x16\x03\x03\xff\xff" + b"\0" * 1000)
    await writer.drain()


@pytest.mark.parametrize("scheme", ["http", "https", "gopher"])
@pytest.mark.parametrize("script", [reset, close_at_once, silent_from_the_start, not_tls])
async def test_a_server_that_misbehaves_before_it_was_asked(fetcher_for: Make, scheme: str, script: Script) -> None:
    """On being connected to, whatever the client would say: TLS has not begun then."""

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await script(b"", writer)
        writer.transport.abort()

    server = await asyncio.start_server(connected, "127.0.0.2", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, Fetcher(fetch_settings(port)) as fetcher:
        outcome = await ask(fetcher, f"{scheme}://127.0.0.2:{port}/0/x")
    if script is not_tls and isinstance(outcome, Fetched):
        assert scheme == "gopher", "to gopher any bytes are a text"
        return
    assert isinstance(outcome, Failed)
    assert outcome.cause in {"broken", "timeout", "tls"}
    assert "127.0.0.2" in outcome.words


@pytest.mark.parametrize("script", [in_the_middle, after_the_chunk])
async def test_a_connection_reset_in_the_middle(fetcher_for: Make, serve: Serve, script: Script) -> None:
    upstream = await serve(script)
    outcome = await ask(fetcher_for(upstream), upstream.url)
    assert isinstance(outcome, Failed)
    assert (outcome.cause, "127.0.0.2" in outcome.words) == ("broken", True)


async def test_what_is_wrapped_in_much_but_not_too_much_is_read(fetcher_for: Make, serve: Serve) -> None:
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in (TEXT[at : at + 10] for at in range(0, len(TEXT), 10)))
    interim = b"HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n" * 20
    many_headers = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + b"".join(
        b"X-%d: %s\r\n" % (at, b"y" * 500) for at in range(60)
    )
    upstream = await serve(interim + many_headers + b"\r\n" + body + b"0\r\n\r\n")
    outcome = await ask(fetcher_for(upstream), upstream.url)
    assert isinstance(outcome, Fetched), outcome
    assert outcome.body == TEXT


async def test_a_large_body_is_no_flood(fetcher_for: Make, serve: Serve) -> None:
    body = TEXT * 1500
    upstream = await serve(http("200 OK", body), keep=True)
    fetcher = fetcher_for(upstream, timeout_s=10.0)
    for _ in range(2):
        outcome = await fetcher.fetch(feed(upstream.url))
        assert isinstance(outcome, Fetched), outcome
        assert outcome.body == body
    assert upstream.connections == 1


async def test_nobody_listens(fetcher_for: Make, serve: Serve) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.2", 0))
        port = taken.getsockname()[1]
    for scheme in ("http", "https", "gopher"):
        async with Fetcher(fetch_settings(port)) as fetcher:
            outcome = await ask(fetcher, f"{scheme}://127.0.0.2:{port}/")
        assert isinstance(outcome, Failed)
        assert (outcome.cause, outcome.words) == ("connect", f"127.0.0.2 takes no connection on port {port}")


async def test_no_such_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    for url in ("http://nowhere.example.org/", "gopher://nowhere.example.org/"):
        async with Fetcher(fetch_settings()) as fetcher:
            outcome = await ask(fetcher, url)
        assert isinstance(outcome, Failed)
        assert (outcome.cause, outcome.temporary) == ("dns", True)
        assert "nowhere.example.org" in outcome.words


async def test_a_full_backlog_is_a_timeout(fetcher_for: Make) -> None:
    """A socket that listens and never accepts, its queue full: the connection is never taken."""
    with socket.socket() as full:
        full.bind(("127.0.0.2", 0))
        full.listen(0)
        port = full.getsockname()[1]
        fillers = [socket.socket() for _ in range(4)]
        try:
            for filler in fillers:
                filler.setblocking(False)
                filler.connect_ex(("127.0.0.2", port))
            for scheme in ("http", "gopher"):
                async with Fetcher(fetch_settings(port)) as fetcher:
                    outcome = await ask(fetcher, f"{scheme}://127.0.0.2:{port}/")
                assert isinstance(outcome, Failed)
                assert outcome.cause == "timeout"
                assert "did not take the connection within 0.5 s" in outcome.words
        finally:
            for filler in fillers:
                filler.close()


async def test_good_feeds_beside_bad_ones_all_come_through(fetcher_for: Make, serve: Serve) -> None:
    bad = [await serve(fault[1], host=f"127.0.1.{number}") for number, fault in enumerate(FAULTS, 1)]
    good = [await serve(http("200 OK", TEXT), host=f"127.0.2.{number}") for number in range(1, 21)]
    fetcher = fetcher_for(
        *bad,
        *good,
        allow_networks=("127.0.1.0/24", "127.0.2.0/24"),
        feed_cap=MIB,
        idle_s=4.0,
        connect_s=4.0,
        timeout_s=8.0,
        rate_grace_s=4.0,
    )
    outcomes = await asyncio.gather(*(fetcher.fetch(feed(upstream.url)) for upstream in (*bad, *good)))
    assert not any(isinstance(outcome, Fetched) for outcome in outcomes[: len(bad)])
    assert [outcome for outcome in outcomes[len(bad) :] if not (isinstance(outcome, Fetched) and outcome.body == TEXT)] == []


async def test_a_cancelled_fetch_lets_go_of_its_turn(fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(silent)
    fetcher = fetcher_for(upstream, connections=1)
    task = asyncio.create_task(fetcher.fetch(feed(upstream.url)))
    await asyncio.sleep(0.1)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    other = await serve(http("200 OK", b"x"), port=0)
    async with Fetcher(fetch_settings(other.port)) as again:
        assert isinstance(await again.fetch(feed(other.url)), Fetched)
    assert isinstance(await ask(fetcher, upstream.url), Failed), "the turn and the slot are free again"


HEADERISH = st.lists(
    st.sampled_from([
        b"HTTP/1.1 200 OK", b"HTTP/1.0 304 x", b"HTTP/2 200", b"HTTP/1.1 301 \xff\xfe", b"HTTP/1.1 503 x", b"\r\n", b"\r\n\r\n",
        b"\n", b"\0", b": x", b"Content-Length: 5", b"Content-Encoding: br", b"Transfer-Encoding: chunked", b"5\r\nhello\r\n",
        b"0\r\n\r\n", b"Location: http://[", b"Location: \xe9\x80", b"ETag: \xff", b"Content-Type: ;;=;charset",
        b"Retry-After: \x80", b"HTTP/1.1 100 Continue\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade",
    ])
    | st.binary(max_size=30),
    max_size=12,
)  # fmt: skip


@given(parts=HEADERISH)
@settings(max_examples=150)
def test_whatever_a_server_sends_the_outcome_is_a_value(parts: list[bytes]) -> None:
    async def once() -> None:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                writer.write(b"".join(parts))
                writer.write_eof()
                await reader.read()
            finally:
                writer.transport.abort()

        server = await asyncio.start_server(answer, "127.0.0.2", 0)
        port = server.sockets[0].getsockname()[1]
        async with server, Fetcher(fetch_settings(port, idle_s=0.2, timeout_s=0.5)) as fetcher:
            validators = Validators(etag='"a"')
            url = f"http://127.0.0.2:{port}/"
            outcome = await fetcher.fetch(Request(url=url, kind=Kind.PAGE, validators=validators))
            assert isinstance(outcome, Fetched | NotModified | Refused | Failed)
        await asyncio.sleep(0)

    asyncio.run(once())
