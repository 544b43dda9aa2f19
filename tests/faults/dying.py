"""Runs `wiredesk` and kills it at a named point: `python -m tests.faults.dying MODULE:NAME before|after NTH ARGUMENT…`.

No code of the house knows of this: the function that bears the name is wrapped in this process, and the wrapper ends it.
"""

import functools
import importlib
import inspect
import os
import signal
import sys
from typing import Any


def die_at(point: str, when: str, nth: int) -> None:
    """Has the process die before or after the nth call of the function."""
    module, _, path = point.partition(":")
    owner: Any = importlib.import_module(module)
    *way, name = path.split(".")
    for step in way:
        owner = getattr(owner, step)
    function = getattr(owner, name)
    calls = 0

    def count() -> bool:
        nonlocal calls
        calls += 1
        return calls == nth

    def die() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    @functools.wraps(function)
    def plain(*arguments: Any, **settings: Any) -> Any:
        now = count()
        if now and when == "before":
            die()
        result = function(*arguments, **settings)
        if now:
            die()
        return result

    @functools.wraps(function)
    async def awaited(*arguments: Any, **settings: Any) -> Any:
        now = count()
        if now and when == "before":
            die()
        result = await function(*arguments, **settings)
        if now:
            die()
        return result

    setattr(owner, name, awaited if inspect.iscoroutinefunction(function) else plain)


def main() -> None:
    """Arms the point and runs the command."""
    point, when, nth, *arguments = sys.argv[1:]
    die_at(point, when, int(nth))
    sys.argv = ["wiredesk", *arguments]
    from wiredesk.__main__ import main as run

    run()


if __name__ == "__main__":
    main()
