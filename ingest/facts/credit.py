"""Who wrote it, and the words at the text's head that say where it comes from. A person that is none is worse than none."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.extract.article import Wording
from ingest.facts.month_words import MONTH_OF
from ingest.parse.entry import Author
from news.attribution import Byline, Dateline

LONGEST_NAME: Final = 60
LONGEST_LINE: Final = 400
LONGEST_LIST: Final = 12
"""People who sign one text; a longer list is a page's list of its authors."""

SIGNED: Final = re.compile(
    r"^(?:(?:written|reported|story|text|words|analysis|opinion|article)\s{1,3})?(?:by|von|par|por|di|da|de|door|autor(?:en|in)?|"
    r"author|автор|текст)\s{0,2}:?\s{1,3}",
    re.IGNORECASE,
)
"""Words before a name: "By", "Von", "Par" …"""
NAME_PARTICLES: Final = frozenset({"de", "di", "da", "von"})
"""Words before a name that also begin one: as `de la Cruz`, and where a single word follows, as `De Niro`."""
INVERTED: Final = re.compile(r"(?P<family>[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*){0,2}), (?P<given>[^\W\d_][\w'’.-]*)")
"""`Doe, Jane`: one person, not two."""
BETWEEN: Final = re.compile(r"\s*(?:,|;|/|\||&|\band\b|\bund\b|\bet\b|\by\b|\be\b|\bи\b|\bта\b)\s+|\s*[;|]\s*|(?<=\w),(?=\w)")
ROLE: Final = re.compile(
    r"\s*(?:,|\||\(|-|–|—)\s*(?:[\w'-]+\s){0,4}(?:editor|reporter|correspondent|writer|staff|columnist|contributor|journalist|"
    r"producer|analyst|chief|fellow|redakteur(?:in)?|korrespondent(?:in)?|journaliste|correspondant(?:e)?|rédact(?:eur|rice)|"
    r"periodista|corresponsal|redactor(?:a)?|giornalista|корреспондент|редактор|обозреватель)\b.*$",
    re.IGNORECASE,
)
MAIL: Final = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,190}")

DEBRIS: Final = re.compile(
    r"_|://|www\.|[<>{}\[\]=#|\\]|\d|^(?:admin(?:istrator)?|root|webmaster|editor|editors|author|authors|user|guest|joined|"
    r"nickname|anonymous|unknown|none|null|undefined|n/a|posts?|view all posts?|about the author|share|follow|email|twitter|"
    r"facebook|subscribe|read more|comments?|story count|staff|staff writers?|staff reporters?|redaktion|rédaction|redacción|"
    r"redazione|redação|редакция|newsroom|newsdesk|news desk|team|press release|web desk|online|by|von|par)$",
    re.IGNORECASE,
)
"""What pages print where a name should be."""
ORGANISATION: Final = re.compile(
    r"\b(?:agency|agence|agentur|agencia|agenzia|associated press|press|reuters|afp|tass|dpa|interfax|xinhua|bloomberg|"
    r"ukrinform|news|nachrichten|noticias|media|medien|magazine|times|post|journal|gazette|tribune|herald|zeitung|newspaper|radio|tv|"
    r"television|broadcasting|channel|network|wire|service|services|bureau|desk|staff|team|newsroom|redaktion|rédaction|"
    r"redacción|redazione|redação|editorial|editors|board|house|foundation|stiftung|fondation|institute|institut|university|universität|"
    r"ministry|ministère|ministerium|office|department|council|commission|committee|association|society|union|"
    r"center|centre|company|corporation|corp|inc|ltd|llc|gmbh|ag|group|project|initiative|international|organi[sz]ation|"
    r"watch|amnesty|partners|contributors|writers|reporters|агентство|редакция|служба|новости|газета|"
    r"тасс|риа|пресс|радио|телеканал|министерство)\b",
    re.IGNORECASE,
)
"""Words that people are not called by."""
HANDLE: Final = re.compile(r"@\w|^[a-z0-9.]+$")
FOUND: Final = {"json-ld author": 1, "feed": 0, "rel author": 3, "meta": 2, "byline": 4, "microdata": 2, "gopher authors line": 0}


