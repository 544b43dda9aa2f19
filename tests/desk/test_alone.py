"""One process at a time where two would get in each other's way: the second is told, or waits for its turn."""

import threading
from pathlib import Path

import pytest

from desk.errors import Busy, CannotWrite
from desk.office import alone
from wiredesk.exits import Exit, code_of


def test_the_second_is_told_at_once(tmp_path: Path) -> None:
    with (
        alone(tmp_path, "run", "first"),
        pytest.raises(Busy, match="somebody is at work"),
        alone(tmp_path, "run", "somebody is at work"),
    ):
        pass


def test_the_second_waits_for_its_turn(tmp_path: Path) -> None:
    done: list[str] = []

    def second() -> None:
        with alone(tmp_path, "publish", "busy", wait_s=30):
            done.append("second")

    with alone(tmp_path, "publish", "first"):
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(0.3)
        done.append("first")
    waiting.join(30)
    assert done == ["first", "second"]


def test_a_folder_that_cannot_be_written_is_told_as_every_command_tells_it(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    with pytest.raises(CannotWrite, match="cannot be written") as told, alone(tmp_path / "data", "run", "busy"):
        pass
    assert code_of(told.value) is Exit.STORAGE


def test_waiting_has_an_end(tmp_path: Path) -> None:
    with alone(tmp_path, "publish", "first"), pytest.raises(Busy), alone(tmp_path, "publish", "still at work", wait_s=0.2):
        pass


def test_two_names_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with alone(tmp_path, "run", "first"), alone(tmp_path, "publish", "second"):
        assert {path.name for path in tmp_path.iterdir()} == {".run.lock", ".publish.lock"}
