"""The history of the polls of each feed."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from zlib import crc32

from news.names import FeedId
from store.instants import from_text, to_text
from store.plain import Plain, insert, words_in, words_out
from store.poll_rows import Found, Poll, PollResult

KEPT, KEPT_FOR = 500, timedelta(days=90)
"""How much of a feed's history stays: so many polls, none older than that."""
CUT_EVERY = 64
"""How many polls a history may grow by before its end is cut off: at each poll that would cost more than the poll."""

Ended = tuple[FeedId, int, PollResult, Found]
"""A poll that ended: of which feed, the number of its lease, what it came to, what it found."""

LINE = ("at", "outcome", "status", "words", "seen", "new", "changed", "bytes", "took_s")
HISTORY = f"SELECT {', '.join(LINE)} FROM polls WHERE feed_id = ? ORDER BY id DESC LIMIT ?"
PUT = insert("polls", ("feed_id", *LINE))
CUT = f"""DELETE FROM polls WHERE feed_id = ? AND (
    at < ? OR id < (SELECT id FROM polls WHERE feed_id = ? ORDER BY id DESC LIMIT 1 OFFSET {KEPT - 1}))"""


def history(plain: Plain, feed: FeedId, limit: int) -> list[Poll]:
    """The feed's last polls, newest first."""
    return [
        Poll(at=from_text(at), outcome=outcome, status=status, words=words_out(words) or "", seen=seen, new=new,
             changed=changed, bytes=size, took_s=took_s)
        for at, outcome, status, words, seen, new, changed, size, took_s in plain.rows(HISTORY, (feed, limit))
    ]  # fmt: skip


def add_to_history(plain: Plain, ended: Sequence[Ended]) -> None:
    """Adds a line for each; of some feeds, each in its turn, the end of the history is cut off."""
    if ended:
        plain.run_for_each(PUT, [_values(feed, result, found) for feed, _, result, found in ended])
    cut = [
        (feed, to_text(result.at - KEPT_FOR), feed)
        for feed, token, result, _ in ended
        if (token + crc32(feed.encode())) % CUT_EVERY == 0
    ]
    if cut:
        plain.run_for_each(CUT, cut)


def _values(feed: FeedId, result: PollResult, found: Found) -> tuple[Any, ...]:
    return (
        feed, to_text(result.at), result.outcome, result.status, words_in(result.words), found.seen, found.new, found.changed,
        result.bytes, result.took_s,
    )  # fmt: skip
