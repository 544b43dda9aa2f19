"""When, from the lines beside a story: they often say more than a date, who wrote it and when it was changed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.extract.article import Wording
from ingest.extract.bylines import ABOVE
from ingest.extract.date_only import SOURCE
from ingest.facts.date_forms import Order
from ingest.facts.date_labels import EARLIER, OF_EVENT, OF_PICTURE, PUBLISHED, STILL_TO_COME, UPDATED
from ingest.facts.dated_heads import dated_head, day_of
from ingest.facts.dates import RELATIVE, read_date
from ingest.facts.exceptions import AGENCY
from ingest.facts.language import language_tag, order_in
from ingest.facts.month_words import FILLERS, LABELS, MONTH_OF, in_language
from ingest.facts.people import people_in
from ingest.facts.people_words import SIGNED
from ingest.facts.weekday_words import WEEKDAY_OF
from news.partial_date import PartialDate, Precision
from news.story import DateClaim

PRINTED: Final = ("date line", "line")
"""Places where people read a date. A `line` is named for nothing and only stands where dates stand: what is no date there is no
statement that could not be read."""
LONGEST: Final = 160
"""Characters of a line that is taken apart; a longer one is a sentence."""
SEAM: Final = re.compile(rf"(?={UPDATED.pattern}|{PUBLISHED.pattern})", re.IGNORECASE)
LABELLED: Final = (
    r"kategorien?|rubrik|ressort|themen?|category|categories|section|catégories?|rubrique|categorías?|sección|categorie|rubriek|"
    r"rubryka|kategori|kategoria|рубрика|категория|autor(?:en|in|es|a)?|authors?|auteurs?|autore|автор|quelle|source|redaktion|"
    r"fuente|fonte|"
    r"bron|źródło|kaynak|källa|kilde|источник|джерело|text|texte|texto|testo|fotos?|photos?|bild(?:er)?|von|by|tags?"
)
"""Labels of what stands after a date: part of the site, writer, source."""
AFTER: Final = re.compile(
    rf"[\s.,|·•(]{{1,4}}\d{{1,5}} (?:comments?|kommentare?|commentaires?|comentarios?|reacties|views)$|"
    rf"[\s,|·•(–-]{{1,4}}(?:(?:lesezeit|lesedauer|reading time|temps de lecture|tiempo de lectura|tempo di lettura|leestijd)"
    rf"\D{{0,12}})?"
    rf"\d{{1,3}} ?min(?:\.|uten?|utes?|utos?|uti)?(?: (?:read|lesezeit|de lecture|de lectura|di lettura|lezen))?\)?$|"
    rf"\s\(\d{{1,6}} ?x (?:gelesen|aufgerufen)\)$|\s(?:by|von|par|por)\s\D{{3,60}}$|\s{SOURCE.pattern}$|"
    rf"[\s,]\s?(?:{LABELLED})\s?:\s[^:]{{2,60}}$|\s\((?:{AGENCY.pattern})\)$|[\s|·•/(–—-]{{1,4}}$|"
    r"(?-i:\s\([A-ZÄÖÜ]{2,6}(?:/[A-ZÄÖÜ]{2,6})?\)(?:\s[A-ZÄÖÜ][^\s\d]{1,30})?$)",
    re.IGNORECASE,
)
"""What stands after a date in such a line."""
FOR_MACHINES: Final = ("json-ld", "meta", "microdata", "time")
"""Places whose statements programs write: a bare number there is a count of seconds."""
WORD: Final = re.compile("[\\w\u0900-\u0963\u0966-\u0dff]+")
"""A word: the vowel signs of Indian scripts are none of what `\\w` holds."""
BETWEEN: Final = re.compile(r"(?:(?<!\s)\s++)?[|·•⋅»]\s*|\s(?:/{1,2}|[–—])\s")
"""Signs between the pieces of a line: who, when, where on the site, how many comments."""
WORDS_BESIDE: Final = 8
"""Words of a piece; a longer one is a sentence."""
YEAR: Final = re.compile(r"\d\d(?!\d)")
"""What every date holds: the last figures of a year."""
TIME: Final = re.compile(r"\d{1,2}[:.]\d\d(?: [ap]\.?m\.?)?(?: \w{2,4})?", re.IGNORECASE)
"""A time that a sign parts from its day."""
IN_SECTION: Final = re.compile(r"\s(?:in|im|unter|under|dans|sous|en)\s\D{3,40}$", re.IGNORECASE)
"""Where on a site a text is, after the date that a label says is its publication's."""
CLOCK: Final = re.compile(r"\b\d{1,2}(?::| ?h ?)\d\d\b")
"""The time of a change on the day of publication: `(updated 22:10)`."""
GLUED: Final = re.compile(r"(?<=[^\W\d_])(?=\d{1,2}[./]\d{1,2}[./]\d{2,4}(?!\d)|\d{4}-\d\d-\d\d(?!\d))")
"""Where only a page's looks part a label from its date."""
NAMES_AFTER: Final = re.compile(r"(?<=\d\d)(?:\s?,|\s-(?=\s\D))?(?:\s[^\W\d_a-zà-ÿа-я][^\W\d_]+:?){2,4}(?:\s\d{1,4})?$")
"""Words with capitals that end a line after its date: who wrote it, the part of the site; then how many comments."""

