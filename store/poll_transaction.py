"""What can be asked and told within a transaction of polling. In plain SQL: see `store.plain`."""

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from store.host_turns import HostTurns
from store.instants import to_text
from store.meta import Meta
from store.plain import Plain
from store.polled_entries import PolledEntries
from store.polled_feeds import PolledFeeds
from store.rests import Rests
from store.robots import RobotsTexts

if TYPE_CHECKING:
    from store.captures import Captures
    from store.feeds import Feeds

TERMS = "SELECT 1 FROM site_terms WHERE good_until <= ? OR rejudge LIMIT 1"


class PollTransaction:
    """One transaction; nothing of it is usable after."""

    feeds: PolledFeeds
    entries: PolledEntries

    def __init__(self, plain: Plain) -> None:
        self._plain = plain
        self.meta = Meta(plain)
        self.entries = PolledEntries(plain)
        self.feeds = PolledFeeds(plain, self.entries, self.meta)
        self.rests = Rests(plain)
        self.turns = HostTurns(plain)
        self.robots = RobotsTexts(plain)

    @cached_property
    def declared(self) -> "Feeds":
        """The feeds as the config declares them."""
        from store.feeds import Feeds  # noqa: PLC0415 — most polls find the config as it was

        return Feeds(self._plain, self.entries, self.meta)

    @cached_property
    def captures(self) -> "Captures":
        """The bytes that were fetched."""
        from store.captures import Captures  # noqa: PLC0415 — most polls bring none

        return Captures(self._plain)

    def is_subscribed(self) -> bool:
        """Whether any hub was ever asked to tell of a feed, and is not forgotten."""
        return bool(self._plain.rows("SELECT 1 FROM subscriptions LIMIT 1"))

    def is_more_to_do(self, now: datetime) -> bool:
        """Whether there is something beside polling: entries to read, terms of sites to ask for or to judge by."""
        return self.entries.is_any_due(now) or bool(self._plain.rows(TERMS, (to_text(now),)))
