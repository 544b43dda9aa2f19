"""In which language: what a source states, as a BCP 47 tag. Nothing is guessed from the text."""

import re
from typing import Final

from ingest.facts.date_forms import Order

TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-[a-z]{3}(?=-|\Z))?(?P<script>-[a-z]{4})?(?P<region>-(?:[a-z]{2}|\d{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)",
    re.ASCII,
)
"""RFC 5646 section 2.1 without extensions and private use, which no page's `lang` needs; an extended language is passed over."""
UNDETERMINED: Final = frozenset({"und", "mul", "zxx", "mis", "xx", "xxx"})
RENAMED: Final = {"iw": "he", "in": "id", "ji": "yi", "ua": "uk"}
"""Codes withdrawn in favour of others (RFC 5646 section 4.5), and the country that stands for its language most often."""
NAMES: Final = {
    "english": "en", "deutsch": "de", "german": "de", "français": "fr", "french": "fr", "español": "es", "spanish": "es",
    "italiano": "it", "italian": "it", "português": "pt", "portuguese": "pt", "русский": "ru", "russian": "ru",
    "українська": "uk", "ukrainian": "uk", "العربية": "ar", "arabic": "ar", "日本語": "ja", "japanese": "ja", "中文": "zh",
    "chinese": "zh",
}  # fmt: skip


WITH_DOTS: Final = frozenset({
    "be", "bg", "bs", "cs", "da", "de", "el", "et", "fi", "fr", "he", "hr", "is", "it", "lb", "lv", "mk", "nb", "nl", "nn", "no",
    "pl", "ro", "ru", "sk", "sl", "sq", "sr", "tr", "uk",
})  # fmt: skip
"""Languages that write the day first (Unicode CLDR, short date formats) and put dots between the numbers of a date, always or
beside slashes."""
WITH_SLASHES: Final = frozenset({"ar", "ca", "el", "es", "eu", "fr", "gl", "he", "id", "it", "ms", "pt", "ro", "tr", "vi"})
"""Languages that write the day first and put slashes between them."""
WITH_HYPHENS: Final = frozenset({"nl"})
"""One that does and puts hyphens there."""
ELSEWHERE: Final = frozenset({"es-PA", "es-PR", "es-US", "fr-CA"})
"""Where the month may come first all the same. English is in neither set: it is written both ways, and is what programs
state that were never told a language."""
DOTTED, SLASHED, HYPHENED, HALVED = (
    re.compile(form)
    for form in (r"\d\.\s?\d{1,2}\.\s?\d\d", r"\d/\d{1,2}/\d\d", r"(?<!\d)\d{1,2}-\d{1,2}-\d\d", r"\d\s?[ap]\.?\s?m\b")
)
"""A clock of two halves beside numbers with slashes is a program's that speaks another language."""


def order_in(language: str | None, wording: str) -> Order | None:
    """Whether the day comes first in a date of numbers that people of this language (a tag) read; None where it is not told."""
    if language is None or language in ELSEWHERE or HALVED.search(wording.lower()):
        return None
    spoken = language.partition("-")[0]
    forms = ((WITH_DOTS, DOTTED), (WITH_SLASHES, SLASHED), (WITH_HYPHENS, HYPHENED))
    is_told = any(spoken in languages and form.search(wording) for languages, form in forms)
    return Order.DMY if is_told else None


def language_tag(wording: str | None) -> str | None:
    """The tag in its usual spelling (RFC 5646 section 2.1.1): `en-US` for `en_us`, `zh-Hant-TW`; None for anything else.

    Of a list (`en, fr`) the first counts only where it is alone: two languages are no language of a text. A language's own
    name stands for its tag.
    """
    text = (wording or "").strip()
    if not text or len(text) > 60:
        return None
    text = text.lower().partition(".")[0].replace("_", "-")
    if text in NAMES:
        return NAMES[text]
    found = TAG.fullmatch(text)
    if found is None or found["language"] in UNDETERMINED:
        return None
    language = RENAMED.get(found["language"], found["language"])
    script, region = (found["script"] or "").title(), (found["region"] or "").upper()
    return language + script + region + (found["variants"] or "")