SITE: Final = re.compile(
    r"(?:[\w-]{1,40}\.){1,3}[a-z]{2,12}|[^\W\d_]{2,16}(?:网|網|报|報|社|频道|頻道|电视台|電視台|新闻|新聞)", re.IGNORECASE
)
"""A site's name that is its address, or a Chinese one that says what it is."""
DESK: Final = re.compile(
    rf"(?:{AGENCY.pattern})|(?:online-?)?redaktion|red\.?|redacción|redazione|redação|rédaction|redactie|redakcja|redakce|редакция|"
    r"admin|editors?|staff|newsroom|news desk|web ?desk|haber merkezi|tim redaksi|редакція",
    re.IGNORECASE,
)
"""Who stands in front of a date where nobody is named."""


def claims_of(wordings: Sequence[Wording], zone: str | None = None) -> Iterator[DateClaim]:
    """Every statement of a date in a page's wordings, read with the publisher's own `zone` (IANA name) where none is named.

    A line that is more than a date is taken apart (`dates_in`). A byline is no statement of a date unless it holds one. In the
    lines that people read, 03.04.2026 is read as the page's language has it (`order_in`); what is there for machines is not. A
    month's name that means another one elsewhere is read as the page's language has it everywhere.

    Lines named for nothing that state several days are a list's: none is a statement. Where a page prints its own date as a
    time that has passed, days in lines below are of other stories, and are not read unless they are labelled.
    """
    claims = list(_as_stated(wordings, zone))
    of_lines = {
        claim.value.day_text() for claim in claims if claim.place == "line" and claim.value and claim.about == "published"
    }
    is_relative = False
    for claim in claims:
        if claim.place == "line" and len(of_lines) > 1:
            continue
        is_day = claim.place in PRINTED and claim.about == "published" and not PUBLISHED.match(claim.wording)
        yield replace(claim, value=None) if is_day and is_relative else claim
        is_relative = is_relative or (is_day and claim.value is None and RELATIVE.search(claim.wording) is not None)


def _as_stated(wordings: Sequence[Wording], zone: str | None) -> Iterator[DateClaim]:
    language = language_tag(next((said.text for said in wordings if said.kind == "language"), None))
    stated = [(said.kind, said.text, said.place) for said in wordings]
    for kind, text, place in dict.fromkeys(stated):
        if place == "dateline":
            head = dated_head(text)
            yield DateClaim(about=kind, wording=text, place=place, value=None if head is None else day_of(head.day, language))
        elif kind in ("published", "updated"):
            is_printed = place in PRINTED
            order = order_in(language, text) if is_printed else None
            decided = in_language(text, language)
            value = read_date(text, zone=zone, order=order, language=language, counts=place.startswith(FOR_MACHINES))
            if value is None and is_printed and (found := dates_in(decided, kind, zone=zone, order=order)):
                yield from (DateClaim(about=about, wording=text, place=place, value=date) for about, date in found.items())
            elif place != "line" or (value is not None and value.precision >= Precision.DAY):
                about = kind
                if is_printed:
                    about = "published" if PUBLISHED.match(text) else "updated" if UPDATED.match(text) else kind
                is_said = value is None or place != "time" or value.precision > Precision.YEAR  # years are told of all things
                yield DateClaim(about=about, wording=text, place=place, value=value if is_said else None)
        elif kind == "author" and place in ("byline", "byline" + ABOVE):
            decided, order = in_language(text, language), order_in(language, text)
            for about, date in dates_in(decided, "published", zone=zone, order=order, is_byline=True).items():
                yield DateClaim(about=about, wording=text, place=place, value=date)


