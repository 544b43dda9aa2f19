"""Names of months and weekdays in the languages that dates are read in, and the small words that stand between the parts.

All are lower case and without the dot of an abbreviation. A name that could mean two months is not here.
"""

import unicodedata
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
    "belarusian": "студзень|студзеня|сту люты|лютага сакавік|сакавіка|сак красавік|красавіка|кра май|мая чэрвень|чэрвеня|чэр "
    "ліпень|ліпеня|ліп жнівень|жніўня|жні верасень|верасня|вер кастрычнік|кастрычніка|кас лістапад|лістапада|ліс "
    "снежань|снежня|сне",
    "polish": "styczeń|stycznia|sty luty|lutego|lut marzec|marca kwiecień|kwietnia|kwi maj|maja czerwiec|czerwca|cze "
    "lipiec|lipca|lip sierpień|sierpnia|sie wrzesień|września|wrz październik|października|paź listopada|lis "
    "grudzień|grudnia|gru",
    "czech": "leden|ledna únor|února březen|března duben|dubna květen|května červen|června červenec|července srpen|srpna září "
    "říjen|října listopadu prosinec|prosince",
    "slovak": "január|januára február|februára marec|marca apríl|apríla máj|mája jún|júna júl|júla august|augusta "
    "september|septembra október|októbra november|novembra december|decembra",
    "dutch": "januari februari maart|mrt april mei juni juli augustus september oktober november december",
    "swedish": "januari februari mars april maj juni juli augusti september oktober november december",
    "danish": "januar februar marts april maj juni juli august september oktober november december",
    "norwegian": "januar februar mars april mai juni juli august september oktober november desember|des",
    "finnish": "tammikuuta|tammikuu helmikuuta|helmikuu maaliskuuta|maaliskuu huhtikuuta|huhtikuu toukokuuta|toukokuu "
    "kesäkuuta|kesäkuu heinäkuuta|heinäkuu elokuuta|elokuu syyskuuta|syyskuu lokakuuta|lokakuu marraskuuta|marraskuu "
    "joulukuuta|joulukuu",
    "hungarian": "január február|febr március|márc április|ápr május|máj június|jún július|júl augusztus szeptember|szept "
    "október november december",
    "romanian": "ianuarie|ian februarie martie aprilie mai iunie|iun iulie|iul august septembrie octombrie noiembrie decembrie",
    "bulgarian": "януари|яну февруари март април май юни юли август септември|сеп октомври ноември|ное декември",
    "serbian": "јануар|јануара|јан фебруар|фебруара|феб март|марта април|априла мај|маја јун|јуна јул|јула август|августа "
    "септембар|септембра октобар|октобра новембар|новембра децембар|децембра",
    "turkish": "ocak|oca şubat|şub mart nisan|nis mayıs haziran|haz temmuz|tem ağustos|ağu eylül|eyl ekim|eki kasım|kas "
    "aralık|ara",
    "greek": "ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ απριλίου|απρίλιος|απρ μαΐου|μάιος|μαΐ "
    "ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ αυγούστου|αύγουστος|αυγ σεπτεμβρίου|σεπτέμβριος|σεπ οκτωβρίου|οκτώβριος|οκτ "
    "νοεμβρίου|νοέμβριος|νοε δεκεμβρίου|δεκέμβριος|δεκ",
    "hebrew": "ינואר|בינואר פברואר|בפברואר מרץ|במרץ אפריל|באפריל מאי|במאי יוני|ביוני יולי|ביולי אוגוסט|באוגוסט ספטמבר|בספטמבר "
    "אוקטובר|באוקטובר נובמבר|בנובמבר דצמבר|בדצמבר",
    "icelandic": "janúar febrúar mars apríl maí júní júlí ágúst september október nóvember desember",
    "estonian": "jaanuar veebruar märts aprill mai juuni juuli august september oktoober november detsember",
    "latvian": "janvāris|janvārī februāris|februārī marts|martā aprīlis|aprīlī maijs|maijā jūnijs|jūnijā jūlijs|jūlijā "
    "augusts|augustā septembris|septembrī oktobris|oktobrī novembris|novembrī decembris|decembrī",
    "lithuanian": "sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio gruodžio",
    "slovenian": "januarja februarja marca aprila maja junija julija avgusta|avgust septembra oktobra novembra decembra",
    "catalan": "gener febrer març d'abril|d’abril maig juny juliol agost|d'agost|d’agost setembre octubre|d'octubre|d’octubre "
    "novembre desembre",
    "galician": "xaneiro febreiro marzo abril maio xuño xullo agosto setembro outubro novembro decembro",
    "bengali": "জানুয়ারি|জানুয়ারী ফেব্রুয়ারি|ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট|আগষ্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "hindi": "जनवरी फरवरी|फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर",
    "indonesian": "januari februari maret april mei juni juli agustus|agu|agt september oktober november desember",
    "persian": "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر",
    "arabic": "يناير فبراير مارس أبريل|إبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر",
    "levantine": "كانون_الثاني شباط آذار نيسان أيار|ايار حزيران تموز آب أيلول|ايلول تشرين_الأول|تشرين_الاول تشرين_الثاني "
    "كانون_الأول|كانون_الاول",
    "tunisian": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "moroccan": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
}  # fmt: skip
"""Twelve months a language, alternatives parted by a bar, two words joined by a low line. Croatian is not here: its listopad is
October, the Polish and Czech one November (`DOTTED`)."""

