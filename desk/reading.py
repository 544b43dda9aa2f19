"""The entries that wait: each is read to the end, from its page or its feed's own text, and kept as a story or with the
reason why not."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from desk.judge import judge_story, place_of, topics_of
from desk.office import Office
from desk.review import HOUSE
from desk.waiting import source_of
from ingest.extract.article import NoArticle
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, Refused
from ingest.read import text_in_feed
from ingest.source import Captured, Source, page_request
from ingest.workers import Workers
from news.names import Digest, FeedId, StoryId, digest_of_bytes
from news.review import Decision, Move, State
from news.rights import Reason
from news.story import Story
from store.database import Transaction
from store.entries import EntryLease, EntryOutcome, EntryState
from store.records import Kept, Outcome

LEASE_S = 600
AT_ONCE = 64
CHUNK = 8
"""Entries read in one visit to a worker."""
FIRST_RETRY = timedelta(minutes=5)
ATTEMPTS = 8
"""After so many, over about a week, an entry that cannot be fetched is given up, with its reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryReport:
    """What became of one entry: `outcome` is `new`, `revised`, `same`, `later` (it is tried again) or `failed` (given up);
    `words` says it in one line. `story` None: there is no story."""

    feed: FeedId
    title: str
    outcome: str
    words: str
    story: StoryId | None = None
    state: State | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Task:
    """An entry with what it is read from."""

    lease: EntryLease
    source: Source
    captured: Captured | None


@dataclass(frozen=True, slots=True)
class _Trouble:
    """An entry whose page could not be got. `again` None: there is no use in trying again."""

    lease: EntryLease
    title: str
    words: str
    again: datetime | None


async def read_entries(office: Office, fetcher: Fetcher, workers: Workers, tell: Callable[[StoryReport], None]) -> None:
    """Reads every entry that waits and is due, oldest first, until none is left."""
    while leases := await office.in_store(lambda: _claim(office)):
        got = await asyncio.gather(*(_get(office, fetcher, lease) for lease in leases))
        troubles = [one for one in got if isinstance(one, _Trouble)]
        tasks = [one for one in got if isinstance(one, _Task)]
        for trouble in troubles:
            tell(await office.in_store(partial(_fail, office, trouble)))
        chunks = [tasks[at : at + CHUNK] for at in range(0, len(tasks), CHUNK)]
        await asyncio.gather(*(_read_chunk(office, workers, chunk, tell) for chunk in chunks))


def _claim(office: Office) -> Sequence[EntryLease]:
    with office.database.write() as transaction:
        return transaction.entries.claim(office.clock(), owner=office.owner, limit=AT_ONCE, lease_s=LEASE_S)


async def _get(office: Office, fetcher: Fetcher, lease: EntryLease) -> _Task | _Trouble:
    """Fetches the entry's page, unless the feed carries the whole text."""
    source = source_of(lease.feed.feed, lease.entry.payload)
    entry = source.entry
    if text_in_feed(source) is not None or entry.link is None:
        return _Task(lease, source, None)
    outcome = await fetcher.fetch(page_request(entry.link))
    if isinstance(outcome, Fetched):
        return _Task(lease, source, Captured(page=outcome, digest=digest_of_bytes(outcome.body)))
    words = outcome.words if isinstance(outcome, Refused | Failed) else "the page answers that it has not changed"
    return _Trouble(lease, entry.title or entry.link, words, _again(lease.entry.attempts, office.clock(), outcome))


def _again(attempts: int, now: datetime, outcome: FetchOutcome) -> datetime | None:
    """When to ask for a page again, after this attempt: five minutes, then ever longer; never where asking cannot help."""
    is_lasting = isinstance(outcome, Failed) and not outcome.temporary
    if is_lasting or attempts >= ATTEMPTS or (isinstance(outcome, Refused) and outcome.rule != "robots"):
        return None
    wait: timedelta = FIRST_RETRY * 4 ** (attempts - 1)
    if isinstance(outcome, Failed) and outcome.retry_after is not None:
        wait = max(wait, outcome.retry_after - now)
    return now + min(wait, timedelta(days=2))


