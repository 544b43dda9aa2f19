"""How a poll ended: what follows for the feed, and what is worth telling. Pure; the polling itself is in `desk.poll`.

A server's answer is believed at once where it costs nothing to be wrong. That the feed has moved for good, or is gone for
good, is believed only when it was said often enough (`desk.moves`): such answers are often mistakes of a day.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, assert_never

from desk.moves import FAILING_AFTER, is_believed, move
from ingest.cadence import PAUSED, SLOWEST, is_silent, next_poll, quiet, usual_gap
from ingest.fetch.outcome import Failed, Fetched, FetchOutcome, NotModified, Refused
from news.habits import DAY, KEPT, Habits, Repeated, Rest, Wishes, spoken
from news.names import digest_of_bytes
from store.feed_rows import FeedRecord, FeedState, Validators
from store.poll_rows import PollResult

if TYPE_CHECKING:
    from ingest.parse.entry import ParsedFeed

RESTING_AFTER = 20
"""Failures in a row after which a feed is put to rest: it is asked once a day then."""
GONE_EVERY = timedelta(days=7)
"""How often a feed is asked that said it is gone for good."""
LONGEST_TITLE = 300
FADING = 0.99
"""How much of its longest pause a feed is still thought capable of after each arrival."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a poll read: the feed, and how many of its entries were new to us."""

    parsed: "ParsedFeed"
    new: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What is kept of the poll, and `notices`, sentences on what has changed about the feed: each is told once."""

    result: PollResult
    notices: tuple[str, ...] = ()


def ending_of(
    record: FeedRecord,
    outcome: FetchOutcome,
    words: str,
    *,
    now: datetime,
    jitter: float,
    read: Read | None = None,
    slowest: timedelta = SLOWEST,
) -> Ending:
    """The ending, at `now`, of a poll of `record` that came to `outcome`, in `words`. `read` where a body had to be read."""
    seen, ok = now.replace(microsecond=0), isinstance(outcome, Fetched | NotModified)
    if isinstance(outcome, Failed) and outcome.cause == PAUSED:
        return _not_asked(record, outcome, words, now, jitter)
    failures = 0 if ok else record.failures + 1
    notices: list[str] = []
    habits = _answers(record, outcome, seen)
    habits = _arrivals(habits, read, seen, notices) if ok else habits
    if isinstance(outcome, Fetched):
        served_by = outcome.final_url if outcome.final_url != outcome.url else None
        habits = habits if served_by == habits.served_by else replace(habits, served_by=served_by)
    if read is not None and isinstance(outcome, Fetched):
        from ingest.websub import hub_said  # noqa: PLC0415 — most polls read nothing (rule 13)

        habits = replace(habits, hub=hub_said(read.parsed, outcome.headers, outcome.final_url))
    habits, state = _state(record, habits, failures, words, seen, notices)
    habits, moved_to, back = move(record, habits, failures, seen, notices)
    following = next_poll(
        every=record.feed.every, now=now, outcome=outcome, habits=habits, failures=failures, jitter=jitter, slowest=slowest
    )
    body = outcome.body if isinstance(outcome, Fetched) else b""
    result = PollResult(
        at=now,
        outcome=short(outcome),
        words="; ".join((words, *notices)),
        ok=ok,
        next_poll_at=following.at,
        state=state,
        failures=failures,
        status=_status(outcome),
        validators=(None, None) if back else _kept(outcome),
        body_digest=digest_of_bytes(body) if isinstance(outcome, Fetched) else None,
        moved_to=moved_to,
        forget_move=back,
        bytes=len(body),
        took_s=outcome.took_s if isinstance(outcome, Fetched | NotModified) else 0.0,
        habits=habits if habits.why == following.why else replace(habits, why=following.why),
    )
    return Ending(result=result, notices=tuple(notices))


def _kept(outcome: FetchOutcome) -> Validators | None:
    """The validators to keep: those of the body that came last, none where it came without. None where nothing was served."""
    if not isinstance(outcome, Fetched | NotModified):
        return None
    given = outcome.validators
    return (None, None) if given is None else (given.etag, given.last_modified)


def short(outcome: FetchOutcome) -> str:
    """The outcome's name in a feed's history: `fetched`, `not-modified`, `refused`, `failed`, `not-a-feed`, or `rested` for a
    feed that was not asked because its host is at rest."""
    match outcome:
        case Fetched():
            return "fetched"
        case NotModified():
            return "not-modified"
        case Refused():
            return "refused"
        case Failed(cause="not-a-feed"):
            return "not-a-feed"
        case Failed(cause=cause):
            return "rested" if cause == PAUSED else "failed"
        case _:
            assert_never(outcome)


def _not_asked(record: FeedRecord, outcome: Failed, words: str, now: datetime, jitter: float) -> Ending:
    """The host is at rest: nothing was learned of the feed, and nothing is held against it."""
    following = next_poll(every=record.feed.every, now=now, outcome=outcome, jitter=jitter)
    return Ending(
        result=PollResult(
            at=now, outcome=short(outcome), words=words, ok=False, asked=False,
            next_poll_at=following.at, state=record.state, failures=record.failures,
            habits=replace(record.habits, why=following.why),
        )
    )  # fmt: skip


def _status(outcome: FetchOutcome) -> int | None:
    match outcome:
        case NotModified():
            return 304
        case Fetched() | Failed():
            return outcome.status
        case _:
            return None


def _answers(record: FeedRecord, outcome: FetchOutcome, now: datetime) -> Habits:
    """What the server repeats, this answer counted. No answer at all says nothing, and leaves it as it is."""
    habits, asked = record.habits, record.moved_to or record.feed.url
    if isinstance(outcome, Fetched | NotModified):
        target = outcome.moved_to
        moves = target is not None and target != asked and not (asked.startswith("https:") and target.startswith("http:"))
        moving = _again(habits.moving, target, now) if moves and target is not None else None
        return habits if (moving, habits.gone) == (habits.moving, None) else replace(habits, gone=None, moving=moving)
    if isinstance(outcome, Failed) and outcome.status is not None and outcome.cause in ("status", "not-a-feed"):
        gone = _again(habits.gone, outcome.words, now) if outcome.status == 410 else None
        return replace(habits, gone=gone, moving=None)
    return habits


def _again(said: Repeated | None, what: str, now: datetime) -> Repeated:
    if said is None or said.what != what or said.since > now:
        return Repeated(what=what, since=now, times=1)
    return replace(said, times=said.times + 1)


def _arrivals(habits: Habits, read: Read | None, now: datetime, notices: list[str]) -> Habits:
    """What the feed asks for and when it brought something new; and whether it has fallen silent."""
    if read is not None:
        parsed = read.parsed
        wishes = Wishes(ttl=parsed.ttl, skip_hours=parsed.skip_hours, skip_days=parsed.skip_days)
        title = " ".join((parsed.title or "").split())[:LONGEST_TITLE]
        habits = replace(habits, wishes=wishes, title=title or None)
    if habits.watched_since is None or habits.watched_since > now:
        return replace(habits, watched_since=now)
    if read is not None and read.new:
        if habits.silent_since is not None:
            notices.append(f"it brings something new again, after {spoken(quiet(habits, now))}")
        known = [arrival for arrival in habits.arrivals if arrival < now]
        longest = habits.longest if habits.longest is None else habits.longest * FADING
        if known:
            longest = max(longest or timedelta(), now - known[-1])
        return replace(habits, arrivals=(*known, now)[-KEPT:], longest=longest, silent_since=None)
    if habits.silent_since is None and is_silent(habits, now):
        usual = usual_gap(habits)
        assert usual is not None
        notices.append(
            f"it has fallen silent: nothing new for {spoken(quiet(habits, now))}, where something comes every "
            f"{spoken(usual)} or so"
        )  # fmt: skip
        return replace(habits, silent_since=now)
    return habits


def _state(
    record: FeedRecord, habits: Habits, failures: int, words: str, now: datetime, notices: list[str]
) -> tuple[Habits, FeedState]:
    """How polling goes from here on; at rest with the reason."""
    gone = is_believed(habits.gone, now)
    if not failures or not (gone or habits.rest or failures >= RESTING_AFTER):
        if habits.rest is not None:
            notices.append("it is back, and no longer at rest")
            habits = replace(habits, rest=None)
        return habits, FeedState.ACTIVE if failures < FAILING_AFTER else FeedState.FAILING
    every = GONE_EVERY if gone else DAY
    if habits.rest is not None and habits.rest.every >= every:
        return habits, FeedState.RESTING
    why = (
        f"it says that it is gone for good ({words})" if gone else f"it failed {failures} times in a row, the last time: {words}"
    )
    notices.append(f"put to rest and asked every {spoken(every)} only: {why}; `wiredesk feed wake {record.feed.id}` ends that")
    return replace(habits, rest=Rest(since=now, words=why, every=every)), FeedState.RESTING
