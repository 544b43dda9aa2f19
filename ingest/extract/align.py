"""Where an extractor's pieces of text stand in the page: from its words back to the page's own blocks."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.extract.blocks import PageText

ANCHOR = 25
"""Squeezed characters from which on a piece that stands only once in the page is taken as certain."""
SHORT = 12
"""Below this a piece must fill whole blocks: "Yes" stands everywhere."""
MAX_STEPS = 2_000
MAX_READ = 50_000_000
"""Characters that may be gone over in looking for every piece in the whole text: a tenth of a second. No story takes as many."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """`covered` counts the characters of each block that were found. `unfound` is the share of the pieces' characters that
    are nowhere in the page, `moved` the share of those that are, at another place in its order."""

    covered: tuple[int, ...]
    unfound: float
    moved: float

    def blocks(self, page: PageText) -> frozenset[int]:
        """The indices of the blocks of which half or more was found."""
        return frozenset(block.index for block in page.blocks if self.covered[block.index] * 2 >= len(block.squeezed))


def align(pieces: Sequence[str], page: PageText) -> Alignment:
    """Finds each squeezed piece in the page's squeezed text.

    Long pieces that stand only once are anchors; of these the longest run in rising order holds. The others are looked for
    between the anchors around them, first whole, then in parts.
    """
    text = page.squeezed
    places = _places(pieces, page)
    kept = _longest_rise([(place, number) for number, place in enumerate(places) if place is not None])
    ceilings = [len(text)] * len(pieces)
    for number in reversed(range(len(pieces) - 1)):
        place = places[number + 1]
        ceilings[number] = place if place is not None and number + 1 in kept else ceilings[number + 1]
    search = _Search(text, frozenset(block.start for block in page.blocks) | {len(text)})
    spans: list[Span] = []
    lost = moved = low = 0
    for number, piece in enumerate(pieces):
        place = places[number]
        if place is not None:
            spans.append((place, place + len(piece)))
            moved += 0 if number in kept else len(piece)
            low = place + len(piece) if number in kept else low
            continue
        copy = text.rfind(piece, 0, ceilings[number]) if low == 0 and len(piece) >= ANCHOR else -1
        if copy >= 0:  # before the first anchor: of several copies the one next to the text
            spans.append((copy, copy + len(piece)))
            low = copy + len(piece)
            continue
        found, missing = search.parts(piece, low, ceilings[number])
        elsewhere = search.place(piece, 0, len(text)) if missing else None
        if elsewhere is not None:
            spans.append((elsewhere, elsewhere + len(piece)))
            moved += len(piece)
            continue
        spans.extend(found)
        lost += missing
        low = found[-1][1] if found else low
    total = sum(map(len, pieces)) or 1
    return Alignment(_coverage(spans, page), lost / total, moved / total)


def _places(pieces: Sequence[str], page: PageText) -> list[int | None]:
    """Where each piece stands that is long and stands only once. On a very large page only those are known that are one whole
    block: looking for each piece in all of the text would take the square of its length."""
    text = page.squeezed
    if len(pieces) * len(text) <= MAX_READ:
        return [_only_place(piece, text) for piece in pieces]
    starts: dict[str, int | None] = {}
    for block in page.blocks:
        starts[block.squeezed] = None if block.squeezed in starts else block.start
    return [starts.get(piece) if len(piece) >= ANCHOR else None for piece in pieces]


def _only_place(piece: str, text: str) -> int | None:
    if len(piece) < ANCHOR:
        return None
    place = text.find(piece)
    return place if place >= 0 and text.find(piece, place + 1) < 0 else None


def _longest_rise(found: list[tuple[int, int]]) -> frozenset[int]:
    """The numbers of the longest run of pieces whose places rise (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for which, (place, _) in enumerate(found):
        pile = bisect_left(tails, place)
        if pile == len(tails):
            tails.append(place)
            ends.append(which)
        else:
            tails[pile], ends[pile] = place, which
        before.append(ends[pile - 1] if pile else -1)
    run = []
    which = ends[-1] if ends else -1
    while which >= 0:
        run.append(found[which][1])
        which = before[which]
    return frozenset(run)


class _Search:
    """Looks for pieces in a stretch of the text, within a bound on steps for the whole page."""

    def __init__(self, text: str, borders: frozenset[int]) -> None:
        self.text, self.borders, self.steps = text, borders, MAX_STEPS

    def parts(self, piece: str, low: int, high: int) -> tuple[list[Span], int]:
        """Where the piece stands between `low` and `high`, whole or in parts, and how many of its characters do not."""
        whole = self.place(piece, low, high)
        if whole is not None:
            return [(whole, whole + len(piece))], 0
        found: list[Span] = []
        lost = at = 0
        while at < len(piece) and self.steps > 0:
            length = self.longest(piece, at, low, high)
            if length:
                place = self.text.find(piece[at : at + length], low, high)
                found.append((place, place + length))
                low, at = place + length, at + length
            else:
                step = min(SHORT, len(piece) - at)
                lost, at = lost + step, at + step
        return found, lost + len(piece) - at

    def place(self, piece: str, low: int, high: int) -> int | None:
        place = self.text.find(piece, low, high)
        if len(piece) >= SHORT:
            return place if place >= 0 else None
        while place >= 0 and self.steps > 0:
            self.steps -= 1
            if place in self.borders and place + len(piece) in self.borders:
                return place
            place = self.text.find(piece, place + 1, high)
        return None

    def longest(self, piece: str, at: int, low: int, high: int) -> int:
        """The length of the longest beginning of `piece[at:]` that stands there; 0 where even a short one does not."""
        if len(piece) - at < SHORT or self.text.find(piece[at : at + SHORT], low, high) < 0:
            self.steps -= 1
            return 0
        fits, fails = SHORT, len(piece) - at + 1
        while fails - fits > 1:
            self.steps -= 1
            middle = (fits + fails) // 2
            if self.text.find(piece[at : at + middle], low, high) >= 0:
                fits = middle
            else:
                fails = middle
        return fits


def _coverage(spans: list[Span], page: PageText) -> tuple[int, ...]:
    """The number of found characters per block; what was found twice counts once."""
    starts = [block.start for block in page.blocks]
    covered = [0] * len(starts)
    reached = 0
    for begin, end in sorted(spans):
        at = max(begin, reached)
        reached = max(reached, end)
        index = max(0, bisect_right(starts, at) - 1)
        while at < end and index < len(starts):
            stop = min(end, starts[index] + len(page.blocks[index].squeezed))
            covered[index] += stop - at
            at, index = stop, index + 1
    return tuple(covered)
