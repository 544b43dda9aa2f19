"""Where a story was met: every feed and entry that brought it, mirrors too, and which of them speaks for it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from news.alteration import Level
from news.names import Digest, FeedId, StoryId, digest_of
from news.provenance import Hop
from news.story import Story
from store.dialect import Put
from store.plain import overwriting
from store.records import Sighting
from store.tables import story_sightings

AGAIN = ("capture", "capture_url", "text_from", "text_digest", "level", "hops", "last_seen_at")
PUT = Put(story_sightings, f"ON CONFLICT (story_id, feed_id, key_digest) DO UPDATE SET {overwriting(AGAIN)}")


def put_sighting(connection: Connection, name: StoryId, story: Story, text: Digest, now: datetime) -> None:
    """Notes that the story was met where its provenance says."""
    way = story.provenance
    PUT.rows(connection, [{
        "story_id": name, "feed_id": way.feed, "key_digest": digest_of(way.entry), "capture": way.capture,
        "capture_url": way.capture_url, "text_from": way.text_from, "text_digest": text, "level": story.alteration.level,
        "hops": [[hop.service, hop.url, hop.claim] for hop in way.hops], "first_seen_at": now, "last_seen_at": now,
    }])  # fmt: skip


def read_sightings(connection: Connection, name: StoryId) -> list[Sighting]:
    """Where the story was met, earliest first."""
    at = story_sightings.c
    rows = connection.execute(select(story_sightings).where(at.story_id == name).order_by(at.first_seen_at, at.feed_id))
    return [
        Sighting(
            feed=FeedId(row.feed_id), capture=row.capture, capture_url=row.capture_url, text_from=row.text_from,
            text_digest=row.text_digest, level=Level(row.level), first_seen_at=row.first_seen_at, last_seen_at=row.last_seen_at,
            hops=tuple(Hop(service=service, url=url, claim=claim) for service, url, claim in row.hops),
        )
        for row in rows
    ]  # fmt: skip


def speaks(story: Story, text: Digest, known: Row[Any]) -> bool:
    """Whether what came in may revise the story: it comes from where the latest revision came from; or straight from the
    publisher, while that one came through a mirror, or says other words. A mirror never revises what another source told."""
    way = story.provenance
    if known.feed_id == way.feed and known.entry_key == way.entry:
        return True
    return not way.hops and (known.text_digest != text or bool(known.hop_count))
