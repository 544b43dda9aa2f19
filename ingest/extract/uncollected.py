"""Work on one page without the collector looking in."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Holds the search for reference cycles until the block ends.

    A page's elements, nodes and blocks all live until its story is made: to look for garbage among them meanwhile finds
    none and takes a fifth of the time. A page's size is bounded, so what waits is bounded too.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
