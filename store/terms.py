"""The terms that sites state in documents of their own, as they were last read; and the stories that they bear on."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, or_, select, update

from news.names import Digest, FeedId, StoryId, digest_of
from news.review import State
from store.dialect import Upsert
from store.tables import revisions, site_terms, stories


@dataclass(frozen=True, slots=True, kw_only=True)
class TermsRow:
    """One document of a site (`origin`: `https://host[:port]`) and how it stands.

    `capture` names its bytes, None while there is none; `before` those that it replaced at `changed_at`. `good_until`: not asked
    again before. `words` say how it was last found. `rejudge`: it changed, and the site's stories are still to be judged anew.
    """

    origin: str
    url: str
    kind: str
    feed_id: FeedId
    asked_at: datetime
    good_until: datetime
    words: str
    capture: Digest | None = None
    seen_at: datetime | None = None
    changed_at: datetime | None = None
    before: Digest | None = None
    rejudge: bool = False


NAMES = tuple(one.name for one in fields(TermsRow))
PUT = Upsert(site_terms, *(name for name in NAMES if name not in ("origin", "url")))
ROWS = select(site_terms).order_by(site_terms.c.origin, site_terms.c.url)


class SiteTerms:
    """Documents by site and address."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, origin: str) -> list[TermsRow]:
        """The documents of a site, by address."""
        return [_row(row) for row in self._connection.execute(ROWS.where(site_terms.c.origin == origin))]

    def for_feed(self, feed: FeedId, origins: Sequence[str]) -> list[TermsRow]:
        """The documents that were asked for on behalf of a feed, or that hold for one of these sites."""
        at = site_terms.c
        return [_row(row) for row in self._connection.execute(ROWS.where(or_(at.feed_id == feed, at.origin.in_(origins))))]

    def keep(self, row: TermsRow) -> None:
        """Keeps how the document stands, in place of what was known."""
        values = {name: getattr(row, name) for name in NAMES}
        self._connection.execute(PUT.on(self._connection), values | {"url_digest": digest_of(row.url)})

    def due(self, now: datetime, limit: int) -> list[TermsRow]:
        """The documents to ask for again, longest due first."""
        asked = select(site_terms).where(site_terms.c.good_until <= now).order_by(site_terms.c.good_until).limit(limit)
        return [_row(row) for row in self._connection.execute(asked)]

    def to_rejudge(self) -> list[str]:
        """The sites whose terms changed and whose stories are still to be judged anew."""
        asked = select(site_terms.c.origin).where(site_terms.c.rejudge).distinct().order_by(site_terms.c.origin)
        return list(self._connection.scalars(asked))

    def judged(self, origin: str) -> None:
        """Notes that the site's stories were judged by its present terms."""
        self._connection.execute(update(site_terms).where(site_terms.c.origin == origin).values(rejudge=False))

    def stories(self, origin: str, after: StoryId | None, limit: int) -> list[StoryId]:
        """The stories that stand on the site or were read there, spiked and withdrawn ones apart; by id, those after `after`."""
        at = revisions.c
        is_there = or_(*(
            column.startswith(f"{origin}/", autoescape=True) for column in (at.capture_url, at.url)
        ))  # fmt: skip
        asked = (
            select(stories.c.id)
            .join(revisions, (at.story_id == stories.c.id) & (at.number == stories.c.revision))
            .where(is_there, stories.c.state.not_in((State.SPIKED, State.WITHDRAWN)))
        )
        if after is not None:
            asked = asked.where(stories.c.id > after)
        return [StoryId(name) for name in self._connection.scalars(asked.order_by(stories.c.id).limit(limit))]


def _row(row: Row[Any]) -> TermsRow:
    return TermsRow(**{name: getattr(row, name) for name in NAMES})
