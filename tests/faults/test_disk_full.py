"""No room on the disk, while taking in and while publishing: one line says so, what is out stays whole, and with room again the
next pass completes what was begun."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.acceptance.conftest import Desk, Done, Feed
from tests.faults.world import World
from tests.servers import WebServer

MEBIBYTE = 1024 * 1024
pytestmark = [
    pytest.mark.faults,
    pytest.mark.timeout(600),
    pytest.mark.skipif(os.geteuid() != 0, reason="a small disk is mounted for this, which needs root"),
]


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path, left: int) -> Path:
    """A file that leaves so many bytes of the disk free."""
    filler = folder / "filler"
    found = os.statvfs(folder)
    filler.write_bytes(bytes(max(0, found.f_bavail * found.f_frsize - left)))
    return filler


def says_so(done: Done) -> None:
    assert done.code == 75, done
    assert len(done.err.splitlines()) == 1, done.err
    assert done.err.startswith("wiredesk: ")


@pytest.mark.parametrize("left", [0, 12 * 1024, 60 * 1024, 200 * 1024])
def test_while_taking_in(tmp_path: Path, web: WebServer, feed: Feed, left: int) -> None:
    with small_disk(tmp_path / "data", 24 * MEBIBYTE):
        world = World(Desk(tmp_path / "data"), web, feed)
        world.step()
        world.run()
        for _ in range(4):
            world.step()
        world.let_time_pass()
        filler = fill(world.desk.folder, left)
        done = world.desk.run("run")
        says_so(done)
        assert "no room left" in done.err or "No space left" in done.err
        world.check_links()
        filler.unlink()
        world.check_always()
        world.run()
        world.check_at_rest()


def test_while_publishing(desk: Desk, web: WebServer, feed: Feed) -> None:
    with small_disk(desk.folder / "public", 2 * MEBIBYTE):
        world = World(desk, web, feed)
        world.step()
        world.run()
        for left in (0, 9000, 24_000, 60_000):
            world.step()
            world.step()
            world.let_time_pass()
            assert desk.run("poll").code == 0
            filler = fill(desk.folder / "public", left)
            done = desk.run("publish")
            says_so(done)
            assert "each file in it is whole, old or new" in done.err
            world.check_links()
            filler.unlink()
            assert desk.run("publish").code == 0
            world.check_at_rest()
