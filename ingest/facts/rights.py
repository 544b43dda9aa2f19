"""On what terms: every statement on rights becomes Evidence, and names a licence where it is about the text and without doubt."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ingest.extract.article import Wording
from ingest.facts.exceptions import agencies_in, forbids, is_elsewhere, is_of_another, is_stand_in
from ingest.facts.inherited import applying, replaces
from ingest.facts.licence_words import (
    BY_IDENTIFIER,
    IN_WORDS,
    Named,
    addresses_in,
    licence_named,
    may_mean,
    read_words,
    says_only_that,
)
from ingest.facts.notice_doubts import Names, doubt_about, own_names
from ingest.facts.notice_words import BARE_NAMES, OF_THE_SITE, OTHER_THINGS, OWN_SUBJECT
from ingest.facts.places import (
    AMONG_OTHERS,
    BESIDE,
    IN_THE_HEAD,
    INSIDE,
    LICENCE_ELEMENTS,
    MARKED,
    OF_ACCESS,
    OF_MEDIA,
    OF_THE_HOLDER,
    OF_THE_TEXT,
)
from ingest.facts.record import CONTRADICTS_ITSELF, FEED, FEED_AND_PAGE, NOTHING_FOUND, PAGE, record_of
from ingest.facts.signals import MACHINES
from ingest.parse.entry import RightsSaid
from news.licence import ALL_RIGHTS_RESERVED, EXCEPTION, UNKNOWN_TERMS
from news.names import Digest
from news.rights import Evidence, SaidBy
from wire.licences import LicenceUrl, licence_of_url

__all__ = ["FEED", "FEED_AND_PAGE", "NOTHING_FOUND", "PAGE", "applying", "licence_named", "read_rights", "record_of"]

LONGEST_WORDING: Final = 2000
"""Characters of a statement that are kept; the capture has all of it."""

UNSPECIFIED_ADDRESS: Final = "http://purl.org/atompub/license#unspecified"
"""RFC 4946 section 2.1: a link that says that no licence is stated."""

FOR_MACHINES: Final = "speaks of what machines may do, and permits nothing to people"
LEADS_TO_TERMS: Final = "leads to terms for machines, which permit nothing to people"

KINDS: Final = frozenset({"rights", "copyright", "licence-url"})


def read_rights(
    said: Iterable[RightsSaid],
    wordings: Iterable[Wording],
    *,
    feed_url: str,
    page_url: str,
    capture: Digest | None,
    seen: str,
    mirror: bool,
    feed_capture: Digest | None = None,
    publisher: str | None = None,
    signs: Iterable[tuple[str, str]] = (),
    own_sites: Sequence[str] = (),
    headline: str | None = None,
) -> tuple[Evidence, ...]:
    """Every statement on rights as evidence, each with the rule that read it; entries' own first, then feed, then page.

    `seen` is an ISO date or instant in UTC. `mirror`: feed and page are a mirror's, so it is the mirror that says it.
    `capture` is the page's, `feed_capture` the feed's. A statement that is not about the text is kept and names nothing.
    `publisher` is the publisher's name: where it is given, the sign of another agency inside the story is an exception that
    no general permission covers. `signs` are further words that sign the story, each with its place (a dateline's agency,
    the authors a feed names). `own_sites` are addresses on the publisher's own sites: a page that names one elsewhere as its
    original is another's text; nothing is judged where none is given. A notice may speak of the story by its `headline`.
    """
    wordings = tuple(wordings)
    by_feed, by_page = (SaidBy.MIRROR, SaidBy.MIRROR) if mirror else (SaidBy.FEED, SaidBy.PAGE)
    own = own_names(wordings, publisher, page_url, headline)
    said = tuple(said)
    is_replaced = any(replaces(statement, said, publisher) for statement in said)
    found = []
    for statement in sorted(said, key=lambda one: one.scope != "entry"):
        place = statement.place if statement.scope == "entry" else f"{statement.place} of the feed"
        named = _read(statement.text, statement.url, own, is_link=statement.place.endswith(LICENCE_ELEMENTS))
        if statement.place.startswith(MACHINES):
            named = _to_machines(statement.place, statement.url)
        elif statement.place.startswith(OF_MEDIA):
            named = _nothing("not about the text: it speaks of pictures or films")
        elif statement.scope == "entry" and (exception := _excepted(statement.text, publisher)):
            named = exception
        elif statement.scope != "entry" and is_replaced:
            named = _nothing("not about this entry: its own words on rights stand in place of what the feed says of all")
        found.append(_evidence(statement.text, statement.url, named, by_feed, place, feed_url, seen, feed_capture))
    page = [wording for wording in wordings if wording.kind in KINDS]
    crowded = _is_about_licences(page)
    for wording in page:
        if wording.text or wording.url:
            is_inside = wording.place.lower().startswith(INSIDE)
            exception = _excepted(wording.text, publisher) if is_inside else _held_by_agency(wording, publisher)
            named = exception or _about_the_text(wording, page, own, crowded=crowded)
            found.append(_evidence(wording.text, wording.url, named, by_page, wording.place, page_url, seen, capture))
    for words, place in (*_signatures(wordings), *signs):
        if exception := _excepted(words, publisher, "signed by an agency"):
            found.append(_evidence(words, None, exception, by_page, place, page_url, seen, capture))
    if own_sites and not mirror:
        for wording in _originals_elsewhere(wordings, own_sites):
            named = Named(EXCEPTION, None, "names another site's page as the one it was taken from")
            found.append(_evidence(wording.text, wording.url, named, by_page, wording.place, page_url, seen, capture))
    return tuple(dict.fromkeys(found))


def _signatures(wordings: Sequence[Wording]) -> Iterator[tuple[str, str]]:
    """Who signs the story: its authors, persons or not, its credit line, and whose the page says it was before."""
    for wording in wordings:
        if wording.kind in ("author", "credit", "source") and not wording.place.startswith(
            ("caption", "aside", "figure", "comment")
        ):
            yield wording.text, wording.place


def _originals_elsewhere(wordings: Sequence[Wording], own_sites: Sequence[str]) -> Iterator[Wording]:
    """The page's words for where its text is from that name a site neither the publisher's nor the one the page calls its own:
    what it tells social networks of itself (`og:url`), else its canonical address. Where both are elsewhere, and it was read at
    no stand-in's address, it calls another site its own."""
    stated = [said for said in wordings if said.kind == "canonical" and said.url]
    shared = [said for said in stated if said.place == "meta og:url"]
    is_known = len(shared) not in (0, len(stated)) and not any(map(is_stand_in, own_sites))
    if is_known and all(is_elsewhere(said.url or "", own_sites) for said in stated):
        yield from stated
        return
    sites = [*own_sites, *(said.url for said in shared or stated if said.url)]
    for said in (*stated, *(said for said in wordings if said.kind == "source")):
        if said.url and is_elsewhere(said.url, sites):
            yield said


