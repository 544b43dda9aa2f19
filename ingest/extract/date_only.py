"""Lines that hold nothing but a date, in all the languages that dates are read in."""

import re
from typing import Final

from ingest.extract.phrases import ONLY_DATE
from ingest.facts.calendars import SOLAR_MONTHS, THAI_MONTHS, THAI_WEEKDAYS
from ingest.facts.month_words import MONTH_OF
from ingest.facts.weekday_words import WEEKDAY_OF

LONGEST: Final = 100
"""Characters of a line that is a date, or two."""
_BETWEEN: Final = re.compile(r"[\s\d,.:;/|()+\-–—·•]+")
WHOLE: Final = re.compile(r"(?<!\d)(?:\d{4}[./-] ?\d{1,2}[./-] ?\d{1,2}|\d{1,2}[./-] ?\d{1,2}[./-] ?\d{4})(?!\d)")
"""A whole date in numbers."""
_MONTHS: Final = frozenset({*MONTH_OF, *THAI_MONTHS, *SOLAR_MONTHS, "월", "月"})
_DOTTED: Final = re.compile("|".join(re.escape(month) for month in THAI_MONTHS if "." in month))
"""Months whose names hold what parts words elsewhere."""
WORDS: Final = (
    "de", "del", "da", "di", "do", "la", "le", "à", "il", "el", "o", "den", "der", "am", "um", "uhr", "kl", "klo", "klokken",
    "klukkan", "at", "on", "the", "v", "w", "dnia", "godz", "dne", "ob", "r", "г", "года", "р", "року", "год", "в", "у", "о",
    "στις", "ώρα", "ημέρα", "saat", "tarihinde", "thứ", "hai", "ba", "tư", "năm", "sáu", "bảy", "chủ", "nhật", "ngày", "lúc",
    "giờ", "tháng", "wib", "wita", "wit", "gmt", "utc", "cet", "cest", "msk", "eet", "est", "edt", "bst", "ist", "pm", "pukul",
    "segunda", "terça", "quarta", "quinta", "sexta", "feira", "น", "เวลา", "วันที่", "เมื่อ", "พ", "ศ", "الساعة", "ساعت", "في",
    "م", "ص", "سه‌شنبه", "پنج‌شنبه", "یک‌شنبه", "ב", "יום", "שעה", "בשעה", "बजे", "को", "সময়", "টা", "년", "일", "시", "분",
    "오전", "오후", "年", "日", "時", "时", "分", "published", "posted", "updated", "modified", "last", "veröffentlicht",
    "aktualisiert", "erstellt", "stand", "publié", "mis", "jour", "modifié", "publicado", "publicada", "actualizado",
    "actualizada", "pubblicato", "aggiornato", "gepubliceerd", "bijgewerkt", "publicerad", "uppdaterad", "publisert",
    "oppdatert", "udgivet", "opdateret", "julkaistu", "päivitetty", "opublikowano", "aktualizacja", "vydáno", "aktualizováno",
    "publikováno", "publikované", "objavljeno", "posodobljeno", "ažurirano", "публиковано", "опубликовано", "обновлено",
    "опубліковано", "оновлено", "публикувана", "közzétéve", "frissítve", "publicat", "actualizat", "δημοσίευση", "ενημέρωση",
    "yayınlanma", "güncelleme", "giriş", "tarihi", "son", "פורסם", "עודכן", "نشر", "تحديث", "آخر", "انتشار", "تاریخ",
    "प्रकाशित", "अपडेट", "अपडेटेड", "প্রকাশ", "প্রকাশিত", "আপডেট", "เผยแพร่", "ปรับปรุง", "đăng", "diterbitkan",
    "diperbarui", "입력", "수정", "최종수정", "등록", "발행", "승인", "发布", "发布时间", "更新", "更新时间", "公開",
    "発行", "配信", "掲載", "zuletzt", "bearbeitet", "geändert", "última", "modificación", "modificado", "editado", "dernière",
    "modification", "ultima", "modifica", "laatst", "gewijzigd", "edited", "created", "最后修改于", "最后更新于", "更新于",
    "发布于", "最終更新", "기사입력", "기사수정",
)  # fmt: skip
"""Words that stand in dates beside months and weekdays, and those that say what is dated."""
SOURCE: Final = re.compile(
    r"(?P<label>(?:信息|消息|稿件|文章)?(?:来源|來源)|出典|출처|発信地|(?P<other>责任编辑|責任編輯|编辑|編輯|记者|記者|作者))\s?[:：]\s?(?P<name>[^\s:：|]{1,30})"
)
"""A label for a text's source, or for who wrote or edited it (`other`), and a name."""
_PARTS: Final = re.compile(r"(?<!\s)\s*[|·•‖\[\]]\s*|(?<!\s)\s+[/–—-]\s+")
_FEW: Final = 6
"""Words of a part beside a date that names a writer, a place, a source or a section."""
_STOPS: Final = tuple(".!?…。！？؟۔।")
_SMALL: Final = frozenset({*WEEKDAY_OF, *THAI_WEEKDAYS, *WORDS})


def states_day(text: str) -> bool:
    """Whether a line that is only a date is more than a number: it has words, or a whole date in numbers."""
    return is_only_date(text) and (any(map(str.isalpha, text)) or WHOLE.search(text) is not None)


def is_only_date(text: str) -> bool:
    """Whether a folded line is one date or two and nothing else: when it was published, when it was changed; and, as Chinese
    pages write it in the same line, whose text it is."""
    if len(text) > LONGEST or not any(map(str.isdigit, text)):
        return False
    if not text.isascii():
        text = _DOTTED.sub(" 月 ", SOURCE.sub(" ", text))
    if ONLY_DATE.match(text):
        return True
    said = [word for word in _BETWEEN.split(text.lower()) if word]
    is_dated = not _MONTHS.isdisjoint(said) or WHOLE.search(text) is not None
    return is_dated and all(word in _SMALL or word in _MONTHS for word in said)


def is_dated_parts(text: str) -> bool:
    """Whether signs part a folded line into dates and names: `Ada Moss | Upper Marsh | 08/01/2014`. No part is a sentence."""
    if len(text) > 2 * LONGEST or not any(map(str.isdigit, text)):
        return False
    parts = [part for part in _PARTS.split(text) if part]
    dated = [states_day(part) for part in parts]
    return (
        len(parts) > 1
        and any(dated)
        and all(
            is_date or (len(part.split()) <= _FEW and not part.endswith(_STOPS))
            for part, is_date in zip(parts, dated, strict=True)
        )
    )
