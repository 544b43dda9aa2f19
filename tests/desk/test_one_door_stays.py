"""The service keeps one door open over all its passes: it knows when it last asked a host, and who asked to be left alone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.config import load
from desk.office import Office

CONFIG = """\
[site]
id = "desk"
title = "Desk"
base_url = "http://127.0.0.1:8080/"
timezone = "UTC"
language = "en"

[fetch]
contact = "mailto:desk@example.org"
"""


async def test_one_door_for_all_passes_of_a_service(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    until = datetime.now(UTC) + timedelta(hours=1)
    with Office(load(tmp_path / "config.toml", tmp_path)) as office:
        async with office.fetcher() as first, office.fetcher() as second:
            assert first is not second
        async with office.staying_open():
            async with office.fetcher() as first:
                pass
            async with office.fetcher({"slow.example": until}) as second:
                assert first is second
            assert list(first.rests()) == ["slow.example"], "another process was told so meanwhile"
        async with office.fetcher() as third:
            assert third is not first
            assert third.rests() == {}
