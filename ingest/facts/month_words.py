"""Names of months and weekdays in the languages that dates are read in, and the small words that stand between the parts.

All are lower case and without the dot of an abbreviation. A name that could mean two months is not here.
"""

from typing import Final

MONTHS: Final = {
    "english": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct "
    "november|nov december|dec",
    "german": "januar|jänner|jän februar|feber märz|mär|mrz april mai juni juli august september oktober|okt "
    "november dezember|dez",
    "french": "janvier|janv février|févr|fév mars avril|avr mai juin juillet|juil août septembre octobre novembre décembre|déc",
    "spanish": "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre "
    "diciembre|dic",
    "italian": "gennaio|genn|gen febbraio|febbr marzo aprile maggio|magg|mag giugno|giu luglio|lug agosto settembre|sett "
    "ottobre|ott novembre dicembre",
    "portuguese": "janeiro fevereiro|fev março abril maio junho julho agosto setembro|set outubro|out novembro dezembro",
    "russian": "январь|января|янв февраль|февраля|февр|фев март|марта|мар апрель|апреля|апр май|мая июнь|июня|июн июль|июля|июл "
    "август|августа|авг сентябрь|сентября|сент|сен октябрь|октября|окт ноябрь|ноября|нояб|ноя декабрь|декабря|дек",
    "ukrainian": "січень|січня|січ лютий|лютого|лют березень|березня|бер квітень|квітня|квіт травень|травня|трав "
    "червень|червня|черв липень|липня|лип серпень|серпня|серп вересень|вересня|верес жовтень|жовтня|жовт листопад|листопада "
    "грудень|грудня|груд",
    "arabic": "يناير فبراير مارس أبريل|إبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر",
    "levantine": "كانون_الثاني شباط آذار نيسان أيار|ايار حزيران تموز آب أيلول|ايلول تشرين_الأول|تشرين_الاول تشرين_الثاني "
    "كانون_الأول|كانون_الاول",
}  # fmt: skip
"""Twelve months a language, alternatives parted by a bar, two words joined by a low line."""

WEEKDAYS: Final = {
    "english": "monday|mon tuesday|tues|tue wednesday|wed thursday|thurs|thur|thu friday|fri saturday|sat sunday|sun",
    "german": "montag|mo dienstag|di mittwoch|mi donnerstag|do freitag|fr samstag|sonnabend|sa sonntag|so",
    "french": "lundi|lun mardi mercredi|mer jeudi|jeu vendredi|ven samedi|sam dimanche|dim",
    "spanish": "lunes martes miércoles|mié jueves|jue viernes|vie sábado|sáb domingo|dom",
    "italian": "lunedì martedì mercoledì giovedì|gio venerdì sabato|sab domenica",
    "portuguese": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira",
    "russian": "понедельник|пн вторник|вт среда|среду|ср четверг|чт пятница|пятницу|пт суббота|субботу|сб воскресенье|вс",
    "ukrainian": "понеділок вівторок середа четвер п'ятниця|п’ятниця субота неділя|нд",
    "arabic": "الاثنين|الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
    "japanese": "月曜日|月 火曜日|火 水曜日|水 木曜日|木 金曜日|金 土曜日|土 日曜日|日",
    "chinese": "星期一|周一 星期二|周二 星期三|周三 星期四|周四 星期五|周五 星期六|周六 星期日|星期天|周日",
}  # fmt: skip

FILLERS: Final = frozenset({
    "of", "the", "on", "at", "den", "der", "dem", "am", "um", "uhr", "le", "à", "a", "de", "del", "di", "il", "alle", "ore",
    "las", "os", "às", "em", "du", "dia", "el", "la", "г", "год", "года", "р", "року", "рік", "в", "о", "об", "у", "на",
    "عام", "سنة", "الساعة",
})  # fmt: skip
"""Words that say nothing of their own between the parts of a date."""

LABELS: Final = frozenset({
    "published", "publication", "date", "posted", "updated", "last", "modified", "veröffentlicht", "aktualisiert",
    "zuletzt", "stand", "datum", "publié", "mis", "jour", "modifié", "publicado", "actualizado", "fecha", "pubblicato",
    "aggiornato", "publicada", "atualizado", "em", "опубликовано", "обновлено", "дата", "опубліковано", "оновлено",
})  # fmt: skip
"""Words that a date is labelled with."""

MORNING: Final = frozenset({"am", "a.m", "午前", "上午", "ص"})
AFTERNOON: Final = frozenset({"pm", "p.m", "午後", "下午", "م"})


def _table(names: dict[str, str]) -> dict[str, int]:
    table: dict[str, int] = {}
    clashes = set()
    for line in names.values():
        for number, alternatives in enumerate(line.split(), 1):
            for name in alternatives.replace("_", " ").split("|"):
                if table.setdefault(name, number) != number:
                    clashes.add(name)
    return {name: number for name, number in table.items() if name.strip() and name not in clashes}


MONTH_OF: Final = _table(MONTHS)
"""Name to number, 1 to 12."""
WEEKDAY_OF: Final = _table(WEEKDAYS)
"""Name to number, Monday being 1 (ISO 8601)."""
