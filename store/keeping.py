"""Keeps a story: recognised by any of its identity keys, revised when it changed, never overwritten."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from news.edition import Topic
from news.names import STORY_ID_LENGTH, Digest, PublisherId, StoryId, digest_of, story_id
from news.review import Move, State
from news.rights import Reason, RightsRecord, Verdict
from news.story import Story
from store.dialect import is_postgresql, upsert
from store.press_marks import mark_changed
from store.reasons import raise_reasons, reasons_of, replace_reasons
from store.records import HOUSE, Kept, Outcome
from store.rights_rows import put_rights
from store.story_rows import put_revision
from store.tables import decisions, identity_keys, publishers, revisions, rights_records, stories
from store.topics import put_topics, replace_topics

LONGEST_ID = 52
"""Base32 characters in a SHA-256."""
RIGHTS_CHANGED = Reason("rights-changed", "what is said about its rights changed since it was approved: it was taken back")
SOURCE_CHANGED = Reason("source-changed", "the publisher changed it since it was approved: the new text waits")


def keep(
    connection: Connection, story: Story, *, rights: RightsRecord, verdict: Verdict, topics: Sequence[Topic], opening: State,
    reasons: Sequence[Reason], now: datetime,
) -> Kept:  # fmt: skip
    """What `Stories.keep` says."""
    if opening not in (State.QUEUED, State.HELD, State.APPROVED):
        raise ValueError(f"a story cannot open {opening}")
    publisher = story.attribution.publisher_id
    if is_postgresql(connection):  # two transactions must not both find that a story is new
        connection.execute(select(publishers.c.id).where(publishers.c.id == publisher).with_for_update())
    digest = story.digest
    known = _recognise(connection, publisher, story.identity)
    if known is None:
        new = _first(connection, story, rights, verdict, opening, digest, now)
        put_topics(connection, new, topics)
        raise_reasons(connection, new, reasons, now)
        return Kept(id=new, outcome=Outcome.NEW, revision=1, state=opening)
    if known.digest == digest and known.rights_digest == rights.digest:
        connection.execute(update(stories).where(stories.c.id == known.id).values(last_seen_at=now))
        return Kept(id=known.id, outcome=Outcome.SAME, revision=known.revision, state=State(known.state))
    return _revise(connection, known, story, digest, rights, verdict, topics, opening, reasons, now)


def _recognise(connection: Connection, publisher: PublisherId, identity: Sequence[str]) -> Row[Any] | None:
    """The story that the best of these keys names, with its latest digests. Keys that were new to it are added."""
    keys = {digest_of(key): key for key in identity}
    asked = (
        select(identity_keys.c.key_digest, stories, revisions.c.digest, rights_records.c.digest.label("rights_digest"))
        .join_from(identity_keys, stories, identity_keys.c.story_id == stories.c.id)
        .join(revisions, (revisions.c.story_id == stories.c.id) & (revisions.c.number == stories.c.revision))
        .join(rights_records, (rights_records.c.story_id == stories.c.id) & (rights_records.c.number == revisions.c.rights))
        .where(identity_keys.c.publisher_id == publisher, identity_keys.c.key_digest.in_(list(keys)))
    )
    found = {row.key_digest: row for row in connection.execute(asked)}
    best = next((found[digest] for digest in keys if digest in found), None)
    if best is not None and len(found) < len(keys):
        unknown = {digest: key for digest, key in keys.items() if digest not in found}
        _put_identity(connection, publisher, unknown, best.id)
    return best


def _put_identity(connection: Connection, publisher: PublisherId, keys: dict[Digest, str], story: StoryId) -> None:
    rows = [{"publisher_id": publisher, "key_digest": digest, "key": key, "story_id": story} for digest, key in keys.items()]
    connection.execute(insert(identity_keys), rows)


def _first(
    connection: Connection, story: Story, rights: RightsRecord, verdict: Verdict, opening: State, digest: Digest, now: datetime
) -> StoryId:
    publisher = story.attribution.publisher_id
    values = {
        "publisher_id": publisher, "state": opening, "revision": 1, "rights": 1, "waiting": False,
        "sort_at": _sort_at(story, now), "first_seen_at": now, "last_seen_at": now, "changed_at": now,
    }  # fmt: skip
    put = upsert(connection, stories).on_conflict_do_nothing(index_elements=["id"]).returning(stories.c.id)
    for length in range(STORY_ID_LENGTH, LONGEST_ID + 1):
        new = story_id(publisher, story.identity[0], length)
        if connection.scalar(put, values | {"id": new}) is not None:
            break
    else:
        raise AssertionError("two stories with one SHA-256")
    _put_identity(connection, publisher, {digest_of(key): key for key in story.identity}, new)
    put_revision(connection, (new, 1), story, digest=digest, rights=1, now=now)
    put_rights(connection, (new, 1), rights, verdict, story.evidence, revision=1, now=now)
    return new


def _sort_at(story: Story, first_seen: datetime) -> datetime:
    """What lists are sorted by: the earliest instant that its date can mean, and never one after we saw it."""
    return first_seen if story.published is None else min(story.published.earliest(), first_seen)


def _revise(
    connection: Connection, known: Row[Any], story: Story, digest: Digest, rights: RightsRecord, verdict: Verdict,
    topics: Sequence[Topic], opening: State, reasons: Sequence[Reason], now: datetime,
) -> Kept:  # fmt: skip
    before, rights_changed = State(known.state), known.rights_digest != rights.digest
    held = before is State.HELD and _held_by_editor(connection, known.id)
    after = State.HELD if held else _state_after(before, opening, rights_changed)
    waits = after is State.PUBLISHED and digest != _approved_digest(connection, known)
    number, record, records = known.revision + 1, *_next_record(connection, known.id)
    put_revision(connection, (known.id, number), story, digest=digest, rights=record, now=now)
    put_rights(connection, (known.id, record), rights, verdict, story.evidence, revision=number, now=now)
    # an editor's record, and the one that the printed revision was approved with, stay in force while the facts are the same
    stays = not rights_changed and (records[known.rights] is None or after is State.PUBLISHED)
    values = {
        "state": after, "revision": number, "rights": known.rights if stays else record, "waiting": waits,
        "sort_at": _sort_at(story, known.first_seen_at), "last_seen_at": now,
    }  # fmt: skip
    if after in (State.QUEUED, State.HELD, State.APPROVED):
        values |= {"approved_revision": None, "approval": None}
        replace_topics(connection, known.id, topics)
    connection.execute(update(stories).where(stories.c.id == known.id).values(values))
    if after is not before:
        mark_changed(connection, known.id, now)
    if before is State.PUBLISHED:
        why = (RIGHTS_CHANGED, *reasons) if after is State.HELD else (SOURCE_CHANGED, *reasons) if waits else ()
        replace_reasons(connection, known.id, why, now)
    elif held:
        in_force = reasons_of(connection, [known.id]).get(known.id, ())
        raise_reasons(connection, known.id, [reason for reason in reasons if reason not in in_force], now)
    elif after is opening:
        replace_reasons(connection, known.id, reasons, now)
    return Kept(id=known.id, outcome=Outcome.REVISED, revision=number, state=after)


def _state_after(before: State, opening: State, rights_changed: bool) -> State:
    """Where a story stands after it changed (DESIGN rule 11): what was approved has to be approved again."""
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
