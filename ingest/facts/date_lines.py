"""When, from the lines beside a story: they often say more than a date, who wrote it and when it was changed."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.extract.article import Wording
from ingest.facts.dates import RELATIVE, read_date
from ingest.facts.month_words import MONTH_OF, WEEKDAY_OF
from ingest.facts.people import SIGNED, people_in
from news.partial_date import PartialDate, Precision
from news.story import DateClaim

LONGEST: Final = 160
"""Characters of a line that is taken apart; a longer one is a sentence."""
UPDATED: Final = re.compile(
    r"\b(?:last |zuletzt |dernière )?(?:updated?\b|modified|revised|aktualisiert|geändert|mise? à jour|modifié|actualizad[oa]|"
    r"aggiornato|atualizad[oa]|обновлен[оа]?|оновлен[оа]?|изменен[оа]|zaktualizowano|aktualizacja|bijgewerkt|uppdatera[dt]|"
    r"oppdatert|opdateret|güncelle\w+)|\blastupdate",
    re.IGNORECASE,
)
PUBLISHED: Final = re.compile(
    r"\b(?:published|posted|publiée?|veröffentlicht|publiziert|erstellt|publicad[oa]|pubblicat[oa]|опубликован[оа]?|"
    r"опублікован[оа]?|opublikowan[oa]|gepubliceerd|publicera[dt]|publisert|publiceret)\b",
    re.IGNORECASE,
)
SEAM: Final = re.compile(rf"(?={UPDATED.pattern}|{PUBLISHED.pattern})", re.IGNORECASE)
EARLIER: Final = re.compile(r"\b(?:first|originally|previously|zuerst|initialement|originalmente|впервые)\b", re.IGNORECASE)
"""What such a word dates is the text in another place."""
AFTER: Final = re.compile(r"[\s.,|·•(]{1,4}\d{1,5} comments?$|\s(?:by|von|par|por)\s\D{3,60}$|[\s|·•/(–—-]{1,4}$", re.IGNORECASE)
"""What stands after a date in such a line."""
WORD: Final = re.compile(r"\w+")


def claims_of(wordings: Sequence[Wording], zone: str | None = None) -> Iterator[DateClaim]:
    """Every statement of a date in a page's wordings, read with the publisher's own `zone` (IANA name) where none is named.

    A line that is more than a date is taken apart (`dates_in`). A byline is no statement of a date unless it holds one.
    """
    stated = [(said.kind, said.text, said.place) for said in wordings]
    for kind, text, place in dict.fromkeys(stated):
        if kind in ("published", "updated"):
            value = read_date(text, zone=zone)
            if value is None and place == "date line" and (found := dates_in(text, kind, zone=zone)):
                yield from (DateClaim(about=about, wording=text, place=place, value=date) for about, date in found.items())
            else:
                yield DateClaim(about=kind, wording=text, place=place, value=value)
        elif kind == "author" and place == "byline":
            for about, date in dates_in(text, "published", zone=zone).items():
                yield DateClaim(about=about, wording=text, place=place, value=date)


def dates_in(line: str, about: str, *, zone: str | None = None) -> dict[str, PartialDate]:
    """The dates that a line states of `published` and `updated`, to the day at least; empty where it is not plain.

    A date without a label is what the line is `about`; beside one that is labelled as a change it is the publication. In
    front of a date only a label and people's names may stand: a date in a sentence may be of anything.
    """
    if len(line) > LONGEST:
        return {}
    text = " ".join(line.split())
    if EARLIER.search(text) or not any(char.isdigit() for char in text):
        return {}
    bare: PartialDate | None = None
    found: dict[str, PartialDate] = {}
    is_changed = False
    for part in SEAM.split(text):
        date = _date_at_end(part, zone)
        kind = "updated" if UPDATED.match(part) else "published" if PUBLISHED.match(part) else ""
        is_changed = is_changed or (kind == "updated" and (date is not None or RELATIVE.search(part) is not None))
        if date is None:
            continue
        if not kind:
            bare = date
        elif found.setdefault(kind, date) != date:
            return {}
    if bare is not None and (is_changed or not SEAM.search(text)):
        found.setdefault("published" if is_changed else about, bare)
    return found


def _date_at_end(part: str, zone: str | None) -> PartialDate | None:
    """The date with which a part of a line ends, where nothing but a label or names stand in front of it."""
    while (shorter := AFTER.sub("", part)) != part:
        part = shorter
    for word in WORD.finditer(part):
        if word[0][0].isdigit() or word[0].lower() in MONTH_OF or word[0].lower() in WEEKDAY_OF:
            date = read_date(part[word.start() :], zone=zone)
            if date is not None and date.precision >= Precision.DAY:
                return date if _may_stand_before(part[: word.start()].strip()) else None
        if word[0][0].isdigit():
            return None  # a number that belongs to no date
    return None


def _may_stand_before(words: str) -> bool:
    if len(words.split()) > 8:
        return False
    if not words or PUBLISHED.match(words) or UPDATED.match(words):
        return True
    is_signed = SIGNED.match(words) is not None or words[-1] in "|·•"
    return is_signed and any(people_in(words.rstrip(" |·•–—-:"), ""))