def dates_in(
    line: str, about: str, *, zone: str | None = None, order: Order | None = None, is_byline: bool = False
) -> dict[str, PartialDate]:
    """The dates that a line states of `published` and `updated`, to the day at least; empty where it is not plain.

    A date without a label is what the line is `about`; beside one that is labelled as a change it is the publication. In
    front of a date only a label and people's names or a site's may stand, or short words that a sign parts from it: a date in
    a sentence may be of anything. Of a byline no pieces are taken: comments are signed in such.
    """
    if len(line) > LONGEST:
        return {}
    text = GLUED.sub(" ", " ".join(line.split()))
    if EARLIER.search(text) or STILL_TO_COME.search(text) or not any(char.isdigit() for char in text):
        return {}
    bare: PartialDate | None = None
    found: dict[str, PartialDate] = {}
    is_changed = False
    for part in SEAM.split(text):
        kind = "updated" if UPDATED.match(part) else "published" if PUBLISHED.match(part) else ""
        bare_part = IN_SECTION.sub("", part) if kind else part
        if not kind and OF_PICTURE.search(part):
            continue
        date = _date_at_end(bare_part, zone, order) if is_byline else _date_among(bare_part, zone, order)
        is_timed = kind == "updated" and (RELATIVE.search(part) or CLOCK.search(part)) is not None
        is_changed = is_changed or is_timed or (kind == "updated" and date is not None)
        if date is None:
            continue
        if not kind:
            bare = date
        elif found.setdefault(kind, date) != date:
            return {}
    if bare is not None and (is_changed or not SEAM.search(text)):
        found.setdefault("published" if is_changed else about, bare)
    return found


def _date_among(part: str, zone: str | None, order: Order | None) -> PartialDate | None:
    """The one date in a part of a line: the whole part's, or that of a piece between signs, beside other short pieces."""
    if (whole := _date_at_end(part, zone, order)) is not None:
        return whole
    if OF_EVENT.search(part):
        return None
    pieces = [piece for piece in BETWEEN.split(part) if any(map(str.isalnum, piece))]
    if len(pieces) < 2 or any(len(piece.split()) > WORDS_BESIDE for piece in pieces):
        return None
    dated = [at for at, piece in enumerate(pieces) if YEAR.search(piece) and _date_at_end(piece, zone, order) is not None]
    if len(dated) != 1 or any(map(_is_of_days, pieces[: dated[0]])):
        return None
    piece, after = pieces[dated[0]], "".join(pieces[dated[0] + 1 : dated[0] + 2])
    with_time = read_date(f"{piece} {after}", zone=zone, order=order) if TIME.fullmatch(after) else None
    return with_time or _date_at_end(piece, zone, order)


def _is_of_days(piece: str) -> bool:
    """Whether a piece in front of a date may be the beginning of a span of days: `5 – 7 May 2015`."""
    words = WORD.findall(piece)
    return words[-1].isdigit() or any(word.lower() in MONTH_OF for word in words)


def _date_at_end(part: str, zone: str | None, order: Order | None) -> PartialDate | None:
    """The date with which a part of a line ends, where nothing but a label or names stand in front of it and names after it."""
    while (shorter := AFTER.sub("", part)) != part:
        part = shorter
    label = PUBLISHED.match(part)  # it may hold a number: of a press release
    for word in WORD.finditer(part, label.end() if label else 0):
        if word[0][0].isdigit() or word[0].lower() in MONTH_OF or word[0].lower() in WEEKDAY_OF:
            date = _date_at_start(part[word.start() :], zone, order)
            if date is not None and date.precision >= Precision.DAY:
                return date if _may_stand_before(part[: word.start()].strip()) else None
        if word[0][0].isdigit():
            return None  # a number that belongs to no date
    return None


def _date_at_start(words: str, zone: str | None, order: Order | None) -> PartialDate | None:
    """The date that words are, or begin with where only names follow: `5 May 2015 Jane Doe`."""
    date = read_date(words, zone=zone, order=order)
    follows = NAMES_AFTER.search(words) if date is None and not OF_EVENT.search(words) else None
    return date if follows is None else read_date(words[: follows.start()], zone=zone, order=order)


def _may_stand_before(words: str) -> bool:
    if len(words.split()) > 8:
        return False
    if not words or PUBLISHED.match(words) or UPDATED.match(words) or SOURCE.fullmatch(words):
        return True
    bare = [word.lower() for word in WORD.findall(words)]
    while bare and bare[-1] in LABELS | FILLERS:
        bare.pop()
    signed = SIGNED.match(words)
    if not bare or (signed and not signed[0].lower().endswith(("de ", "di ", "da ")) and _is_one_word(words[signed.end() :])):
        return True
    names = words.rstrip(" |·•–—-:,(")
    if DESK.fullmatch(" ".join(bare)) or (names != words and DESK.fullmatch(names)):
        return True
    if words.endswith("("):
        return SITE.fullmatch(names.strip()) is not None
    is_signed = signed is not None or (words[-1] in "|·•," and not OF_EVENT.search(words))
    return is_signed and (SITE.fullmatch(names) is not None or any(people_in(names, "")))


def _is_one_word(words: str) -> bool:
    """Whether one word, the name of an account, is left beside those that say nothing."""
    said = [word for word in WORD.findall(words) if word.lower() not in LABELS | FILLERS]
    return len(said) == 1 and said[0][0].isalpha()
