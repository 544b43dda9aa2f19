"""A story: what the publisher said, and what we can prove about it. What we decide about it is in `news.review`."""

from dataclasses import dataclass

from news.alteration import Alteration, text_digest
from news.attribution import Attribution
from news.body import Block, Inline
from news.names import Digest, digest_of
from news.partial_date import PartialDate
from news.provenance import Provenance
from news.rights import Evidence, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class DateClaim:
    """One statement of a date as found. `about` is `published` or `updated`; `value` None: the words could not be read.
    `conflict` says in words what of the chosen claims it contradicts (`news.date_conflicts`): it follows from all of them, and is
    worked out again where they are read back."""

    about: str
    wording: str
    place: str
    value: PartialDate | None
    chosen: bool = False
    conflict: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Our composed, attributed record of one published text.

    `identity` holds the keys it may be recognised by, best first (original URL, feed's id, gopher address): its id is
    made of the first. `flags` are reasons that hold it for an editor and do not concern rights; rights are judged from
    `evidence`. `topics` are the publisher's own words.
    """

    identity: tuple[str, ...]
    headline: str
    body: tuple[Block, ...]
    attribution: Attribution
    provenance: Provenance
    alteration: Alteration
    standfirst: tuple[Inline, ...] = ()
    language: str | None = None
    topics: tuple[str, ...] = ()
    published: PartialDate | None = None
    updated: PartialDate | None = None
    date_claims: tuple[DateClaim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    flags: tuple[Reason, ...] = ()

    @property
    def text_digest(self) -> Digest:
        """The hash of the words: headline, standfirst, body."""
        return text_digest(self.headline, self.standfirst, self.body)

    @property
    def digest(self) -> Digest:
        """The hash of everything that makes a new revision: the words, and what is printed about them."""
        return self.digest_over(self.text_digest)

    def digest_over(self, text: Digest) -> Digest:
        """The `digest`, for who has the hash of the words at hand: to make that one takes most of the time."""
        about, byline = self.attribution, self.attribution.byline
        return digest_of(
            text,
            about.url or "",
            about.copyright_notice or "",
            "" if byline is None else byline.wording,
            "" if self.published is None else self.published.isoformat(),
            "" if self.updated is None else self.updated.isoformat(),
            self.language or "",
            self.alteration.level,
            self.alteration.end_in_doubt or "",
            *(part for hop in self.provenance.hops for part in (hop.service, hop.url)),
            *self.topics,
            *(word for found in self.evidence for word in (found.wording, found.licence or "", found.place)),
        )
