"""The operator's word that a feed has moved within its publisher's sites, and what becomes of the stories that waited for it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from desk.judge import judge_story
from desk.keeping import MOVED, approve_by_rule
from desk.office import Office
from news.names import FeedId
from news.publisher import Feed
from news.review import State
from store.records import Kept, Outcome, StoryRecord
from store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Where the feed is asked from now on, and how many stories that waited for the word stand in which state now."""

    address: str
    stories: dict[State, int]


def move_feed(office: Office, name: str) -> Moved:
    """Has the feed asked at its new address. What was held for want of this word alone stands as if the word had been there when
    it came: the operator's rule approves it or an editor decides. Raises Missing, Conflict."""
    now, feed_id = office.clock(), FeedId(name)
    with office.database.write(durable=True) as transaction:
        address = transaction.feeds.move(feed_id, now)
        record = transaction.feeds.get(feed_id)
        assert record is not None, "it was just moved"
        waited = [transaction.stories.get(story) for story in transaction.stories.with_reason(feed_id, MOVED)]
        states = Counter(_settle(office, transaction, story, record.feed, now) for story in waited if story is not None)
    return Moved(address=address, stories=dict(states))


def _settle(office: Office, transaction: Transaction, record: StoryRecord, feed: Feed, now: datetime) -> State:
    """Takes the reason away, and where it was the only one decides anew; what else holds the story goes on holding it."""
    rest = tuple(reason for reason in record.reasons if reason.code != MOVED)
    if rest or record.state is not State.HELD:
        transaction.stories.reopen(record.id, record.state, rest, now)
        return record.state
    judged = judge_story(record.story, feed, office.config.site)
    if judged.opening is State.APPROVED and judged.rights.digest == record.rights.digest:
        kept = Kept(id=record.id, outcome=Outcome.SAME, revision=record.revision, state=State.APPROVED)
        approve_by_rule(transaction, kept, record.story, judged.rights.digest, now, feed.id)
        return State.APPROVED
    after = State.HELD if judged.reasons else State.QUEUED
    transaction.stories.reopen(record.id, after, judged.reasons, now)
    return after
