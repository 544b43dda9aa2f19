"""In which language: what a source states, as a BCP 47 tag. Nothing is guessed from the text."""

import re
from typing import Final

TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<script>-[a-z]{4})?(?P<region>-(?:[a-z]{2}|\d{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*)",
    re.ASCII,
)
"""RFC 5646 section 2.1 without extensions and private use, which no page's `lang` needs."""
UNDETERMINED: Final = frozenset({"und", "mul", "zxx", "mis", "xx", "xxx"})
RENAMED: Final = {"iw": "he", "in": "id", "ji": "yi", "ua": "uk"}
"""Codes withdrawn in favour of others (RFC 5646 section 4.5), and the country that stands for its language most often."""
NAMES: Final = {
    "english": "en", "deutsch": "de", "german": "de", "français": "fr", "french": "fr", "español": "es", "spanish": "es",
    "italiano": "it", "italian": "it", "português": "pt", "portuguese": "pt", "русский": "ru", "russian": "ru",
    "українська": "uk", "ukrainian": "uk", "العربية": "ar", "arabic": "ar", "日本語": "ja", "japanese": "ja", "中文": "zh",
    "chinese": "zh",
}  # fmt: skip


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