def _fail(office: Office, trouble: _Trouble) -> StoryReport:
    with office.database.write() as transaction:
        transaction.entries.fail(trouble.lease, Reason("page", trouble.words), trouble.again)
    feed = trouble.lease.feed.feed.id
    if trouble.again is None:
        return StoryReport(feed=feed, title=trouble.title, outcome="failed", words=f"given up: {trouble.words}")
    words = f"{trouble.words}; it is tried again at {trouble.again:%Y-%m-%d %H:%M} UTC"
    return StoryReport(feed=feed, title=trouble.title, outcome="later", words=words)


async def _read_chunk(office: Office, workers: Workers, tasks: Sequence[_Task], tell: Callable[[StoryReport], None]) -> None:
    answers = await workers.read_chunk([(task.source, task.captured) for task in tasks])

    def keep() -> list[StoryReport]:
        pairs = zip(tasks, answers, strict=True)
        with office.database.write() as transaction:
            return [_keep(office, transaction, task, answer) for task, answer in pairs]

    for report in await office.in_store(keep):
        tell(report)


def _keep(office: Office, transaction: Transaction, task: _Task, answer: Story | NoArticle) -> StoryReport:
    """Keeps page and story and ends the entry, in the caller's transaction."""
    lease, feed, now = task.lease, task.lease.feed.feed, office.clock()
    title = task.source.entry.title or task.source.entry.link or lease.entry.key
    capture: Digest | None = None
    if task.captured is not None:
        page = task.captured.page
        capture = transaction.captures.keep(
            page.body, url=page.final_url, media_type=page.media_type, charset=page.charset,
            headers=dict(page.headers), fetched_at=page.fetched_at,
        )  # fmt: skip
    if not transaction.entries.holds(lease):
        return StoryReport(feed=feed.id, title=title, outcome="same", words="another process reads it meanwhile")
    if isinstance(answer, NoArticle):
        outcome = EntryOutcome(state=EntryState.FAILED, capture=capture, reason=Reason(answer.cause, answer.words))
        transaction.entries.finish(lease, outcome)
        return StoryReport(feed=feed.id, title=title, outcome="failed", words=f"no story: {answer.words}")
    judged = judge_story(answer, feed, office.config.site)
    kept = transaction.stories.keep(
        answer, rights=judged.rights, verdict=judged.verdict, topics=topics_of(feed),
        opening=judged.opening, reasons=judged.reasons, now=now,
    )  # fmt: skip
    transaction.entries.finish(lease, EntryOutcome(story=kept.id, capture=capture))
    may_leave = judged.opening is State.APPROVED and kept.state in (State.APPROVED, State.PUBLISHED)
    if may_leave and kept.outcome is not Outcome.SAME:
        _approve_by_rule(transaction, kept, answer, judged.rights.digest, now, feed.id)
    state = kept.state
    reasons = judged.reasons if state is State.HELD else ()
    words = f"{state.value}: " + "; ".join(reason.words for reason in reasons) if reasons else state.value
    return StoryReport(
        feed=feed.id, title=answer.headline, outcome=kept.outcome.value, words=words, story=kept.id, state=state, reasons=reasons
    )


def _approve_by_rule(transaction: Transaction, kept: Kept, answer: Story, rights: Digest, now: datetime, feed: FeedId) -> None:
    """The operator's rule (`review = "auto"`) approves what nothing speaks against; recorded like any decision."""
    transaction.stories.set_place(place_of(answer, kept.id))
    decision = Decision(
        story=kept.id, verdict=Move.APPROVE, by=HOUSE, at=now, text_digest=answer.text_digest, rights_digest=rights,
        note=f"feed {feed} approves by itself what nothing speaks against (review = auto)",
    )  # fmt: skip
    transaction.reviews.decide(decision, kept.state, (), kept.revision)
