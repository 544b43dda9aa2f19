"""On what terms a story may leave the house: the evidence, the record drawn from it, and the verdict. Fails closed."""

from dataclasses import dataclass
from enum import StrEnum

from news.alteration import Level
from news.licence import Family, Terms, name_of, terms_of
from news.names import Digest, LicenceId, digest_of
from news.scope import Scope
from news.use_rules import GATES, RULES, Doing, Rule, Term


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
    """What the house would do with a story. `commercial` None: the operator has not said. `commentary`: words of the house
    stand beside the text; `images`: the pictures that came with it are shown."""

    commercial: bool | None
    level: Level
    commentary: bool = False
    images: bool = False


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
    """What the rights record says to the intended use, by the rules of `news.use_rules`; docs/use-solver.md prints them as a
    table. Silence, vagueness and the unknown all hold (rule 3)."""
    terms = terms_of(record.licence)
    gate = "rights-none" if record.licence is None else GATES.get(terms.family)
    if gate is None and not terms.allows_republication:
        gate = "rights-unknown"
    if gate is not None:
        answer = Answer.REFUSE if terms.family is Family.RESERVED else Answer.HOLD
        return Verdict(answer, (Reason(gate, record.finding),))
    if record.grounds is None:
        words = f"{record.licence} is recorded without anyone who said so"
        return Verdict(Answer.HOLD, (Reason("rights-no-evidence", words),))
    applying = [rule for rule in RULES if _meets(rule, terms, record, use)]
    against = [rule for rule in applying if rule.answer is not None]
    if against:
        reasons = tuple(Reason(rule.code, rule.words.format(licence=record.licence)) for rule in against)
        refused = any(rule.answer == Answer.REFUSE for rule in against)
        return Verdict(Answer.REFUSE if refused else Answer.HOLD, reasons)
    names = {"name": name_of(record.licence or LicenceId("")), "notice": record.notice}
    return Verdict(Answer.ALLOW, duties=tuple(rule.words.format_map(names) for rule in applying))


def _meets(rule: Rule, terms: Terms, record: RightsRecord, use: Use) -> bool:
    """Whether a rule speaks of these terms and of this use."""
    of_terms = {
        Term.ANY: True,
        Term.ATTRIBUTION: terms.attribution,
        Term.SHARE_ALIKE: terms.share_alike,
        Term.NO_DERIVATIVES: terms.no_derivatives,
        Term.NON_COMMERCIAL: terms.non_commercial,
        Term.OF_THE_PUBLIC: terms.family in (Family.CREATIVE_COMMONS, Family.OPEN),
        Term.WITH_NOTICE: bool(record.notice),
    }
    of_use = {
        Doing.ANYTHING: True,
        Doing.COMMERCIAL: use.commercial is True,
        Doing.UNSAID: use.commercial is None,
        Doing.EXCERPT: use.level is Level.EXCERPT,
        Doing.EDITED: use.level in (Level.EDITED, Level.DIFFERS),
        Doing.COMMENTARY: use.commentary,
        Doing.IMAGES: use.images,
    }
    return of_terms[rule.terms] and of_use[rule.doing]
