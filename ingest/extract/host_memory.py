"""What a host's pages have in common: a block that stands on several of them is furniture, whatever else speaks for it.

Pure: whoever keeps the memory hands it in and gets back what a page added. Counted are stories, not visits: the caller adds
what a page held only when it is a story that the memory has not counted yet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ingest.extract.article import Seen
from news.names import Digest

if TYPE_CHECKING:
    from ingest.extract.blocks import PageBlock

REPEATED: Final = 3
"""Stories from which on a block belongs to the host and not to a story."""
SHORTEST: Final = 12
"""Letters below which the same words may well stand in several stories."""


@dataclass(frozen=True, slots=True)
class HostMemory:
    """On how many of a host's stories a block was printed, and on how many it stood and was left out, by the digest of its text.

    Numbers and nothing else, since it goes to a worker with every few pages: as objects they would take longer on the way there
    than in use.
    """

    printed: Mapping[Digest, int] = field(default_factory=dict)
    left: Mapping[Digest, int] = field(default_factory=dict)

    def is_furniture(self, block: "PageBlock") -> bool:
        """Whether it was left out of several stories and printed in none."""
        return self._of(self.left, block) >= REPEATED and block.digest not in self.printed

    def is_doubtful(self, block: "PageBlock") -> bool:
        """Whether it was printed in several stories: no story has the words of another, so selection lets furniture through."""
        return self._of(self.printed, block) >= REPEATED

    def stories(self, block: "PageBlock") -> int:
        """On how many of the host's stories it stood, as far as the memory goes."""
        return self._of(self.printed, block) + self._of(self.left, block)

    def _of(self, counts: Mapping[Digest, int], block: "PageBlock") -> int:
        known = counts.get(block.digest, 0) if counts else 0
        return known if known and len(block.bare) >= SHORTEST else 0

    def with_story(self, seen: Seen) -> "HostMemory":
        """The memory with one story more."""
        return HostMemory(_one_more(self.printed, seen.printed), _one_more(self.left, seen.left - seen.printed))


def _one_more(counts: Mapping[Digest, int], seen: Iterable[Digest]) -> dict[Digest, int]:
    return {**counts, **{digest: counts.get(digest, 0) + 1 for digest in seen}}


def seen_on(printed: "Iterable[PageBlock]", left: "Iterable[PageBlock]") -> Seen:
    """What a page adds to its host's memory; blocks too short to tell anything are passed over."""
    return Seen(*(frozenset(one.digest for one in found if len(one.bare) >= SHORTEST) for found in (printed, left)))
