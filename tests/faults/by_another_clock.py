"""Runs `wiredesk` by a clock that the test sets: `python -m tests.faults.by_another_clock FILE ARGUMENT…`.

FILE holds by how many seconds the time of day is off; it is looked at all the while, so that the clock can be set under a service
that runs. What counts seconds (the monotonic clock) goes on as ever, like on a machine whose clock is set.
"""

import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine


def follow(file: Path) -> None:
    """Sets the clock whenever the file says something else."""
    began, real = time.monotonic(), datetime.now(UTC)
    set_to: str | None = None
    travel: time_machine.travel | None = None
    while True:
        said = file.read_text("utf-8")
        if said and said != set_to:
            if travel is not None:
                travel.stop()
            off = timedelta(seconds=float(said) + time.monotonic() - began)
            travel, set_to = time_machine.travel(real + off, tick=True), said
            travel.start()
            is_set.set()
        time.sleep(0.05)


is_set = threading.Event()


def main() -> None:
    """Sets the clock and runs the command."""
    file, *arguments = sys.argv[1:]
    threading.Thread(target=follow, args=(Path(file),), daemon=True).start()
    is_set.wait()
    sys.argv = ["wiredesk", *arguments]
    from wiredesk.__main__ import main as run

    run()


if __name__ == "__main__":
    main()
