"""Captures: the bytes come back as they came, once, with every time they were served."""

import os

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.names import digest_of_bytes
from store.database import Database
from tests.store.parts import HOUR, NOW


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(body=st.binary(max_size=5000))
def test_any_bytes_come_back(database: Database, body: bytes) -> None:
    with database.write() as tx:
        digest = tx.captures.keep(body, url="https://harbour.example/", fetched_at=NOW)
        found = tx.captures.get(digest)
    assert digest == digest_of_bytes(body)
    assert found is not None
    assert found.body == body


def test_the_same_bytes_are_kept_once_with_each_sighting(database: Database) -> None:
    body = os.urandom(100_000)
    with database.write() as tx:
        first, again = (
            tx.captures.keep(
                body, url="https://harbour.example/a", fetched_at=NOW, media_type="text/html", charset="utf-8",
                headers={"etag": '"x"'},
            )
            for _ in range(2)
        )  # fmt: skip
        second = tx.captures.keep(
            body, url="gopher://harbour.example/" + "x" * 10_000, fetched_at=NOW + HOUR, digest=digest_of_bytes(body)
        )
        assert first == again == second
        assert [sighting.fetched_at for sighting in tx.captures.sightings(first)] == [NOW + HOUR, NOW]
        oldest = tx.captures.sightings(first)[1]
        assert (oldest.url, oldest.media_type, oldest.charset) == ("https://harbour.example/a", "text/html", "utf-8")
        assert oldest.headers == {"etag": '"x"'}
        latest = tx.captures.get(first)
        assert latest is not None
        assert (latest.fetched_at, latest.media_type, latest.body) == (NOW + HOUR, None, body)


def test_bytes_never_kept_are_not_there(database: Database) -> None:
    with database.read() as tx:
        assert tx.captures.get(digest_of_bytes(b"never")) is None
