"""Taking in a feed that has changed: its body is parsed and sifted, and its new entries are kept to be read."""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass

from desk.ending import Read
from desk.poll import Turn
from desk.reports import FeedReport
from desk.stating import Stated, StatedEntry, read_stated
from ingest.errors import WorkerLost
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, Refused, Request
from ingest.parse.entry import Follow, NotAFeed
from ingest.sift import sift
from news.names import Digest, EntryKey
from news.publisher import Feed
from store.entry_rows import EntriesFound, EntryRow
from store.errors import StaleLease
from store.feed_rows import Lease
from store.poll_transaction import PollTransaction

MENUS_PER_FEED = 200
"""A menu tree larger than this is cut, and the poll says so."""
NOTES_TOLD = 3
"""So many different notes on what a feed holds fit into its line."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One fetched part of a feed, with what it states: the feed itself, or a menu it leads to."""

    fetched: Fetched
    stated: Stated


async def take_in(turn: Turn, lease: Lease, fetched: Fetched) -> None:
    """Reads a feed's body, and those of the menus it leads to; returns when what they hold is kept and told."""
    feed = lease.record.feed
    stated = await _read(turn, fetched, feed, 0)
    if isinstance(stated, NotAFeed):
        turn.finish(lease, _not_a_feed(fetched, stated), "failed", stated.words)
        return
    parts, notes = [_Part(fetched, stated)], list(stated.feed.skipped)
    if stated.feed.follow:
        async for part in _walk(turn, feed, stated.feed.follow, notes):
            parts.append(part)
            notes.extend(part.stated.feed.skipped)
    await turn.keeper.bring(lambda transaction: _keep(turn, lease, parts, notes, transaction))


async def _read(turn: Turn, fetched: Fetched, feed: Feed, depth: int) -> Stated | NotAFeed:
    try:
        return await turn.workers().run(read_stated, fetched, feed, depth)
    except WorkerLost as lost:
        return NotAFeed(words=lost.words)


async def _walk(turn: Turn, feed: Feed, first: Sequence[Follow], notes: list[str]) -> AsyncIterator[_Part]:
    """The menus and feed files that a menu leads to, breadth first, each address once; what fails is noted."""
    waiting, seen = list(first), {feed.url}
    while waiting:
        step = waiting.pop(0)
        if step.url in seen:
            continue
        if len(seen) > MENUS_PER_FEED:
            notes.append(f"more than {MENUS_PER_FEED} menus: the rest was not walked")
            return
        seen.add(step.url)
        outcome = await turn.fetcher.fetch(Request(url=step.url, kind=step.kind, feed=feed.id))
        if not isinstance(outcome, Fetched):
            notes.append(f"{step.url}: {_words(outcome)}")
            continue
        stated = await _read(turn, outcome, feed, step.depth)
        if isinstance(stated, NotAFeed):
            notes.append(f"{step.url}: {stated.words}")
            continue
        waiting.extend(stated.feed.follow)
        yield _Part(outcome, stated)


def _keep(
    turn: Turn, lease: Lease, parts: Sequence[_Part], notes: Sequence[str], transaction: PollTransaction
) -> FeedReport | None:
    """Keeps the entries and how the poll went (rule 10). None when the lease was lost."""
    feed, first = lease.record.feed, parts[0]
    stated = [entry for part in parts for entry in part.stated.entries]
    known = transaction.entries.known(feed.id, [entry.key for entry in stated])
    strangers = {entry.key: entry.digest for entry in _firsts(stated) if entry.link and entry.key not in known}
    known |= _under_new_names(transaction, feed, strangers)
    sifted = sift(stated, known)
    wanted = {entry.key for entry in (*sifted.new, *sifted.changed)}
    rows: dict[EntryKey, EntryRow] = {}
    for part in parts:
        fresh = [entry for entry in part.stated.entries if entry.key in wanted and entry.key not in rows]
        if fresh:  # kept once for all of them: nothing here costs more than keeping bytes
            capture = _capture(transaction, part.fetched)
            for entry in fresh:
                rows.setdefault(entry.key, _row(entry, capture))
    found = EntriesFound(rows=tuple(rows.values()), seen=tuple(entry.key for entry in stated), known=known)
    words = _count(len(sifted.new), len(sifted.changed), sifted.unchanged, notes)
    new, changed = len(sifted.new), len(sifted.changed)
    ending = turn.ending(lease, first.fetched, words, Read(parsed=first.stated.feed, new=new))
    try:
        transaction.feeds.finish(lease, ending.result, found)
    except StaleLease:
        return None
    if turn.office.settings.websub is not None:
        from desk.websub import note_hub  # noqa: PLC0415 — hubs are listened to by few

        note_hub(turn.office, transaction, feed, first.stated.feed, first.fetched)
    return FeedReport(
        feed=feed.id, outcome="read", words=words, seen=len(stated), new=new, changed=changed, notices=ending.notices
    )


def _firsts(stated: Iterable[StatedEntry]) -> Iterable[StatedEntry]:
    """Of two with one key the first, as in `sift`."""
    firsts: dict[EntryKey, StatedEntry] = {}
    for entry in stated:
        firsts.setdefault(entry.key, entry)
    return firsts.values()


def _under_new_names(transaction: PollTransaction, feed: Feed, strangers: dict[EntryKey, Digest]) -> dict[EntryKey, Digest]:
    """Those that the feed has stated before, link, title and all, and gives another id now: some make up new ids for every
    answer. They are no news, and their pages need not be asked for again."""
    again = transaction.entries.restated(feed.id, list(strangers.values())) if strangers else set()
    return {key: digest for key, digest in strangers.items() if digest in again}


def _capture(transaction: PollTransaction, fetched: Fetched) -> Digest:
    return transaction.captures.keep(
        fetched.body, url=fetched.final_url, media_type=fetched.media_type, charset=fetched.charset,
        headers=dict(fetched.headers), fetched_at=fetched.fetched_at,
    )  # fmt: skip


def _row(entry: StatedEntry, capture: Digest) -> EntryRow:
    return EntryRow(key=entry.key, digest=entry.digest, link=entry.link, payload=entry.payload, feed_digest=capture)


def _not_a_feed(fetched: Fetched, parsed: NotAFeed) -> Failed:
    return Failed(url=fetched.url, cause="not-a-feed", words=parsed.words, fetched_at=fetched.fetched_at, status=fetched.status)


def _words(outcome: FetchOutcome) -> str:
    return outcome.words if isinstance(outcome, Refused | Failed) else "not modified"


def _count(new: int, changed: int, unchanged: int, notes: Sequence[str]) -> str:
    told = f"{new} new, {changed} changed, {unchanged} known"
    each = [f"{note} ({times} times)" if times > 1 else note for note, times in Counter(notes).items()]
    more = [f"{len(each) - NOTES_TOLD} more"] if len(each) > NOTES_TOLD else []
    return told + (f"; noted: {'; '.join((*each[:NOTES_TOLD], *more))}" if notes else "")
