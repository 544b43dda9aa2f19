"""The open office: config, database, door, workers and clock, opened when first asked for and closed at the end."""

import asyncio
import fcntl
import os
import platform
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from desk.errors import Busy, DeskError

if TYPE_CHECKING:
    from desk.config import Config
    from ingest.fetch.fetcher import Fetcher
    from ingest.workers import Workers
    from store.database import Database

Answer = TypeVar("Answer")
Clock = Callable[[], datetime]
TRY_AGAIN_S = 0.05


def utc_now() -> datetime:
    """The clock of the house: aware UTC."""
    return datetime.now(UTC)


class Office:
    """What a use case works with. `with Office(config) as office`. Rooms are imported when they are opened (rule 13).

    `owner` names this process in leases: host, process id.
    """

    def __init__(self, config: "Config", clock: Clock = utc_now) -> None:
        self.config, self.clock = config, clock
        self.owner = f"{platform.node()}:{os.getpid()}"
        self._database: Database | None = None
        self._writer: ThreadPoolExecutor | None = None

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
        if self._database is None:
            from desk.opening import open_database

            self._database = open_database(self.config, self.clock())
        return self._database

    async def in_store(self, work: Callable[[], Answer]) -> Answer:
        """What `work` gives back, done on the one writer thread (rule 15)."""
        if self._writer is None:
            self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        return await asyncio.get_running_loop().run_in_executor(self._writer, work)

    def fetcher(self) -> "Fetcher":
        """The outbound door; an async context manager."""
        from ingest.fetch.fetcher import Fetcher

        return Fetcher(self.config.fetch)

    def workers(self) -> "Workers":
        """The parsing processes; an async context manager."""
        from ingest.workers import Workers

        return Workers()


@contextmanager
def alone(folder: Path, name: str, words: str, wait_s: float = 0) -> Iterator[None]:
    """Holds the lock `name` beside the data while the block runs; raises Busy with `words` when another process holds it, and
    still does after `wait_s` seconds. The lock is the operating system's: it ends with the process, however that ends."""
    deadline = time.monotonic() + wait_s
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = (folder / f".{name}.lock").open("a")
    except OSError as broken:
        raise DeskError(f"{folder}: cannot be written: {broken.strerror}; give another folder with --data") from None
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
