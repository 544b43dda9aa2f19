"""The terms that a site states once for all of its pages: asked for through the door, kept for as long as they hold, put into the
evidence of each of its stories; and watched, so that what was judged by terms that have changed is judged anew."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from desk.judge import Judged, judge_story, topics_of
from desk.keeping import approve_by_rule
from desk.office import Office
from desk.reports import Event, StoryReport
from ingest.errors import WorkerLost
from ingest.facts.rights import record_of
from ingest.facts.terms import DAY, HOUR, Terms, TermsKind, fresh_for, kept_of, led_to, led_to_by, standing, with_terms
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, Kind, Refused, Request
from ingest.fetch.robots import RobotsSaid
from ingest.workers import Workers
from news.names import FeedId, StoryId, digest_of_bytes
from news.publisher import Feed
from news.review import State
from news.rights import SaidBy
from news.story import Story
from store.records import Outcome, StoryRecord
from store.terms import TermsRow
from store.transaction import Transaction
from wire.urls import origin_of

AT_ONCE = 64
"""Documents that one pass asks for again, and stories that are judged anew in one transaction."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A document as it was just asked for: how it stands, and its bytes where there are any."""

    row: TermsRow
    outcome: FetchOutcome
    body: bytes | None


class TermsDesk:
    """The terms of the sites that one pass has to do with. A document that cannot be had or read never fails a story."""

    def __init__(self, office: Office, fetcher: Fetcher, workers: Workers) -> None:
        self.office, self.fetcher, self.workers = office, fetcher, workers
        self._known: dict[str, dict[str, Terms | None]] = {}
        self._asking: dict[str, asyncio.Lock] = {}

    async def added(self, story: Story, feed: Feed) -> Story:
        """The story with what the terms of its site say of its page as evidence."""
        page = page_of(story)
        origin = origin_of(page)
        if page is None or origin is None:
            return story
        documents = await self._documents(origin, led_to(story.evidence), feed.id)
        if not documents:
            return with_terms(story, (), page)
        try:
            return await self.workers.run(with_terms, story, documents, page)
        except WorkerLost:
            return story

    async def _documents(self, origin: str, links: Sequence[str], feed: FeedId) -> list[Terms]:
        """The site's documents, those that stand at known places and those that pages or robots.txt lead to."""
        async with self._asking.setdefault(origin, asyncio.Lock()):
            if origin not in self._known:
                self._known[origin] = await self.office.in_store(lambda: self._kept(origin))
            known = self._known[origin]
            await self._ask(origin, standing(origin), known, feed)
            robots = [found for url, kind in standing(origin).items() if kind is TermsKind.ROBOTS and (found := known[url])]
            more = dict.fromkeys((*links, *(url for found in robots for url in led_to_by(found))))
            await self._ask(origin, dict.fromkeys(more, TermsKind.RSL), known, feed)
            wanted = (*standing(origin), *more)
            return [found for url in wanted if (found := known[url]) is not None]

    def _kept(self, origin: str) -> dict[str, Terms | None]:
        with self.office.database.read() as transaction:
            found: dict[str, Terms | None] = {}
            for row in transaction.terms.of(origin):
                capture = None if row.capture is None else transaction.captures.get(row.capture)
                if capture is None and row.capture is not None:
                    continue  # its bytes were let go of: it is asked for again
                found[row.url] = None if capture is None else _terms(row, capture.body)
            return found

    async def _ask(self, origin: str, wanted: dict[str, TermsKind], known: dict[str, Terms | None], feed: FeedId) -> None:
        """Asks for the documents that are not known yet and keeps how they stand."""
        missing = {url: kind for url, kind in wanted.items() if url not in known}
        if not missing:
            return
        now = self.office.clock()
        rows = [
            TermsRow(origin=origin, url=url, kind=kind, feed_id=feed, asked_at=now, good_until=now, words="not asked yet")
            for url, kind in missing.items()
        ]
        found = [await self._fetch(row, is_first=True) for row in rows]
        await self.office.in_store(lambda: self._keep(found))
        known |= {one.row.url: None if one.body is None else _terms(one.row, one.body) for one in found}

    async def _fetch(self, row: TermsRow, *, is_first: bool = False) -> _Found:
        """The document as it is served now; one that was known before and is another now has changed."""
        now = self.office.clock()
        outcome, good_for = await self._served(row, now)
        if isinstance(outcome, Fetched):
            body = kept_of(TermsKind(row.kind), outcome.body) or None
            words = "read" if body is not None else "states no terms"
            until = now + good_for
        elif isinstance(outcome, Failed) and outcome.status is not None and not outcome.temporary:
            body, words, until = None, outcome.words, now + DAY
        else:  # bad weather: what was known holds on
            words = outcome.words if isinstance(outcome, Refused | Failed) else "not modified"
            return _Found(replace(row, asked_at=now, good_until=now + HOUR, words=words), outcome, None)
        capture = None if body is None else digest_of_bytes(body)
        has_changed = capture != row.capture
        after = replace(
            row, asked_at=now, good_until=until, words=words, capture=capture, seen_at=now if has_changed else row.seen_at
        )
        if has_changed and not is_first:
            after = replace(after, changed_at=now, before=row.capture, rejudge=True)
        return _Found(after, outcome, body)

    async def _served(self, row: TermsRow, now: datetime) -> tuple[FetchOutcome, timedelta]:
        """The document, and for how long it holds. A robots.txt is asked for once, whatever it is asked for."""
        if row.kind != TermsKind.ROBOTS:
            outcome = await self.fetcher.fetch(Request(url=row.url, kind=Kind.TERMS, feed=row.feed_id))
            return outcome, fresh_for(outcome.headers) if isinstance(outcome, Fetched) else DAY
        said = await self.fetcher.robots(row.origin, row.feed_id)
        if not isinstance(said, RobotsSaid):
            return said, DAY
        return Fetched(url=row.url, final_url=row.url, status=200, body=said.text.encode(), fetched_at=now), said.good_for

    def _keep(self, found: Sequence[_Found]) -> None:
        with self.office.database.write() as transaction:
            for one in found:
                if one.body is not None and isinstance(one.outcome, Fetched):
                    served = one.outcome
                    transaction.captures.keep(
                        one.body, url=one.row.url, media_type=served.media_type, charset=served.charset,
                        headers=dict(served.headers), fetched_at=served.fetched_at,
                    )  # fmt: skip
                transaction.terms.keep(one.row)

    async def watch(self, tell: Callable[[Event], None]) -> None:
        """Asks again for the documents that no longer hold; judges the stories of every site whose terms have changed anew."""
        due, waiting = await self.office.in_store(self._due)
        found = [await self._fetch(row) for row in due]
        if found:
            await self.office.in_store(lambda: self._keep(found))
        changed = dict.fromkeys((*waiting, *(one.row.origin for one in found if one.row.rejudge)))
        for origin in changed:
            self._known.pop(origin, None)
            await self._judge_anew(origin, tell)

    def _due(self) -> tuple[list[TermsRow], list[str]]:
        with self.office.database.read() as transaction:
            return transaction.terms.due(self.office.clock(), AT_ONCE), transaction.terms.to_rejudge()

    async def _judge_anew(self, origin: str, tell: Callable[[Event], None]) -> None:
        """Judges every story of the site by its present terms. Stopped on the way, it is begun anew with the next pass."""
        after: StoryId | None = None
        while records := await self.office.in_store(partial(self._stories, origin, after)):
            stories = [(record, feed, await self.added(record.story, feed)) for record, feed in records if feed is not None]
            for report in await self.office.in_store(partial(self._judge, stories)):
                tell(report)
            after = records[-1][0].id
        await self.office.in_store(lambda: self._judged(origin))

    def _stories(self, origin: str, after: StoryId | None) -> list[tuple[StoryRecord, Feed | None]]:
        with self.office.database.read() as transaction:
            names = transaction.terms.stories(origin, after, AT_ONCE)
            records = [record for name in names if (record := transaction.stories.get(name)) is not None]
            feeds = {record.story.provenance.feed: transaction.feeds.get(record.story.provenance.feed) for record in records}
            return [
                (record, None if (found := feeds[record.story.provenance.feed]) is None else found.feed) for record in records
            ]

    def _judge(self, stories: Iterable[tuple[StoryRecord, Feed, Story]]) -> list[StoryReport]:
        with self.office.database.write() as transaction:
            told = (self._judge_one(transaction, record, feed, story) for record, feed, story in stories)
            return [report for report in told if report is not None]

    def _judge_one(self, transaction: Transaction, record: StoryRecord, feed: Feed, story: Story) -> StoryReport | None:
        """Takes the story's present terms into its record; where they come to something else, as a revision (rule 11)."""
        if story.evidence == record.story.evidence:
            return None
        judged, now = judge_story(story, feed, self.office.config.site), self.office.clock()
        if judged.rights.digest == record_of(record.story.evidence, feed.publisher.rights).digest:
            return self._note(transaction, record, feed, judged)
        kept = transaction.stories.keep(
            story, rights=judged.rights, verdict=judged.verdict, topics=topics_of(feed), opening=judged.opening,
            reasons=judged.reasons, now=now,
        )  # fmt: skip
        if judged.opening is State.APPROVED and kept.state is State.APPROVED and kept.outcome is not Outcome.SAME:
            approve_by_rule(transaction, kept, story, judged.rights.digest, now, feed.id)
        words = f"{kept.state.value}: the terms of its site changed: {judged.rights.finding}"
        return StoryReport(
            feed=feed.id, title=story.headline, outcome=kept.outcome.value, words=words, story=kept.id, state=kept.state,
            reasons=judged.reasons if kept.state is State.HELD else (),
        )  # fmt: skip

    def _note(self, transaction: Transaction, record: StoryRecord, feed: Feed, judged: Judged) -> StoryReport | None:
        """Changed terms that come to the same are noted beside the record in force, unless an editor made that."""
        grounds = record.rights.grounds
        if grounds is not None and grounds.said_by is SaidBy.EDITOR:
            return None
        transaction.stories.set_rights(record.id, judged.rights, judged.verdict, self.office.clock())
        words = f"{record.state.value}: the terms of its site changed, and come to the same for it"
        return StoryReport(
            feed=feed.id, title=record.story.headline, outcome="same", words=words, story=record.id, state=record.state
        )

    def _judged(self, origin: str) -> None:
        with self.office.database.write() as transaction:
            transaction.terms.judged(origin)


def page_of(story: Story) -> str | None:
    """The address by which a site's terms speak of the story: the page it was read from, else the one that the feed names."""
    provenance = story.provenance
    return provenance.capture_url if provenance.text_from == "page" else story.attribution.url


def _terms(row: TermsRow, body: bytes) -> Terms:
    seen = row.seen_at or row.asked_at
    return Terms(kind=TermsKind(row.kind), url=row.url, body=body, capture=digest_of_bytes(body), seen=seen.isoformat())
