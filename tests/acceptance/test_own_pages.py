"""Our own gopher pages, served and read back by another desk: nothing is lost, and a permission is not inherited."""

import asyncio
import tomllib
from pathlib import Path
from threading import Event, Thread

import pytest

from tests.acceptance.conftest import Desk
from wiredesk.servers.gopher import GopherServer


class Hole:
    """The gopher hole of an export folder, served from a thread on the port that its menus name."""

    def __init__(self, folder: Path, port: int) -> None:
        self._folder, self._up, self._down, self.port = folder, Event(), Event(), port
        self._thread = Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    async def _serve(self) -> None:
        server = GopherServer(self._folder, "127.0.0.1", self.port)
        await server.start()
        self._up.set()
        await asyncio.to_thread(self._down.wait)
        await server.stop()

    def __enter__(self) -> "Hole":
        self._thread.start()
        assert self._up.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._down.set()
        self._thread.join(10)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The desk of the demo, with everything it published."""
    desk = Desk(tmp_path_factory.mktemp("first"))
    done = desk.run("demo", "--folder", "demo", "--quiet", timeout=180)
    assert done.code == 0, done.err
    return Desk(desk.folder / "demo")


READER = """\
[site]
id = "reader"
title = "The Reader"
base_url = "http://127.0.0.1:8081/"
timezone = "Europe/Lisbon"
language = "en"
commercial = false

[publish]
gopher_host = "127.0.0.1"
gopher_port = 7071

[fetch]
contact = "mailto:reader@example.org"
allow_networks = ["127.0.0.1/32"]
allow_ports = [{port}]
"""
TABLES = """
[[publisher]]
id = "{id}"
name = "{name}"
timezone = "UTC"

[[feed]]
id = "{id}-hole"
publisher = "{id}"
url = "gopher://127.0.0.1:{port}/1/{id}/"
via = "The Sample Wire"
dialect = "wiredesk"
depth = 4
review = "auto"
"""


@pytest.fixture(scope="module")
def second(first: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk that reads the first one's hole."""
    desk = Desk(tmp_path_factory.mktemp("second"))
    rows = [row for row in first.run("story", "list", "--json").json if row["state"] == "published"]
    publishers = {row["publisher_id"]: row["publisher"] for row in rows}
    port = tomllib.loads((first.folder / "config.toml").read_text("utf-8"))["publish"]["gopher_port"]
    with Hole(first.folder / "public" / "gopher", port) as hole:
        tables = "".join(TABLES.format(id=name, name=title, port=hole.port) for name, title in publishers.items())
        (desk.folder / "config.toml").write_text(READER.format(port=hole.port) + tables, "utf-8")
        done = desk.run("run", timeout=180)
        assert done.code == 0, done.err
    return desk


def test_every_published_story_comes_back_whole(first: Desk, second: Desk) -> None:
    ours = {row["headline"]: row for row in first.run("story", "list", "--json").json if row["state"] == "published"}
    theirs = {row["headline"]: row for row in second.run("story", "list", "--json").json}
    assert len(ours) > 30
    assert theirs.keys() == ours.keys()
    for headline, row in ours.items():
        back = theirs[headline]
        assert back["publisher"] == row["publisher"]
        assert back["url"] == row["url"]
        assert (back["published"] or "") == (row["published"] or "")[:10], headline
        assert [hop["service"] for hop in back["hops"]] == [hop["service"] for hop in row["hops"]] + ["The Sample Wire"]
        assert back["alteration"] == "unverifiable"


def test_terms_come_back_but_a_permission_is_not_inherited(first: Desk, second: Desk) -> None:
    ours = {row["headline"]: row for row in first.run("story", "list", "--json").json if row["state"] == "published"}
    theirs = second.run("story", "list", "--json").json
    assert {"permission", "CC-BY-4.0"} <= {ours[row["headline"]]["licence"] for row in theirs}
    for row in theirs:
        licence = ours[row["headline"]]["licence"]
        if licence == "permission":
            assert row["state"] == "held", row
            assert row["licence"] is None
        else:
            assert row["licence"] == licence, row["headline"]


def told(desk: Desk, start: str) -> tuple[list[str], list[str]]:
    """What `story show` says of the story's head and byline, and its lines of text with their kinds."""
    (row,) = [row for row in desk.run("story", "list", "--json").json if row["headline"].startswith(start)]
    lines = desk.run("story", "show", row["id"], "--text").out.split("\n")
    head = lines[1 : next(at for at, line in enumerate(lines) if line.startswith(("  because", "  publisher")))]
    byline = [line for line in lines if line.startswith("  byline")]
    return head + byline, [line for line in lines if line.startswith("  [")]


@pytest.mark.parametrize(
    "start", ["What goes in which bin", "The Marsh That Keeps", "羽汐島", "Three Poems", "باحثون", "Town meeting"]
)
def test_the_same_blocks_by_kind_and_text(first: Desk, second: Desk, start: str) -> None:
    ours, theirs = told(first, start), told(second, start)
    assert len(ours[1]) > 3
    assert theirs == ours
