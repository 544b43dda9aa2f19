"""Keeps a story: recognised by any of its identity keys, revised when it changed, never overwritten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, select, update

from news.edition import Topic
from news.names import STORY_ID_LENGTH, Digest, PublisherId, StoryId, digest_of, story_id
from news.review import Move, State
from news.rights import Reason, RightsRecord, Verdict
from news.story import Story
from store.dialect import Put, is_postgresql, plain_within
from store.plain import holes
from store.press_marks import mark_changed
from store.reasons import raise_reasons, reasons_of, replace_reasons
from store.records import HOUSE, Kept, Outcome
from store.rights_rows import put_rights
from store.sightings import put_sighting, speaks
from store.story_rows import RevisionKey, put_revision
from store.tables import decisions, hops, identity_keys, publishers, revisions, rights_records, stories
from store.topics import add_topics, put_topics, replace_topics

LONGEST_ID = 52
"""Base32 characters in a SHA-256."""
RIGHTS_CHANGED = Reason("rights-changed", "what is said about its rights changed since it was approved: it was taken back")
SOURCE_CHANGED = Reason("source-changed", "the publisher changed it since it was approved: the new text waits")


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A story as it comes in, with what was made of it: see `Stories.keep`."""

    story: Story
    rights: RightsRecord
    verdict: Verdict
    topics: Sequence[Topic]
    opening: State
    reasons: Sequence[Reason]
    now: datetime


@dataclass(frozen=True, slots=True)
class _Digests:
    """The story's digests, which cost more to make than most of what is done with them."""

    text: Digest
    whole: Digest


def keep(connection: Connection, it: Arrival) -> Kept:
    """What `Stories.keep` says."""
    if it.opening not in (State.QUEUED, State.HELD, State.APPROVED):
        raise ValueError(f"a story cannot open {it.opening}")
    publisher = it.story.attribution.publisher_id
    if is_postgresql(connection):  # two transactions must not both find that a story is new
        connection.execute(select(publishers.c.id).where(publishers.c.id == publisher).with_for_update())
    text = it.story.text_digest
    digests = _Digests(text, it.story.digest_over(text))
    known = _recognise(connection, publisher, it.story.identity)
    if known is None:
        kept = _first(connection, it, digests)
        put_sighting(connection, kept.id, it.story, text, it.now)
        return kept
    put_sighting(connection, known.id, it.story, text, it.now)
    is_same = known.digest == digests.whole and known.rights_digest == it.rights.digest
    if is_same or not speaks(it.story, text, known):
        add_topics(connection, known.id, it.topics, it.now)
        connection.execute(SEEN, {"story": known.id, "now": it.now})
        return Kept(id=known.id, outcome=Outcome.SAME, revision=known.revision, state=State(known.state))
    return _revise(connection, known, it, digests)


def _recognise(connection: Connection, publisher: PublisherId, identity: Sequence[str]) -> Row[Any] | None:
    """The story that the best of these keys names, with its latest digests. Keys that were new to it are added."""
    keys = {digest_of(key): key for key in identity}
    known = f"SELECT 1 FROM identity_keys WHERE publisher_id = ? AND key_digest IN ({holes(list(keys))}) LIMIT 1"
    if not plain_within(connection).rows(known, (publisher, *keys)):  # as with most: asking for all that follows takes longer
        return None
    found = {row.key_digest: row for row in connection.execute(RECOGNISE, {"publisher": publisher, "keys": list(keys)})}
    best = next((found[digest] for digest in keys if digest in found), None)
    if best is not None and len(found) < len(keys):
        unknown = {digest: key for digest, key in keys.items() if digest not in found}
        _put_identity(connection, publisher, unknown, best.id)
    return best


SEEN = update(stories).where(stories.c.id == bindparam("story")).values(last_seen_at=bindparam("now"))
PUT_STORY, PUT_IDENTITY = Put(stories, "ON CONFLICT (id) DO NOTHING"), Put(identity_keys)
RECOGNISE = (
    select(
        identity_keys.c.key_digest, stories, revisions.c.digest, revisions.c.text_digest, revisions.c.feed_id,
        revisions.c.entry_key, rights_records.c.digest.label("rights_digest"),
        select(func.count()).where(hops.c.story_id == stories.c.id, hops.c.revision == stories.c.revision).scalar_subquery()
        .label("hop_count"),
    )
    .join_from(identity_keys, stories, identity_keys.c.story_id == stories.c.id)
    .join(revisions, (revisions.c.story_id == stories.c.id) & (revisions.c.number == stories.c.revision))
    .join(rights_records, (rights_records.c.story_id == stories.c.id) & (rights_records.c.number == revisions.c.rights))
    .where(
        identity_keys.c.publisher_id == bindparam("publisher"), identity_keys.c.key_digest.in_(bindparam("keys", expanding=True))
    )
)  # fmt: skip


def _put_identity(connection: Connection, publisher: PublisherId, keys: dict[Digest, str], story: StoryId) -> None:
    rows = [{"publisher_id": publisher, "key_digest": digest, "key": key, "story_id": story} for digest, key in keys.items()]
    PUT_IDENTITY.rows(connection, rows)


