"""What all evidence on rights comes to: one record, in which doubt names no licence."""

from collections.abc import Sequence
from typing import Final

from ingest.facts.licence_words import DENIED, fits, licence_named, read_words
from ingest.facts.places import OF_THE_TEXT
from news.licence import ALL_RIGHTS_RESERVED, CC_UNSPECIFIED, EXCEPTION, PERMISSION, UNKNOWN_TERMS
from news.names import LicenceId
from news.publisher import RightsStatement
from news.rights import Evidence, RightsRecord, SaidBy
from news.scope import Scope

NOTHING_FOUND: Final = "no statement on rights was found"
FEED, PAGE, FEED_AND_PAGE = "in the feed", "on the page", "in the feed or on the page"
"""Where statements were looked for."""
CONTRADICTS_ITSELF: Final = "words and address name different licences"
"""The rule of a statement about the text that says two things."""


def record_of(evidence: Sequence[Evidence], statement: RightsStatement | None, searched: str = FEED_AND_PAGE) -> RightsRecord:
    """What the evidence comes to; `searched` says where it was looked for.

    Of what can be told, the operator's recorded statement comes first.

    Without one: the single licence that the statements about the text name. What an entry says of itself replaces what
    its feed says of all. Vague words beside an exact name are taken for that name if they may mean it. Statements that
    contradict each other leave no licence. An exception inside the story outranks all of it.
    """
    if exceptions := [one for one in evidence if one.licence == EXCEPTION]:
        words = "; ".join(dict.fromkeys(f"{one.rule}: {_quoted(one)}" for one in exceptions[:3]))
        return _without(EXCEPTION, f"an exception that no general permission covers: {words}", evidence, exceptions[0])
    if statement is not None:
        return _stated(evidence, statement)
    naming = [one for one in evidence if one.licence is not None]
    if any(_is_own(one) for one in naming):
        naming = [one for one in naming if not one.place.endswith(" of the feed")]
    licences = dict.fromkeys(one.licence for one in naming)
    exact = [licence for licence in licences if licence != CC_UNSPECIFIED]
    vague = [one for one in naming if one.licence == CC_UNSPECIFIED]
    if len(exact) > 1 or (exact and not all(fits(read_words(one.wording), exact[0]) for one in vague)):
        words = "; ".join(dict.fromkeys(f"{_quoted(one)} means {one.licence}" for one in naming))
        return _without(None, f"the statements on rights contradict each other: {words}", evidence)
    if exact and (odd := next((one for one in evidence if one.rule in (CONTRADICTS_ITSELF, DENIED)), None)):
        return _without(None, f"the statements on rights contradict each other: {odd.rule}: {_quoted(odd)}", evidence)
    if exact:
        return _named(exact[0], next(one for one in naming if one.licence == exact[0]), evidence)
    if vague:
        best = max(vague, key=lambda one: read_words(one.wording).elements is not None)
        return _without(CC_UNSPECIFIED, read_words(best.wording).lacks, evidence, best)
    if evidence:
        shown = "; ".join(dict.fromkeys(_quoted(one) for one in evidence[:3]))
        return _without(None, f"the statements on rights that were found name no licence of the text: {shown}", evidence)
    return _without(None, f"{NOTHING_FOUND} {searched}", evidence)


def _is_own(one: Evidence) -> bool:
    """Whether a feed says it of this entry: not of all its entries, and not a page."""
    return not one.place.endswith(" of the feed") and not one.place.lower().startswith(OF_THE_TEXT)


def _named(licence: LicenceId | None, grounds: Evidence, evidence: Sequence[Evidence]) -> RightsRecord:
    if licence == ALL_RIGHTS_RESERVED:
        return _without(licence, f"all rights are reserved: {_quoted(grounds)}", evidence, grounds)
    if licence == UNKNOWN_TERMS:
        return _without(licence, f"the terms at {grounds.licence_url} are none that are known here", evidence, grounds)
    if " " in (licence or ""):
        words = f"{licence} is an expression of several licences; an editor has to say which of them is used: {_quoted(grounds)}"
        return _without(licence, words, evidence, grounds)
    return RightsRecord(
        licence=licence, scope=Scope.FULL, finding=f"{licence} is named: {_quoted(grounds)}",
        licence_url=grounds.licence_url, grounds=grounds, evidence=tuple(evidence),
    )  # fmt: skip


def _without(
    licence: LicenceId | None, finding: str, evidence: Sequence[Evidence], grounds: Evidence | None = None
) -> RightsRecord:
    """A record under which nothing leaves but a link."""
    url = None if grounds is None else grounds.licence_url
    return RightsRecord(
        licence=licence, scope=Scope.LINK, finding=finding, licence_url=url, grounds=grounds, evidence=tuple(evidence)
    )


def _quoted(one: Evidence) -> str:
    wording = one.wording if len(one.wording) <= 160 else f"{one.wording[:159]}…"
    where = one.said_by if one.place == one.said_by else f"{one.said_by}, {one.place}"
    return f'"{wording}" ({where})'


def _stated(evidence: Sequence[Evidence], statement: RightsStatement) -> RightsRecord:
    """The record that the operator's statement makes; what page and feed say is kept beside it."""
    licence, url = (PERMISSION, None) if statement.licence == PERMISSION else licence_named(statement.licence)
    is_address = statement.evidence.startswith(("http://", "https://", "gopher://"))
    grounds = Evidence(
        wording=(statement.notice or statement.licence) if is_address else statement.evidence,
        said_by=SaidBy.OPERATOR,
        place="config",
        rule="operator's statement",
        seen=statement.seen.isoformat(),
        url=statement.evidence if is_address else None,
        licence=licence or UNKNOWN_TERMS,
        licence_url=url,
    )
    return RightsRecord(
        licence=licence or UNKNOWN_TERMS,
        scope=statement.scope,
        finding=f"the operator stated {statement.licence} on {grounds.seen}, with this evidence: {statement.evidence}",
        licence_url=url,
        notice=statement.notice,
        grounds=grounds,
        evidence=(grounds, *evidence),
    )