def _excepted(words: str, publisher: str | None, signed: str = "names the rights of an agency") -> Named | None:
    """The exception that words inside a story make from whatever is permitted in general; None where they make none. `signed`:
    what an agency's name among them says."""
    if forbids(words):
        return Named(EXCEPTION, None, "forbids to reprint this story")
    if is_of_another(words):
        return Named(EXCEPTION, None, "says that the text is another's, here by a permission that is not ours")
    if publisher is not None and (agencies := agencies_in(words, publisher)):
        return Named(EXCEPTION, None, f"{signed}: {', '.join(agencies)}")
    return None


def _held_by_agency(wording: Wording, publisher: str | None) -> Named | None:
    """The exception that a page makes where it tells machines that an agency holds the rights."""
    if publisher is None or wording.place.lower() not in OF_THE_HOLDER:
        return None
    agencies = agencies_in(wording.text, publisher)
    return Named(EXCEPTION, None, f"names the rights of an agency: {', '.join(agencies)}") if agencies else None


def _is_about_licences(page: Sequence[Wording]) -> bool:
    """Whether the article itself speaks of licences: two or more of its sentences name some and none of them its own."""
    inside = {said.text for said in page if said.kind == "rights" and said.place.lower().startswith(AMONG_OTHERS)}
    others = [read_words(text) for text in inside if not _has_own_subject(text)]
    return sum((read.licence is not None or read.rule != "") and read.licence != ALL_RIGHTS_RESERVED for read in others) >= 2


def _evidence(
    text: str, address: str | None, named: Named, said_by: SaidBy, place: str, url: str, seen: str, capture: Digest | None
) -> Evidence:
    parts = dict.fromkeys((" ".join(text[: 4 * LONGEST_WORDING].split()), address))
    wording = " ".join(part for part in parts if part)[:LONGEST_WORDING]
    return Evidence(
        wording=wording, said_by=said_by, place=place, rule=named.rule, seen=seen, url=url, capture=capture,
        licence=named.licence, licence_url=named.url,
    )  # fmt: skip


def _nothing(rule: str) -> Named:
    return Named(None, None, rule)


def _about_the_text(wording: Wording, page: Sequence[Wording], own: Names, *, crowded: bool = False) -> Named:
    """What a page's wording names, if it stands where pages speak of their text and speaks of it. `crowded`: the page speaks
    of licences, so that a bare name in it says nothing."""
    place = wording.place.lower()
    if place.startswith(MACHINES):
        return _to_machines(place, wording.url)
    is_link = wording.kind == "licence-url"
    if place.endswith(OF_ACCESS) and (named := _read(wording.text, None, own, is_link=False)).licence != ALL_RIGHTS_RESERVED:
        return named if named.licence is None else _nothing("speaks of who may read the page, or where more is sold")
    if not place.startswith(OF_THE_TEXT) and not _is_of_the_site(wording):
        return _nothing(f"not about the text: it stands in {wording.place}")
    named = _read(wording.text, wording.url, own, is_link=is_link)
    if named.rule == CONTRADICTS_ITSELF and place.startswith(AMONG_OTHERS) and not _has_own_subject(wording.text):
        return _nothing(f"not about the text: its {CONTRADICTS_ITSELF}")
    if named.licence is None or place.startswith(IN_THE_HEAD):
        return named
    if is_link:
        return (
            named
            if _is_backed(wording, named, page, own)
            else _nothing("not about the text: the words beside the link do not say so")
        )
    if place.startswith(AMONG_OTHERS) and named.licence != ALL_RIGHTS_RESERVED:
        is_own = _has_own_subject(wording.text) or (not crowded and says_only_that(wording.text))
        return named if is_own else _nothing("not about the text: the sentence does not speak of this article")
    return named


