"""When: a wording becomes a date that is as precise as it is and no more, or nothing; of several claims one is chosen."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Final

from dateutil import parser as dateutil_parser

from ingest.facts import zones
from ingest.facts.calendars import Inexact, gregorian
from ingest.facts.date_forms import Order, Read, parts, plain, read_iso
from ingest.facts.date_labels import PUBLISHED
from ingest.facts.date_words import read_words
from ingest.facts.month_words import MONTH_OF, SHARED, in_language
from news.date_conflicts import with_conflicts
from news.partial_date import PartialDate, Precision
from news.story import DateClaim

LONGEST: Final = 120
"""Characters: no date is longer, whatever surrounds it."""

A_LIST: Final = 3
"""Days of as many works are no single story's."""

PLACEHOLDERS: Final = (datetime(1970, 1, 1, tzinfo=UTC), datetime(1900, 1, 1, tzinfo=UTC))
"""What programs write where they have no date: the epochs of their clocks (year 1 is out of range anyway)."""


def read_date(
    wording: str, *, zone: str | None = None, order: Order | None = None, language: str | None = None, counts: bool = False
) -> PartialDate | None:
    """The date that the wording states, with exactly the parts it states; None where it is not wholly understood.

    `zone` is the publisher's own (IANA name): it settles a time that names no zone, and abbreviations of several meanings.
    `order` settles dates like 03/04/2026, which are refused without it; `language` (a tag) the months whose names mean another
    one elsewhere; `counts` says that a bare number stands where a date is stated and is a count of seconds (`read_epoch`).
    Nothing is ever taken from the present day. Years from 1900 to 2100. Never raises, on any text.
    """
    return explain_date(wording, zone=zone, order=order, language=language, counts=counts)[0]


@lru_cache(maxsize=1_000)
def explain_date(
    wording: str, *, zone: str | None = None, order: Order | None = None, language: str | None = None, counts: bool = False
) -> tuple[PartialDate | None, str]:
    """The date as `read_date` gives it, and in words how it was read, or why nothing was. Remembered: a page states the same date
    in the same words for several readers."""
    text = plain(wording[: LONGEST + 1])
    if not text:
        return None, "there are no words"
    if len(wording) > LONGEST:
        return None, f"it is longer than any date ({LONGEST} characters)"
    if counts and (counted := read_epoch(wording)) is not None:
        return counted, "states a time as a count from the beginning of 1970 in UTC"
    try:
        text = gregorian(in_language(text, language), wording, zone, language)
    except Inexact as error:
        return None, str(error)
    if _is_span_of_hours(text):
        return None, "it states hours from and to, as they are stated of something that takes place"
    whys = []
    for rung in LADDER:
        found = rung(text, order)
        if found is not None and found.date is not None:
            read = zones.settle(replace(found.date, wording=wording), found.zone, zone)
            return (None, PLACEHOLDER) if _is_placeholder(read) else (read, _how(read, found.zone))
        if found is not None:
            whys.append(found.why)
            if found.known:
                break
    return None, _why(text, [why for why in whys if why])


HOURS: Final = re.compile(
    r"(?<![\d:Tt])(?P<hour>\d{1,2}):(?P<minute>\d\d)\s?[-−]\s?(?P<other>\d{1,2})(?::(?P<end>\d\d))?(?![\d:])", re.ASCII
)


def _is_span_of_hours(text: str) -> bool:
    """Whether a time is followed by a later one, as in `10:00-12:00`: an offset from UTC would look like that too. Behind the `T`
    of ISO 8601 and behind seconds it is one."""
    found = HOURS.search(text)
    return found is not None and (int(found["other"]), int(found["end"] or 0)) > (int(found["hour"]), int(found["minute"]))


PLACEHOLDER: Final = "it is the moment from which clocks of programs count: a program that has no date prints it"
RELATIVE: Final = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|now|ago|last (?:night|week|month|year)|heute|gestern|vorgestern|morgen|vor|"
    r"aujourd'hui|hier|demain|il y a|hoy|ayer|anteayer|mañana|hace|oggi|ieri|domani|fa|hoje|ontem|há|сегодня|вчера|позавчера|"
    r"завтра|назад|сьогодні|вчора|тому|сёння|учора|dziś|dzisiaj|wczoraj|temu|bugün|dün|önce|vandaag|gisteren|geleden|idag|igår|"
    r"sedan|danas|jučer|juče|prije|danes|včeraj|днес|преди|данас|јуче|dnes|včera|tegnap|acum|hari ini|kemarin|yang lalu|"
    r"hôm nay|hôm qua|trước|σήμερα|χθες|πριν|اليوم|أمس|منذ|امروز|دیروز|پیش)\b|今日|昨日|一昨日|今天|昨天|前天|小时前|分钟前|天前|"
    r"時間前|分前|日前|어제|오늘|전$|पहले|ที่แล้ว",
    re.IGNORECASE,
)
"""Words that tell a time from the moment of reading."""
EMPTY: Final = re.compile(r"0{2,4}[-/.]0{1,2}[-/.]0{1,4}\b.*|0{4}(?:-0{2})?|0001-.*|0+")


