"""What a site states once for all of its pages, in documents of their own: where they lie, what they say of a page, and how long
they hold. They speak to machines (RSL 1.0, TDMRep): they inform and may forbid; none of them permits to republish. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from ingest.extract.article import Wording
from ingest.facts.rights import FOR_MACHINES, LEADS_TO_TERMS
from ingest.facts.rsl import NotRsl, licences_of, read_rsl
from ingest.facts.signals import from_robots, from_tdmrep
from news.licence import ALL_RIGHTS_RESERVED
from news.names import Digest
from news.rights import Evidence, SaidBy
from news.story import Story

SITE: Final = "site "
"""How the places of these statements begin."""
MOST: Final = 5
"""Documents that are followed from one site's links; a site has one or two."""
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
LONGEST_HELD: Final = timedelta(days=7)
FORBIDS_ALL: Final = "forbids every use by machines, and this house reads with one: an editor has to say what else allows it"

_MAX_AGE: Final = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})")
_LICENCE_LINE: Final = re.compile(rb"(?:^|(?<=[\r\n]))[ \t]{0,20}license[ \t]{0,20}:[^\r\n]*", re.IGNORECASE)


class TermsKind(StrEnum):
    """What sort of document it is, as evidence names it."""

    ROBOTS = "robots.txt"
    TDMREP = "tdmrep.json"
    RSL = "rsl document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """One document as it was last fetched. `seen` is an ISO instant (UTC); `capture` names the kept bytes."""

    kind: TermsKind
    url: str
    body: bytes
    capture: Digest
    seen: str


def standing(origin: str) -> dict[str, TermsKind]:
    """Where a site's documents lie, whether or not any page names them (RSL 1.0, robots.txt; TDMRep, section 6)."""
    return {f"{origin}/robots.txt": TermsKind.ROBOTS, f"{origin}/.well-known/tdmrep.json": TermsKind.TDMREP}


def led_to(evidence: Iterable[Evidence]) -> tuple[str, ...]:
    """The RSL documents that page, feed and HTTP headers lead to."""
    found = (one.licence_url for one in evidence if one.rule == LEADS_TO_TERMS and not one.place.startswith(SITE))
    return tuple(dict.fromkeys(url for url in found if url))[:MOST]


def led_to_by(robots: Terms) -> tuple[str, ...]:
    """The RSL documents that the `License:` lines of a robots.txt lead to."""
    said = from_robots(robots.body.decode("utf-8", "replace"), robots.url)
    return tuple(dict.fromkeys(one.url for one in said if one.url))[:MOST]


def kept_of(kind: TermsKind, body: bytes) -> bytes:
    """What of a body states terms: of a robots.txt its `License:` lines alone, so that no other line counts as a change."""
    if kind is not TermsKind.ROBOTS:
        return body
    return b"\n".join(line.strip() for line in _LICENCE_LINE.findall(body))


def fresh_for(headers: Mapping[str, str]) -> timedelta:
    """How long a document holds: as its `Cache-Control` says (RFC 9111 section 5.2.2.1), an hour to a week; else a day."""
    stated = headers.get("cache-control", "").lower()
    if "no-cache" in stated or "no-store" in stated:
        return HOUR
    found = _MAX_AGE.search(stated)
    return min(max(timedelta(seconds=int(found[1])), HOUR), LONGEST_HELD) if found else DAY


def with_terms(story: Story, documents: Sequence[Terms], page_url: str) -> Story:
    """The story with what the documents say of its page as evidence, and with nothing of what others said before."""
    said_by = SaidBy.MIRROR if story.provenance.hops else SaidBy.PAGE
    own = tuple(one for one in story.evidence if not one.place.startswith(SITE))
    found = tuple(one for document in documents for one in _said(document, page_url, said_by))
    return replace(story, evidence=(*own, *dict.fromkeys(found)))


def _said(document: Terms, page_url: str, said_by: SaidBy) -> Iterator[Evidence]:
    for wording, forbids_all in _wordings(document, page_url):
        yield Evidence(
            wording=" ".join(filter(None, (wording.text, wording.url))), said_by=said_by, place=f"{SITE}{document.kind}",
            rule=FORBIDS_ALL if forbids_all else FOR_MACHINES, seen=document.seen, url=document.url, capture=document.capture,
            licence=ALL_RIGHTS_RESERVED if forbids_all else None,
        )  # fmt: skip


def _wordings(document: Terms, page_url: str) -> Iterator[tuple[Wording, bool]]:
    """What a document states of a page, and whether that forbids every use."""
    place = f"{SITE}{document.kind}"
    match document.kind:
        case TermsKind.ROBOTS:
            yield from ((said, False) for said in from_robots(document.body.decode("utf-8", "replace"), document.url))
        case TermsKind.TDMREP:
            path = urlsplit(page_url).path or "/"
            yield from ((said, False) for said in from_tdmrep(document.body.decode("utf-8", "replace"), path, document.url))
        case TermsKind.RSL:
            contents = read_rsl(document.body)
            if isinstance(contents, NotRsl):
                yield Wording(kind="rights", text=f"no terms can be read there: {contents.words}", place=place), False
                return
            for licence in licences_of(contents, page_url):
                yield Wording(kind="rights", text=licence.words()[:400], place=place, url=licence.terms), licence.forbids_all
