"""The service keeps one door open over all its passes: it knows when it last asked a host, and who asked to be left alone."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from desk.config import load
from desk.office import Office
from desk.pass_over import pass_over
from desk.poll import PollPlan

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


async def test_a_host_that_asks_for_a_longer_rest_within_a_pass_gets_it_from_the_next_one_too(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    now = datetime.now(UTC)
    with Office(load(tmp_path / "config.toml", tmp_path)) as office:
        with office.database.polling() as transaction:
            transaction.rests.keep({"slow.example": now + timedelta(minutes=1)}, now)
        async with office.staying_open():
            async with office.fetcher() as fetcher:
                fetcher.heed({"slow.example": now + timedelta(hours=2)})  # as an answer to the pass would have it
            await pass_over(office, PollPlan(), lambda _: None)
        with office.database.glance() as transaction:
            assert transaction.rests.all(now)["slow.example"] > now + timedelta(hours=1)
