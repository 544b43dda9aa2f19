"""The jobs of a service that ask for the store at the same moment get the same one."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import desk.opening
from desk.config import load
from desk.office import Office
from tests.desk.config_text import LEAST


def test_the_store_is_opened_once_however_many_ask_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.toml").write_text(LEAST, "utf-8")
    opened: list[Any] = []
    open_database = desk.opening.open_database

    def slowly(*arguments: Any) -> Any:
        opened.append(open_database(*arguments))
        time.sleep(0.1)
        return opened[-1]

    monkeypatch.setattr(desk.opening, "open_database", slowly)
    with Office(load(tmp_path / "config.toml", tmp_path)) as office, ThreadPoolExecutor(4) as jobs:
        found = list(jobs.map(lambda _: office.database, range(4)))
    assert len(opened) == 1
    assert all(one is opened[0] for one in found)
