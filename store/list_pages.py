"""How a list is cut into pages, so that a new story touches few of them: pure arithmetic on positions.

Positions count from 0 for the oldest. Page 1 holds the oldest `size`, page 2 the next; a page stands once it is full and
the newest page would still hold `size` rows without it. The newest page (number None) holds the rest: fewer than twice
`size`.
"""


def full_pages(rows: int, size: int) -> int:
    """How many numbered pages a list of that many rows has."""
    return max(0, rows // size - 1)


def page_of(position: int, rows: int, size: int) -> int | None:
    """The number of the page that holds the position; None is the newest page."""
    number = position // size + 1
    return number if number <= full_pages(rows, size) else None


def span_of(number: int | None, rows: int, size: int) -> tuple[int, int]:
    """The first position on the page, and the one after its last."""
    if number is None:
        return full_pages(rows, size) * size, rows
    return (number - 1) * size, number * size


def older_than(number: int | None, rows: int, size: int) -> int | None:
    """The number of the next older page, None at the end."""
    newest = full_pages(rows, size)
    older = newest if number is None else number - 1
    return older or None