def _to_machines(place: str, address: str | None) -> Named:
    """What speaks to machines names nothing; the address of a document with terms is kept."""
    if address is not None and place.startswith("rsl"):
        return Named(None, address, LEADS_TO_TERMS)
    return _nothing(FOR_MACHINES)


def _is_backed(link: Wording, named: Named, page: Sequence[Wording], own: Names) -> bool:
    """Whether the sentence that holds a link says the same of this text; in a footer there may be a link without one, and so
    there may be a marked one on a page that leads to no other licence."""
    target, is_marked = licence_of_url(link.url or ""), link.place.endswith(MARKED)
    is_beside = is_marked and link.place.startswith(BESIDE)
    if is_marked and any(_is_of_things(said) if is_beside else _leads_elsewhere(said, target) for said in page):
        return False
    beside = [
        said
        for said in page
        if said.kind != "licence-url" and said.place.split()[:1] == link.place.split()[:1]
        and (said.url == link.url or (target is not None and target.url in addresses_in(said.text)))
    ]  # fmt: skip
    if not beside:
        words = " ".join(link.text.lower().split())
        is_name = not words or BARE_NAMES.fullmatch(words) or read_words(link.text).licence is not None or words == link.url
        return bool(is_name) and (is_marked or not link.place.lower().startswith(AMONG_OTHERS))
    if is_beside:
        return all(_agrees(said, named, own) for said in beside)
    return any(_about_the_text(said, (), own).licence == named.licence for said in beside)


def _is_of_things(said: Wording) -> bool:
    """Whether a line beside the text says in a few words that the licence there is that of other things ("Podcast licence")."""
    return said.place == BESIDE and len(said.text.split()) <= 6 and OTHER_THINGS.search(_lower(said.text)) is not None


def _leads_elsewhere(said: Wording, target: LicenceUrl | None) -> bool:
    """Whether a link near the text leads to another licence; pictures and readers have their own."""
    is_near = said.kind == "licence-url" and said.place.startswith((*OF_THE_TEXT, BESIDE))
    return is_near and licence_of_url(said.url or "") not in (None, target)


def _agrees(said: Wording, named: Named, own: Names) -> bool:
    """Whether a sentence that holds a link names the link's licence, or a vaguer form of it, and nothing against it."""
    read = _read(said.text, said.url, own, is_link=False, is_marked=True)
    return read.licence == named.licence and read.licence is not None


def _is_of_the_site(wording: Wording) -> bool:
    """Whether what stands beside the text speaks of all that the site publishes, or is marked as the licence of the page."""
    if wording.place.endswith(MARKED):
        return True
    is_beside = wording.kind != "licence-url" and wording.place == BESIDE
    return is_beside and OF_THE_SITE.search(_lower(wording.text)) is not None


def _lower(text: str) -> str:
    return " ".join(text[:LONGEST_WORDING].lower().replace("’", "'").split())


def _has_own_subject(text: str) -> bool:
    return OWN_SUBJECT.search(_lower(text)) is not None


def _read(text: str, url: str | None, own: Names, *, is_link: bool, is_marked: bool = False) -> Named:
    """What words and address together name. The address is exact; words that contradict it, limit it or are not understood
    leave nothing."""
    if url == UNSPECIFIED_ADDRESS:
        return _nothing("says that no licence is stated")
    words = "" if text == url else text
    by_words = read_words(words)
    by_address = read_words(url) if url else _nothing("")
    if by_address.licence is None:
        if is_link and url and by_words.licence is None:
            return Named(UNKNOWN_TERMS, url, "address of terms that no table knows")
        if by_words.rule == IN_WORDS and (doubt := doubt_about(words, own, is_marked=is_marked)):
            return _nothing(doubt)
        return by_words if by_words.rule else _nothing("names no licence")
    if by_words.licence is None and by_words.rule:
        return _nothing(by_words.rule)
    if by_words.licence is not None and not may_mean(by_words, by_address):
        return _nothing(CONTRADICTS_ITSELF)
    doubt = doubt_about(words, own, is_marked=is_marked) if words and by_words.rule not in BY_IDENTIFIER else ""
    return _nothing(doubt) if doubt else by_address
