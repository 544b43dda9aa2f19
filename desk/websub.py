"""Listening to hubs (WebSub): what feeds announce is asked for, confirmed, renewed and ended; what hubs tell makes feeds due.

A call is believed when it comes on a path that only the hub was given and is signed with a secret that only the hub was given.
Its body is measured and forgotten: what a story is read from is what its publisher's own server sent to us (rules 1 and 6).
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from desk.ending import Ending
from desk.office import Office
from ingest.fetch.fetcher import Fetcher
from ingest.fetch.outcome import Failed, Fetched, Kind, Refused, Request
from ingest.parse.entry import ParsedFeed
from ingest.websub import Announcement, Denial, Signature, announced, hub_said, read_call, subscription_form
from news.habits import spoken
from news.names import FeedId
from news.publisher import Feed
from store.feed_rows import FeedRecord, FeedState, Lease
from store.poll_transaction import PollTransaction
from store.subscription_rows import Errand, Subscription, SubscriptionState
from store.subscriptions import EARSHOT
from store.transaction import Transaction

LEASE: Final = timedelta(days=10)
"""What is asked for; what the hub grants counts."""
SELDOM: Final = timedelta(days=1)
"""How often a feed is asked whose hub tells of its changes: hubs lose some."""
AT_ONCE: Final = 20
READERS: Final = 8
GATHER_S: Final = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class HubReport:
    """Something between a hub and us, in one line; never with the path or the secret in it."""

    feed: FeedId
    words: str


Tell = Callable[[HubReport], None]


# ---- what polling asks and tells


def note_hub(office: Office, transaction: PollTransaction, feed: Feed, parsed: ParsedFeed, fetched: Fetched) -> None:
    """Takes in what the feed, as just read, announces. Nothing where hubs are not listened to."""
    if office.settings.websub is None or not isinstance(transaction, Transaction):
        return
    said = announced(hub_said(parsed, fetched.headers, fetched.final_url)) if feed.hub else None
    hub, topic = (None, None) if said is None else (said.hub, said.topic)
    transaction.subscriptions.announce(feed.id, hub, topic, office.clock())


def told_by_hubs(office: Office, leases: Sequence[Lease]) -> set[FeedId]:
    """Those feeds whose hubs tell of their changes."""
    if office.settings.websub is None or not leases:
        return set()
    with office.database.read() as transaction:
        return transaction.subscriptions.delivering([lease.record.feed.id for lease in leases], office.clock())


def seldom(ending: Ending, *, new: int, now: datetime) -> Ending:
    """The ending of a poll of a feed whose hub tells of its changes: asked again in a day, unless the poll failed, or found
    something new, which may mean that there is more."""
    result = ending.result
    later = now + SELDOM
    if not result.ok or new or result.next_poll_at >= later:
        return ending
    habits = None if result.habits is None else replace(result.habits, why="its hub tells of changes; asked daily all the same")
    return replace(ending, result=replace(result, next_poll_at=later, habits=habits))


def hub_words(one: Subscription) -> str:
    """How far we are with a hub, in one line."""
    told = f"told {_times(one.told)}, last at {_when(one.told_at)}" if one.told else "has told nothing yet"
    refused = f"; calls that were not signed as agreed and were ignored: {one.refused}" if one.refused else ""
    match one.state:
        case SubscriptionState.LIVE:
            return f"{one.hub} tells of changes until {_when(one.lease_until)}; {told}{refused}"
        case SubscriptionState.ASKING if one.asked_at is None:
            return f"{one.hub} is to be asked at {_when(one.next_try_at)}"
        case SubscriptionState.ASKING:
            return f"{one.hub} asked {_times(one.attempts)}, next at {_when(one.next_try_at)}: {one.words or 'no answer yet'}"
        case SubscriptionState.DENIED:
            return f"{one.hub} is left alone until {_when(one.next_try_at)}: {one.words}"
        case SubscriptionState.LEAVING:
            return f"{one.hub} is being left; it may call until {_when(one.lease_until)}"


def silent_hub_words(listens: bool, record: FeedRecord) -> str | None:
    """Why nothing is asked of the hub that the feed announces, in one line; None where it announces none."""
    said = record.habits.hub
    if said is None:
        return None
    if not record.feed.hub:
        return f"{said.hub} is announced and not asked: `hub = false`"
    if not listens:
        return f"{said.hub} is announced; hubs are not listened to, since the config has no [websub]"
    if said.topic is None:
        return (
            f"{said.hub} is announced, but not the feed's own address (rel=self), by which hubs are asked: it is polled instead"
        )
    return f"{said.hub} is announced, and asked by the next service that listens"


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _when(instant: datetime | None) -> str:
    return "no known time" if instant is None else f"{instant:%Y-%m-%d %H:%M} UTC"


# ---- what the clock does


async def tend(office: Office, tell: Tell) -> None:
    """Asks hubs what there is to ask now, and looks after leases. Meant to be called every few seconds while we listen."""
    callback = office.config.websub
    if callback is None:
        return
    errands = await office.in_store(lambda: _errands(office))
    if errands:
        async with office.fetcher() as fetcher:
            await asyncio.gather(*(_run(office, fetcher, errand, callback, tell) for errand in errands))


def _errands(office: Office) -> list[Errand]:
    now = office.clock()
    with office.database.read() as transaction:
        if not transaction.subscriptions.is_due(now):
            return []
    with office.database.write() as transaction:
        return transaction.subscriptions.errands(now, AT_ONCE)


async def _run(office: Office, fetcher: Fetcher, errand: Errand, callback: str, tell: Tell) -> None:
    announcement = Announcement(hub=errand.hub, topic=errand.topic)
    form = subscription_form(errand.mode, announcement, callback + errand.token, errand.secret, LEASE)
    outcome = await fetcher.fetch(Request(url=errand.hub, kind=Kind.HUB, form=form, feed=errand.feed))
    put_off = outcome.retry_after if isinstance(outcome, Failed) else None
    said = outcome.words if isinstance(outcome, Failed | Refused) else "the hub has not confirmed it yet"

    def keep() -> None:
        with office.database.write() as transaction:
            transaction.subscriptions.asked(errand, said, put_off)

    await office.in_store(keep)
    if isinstance(outcome, Failed | Refused):
        tell(HubReport(feed=errand.feed, words=f"cannot {errand.mode} at {errand.hub}: {said}"))


async def listening(office: Office) -> None:
    """Notes that hubs can reach us: feeds are asked seldom only while that is so."""

    def note() -> None:
        now = office.clock()
        with office.database.read() as transaction:
            if transaction.subscriptions.hears(now + EARSHOT / 2):
                return
        with office.database.write() as transaction:
            transaction.subscriptions.listen(now)

    await office.in_store(note)


async def wake(office: Office) -> None:
    """To be called before the first `tend`: calls may have been missed while nobody listened, and feeds that announced their hubs
    then may not change for long."""

    def catch_up() -> None:
        now = office.clock()
        with office.database.write() as transaction:
            transaction.subscriptions.wake(now)
            wanted = transaction.subscriptions.wanted()
            for record in transaction.feeds.all():
                said = announced(record.habits.hub)
                is_open = record.feed.hub and record.state is not FeedState.RETIRED and record.feed.id not in wanted
                if said is not None and is_open:
                    transaction.subscriptions.announce(record.feed.id, said.hub, said.topic, now)

    await office.in_store(catch_up)


# ---- what hubs say


@dataclass(frozen=True, slots=True)
class Call:
    """A hub's call on a path that stands; `signature` is None where it bears none that can be checked."""

    token: str
    signature: Signature | None
    signed: str


