"""What the process has loaded that workers are forked off; imported there and nowhere else (`ingest.workers`)."""

import gc
import sys

import ingest.parse.feed
import ingest.workers  # noqa: F401

gc.set_threshold(20_000)  # see wiredesk.__main__: a feed or a page is so many objects that live until it is read
gc.freeze()  # what is loaded here stays, and need not be looked through


def _say_nothing(*_: object) -> None:
    """For a worker that is told to end while it is being made: nobody waits for it, and whoever waits for another hears of it
    from the pool. A traceback would reach the user."""


sys.excepthook = _say_nothing
