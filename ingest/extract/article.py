"""What extraction found on a page: the text with its structure, and every wording that a fact can be read from."""

from dataclasses import dataclass

from news.alteration import Alteration
from news.body import Block, Inline
from news.names import Digest
from news.provenance import Hop


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Words seen on a page that state a fact.

    `kind`: `published`, `updated`, `author`, `rights`, `copyright`, `credit`, `publisher`, `canonical`, `language`,
    `topic`, `licence-url`, `source` (whose it was before). `place`: where it stood (`json-ld`, `meta article:published_time`,
    `time`, `head link`, `footer`, `article`, `caption`, `aside`, `gopher footer` …). `url` where the words are a link or name an
    address.
    """

    kind: str
    text: str
    place: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What one page adds to its host's memory: digests of blocks that were printed, and of those near the story that were not."""

    printed: frozenset[Digest] = frozenset()
    left: frozenset[Digest] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The page's story. `standfirst` and captions stand in fields of their own, not in `blocks` twice."""

    headline: str | None
    blocks: tuple[Block, ...]
    alteration: Alteration
    wordings: tuple[Wording, ...] = ()
    standfirst: tuple[Inline, ...] = ()
    language: str | None = None
    canonical: str | None = None
    flags: tuple[str, ...] = ()
    hops: tuple[Hop, ...] = ()
    """Mirrors named on the page itself (gopher pages), in travel order."""
    holds_title: bool | None = None
    """Whether a title that was looked for stands anywhere on the page, be it for readers or machines; None where none was."""
    seen: Seen | None = None
    """What the page adds to the memory of its host, where one was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoArticle:
    """The page holds no story. `cause`: `empty`, `no-text`, `too-large`, `not-html`, `gopher-error`, `broken`…"""

    cause: str
    words: str
