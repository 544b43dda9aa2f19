"""What can be asked and told within one transaction. Rooms are loaded when they are asked for: loading how stories are kept and
printed costs more than most polls do (rule 13)."""

from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from store.dialect import plain_within
from store.entries import Entries
from store.feeds import Feeds
from store.poll_transaction import PollTransaction
from store.subscriptions import Subscriptions

if TYPE_CHECKING:
    from store.backlog import Backlog
    from store.editions import Editions
    from store.hosts import Hosts
    from store.retention import Retention
    from store.reviews import Reviews
    from store.stories import Stories
    from store.terms import SiteTerms


class Transaction(PollTransaction):
    """One transaction; nothing of it is usable after."""

    feeds: Feeds
    entries: Entries

    def __init__(self, connection: Connection) -> None:
        plain = plain_within(connection)
        super().__init__(plain)
        self._connection = connection
        self.entries = Entries(connection, plain)
        self.feeds = Feeds(plain, self.entries, self.meta)
        self.subscriptions = Subscriptions(connection, self.meta)

    @cached_property
    def hosts(self) -> "Hosts":
        """What is remembered of hosts' pages."""
        from store.hosts import Hosts  # noqa: PLC0415

        return Hosts(self._plain)

    @cached_property
    def stories(self) -> "Stories":
        """The stories, kept and found."""
        from store.stories import Stories  # noqa: PLC0415

        return Stories(self._connection)

    @cached_property
    def reviews(self) -> "Reviews":
        """What editors decided."""
        from store.reviews import Reviews  # noqa: PLC0415

        return Reviews(self._connection)

    @cached_property
    def editions(self) -> "Editions":
        """What is printed, and what has to be."""
        from store.editions import Editions  # noqa: PLC0415

        return Editions(self._connection)

    @cached_property
    def retention(self) -> "Retention":
        """What may be thrown away."""
        from store.retention import Retention  # noqa: PLC0415

        return Retention(self._connection)

    @cached_property
    def backlog(self) -> "Backlog":
        """What waits."""
        from store.backlog import Backlog  # noqa: PLC0415

        return Backlog(self._connection)

    @cached_property
    def terms(self) -> "SiteTerms":
        """What sites state for all of their pages."""
        from store.terms import SiteTerms  # noqa: PLC0415

        return SiteTerms(self._connection)
