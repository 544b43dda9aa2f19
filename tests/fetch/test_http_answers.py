"""What an honest HTTP server's answers come to."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.fetch.outcome import Failed, Fetched, Kind, NotModified, Refused, Request, Validators
from ingest.fetch.weather import read_retry_after
from tests.fetch.loopback import Make, Serve, http
from tests.fetch.test_http_date import BEYOND_ALL_NUMBERS, DATE_LIKE


def feed(url: str, etag: str | None = None) -> Request:
    return Request(url=url, kind=Kind.FEED, validators=Validators(etag=etag) if etag else None)


async def test_a_body_comes_back_with_what_the_server_said_of_it(fetcher_for: Make, serve: Serve) -> None:
    body = "<rss>Новости</rss>".encode()
    upstream = await serve(
        http(
            "200 OK",
            body,
            'Content-Type: Application/RSS+XML; Charset="UTF-8"',
            'ETag: W/"a,b"',
            "Last-Modified: Fri, 15 Aug 2025 15:28:21 GMT",
            "Link: </one>",
            "Link: </two>",
        )
    )
    began = time.monotonic()
    outcome = await fetcher_for(upstream).fetch(feed(upstream.url))
    assert isinstance(outcome, Fetched)
    assert outcome.body == body
    assert (outcome.status, outcome.media_type, outcome.charset) == (200, "application/rss+xml", "utf-8")
    assert outcome.validators == Validators(etag='W/"a,b"', last_modified="Fri, 15 Aug 2025 15:28:21 GMT")
    assert outcome.headers["link"] == "</one>, </two>"
    assert (outcome.url, outcome.final_url, outcome.moved_to) == (upstream.url, upstream.url, None)
    assert abs(datetime.now(UTC) - outcome.fetched_at) < timedelta(seconds=5)
    assert 0 < outcome.took_s <= time.monotonic() - began


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        (["text/html; charset=utf-8", "text/html; charset=utf-8"], ("text/html", "utf-8")),
        (["text/html; charset=utf-8", "text/html"], ("text/html", "utf-8")),
        (["text/plain; charset=latin-1", "application/rss+xml"], ("application/rss+xml", None)),
        (["text/html, application/rss+xml; charset=utf-8"], ("application/rss+xml", "utf-8")),
        (["text/html; charset=utf-8,"], ("text/html", "utf-8")),
        (['text/html; title="a,b"; charset=utf-8'], ("text/html", "utf-8")),
        (["charset=utf-8"], (None, None)),
        (["; charset=utf-8"], (None, "utf-8")),
    ],
)
async def test_of_types_that_are_stated_twice_the_last_counts(
    fetcher_for: Make, serve: Serve, stated: list[str], read: tuple[str | None, str | None]
) -> None:
    """As browsers do it: https://fetch.spec.whatwg.org/#concept-header-extract-mime-type"""
    upstream = await serve(http("200 OK", b"x", *(f"Content-Type: {one}" for one in stated)))
    outcome = await fetcher_for(upstream).fetch(feed(upstream.url))
    assert isinstance(outcome, Fetched)
    assert (outcome.media_type, outcome.charset) == read