def read_byline(authors: Sequence[Author], wordings: Sequence[Wording], publisher_name: str) -> Byline | None:
    """The people that the best source names, with the words they were named in; None where none names a person.

    The feed's authors first, then the page's (JSON-LD, meta, link, visible line). Sources are not mixed: each may know
    another spelling of the same people. Organisations, the publisher itself, mail addresses and page debris are no people.
    """
    for wording, found in _sources(authors, wordings):
        names = dict.fromkeys(name for part in wording for name in people_in(part, publisher_name))
        if 0 < len(names) <= LONGEST_LIST:
            return Byline(wording=", ".join(dict.fromkeys(wording)), people=tuple(names), found=found)
    return None


def _sources(authors: Sequence[Author], wordings: Sequence[Wording]) -> Iterator[tuple[list[str], str]]:
    """The names of each source together, in the order the sources are believed."""
    yield [author.name for author in authors if author.name and not author.place.endswith("of the feed")], "feed author"
    pages: dict[str, list[str]] = {}
    for wording in wordings:
        if wording.kind == "author" and wording.place != "json-ld organization":
            pages.setdefault(wording.place, []).append(wording.text)
    for place in sorted(pages, key=_order):
        yield pages[place], place
    yield [author.name for author in authors if author.name and author.place.endswith("of the feed")], "feed's own author"


def _order(place: str) -> int:
    return next((number for start, number in FOUND.items() if place.startswith(start)), len(FOUND))


def people_in(wording: str, publisher_name: str) -> Iterator[str]:
    """The names of people in a wording such as `By Ann Lee and Bo Ek, staff writers`, as it spells them."""
    text = " ".join(unicodedata.normalize("NFC", wording[:LONGEST_LINE]).split())
    signed = SIGNED.match(text)
    if signed and not _begins_name(signed[0].strip(), text[signed.end() :]):
        text = text[signed.end() :]
    text = MAIL.sub(" ", text).replace("< >", " ") if MAIL.search(text) else re.sub(r"\([^()]{0,60}\)", " ", text)
    text = ROLE.sub("", " ".join(text.split())).strip(" ()")
    if inverted := INVERTED.fullmatch(text):
        text = f"{inverted['given']} {inverted['family']}"
    for part in BETWEEN.split(text):
        name = ROLE.sub("", part).strip(" .,;:()\"'“”«»*-–—")
        if _is_person(name, publisher_name):
            yield name


def _begins_name(word: str, rest: str) -> bool:
    """Whether the word in front belongs to the name: `de la Cruz`, `De Niro`, but not `Von Hans Müller`."""
    return word.lower() in NAME_PARTICLES and (word.islower() or len(rest.split()) == 1 or "," in rest.partition(" ")[0])


def _is_person(name: str, publisher_name: str) -> bool:
    if not 3 <= len(name) <= LONGEST_NAME or DEBRIS.search(name) or ORGANISATION.search(name) or HANDLE.search(name):
        return False
    if name.casefold() in (publisher_name.casefold(), f"the {publisher_name.casefold()}"):
        return False
    words = name.split()
    if len(words) > 6 or any(sign in name for sign in "?!…"):
        return False
    cased = [word for word in words if word[0].isalpha() and word[0].lower() != word[0].upper()]
    if len(words) == 1:
        return words[0][0].isupper() and not name.isupper() if cased else len(name) <= 12
    begins_large = not cased or cased[0][0].isupper() or cased[-1][0].isupper()
    return begins_large and sum(word[0].islower() for word in cased) <= 2


PLACE: Final = r"(?P<place>[^\W\d_][\w.'’ -]{1,40}(?:[,/] ?[^\W\d_][\w.'’ -]{1,30}){0,2}?)"
MONTHS: Final = "|".join(sorted(map(re.escape, MONTH_OF), key=len, reverse=True))
DAY: Final = rf"(?P<day>(?:(?:{MONTHS})\.? \d{{1,2}}|\d{{1,2}}\.? (?:de )?(?:{MONTHS})\.?)(?:,? \d{{4}}(?: г\.?)?)?)"
SLASHED: Final = r"/(?P<agency>[^\W\d_][\w.& -]{1,24})/"
BRACKETED: Final = r"\((?P<agency>[^\W\d_][\w./& -]{1,24})\)"
RULE: Final = r"(?: ?[—–]| -{1,2})(?= |$)"

