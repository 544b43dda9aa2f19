"""Who wrote it. A person that is none is worse than none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from ingest.extract.article import Wording
from ingest.extract.bylines import ABOVE, BELOW
from ingest.facts.datelines import read_dateline
from ingest.facts.people import account_in, is_signed, people_in
from ingest.facts.people_words import SIGNED
from ingest.parse.entry import Author
from news.attribution import Byline

__all__ = ["people_in", "read_byline", "read_dateline"]

ORGANISATION_PLACE: Final = "json-ld organization"
"""Where a page names an author and says that it is none of the people: who is named there is nobody elsewhere either."""
LONGEST_LIST, LONGEST_STATED = 12, 100
"""People who sign one text; a longer list is a page's list of its authors, unless it is stated name by name in its data."""
FOUND: Final = {
    "gopher authors line": 0, "json-ld author": 1, "meta": 2, "microdata": 2, "rel author": 3, "byline": 4, "author class": 5,
    "author link": 6, "signature": 7,
}  # fmt: skip
"""How far the places on a page are believed, the surest first; last come those above the headline, then those below the text."""
SEEN: Final = ("rel author", "byline", "author class", "author link")
"""Of these, the ones that readers see beside the story."""
SIGNING: Final = (*SEEN, "microdata", *(place + zone for zone in (ABOVE, BELOW) for place in SEEN))
"""Where an account may sign, the surest first: readers see them."""
LEAST_HOST: Final = 8
"""Letters from which on a host's name inside another is no accident."""
ONE_NAME: Final = re.compile(r"^von (?=[^\W\d_]\S*$)")
"""A line that signs with one word; elsewhere it is a family's name."""
SECTION_AND_NAMES: Final = 2
"""Parts of a line that names a section in one word and then several people: `Politics · Ann Lee, Bo Ek`."""
MANY_WORDS: Final = 3
"""Of a name in full."""
MANY_SMALL: Final = 6
"""Words in small letters; a line with more is a headline or says something of its author."""
ARTICLE: Final = re.compile(r"(?:the|der|die|das|le|la|les|el|il|lo|de|het|o|a|os)\s", re.IGNORECASE)
"""How the name of a house begins that is nobody's: papers have articles, blogs that bear their writers' names have none."""
PARTS: Final = re.compile(r"\s[|–—·:-]\s")
"""What parts the pieces of a site's name."""


def read_byline(authors: Sequence[Author], wordings: Sequence[Wording], publisher_name: str) -> Byline | None:
    """The people that the best source names, with the words they were named in; None where none names a person.

    The feed's authors first, then the page's (JSON-LD, meta, link, visible line). Sources are not mixed: each may know
    another spelling of the same people. Organisations, the publisher itself, mail addresses and page debris are no people. A
    source that names only what the page calls its site gives way to any other: blogs bear their writers' names, papers sign
    with their own. What the page tells machines gives way to what it shows readers where that names the same people in full.
    Where nobody is named, the account's name counts with which the page signs; beside the text, before links below it that name
    others.
    """
    house = _House(wordings)
    bodies = {_bare(said.text) for said in wordings if said.kind == "author" and said.place == ORGANISATION_PLACE}
    sections = {_bare(said.text) for said in wordings if said.kind == "topic"}
    pages = _pages(wordings)
    of_house: Byline | None = None
    for wording, found in _sources(authors, pages):
        is_link_below = found.endswith(BELOW) and not found.startswith("byline")
        if is_link_below and (signs := _account(pages, publisher_name, SEEN)) is not None:
            return of_house or signs
        names = [name for name in _people(wording, found, house, publisher_name) if _bare(name) not in bodies]
        if found.endswith(ABOVE):
            names = [name for name in names if _bare(name) not in sections]
        byline = _byline(wording, names, found)
        if byline is None or (found.endswith((ABOVE, BELOW)) and _is_of_others(wording, publisher_name, of_house)):
            continue
        if not house.is_all_of(names) and not house.is_all_of(wording):
            return _as_printed(byline, pages, publisher_name)
        of_house = of_house or (None if any(map(ARTICLE.match, names)) else byline)
    return of_house or _account(pages, publisher_name, SIGNING)


