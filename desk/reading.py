"""The entries that wait: each is read to the end, from its page or its feed's own text, and kept as a story or with the
reason why not."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desk.judge import judge_story, place_of, topics_of
from desk.office import Office
from desk.reports import Ahead, Event, StoryReport
from desk.review import HOUSE
from desk.waiting import source_of
from exporters import paths
from ingest.extract.article import NoArticle
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, Refused
from ingest.source import Captured, Source, may_carry_text, page_request
from ingest.workers import Workers
from news.names import Digest, FeedId, digest_of_bytes
from news.publisher import Origin, Site
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


@dataclass(frozen=True, slots=True)
class _Task:
    """An entry with what it is read from; `captured` None: the feed's own text. `origin`: the page it was compared with."""

    lease: EntryLease
    source: Source
    captured: Captured | None = None
    origin: Captured | None = None


async def read_entries(office: Office, fetcher: Fetcher, workers: Workers, tell: Callable[[Event], None]) -> None:
    """Reads every entry that waits and is due, oldest first, until none is left."""
    turn = _Turn(office, fetcher, workers, tell)
    while leases := await office.in_store(lambda: _claim(office)):
        tell(Ahead(len(leases)))
        await turn.read(leases)


def _claim(office: Office) -> Sequence[EntryLease]:
    with office.database.write() as transaction:
        return transaction.entries.claim(office.clock(), owner=office.owner, limit=AT_ONCE, lease_s=LEASE_S)


class _Turn:
    """One pass over the entries: what its steps share."""

    def __init__(self, office: Office, fetcher: Fetcher, workers: Workers, tell: Callable[[Event], None]) -> None:
        self.office, self.fetcher, self.workers, self.tell = office, fetcher, workers, tell

    async def read(self, leases: Sequence[EntryLease]) -> None:
        """The feed's own text where it is whole, else the page."""
        tasks = [_Task(lease, source_of(lease.feed.feed, lease.entry.payload)) for lease in leases]
        carried = [task for task in tasks if may_carry_text(task.source)]
        needed = [task for task in tasks if not may_carry_text(task.source)]
        needed += [task for found in await asyncio.gather(*map(self._read_carried, _chunks(carried))) for task in found]
        pages = [task for task in await asyncio.gather(*map(self._fetch, needed)) if task is not None]
        await asyncio.gather(*map(self._read_pages, _chunks(pages)))

    async def _read_carried(self, tasks: Sequence[_Task]) -> list[_Task]:
        """Keeps what could be read from the feed itself; gives back those whose page is needed."""
        answers = await self.workers.read_chunk([(task.source, None) for task in tasks])
        pairs = list(zip(tasks, answers, strict=True))
        done = [(task, answer) for task, answer in pairs if isinstance(answer, Story) or task.source.entry.link is None]
        await self._keep_all(done)
        return [task for task, answer in pairs if isinstance(answer, NoArticle) and task.source.entry.link is not None]

    async def _fetch(self, task: _Task) -> _Task | None:
        """The task with its page; None when the page could not be had, which is then kept and told."""
        link, title = task.source.entry.link, task.source.entry.title
        if link is None:
            await self._fail(task.lease, title or task.lease.entry.key, "the feed gives neither its text nor a link to it", None)
            return None
        outcome = await self.fetcher.fetch(page_request(link))
        if isinstance(outcome, Fetched):
            return _Task(task.lease, task.source, Captured(page=outcome, digest=digest_of_bytes(outcome.body)))
        words = outcome.words if isinstance(outcome, Refused | Failed) else "the page answers that it has not changed"
        again = _again(task.lease.entry.attempts, self.office.clock(), outcome)
        await self._fail(task.lease, title or link, words, again)
        return None

    async def _fail(self, lease: EntryLease, title: str, words: str, again: datetime | None) -> None:
        def keep() -> None:
            with self.office.database.write() as transaction:
                if transaction.entries.holds(lease):
                    transaction.entries.fail(lease, Reason("page", words), again)

        await self.office.in_store(keep)
        told = f"given up: {words}" if again is None else f"{words}; it is tried again at {again:%Y-%m-%d %H:%M} UTC"
        outcome = "failed" if again is None else "later"
        self.tell(StoryReport(feed=lease.feed.feed.id, title=title, outcome=outcome, words=told))

    async def _read_pages(self, tasks: Sequence[_Task]) -> None:
        answers = await self.workers.read_chunk([(task.source, task.captured) for task in tasks])
        await self._keep_all(list(zip(tasks, answers, strict=True)))

    async def _compared(self, task: _Task, answer: Story | NoArticle) -> tuple[_Task, Story | NoArticle]:
        """A mirror's story held against the publisher's own page, where robots.txt and the config let us fetch that."""
        if isinstance(answer, NoArticle) or not answer.provenance.hops or not _has_origin(answer):
            return task, answer
        feed, url = task.lease.feed.feed, answer.attribution.url
        if feed.origin is Origin.OFF or url is None or _is_ours(answer, self.office.config.site):
            return task, answer
        outcome = await self.fetcher.fetch(page_request(url))
        if not isinstance(outcome, Fetched):
            words = outcome.words if isinstance(outcome, Refused | Failed) else "it answers that it has not changed"
            grounds = f"{answer.alteration.grounds}: {url}: {words}"
            return task, replace(answer, alteration=replace(answer.alteration, grounds=grounds))
        captured = Captured(page=outcome, digest=digest_of_bytes(outcome.body))
        story = await self.workers.compare(answer, feed, captured)
        return _Task(task.lease, task.source, task.captured, captured), story

    async def _keep_all(self, pairs: Sequence[tuple[_Task, Story | NoArticle]]) -> None:
        """Keeps a chunk's stories in one transaction."""

        def keep() -> list[StoryReport]:
            with self.office.database.write() as transaction:
                return [_keep(self.office, transaction, task, answer) for task, answer in pairs]

        pairs = await asyncio.gather(*(self._compared(task, answer) for task, answer in pairs))
        if pairs:
            for report in await self.office.in_store(keep):
                self.tell(report)


