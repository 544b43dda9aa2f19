"""Whose turn it is at a host, over all processes: never two at once, a rest in between, and nobody waits for the dead."""

import threading
from datetime import timedelta

import pytest

from store.clock import keep_time
from store.database import Database
from tests.store.conftest import Where
from tests.store.parts import HOUR, NOW

SECOND = timedelta(seconds=1)
LEASE = 30 * SECOND


def test_a_host_is_one_processes_at_a_time(database: Database) -> None:
    with database.polling() as tx:
        assert tx.turns.take(["b.example", "a.example", "a.example"], "one", NOW, NOW + LEASE) == {}
        assert tx.turns.take([], "two", NOW, NOW + LEASE) == {}
    with database.polling() as tx:
        other = tx.turns.take(["a.example", "c.example"], "two", NOW + SECOND, NOW + SECOND + LEASE)
        assert other == {"a.example": NOW + LEASE}, "and what is free is had at once"
    with database.polling() as tx:
        assert tx.turns.take(["c.example"], "one", NOW + SECOND, NOW + SECOND + LEASE) == {"c.example": NOW + SECOND + LEASE}


def test_the_next_one_waits_for_the_rest_after_the_last_request(database: Database) -> None:
    with database.polling() as tx:
        tx.turns.take(["a.example"], "one", NOW, NOW + LEASE)
        tx.turns.keep("one", {"a.example": NOW + 3 * SECOND})
        at = NOW + 2 * SECOND
        assert tx.turns.take(["a.example"], "two", at, at + LEASE) == {"a.example": NOW + 3 * SECOND}
        assert tx.turns.take(["a.example"], "one", at, at + LEASE) == {}, "its own rest each keeps by itself"
        tx.turns.keep("one", {"a.example": NOW + 3 * SECOND})
        at = NOW + 3 * SECOND
        assert tx.turns.take(["a.example"], "two", at, at + LEASE) == {}
        tx.turns.keep("one", {"a.example": at})
        assert tx.turns.take(["a.example"], "three", at, at + LEASE) == {"a.example": at + LEASE}, "one gives nothing of two's"


def test_the_turn_of_the_dead_runs_out(database: Database) -> None:
    with database.polling() as tx:
        tx.turns.take(["a.example"], "dead", NOW, NOW + LEASE)
        assert tx.turns.take(["a.example"], "two", NOW + LEASE - SECOND, NOW + HOUR) == {"a.example": NOW + LEASE}
        assert tx.turns.take(["a.example"], "two", NOW + LEASE, NOW + HOUR) == {}


def test_hosts_that_anybody_may_ask_are_forgotten(database: Database) -> None:
    with database.polling() as tx:
        tx.turns.take(["a.example", "b.example"], "one", NOW, NOW + LEASE)
        tx.turns.keep("one", {"a.example": NOW})
        tx.turns.forget(NOW)
        assert tx._plain.rows("SELECT host FROM host_turns") == [("b.example",)]


def test_turns_go_back_with_a_clock_that_was_ahead(database: Database) -> None:
    with database.polling() as tx:
        tx.meta.set("clock", "2026-03-02T12:00:00.000000Z")
        ahead = NOW.replace(month=3, day=2, hour=12, minute=0, second=0, microsecond=0, year=2026)
        tx.turns.take(["a.example"], "one", ahead, ahead + LEASE)
        now = ahead - timedelta(days=1)
        keep_time(tx._plain, tx.meta, now)
        assert tx.turns.take(["a.example"], "two", now, now + LEASE) == {"a.example": now + LEASE}


def test_of_many_that_want_the_same_hosts_at_the_same_moment_one_gets_each(database: Database) -> None:
    hosts = [f"{number}.example" for number in range(20)]
    got: dict[str, list[str]] = {host: [] for host in hosts}
    ready = threading.Barrier(4)

    def ask(owner: str, wanted: list[str]) -> None:
        for round_ in range(5):
            ready.wait(20)
            at = NOW + round_ * HOUR
            with database.polling() as tx:
                others = tx.turns.take(wanted, owner, at, at + LEASE)
                for host in wanted:
                    if host not in others:
                        got[host].append(f"{round_} {owner}")
                tx.turns.keep(owner, {host: at + SECOND for host in wanted if host not in others})

    askers = [threading.Thread(target=ask, args=(str(number), hosts if number % 2 else hosts[::-1])) for number in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join(60)
    assert all([name.split()[0] for name in names] == list("01234") for names in got.values()), got


@pytest.mark.usefixtures("database")
def test_who_forgets_waits_for_nobody(where: Where) -> None:
    """Two that give back what they had, and then forget all that is over, would wait for each other: each has a host of its own
    in hand that is over for the other."""
    if not where.url.startswith("postgresql"):
        return  # on SQLite writers take turns
    with Database.open(where.url, folder=where.folder) as one, Database.open(where.url, folder=where.folder) as two:
        with one.polling() as tx:
            tx.turns.take(["a.example", "b.example"], "one", NOW, NOW + SECOND)
        both, failed = threading.Barrier(2), list[Exception]()

        def give_back(database: Database, host: str) -> None:
            try:
                with database.polling() as tx:
                    tx.turns.lock([host])
                    tx.turns.keep("one", {host: NOW + 9 * SECOND})
                    both.wait(10)
                    tx.turns.forget(NOW + 5 * SECOND)
            except Exception as fault:  # noqa: BLE001 — told below
                failed.append(fault)

        threads = [threading.Thread(target=give_back, args=pair) for pair in ((one, "a.example"), (two, "b.example"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert failed == []
        with one.polling() as tx:
            others = tx.turns.take(["a.example", "b.example"], "three", NOW + 5 * SECOND, NOW + HOUR)
            assert set(others) == {"a.example", "b.example"}
