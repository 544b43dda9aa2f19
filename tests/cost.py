"""What something costs, without a clock's opinion of the machine it runs on: CPU time beside a plain pattern over as much text in
the same run, or how it grows with what is given. What seems too much is measured again."""

import re
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

GROWTH = 11
"""Times a small input's cost that one four times as large may take: between four, in step with it, and sixteen, its square."""
LEAST_S = 0.002
"""What takes less for the small input is taken for this: below it a machine's noise would be measured."""
PLAIN = re.compile(r"ferry|island")
PLAIN_LENGTH = 100_000
TIMES = 50
"""Times what PLAIN takes for 100 kB: about 50 ms where that takes one."""
TRIES = 3


def cpu_s(call: Callable[[], object]) -> float:
    """The CPU seconds that this thread spends in one call."""
    began = time.thread_time()
    call()
    return time.thread_time() - began


def grows_in_step(make: Callable[[int], T], use: Callable[[T], object], size: int) -> bool:
    """Whether an input of this size costs about four times what a quarter of it does."""
    small, large = make(size // 4), make(size)
    use(small)
    return any(cpu_s(lambda: use(large)) < GROWTH * max(cpu_s(lambda: use(small)), LEAST_S) for _ in range(TRIES))


def is_cheap(call: Callable[[], object]) -> bool:
    """Whether a call costs no more than TIMES a plain pattern's search through 100 kB."""
    plain = "almost " * (PLAIN_LENGTH // 7)
    return any(cpu_s(call) < TIMES * max(cpu_s(lambda: PLAIN.search(plain)), 0.0008) for _ in range(TRIES))