def _first(connection: Connection, it: Arrival, digests: _Digests) -> Kept:
    publisher = it.story.attribution.publisher_id
    values = {
        "publisher_id": publisher, "state": it.opening, "revision": 1, "rights": 1, "waiting": False,
        "sort_at": _sort_at(it.story, it.now), "first_seen_at": it.now, "last_seen_at": it.now, "changed_at": it.now,
    }  # fmt: skip
    for length in range(STORY_ID_LENGTH, LONGEST_ID + 1):
        new = story_id(publisher, it.story.identity[0], length)
        if PUT_STORY.row(connection, values | {"id": new}):
            break
    else:
        raise AssertionError("two stories with one SHA-256")
    _put_identity(connection, publisher, {digest_of(key): key for key in it.story.identity}, new)
    _put(connection, (new, 1), it, digests, record=1)
    put_topics(connection, new, it.topics)
    raise_reasons(connection, new, it.reasons, it.now)
    return Kept(id=new, outcome=Outcome.NEW, revision=1, state=it.opening)


def _put(connection: Connection, key: RevisionKey, it: Arrival, digests: _Digests, *, record: int) -> None:
    """The revision of that number, with the rights record of that one."""
    put_revision(connection, key, it.story, digest=digests.whole, text_digest=digests.text, rights=record, now=it.now)
    rights = (key[0], record)
    put_rights(connection, rights, it.rights, it.verdict, it.story.evidence, revision=key[1], now=it.now)


def _sort_at(story: Story, first_seen: datetime) -> datetime:
    """What lists are sorted by: the earliest instant that its date can mean, and never one after we saw it."""
    return first_seen if story.published is None else min(story.published.earliest(), first_seen)


def _revise(connection: Connection, known: Row[Any], it: Arrival, digests: _Digests) -> Kept:
    before, rights_changed = State(known.state), known.rights_digest != it.rights.digest
    held = before is State.HELD and _held_by_editor(connection, known.id)
    after = State.HELD if held else _state_after(before, it.opening, rights_changed)
    waits = after is State.PUBLISHED and digests.whole != _approved_digest(connection, known)
    number, record, records = known.revision + 1, *_next_record(connection, known.id)
    _put(connection, (known.id, number), it, digests, record=record)
    # an editor's record, and the one that the printed revision was approved with, stay in force while the facts are the same
    stays = not rights_changed and (records[known.rights] is None or after is State.PUBLISHED)
    values = {
        "state": after, "revision": number, "rights": known.rights if stays else record, "waiting": waits,
        "sort_at": _sort_at(it.story, known.first_seen_at), "last_seen_at": it.now,
    }  # fmt: skip
    if after in (State.QUEUED, State.HELD, State.APPROVED):
        values |= {"approved_revision": None, "approval": None}
        replace_topics(connection, known.id, it.topics)
    connection.execute(update(stories).where(stories.c.id == known.id).values(values))
    if after is not before:
        mark_changed(connection, known.id, it.now)
    _renew_reasons(connection, known.id, it, (before, after), held=held, waits=waits)
    return Kept(id=known.id, outcome=Outcome.REVISED, revision=number, state=after)


def _renew_reasons(
    connection: Connection, story: StoryId, it: Arrival, way: tuple[State, State], *, held: bool, waits: bool
) -> None:
    before, after = way
    if before is State.PUBLISHED:
        why = (RIGHTS_CHANGED, *it.reasons) if after is State.HELD else (SOURCE_CHANGED, *it.reasons) if waits else ()
        replace_reasons(connection, story, why, it.now)
    elif held:
        in_force = reasons_of(connection, [story]).get(story, ())
        raise_reasons(connection, story, [reason for reason in it.reasons if reason not in in_force], it.now)
    elif after is it.opening:
        replace_reasons(connection, story, it.reasons, it.now)


def _state_after(before: State, opening: State, rights_changed: bool) -> State:
    """Where a story stands after it changed (rule 11): what was approved has to be approved again."""
    match before:
        case State.QUEUED | State.HELD | State.APPROVED:
            return opening
        case State.PUBLISHED:
            return State.HELD if rights_changed else State.PUBLISHED
        case State.SPIKED | State.WITHDRAWN:
            return before


def _held_by_editor(connection: Connection, story: StoryId) -> bool:
    """Whether a person's hold is the last word: no update of the text lifts that."""
    at = decisions.c
    asked = select(at.verdict, at.by).where(at.story_id == story, at.verdict != Move.PUBLISH).order_by(at.id.desc()).limit(1)
    last = connection.execute(asked).first()
    return last is not None and last.verdict == Move.HOLD and last.by != HOUSE


def _approved_digest(connection: Connection, known: Row[Any]) -> str | None:
    """The digest of the revision that is printed: a change taken back by the publisher leaves nothing to decide."""
    at = revisions.c
    found: str | None = connection.scalar(select(at.digest).where(at.story_id == known.id, at.number == known.approved_revision))
    return found


def _next_record(connection: Connection, story: StoryId) -> tuple[int, dict[int, int | None]]:
    """The number of its next rights record, and which revision each of those so far came with."""
    at = rights_records.c
    rows = connection.execute(select(at.number, at.revision).where(at.story_id == story))
    records = {row.number: row.revision for row in rows}
    return max(records) + 1, records
