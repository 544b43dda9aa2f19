"""TLS is always verified: certificates made for the test, a real TLS server, and one clear line for each way to fail."""

import asyncio
import shutil
import ssl
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Failed, Fetched, Kind, Request
from ingest.fetch.settings import Exemption
from tests.fetch.loopback import Make, Serve, http, settings


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an authority (`ca.pem`), its certificates `good`, `expired` and `stranger`, and one signed by itself."""
    openssl = shutil.which("openssl") or "openssl"
    folder = tmp_path_factory.mktemp("certificates")

    def run(*args: str) -> None:
        subprocess.run([openssl, *args], cwd=folder, check=True, capture_output=True)

    key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
    run("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=test authority", "-days", "2")
    run("req", "-x509", *key, "-keyout", "selfmade.key", "-out", "selfmade.pem", "-subj", "/CN=x", "-days", "2",
        "-addext", "subjectAltName=IP:127.0.0.2")  # fmt: skip
    for name, address, days in (
        ("good", "IP:127.0.0.2", "2"),
        ("expired", "IP:127.0.0.2", "-1"),
        ("stranger", "DNS:other.example", "2"),
    ):
        run("req", *key, "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj", "/CN=test")
        (folder / f"{name}.ext").write_text(f"subjectAltName={address}\n")
        run("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", days,
            "-extfile", f"{name}.ext", "-out", f"{name}.pem")  # fmt: skip
    return folder


def context(folder: Path, name: str) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    return made


@pytest.mark.client("openssl")
async def test_a_certificate_of_a_listed_authority_is_trusted(fetcher_for: Make, serve: Serve, certificates: Path) -> None:
    upstream = await serve(http("200 OK", b"secure"), ssl=context(certificates, "good"))
    fetcher = fetcher_for(upstream, exemptions={"own": Exemption(ca=certificates / "ca.pem")})
    outcome = await fetcher.fetch(Request(url=f"https://127.0.0.2:{upstream.port}/", kind=Kind.FEED, feed="own"))
    assert isinstance(outcome, Fetched)
    assert outcome.body == b"secure"
    for other in (None, "another"):
        outcome = await fetcher.fetch(Request(url=f"https://127.0.0.2:{upstream.port}/", kind=Kind.FEED, feed=other))
        assert isinstance(outcome, Failed), "what one feed trusts no other does, though the connection is still open"
        assert outcome.cause == "tls"


@pytest.mark.client("openssl")
async def test_a_feeds_authority_holds_for_its_pages_their_robots_txt_and_redirects(
    fetcher_for: Make, serve: Serve, certificates: Path
) -> None:
    async def answer(request: bytes, writer: asyncio.StreamWriter) -> None:
        path = request.split()[1]
        writer.write(http("302 Found", b"", "Location: /end") if path == b"/start" else http("200 OK", b"User-agent: *"))

    upstream = await serve(answer, keep=True, ssl=context(certificates, "good"))
    fetcher = fetcher_for(upstream, exemptions={"own": Exemption(ca=certificates / "ca.pem")})
    page = Request(url=f"https://127.0.0.2:{upstream.port}/start", kind=Kind.PAGE, robots=True)
    assert isinstance(await fetcher.fetch(page), Failed), "without the feed nothing of it is trusted"
    assert upstream.requests == []
    assert isinstance(await fetcher.fetch(replace(page, feed="own")), Fetched)
    assert [request.split()[1] for request in upstream.requests] == [b"/robots.txt", b"/start", b"/end"]


@pytest.mark.client("openssl")
@pytest.mark.parametrize(
    ("name", "listed", "words"),
    [
        ("good", False, "unable to get local issuer certificate"),
        ("selfmade", True, "self-signed certificate"),
        ("expired", True, "certificate has expired"),
        ("stranger", True, "IP address mismatch"),
    ],
)
async def test_any_other_is_not(fetcher_for: Make, serve: Serve, certificates: Path, name: str, listed: bool, words: str) -> None:
    upstream = await serve(http("200 OK", b"secret"), ssl=context(certificates, name))
    fetcher = fetcher_for(upstream, exemptions={"own": Exemption(ca=certificates / "ca.pem")} if listed else {})
    outcome = await fetcher.fetch(Request(url=f"https://127.0.0.2:{upstream.port}/", kind=Kind.FEED, feed="own"))
    assert isinstance(outcome, Failed)
    assert outcome.cause == "tls"
    assert outcome.words.startswith("the certificate of 127.0.0.2 cannot be trusted: ")
    assert words in outcome.words.replace("self signed", "self-signed")
    assert upstream.requests == []


async def test_a_server_that_speaks_no_tls() -> None:
    async def plainly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(http("400 Bad Request"))
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(plainly, "127.0.0.2", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, Fetcher(settings(port)) as fetcher:
        outcome = await fetcher.fetch(Request(url=f"https://127.0.0.2:{port}/", kind=Kind.FEED))
    assert isinstance(outcome, Failed)
    assert outcome.cause == "tls"
    assert outcome.words.startswith("no secure connection to 127.0.0.2: ")


async def test_a_file_that_holds_no_certificates_is_named(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    for name in ("ca.pem", "missing.pem"):
        async with Fetcher(settings(exemptions={"own": Exemption(ca=tmp_path / name)})) as fetcher:
            outcome = await fetcher.fetch(Request(url="https://127.0.0.2/", kind=Kind.FEED, feed="own"))
        assert isinstance(outcome, Failed)
        assert (outcome.cause, outcome.words) == (
            "tls", f"{tmp_path / name} cannot be read as a file of certificates in PEM form"
        )  # fmt: skip
