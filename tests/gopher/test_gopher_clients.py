"""What people's own clients show of the hole."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from exporters import gopher, paths
from news.edition import Directory, DirectoryEntry, Edition, ListKind, ListPage
from tests.gopher.samples import EVERY_KIND, NOON, SITE, a_story, card_of
from wiredesk.servers.gopher import GopherServer

STORY = a_story(EVERY_KIND, headline="Скворцы в ламповой комнате, длинный заголовок, которому тесно в меню")


@pytest.fixture
async def hole(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a served hole that holds one story."""
    server = GopherServer(tmp_path / "gopher", "127.0.0.1", 0)
    await server.start()
    site = replace(SITE, gopher_port=server.address[1])
    edition = Edition(
        number=1,
        as_of=NOON,
        stories=(STORY,),
        lists=(ListPage(kind=ListKind.FRONT, name="", title=site.title, number=None, older=None, cards=(card_of(STORY),)),),
        directory=Directory(
            topics=(), publishers=(DirectoryEntry(name="saltmarsh", title="Saltmarsh", count=1, months=("2025/06",)),)
        ),
    )
    for page in gopher.render(edition, site):
        file = tmp_path / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.body)
    yield f"gopher://127.0.0.1:{server.address[1]}"
    await server.stop()


async def shown(*command: str) -> str:
    """What a client prints. It must not look for settings of whoever runs the tests."""
    program = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": "/nonexistent"}
    )
    async with asyncio.timeout(20):
        out, _ = await program.communicate()
    assert program.returncode == 0
    return out.decode()


@pytest.mark.client("curl")
async def test_curl_gets_the_page_with_its_line_ends_and_nothing_behind_it(hole: str) -> None:
    page = await shown("curl", "-s", f"{hole}/0{paths.selector(STORY.place)}")
    expected = gopher.render_story(STORY, replace(SITE, gopher_port=int(hole.rpartition(":")[2]))).body.decode()
    assert page == expected.replace("\n", "\r\n")


@pytest.mark.client("curl")
async def test_curl_gets_menus_and_errors(hole: str) -> None:
    root = await shown("curl", "-s", hole)
    assert root.startswith("iThe Lamp Desk\tTITLE\tnull.host\t1\r\n")
    assert root.endswith("\r\n.\r\n")
    assert (await shown("curl", "-s", f"{hole}/0/nothing")).startswith("3'/nothing' is not here\t")


@pytest.mark.client("lynx")
async def test_lynx_shows_the_menu_whole_and_every_link(hole: str) -> None:
    menu = await shown("lynx", "-dump", "-width=80", f"{hole}/1/")
    assert "The Lamp Desk" in menu
    assert "Light on what others wrote" in menu
    assert "(FILE)" in menu
    assert "2025-06-03 Скворцы в ламповой комнате, длинный заголовок, котор" in menu
    assert f"{hole}/0{paths.selector(STORY.place)}" in menu
    assert f"{hole}/1/publishers/" in menu
    assert "(UNKN)" not in menu


@pytest.mark.client("lynx")
async def test_lynx_shows_the_whole_story(hole: str) -> None:
    page = await shown("lynx", "-dump", "-width=200", f"{hole}/0{paths.selector(STORY.place)}")
    for line in (
        "(C) Saltmarsh Observer",
        "## What he saw",
        "* starlings",
        "|| 21 | 12",
        "*3. third",
        "[Credit] Photo: M. Fen",
        "[END]",
    ):
        assert line in page
    assert page.rstrip().endswith("gopher://127.0.0.1:" + hole.rpartition(":")[2] + "/")


@pytest.mark.client("lynx")
async def test_lynx_follows_from_publishers_to_the_month(hole: str) -> None:
    assert f"{hole}/1/publishers/saltmarsh/" not in await shown("lynx", "-dump", f"{hole}/1/")
    assert f"{hole}/1/saltmarsh/" in await shown("lynx", "-dump", f"{hole}/1/publishers/")
    assert f"{hole}/1/saltmarsh/2025/06/" in await shown("lynx", "-dump", f"{hole}/1/publishers/saltmarsh/")


@pytest.mark.client("w3m")
async def test_w3m_shows_menu_and_story(hole: str) -> None:
    menu = await shown("w3m", "-dump", f"{hole}/1/")
    assert "[text file] 2025-06-03 Скворцы" in menu
    assert "[directory] Publishers" in menu
    page = await shown("w3m", "-dump", f"{hole}/0{paths.selector(STORY.place)}")
    assert "Published and (C) by Saltmarsh Observer" in page
