"""What becomes of an entry once it was read: a story and its verdict, a further try, or an end with its reason. All of it in
the caller's one transaction (rule 10)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desk.judge import Judged, judge_story, place_of, topics_of
from desk.moves import waits_for_a_word
from desk.office import Office
from desk.reports import StoryReport
from desk.review import HOUSE
from exporters import paths
from ingest.extract.article import NoArticle, Seen
from ingest.source import Captured, Source
from ingest.workers import LOST, UNREAD
from news.names import Digest, FeedId
from news.publisher import Site
from news.review import Decision, Move, State
from news.rights import Reason
from news.story import Story
from store.entry_rows import EntryLease, EntryOutcome, EntryState
from store.feed_rows import FeedRecord
from store.records import Kept, Outcome
from store.transaction import Transaction

FIRST_RETRY, LONGEST_WAIT = timedelta(minutes=5), timedelta(days=2)
LONGEST_TITLE = 200
READINGS = 3
"""How often reading an entry may bring a worker down before it is given up."""
MOVED = "feed-moved"
"""The code of the reason that holds what a feed brings from an address of which nobody has said whose it is."""


@dataclass(frozen=True, slots=True)
class Task:
    """An entry with what it is read from; `captured` None: the feed's own text. `origin`: the page it was compared with; `seen`:
    what its page adds to the memory of its host."""

    lease: EntryLease
    source: Source
    captured: Captured | None = None
    origin: Captured | None = None
    seen: Seen | None = None

    @property
    def title(self) -> str:
        """What a report calls the entry."""
        return clipped(self.source.entry.title or self.source.entry.link or self.lease.entry.key)


def clipped(title: str) -> str:
    """The title, as much of it as a line can hold."""
    return title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…"


def again_after(attempts: int, now: datetime) -> datetime:
    """When an entry is tried again after so many attempts: in five minutes, then ever later, in two days at the latest."""
    wait: timedelta = FIRST_RETRY * 4 ** (min(attempts, 9) - 1)
    return now + min(wait, LONGEST_WAIT)


def later(feed: FeedId, title: str, words: str, again: datetime, robots_of: str | None = None) -> StoryReport:
    """The report of an entry that is tried again."""
    told = f"{words}; it is tried again at {again:%Y-%m-%d %H:%M} UTC"
    return StoryReport(feed=feed, title=title, outcome="later", words=told, robots_of=robots_of)


def left_to_another(feed: FeedId, title: str) -> StoryReport:
    """The report of an entry whose lease ran out: somebody else has it in hand, and what becomes of it is not ours to say."""
    return StoryReport(feed=feed, title=title, outcome="same", words="another process reads it meanwhile")


def keep(office: Office, transaction: Transaction, task: Task, answer: Story | NoArticle) -> StoryReport:
    """Keeps the story and ends the entry, in the caller's transaction; what was fetched for it is kept too."""
    lease, feed, now = task.lease, task.lease.feed.feed, office.clock()
    title = task.title
    capture = None if task.captured is None else task.captured.digest
    if task.origin is not None:
        keep_page(transaction, task.origin)
    if not transaction.entries.holds(lease):
        return left_to_another(feed.id, title)
    if isinstance(answer, NoArticle):
        tries, was_read = lease.entry.attempts, answer.cause != UNREAD
        is_lost = answer.cause == LOST and tries < READINGS
        again = again_after(tries if was_read else 1, now) if is_lost or not was_read else None
        if again is not None:
            transaction.entries.fail(lease, Reason(answer.cause, answer.words), again, counts=was_read)
            return later(feed.id, title, answer.words, again)
        outcome = EntryOutcome(state=EntryState.FAILED, capture=capture, reason=Reason(answer.cause, answer.words))
        transaction.entries.finish(lease, outcome)
        return StoryReport(feed=feed.id, title=title, outcome="failed", words=f"no story: {answer.words}")
    if is_ours(answer, office.config.site):
        reason = Reason("loop", "this is our own export coming back through a mirror")
        transaction.entries.finish(lease, EntryOutcome(state=EntryState.SKIPPED, capture=capture, reason=reason))
        return StoryReport(feed=feed.id, title=title, outcome="same", words=f"passed over: {reason.words}")
    judged = _unless_moved(judge_story(answer, feed, office.config.site), lease.feed)
    kept = transaction.stories.keep(
        answer, rights=judged.rights, verdict=judged.verdict, topics=topics_of(feed),
        opening=judged.opening, reasons=judged.reasons, now=now,
    )  # fmt: skip
    transaction.entries.finish(lease, EntryOutcome(story=kept.id, capture=capture))
    if kept.outcome is Outcome.NEW and task.seen is not None and task.captured is not None and task.captured.host is not None:
        transaction.hosts.add(task.captured.host, task.seen.printed, task.seen.left, now)
    may_leave = judged.opening is State.APPROVED and kept.state in (State.APPROVED, State.PUBLISHED)
    if may_leave and kept.outcome is not Outcome.SAME:
        approve_by_rule(transaction, kept, answer, judged.rights.digest, now, feed.id)
    state = kept.state
    reasons = judged.reasons if state is State.HELD else ()
    words = f"{state.value}: " + "; ".join(reason.words for reason in reasons) if reasons else state.value
    return StoryReport(
        feed=feed.id,
        title=clipped(answer.headline),
        outcome=kept.outcome.value,
        words=words,
        story=kept.id,
        state=state,
        reasons=reasons,
    )


def _unless_moved(judged: Judged, record: FeedRecord) -> Judged:
    """Held, while nobody has said whose site it is that the feed has moved to: it may speak in another's name."""
    question = waits_for_a_word(record)
    if question is None:
        return judged
    return replace(judged, opening=State.HELD, reasons=(*judged.reasons, Reason(MOVED, question)))


def keep_page(transaction: Transaction, captured: Captured) -> Digest:
    """The name that the bytes are kept under."""
    page = captured.page
    return transaction.captures.keep(
        page.body, url=page.final_url, media_type=page.media_type, charset=page.charset,
        headers=dict(page.headers), fetched_at=page.fetched_at, digest=captured.digest,
    )  # fmt: skip


def has_origin(story: Story) -> bool:
    """Whether the story names a page of the publisher's that can be asked for."""
    return (story.attribution.url or "").startswith(("http://", "https://"))


def is_ours(story: Story, site: Site) -> bool:
    """Whether the text left this house before: one of its hops is our own hole or site, by address."""
    ours = [url for url in (paths.gopher_url(site), site.base_url) if url is not None]
    addresses = [hop.url for hop in story.provenance.hops] + [story.attribution.url or "", story.provenance.capture_url]
    return any(address.startswith(url) for address in addresses for url in ours)


def approve_by_rule(transaction: Transaction, kept: Kept, answer: Story, rights: Digest, now: datetime, feed: FeedId) -> None:
    """The operator's rule (`review = "auto"`) approves what nothing speaks against; recorded like any decision."""
    transaction.stories.set_place(place_of(answer, kept.id))
    decision = Decision(
        story=kept.id, verdict=Move.APPROVE, by=HOUSE, at=now, text_digest=answer.text_digest, rights_digest=rights,
        note=f"feed {feed} approves by itself what nothing speaks against (review = auto)",
    )  # fmt: skip
    transaction.reviews.decide(decision, kept.state, (), kept.revision)