def _chunks(tasks: Sequence[_Task]) -> list[Sequence[_Task]]:
    return [tasks[at : at + CHUNK] for at in range(0, len(tasks), CHUNK)]


def _again(attempts: int, now: datetime, outcome: FetchOutcome) -> datetime | None:
    """When to ask for a page again, after this attempt: five minutes, then ever longer; never where asking cannot help."""
    is_lasting = isinstance(outcome, Failed) and not outcome.temporary
    if is_lasting or attempts >= ATTEMPTS or (isinstance(outcome, Refused) and outcome.rule != "robots"):
        return None
    wait: timedelta = FIRST_RETRY * 4 ** (attempts - 1)
    if isinstance(outcome, Failed) and outcome.retry_after is not None:
        wait = max(wait, outcome.retry_after - now)
    return now + min(wait, timedelta(days=2))


def _keep(office: Office, transaction: Transaction, task: _Task, answer: Story | NoArticle) -> StoryReport:
    """Keeps page and story and ends the entry, in the caller's transaction."""
    lease, feed, now = task.lease, task.lease.feed.feed, office.clock()
    title = task.source.entry.title or task.source.entry.link or lease.entry.key
    capture = None if task.captured is None else _keep_page(transaction, task.captured)
    if task.origin is not None:
        _keep_page(transaction, task.origin)
    if not transaction.entries.holds(lease):
        return StoryReport(feed=feed.id, title=title, outcome="same", words="another process reads it meanwhile")
    if isinstance(answer, NoArticle):
        outcome = EntryOutcome(state=EntryState.FAILED, capture=capture, reason=Reason(answer.cause, answer.words))
        transaction.entries.finish(lease, outcome)
        return StoryReport(feed=feed.id, title=title, outcome="failed", words=f"no story: {answer.words}")
    if _is_ours(answer, office.config.site):
        reason = Reason("loop", "this is our own export coming back through a mirror")
        transaction.entries.finish(lease, EntryOutcome(state=EntryState.SKIPPED, capture=capture, reason=reason))
        return StoryReport(feed=feed.id, title=title, outcome="same", words=f"passed over: {reason.words}")
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


def _keep_page(transaction: Transaction, captured: Captured) -> Digest:
    page = captured.page
    return transaction.captures.keep(
        page.body, url=page.final_url, media_type=page.media_type, charset=page.charset,
        headers=dict(page.headers), fetched_at=page.fetched_at,
    )  # fmt: skip


def _has_origin(story: Story) -> bool:
    """Whether the story names a page of the publisher's that can be asked for."""
    return (story.attribution.url or "").startswith(("http://", "https://"))


def _is_ours(story: Story, site: Site) -> bool:
    """Whether the text left this house before: one of its hops is our own hole or site, by address."""
    ours = [url for url in (paths.gopher_url(site), site.base_url) if url is not None]
    addresses = [hop.url for hop in story.provenance.hops] + [story.attribution.url or "", story.provenance.capture_url]
    return any(address.startswith(url) for address in addresses for url in ours)


def _approve_by_rule(transaction: Transaction, kept: Kept, answer: Story, rights: Digest, now: datetime, feed: FeedId) -> None:
    """The operator's rule (`review = "auto"`) approves what nothing speaks against; recorded like any decision."""
    transaction.stories.set_place(place_of(answer, kept.id))
    decision = Decision(
        story=kept.id, verdict=Move.APPROVE, by=HOUSE, at=now, text_digest=answer.text_digest, rights_digest=rights,
        note=f"feed {feed} approves by itself what nothing speaks against (review = auto)",
    )  # fmt: skip
    transaction.reviews.decide(decision, kept.state, (), kept.revision)
