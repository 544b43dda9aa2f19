"""Whether what is printed is what was published: computed from the two, never claimed (rule 2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from news.body import Block, Inline, Leaf, fold, inline_runs, leaves, links, plain
from news.names import Digest, digest_of


class Level(StrEnum):
    """How the printed text stands to the published one; from best to worst."""

    VERBATIM = "verbatim"
    """Word for word, and every witness says that it is complete."""
    LAYOUT = "layout"
    """The same words and order; other line breaks or kinds of blocks."""
    INCOMPLETE = "incomplete"
    """Word for word, its completeness in doubt."""
    EXCERPT = "excerpt"
    """Whole lines word for word, and others are known to be missing."""
    EDITED = "edited"
    """Words were changed, added or moved."""
    UNVERIFIABLE = "unverifiable"
    """There is nothing to compare with, or the words cannot be found in it."""
    DIFFERS = "differs"
    """It came through a mirror, was compared with the publisher's page, and is not the same."""


ORDER = tuple(Level)


def worse(one: Level, other: Level) -> Level:
    """The one that promises less."""
    return max(one, other, key=ORDER.index)


class LossVerdict(StrEnum):
    """What a block that was not printed is taken for."""

    ARTICLE = "article"
    DOUBT = "doubt"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """One block of the page that is not printed: what it is, which rule judged it, and where it stood.

    `place` is a path of element names; `first` and `last` are its first 80 and last 20 characters; `facts` is what the rule
    saw, in words.
    """

    kind: str
    verdict: LossVerdict
    rule: str
    place: str
    first: str
    last: str
    length: int
    digest: Digest
    facts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """The computed statement about a story's text.

    `end_in_doubt` says why the end looks cut, None where it does not. `grounds` names what the level rests on, in words.
    """

    level: Level
    grounds: str
    end_in_doubt: str | None = None
    losses: tuple[Loss, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    """What was left out of the story's own span and is not text: kind and number, such as `("video", 1)`."""

    @property
    def unaltered(self) -> bool:
        """Whether the sentence "is unaltered" may be printed."""
        return self.level in (Level.VERBATIM, Level.LAYOUT)


def compare(source: Sequence[Leaf], printed: Sequence[Leaf]) -> Level:
    """How `printed` stands to `source`: VERBATIM, LAYOUT, EXCERPT or EDITED. Captions and credits are not text."""
    ours, theirs = _text(printed), _text(source)
    if ours == theirs:
        return Level.VERBATIM
    mine = [word for leaf in ours for word in leaf.text.split()]
    whole = [word for leaf in theirs for word in leaf.text.split()]
    if mine == whole:
        return Level.LAYOUT
    rest = iter(leaf.text for leaf in theirs)
    return Level.EXCERPT if all(leaf.text in rest for leaf in ours) else Level.EDITED


def _text(found: Sequence[Leaf]) -> list[Leaf]:
    return [leaf for leaf in found if leaf.text and not leaf.kind.endswith(("caption", "credit"))]


def text_digest(headline: str, standfirst: Sequence[Inline], body: Sequence[Block]) -> Digest:
    """The hash that an approval binds to: headline, standfirst, every line of the body with its kind, and every link."""
    lines = (part for leaf in leaves(body) for part in (leaf.kind, leaf.text))
    targets = (link.url for run in inline_runs(body) for link in links(run))
    above = [part for link in links(standfirst) for part in ("in the standfirst", link.url)]
    return digest_of(headline, fold(plain(standfirst)), *lines, "links", *targets, *above)
