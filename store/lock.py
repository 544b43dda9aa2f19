"""One writer at a time over all processes: a lock on a file beside a SQLite database (rule 9)."""

import errno
import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from store.errors import Locked, ReadOnly, Unreachable

HURRIED_S = 0.2
"""How long who is in a hurry waits for others."""


class WriteLock:
    """The right to write or checkpoint. SQLite before 3.51.3 can damage a WAL that two connections do that to at once
    (https://sqlite.org/wal.html#walresetbug). The kernel frees it when its holder dies, however it dies."""

    def __init__(self, database: Path, busy_s: float) -> None:
        path = database.with_name(database.name + ".lock")
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except PermissionError as error:
            raise ReadOnly(str(database)) from error
        except OSError as error:
            if error.errno == errno.EROFS:
                raise ReadOnly(str(database)) from error
            raise Unreachable(str(database), error.strerror or str(error)) from error
        self._database, self._busy_s = str(database), busy_s
        self._within = threading.Lock()
        self._was_refused = False
        self._hurried_at: float | None = None

    def hurry(self) -> None:
        """Has nobody of this process wait much longer for others, neither those who wait now nor those who come later."""
        self._hurried_at = time.monotonic()

    @contextmanager
    def held(self, *, at_end: bool = False) -> Iterator[None]:
        """Ours within. Raises Locked when another thread or process keeps it for longer than the busy time. `at_end`: it is the
        last that is wanted of the lock, and who was refused before does not wait for that once more."""
        busy_s = 0.0 if at_end and self._was_refused else self._busy_s
        deadline = time.monotonic() + busy_s
        if not self._within.acquire(timeout=busy_s):
            raise Locked(self._database, self._busy_s, f"{os.getpid()}, this one")
        try:
            self._take(deadline)
            try:
                yield
            finally:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._within.release()

    def _take(self, deadline: float) -> None:
        began, pause = time.monotonic(), 0.001
        while True:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                hurried_at = self._hurried_at
                hurried = deadline if hurried_at is None else max(began, hurried_at) + HURRIED_S
                if time.monotonic() > min(deadline, hurried):
                    self._was_refused = True
                    raise Locked(self._database, self._busy_s, os.pread(self._file, 20, 0).decode().strip() or None) from None
                time.sleep(pause)
                pause = min(pause * 2, 0.05)
            else:
                with suppress(OSError):  # only a courtesy to who waits, and a full disk must not stop a write that frees room
                    os.pwrite(self._file, b"%-19d\n" % os.getpid(), 0)
                return

    def close(self) -> None:
        """Gives the file back."""
        os.close(self._file)