async def test_the_request_says_who_asks_and_carries_nothing_else_of_us(fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(http("200 OK", b"x", "Set-Cookie: id=1; Path=/"), keep=True)
    fetcher = fetcher_for(upstream)
    for _ in range(2):
        await fetcher.fetch(feed(upstream.url + "feed.xml?a=%2Fb#part"))
    first, second = (request.decode() for request in upstream.requests)
    assert first == second, "nothing is remembered of a server but its validators"
    assert first.startswith("GET /feed.xml?a=/b HTTP/1.1\r\n")
    names = {line.partition(":")[0].lower() for line in first.split("\r\n")[1:] if line}
    assert names == {"host", "user-agent", "accept", "accept-encoding"}
    assert "User-Agent: wiredesk/" in first
    assert "(+mailto:desk@example.org)" in first


async def test_validators_are_sent_as_they_came_and_304_is_no_failure(fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(http("304 Not Modified", b"", 'ETag: "new"', "Cache-Control: max-age=600"))
    outcome = await fetcher_for(upstream).fetch(
        Request(url=upstream.url, kind=Kind.FEED, validators=Validators(etag='W/"old"', last_modified="whenever"))
    )
    assert b'If-None-Match: W/"old"\r\n' in upstream.requests[0]
    assert b"If-Modified-Since: whenever\r\n" in upstream.requests[0]
    assert isinstance(outcome, NotModified)
    assert outcome.validators == Validators(etag='"new"')
    assert outcome.headers["cache-control"] == "max-age=600"


async def test_a_304_without_validators_of_its_own_keeps_ours(fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    outcome = await fetcher_for(upstream).fetch(feed(upstream.url, '"a"'))
    assert isinstance(outcome, NotModified)
    assert outcome.validators == Validators(etag='"a"')


async def test_a_304_that_does_not_repeat_the_etag_keeps_it(fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(b"HTTP/1.1 304 Not Modified\r\nLast-Modified: Fri, 15 Aug 2025 15:28:21 GMT\r\n\r\n")
    outcome = await fetcher_for(upstream).fetch(feed(upstream.url, '"a"'))
    assert isinstance(outcome, NotModified)
    assert outcome.validators == Validators(etag='"a"', last_modified="Fri, 15 Aug 2025 15:28:21 GMT")


async def test_validators_are_told_to_nobody_but_who_gave_them(fetcher_for: Make, serve: Serve) -> None:
    """Another server's file may be older than ours, and it would say that nothing has changed."""
    new_home = await serve(http("200 OK", b"<rss/>", "Last-Modified: Mon, 01 Jan 2024 00:00:00 GMT"))
    old_home = await serve(http("302 Found", b"", f"Location: {new_home.url}"))
    fetcher, validators = fetcher_for(old_home, new_home), Validators(last_modified="Fri, 15 Aug 2025 15:28:21 GMT")
    assert isinstance(await fetcher.fetch(Request(url=old_home.url, kind=Kind.FEED, validators=validators)), Fetched)
    assert b"If-Modified-Since" in old_home.requests[0]
    assert b"If-Modified-Since" not in new_home.requests[0]
    await fetcher.fetch(Request(url=old_home.url, kind=Kind.FEED, validators=validators, validators_of=new_home.url))
    assert b"If-Modified-Since" not in old_home.requests[1]
    assert b"If-Modified-Since" in new_home.requests[1], "who gave them where a redirect led is asked with them there"


async def test_a_304_nobody_asked_for_is_a_failure(fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    for nothing in (None, Validators()):
        request = Request(url=upstream.url, kind=Kind.FEED, validators=nothing)
        outcome = await fetcher_for(upstream).fetch(request)
        assert isinstance(outcome, Failed)
        assert outcome.cause == "broken"


async def test_a_validator_that_could_not_be_sent_back_is_not_kept(fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(http("200 OK", b"x", 'ETag: "\x01"', "Last-Modified: " + "x" * 2000))
    outcome = await fetcher_for(upstream).fetch(feed(upstream.url))
    assert not isinstance(outcome, Fetched) or outcome.validators is None


@pytest.mark.parametrize(
    ("status", "words", "temporary"),
    [
        ("404 Nope <script>", "HTTP 404 Not Found", False),
        ("410 x", "HTTP 410 Gone", False),
        ("401 x", "HTTP 401 Unauthorized", False),
        ("403 x", "HTTP 403 Forbidden", False),
        ("408 x", "HTTP 408 Request Timeout", True),
        ("429 x", "HTTP 429 Too Many Requests", True),
        ("500 x", "HTTP 500 Internal Server Error", True),
        ("503 x", "HTTP 503 Service Unavailable", True),
        ("799 x", "HTTP 799", True),
        ("204 x", "HTTP 204 No Content", True),
        ("206 x", "HTTP 206 Partial Content", True),
    ],
)
async def test_other_statuses_fail_with_the_registered_words(
    fetcher_for: Make, serve: Serve, status: str, words: str, temporary: bool
) -> None:
    upstream = await serve(http(status, b"" if status.startswith("204") else b"an error page"))
    outcome = await fetcher_for(upstream).fetch(feed(upstream.url))
    assert isinstance(outcome, Failed)
    assert (outcome.cause, outcome.words, outcome.temporary) == ("status", words, temporary)
    assert outcome.status == int(status[:3])


@pytest.mark.parametrize(
    "status", ["403 Forbidden", "405 Method Not Allowed", "429 Too Many Requests", "503 Service Unavailable"]
)
@pytest.mark.parametrize(
    ("body", "header"),
    [(b"<div class='g-recaptcha'></div>", b""), (b"<script>window._cf_chl_opt = {}</script>", b""),
     (b"", b"cf-mitigated: challenge\r\n"), (b"<div class='h-captcha'>" + b"x" * 200_000, b"")],
    ids=["captcha", "challenge", "header", "a long page"],
)  # fmt: skip
async def test_a_refusal_that_asks_whether_we_are_a_robot_says_so(
    fetcher_for: Make, serve: Serve, status: str, body: bytes, header: bytes
) -> None:
    answer = http(status, body).replace(b"\r\n", b"\r\n" + header, 1)
    outcome = await fetcher_for(upstream := await serve(answer)).fetch(feed(upstream.url))
    assert isinstance(outcome, Failed)
    assert outcome.words == f"HTTP {status}: it is a check for robots; ask its publisher to let wiredesk through"
    assert outcome.status == int(status[:3])


async def test_a_refusal_whose_body_breaks_off_is_a_refusal_all_the_same(fetcher_for: Make, serve: Serve) -> None:
    async def reply(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 5000\r\n\r\n<p>No.")
        await writer.drain()

    outcome = await fetcher_for(upstream := await serve(reply)).fetch(feed(upstream.url))
    assert isinstance(outcome, Failed)
    assert outcome.words == "HTTP 403 Forbidden"


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize("form", ["seconds", "date"])
async def test_retry_after_rests_the_whole_host(fetcher_for: Make, serve: Serve, status: str, form: str) -> None:
    value = "120" if form == "seconds" else format_datetime(datetime.now(UTC) + timedelta(seconds=120), usegmt=True)
    upstream = await serve(http(status, b"", f"Retry-After: {value}"))
    other = await serve(http("200 OK", b"x"), host="127.0.0.3")
    fetcher = fetcher_for(upstream, other, allow_networks=("127.0.0.2/31",))
    first = await fetcher.fetch(feed(upstream.url))
    second = await fetcher.fetch(feed(upstream.url + "another"))
    assert isinstance(first, Failed)
    assert isinstance(second, Failed)
    assert first.retry_after is not None
    assert second.retry_after is not None
    assert abs(first.retry_after - datetime.now(UTC) - timedelta(seconds=120)) < timedelta(seconds=5)
    assert abs(second.retry_after - first.retry_after) < timedelta(seconds=2)
    assert second.cause == "host-paused"
    assert upstream.connections == 1, "the host is left alone"
    assert isinstance(await fetcher.fetch(feed(other.url)), Fetched), "other hosts are not"


@given(st.text() | st.datetimes().map(format_datetime) | st.integers().map(str) | st.from_regex(DATE_LIKE))
def test_whatever_retry_after_says_the_host_rests_a_week_at_most(value: str) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    until = read_retry_after(value, now)
    assert until is None or now < until <= now + timedelta(days=7)


@pytest.mark.parametrize(
    "value", ["", "soon", "-5", "0", "Thu, 01 Jan 1970 00:00:00 GMT", "9" * 5000, "1" * 300 + " GMT", BEYOND_ALL_NUMBERS]
)
async def test_a_retry_after_that_says_nothing_useful(fetcher_for: Make, serve: Serve, value: str) -> None:
    upstream = await serve(http("503 x", b"", f"Retry-After: {value}"))
    outcome = await fetcher_for(upstream).fetch(feed(upstream.url))
    assert isinstance(outcome, Failed)
    assert outcome.retry_after is None or outcome.retry_after <= datetime.now(UTC) + timedelta(days=7)


async def test_429_without_retry_after_rests_the_host_too(fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(http("429 x"))
    fetcher = fetcher_for(upstream)
    await fetcher.fetch(feed(upstream.url))
    outcome = await fetcher.fetch(feed(upstream.url))
    assert isinstance(outcome, Failed)
    assert outcome.cause == "host-paused"
    assert upstream.connections == 1


def hops(*chain: tuple[int, str]) -> Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]:
    """Answers `/0`, `/1`, … with the chain's redirects and what lies behind the last with 200."""

    async def answer(request: bytes, writer: asyncio.StreamWriter) -> None:
        at = int(request.split()[1].strip(b"/").split(b"?")[0])
        if at < len(chain):
            status, location = chain[at]
            writer.write(http(f"{status} Moved", b"gone elsewhere", f"Location: {location}"))
        else:
            writer.write(http("304 Not Modified" if b"If-None-Match" in request else "200 OK", b""))

    return answer


@pytest.mark.parametrize(
    ("chain", "moved"),
    [
        ([(301, "/1")], "1"),
        ([(308, "1")], "1"),
        ([(301, "/1"), (308, "/2"), (301, "/3")], "3"),
        ([(302, "/1")], None),
        ([(303, "/1")], None),
        ([(307, "/1")], None),
        ([(301, "/1"), (302, "/2")], "1"),
        ([(302, "/1"), (301, "/2")], None),
        ([(301, "/1#top")], "1"),
    ],
)
@pytest.mark.parametrize("etag", [None, '"a"'])
async def test_only_permanent_redirects_move_an_address(
    fetcher_for: Make, serve: Serve, chain: list[tuple[int, str]], moved: str | None, etag: str | None
) -> None:
    upstream = await serve(hops(*chain), keep=True)
    known = replace(feed(upstream.url + "0", etag), validators_of=f"{upstream.url}{len(chain)}")
    outcome = await fetcher_for(upstream).fetch(known)
    assert isinstance(outcome, NotModified if etag else Fetched)
    assert isinstance(outcome, NotModified | Fetched)
    assert outcome.moved_to == (upstream.url + moved if moved else None)
    assert outcome.url == upstream.url + "0"
    if isinstance(outcome, Fetched):
        assert outcome.final_url == f"{upstream.url}{len(chain)}"


async def test_five_redirects_are_followed_and_six_are_not(fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(hops(*((302, f"/{at + 1}") for at in range(6))), keep=True)
    fetcher = fetcher_for(upstream)
    assert isinstance(await fetcher.fetch(feed(upstream.url + "1")), Fetched)
    outcome = await fetcher.fetch(feed(upstream.url + "0"))
    assert isinstance(outcome, Refused)
    assert (outcome.rule, "more than 5 redirects" in outcome.words) == ("redirects", True)
    assert len(upstream.requests) == 12


@pytest.mark.parametrize(
    "location", ["", "http://", "http://[", "http://x:99999/", "//", "ftp://example.org/", "gopher://example.org/1"]
)
async def test_a_redirect_to_nowhere(fetcher_for: Make, serve: Serve, location: str) -> None:
    upstream = await serve(http("301 x", b"", f"Location: {location}"))
    outcome = await fetcher_for(upstream).fetch(feed(upstream.url))
    assert isinstance(outcome, Refused)
    assert outcome.url == upstream.url


async def test_a_failure_behind_a_redirect_names_where_it_happened(fetcher_for: Make, serve: Serve) -> None:
    behind = await serve(http("404 x"))
    upstream = await serve(http("302 x", b"", f"Location: {behind.url}lost"))
    outcome = await fetcher_for(upstream, behind).fetch(feed(upstream.url))
    assert isinstance(outcome, Failed)
    assert outcome.url == upstream.url
    assert outcome.words == f"HTTP 404 Not Found (redirected to {behind.url}lost)"


async def test_nothing_is_opened_before_it_is_needed(fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(http("200 OK", b"x"))
    fetcher = fetcher_for(upstream)
    async with fetcher:
        pass
    assert upstream.connections == 0


@pytest.mark.parametrize("answer", [http("200 OK", b"x" * 3000), http("404 x", b"not here"), b"HTTP/1.1 304 x\r\n\r\n"])
async def test_a_connection_is_used_again(fetcher_for: Make, serve: Serve, answer: bytes) -> None:
    upstream = await serve(answer, keep=True)
    fetcher = fetcher_for(upstream)
    for _ in range(4):
        await fetcher.fetch(feed(upstream.url, '"a"'))
    assert (len(upstream.requests), upstream.connections) == (4, 1)


async def test_nothing_of_us_goes_to_another_origin(
    fetcher_for: Make, serve: Serve, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No cookie set on the way, no password kept for the host, no address we came from."""
    (tmp_path / "netrc").write_text("machine 127.0.0.2 login ann password secret\nmachine 127.0.0.3 login ann password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HOME", str(tmp_path))
    behind = await serve(http("200 OK", b"x"), host="127.0.0.3")
    upstream = await serve(http("302 x", b"", f"Location: {behind.url}", "Set-Cookie: id=1; Path=/; Domain=127.0.0.3"))
    fetcher = fetcher_for(upstream, behind, allow_networks=("127.0.0.2/31",))
    assert isinstance(await fetcher.fetch(feed(upstream.url)), Fetched)
    for request in (*upstream.requests, *behind.requests):
        names = {line.partition(b":")[0].lower() for line in request.split(b"\r\n")[1:] if line}
        assert names == {b"host", b"user-agent", b"accept", b"accept-encoding"}


async def test_no_proxy_is_taken_from_the_environment(fetcher_for: Make, serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = await serve(http("200 OK", b"from the proxy"))
    upstream = await serve(http("200 OK", b"from the server"))
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.url)
    outcome = await fetcher_for(upstream, proxy).fetch(feed(upstream.url))
    assert isinstance(outcome, Fetched)
    assert outcome.body == b"from the server"
    assert proxy.connections == 0
