"""No work on one story, feed or edition reads the whole archive: what SQLite plans for each statement that it takes."""

import sqlite3
from contextlib import closing
from dataclasses import replace

from news.names import Digest, EntryKey, FeedId
from news.review import Move, State
from store.database import Database
from store.dialect import bare
from store.entry_rows import EntriesFound, EntryOutcome, EntryRow
from store.poll_rows import PollResult
from tests.store.conftest import Where
from tests.store.parts import HARBOUR, HOUR, NOW, PORTS, SEA, approve, bring_feeds, decide, keep, release, whole_story

MAY_BE_READ_WHOLE = ("publishers", "lists", "feeds")
"""Small by nature: they grow with what the operator configures, not with the news."""
IN_ORDER = ("SCAN editions", "SCAN stories USING INDEX ix_stories_pending", "SCAN stories USING INDEX ix_stories_sort_at")
"""Ends after a few rows: a limit stands behind it, or the index holds only what is pending."""
BY_PREFIX = "SCAN stories USING COVERING INDEX sqlite_autoindex_stories_1"
"""Ids alone, and only for a person who shortened one."""


def test_every_statement_finds_its_rows_by_an_index(sqlite: Where) -> None:
    seen: set[str] = set()
    with Database.open(sqlite.url, folder=sqlite.folder) as database, database.write() as tx:
        bare(tx._connection).set_trace_callback(seen.add)
        bring_feeds(tx)
        row = EntryRow(key=EntryKey("k"), digest=Digest("d"), link=None, payload="p")
        for lease in tx.feeds.claim(NOW, owner="o", limit=5, lease_s=60):
            done = PollResult(at=NOW, outcome="fetched", words="w", ok=True, next_poll_at=NOW + HOUR)
            tx.feeds.finish(lease, done, EntriesFound(rows=(row,), seen=(row.key, EntryKey("z"))))
        for work in tx.entries.claim(NOW, owner="o", limit=1, lease_s=60):
            tx.entries.holds(work)
            name = keep(tx, whole_story(), topics=(SEA, PORTS)).id
            capture = tx.captures.keep(b"x", url="u", fetched_at=NOW)
            tx.entries.finish(work, EntryOutcome(story=name, capture=capture))
            keep(tx, whole_story())
            tx.captures.get(capture)
            approve(tx, name)
            release(tx)
            keep(tx, replace(whole_story(), headline="Anew"))
            approve(tx, name)
            tx.editions.count_pending()
            tx.editions.known("web/index.html")
            tx.editions.look()
            release(tx)
            decide(tx, name, Move.WITHDRAW, State.WITHDRAWN)
            release(tx)
            tx.stories.list({State.HELD})
            tx.stories.list()
            tx.stories.list(publisher=HARBOUR.id)
            tx.stories.resolve(name[:5])
            tx.stories.revisions(name)
            tx.reviews.decisions(name)
            tx.reviews.commentary(name)
        tx.feeds.polls(FeedId("harbour-rss"))
        tx.entries.list(FeedId("harbour-rss"))
    whole = []
    with closing(sqlite3.connect(sqlite.file)) as connection:
        for said in seen:
            if said.split()[0] in ("SELECT", "UPDATE", "DELETE"):
                steps = [step for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {said}")]
                whole += [(step, said) for step in steps if step.startswith("SCAN") and not allowed(step)]
    assert len(seen) > 60
    assert whole == []


def allowed(step: str) -> bool:
    return step.split()[1] in MAY_BE_READ_WHOLE or step.startswith(IN_ORDER) or step == BY_PREFIX
