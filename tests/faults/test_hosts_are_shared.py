"""The pace of a host over several processes, on PostgreSQL too; and a host that a killed process was asking."""

import time
from pathlib import Path

import pytest

from store.database import Database
from tests.acceptance.conftest import Desk, Feed
from tests.acceptance.pages import rss
from tests.acceptance.test_hosts_are_shared import Host, configure, host, keep_the_pace, start
from tests.store.conftest import PostgresServer

__all__ = ["host"]


@pytest.mark.faults
@pytest.mark.timeout(120)
def test_passes_at_the_same_moment_keep_the_pace_together_on_postgresql(
    desk: Desk, feed: Feed, host: Host, postgres: PostgresServer
) -> None:
    postgres.run("CREATE DATABASE paced")
    keep_the_pace(desk, feed, host, f'[store]\nurl = "{postgres.url("paced")}"\n')


@pytest.mark.faults
@pytest.mark.timeout(150)
def test_a_host_that_a_killed_pass_was_asking_is_asked_again(desk: Desk, feed: Feed, host: Host) -> None:
    host.takes_s = 3.0
    for name in ("one", "two"):
        host.answers[f"/{name}"] = rss(host.url)
    configure(desk, feed, host, ["one", "two"])
    killed = start(desk, "poll", "one")
    deadline = time.monotonic() + 30
    while not has_turn(desk.folder):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    killed.kill()
    killed.communicate()
    began = time.monotonic()
    assert desk.run("poll", "two").code == 0
    assert time.monotonic() - began < 60, "its turn runs out"
    assert [path for *_, path in host.log][-1] == "/two"
    assert host.faults() == []


def has_turn(folder: Path) -> bool:
    with Database.open("sqlite:///wiredesk.db", folder=folder) as database, database.glance() as tx:
        return bool(tx._plain.rows("SELECT 1 FROM host_turns"))
