"""`python -m wiredesk` and the console script: runs the command line and turns every known error into one clear line."""

import signal
import sys


def main() -> None:
    """Runs the command and ends the process with its exit code (wiredesk.exits). No traceback reaches a user."""
    from wiredesk.cli import cli
    from wiredesk.exits import run

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(run(cli))


if __name__ == "__main__":
    main()