def _why(text: str, whys: Sequence[str]) -> str:
    """Why a wording was refused: what it is taken for, else what the last reader that knew its form says."""
    if RELATIVE.search(text):
        return "it tells the time from the moment of reading, and that moment is not stated"
    if EMPTY.fullmatch(text):
        return "it is what a program prints that has no date"
    if SHARED.search(text) and not any(map(str.isalpha, SHARED.sub("", text))):
        return "its month has a name that means another month in another language, and no language is stated that decides"
    if text.isdigit():
        return "it is a number and may be a count of seconds, but nothing says so" if len(text) >= 9 else "it is only a number"
    return whys[-1] if whys else "it has the form of no date that is known here"


def _how(read: PartialDate, stated: str | None) -> str:
    """How far a date was read and where its zone comes from, in words."""
    if read.hour is None:
        return f"states a {read.precision.name.lower()}"
    if read.offset is not None:
        whose = f"the publisher's own, {read.zone}" if read.zone_from else "as stated"
        return f"states a time to the {read.precision.name.lower()}; its zone is {whose}"
    about = (
        "names no zone" if stated is None else f"names a zone that cannot be told: {stated}" if stated else "its zone is not read"
    )
    return f"states a time to the {read.precision.name.lower()}; {about}"


COUNTED: Final = range(631_152_000, 1_890_000_000)
"""Seconds from 1970 to 1990 and to late 2029. No date written as one number, be it 20250815 or 2025081512, is among them, in
seconds or in milliseconds."""