FORMS: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{PLACE}[,.] {DAY}[.,]? ?{SLASHED}\.?",
        rf"{PLACE}[,.]? ?{SLASHED}\.?",
        rf"{PLACE}, {DAY} ?{BRACKETED}\.?{RULE}",
        rf"{PLACE}, {DAY}[.]?{RULE}",
        rf"{PLACE},? ?{BRACKETED}\.?{RULE}",
        rf"{PLACE}{RULE}",
    )
)
"""`MINSK, August 15. /TASS/.` · `PARIS /ANT/` · `PARIS, 3 mars (Agence) -` · `WASHINGTON (AP) —` · `WASHINGTON —`."""
LONGEST_HEAD: Final = 120
NO_PLACE: Final = frozenset({
    "BREAKING", "UPDATE", "UPDATED", "URGENT", "EXCLUSIVE", "WATCH", "LIVE", "OPINION", "ANALYSIS", "EDITORIAL", "VIDEO",
    "PHOTOS", "CORRECTION", "NOTE", "DEVELOPING", "EILMELDUNG", "EIL", "NEWS", "FACTBOX", "EXPLAINER", "INTERVIEW",
    "ADVISORY", "ALERT", "QUESTION", "ANSWER", "SPOILER", "WARNING", "CONTENT", "TRIGGER", "SPONSORED", "UNESCO", "UNICEF",
    "INTERPOL", "EUROPOL", "HEZBOLLAH", "GREENPEACE", "COVID", "МОЛНИЯ", "СРОЧНО",
})  # fmt: skip
SHORT_PLACES: Final = frozenset({
    "ROME", "PARIS", "TOKYO", "KYIV", "KIEV", "CAIRO", "DELHI", "SEOUL", "MINSK", "LIMA", "OSLO", "BERN", "BONN", "MIAMI",
    "DOHA", "BAKU", "RIGA", "ROMA", "WIEN", "KÖLN", "LYON", "LILLE", "TURIN", "MILAN", "DUBAI", "AMMAN", "TUNIS", "RABAT",
    "ACCRA", "LAGOS", "DAKAR", "HANOI", "DHAKA", "KABUL", "QUITO", "SOFIA", "PRAGA", "HAIFA", "LVIV", "LVOV", "GAZA",
    "BASEL", "ESSEN", "LINZ", "GRAZ", "КИЕВ", "КИЇВ", "МИНСК", "ОМСК", "РИГА", "БАКУ", "ПАРИЖ", "РИМ", "ЛЬВОВ", "ЛЬВІВ",
    "СОЧИ", "УФА", "ПЕРМЬ", "ТОКИО", "СЕУЛ", "ПЕКИН", "КАИР",
})  # fmt: skip
"""Cities of up to five letters: other short words in capitals are as likely to be an abbreviation (NASA, OPEC)."""
SPEECH: Final = re.compile(
    r"\b(?:said|says|is|was|are|were|has|have|had|will|would|and|but|the|that|who|which|what|not|to|in|on|at|with|for|ist|und|"
    r"hat|сказал|это|что)\b",
    re.IGNORECASE,
)


def read_dateline(first_line: str) -> Dateline | None:
    """Place, day and agency sign at the head of a text; None unless all of a known form is there.

    A place stands in capitals, or before an agency's sign in brackets or slashes. Capitals that begin a sentence are none.
    """
    head = " ".join(first_line[: LONGEST_HEAD * 2].split())[:LONGEST_HEAD]
    for form in FORMS:
        if found := form.match(head):
            parts = found.groupdict()
            place, agency = parts["place"].strip(), parts.get("agency")
            day = (parts.get("day") or "").rstrip(".") or None
            is_dateline = _is_place(place, agency, has_day=day is not None)
            return Dateline(wording=found[0].strip(), place=place, day=day, agency=agency) if is_dateline else None
    return None


def _is_place(place: str, agency: str | None, *, has_day: bool) -> bool:
    """Whether this can be a place: of few words, none of a sentence; in capitals where no agency signs beside it."""
    words = place.split()
    if len(words) > 5 or not words or words[0].strip(".,").upper() in NO_PLACE or SPEECH.search(place):
        return False
    city = place.partition(",")[0]
    capitals = city.isupper() or not any(letter.isupper() or letter.islower() for letter in city)
    if agency is not None:
        return (capitals or all(word[0].isupper() for word in city.split())) and len(agency.split()) <= 4
    return capitals and (len(city) > 5 or city in SHORT_PLACES or has_day)
