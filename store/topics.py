"""Which topics a story is listed under."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from news.edition import Topic
from news.names import StoryId
from store.dialect import Upsert
from store.plain import batches
from store.press_marks import mark_changed
from store.tables import story_topics, topics

PUT, PUT_TITLE = insert(story_topics), Upsert(topics)
READ = (
    select(story_topics.c.story_id, topics)
    .join_from(story_topics, topics)
    .where(story_topics.c.story_id.in_(bindparam("stories", expanding=True)))
    .order_by(story_topics.c.position)
)


def put_topics(connection: Connection, story: StoryId, found: Sequence[Topic]) -> None:
    """Lists a story that has no topics yet under these. A topic keeps the title that it was first seen with."""
    wanted = list({topic.slug: topic for topic in found}.values())
    if wanted:
        titles = [{"slug": topic.slug, "title": topic.title} for topic in wanted]
        connection.execute(PUT_TITLE.on(connection), titles)
        rows = [{"story_id": story, "position": place, "topic": topic.slug} for place, topic in enumerate(wanted)]
        connection.execute(PUT, rows)


def replace_topics(connection: Connection, story: StoryId, found: Sequence[Topic]) -> None:
    """Lists the story under these topics and no others."""
    connection.execute(delete(story_topics).where(story_topics.c.story_id == story))
    put_topics(connection, story, found)


def add_topics(connection: Connection, story: StoryId, found: Sequence[Topic], now: datetime) -> None:
    """Lists the story under these topics too: another feed that brings it may have topics of its own."""
    has = topics_of(connection, [story]).get(story, ())
    slugs = {topic.slug for topic in has}
    new = [topic for topic in found if topic.slug not in slugs]
    if new:
        replace_topics(connection, story, (*has, *new))
        mark_changed(connection, story, now)


def topics_of(connection: Connection, stories: Sequence[StoryId]) -> dict[StoryId, tuple[Topic, ...]]:
    """The topics in their order; a story without any is not in it."""
    found: dict[StoryId, tuple[Topic, ...]] = {}
    for some in batches(stories):
        for row in connection.execute(READ, {"stories": some}):
            found[row.story_id] = (*found.get(row.story_id, ()), Topic(slug=row.slug, title=row.title))
    return found
