"""Where a feed has moved to, and whose word it takes to ask it there. Pure.

That a feed is gone to another address is its server's to say; whose feed it is then is a matter of rights: under the publisher's
name nobody else's texts may be printed. So a move within the publisher's own sites is followed, any other is put to the operator.
"""

from dataclasses import replace
from datetime import datetime

from ingest.fetch.targets import host_of
from news.habits import DAY, Habits, Repeated
from news.publisher import Feed
from store.feed_rows import FeedRecord, FeedState

TIMES, SPAN = 3, DAY
FAILING_AFTER = 3
"""Failures in a row after which a feed is called failing, and one that had moved is asked where it is declared again."""


def is_believed(said: Repeated | None, now: datetime) -> bool:
    """Whether it was said often enough, for long enough, to be no mistake of a day."""
    return said is not None and said.times >= TIMES and now - said.since >= SPAN


def move(
    record: FeedRecord, habits: Habits, failures: int, now: datetime, notices: list[str]
) -> tuple[Habits, str | None, bool]:  # fmt: skip
    """The habits, the address to ask from now on where it is believed that the feed moved there, and whether to go back to the
    declared one, because the one it moved to fails. A move to somebody else's site is told once and waits."""
    moving = habits.moving
    if moving is not None and failures == 0 and is_believed(moving, now):
        if is_publishers(record.feed, record.moved_to or record.feed.url, moving.what):
            notices.append(f"it has moved for good, and is asked at {moving.what} from now on")
            return replace(habits, moving=None), moving.what, False
        if not moving.told:
            notices.append(question(record.feed, moving))
            return replace(habits, moving=replace(moving, told=True)), None, False
    if record.moved_to is not None and failures >= FAILING_AFTER:
        notices.append(f"{record.moved_to}, where it had moved to, fails: it is asked at {record.feed.url} again")
        return replace(habits, moving=None), None, True
    return habits, None, False


def question(feed: Feed, moving: Repeated) -> str:
    """What the operator is asked, in one sentence."""
    return (
        f"it says it has moved for good to {moving.what}, which is another site: if that is {feed.publisher.name}'s too, "
        f"`wiredesk feed move {feed.id}` has it asked there; if not, stop polling it"
    )


def waits_for_a_word(record: FeedRecord) -> str | None:
    """The question, where the feed's move waits for the operator's answer."""
    moving = record.habits.moving
    return question(record.feed, moving) if moving is not None and moving.told and record.state is not FeedState.RETIRED else None


def is_publishers(feed: Feed, asked: str, target: str) -> bool:
    """Whether the target is on the site where the feed was asked, or on the home that the operator declared for its publisher."""
    return any(is_same_site(known, target) for known in (asked, feed.url, feed.publisher.home or ""))


def is_same_site(one: str, other: str) -> bool:
    """Whether two addresses are surely one owner's: on the same host, `www.` apart, or on one below the other.

    Neighbours under a common name (a.blogs.example and b.blogs.example) may be two people's. Which names are given out to
    strangers only a list that ages could tell; so they count as two, and somebody is asked once.
    """
    first, second = (host_of(url).removeprefix("www.") for url in (one, other))
    if not first or not second:
        return False
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")
