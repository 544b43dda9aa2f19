"""The memory of a host counts stories, stays small, and forgets what is old and rare first."""

from news.names import Digest, digest_of
from store.database import Database
from store.hosts import MOST, SLACK, BlockTimes
from tests.store.parts import HOUR, NOW

NOTE, ADVERT = digest_of("a note of the house"), digest_of("buy this")


def several(number: int, of: str) -> list[Digest]:
    return [digest_of(f"{of} {index}") for index in range(number)]


def test_a_block_is_counted_once_for_each_story(database: Database) -> None:
    with database.write() as tx:
        tx.hosts.add("quay.example", [NOTE], [ADVERT], NOW)
        tx.hosts.add("quay.example", [NOTE, ADVERT], [ADVERT], NOW + HOUR)
        tx.hosts.add("quay.example", [], [], NOW + HOUR)
    with database.read() as tx:
        assert tx.hosts.known("quay.example", 1) == {NOTE: BlockTimes(2, 0), ADVERT: BlockTimes(1, 1)}
        assert tx.hosts.known("quay.example", 3) == {}


def test_hosts_are_kept_apart(database: Database) -> None:
    with database.write() as tx:
        tx.hosts.add("quay.example", [NOTE], [], NOW)
        tx.hosts.add("pier.example", [], [NOTE], NOW)
    with database.read() as tx:
        assert tx.hosts.known("pier.example", 1) == {NOTE: BlockTimes(0, 1)}
        assert tx.hosts.known("nowhere.example", 1) == {}


def test_the_memory_stays_small_and_keeps_what_repeats_and_what_is_new(database: Database) -> None:
    with database.write() as tx:
        for _ in range(2):
            tx.hosts.add("quay.example", [NOTE], [], NOW)
        tx.hosts.add("quay.example", several(MOST, "old"), [], NOW + HOUR)
        tx.hosts.add("quay.example", several(SLACK, "new"), [], NOW + 2 * HOUR)
    with database.read() as tx:
        known = tx.hosts.known("quay.example", 1)
    assert len(known) == MOST
    assert known[NOTE] == BlockTimes(2, 0)
    assert set(several(SLACK, "new")) <= known.keys()


def test_the_memory_stays_small_from_one_transaction_to_the_next(database: Database) -> None:
    with database.write() as tx:
        tx.hosts.add("quay.example", several(MOST + SLACK, "old"), [], NOW)
    with database.write() as tx:
        tx.hosts.add("quay.example", [NOTE], [], NOW + HOUR)
    with database.read() as tx:
        known = tx.hosts.known("quay.example", 1)
    assert len(known) == MOST
    assert NOTE in known
