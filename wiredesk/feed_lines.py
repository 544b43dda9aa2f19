"""A feed in lines: its story as `feed show` tells it, and its row in `feed list`."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from desk.moves import waits_for_a_word
from desk.websub import hub_words
from news.habits import spoken
from wiredesk.printing import when

if TYPE_CHECKING:
    from desk.feeds import FeedFile, FeedRecord, Poll, TermsRow
    from news.habits import Habits

HEAD = ("ID", "STATE", "ORIGIN", "LAST NEW", "NEXT POLL", "LAST", "ADDRESS")


def row_of(record: "FeedRecord") -> tuple[str, ...]:
    """The feed in one row, under HEAD. LAST NEW is the last poll that brought something new. What the first poll found had come
    at some time before: `none since` it."""
    habits = record.habits
    state = f"{record.state.value}, silent" if habits.silent_since else record.state.value
    state += ", moved" if waits_for_a_word(record) else ""
    return (
        record.feed.id, state, record.origin.value, _last_new(habits),
        when(record.next_poll_at) if record.state != "retired" else "never", _last(record),
        record.moved_to or record.feed.url,
    )  # fmt: skip


def _last(record: "FeedRecord") -> str:
    if record.begun_at is not None:
        return f"begun {when(record.begun_at)} and not ended yet"
    return record.last_words or "not polled yet"


def _next(found: "FeedFile") -> str:
    """When it is asked next and why then. What stands there while a poll is under way is what follows should it never end."""
    record = found.record
    following = when(record.next_poll_at)
    if record.begun_at is None:
        return following + (f": {record.habits.why}" if record.habits.why else "")
    if found.lost:
        return f"{following}: the poll begun {when(record.begun_at)} did not end: it was stopped or crashed"
    return f"{following}, unless otherwise decided by the poll under way: it is being polled since {when(record.begun_at)}"


def _last_new(habits: "Habits") -> str:
    if habits.arrivals or habits.watched_since is None:
        return when(habits.arrivals[-1] if habits.arrivals else None)
    return f"none since {when(habits.watched_since)}"


def lines_of(found: "FeedFile") -> Iterator[str]:
    """Everything known of the feed: how it stands, when it is asked next and why then, and its last polls."""
    record, about, habits = found.record, found.record.feed, found.record.habits
    yield f"{about.id}: {record.state} ({record.origin})"
    yield f"  publisher  {about.publisher.name}"
    yield f"  address    {about.url}"
    if record.moved_to:
        yield f"  moved to   {record.moved_to}, where it is asked"
    if habits.moving:
        told = f"{_times(habits.moving.times)} since {when(habits.moving.since)}"
        then = (
            waits_for_a_word(record)
            or f"its server says it has moved to {habits.moving.what}; believed after three times over a day"
        )
        yield f"  moving     {then} (said {told})"
    if record.state == "retired":
        yield "  next poll  never: it is retired; its stories stay"
    else:
        yield f"  next poll  {_next(found)}"
    if habits.rest:
        yield f"  at rest    since {when(habits.rest.since)}: {habits.rest.words}; `wiredesk feed wake {about.id}` ends it"
    elif record.failures:
        yield f"  failing    {_times(record.failures)}{' in a row' if record.failures > 1 else ''}: {record.last_words}"
    if found.host_rests_until:
        yield f"  host       asked for rest and is left alone until {when(found.host_rests_until)}"
    yield f"  last good  {when(record.last_ok_at)}"
    yield f"  rhythm     {_rhythm(found)}"
    if habits.silent_since:
        yield f"  silent     since {when(habits.silent_since)} it is quieter than its own habit"
    wishes = habits.wishes
    if wishes.ttl:
        yield f"  asks for   {spoken(wishes.ttl)} between two polls"
    if wishes.skip_hours or wishes.skip_days:
        hours = wishes.skip_hours and f"at {', '.join(f'{hour}:00' for hour in wishes.skip_hours)} UTC"
        days = wishes.skip_days and f"on {', '.join(DAYS[day] for day in wishes.skip_days)}"
        yield f"  asks for   no poll {' and '.join(one for one in (hours, days) if one)}"
    yield from (f"  hub        {hub_words(hub)}" for hub in found.hubs)
    if found.silent_hub:
        yield f"  hub        {found.silent_hub}"
    yield from (f"  terms      {_terms(row)}" for row in found.terms)
    yield from (f"  {line_of(poll)}" for poll in found.polls)
    for one in found.waiting:
        then = "for the feed to come back" if record.state == "retired" else f"until {when(one.next_try_at)}"
        yield f"  waits {then}: {one.link or one.key}"
    yield from (f"  given up: {one.link or one.key}: {one.reason.words if one.reason else ''}" for one in found.failed)


DAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")


def line_of(poll: "Poll") -> str:
    """One poll: when, what came of it, in how many bytes and how much time."""
    status = f" {poll.status}" if poll.status else ""
    cost = f" ({poll.bytes:,} bytes in {poll.took_s:.2f} s)" if poll.bytes else ""
    return f"{when(poll.at)}  {poll.outcome}{status}: {poll.words}{cost}"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _rhythm(found: "FeedFile") -> str:
    habits = found.record.habits
    if found.record.last_ok_at is None:
        return f"not known: it {'could not be read' if found.polls else 'was not asked'} yet"
    quiet = f"nothing new for {spoken(found.quiet)}" if found.quiet >= timedelta(minutes=1) else "something new just now"
    if found.usual_gap is None:
        if not habits.arrivals:
            return f"not known yet: nothing new since it was first read, {when(habits.watched_since)}"
        return f"not known yet: it has brought something new {_times(len(habits.arrivals))} since it was first read; {quiet}"
    return f"something new every {spoken(found.usual_gap)} or so; {quiet}"


def _terms(row: "TermsRow") -> str:
    """A document that states terms for a whole site: how it stands, and when it last became another."""
    changed = f"; changed {when(row.changed_at)}, and the site's stories were judged anew" if row.changed_at else ""
    if row.rejudge:
        changed = f"; changed {when(row.changed_at)}, and the site's stories are to be judged anew"
    return f"{row.url}: {row.words} {when(row.asked_at)}{changed}"
