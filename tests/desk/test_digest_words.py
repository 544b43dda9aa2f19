"""The day's digest tells an editor in words what holds stories."""

from datetime import UTC, datetime

from desk.digest import Digest, lines_of
from store.backlog import EntryCounts, StoryCounts

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_what_holds_stories_is_said_in_words() -> None:
    day = Digest(
        at=NOON, since=NOON, stories=StoryCounts(queued=0, held=3, changed=0, released_lately=0, withdrawn_lately=0),
        entries=EntryCounts(to_fetch=0, to_read=0, put_off=0, given_up=0, given_up_lately=0),
        held_by=(("rights-none", 2), ("end-in-doubt", 1)), longest=(), feeds=1, troubles=(),
    )  # fmt: skip
    lines = lines_of(day)
    assert "  2 held: no terms were found (rights-none)" in lines
    assert "  1 held: their end may be missing (end-in-doubt)" in lines