DOTTED: Final = frozenset({"listopada", "lis", "lip"})
"""Polish names that mean another month in Croatian, which writes a dot after the day where Polish writes none."""

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
    "belarusian": "панядзелак аўторак серада|сераду чацвер|чц пятніца|пятніцу субота|суботу нядзеля|нядзелю",
    "polish": "poniedziałek|pon wtorek środa|śr czwartek|czw piątek sobota|sob niedziela|niedz",
    "czech": "pondělí úterý středa čtvrtek pátek sobota neděle",
    "slovak": "pondelok utorok streda štvrtok piatok sobota nedeľa",
    "dutch": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "swedish": "måndag tisdag onsdag torsdag fredag lördag söndag",
    "danish": "mandag tirsdag onsdag torsdag fredag lørdag søndag",
    "finnish": "maanantai|maanantaina tiistai|tiistaina keskiviikko|keskiviikkona torstai|torstaina perjantai|perjantaina "
    "lauantai|lauantaina sunnuntai|sunnuntaina",
    "hungarian": "hétfő kedd szerda csütörtök péntek szombat vasárnap",
    "romanian": "luni marți miercuri joi vineri sâmbătă duminică",
    "bulgarian": "понеделник вторник сряда четвъртък петък събота неделя",
    "serbian": "понедељак уторак среда четвртак петак субота недеља",
    "turkish": "pazartesi salı çarşamba perşembe cuma cumartesi pazar",
    "greek": "δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή",
    "hebrew": "שני שלישי רביעי חמישי שישי שבת ראשון",
    "hindi": "सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार",
    "indonesian": "senin selasa rabu kamis jumat sabtu minggu",
    "persian": "دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه",
    "korean": "월요일|월 화요일|화 수요일|수 목요일|목 금요일|금 토요일|토 일요일|일",
    "japanese": "月曜日|月 火曜日|火 水曜日|水 木曜日|木 金曜日|金 土曜日|土 日曜日|日",
    "chinese": "星期一|周一 星期二|周二 星期三|周三 星期四|周四 星期五|周五 星期六|周六 星期日|星期天|周日",
}  # fmt: skip

FILLERS: Final = frozenset({
    "of", "the", "on", "at", "den", "der", "dem", "am", "um", "uhr", "le", "à", "a", "de", "del", "di", "il", "alle", "ore",
    "las", "os", "às", "em", "du", "dia", "el", "la", "г", "год", "года", "р", "року", "рік", "в", "о", "об", "у", "на",
    "عام", "سنة", "الساعة", "يوم", "ساعت", "سال", "مورخ", "op", "om", "uur", "kl", "klo", "klokken", "dne", "godz", "roku",
    "r", "saat", "günü", "στις", "ώρα", "יום", "בשעה", "को", "ngày", "năm", "lúc", "pada", "pukul", "по", "ў", "годзе", "ora",
    "heures", "o", "ob", "ч", "gada",
})  # fmt: skip
"""Words that say nothing of their own between the parts of a date."""

LABELS: Final = frozenset({
    "published", "publication", "date", "posted", "updated", "last", "modified", "veröffentlicht", "aktualisiert",
    "zuletzt", "stand", "datum", "publié", "mis", "jour", "modifié", "publicado", "actualizado", "fecha", "pubblicato",
    "aggiornato", "publicada", "atualizado", "em", "опубликовано", "обновлено", "дата", "опубліковано", "оновлено",
    "опубликована", "опубликован", "апублікавана", "абноўлена", "data", "publikacji", "opublikowano", "aktualizacja",
    "gepubliceerd", "bijgewerkt", "publicerad", "uppdaterad", "publisert", "oppdatert", "julkaistu", "päivitetty",
    "yayınlanma", "tarihi",
    "güncelleme", "δημοσίευση", "ενημέρωση", "تاريخ", "النشر", "نشر", "تاریخ", "انتشار", "公開日", "更新日", "発行日",
    "更新", "公開", "掲載", "投稿",
    "发布时间", "更新时间", "发表时间", "등록", "수정", "입력", "diterbitkan", "publicat", "közzétéve",
    "created", "written", "issued",
})  # fmt: skip
"""Words that a date is labelled with."""

MORNING: Final = frozenset({"am", "a.m", "午前", "上午", "ص", "오전", "π.μ", "πμ", "ق.ظ", "صباحا", "dop"})
AFTERNOON: Final = frozenset({"pm", "p.m", "午後", "下午", "م", "오후", "μ.μ", "μμ", "ب.ظ", "مساء", "odp"})
COUNTED_FROM_ZERO: Final = frozenset({"午前", "午後"})
NOON_IN_DOUBT: Final = frozenset({"午前", "上午"})


def _table(names: dict[str, str]) -> dict[str, int]:
    table: dict[str, int] = {}
    clashes = set()
    for line in names.values():
        for number, alternatives in enumerate(unicodedata.normalize("NFKC", line).split(), 1):
            for name in alternatives.replace("_", " ").split("|"):
                if table.setdefault(name, number) != number:
                    clashes.add(name)
    return {name: number for name, number in table.items() if name.strip() and name not in clashes}


MONTH_OF: Final = _table(MONTHS)
"""Name to number, 1 to 12."""
WEEKDAY_OF: Final = _table(WEEKDAYS)
"""Name to number, Monday being 1 (ISO 8601)."""
