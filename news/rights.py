"""On what terms a story may leave the house: the evidence, the record drawn from it, and the verdict. Fails closed."""

from dataclasses import dataclass
from enum import StrEnum

from news.alteration import Level
from news.licence import Family, Terms, name_of, terms_of
from news.names import Digest, LicenceId, digest_of


class Scope(StrEnum):
    """How much of a text may be printed."""

    FULL = "full"
    EXCERPT = "excerpt"
    LINK = "link"


class SaidBy(StrEnum):
    """Whose statement it is."""

    PAGE = "page"
    FEED = "feed"
    MIRROR = "mirror"
    OPERATOR = "operator"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One statement about rights as it was found: the words, who said them, where, when, and the rule that found them.

    `licence` is what these words alone name, None where they name none. `seen` is an ISO date or instant (UTC).
    """

    wording: str
    said_by: SaidBy
    place: str
    rule: str
    seen: str
    url: str | None = None
    capture: Digest | None = None
    licence: LicenceId | None = None
    licence_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsRecord:
    """What the evidence comes to.

    `notice` is the sentence to print where the statement asks for one; `grounds` the statement the licence rests on;
    `finding` says in words why the record is what it is. `licence` None: nothing was found.
    """

    licence: LicenceId | None
    scope: Scope
    finding: str
    licence_url: str | None = None
    notice: str | None = None
    grounds: Evidence | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def digest(self) -> Digest:
        """Changes whenever an approval of this record has to be given anew. When it was seen does not matter."""
        grounds = self.grounds
        said = ("", "", "") if grounds is None else (grounds.wording, grounds.said_by, grounds.url or "")
        return digest_of(self.licence or "", self.licence_url or "", self.notice or "", self.scope, *said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """What the house would do with a story. `commercial` None: the operator has not said."""

    commercial: bool | None
    level: Level


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a story is held: a stable code for machines, words for people."""

    code: str
    words: str


class Answer(StrEnum):
    ALLOW = "allow"
    HOLD = "hold"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the record lets this use happen; the duties that come with it; the reasons where it does not."""

    answer: Answer
    reasons: tuple[Reason, ...] = ()
    duties: tuple[str, ...] = ()


def judge(record: RightsRecord, use: Use) -> Verdict:
    """What the rights record says to the intended use. Silence, vagueness and the unknown all hold (DESIGN rule 3)."""
    terms = terms_of(record.licence)
    if record.licence is None:
        return _no(Answer.HOLD, "rights-none", record.finding)
    if terms.family is Family.UNSPECIFIED:
        return _no(Answer.HOLD, "rights-vague", record.finding)
    if terms.family is Family.RESERVED:
        return _no(Answer.REFUSE, "rights-reserved", record.finding)
    if terms.family is Family.OTHER or not terms.allows_republication:
        return _no(Answer.HOLD, "rights-unknown", record.finding)
    if record.grounds is None:
        return _no(Answer.HOLD, "rights-no-evidence", f"{record.licence} is recorded without anyone who said so")
    reasons = tuple(_conflicts(terms, record, use))
    if reasons:
        forbidden = any(reason.code != "rights-commercial-unknown" for reason in reasons)
        return Verdict(Answer.REFUSE if forbidden else Answer.HOLD, reasons)
    return Verdict(Answer.ALLOW, duties=tuple(_duties(terms, record, use)))


def _conflicts(terms: Terms, record: RightsRecord, use: Use) -> list[Reason]:
    assert record.licence is not None
    found = []
    if terms.non_commercial and use.commercial is None:
        words = f"{record.licence} forbids commercial use, and the site has not said whether it is commercial (site.commercial)"
        found.append(Reason("rights-commercial-unknown", words))
    elif terms.non_commercial and use.commercial:
        found.append(Reason("rights-non-commercial", f"{record.licence} forbids commercial use, and the site is commercial"))
    if terms.no_derivatives and use.level is Level.EDITED:
        found.append(Reason("rights-no-derivatives", f"{record.licence} forbids changes, and the text was changed"))
    return found


def _duties(terms: Terms, record: RightsRecord, use: Use) -> list[str]:
    assert record.licence is not None
    duties = []
    if terms.attribution:
        duties.append("name the publisher and the author, and link to the original")
    if terms.family in (Family.CREATIVE_COMMONS, Family.OPEN):
        duties.append(f"name the licence and link to it: {name_of(record.licence)}")
    if record.notice:
        duties.append(f"print the notice: {record.notice}")
    if use.level in (Level.EDITED, Level.EXCERPT) and terms.attribution:
        duties.append("say that the text is an excerpt" if use.level is Level.EXCERPT else "say that the text was changed")
    return duties


def _no(answer: Answer, code: str, words: str) -> Verdict:
    return Verdict(answer, (Reason(code, words),))