def read_epoch(wording: str) -> PartialDate | None:
    """The instant that a count of seconds or milliseconds since 1970 states (POSIX.1-2017 section 4.16), for places where a date
    is stated; None for any other text, and for a count outside `COUNTED`."""
    text = wording.strip()
    if not (text.isascii() and text.isdigit()) or len(text) > 13:
        return None
    seconds = next((count for count in (int(text), int(text) // 1000) if count in COUNTED), None)
    if seconds is None:
        return None
    at = datetime.fromtimestamp(seconds, UTC)
    return PartialDate(
        year=at.year, month=at.month, day=at.day, hour=at.hour, minute=at.minute, second=at.second,
        offset=timedelta(0), wording=wording,
    )  # fmt: skip


def _is_placeholder(read: PartialDate) -> bool:
    """Whether this is an epoch: at midnight, or at whatever whole hour a program's zone made of it."""
    for epoch in PLACEHOLDERS:
        midnight = read.hour is None or (read.hour, read.minute, read.second or 0) == (0, 0, 0)
        if (read.year, read.month, read.day) == (epoch.year, 1, 1) and midnight:
            return True
        if read.instant() == epoch:
            return True
    around = (read.year, read.month, read.day) in ((1970, 1, 1), (1969, 12, 31))
    return around and read.offset is None and read.hour is not None and not (read.minute or 0) % 30 and not read.second


DEFAULTS: Final = (datetime(2004, 3, 7, 5, 11, 23), datetime(2012, 10, 26, 17, 44, 52))  # noqa: DTZ001
"""Two moments that differ in every part and in the weekday: what dateutil makes of both alike, it has from the wording."""
NUMBER: Final = re.compile(r"\d+")


def read_by_dateutil(text: str, _order: Order | None) -> Read | None:
    """What dateutil reads, and only those parts that it reads alike from two defaults and that the wording has as numbers.

    Asked last, for forms in English words that no rung before it knows. A zone in such a wording stays unread.
    """
    if not any(word in MONTH_OF for word in re.findall(r"[a-z]+", text.lower())):
        return None
    try:
        one, other = (dateutil_parser.parse(text, default=default, ignoretz=True) for default in DEFAULTS)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    agreed: list[int] = []
    for name in ("year", "month", "day", "hour", "minute", "second"):
        if getattr(one, name) != getattr(other, name):
            break
        agreed.append(getattr(one, name))
    if len(agreed) in (0, 4):
        return None
    numbers = Counter(int(number) for number in NUMBER.findall(text))
    if Counter([agreed[0], *agreed[2:]]) != numbers:
        return None
    date_read = parts(*agreed, *[None] * (6 - len(agreed)))
    return Read(date_read, "") if date_read is not None else None


LADDER: Final[tuple[Callable[[str, Order | None], Read | None], ...]] = (read_iso, read_words, read_by_dateutil)
"""The readers in the order they are asked, the strictest first."""

PLACES: Final = (
    "feed", "json-ld", "meta", "microdata", "time", "date", "byline", "line", "uncertain", "article", "page", "dateline",
    "gopher", "url",
)  # fmt: skip
"""Where a claim stood, the most reliable first: a place is known by its first word. What is not here comes last."""
UNCERTAIN: Final = (
    "meta date", "meta dc.date", "meta dcterms.date", "json-ld webpage", "json-ld dateCreated", "meta dc.created",
    "meta dcterms.created", "meta dc.date.created",
)  # fmt: skip
"""Statements of which no source says that they date the publication: but the text, a change, the making of text or page (Dublin
Core: "a point or period of time associated with an event in the lifecycle of the resource"; schema.org's `WebPage` is not its
text). What a page prints of its own story comes before them."""
MIRRORED: Final = ("feed gopher", "gopher menu", "mirror")
"""A mirror's own menus and paths, which may be made by its clock: after all that."""


def choose(claims: Sequence[DateClaim]) -> tuple[DateClaim, ...]:
    """The claims as given, at most one about `published` and one about `updated` marked as chosen, and those that contradict it.

    The claim in the best place is taken (`PLACES`; within one place the first). A claim in a lesser place replaces it only
    when it agrees and says more: more parts, or the zone. One that contradicts changes nothing. A time of exactly
    midnight, as programs print it that know only the day, says no more than that day.
    """
    chosen = {id(best) for about in ("published", "updated") if (best := _best(about, claims)) is not None}
    return with_conflicts([replace(claim, chosen=id(claim) in chosen) for claim in claims])


def _best(about: str, claims: Sequence[DateClaim]) -> DateClaim | None:
    stated = (claim for claim in claims if claim.about == about and claim.value is not None)
    ranked = sorted((claim for claim in stated if not _is_of_later_change(claim, claims)), key=_rank)
    listed = _of_others(ranked)
    best: DateClaim | None = None
    for claim in sorted(ranked, key=lambda one: one.place in listed):
        if best is None or _says_more(claim.value, best.value) or _is_corrected(best, claim):
            best = claim
    return best


def _is_of_later_change(claim: DateClaim, claims: Sequence[DateClaim]) -> bool:
    """Whether a statement that may date anything says a later day than the page prints for its last change."""
    if claim.place not in UNCERTAIN or claim.value is None:
        return False
    changes = [one.value for one in claims if one.about == "updated" and one.place in ("date line", "line", "time") and one.value]
    days = [value.day_text() for value in changes if value.precision >= Precision.DAY]
    return bool(days) and claim.value.day_text() > max(days)


def _of_others(claims: Sequence[DateClaim]) -> set[str]:
    """The `meta` elements that date too much to be of this page: the works that it refers to are stated there."""
    days: dict[str, set[tuple[int, int | None, int | None]]] = {}
    for claim in claims:
        if claim.value is not None and claim.place.startswith("meta "):
            days.setdefault(claim.place, set()).add((claim.value.year, claim.value.month, claim.value.day))
    return {place for place, found in days.items() if len(found) >= A_LIST}


def _is_corrected(best: DateClaim, claim: DateClaim) -> bool:
    """Whether a line labelled as the publication's speaks against a `time` element by more than zones can make."""
    if best.place != "time" or claim.place not in ("date line", "line") or best.value is None or claim.value is None:
        return False
    if not PUBLISHED.match(claim.wording) or min(best.value.precision, claim.value.precision) < Precision.DAY:
        return False
    apart = date.fromisoformat(best.value.day_text()) - date.fromisoformat(claim.value.day_text())
    return abs(apart.days) > 1


def _rank(claim: DateClaim) -> int:
    if claim.place.startswith(MIRRORED):
        return len(PLACES) + 1
    words = claim.place.split()
    if claim.place in UNCERTAIN:
        words = ["uncertain"]
    return PLACES.index(words[0]) if words and words[0] in PLACES else len(PLACES)


def _says_more(new: PartialDate | None, old: PartialDate | None) -> bool:
    """Whether `new` says what `old` says and something more."""
    if new is None or old is None:
        return False
    if old.hour is not None and (old.hour, old.minute, old.second or 0) == (0, 0, 0) and new.hour is not None:
        old = replace(old, hour=None, minute=None, second=None, offset=None)
    if not new.agrees_with(old):
        return False
    if new.hour is not None and old.hour is not None and (new.offset is None or old.offset is None):
        apart = (new.hour * 60 + (new.minute or 0)) - (old.hour * 60 + (old.minute or 0))
        if apart % 15 or (apart and new.offset is None):
            return False
    return (new.precision, new.offset is not None) > (old.precision, old.offset is not None) and new.precision >= old.precision
