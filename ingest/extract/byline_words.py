"""The words of many languages by which a line says who wrote the text: labels before a colon, and words right before a name."""

import re
from typing import Final

LABELS: Final = (
    # English, German, Dutch
    "reporter", "reporters", "authored by", "reported by", "story by", "report by", "autorin und autor", "redaktion", "auteur",
    "verslaggever", "redacteur",
    # French, Catalan, Spanish, Portuguese, Italian, Romanian
    "rédaction", "rédigé par", "autrice", "redacció", "redacta", "informa", "reportagem", "repórter", "da redação", "autora",
    "redattore", "redactor", "autori", "autoare",
    # Swedish, Danish, Norwegian, Icelandic, Finnish, Estonian, Latvian, Lithuanian
    "teksti", "kirjoittaja", "kirjoittanut", "toimittaja", "tekst", "skribent", "reporter och foto", "höfundur", "blaðamaður",
    "autors", "autorius", "autorė",
    # Polish, Czech, Slovak, Slovene, Croatian, Serbian, Bosnian, Hungarian, Albanian, Turkish
    "autorka", "autorzy", "autoři", "autorky", "napsal", "napsala", "avtor", "avtorica", "piše", "pišu", "pripremio",
    "novinar", "novinarka", "szerző", "szerzők", "írta", "autori", "haber", "muhabir", "yazar", "yazan", "röportaj",
    # Russian, Ukrainian, Belarusian, Bulgarian, Macedonian, Serbian in Cyrillic, Kazakh
    "авторка", "автор статьи", "автор материала", "автор текста", "авторы", "автори", "корреспондент", "кореспондент",
    "журналист", "журналіст", "журналістка", "пише", "пишува", "аўтар", "аўтарка", "мақала авторы",
    # Greek, Hebrew, Arabic, Persian, Urdu
    "συντάκτης", "συντάκτρια", "κείμενο", "ρεπορτάζ", "כתב", "כתבה", "מאת", "كتب", "كتبت", "كتابة", "الكاتب",
    "تقرير", "إعداد", "نویسنده", "خبرنگار", "تحریر", "رپورٹ",
    # Hindi, Bengali, Marathi, Tamil; Indonesian, Malay, Vietnamese, Filipino, Thai, Swahili
    "लेखक", "रिपोर्ट", "द्वारा", "লেখক", "প্রতিবেদক", "लेखन", "எழுதியவர்", "penulis", "pewarta", "wartawan", "laporan", "oleh",
    "tác giả", "bài", "thực hiện", "isinulat ni", "โดย", "ผู้เขียน", "เรื่อง", "mwandishi", "na mwandishi",
    # Chinese, Japanese, Korean
    "作者", "撰文", "撰稿", "文", "本报记者", "本報記者", "記者", "记者", "採訪", "采写", "著者", "執筆",
    "執筆者", "取材", "取材・文", "ライター", "글", "작성자", "취재",
)  # fmt: skip
"""Labels of whoever wrote it. A colon or the like stands between them and the name: without one many are the name's own words."""
BEFORE_NAMES: Final = (
    "γράφει ο", "γράφει η", "γράφουν οι", "του", "της", "piše", "pišu", "пише", "пишува", "от", "scris de", "publicat de",
    "napsal", "napsala", "írta", "โดย", "kirjoittanut", "dal nostro inviato", "dalla nostra inviata", "dal nostro corrispondente",
    "dalla nostra corrispondente", "de notre correspondant", "de notre correspondante", "de notre envoyé spécial",
    "de notre envoyée spéciale", "de nuestro corresponsal", "de nuestra corresponsal", "door onze redacteur",
    "door onze verslaggever", "door onze correspondent", "av vår reporter", "von unserem korrespondenten",
    "von unserer korrespondentin", "von unserem redakteur", "von unserer redakteurin", "von unserem reporter",
    "von unserer reporterin", "von unserem mitarbeiter", "von unserer mitarbeiterin", "от нашего корреспондента",
    "本报记者", "本報記者", "新华社记者", "中央社記者",
)  # fmt: skip
"""Words right before a name that are part of none."""
_MARK = r"\s{0,2}[:：／＝=｜]\s{0,3}"


def _of(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


LABELLED_BY: Final = rf"(?:{_of(LABELS)}){_MARK}(?=\S)"
"""A label with its mark, before a name."""
SAID_BY: Final = rf"(?:{LABELLED_BY}|(?:{_of(BEFORE_NAMES)})\s{{1,3}}(?=\S))"
"""All of these, as a pattern without borders."""
LABEL_ALONE: Final = re.compile(
    r"(?:(?:written|posted|published|story|reported|words|text)\s)?(?:by|von|par|por|door|av|af|autor(?:in|en|es|a)?|authors?|"
    rf"auteurs?|autore|автор[ыи]?|текст|texte?|texto|testo|{_of(LABELS)})\s?[:：]?",
    re.IGNORECASE,
)
"""A label with which a line is at its end: the name stands in the next."""
