"""The export folder: whole files or none, nothing touched that has not changed, nothing taken away that is not ours."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from exporters.errors import ExportError
from exporters.page import Page
from exporters.writer import Written, plan, write
from news.names import Digest, digest_of_bytes


def page(path: str, body: bytes = b"words") -> Page:
    return Page(path=path, media_type="text/html", body=body)


class Manifest(dict[str, Digest]):
    """What was written, as the store remembers it."""

    def keep(self, done: Written) -> Written:
        self.update({entry.path: entry.digest for entry in done.written})
        for path in done.removed:
            del self[path]
        return done


@pytest.fixture
def manifest() -> Manifest:
    return Manifest()


def everything(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_pages_are_written_with_their_folders(tmp_path: Path, manifest: Manifest) -> None:
    done = write([page("web/a/b/index.html", b"one"), page("gopher/a.txt", b"two")], (), tmp_path / "out", manifest.get)
    assert everything(tmp_path / "out") == {"web/a/b/index.html": b"one", "gopher/a.txt": b"two"}
    assert [(entry.path, entry.digest, entry.size) for entry in done.written] == [
        ("web/a/b/index.html", digest_of_bytes(b"one"), 3),
        ("gopher/a.txt", digest_of_bytes(b"two"), 3),
    ]


def test_an_unchanged_file_is_not_touched(tmp_path: Path, manifest: Manifest) -> None:
    pages = [page("web/index.html")]
    manifest.keep(write(pages, (), tmp_path, manifest.get))
    os.utime(tmp_path / "web/index.html", (1, 1))
    done = write(pages, (), tmp_path, manifest.get)
    assert (done.written, done.unchanged) == ((), ("web/index.html",))
    assert (tmp_path / "web/index.html").stat().st_mtime == 1


@pytest.mark.parametrize("harm", [Path.unlink, lambda file: file.write_bytes(b"sdrow")])
def test_a_lost_or_spoiled_file_is_put_back(tmp_path: Path, manifest: Manifest, harm: Callable[[Path], object]) -> None:
    manifest.keep(write([page("web/index.html")], (), tmp_path, manifest.get))
    harm(tmp_path / "web/index.html")
    done = write([page("web/index.html")], (), tmp_path, manifest.get)
    assert [entry.path for entry in done.written] == ["web/index.html"]
    assert everything(tmp_path) == {"web/index.html": b"words"}


def test_a_right_file_that_the_manifest_lost_is_recorded_and_not_touched(tmp_path: Path, manifest: Manifest) -> None:
    write([page("web/index.html")], (), tmp_path, manifest.get)
    os.utime(tmp_path / "web/index.html", (1, 1))
    done = write([page("web/index.html")], (), tmp_path, manifest.get)
    assert [entry.path for entry in done.written] == ["web/index.html"]
    assert (tmp_path / "web/index.html").stat().st_mtime == 1


def test_only_what_the_manifest_lists_is_removed_and_then_empty_folders(tmp_path: Path, manifest: Manifest) -> None:
    manifest.keep(write([page("web/a/b/index.html"), page("web/a/index.html")], (), tmp_path, manifest.get))
    (tmp_path / "web/own").mkdir()
    (tmp_path / "web/own/notes.html").write_text("the operator's")
    done = write([], ("web/a/b/index.html", "web/own/notes.html", "web/never.html"), tmp_path, manifest.get)
    assert done.removed == ("web/a/b/index.html",)
    assert sorted(everything(tmp_path)) == ["web/a/index.html", "web/own/notes.html"]
    assert not (tmp_path / "web/a/b").exists()
    manifest.keep(done)
    assert manifest.keep(write([], ("web/a/index.html",), tmp_path, manifest.get)).removed == ("web/a/index.html",)
    assert (tmp_path / "web").is_dir()


def test_removals_come_after_all_pages(tmp_path: Path, manifest: Manifest) -> None:
    manifest.keep(write([page("web/old.html")], (), tmp_path, manifest.get))

    def pages() -> Iterator[Page]:
        yield page("web/new.html")
        assert (tmp_path / "web/old.html").exists()

    write(pages(), ("web/old.html",), tmp_path, manifest.get)
    assert sorted(everything(tmp_path)) == ["web/new.html"]


@pytest.mark.parametrize(
    "path",
    [
        "", "web", "index.html", "/etc/passwd", "web/../../out", "../web/a", "web//a", "web/./a", "web/.hidden/a", "web\\a/b",
        "web/a\nb", "x/a",
    ],
)  # fmt: skip
def test_a_path_that_leads_elsewhere_is_refused(path: str, tmp_path: Path, manifest: Manifest) -> None:
    with pytest.raises(ExportError):
        write([page(path)], (), tmp_path / "out", manifest.get)
    with pytest.raises(ExportError):
        write([], (path,), tmp_path / "out", lambda _: digest_of_bytes(b""))
    assert everything(tmp_path) == {}


def test_a_link_below_the_rooms_is_not_followed_out(tmp_path: Path, manifest: Manifest) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out/web").mkdir(parents=True)
    (tmp_path / "out/web/a").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ExportError, match="leads out of the export folder"):
        write([page("web/a/index.html")], (), tmp_path / "out", manifest.get)
    assert everything(tmp_path / "elsewhere") == {}


def test_a_room_may_be_a_link_of_the_operators(tmp_path: Path, manifest: Manifest) -> None:
    (tmp_path / "served").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/web").symlink_to(tmp_path / "served")
    write([page("web/a/index.html")], (), tmp_path / "out", manifest.get)
    assert everything(tmp_path / "served") == {"a/index.html": b"words"}


def one_line(error: pytest.ExceptionInfo[ExportError], folder: Path) -> bool:
    return "\n" not in str(error.value) and str(folder) in str(error.value)


def test_a_folder_that_cannot_be_made_is_said_in_one_line(tmp_path: Path, manifest: Manifest) -> None:
    folder = tmp_path / "out"
    folder.write_text("a file stands where the folder should")
    with pytest.raises(ExportError, match="cannot be written: Not a directory") as error:
        write([page("web/index.html")], (), folder, manifest.get)
    assert one_line(error, folder)


def test_a_folder_where_a_file_belongs_is_said_in_one_line(tmp_path: Path, manifest: Manifest) -> None:
    (tmp_path / "web/index.html").mkdir(parents=True)
    with pytest.raises(ExportError, match="cannot be written") as error:
        write([page("web/index.html")], (), tmp_path, manifest.get)
    assert one_line(error, tmp_path)


def test_a_full_disk_leaves_every_file_whole(tmp_path: Path, manifest: Manifest, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest.keep(write([page("web/a.html", b"old a"), page("web/b.html", b"old b")], (), tmp_path, manifest.get))
    real = os.fsync
    calls: list[int] = []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ExportError, match="No space left on device") as error:
        write([page("web/a.html", b"new a"), page("web/b.html", b"new b")], ("web/a.html",), tmp_path, manifest.get, durable=True)
    assert one_line(error, tmp_path)
    assert everything(tmp_path) == {"web/a.html": b"new a", "web/b.html": b"old b"}


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path: Path, manifest: Manifest) -> None:
    manifest.keep(write([page("web/a.html"), page("web/b.html")], (), tmp_path, manifest.get))
    before = everything(tmp_path)
    pages = [page("web/a.html"), page("web/b.html", b"new"), page("web/c.html")]
    planned = plan(pages, ("web/b.html", "web/x.html"), tmp_path, manifest.get)
    assert everything(tmp_path) == before
    assert planned == write(pages, ("web/b.html", "web/x.html"), tmp_path, manifest.get)
    assert [entry.path for entry in planned.written] == ["web/b.html", "web/c.html"]


def test_what_a_crash_left_beside_a_file_does_no_harm(tmp_path: Path, manifest: Manifest) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web/.index.html.new").write_bytes(b"half of a pa")
    write([page("web/index.html")], (), tmp_path, manifest.get)
    assert everything(tmp_path) == {"web/index.html": b"words"}


def test_pages_are_taken_one_at_a_time(tmp_path: Path, manifest: Manifest) -> None:
    """An edition of any size passes through: a page is on the disk before the next is rendered."""

    def pages() -> Iterable[Page]:
        for number in range(3):
            assert len(everything(tmp_path)) == number
            yield page(f"web/{number}.html")

    write(pages(), (), tmp_path, manifest.get)
