"""The people in a byline: told from organisations, roles, places, dates and what pages print beside a name."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from ingest.extract.phrases import SIGNED_AFTER_DATE
from ingest.facts.exceptions import AGENCY
from ingest.facts.month_words import MONTH_OF
from ingest.facts.people_words import (
    A_PAPER,
    ACCOUNT,
    ACCOUNT_AFTER,
    AGENCY_AFTER,
    BETWEEN,
    BYS,
    DASH,
    DEBRIS,
    FROM_WHERE,
    HANDLE,
    HOUSE_BESIDE,
    HOUSES,
    INVERTED,
    INVISIBLE,
    JUNIOR,
    KOREAN,
    LABELLED,
    MAIL,
    MORE,
    NAME_PARTICLES,
    NO_NAME,
    OF_PICTURES,
    OF_PICTURES_TOO,
    OF_PLACE,
    OF_THE_HOUSE,
    ORGANISATION,
    PARTICLES,
    PICTURES_IN_BRACKETS,
    PLACES_AND_SECTIONS,
    ROLE,
    ROLE_AFTER,
    ROLE_ALONE,
    ROLE_BEFORE,
    SIGNED,
    TAIL,
    TITLE_AFTER,
)
from ingest.facts.weekday_words import WEEKDAY_OF

LONGEST_NAME: Final = 60
LONGEST_LINE: Final = 400
INITIAL: Final = re.compile(r"\s[^\W\d_a-z]\.\s*$")
"""A family's name of which the first letter is told."""
PICTURED: Final = "\ue000"
"""Put after the names of those whose pictures are beside the text."""
IN_BRACKETS: Final = re.compile(r"\([^()]{0,60}\)|(?<=\S)（[^（）]{0,60}）")
BETWEEN_KOREAN: Final = re.compile(r" ?[·・,/] ?")
ABBREVIATED: Final = re.compile(r"[A-Z]{2,}[a-z]")
"""How a word begins that is no person's name: an abbreviation and another word, written as one."""
SHORT: Final = 3
"""Letters of a word in small letters with which no name of two words ends."""


def people_in(wording: str, publisher_name: str) -> tuple[str, ...]:
    """The names of people in a wording such as `By Ann Lee and Bo Ek, staff writers`, as it spells them. Remembered: a page says
    the same in several places, and its host on other pages."""
    return _remembered(wording[:LONGEST_LINE], publisher_name)


@lru_cache(maxsize=5_000)
def _remembered(wording: str, publisher_name: str) -> tuple[str, ...]:
    return tuple(_people(wording, publisher_name))


def _people(wording: str, publisher_name: str) -> Iterator[str]:
    text = _unsigned(wording)
    if OF_PICTURES.match(text) or DEBRIS.fullmatch(text):
        return
    if korean := [name for found in KOREAN.finditer(text) for name in BETWEEN_KOREAN.split(found["names"])]:
        yield from (name for name in korean if not _is_body(name, publisher_name))
        return
    text = PICTURES_IN_BRACKETS.sub(_pictured, ACCOUNT_AFTER.sub("", text))
    text = MAIL.sub(" ", text).replace("< >", " ") if MAIL.search(text) else IN_BRACKETS.sub(" ", text)
    text = TAIL.sub("", " ".join(text.split()))
    text = JUNIOR.sub(r" \1.", TITLE_AFTER.sub("", ROLE.sub("", text))).strip(" ()（）")
    inverted = INVERTED.fullmatch(text)
    if inverted and not any(_is_body(part, publisher_name) for part in inverted.groups()):
        text = f"{inverted['given']} {inverted['family']}"
    parts = [_bare(part) for part in BETWEEN.split(text) if not (OF_PICTURES.match(part) or part.rstrip().endswith(PICTURED))]
    if any(map(_is_of_subject, parts)):
        return
    is_of_agency = any(AGENCY.search(part) for part in parts)
    beside_others = len(parts) > 1 and any(" " in part or _is_body(part, publisher_name) for part in parts)
    for name in parts:
        if (is_of_agency and HOUSE_BESIDE.fullmatch(name)) or (beside_others and (_is_single(name) or _is_no_name_beside(name))):
            continue
        if _is_person(name, publisher_name):
            yield name


def _is_of_subject(part: str) -> bool:
    """Whether a part of a list is several words in small letters that say nobody's calling: the list is a section's name
    (`Politique et faits divers`), however much its other half looks like a person's."""
    said = part.partition(" - ")[0]
    is_small = said.islower() and len(said.split()) > 1 and all(map(str.isalpha, said.split()))
    return is_small and not (ORGANISATION.search(said) or ROLE_ALONE.fullmatch(said) or DEBRIS.fullmatch(said))


def _pictured(found: re.Match[str]) -> str:
    return " " if OF_PICTURES_TOO.search(found[0]) else PICTURED


def _is_no_name_beside(name: str) -> bool:
    """Whether it is a place or a paper where it stands beside people."""
    return OF_PLACE.fullmatch(name) is not None or A_PAPER.fullmatch(name) is not None


