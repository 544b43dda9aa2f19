"""The day's digest: what waits for the editor, what came and went, and which feeds need looking at."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desk.errors import CannotWrite
from desk.moves import waits_for_a_word
from desk.office import Office
from news.reason_words import in_common
from store.backlog import EntryCounts, StoryCounts
from store.feed_rows import FeedRecord, FeedState

DAY = timedelta(days=1)
FOLDER = "digests"
KEPT = 30
"""So many digests stay in the folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A story that waits for an editor."""

    id: str
    headline: str
    publisher: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A feed to look at: how it stands, in words, and since when it has brought nothing good."""

    feed: str
    state: str
    words: str
    last_ok: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One day. `held_by` gives the reasons that hold most stories; `longest` the queued stories that waited longest."""

    at: datetime
    since: datetime
    stories: StoryCounts
    entries: EntryCounts
    held_by: tuple[tuple[str, int], ...]
    longest: tuple[Waiting, ...]
    feeds: int
    troubles: tuple[Trouble, ...]


def digest(office: Office) -> Digest:
    """The last day, as it stands now."""
    now = office.clock()
    since = now - DAY
    with office.database.read() as transaction:
        records = [record for record in transaction.feeds.all() if record.state is not FeedState.RETIRED]
        longest = []
        for name, first_seen in transaction.backlog.longest_waiting():
            found = transaction.stories.get(name)
            if found is not None:
                about = found.story
                longest.append(Waiting(id=name, headline=about.headline, publisher=about.attribution.publisher, since=first_seen))
        return Digest(
            at=now,
            since=since,
            stories=transaction.backlog.stories(since),
            entries=transaction.backlog.entries(since),
            held_by=tuple(transaction.backlog.holding()),
            longest=tuple(longest),
            feeds=len(records),
            troubles=tuple(trouble for record in records if (trouble := _trouble(record)) is not None),
        )


def _trouble(record: FeedRecord) -> Trouble | None:
    silent, moved = record.habits.silent_since, waits_for_a_word(record)
    if moved is not None:
        return Trouble(feed=record.feed.id, state="moved", words=moved, last_ok=record.last_ok_at)
    if record.state is FeedState.ACTIVE and silent is None:
        return None
    is_silent = record.state is FeedState.ACTIVE
    state = "silent" if is_silent else record.state.value
    words = f"nothing new, against its habit, as noticed on {silent:%Y-%m-%d}" if is_silent else record.last_words or ""
    return Trouble(feed=record.feed.id, state=state, words=words, last_ok=record.last_ok_at)


def lines_of(day: Digest) -> list[str]:
    """The digest for people, one line each."""
    stories, entries = day.stories, day.entries
    lines = [
        f"Digest of {day.at:%Y-%m-%d %H:%M} UTC, over the last day",
        f"stories: {stories.released_lately} went out, {stories.withdrawn_lately} taken back",
        f"for the editor: {stories.queued} queued, {stories.held} held, {stories.changed} changed since they were approved",
        *(f"  {number} held: {in_common(code)} ({code})" for code, number in day.held_by),
        *(f"  queued since {one.since:%Y-%m-%d %H:%M} UTC: {one.id} {one.headline!r} ({one.publisher})" for one in day.longest),
        f"entries waiting: {entries.to_fetch} to be fetched, {entries.to_read} fetched and to be read, {entries.put_off} put off",
        f"entries given up: {entries.given_up}, {entries.given_up_lately} of them of this day",
        f"feeds: {day.feeds}, of which {len(day.troubles) or 'none'} to look at",
    ]
    for one in day.troubles:
        good = "never" if one.last_ok is None else f"{one.last_ok:%Y-%m-%d %H:%M} UTC"
        lines.append(f"  {one.feed} ({one.state}; last good {good}): {one.words}")
    return lines


def write_down(day: Digest, data: Path) -> Path:
    """The file that the digest was written to, beside the data; of older ones KEPT stay. Raises CannotWrite."""
    folder = data / FOLDER
    path = folder / f"{day.at:%Y-%m-%d}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".new")
        beside.write_text("\n".join(lines_of(day)) + "\n", "utf-8", "backslashreplace")
        beside.replace(path)
        for old in sorted(folder.glob("????-??-??.txt"))[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError as broken:
        raise CannotWrite(f"{folder}: the digest cannot be written: {broken.strerror or broken}") from None
    return path
