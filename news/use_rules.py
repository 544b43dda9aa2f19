"""What terms say to a use, rule by rule: `news.rights.judge` asks them all, and prints none of its own."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from news.licence import Family


class Term(StrEnum):
    """What a rule asks of the terms."""

    ANY = "any terms"
    ATTRIBUTION = "attribution"
    SHARE_ALIKE = "share-alike"
    NO_DERIVATIVES = "no derivatives"
    NON_COMMERCIAL = "non-commercial"
    OF_THE_PUBLIC = "a public licence"
    WITH_NOTICE = "a notice is asked for"


class Doing(StrEnum):
    """What a rule asks of the use."""

    ANYTHING = "anything"
    COMMERCIAL = "on a commercial site"
    UNSAID = "on a site that has not said whether it is commercial"
    EXCERPT = "an excerpt"
    EDITED = "the text changed"
    COMMENTARY = "commentary beside it"
    IMAGES = "its images too"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Terms and use meet in a duty (`answer` None), or in `hold` or `refuse`. `{licence}`, `{name}` and `{notice}` stand for
    the record's own."""

    terms: Term
    doing: Doing
    words: str
    answer: str | None = None
    code: str = ""


GATES: Final = {
    Family.UNSPECIFIED: "rights-vague",
    Family.RESERVED: "rights-reserved",
    Family.EXCEPTION: "rights-exception",
    Family.OTHER: "rights-unknown",
}
"""Terms under which nothing leaves, whatever the use: reserved rights refuse, the others hold."""

RULES: Final = (
    Rule(
        terms=Term.NON_COMMERCIAL, doing=Doing.UNSAID, answer="hold", code="rights-commercial-unknown",
        words="{licence} forbids commercial use, and the site has not said whether it is commercial (site.commercial)",
    ),
    Rule(
        terms=Term.NON_COMMERCIAL, doing=Doing.COMMERCIAL, answer="refuse", code="rights-non-commercial",
        words="{licence} forbids commercial use, and the site is commercial",
    ),
    Rule(
        terms=Term.NO_DERIVATIVES, doing=Doing.EDITED, answer="refuse", code="rights-no-derivatives",
        words="{licence} forbids changes, and the text was changed",
    ),
    Rule(
        terms=Term.ANY, doing=Doing.IMAGES, answer="hold", code="rights-images",
        words="{licence} is recorded for the text; its images need a record of their own",
    ),
    Rule(terms=Term.ATTRIBUTION, doing=Doing.ANYTHING, words="name the publisher and the author, and link to the original"),
    Rule(terms=Term.OF_THE_PUBLIC, doing=Doing.ANYTHING, words="name the licence and link to it: {name}"),
    Rule(terms=Term.WITH_NOTICE, doing=Doing.ANYTHING, words="print the notice: {notice}"),
    Rule(terms=Term.ATTRIBUTION, doing=Doing.EXCERPT, words="say that the text is an excerpt"),
    Rule(terms=Term.ATTRIBUTION, doing=Doing.EDITED, words="say that the text was changed"),
    Rule(terms=Term.SHARE_ALIKE, doing=Doing.EDITED, words="put the changed text under the same licence: {name}"),
    Rule(
        terms=Term.ANY, doing=Doing.COMMENTARY,
        words="keep the commentary out of the text, under its own author's name and its own terms",
    ),
)  # fmt: skip
"""Creative Commons: the legal codes 4.0 (sections 2(a)(1), 3(a) and 3(b)) and 3.0 (sections 3, 4). An excerpt is no adaptation,
so that "no derivatives" lets it pass, labelled."""
