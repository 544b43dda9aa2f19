"""The server gives what lies in its folder and nothing that does not, however it is asked."""

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wire.pages import PAGE
from wire.menu import MenuLine, read_menu, write_menu
from wiredesk.servers import gopher
from wiredesk.servers.gopher import GopherServer, find, reply


@pytest.fixture(scope="module")
def hole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("secret")
    folder = tmp_path_factory.mktemp("hole")
    (folder / "sub").mkdir()
    (folder / "empty").mkdir()
    (folder / "gophermap").write_bytes(write_menu([MenuLine.info("Welcome"), MenuLine.info(".")]))
    (folder / "sub" / "gophermap").write_bytes(write_menu([MenuLine.info("Below")]))
    (folder / "sub" / "page.txt").write_text(PAGE, encoding="utf-8")
    (folder / "маяк.txt").write_text("Маяк\n", encoding="utf-8")
    (folder / "data.bin").write_bytes(b"\0\r\n\n")
    (folder / ".manifest").write_text("secret")
    (folder / "out.txt").symlink_to(outside / "secret.txt")
    (folder / "outside").symlink_to(outside)
    (folder / "loop").symlink_to(folder / "loop")
    (folder / "within.txt").symlink_to(folder / "sub" / "page.txt")
    os.mkfifo(folder / "pipe.txt")
    return folder


@pytest.fixture
async def server(hole: Path) -> AsyncIterator[GopherServer]:
    running = GopherServer(hole, "127.0.0.1", 0)
    await running.start()
    yield running
    await running.stop()


async def ask(server: GopherServer, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection(*server.address)
    writer.write(request)
    async with asyncio.timeout(5):
        answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


async def test_menus_end_with_a_dot_and_texts_do_not(server: GopherServer) -> None:
    for selector in (b"", b"/"):
        assert await ask(server, selector + b"\r\n") == b"iWelcome\tfake\tnull.host\t1\r\ni.\tfake\tnull.host\t1\r\n.\r\n"
    for selector in (b"/sub/", b"/sub", b"sub"):
        assert await ask(server, selector + b"\r\n") == b"iBelow\tfake\tnull.host\t1\r\n.\r\n"
    assert await ask(server, b"/sub/page.txt\r\n") == PAGE.replace("\n", "\r\n").encode()
    assert await ask(server, b"/data.bin\r\n") == b"\0\r\n\n"


@pytest.mark.parametrize("ending", [b"\r\n", b"\n", b"\t+\r\n", b"\t$\r\n", b"\tsearch words\r\n"])
async def test_what_old_clients_add_to_a_selector_is_cut_off(server: GopherServer, ending: bytes) -> None:
    assert await ask(server, b"/sub/page.txt" + ending) == PAGE.replace("\n", "\r\n").encode()


async def test_what_is_not_there_is_an_error_line(server: GopherServer) -> None:
    answer = await ask(server, b"/no\x1b[31m/such.txt\r\n")
    assert read_menu(answer).error == "'/no [31m/such.txt' is not here"
    assert answer.endswith(b"\r\n.\r\n")


@pytest.mark.parametrize(
    "selector",
    [
        b"../secret.txt", b"/../outside/secret.txt", b"/sub/../../x", b"/out.txt", b"/outside/secret.txt", b"/.manifest",
        b"/./sub", b"/loop", b"/pipe.txt", b"/empty/", b"//etc/passwd", b"/etc/passwd", b"/sub\\..\\..\\x", b"/a\0b", b"/\xff",
        b"/sub/page.txt/x", b"/" + b"a" * 500, b"GET / HTTP/1.1",
    ],
)  # fmt: skip
def test_nothing_outside_the_folder_or_hidden_is_given(hole: Path, selector: bytes) -> None:
    assert find(hole, selector) is None
    assert reply(hole, selector).startswith(b"3")


@given(st.binary(max_size=40))
def test_no_selector_leads_out_of_the_folder(hole: Path, selector: bytes) -> None:
    found = find(hole, selector)
    assert found is None or found.is_relative_to(hole.resolve())


def test_names_in_any_script_and_links_within_the_folder_are_served(hole: Path) -> None:
    assert reply(hole, "/маяк.txt".encode()) == "Маяк\r\n".encode()
    assert reply(hole, b"/within.txt").startswith(b"(C) Saltmarsh")


def test_a_folder_that_is_not_there_yet_has_nothing(tmp_path: Path) -> None:
    assert read_menu(reply(tmp_path / "hole", b"")).error is not None


def test_clients_that_ask_for_a_web_link_are_led_on(hole: Path) -> None:
    page = reply(hole, b'URL:https://news.example/"><script>').decode()
    assert 'href="https://news.example/%22%3E%3Cscript%3E"' in page
    for harmful in (b"URL:javascript:alert(1)", b"/URL:file:///etc/passwd", b"URL:gopher://x.example/"):
        assert reply(hole, harmful).startswith(b"3")


def test_caps_are_told(hole: Path) -> None:
    assert reply(hole, b"caps.txt").startswith(b"CAPS\r\nCapsVersion=1\r\n")
    assert reply(hole, b"/caps.txt") == reply(hole, b"caps.txt")


async def test_an_endless_selector_is_refused(server: GopherServer) -> None:
    reader, writer = await asyncio.open_connection(*server.address)
    writer.write(b"a" * 1500)
    async with asyncio.timeout(5):
        answer = await reader.read()
    assert read_menu(answer).error == "the selector is too long"
    writer.close()


async def test_a_silent_client_is_let_go(server: GopherServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gopher, "REQUEST_S", 0.05)
    assert await ask(server, b"/sub") == b""
    assert await ask(server, b"") == b""


async def test_no_more_than_so_many_are_served_at_once(server: GopherServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gopher, "CONNECTIONS", 2)
    waiting = [await asyncio.open_connection(*server.address) for _ in range(2)]
    await asyncio.sleep(0.05)
    with contextlib.suppress(ConnectionResetError):
        assert await ask(server, b"\r\n") == b""
    for _, writer in waiting:
        writer.close()
    await asyncio.sleep(0.05)
    assert (await ask(server, b"\r\n")).startswith(b"iWelcome")


async def test_many_at_once_are_all_answered(server: GopherServer) -> None:
    answers = await asyncio.gather(*(ask(server, b"/sub/page.txt\r\n") for _ in range(100)))
    assert set(answers) == {PAGE.replace("\n", "\r\n").encode()}


async def test_stop_ends_what_is_open_and_frees_the_address(hole: Path) -> None:
    first = GopherServer(hole, "127.0.0.1", 0)
    await first.start()
    reader, writer = await asyncio.open_connection(*first.address)
    await first.stop()
    assert await reader.read() == b""
    writer.close()
    second = GopherServer(hole, *first.address)
    await second.start()
    with pytest.raises(OSError, match=r"."):
        await GopherServer(hole, *second.address).start()
    await second.stop()
    await second.stop()
