"""Who wrote it. A person that is none is worse than none."""

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import urlsplit

from ingest.extract.article import Wording
from ingest.facts.datelines import read_dateline
from ingest.facts.people import SIGNED, people_in
from ingest.parse.entry import Author
from news.attribution import Byline

__all__ = ["people_in", "read_byline", "read_dateline"]

ORGANISATION_PLACE: Final = "json-ld organization"
"""Where a page names an author and says that it is none of the people: who is named there is nobody elsewhere either."""
LONGEST_LIST: Final = 12
"""People who sign one text; a longer list is a page's list of its authors."""
FOUND: Final = {"json-ld author": 1, "feed": 0, "rel author": 3, "meta": 2, "byline": 4, "microdata": 2, "gopher authors line": 0}


def read_byline(authors: Sequence[Author], wordings: Sequence[Wording], publisher_name: str) -> Byline | None:
    """The people that the best source names, with the words they were named in; None where none names a person.

    The feed's authors first, then the page's (JSON-LD, meta, link, visible line). Sources are not mixed: each may know
    another spelling of the same people. Organisations, the publisher itself, mail addresses and page debris are no people. A
    source that names only what the page calls its site gives way to any other: blogs bear their writers' names, papers sign
    with their own.
    """
    house = {_bare(said.text) for said in wordings if said.kind == "publisher"}
    house |= {_bare(host.removeprefix("www.").rpartition(".")[0]) for host in map(_host, wordings) if host}
    bodies = {_bare(said.text) for said in wordings if said.kind == "author" and said.place == ORGANISATION_PLACE}
    of_house: Byline | None = None
    for wording, found in _sources(authors, wordings):
        names = dict.fromkeys(name for part in wording for name in people_in(part, publisher_name) if _bare(name) not in bodies)
        if not 0 < len(names) <= LONGEST_LIST:
            continue
        byline = Byline(wording=", ".join(dict.fromkeys(wording)), people=tuple(names), found=found)
        if not all(_bare(name) in house for name in names):
            return byline
        of_house = of_house or byline
    return of_house


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _host(said: Wording) -> str:
    try:
        return (urlsplit(said.url or "").hostname or "") if said.kind == "canonical" else ""
    except ValueError:
        return ""


def _sources(authors: Sequence[Author], wordings: Sequence[Wording]) -> Iterator[tuple[list[str], str]]:
    """The names of each source together, in the order the sources are believed."""
    yield [author.name for author in authors if author.name and not author.place.endswith("of the feed")], "feed author"
    pages: dict[str, list[str]] = {}
    for wording in wordings:
        if wording.kind == "author" and wording.place != ORGANISATION_PLACE:
            pages.setdefault(wording.place, []).append(wording.text)
    if "byline" in pages:
        pages["byline"] = [text for text in pages["byline"] if SIGNED.match(text)] or pages["byline"]
    if printed := [*pages.get("byline", ()), *pages.get("rel author", ())]:
        pages["microdata"] = _printed(pages.get("microdata", []), printed)
    for place in sorted(pages, key=_order):
        yield pages[place], place
    yield [author.name for author in authors if author.name and author.place.endswith("of the feed")], "feed's own author"


def _printed(marked: list[str], bylines: list[str]) -> list[str]:
    """Of the names that a page marks, those its bylines print too, where they print some: the others sign teasers, which
    stand in the same item where a page marks none as one."""
    shown = {_bare(name) for line in bylines for name in people_in(line, "")}
    return [text for text in marked if any(_bare(name) in shown for name in people_in(text, ""))] or marked


def _order(place: str) -> int:
    return next((number for start, number in FOUND.items() if place.startswith(start)), len(FOUND))