def _people(wording: Sequence[str], found: str, house: "_House", publisher_name: str) -> list[str]:
    """The people in the words of one source. A single word beside full names, where readers see them, is a section or a town."""
    names: list[str] = []
    for text in wording:
        if found.startswith(SEEN) and sum(map(str.islower, text.split())) > MANY_SMALL and not is_signed(text):
            continue
        parts = [part for part in PARTS.split(text) if _bare(part) not in house.names]
        part = parts[0] if len(parts) == 1 else text
        if len(parts) == SECTION_AND_NAMES and " " not in parts[0] and len(listed := people_in(parts[1], publisher_name)) > 1:
            names += listed
            continue
        names += people_in(ONE_NAME.sub("", part) if found.startswith(SEEN) else part, publisher_name)
    if found.startswith(SEEN[1:]) and any(" " in name for name in names):
        return [name for name in names if " " in name or name.lower() == name.upper()]
    return names


def _byline(wording: Sequence[str], names: Sequence[str], found: str) -> Byline | None:
    people = tuple(dict.fromkeys(names))
    if not 0 < len(people) <= (LONGEST_STATED if found in ("json-ld author", "meta citation_author") else LONGEST_LIST):
        return None
    return Byline(wording=", ".join(dict.fromkeys(wording)), people=people, found=found)


class _House:
    """What a page calls its site and publisher, by its own words and its address."""

    def __init__(self, wordings: Sequence[Wording]) -> None:
        stated = [said.text for said in wordings if said.kind == "publisher"]
        hosts = {_host(said.url).removeprefix("www.") for said in wordings if said.kind == "canonical" and said.url} - {""}
        self.hosts = {_bare(host.rpartition(".")[0]) for host in hosts}
        self.names = {_bare(part) for text in stated for part in (text, *PARTS.split(text))} | self.hosts | set(map(_bare, hosts))

    def is_all_of(self, names: Sequence[str]) -> bool:
        """Whether all the names are its own."""
        return all(bare in self.names or self.holds_host(bare) for bare in map(_bare, names))

    def holds_host(self, bare: str) -> bool:
        """Whether a name is longer than the host's and ends with it: a club's or a firm's."""
        return any(len(host) >= LEAST_HOST and bare != host and bare.endswith(host) for host in self.hosts)


