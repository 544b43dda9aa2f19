"""The feeds: listed, shown, added, woken and removed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from desk.config import added_feed, added_publisher
from desk.errors import NotAllowed
from desk.office import Office
from desk.websub import silent_hub_words
from ingest.cadence import quiet, usual_gap
from ingest.fetch.targets import host_of, lasting_refusal
from news.names import FeedId, PublisherId
from news.publisher import Feed, Publisher
from store.entry_rows import EntryRecord, EntryState
from store.errors import Missing
from store.feed_rows import FeedRecord, FeedState, Origin
from store.feeds import RETIRED_WORDS
from store.poll_rows import Poll
from store.subscription_rows import Subscription
from store.terms import TermsRow
from store.transaction import Transaction
from wire.urls import canonical_url, origin_of

__all__ = ["FeedFile", "FeedRecord", "Poll", "TermsRow", "add_feed", "feed", "feeds", "named", "remove_feed", "wake_feed"]
HISTORY = 10
SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """A feed with its last polls, newest first, the entries that wait or were given up, and how far we are with its hub.

    `usual_gap` is the time that usually lies between two polls that bring something new, None where too little is known of it;
    `quiet` how long the feed has brought nothing new; `silent_hub` why nothing is asked of the hub that it announces;
    `host_rests_until` when its host may be asked again, None where it may; `lost` whether its last poll was begun and
    will not end.
    """

    record: FeedRecord
    polls: tuple[Poll, ...]
    waiting: tuple[EntryRecord, ...]
    failed: tuple[EntryRecord, ...]
    hubs: tuple[Subscription, ...] = ()
    silent_hub: str | None = None
    terms: tuple[TermsRow, ...] = ()
    usual_gap: timedelta | None = None
    quiet: timedelta = timedelta()
    host_rests_until: datetime | None = None
    lost: bool = False


def feeds(office: Office) -> list[FeedRecord]:
    """Every feed, retired ones too."""
    with office.database.read() as transaction:
        return transaction.feeds.all()


def feed(office: Office, name: str) -> FeedFile:
    """The feed's file. Raises Missing."""
    with office.database.read() as transaction:
        record = transaction.feeds.get(FeedId(name))
        if record is None:
            raise Missing("feed", name)
        entries = transaction.entries
        hubs = tuple(transaction.subscriptions.of(record.feed.id))
        return FeedFile(
            record=record,
            polls=tuple(transaction.feeds.polls(record.feed.id, HISTORY)),
            waiting=tuple(entries.list(record.feed.id, EntryState.WAITING, SHOWN)),
            failed=tuple(entries.list(record.feed.id, EntryState.FAILED, SHOWN)),
            hubs=hubs,
            silent_hub=None if hubs else silent_hub_words(office.settings.websub is not None, record),
            terms=_terms(transaction, record.feed),
            usual_gap=usual_gap(record.habits),
            quiet=quiet(record.habits, office.clock()),
            host_rests_until=transaction.rests.all(office.clock()).get(host_of(record.moved_to or record.feed.url)),
            lost=record.is_lost(office.clock()),
        )


def _terms(transaction: Transaction, about: Feed) -> tuple[TermsRow, ...]:
    """The documents in which the feed's sites state terms; those that are not there only if they once were."""
    origins = [origin for url in (about.url, about.publisher.home) if (origin := origin_of(url)) is not None]
    return tuple(row for row in transaction.terms.for_feed(about.id, origins) if row.capture or row.changed_at)


def named(office: Office, names: Sequence[str]) -> tuple[FeedId, ...]:
    """The ids, checked. Raises Missing for the first that is no feed, NotAllowed for one that is not polled any more."""
    with office.database.read() as transaction:
        for name in names:
            record = transaction.feeds.get(FeedId(name))
            if record is None:
                raise Missing("feed", name)
            refuse_retired(record)
    return tuple(FeedId(name) for name in names)


def refuse_retired(record: FeedRecord) -> None:
    """Raises NotAllowed where the feed is not polled any more."""
    if record.state is FeedState.RETIRED:
        raise NotAllowed(f"the feed {record.feed.id!r} is retired: {RETIRED_WORDS[record.origin]}")


def add_feed(office: Office, settings: dict[str, Any]) -> Feed:
    """Adds a feed beside those of the config. A publisher that neither config nor store knows needs a name.

    Raises NotAllowed with every mistake, Conflict when the id is taken.
    """
    publisher = _publisher_for(office, settings)
    names = ("id", "url", "every", "review", "text", "via", "depth", "hub")
    added = added_feed({**{name: settings[name] for name in names}, "topics": list(settings["topics"])}, publisher)
    if (refusal := lasting_refusal(added.url, office.config.fetch)) is not None:
        raise NotAllowed(f"feed url: {refusal.words}")
    with office.database.write(durable=True) as transaction:
        polled = by_address(transaction.feeds.all()).get(canonical_url(added.url))
        if polled is not None and polled != added.id:
            raise NotAllowed(f"{added.url} is polled already, as {polled}")
        transaction.feeds.add(added, office.clock())
    return added


def by_address(records: Iterable[FeedRecord]) -> dict[str, FeedId]:
    """Which feed asks which address, or asks to be moved there, by canonical address; those that are not polled any more left
    out."""
    polled = (record for record in records if record.state is not FeedState.RETIRED)
    return {canonical_url(url): record.feed.id for record in polled for url in (record.feed.url, record.moved_to) if url}


def _publisher_for(office: Office, settings: dict[str, Any]) -> Publisher:
    name = PublisherId(settings["publisher"])
    declared = office.config.publishers.get(name)
    if declared is None:
        with office.database.read() as transaction:
            declared = transaction.feeds.publisher(name)
    if declared is not None:
        stated = (settings["name"] or declared.name, settings["timezone"] or declared.timezone)
        if stated != (declared.name, declared.timezone):
            raise NotAllowed(f"the publisher {name!r} is known; its name and zone are changed where it is declared")
        return declared
    if not settings["name"]:
        with office.database.read() as transaction:
            raise no_publisher(name, publishers(office, transaction), "; a new one needs --name")
    return added_publisher({"id": name, "name": settings["name"], "timezone": settings["timezone"]})


def publishers(office: Office, transaction: Transaction) -> dict[PublisherId, Publisher]:
    """Every publisher, those of the config first; what the config says of one wins."""
    known = dict(office.config.publishers)
    return known | {one.feed.publisher.id: one.feed.publisher for one in transaction.feeds.all()} | known


def no_publisher(name: str, known: Iterable[str], advice: str = "") -> NotAllowed:
    """The refusal of a publisher that nobody knows, with those that there are."""
    return NotAllowed(f"no publisher has the id {name!r} (there are: {', '.join(known) or 'none'}){advice}")


def remove_feed(office: Office, name: str) -> None:
    """Retires a feed that was added; its stories stay. A declared one is refused with the line it stands in."""
    config = office.config
    with office.database.write(durable=True) as transaction:
        record = transaction.feeds.get(FeedId(name))
        if record is not None and record.origin is Origin.DECLARED and record.feed.id in config.lines:
            where = f"{config.path}:{config.lines[record.feed.id]}"
            raise NotAllowed(f"{where}: the feed {name!r} is declared here: take it out of the file to stop polling it")
        transaction.feeds.retire(FeedId(name))


def wake_feed(office: Office, name: str) -> FeedRecord:
    """Makes a feed due at once that is failing or at rest; gives it as it was. Raises Missing, Conflict."""
    with office.database.write(durable=True) as transaction:
        return transaction.feeds.wake(FeedId(name), office.clock())
