"""`python -m wiredesk` and the console script: runs the command line and turns every known error into one clear line."""

import gc
import io
import signal
import sys

GARBAGE = 20_000
"""A pass makes many objects that live to its end. To look through them for circles as often as Python does by itself is a tenth
of its time."""


def main() -> None:
    """Runs the command and ends the process with its exit code (wiredesk.exits). No traceback reaches a user."""
    gc.set_threshold(GARBAGE)
    from wiredesk.cli import cli
    from wiredesk.exits import run, stop

    if isinstance(sys.stdout, io.TextIOWrapper):  # a terminal that lacks a letter gets its number
        sys.stdout.reconfigure(errors="backslashreplace")
    signal.signal(signal.SIGTERM, stop)
    code = run(cli)
    gc.freeze()  # what is left goes with the process; to look through it for circles once more takes as long as asking 50 feeds
    sys.exit(code)


if __name__ == "__main__":
    main()