def _bare(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _pages(wordings: Sequence[Wording]) -> dict[str, list[str]]:
    """What a page says of its authors, by place."""
    pages: dict[str, list[str]] = {}
    for wording in wordings:
        if wording.kind == "author" and wording.place != ORGANISATION_PLACE:
            pages.setdefault(wording.place, []).append(wording.text)
    for place in ("byline", "byline" + ABOVE, "byline" + BELOW):
        if place in pages:
            pages[place] = [text for text in pages[place] if _says_whom(text)] or pages[place]
    for zone in ("", ABOVE, BELOW):
        if printed := [text for place in SEEN for text in pages.get(place + zone, ())]:
            pages["microdata"] = _printed(pages.get("microdata", []), printed)
            break
    return pages


def _says_whom(line: str) -> bool:
    """Whether a line begins with a word such as "By", and goes on."""
    signed = SIGNED.match(line)
    return signed is not None and any(map(str.isalnum, line[signed.end() :]))


def _sources(authors: Sequence[Author], pages: Mapping[str, list[str]]) -> Iterator[tuple[list[str], str]]:
    """The names of each source together, in the order the sources are believed."""
    yield [author.name for author in authors if author.name and not author.place.endswith("of the feed")], "feed author"
    for place in sorted(pages, key=_order):
        yield pages[place], place
    yield [author.name for author in authors if author.name and author.place.endswith("of the feed")], "feed's own author"


def _printed(marked: list[str], bylines: list[str]) -> list[str]:
    """Of the names that a page marks, those its bylines print too, where they print some: the others sign teasers, which
    stand in the same item where a page marks none as one."""
    shown = {_bare(name) for line in bylines for name in people_in(line, "")}
    return [text for text in marked if any(_bare(name) in shown for name in people_in(text, ""))] or marked


def _order(place: str) -> tuple[int, int]:
    zone = 2 if place.endswith(BELOW) else 1 if place.endswith(ABOVE) else 0
    return zone, next((number for start, number in FOUND.items() if place.startswith(start)), len(FOUND))


def _is_of_others(wording: Sequence[str], publisher_name: str, of_house: Byline | None) -> bool:
    """Whether lines away from the text may sign other texts: they name different people each, or the page named its house before
    and they do not say by whom."""
    differ = len({names for text in wording if (names := frozenset(people_in(text, publisher_name)))}) > 1
    return differ or (of_house is not None and not any(map(is_signed, wording)))


def _as_printed(byline: Byline, pages: Mapping[str, list[str]], publisher_name: str) -> Byline:
    """The byline, or what readers see beside the text where it tells more than the page tells machines: all of these people, and
    more or more fully. Programs state whoever put a text into the system: a line that says by whom and names others in full is
    believed, unless these people stand beside the text too. People in a line that does not say so must be named elsewhere."""
    if not byline.found.startswith(("json-ld", "meta", "microdata")):
        return byline
    told = {place: [list(people_in(text, publisher_name)) for text in pages[place]] for place in pages}
    stated = {place: {_bare(name) for names in lines for name in names} for place, lines in told.items()}
    are_seen = any(_bare(name) in stated.get(place, ()) for place in SEEN for name in byline.people)
    for place in SEEN:
        lines = list(zip(pages.get(place, ()), told.get(place, ()), strict=True))
        differ = len({frozenset(line) for _, line in lines if line}) > 1  # they sign several texts, other stories' among them
        singly = () if place == "rel author" else ([line] for line in lines)  # each link names one of them
        for chosen in (*singly, *([lines] if lines else ())):
            names = list(dict.fromkeys(name for _, line in chosen for name in line))
            if not names or names == list(byline.people):
                continue
            says_by = place == "rel author" or (place == "byline" and all(is_signed(text) for text, _ in chosen))
            in_full = all(" " in name or name.lower() == name.upper() for name in names)
            elsewhere = set().union(*(known for other, known in stated.items() if other != place))
            is_whole = len(names) == len(byline.people) or (in_full and (says_by or elsewhere.issuperset(map(_bare, names))))
            holds_all = all(any(_is_fuller(full, name) for full in names) for name in byline.people)
            if (holds_all and is_whole) or (
                says_by and in_full and not (are_seen or differ) and _are_others(names, byline.people)
            ):
                return _byline([text for text, _ in chosen], names, place) or byline
    return byline


def _are_others(names: Sequence[str], people: Sequence[str]) -> bool:
    """Whether no word of any name is one of these people's: else they are the same, spelt otherwise."""
    known = {_bare(word) for name in people for word in name.split()}
    return not any(_bare(word) in known for name in names for word in name.split())


def _is_fuller(full: str, name: str) -> bool:
    """Whether it is the same name, or a given name's with the family's after it."""
    words = full.split()
    return _bare(full) == _bare(name) or (name == words[0] and 1 < len(words) <= MANY_WORDS and words[-1][:1].isupper())


def _account(pages: Mapping[str, list[str]], publisher_name: str, places: Sequence[str]) -> Byline | None:
    """The first account with which the page signs in these places; None where it names none."""
    for place in places:
        for text in pages.get(place, ()):
            name = account_in(text, publisher_name) if is_signed(text) or not place.startswith("byline") else None
            if name is not None:
                return _byline([text], [name], place)
    return None
