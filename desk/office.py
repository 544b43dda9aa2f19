"""The open office: config, database, door, workers and clock, opened when first asked for and closed at the end."""

import asyncio
import fcntl
import os
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desk.errors import Busy, CannotWrite
from news.errors import WiredeskError

if TYPE_CHECKING:
    from desk.config import Config
    from desk.settings import Settings
    from ingest.fetch.fetcher import Fetcher
    from ingest.workers import Workers
    from store.database import Database

Answer = TypeVar("Answer")
Clock = Callable[[], datetime]
TRY_AGAIN_S = 0.05
LEASE_S = 120
"""How long what a pass works on stays its own should it die; while it lives it renews that."""
PATIENCE_S = 60
"""How long a pass, with what it fetched in its hands, waits for a database that others hold."""


def utc_now() -> datetime:
    """The clock of the house: aware UTC."""
    return datetime.now(UTC)


class Office:
    """What a use case works with. `with Office(config) as office`. Rooms are imported when they are opened (rule 13).

    `owner` names one pass in leases: host, process id, and what no other pass has. Once `stopping` is set nothing new is taken
    up; once `halting` is, long work is broken off where it can be taken up again.
    """

    def __init__(
        self, config: "Config | None", clock: Clock = utc_now, *, settings: "Settings | None" = None,
        load: "Callable[[], Config] | None" = None,
    ) -> None:  # fmt: skip
        self.clock = clock
        self._config, self._settings, self._load = config, settings, load
        self.stopping, self.halting = threading.Event(), threading.Event()
        self.owner = _owner()
        self._database: Database | None = None
        self._opening = threading.Lock()
        self._writer: ThreadPoolExecutor | None = None
        self._fetcher: Fetcher | None = None

    @classmethod
    def of(cls, path: Path, data: Path, clock: Clock = utc_now) -> "Office":
        """The office over the config in a file. One that the store knows already, unchanged by a byte, is read only when more
        of it is needed than polling does. Raises ConfigError."""
        from desk.settings import remembered

        try:
            body = path.read_bytes()
        except OSError:
            body = None
        settings = None if body is None else remembered(body, data)

        def load() -> "Config":
            from desk.config import load

            return load(path, data, body)

        return cls(load() if settings is None else None, clock, settings=settings, load=load)

    @property
    def config(self) -> "Config":
        """The whole of the config. Raises ConfigError."""
        if self._config is None:
            assert self._load is not None
            self._config = self._load()
        return self._config

    @property
    def settings(self) -> "Settings":
        """What polling needs of the config."""
        if self._settings is None:
            from desk.settings import settings_of

            self._settings = settings_of(self.config)
        return self._settings

    def __enter__(self) -> "Office":
        return self

    def __exit__(self, *_: object) -> None:
        if self._writer is not None:
            self._writer.shutdown()
        if self._database is not None:
            self._database.close()

    @property
    def database(self) -> "Database":
        """The store, brought to the present schema and knowing the feeds of the config. Raises StoreError."""
        with self._opening:  # the jobs of a service ask at the same moment, each in a thread of its own
            if self._database is None:
                self._database = self._open()
            return self._database

    def _open(self) -> "Database":
        if self._config is None:  # the store knows the config
            from store.database import Database

            return Database.open(self.settings.store_url, folder=self.settings.data)
        from desk.opening import open_database

        return open_database(self._config, self.clock())

    async def in_store(self, work: Callable[[], Answer], patience_s: float = PATIENCE_S) -> Answer:
        """What `work`, one transaction, gives back, done on the one writer thread (rule 15). While others hold the database it
        is tried again, for `patience_s` beyond the store's own; then raises Locked."""
        from store.errors import Locked

        if self._writer is None:
            self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        deadline = time.monotonic() + patience_s
        while True:
            try:
                return await asyncio.get_running_loop().run_in_executor(self._writer, work)
            except Locked:
                if time.monotonic() >= deadline or self.halting.is_set():
                    raise
            await asyncio.sleep(TRY_AGAIN_S)

    def halt(self) -> None:
        """Has long work broken off, and the database waited for no longer: what cannot be given back now runs out."""
        self.halting.set()
        if self._database is not None:
            self._database.hurry()

    @asynccontextmanager
    async def leasing(self) -> AsyncIterator[None]:
        """What is claimed within stays ours however long the work takes, and is given up to others when we are gone."""
        self.owner = _owner()
        renewing = asyncio.create_task(self._renew(self.owner))
        try:
            yield
        finally:
            renewing.cancel()
            await asyncio.gather(renewing, return_exceptions=True)

    async def _renew(self, owner: str) -> None:
        def renew() -> None:
            with self.database.polling() as transaction:
                transaction.feeds.renew(owner, self.clock(), lease_s=LEASE_S)
                transaction.entries.renew(owner, self.clock(), lease_s=LEASE_S)

        while True:
            await asyncio.sleep(LEASE_S / 3)
            with suppress(WiredeskError):  # who could not renew finds out when its result is kept
                await self.in_store(renew)

    @asynccontextmanager
    async def fetcher(self, rests: Mapping[str, datetime] | None = None) -> AsyncIterator["Fetcher"]:
        """The outbound door. `rests` are hosts that asked to be left alone, and until when."""
        from desk.robots import RobotsBook
        from desk.turns import TurnsBook
        from ingest.fetch.fetcher import Fetcher

        if self._fetcher is not None:
            self._fetcher.heed(rests or {})
            yield self._fetcher
            return
        turns = TurnsBook(self, _owner())
        try:
            async with Fetcher(self.settings.fetch, rests, RobotsBook(self), turns) as fetcher:
                yield fetcher
        finally:
            await turns.close()

    @asynccontextmanager
    async def staying_open(self) -> AsyncIterator[None]:
        """Within, all passes use one door: it knows when it last asked each host, and what stood in its robots.txt."""
        async with self.fetcher() as fetcher:
            self._fetcher = fetcher
            try:
                yield
            finally:
                self._fetcher = None

    def workers(self) -> "Workers":
        """The parsing processes; an async context manager."""
        from ingest.workers import Workers

        return Workers()

    @asynccontextmanager
    async def workers_when_needed(self) -> "AsyncIterator[Callable[[], Workers]]":
        """What gives the parsing processes when it is called: most passes have nothing to parse."""
        opened: list[Workers] = []

        def give() -> "Workers":
            if not opened:
                opened.append(self.workers())
            return opened[0]

        try:
            yield give
        finally:
            for workers in opened:
                await workers.__aexit__()


def _owner() -> str:
    return f"{os.uname().nodename}:{os.getpid()}:{os.urandom(4).hex()}"


@contextmanager
def alone(folder: Path, name: str, words: str, wait_s: float = 0) -> Iterator[None]:
    """Holds the lock `name` beside the data while the block runs; raises Busy with `words` when another process holds it, and
    still does after `wait_s` seconds, CannotWrite where it cannot be made. The lock is the operating system's: it ends with the
    process, however that ends."""
    deadline = time.monotonic() + wait_s
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / f".{name}.lock").open("a")
    except OSError as broken:
        raise CannotWrite(f"{folder}: cannot be written: {broken.strerror}; give another folder with --data") from None
    with handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise Busy(words) from None
            time.sleep(TRY_AGAIN_S)
        yield
