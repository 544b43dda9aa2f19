"""The words at a text's head that say where it comes from: place, day, agency sign. Capitals alone are none."""

import re
from typing import Final

from ingest.facts.exceptions import AGENCY
from ingest.facts.month_words import MONTH_OF
from news.attribution import Dateline

PLACE: Final = r"(?P<place>[^\W\d_][\w.'’ -]{1,40}(?:[,/] ?[^\W\d_][\w.'’ -]{1,30}){0,2}?)"
DAY: Final = (
    r"(?P<day>(?P<number>\d{1,2}\.? (?:de )?)?(?P<month>[^\d_.,;:!?()/—–-]{1,16}?)\.?(?(number)| \d{1,2})(?:,? \d{4}(?: г\.?)?)?)"
)
"""The month is a word of which only the table knows whether it is one: its thousand names in eight patterns take long to load."""
SLASHED: Final = r"/(?P<agency>[^\W\d_][\w.& -]{1,24})/"
BRACKETED: Final = r"\((?P<agency>[^\W\d_][\w./& -]{1,24})\)"
RULE: Final = r"(?: ?[—–]| -{1,2}| _|\.-)(?= |$)"

COLON_PLACES: Final = (
    "NEW DELHI|MUMBAI|KOLKATA|CHENNAI|BENGALURU|ISLAMABAD|KARACHI|LAHORE|PESHAWAR|QUETTA|DHAKA|KATHMANDU|COLOMBO|KUALA LUMPUR|"
    "SINGAPORE|JAKARTA|MANILA|RIYADH|JEDDAH|DUBAI"
)
"""Cities whose papers write a colon after them; before any other colon stands a speaker or a label."""

FORMS: Final = tuple(
    re.compile(rf"\A{form}", re.IGNORECASE)
    for form in (
        rf"{PLACE}[,.] {DAY}[.,]? ?{SLASHED}\.?",
        rf"{PLACE}[,.]? ?{SLASHED}\.?",
        rf"{PLACE}, {DAY} ?[—–-] ?(?P<agency>{AGENCY.pattern})\.",
        rf"{PLACE}\. {DAY}\. (?P<agency>{AGENCY.pattern}|INTERFAX\.RU)(?:\.| -)(?= )",
        rf"{DAY}, {PLACE} ?{SLASHED}\.",
        rf"{BRACKETED} ?[—–-] {PLACE}, {DAY} ?[—–-](?= )",
        rf"{PLACE}, {DAY} ?{BRACKETED}\.?{RULE}",
        rf"{PLACE}, {DAY}[.]?{RULE}",
        rf"{PLACE},? ?{BRACKETED}\.?{RULE}",
        rf"{PLACE}{RULE}",
        rf"(?P<place>{COLON_PLACES}):(?= )",
        r"(?P<agency>新华社|中新社)(?P<place>[^\W\d_]{2,6}?)(?P<day>\d{1,2}月\d{1,2}日)电",
        r"【(?P<place>[^\W\d_]{2,6})(?P<agency>共同|時事)】",
        r"\((?P<place>[가-힣]{2,6})=(?P<agency>[가-힣]{2,8})\)",
    )
)
"""`MINSK, August 15. /TASS/.` · `PARIS /ANT/` · `PARIS, 3 mars (Agence) -` · `WASHINGTON (AP) —` · `WASHINGTON —`."""
WITHOUT_SPACES: Final = (r"\A(?P<agency>新", r"\A【", r"\A\((?P<place>[가")
"""How the forms of Chinese, Japanese and Korean agencies begin."""
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
            if parts.get("month") is not None and parts["month"].lower() not in MONTH_OF:
                continue
            if form.pattern.startswith(WITHOUT_SPACES):
                return Dateline(wording=found[0], place=parts["place"], day=parts.get("day"), agency=parts["agency"])
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
