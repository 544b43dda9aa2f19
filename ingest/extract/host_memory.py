"""What a host's pages have in common: a block that stands on several of them is furniture, whatever else speaks for it.

Pure: whoever keeps the memory hands it in and gets back what a page added. Counted are stories, not visits: the caller adds
what a page held only when it is a story that the memory has not counted yet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ingest.extract.article import Seen
from news.names import Digest, digest_of

if TYPE_CHECKING:
    from ingest.extract.blocks import PageBlock

REPEATED: Final = 3
"""Stories from which on a block belongs to the host and not to a story."""
SHORTEST: Final = 12
"""Letters below which the same words may well stand in several stories."""


@dataclass(frozen=True, slots=True)
class Counts:
    """On how many of a host's stories a block was printed, and on how many it stood and was left out."""

    printed: int = 0
    left: int = 0


NEVER: Final = Counts()


@dataclass(frozen=True, slots=True)
class HostMemory:
    """The counts of one host's blocks by the digest of their text."""

    counts: Mapping[Digest, Counts] = field(default_factory=dict)

    def is_furniture(self, block: "PageBlock") -> bool:
        """Whether it was left out of several stories and printed in none."""
        found = self._of(block)
        return found.left >= REPEATED and found.printed == 0

    def is_doubtful(self, block: "PageBlock") -> bool:
        """Whether it was printed in several stories: no story has the words of another, so selection lets furniture through."""
        return self._of(block).printed >= REPEATED

    def stories(self, block: "PageBlock") -> int:
        """On how many of the host's stories it stood, as far as the memory goes."""
        found = self._of(block)
        return found.printed + found.left

    def _of(self, block: "PageBlock") -> Counts:
        return self.counts.get(digest_of(block.text), NEVER) if self.counts and len(block.bare) >= SHORTEST else NEVER

    def with_story(self, seen: Seen) -> "HostMemory":
        """The memory with one story more."""
        added = {digest: self._plus(digest, printed=1) for digest in seen.printed}
        added |= {digest: self._plus(digest, left=1) for digest in seen.left - seen.printed}
        return HostMemory({**self.counts, **added})

    def _plus(self, digest: Digest, *, printed: int = 0, left: int = 0) -> Counts:
        known = self.counts.get(digest, NEVER)
        return Counts(known.printed + printed, known.left + left)


def seen_on(printed: "Iterable[PageBlock]", left: "Iterable[PageBlock]") -> Seen:
    """What a page adds to its host's memory; blocks too short to tell anything are passed over."""
    return Seen(*(frozenset(digest_of(one.text) for one in found if len(one.bare) >= SHORTEST) for found in (printed, left)))