class Listener:
    """Hears what hubs say, for whoever has the sockets."""

    def __init__(self, office: Office, tell: Tell) -> None:
        self._office, self._tell = office, tell
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="hubs")
        self._heard: list[tuple[Call, bool]] = []
        self._keeping: asyncio.Task[None] | None = None

    async def question(self, token: str, pairs: Sequence[tuple[str, str]]) -> str | None:
        """What to answer to a GET, by the names and values of its query: the challenge where we want what the hub asks, nothing
        where it denies; None where there is no such thing here."""
        said = read_call(pairs)
        if said is None:
            return None

        def answer() -> tuple[FeedId | None, str]:
            now = self._office.clock()
            with self._office.database.write() as transaction:
                known = transaction.subscriptions
                if isinstance(said, Denial):
                    words = "the hub denies it" + (f": {said.reason}" if said.reason else "")
                    return known.deny(token, said.topic, words, now), words
                if said.mode == "unsubscribe":
                    return known.left(token, said.topic), "no longer subscribed"
                return known.confirm(token, said.topic, said.lease, now), f"subscribed for {spoken(said.lease)}"

        feed, words = await self._office.in_store(answer) if await self._is_known(token) else (None, "")
        if feed is None:
            return None
        self._tell(HubReport(feed=feed, words=words))
        return "" if isinstance(said, Denial) else said.challenge

    async def call(self, token: str, signature: str | None) -> Call | None:
        """A POST that has begun, by the value of its `X-Hub-Signature`; None where nothing stands at this path."""

        def look() -> str | None:
            with self._office.database.read() as transaction:
                return transaction.subscriptions.secret(token)

        secret = await asyncio.get_running_loop().run_in_executor(self._readers, look)
        if secret is None:
            return None
        return Call(token, Signature.read(signature, secret), (signature or "").strip().lower())

    async def heard(self, call: Call) -> None:
        """Keeps a call whose body has come to its end; returns when it is kept. Calls are gathered for a moment and kept in one
        transaction, however many come. One that is not signed as agreed is counted and ignored."""
        self._heard.append((call, call.signature is not None and call.signature.holds()))
        if self._keeping is None:
            self._keeping = asyncio.create_task(self._keep())
        await asyncio.shield(self._keeping)

    async def _keep(self) -> None:
        await asyncio.sleep(GATHER_S)
        heard, self._heard, self._keeping = self._heard, [], None
        true = [(call.token, call.signed) for call, is_true in heard if is_true]
        refused = Counter(call.token for call, is_true in heard if not is_true)

        def keep() -> list[FeedId]:
            with self._office.database.write() as transaction:
                for token, count in refused.items():
                    transaction.subscriptions.refused(token, count)
                return transaction.subscriptions.told(true, self._office.clock())

        for feed in await self._office.in_store(keep):
            self._tell(HubReport(feed=feed, words="its hub tells of a change"))

    async def _is_known(self, token: str) -> bool:
        def look() -> bool:
            with self._office.database.read() as transaction:
                return transaction.subscriptions.is_known(token)

        return await asyncio.get_running_loop().run_in_executor(self._readers, look)
