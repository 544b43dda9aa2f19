"""The pieces that a date in words is made of, as forms: numbers, times, offsets, words."""

import re
from typing import Final

LETTER: Final = r"(?:[^\W\d_]|[\u0300-\u036f\u064b-\u065f\u0900-\u0963\u0971-\u0e30\u0e80-\u0ecf\u1000-\u109f\u1780-\u17d3])"
"""A letter of any script, with the signs that are none by themselves: the vowels of India's scripts, Lao, Khmer and Burmese."""
HALF_DAY: Final = re.compile(r"(?<=\d)[ ]?([ap])\.?\s?m\b\.?(?=\W|$)", re.IGNORECASE)
"""`a. m.` as one word."""
CLOCK_WORDS: Final = (
    "klo ", "kl. ", "kl ", "ore ", "ora ", "pukul ", "godz. ", "ob ", "u ", "kell ", "plkst. ", "saat ", "v ",
)  # fmt: skip
"""Words behind which a number with a dot is a time."""
CLOCK_BEFORE: Final = "".join(rf"|(?<={word})" for word in CLOCK_WORDS)
PIECES: Final = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"[\s,;|·•@()\[\]–—،،、׳॰՝։]+|-(?=\s|{LETTER})|(?<={LETTER})-(?=\d)|:(?!\d)|(?<={LETTER}):|\.(?!\d)|(?<={LETTER})\.(?=\d{{4}}(?!\d))|/(?=\s|$)|/(?={LETTER})|(?<={LETTER})/",
        r"(?P<year>\d{4})\s?[年년]\s?(?:(?P<month>\d{1,2})\s?[月월]\s?(?:(?P<day>\d{1,2})\s?[日일])?)?",
        r"(?P<hour>\d{1,2})\s?[時时点點시](?:\s?(?P<minute>\d{1,2})\s?[分분](?:\s?(?P<second>\d{1,2})\s?[秒초])?)?",
        r"(?P<year>\d{4})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        r"(?P<one>\d{1,2})(?P<sep>[-/.])(?P<other>\d{1,2})(?P=sep)(?P<year>\d{4})(?!\d)",
        r"(?P<year>\d{4})\. (?P<month>\d{1,2})\. (?P<day>\d{1,2})(?!\d)\.?",
        r"(?P<one>\d{1,2})\. (?P<other>\d{1,2})\. (?P<year>\d{4})(?!\d)",
        r"(?P<month>\d{1,2})[/.](?P<year>\d{4})(?![\d/.-])",
        r"(?:tháng|thg)\s(?P<month>\d{1,2})(?!\d)",
        r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?(?![\d:])(?:\s?h(?:rs?)?(?!\w))?",
        r"(?P<hour>\d{1,2})\.(?P<minute>\d\d)(?=\s?(?:uhr|uur|[uh]|[ap]\.?m|(?-i:[A-Z]{3,4}))\b)",
        rf"(?:(?!){CLOCK_BEFORE})(?P<hour>\d{{1,2}})\.(?P<minute>\d\d)(?![\d.])",
        r"(?P<hour>\d{1,2})\s?h(?:\s?(?P<minute>\d\d))?(?!\w)",
        r"(?P<hour>\d{1,2})u(?P<minute>\d\d)(?!\w)",
        r"(?P<hour>\d{1,2})(?=\s?(?:uhr|uur|[ap]\.?m|noon|midnight)\b)",
        r"(?P<zone>(?:(?:utc|gmt)\s?)?[+−-]\d{1,2}(?::?\d\d)?)(?!\d)",
        r"(?P<zone>(?-i:(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z][\w/+-]{1,40}))",
        r"(?P<year>\d{4}) m\. (?=\D)|(?P<day>\d{1,2}) d\.(?!\w)",
        r"(?P<year>\d{4})(?:\(e\)|e)?ko(?!\w)|(?P<day>\d{1,2})\(a\)(?!\w)",
        r"(?<=ren )(?P<day>\d{1,2})(?:an?|ean)(?!\w)",
        r"(?P<year>\d{4}) оны (?P<month>\d{1,2})(?:-?р|дугаар|дүгээр)? сарын (?P<day>\d{1,2})(?!\d)",
        r"(?P<year>\d{4})(?!\d)",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|e(?=\s)|ú|[oaº°](?=\s)|-?го|\.(?=\D|$))?(?!\w)",
        rf"(?P<word>{LETTER}+(?:['’.-]{LETTER}+)*)",
    )
)
"""The pieces of a date, tried in this order at each place: each names the parts it states. The first states none."""
ZONED: Final = re.compile(r"(?:utc|gmt)\s?[+−-]\d", re.IGNORECASE)
