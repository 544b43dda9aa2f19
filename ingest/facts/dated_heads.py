"""Place and whole date at the head of a text: `LONDON, Nov. 2, 2021 /Wire/ --`, `Hamburg, den 2. November 2021 –`.

A dateline that an agency or a wire signs says when its story was filed. One that nobody signs is the way press releases open, and
tales of things past too: only what stands around it tells which it is.
"""

import re
from dataclasses import dataclass
from typing import Final

from ingest.facts.date_forms import Order
from ingest.facts.date_labels import OF_EVENT, OF_PICTURE
from ingest.facts.date_pieces import LETTER
from ingest.facts.datelines import NO_PLACE, RULE, SPEECH
from ingest.facts.dates import read_date
from ingest.facts.exceptions import AGENCY
from ingest.facts.language import order_in
from ingest.facts.month_words import FILLERS, LABELS, MONTH_OF
from ingest.facts.people_words import SIGNED
from ingest.facts.weekday_words import WEEKDAY_OF
from news.partial_date import PartialDate, Precision

LONGEST: Final = 120
"""Characters of a text among which its head is looked for."""
_YEAR: Final = re.compile(r"(?:19|20)\d\d|[٠-٩۰-۹०-९]{4}")
_IN_NAME: Final = rf"(?:{LETTER}|[.'’-])"
_NAME: Final = rf"{LETTER}{_IN_NAME}{{0,24}}(?: {_IN_NAME}{{1,24}}){{0,3}}"
_PLACE: Final = rf"(?P<place>{_NAME}(?: ?[,/|] ?{_NAME}){{0,2}}?)"
_WORD: Final = rf"{LETTER}{{2,14}}\.?"
_DAY: Final = (
    rf"(?P<day>(?:{LETTER}{{2,14}}[.,]{{0,2}} )?(?:"
    rf"\d{{1,2}}(?:\.|º|er|st|nd|rd|th)? ?(?:de |di )?{_WORD},? (?:de |del )?\d{{4}}|{_WORD} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    rf"\d{{1,2}}[./-] ?\d{{1,2}}[./-] ?\d{{4}}|\d{{4}}-\d\d-\d\d|\d{{4}}\. {_WORD} \d{{1,2}}\.|"
    rf"\d{{4}} ?[年년] ?\d{{1,2}} ?[月월] ?\d{{1,2}} ?[日일])(?: (?:г|р|r|року|года)(?!\w)\.?)?)"
)
_SIGN: Final = rf"(?:/[^\W\d][^/\d]{{1,29}}/|\((?:{AGENCY.pattern}|ots|[A-Z][A-Za-z ]{{0,20}}[Ww](?:ire|IRE))\))"
_ENDS: Final = rf"(?:\.-(?= |\Z)|{RULE}|[.:](?= |\Z)|(?=\Z))"
_SIGNED: Final = (
    re.compile(rf"{_PLACE}[,،、.] ?{_DAY},? ?{_SIGN}(?:{RULE}|\.|(?= |\Z))"),
    re.compile(rf"\((?:{AGENCY.pattern}|ots)\)(?: ?[—–-])? {_PLACE}[,،、] ?{_DAY}{RULE}"),
)
_PLAIN: Final = (
    re.compile(rf"{_PLACE}[,،、.] ?{_DAY},? ?\([A-Z]{{2,8}}\)\.?{RULE}"),
    re.compile(rf"{_PLACE}[,،、] ?{_DAY}{_ENDS}"),
    re.compile(rf"{_PLACE},? \({_DAY}\){_ENDS}"),
    re.compile(rf"\({_PLACE}[,،、] ?{_DAY}\)(?:{_ENDS}|(?= ))"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedHead:
    """The head's words, those of its date, and whether an agency or a wire signs it."""

    wording: str
    day: str
    signed: bool


def dated_head(text: str) -> DatedHead | None:
    """Place and whole date with which a text opens; None unless the form is wholly there, with its end, and names a place."""
    if not _YEAR.search(text, 0, LONGEST):
        return None
    head = " ".join(text[: 2 * LONGEST].split())[:LONGEST]
    for form in (*_SIGNED, *_PLAIN):
        found = form.match(head)
        if found is None:
            continue
        for place, day in _divided(found["place"], found["day"].strip()):
            if _is_day(day) and _is_place(place):
                return DatedHead(wording=found[0].strip(), day=day, signed=form in _SIGNED)
    return None


def _divided(place: str, day: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """Place and date as found, and with the date's first word as the place's last: `SAN JOSE, Calif., May 5, 2021`."""
    first, _, rest = day.partition(" ")
    return (place, day), (f"{place}, {first.rstrip(',')}", rest)


def _is_day(day: str) -> bool:
    """Whether the words are a date to the day, be it one whose day and month only the page's language tells apart."""
    read = read_date(day) or read_date(day, order=Order.DMY)
    return read is not None and read.precision is Precision.DAY


def day_of(day: str, language: str | None) -> PartialDate | None:
    """The date that the words of a head state, day and month in the order of the page's language (a tag)."""
    return read_date(day, order=order_in(language, day), language=language)


def _is_place(place: str) -> bool:
    """Whether every name in it begins as a place's does, and nothing speaks of an event, a picture or a day."""
    words = [word.strip(".").lower() for word in re.split(r"[ ,/|]+", place)]
    names = [name.strip() for name in re.split(r"[,/|]", place)]
    if words[0].upper() in NO_PLACE or SIGNED.match(place) or words[0] == "copyright":
        return False
    if SPEECH.search(place) or OF_EVENT.search(place) or OF_PICTURE.search(place):
        return False
    is_dated = any(word in MONTH_OF or word in WEEKDAY_OF for word in words) or words[0] in FILLERS | LABELS
    return not is_dated and all(name and (name[0].isupper() or not name[0].islower()) for name in names)