def account_in(wording: str, publisher_name: str) -> str | None:
    """The account's name that a wording consists of, apart from "by" and a date, as it spells it; None for any other words.

    Blogs and forums sign with such: it is what their publisher says of who wrote, and no more.
    """
    text = TAIL.sub("", SIGNED.sub("", _unsigned(wording))).strip(" ,;:()|–—-")
    if ACCOUNT.fullmatch(text) is None or DEBRIS.fullmatch(text) or OF_THE_HOUSE.search(text) or "." in text[-4:]:
        return None
    return None if _is_body(text, publisher_name) or ROLE_ALONE.fullmatch(text) or _is_of_dates(text) else text


def is_signed(wording: str) -> bool:
    """Whether it says by whom: begins with a word such as "By", or with a date and then such a word."""
    text = _folded(wording)
    return SIGNED.match(text) is not None or SIGNED_AFTER_DATE.match(text) is not None


def _folded(wording: str) -> str:
    return " ".join(unicodedata.normalize("NFC", INVISIBLE.sub("", wording[:LONGEST_LINE])).split())


def _unsigned(wording: str) -> str:
    """The wording folded, without what stands in front of names; of pieces with labels, those that a writer's stands before."""
    text = MORE.sub("", _folded(wording))
    pieces = [piece.strip() for piece in text.split("|")]
    if len(pieces) > 1 and (labelled := [piece[found.end() :] for piece in pieces if (found := LABELLED.match(piece))]):
        return ", ".join(labelled)
    signed = SIGNED.match(text)
    if signed and not _begins_name(signed[0].strip(), text[signed.end() :]):
        rest = text[signed.end() :].lstrip("| ")
        again = SIGNED.match(rest) if rest[:1].islower() else None
        return DASH.sub("", rest if again is None or _begins_name(again[0].strip(), rest[again.end() :]) else rest[again.end() :])
    return SIGNED_AFTER_DATE.sub("", text)


def _is_of_dates(word: str) -> bool:
    return word.casefold() in WEEKDAY_OF or word.casefold() in MONTH_OF


def _bare(part: str) -> str:
    """A name without role, place and title after it, and without the signs around it."""
    bare = AGENCY_AFTER.sub(r"\g<name>", ROLE_AFTER.sub(r"\g<name>", ROLE_BEFORE.sub("", part.strip())))
    bare = TITLE_AFTER.sub("", FROM_WHERE.sub("", ROLE.sub("", bare)))
    is_cut = bare.rstrip().endswith(".") and (JUNIOR.search(bare) is not None or INITIAL.search(bare) is not None)
    return bare.strip(" ,;:/()\"'“”«»《》〈〉【】［］（）*-–—.") + ("." if is_cut else "")


def _is_single(name: str) -> bool:
    """Whether it is one word of a script that has capitals: beside full names rather a paper or a town than a person."""
    return " " not in name and name.lower() != name.upper()


def _begins_name(word: str, rest: str) -> bool:
    """Whether the word in front belongs to the name: `de la Cruz`, `De Niro`, but not `Von Hans Müller` or `von Dr. Müller`."""
    first, *more = rest.split()[:2] or [""]
    if word in BYS and more and first[:1].isupper() and more[0][:1].isupper() and not first.endswith(","):
        return False
    return word.lower() in NAME_PARTICLES and (word.islower() or len(rest.split()) == 1 or "," in rest.partition(" ")[0])


def _is_body(name: str, publisher_name: str) -> bool:
    """Whether it is an organisation, an agency or the publisher."""
    folded, publisher = name.casefold(), publisher_name.casefold()
    found = ORGANISATION.search(name) or AGENCY.search(name) or HOUSES.fullmatch(name)
    is_branch = publisher_name.isupper() and name.startswith(f"{publisher_name} ")  # an abbreviation, and where it is
    return found is not None or is_branch or folded in PLACES_AND_SECTIONS or folded in (publisher, f"the {publisher}")


def _is_person(name: str, publisher_name: str) -> bool:
    if not (2 if not name.isascii() else 3) <= len(name) <= LONGEST_NAME or NO_NAME.search(name) or HANDLE.search(name):
        return False
    if DEBRIS.fullmatch(name) or _is_body(name, publisher_name) or ROLE_ALONE.fullmatch(name) or ":" in name:
        return False
    words = name.split()
    if len(words) > 6 or any(sign in name for sign in "?!…"):
        return False
    cased = [word for word in words if word[0].isalpha() and word[0].lower() != word[0].upper()]
    if len(words) == 1 and _is_of_dates(name):
        return False
    if len(words) == 1:
        return words[0][0].isupper() and not name.isupper() and not ABBREVIATED.match(name) if cased else len(name) <= 12
    begins_large = not cased or cased[0][0].isupper() or (cased[-1][0].isupper() and cased[0].lower() in PARTICLES)
    if len(cased) == 2 and cased[1].islower() and len(cased[1]) <= SHORT:
        return False
    return begins_large and sum(word[0].islower() for word in cased) <= 2
