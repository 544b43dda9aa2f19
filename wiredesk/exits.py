"""Exit codes, and the way from an error to one clear line on standard error."""

import errno
import io
import os
import signal
import sys
from enum import IntEnum
from types import FrameType

import click

from news.errors import WiredeskError
from wiredesk.terminal import printable


class Exit(IntEnum):
    """What the process ends with."""

    OK = 0
    UNEXPECTED = 1
    USAGE = 2
    CONFIG = 3
    FEEDS_FAILED = 4
    """With --strict only."""
    NOTHING_TO_DO = 5
    """With --fail-empty only."""
    SCHEMA = 6
    BUSY = 7
    STORAGE = 8
    """The database or the export folder is damaged or cannot be written."""
    TRY_AGAIN = 75
    INTERRUPTED = 130
    TERMINATED = 143
    """By SIGTERM; `serve` ends with OK then."""


FULL = (errno.ENOSPC, errno.EDQUOT)


class CannotWrite(WiredeskError):
    """A file or folder that the command has to write cannot be written."""


CODES = {
    "ConfigError": Exit.CONFIG,
    "Busy": Exit.BUSY,
    "NewerSchema": Exit.SCHEMA,
    "NeedsUpgrade": Exit.SCHEMA,
    "Damaged": Exit.STORAGE,
    "ReadOnly": Exit.STORAGE,
    "CannotWrite": Exit.STORAGE,
    "Locked": Exit.TRY_AGAIN,
    "Unreachable": Exit.TRY_AGAIN,
    "DiskFull": Exit.TRY_AGAIN,
    "NoRoom": Exit.TRY_AGAIN,
}
"""By the error's name, so that the rooms they come from need not be loaded to end a process that never opened them."""


def code_of(error: WiredeskError) -> Exit:
    """The exit code of an error of ours: the nearest of its classes that has one."""
    return next((CODES[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in CODES), Exit.UNEXPECTED)


_stopped: list[int] = []
"""SIGTERM, once it came."""


def stop(number: int, frame: FrameType | None) -> None:
    """Answers SIGTERM as Ctrl-C is answered, so that what is under way is cancelled and cleared up: asyncio sees to that for
    SIGINT alone. Notes that it was this one."""
    _stopped.append(number)
    interrupt = signal.getsignal(signal.SIGINT)
    (interrupt if callable(interrupt) else signal.default_int_handler)(number, frame)


def run(command: click.Command) -> int:
    """Runs the command with the process's own arguments; gives back the exit code."""
    out = sys.stdout
    try:
        code = command.main(standalone_mode=False, prog_name="wiredesk")
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as misuse:
        told = io.StringIO()
        misuse.show(told)
        print(printable(told.getvalue()), end="", file=sys.stderr)  # noqa: T201
        return Exit.USAGE
    except SystemExit:
        if sys.stdout is not out:  # so click leaves a reader that has read enough, such as `head`
            return Exit.OK
        raise
    except (click.Abort, KeyboardInterrupt):
        print(f"wiredesk: {'stopped' if _stopped else 'interrupted'}; nothing accepted is lost", file=sys.stderr)  # noqa: T201
        return Exit.TERMINATED if _stopped else Exit.INTERRUPTED
    except WiredeskError as error:
        for line in str(error).split("\n"):
            print(f"wiredesk: {printable(line)}", file=sys.stderr)  # noqa: T201
        return code_of(error)
    except Exception as surprise:  # the last door: a user gets a line and a way on, never a traceback
        if isinstance(surprise, OSError) and surprise.errno in FULL:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what stands in its buffer has no place to go
            where = surprise.filename or "what is printed"
            print(f"wiredesk: {printable(str(where))}: {surprise.strerror}: free some and try again", file=sys.stderr)  # noqa: T201
            return Exit.TRY_AGAIN
        if os.environ.get("WIREDESK_TRACEBACK"):
            raise
        print(  # noqa: T201
            f"wiredesk: unexpected: {type(surprise).__name__}: {printable(str(surprise))}\n"
            "wiredesk: this is a fault of wiredesk; WIREDESK_TRACEBACK=1 shows where",
            file=sys.stderr,
        )
        return Exit.UNEXPECTED
    return code if isinstance(code, int) else Exit.OK
