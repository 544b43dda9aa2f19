"""What is sent to hubs passes the same door as what is fetched, and goes nowhere that it was not meant for."""

import asyncio
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from ingest.fetch.outcome import Failed, Fetched, Kind, Refused, Request
from ingest.fetch.settings import Exemption
from tests.fetch.loopback import GOOD, Make, Sentinel, Serve, endless, http, reset, silent

FORM = b"hub.mode=subscribe&hub.secret=s3cret"


def sent(url: str, feed: str | None = None) -> Request:
    return Request(url=url, kind=Kind.HUB, form=FORM, feed=feed)


@pytest.mark.parametrize("status", ["202 Accepted", "204 No Content", "200 OK"])
async def test_a_form_is_posted_and_its_answers_body_not_read(status: str, fetcher_for: Make, serve: Serve) -> None:
    async def big(request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(f"HTTP/1.1 {status}\r\n\r\n".encode())
        await endless(request, writer)

    upstream = await serve(big if status.startswith("200") else http(status))
    outcome = await fetcher_for(upstream).fetch(sent(upstream.url))
    assert isinstance(outcome, Fetched)
    assert (outcome.status, outcome.body) == (int(status[:3]), b"")
    head, _, _ = upstream.requests[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST / HTTP/1.1\r\n")
    assert b"Content-Type: application/x-www-form-urlencoded\r\n" in head
    assert f"Content-Length: {len(FORM)}".encode() in head


async def test_redirects_that_keep_the_method_are_followed_within_the_rules(
    fetcher_for: Make, serve: Serve, sentinel: Sentinel
) -> None:
    other = await serve(http("202 Accepted"))
    good = await serve(http("308 Permanent Redirect", b"", f"Location: {other.url}"))
    turned = await serve(http("302 Found", b"", f"Location: {other.url}"))
    private = await serve(http("307 Temporary Redirect", b"", f"Location: http://127.0.0.1:{sentinel.port}/"))
    fetcher = fetcher_for(other, good, turned, private, sentinel)
    assert isinstance(await fetcher.fetch(sent(good.url)), Fetched)
    assert len(other.requests) == 1
    refusal = await fetcher.fetch(sent(turned.url))
    assert isinstance(refusal, Failed)
    assert refusal.words == "HTTP 302 Found"
    away = await fetcher.fetch(sent(private.url))
    assert isinstance(away, Refused)
    assert away.rule == "private-address"
    assert (len(other.requests), sentinel.touched) == (1, 0)


@pytest.mark.parametrize(("reply", "cause"), [(silent, "timeout"), (reset, "broken"), (b"nonsense\r\n\r\n", "broken")])
async def test_a_hub_that_misbehaves_is_one_clear_line(reply: object, cause: str, fetcher_for: Make, serve: Serve) -> None:
    upstream = await serve(reply)
    outcome = await fetcher_for(upstream).fetch(sent(upstream.url))
    assert isinstance(outcome, Failed)
    assert outcome.cause == cause
    assert "\n" not in outcome.words


@pytest.mark.client("openssl")
async def test_what_is_sent_over_tls_is_not_sent_on_without_it(fetcher_for: Make, serve: Serve, tmp_path: Path) -> None:
    command = (
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out ca.pem -subj /CN=x -days 2"
        f" -addext subjectAltName=IP:{GOOD}"
    )
    subprocess.run([shutil.which("openssl") or "openssl", *command.split()], cwd=tmp_path, check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "ca.pem", tmp_path / "key.pem")
    plain = await serve(http("202 Accepted"))
    secure = await serve(http("307 Temporary Redirect", b"", f"Location: {plain.url}"), ssl=context)
    fetcher = fetcher_for(plain, secure, exemptions={"own": Exemption(ca=tmp_path / "ca.pem")})
    outcome = await fetcher.fetch(sent(f"https://{GOOD}:{secure.port}/", "own"))
    assert isinstance(outcome, Refused)
    assert "what is sent over TLS is not sent on without it" in outcome.words
    assert plain.requests == []
