"""Names of months in the languages that dates are read in, and the small words that stand between the parts.

All are lower case and without the dot of an abbreviation. A name that could mean two months is read
only where its language is known.
"""

import re
import unicodedata
from typing import Final

MONTHS: Final = {
    "english": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct "
    "november|nov december|dec",
    "german": "januar|jänner|jän februar|feber märz|mär|mrz april mai juni juli august september oktober|okt "
    "november dezember|dez",
    "french": "janvier|janv février|févr|fév mars avril|avr mai juin juillet|juil août|aout septembre octobre novembre "
    "décembre|déc",
    "spanish": "enero|ene febrero marzo abril|abr mayo junio julio agosto|ago septiembre|setiembre octubre noviembre "
    "diciembre|dic",
    "italian": "gennaio|genn|gen febbraio|febbr marzo aprile maggio|magg|mag giugno|giu luglio|lug agosto settembre|sett "
    "ottobre|ott novembre dicembre",
    "portuguese": "janeiro fevereiro|fev março abril maio junho julho agosto setembro|set outubro|out novembro dezembro",
    "russian": "январь|января|янв февраль|февраля|февр|фев март|марта|мар апрель|апреля|апр май|мая июнь|июня|июн июль|июля|июл "
    "август|августа|авг сентябрь|сентября|сент|сен октябрь|октября|окт ноябрь|ноября|нояб|ноя декабрь|декабря|дек",
    "ukrainian": "січень|січня|січ лютий|лютого|лют березень|березня|бер квітень|квітня|квіт травень|травня|трав "
    "червень|червня|черв липень|липня|лип серпень|серпня|серп вересень|вересня|верес жовтень|жовтня|жовт листопад|листопада|лист "
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
    "greek": "ιανουαρίου|ιανουάριος|ιαν φεβρουαρίου|φεβρουάριος|φεβ μαρτίου|μάρτιος|μαρ απριλίου|απρίλιος|απρ "
    "μαΐου|μαϊου|μάιος|μαΐ|μαϊ|μάι ιουνίου|ιούνιος|ιουν ιουλίου|ιούλιος|ιουλ αυγούστου|αύγουστος|αυγ "
    "σεπτεμβρίου|σεπτέμβριος|σεπ οκτωβρίου|οκτώβριος|οκτ νοεμβρίου|νοέμβριος|νοε δεκεμβρίου|δεκέμβριος|δεκ",
    "hebrew": "ינואר|בינואר|ינו|בינו פברואר|בפברואר|פבר|בפבר מרץ|במרץ אפריל|באפריל|אפר|באפר מאי|במאי יוני|ביוני יולי|ביולי "
    "אוגוסט|באוגוסט|אוג|באוג ספטמבר|בספטמבר|ספט|בספט אוקטובר|באוקטובר|אוק|באוק נובמבר|בנובמבר|נוב|בנוב דצמבר|בדצמבר|דצמ|בדצמ",
    "icelandic": "janúar|jan febrúar|feb mars|mar apríl|apr maí júní|jún júlí|júl ágúst|ágú september|sep október|okt "
    "nóvember|nóv desember|des",
    "estonian": "jaanuar|jaan veebruar|veebr märts aprill|apr mai juuni juuli august|aug september|sept oktoober|okt "
    "november|nov detsember|dets",
    "latvian": "janvāris|janvārī|janv februāris|februārī|febr marts|martā aprīlis|aprīlī|apr maijs|maijā jūnijs|jūnijā|jūn "
    "jūlijs|jūlijā|jūl augusts|augustā|aug septembris|septembrī|sept oktobris|oktobrī|okt novembris|novembrī|nov "
    "decembris|decembrī|dec",
    "lithuanian": "sausio|sausis|saus vasario|vasaris|vas kovo|kovas|kov balandžio|balandis|bal gegužės|gegužė|geg "
    "birželio|birželis|birž liepos|liepa|liep rugpjūčio|rugpjūtis|rugp rugsėjo|rugsėjis|rugs spalio|spalis|spal "
    "lapkričio|lapkritis|lapkr gruodžio|gruodis|gruod",
    "slovenian": "januarja|januar|jan februarja|februar|feb marca|marec|mar aprila|april|apr maja|maj junija|junij|jun "
    "julija|julij|jul avgusta|avgust|avg septembra|september|sep oktobra|oktober|okt novembra|november|nov "
    "decembra|december|dec",
    "catalan": "gener febrer març d'abril|d’abril maig juny juliol agost|d'agost|d’agost setembre octubre|d'octubre|d’octubre "
    "novembre desembre",
    "galician": "xaneiro|xan febreiro|feb marzo|mar abril|abr maio xuño xullo|xul agosto|ago setembro|set outubro|out "
    "novembro|nov decembro|dec",
    "bengali": "জানুয়ারি|জানুয়ারী|জানু ফেব্রুয়ারি|ফেব্রুয়ারী|ফেব মার্চ এপ্রিল|এপ্রি মে জুন জুলাই|জুল আগস্ট|আগষ্ট|আগ "
    "সেপ্টেম্বর|সেপ অক্টোবর|অক্টো নভেম্বর|নভে ডিসেম্বর|ডিসে",
    "hindi": "जनवरी|जन फरवरी|फ़रवरी|फ़र मार्च अप्रैल मई जून जुलाई|जुल अगस्त|अग सितंबर|सितम्बर|सित अक्टूबर|अक्तूबर|अक्टू "
    "नवंबर|नवम्बर|नव दिसंबर|दिसम्बर|दिस",
    "indonesian": "januari februari maret april mei juni juli agustus|agu|agt september oktober november desember",
    "persian": "ژانویه|ژانویهٔ فوریه|فوریهٔ مارس آوریل مه|مهٔ|می ژوئن ژوئیه|ژوئیهٔ|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر",
    "arabic": "يناير فبراير مارس أبريل|إبريل|ابريل مايو يونيو يوليو أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر",
    "levantine": "كانون_الثاني شباط آذار نيسان أيار|ايار حزيران تموز آب أيلول|ايلول تشرين_الأول|تشرين_الاول تشرين_الثاني "
    "كانون_الأول|كانون_الاول",
    "tunisian": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "moroccan": "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر",
    "croatian": "siječnja|siječanj|sij veljače|veljača|velj ožujka|ožujak|ožu travnja|travanj|tra svibnja|svibanj|svi "
    "lipnja|lipanj srpnja|srpanj kolovoza|kolovoz rujna|rujan|ruj oktobar studenoga|studenog|studeni|stu "
    "prosinca|prosinac|pro",
    "bosnian": "januar|jan februar|feb mart|mar april|apr maj juni|jun juli|jul august|aug septembar|sep oktobar|okt "
    "novembar|nov decembar|dec",
    "macedonian": "јануари|јан февруари|фев март|мар април|апр мај јуни|јун јули|јул август|авг септември|сеп октомври|окт "
    "ноември|ное декември|дек",
    "irish": "eanáir|ean feabhra|feabh márta aibreán|aib bealtaine|beal meitheamh|meith iúil lúnasa meán_fómhair|mfómh "
    "deireadh_fómhair|dfómh samhain|samh nollaig|noll",
    "welsh": "ionawr chwefror|chwef mawrth ebrill|ebr mai mehefin|meh gorffennaf|gorff awst medi hydref|hyd "
    "tachwedd|tach rhagfyr|rhag",
    "albanian": "janar|jan shkurt|shk mars|mar prill|pri maj qershor|qer korrik|korr gusht|gush shtator|sht tetor|tet "
    "nëntor|nën dhjetor|dhj",
    "basque": "urtarrila|urtarrilaren|urt otsaila|otsailaren martxoa|martxoaren|mar apirila|apirilaren|api "
    "maiatza|maiatzaren|mai ekaina|ekainaren|eka uztaila|uztailaren|uzt abuztua|abuztuaren|abu iraila|irailaren|ira "
    "urria|urriaren|urr azaroa|azaroaren|aza abendua|abenduaren",
    "azeri": "yanvar fevral|fev mart|mar aprel|apr may iyun|iyn iyul|iyl avqust|avq sentyabr|sen oktyabr|okt noyabr|noy "
    "dekabr|dek",
    "kazakh": "қаңтар|қаң ақпан|ақп наурыз|нау сәуір|сәу мамыр|мам маусым|мау шілде|шіл тамыз|там қыркүйек|қыр қазан|қаз "
    "қараша|қар желтоқсан|жел",
    "uzbek": "yanvar fevral|fev mart|mar aprel|apr may iyun|iyn iyul|iyl avgust|avg sentabr|sen oktabr|okt noyabr|noy "
    "dekabr|dek",
    "tajik": "январ|янв феврал|фев март|мар апрел|апр май июн июл август|авг сентябр|сен октябр|окт ноябр|ноя декабр|дек",
    "turkmen": "ýanwar|ýan fewral|few mart aprel|apr maý iýun iýul awgust|awg sentýabr|sen oktýabr|okt noýabr|noý dekabr|dek",
    "georgian": "იანვარი|იანვარს|იან თებერვალი|თებერვალს|თებ მარტი|მარტს|მარ აპრილი|აპრილს|აპრ მაისი|მაისს|მაი "
    "ივნისი|ივნისს|ივნ ივლისი|ივლისს|ივლ აგვისტო|აგვისტოს|აგვ სექტემბერი|სექტემბერს|სექ ოქტომბერი|ოქტომბერს|ოქტ "
    "ნოემბერი|ნოემბერს|ნოე დეკემბერი|დეკემბერს|დეკ",
    "armenian": "հունվարի|հունվար|հնվ փետրվարի|փետրվար|փտվ մարտի|մարտ|մրտ ապրիլի|ապրիլ|ապր մայիսի|մայիս|մյս "
    "հունիսի|հունիս|հնս հուլիսի|հուլիս|հլս օգոստոսի|օգոստոս|օգս սեպտեմբերի|սեպտեմբեր|սեպ հոկտեմբերի|հոկտեմբեր|հոկ "
    "նոյեմբերի|նոյեմբեր|նոյ դեկտեմբերի|դեկտեմբեր|դեկ",
    "urdu": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "pashto": "جنوري فبروري|فېبروري مارچ اپریل مۍ جون جولای اګست سېپتمبر|سپتمبر اکتوبر نومبر دسمبر",
    "marathi": "जानेवारी|जाने फेब्रुवारी|फेब्रु मार्च एप्रिल|एप्रि मे जून जुलै ऑगस्ट|ऑग सप्टेंबर|सप्टें ऑक्टोबर|ऑक्टो "
    "नोव्हेंबर|नोव्हें डिसेंबर|डिसें",
    "gujarati": "જાન્યુઆરી|જાન્યુ ફેબ્રુઆરી|ફેબ્રુ માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટેમ્બર|સપ્ટે ઑક્ટોબર|ઑક્ટો "
    "નવેમ્બર|નવે ડિસેમ્બર|ડિસે",
    "punjabi": "ਜਨਵਰੀ|ਜਨ ਫ਼ਰਵਰੀ|ਫ਼ਰ ਮਾਰਚ ਅਪ੍ਰੈਲ|ਅਪ੍ਰੈ ਮਈ ਜੂਨ ਜੁਲਾਈ|ਜੁਲਾ ਅਗਸਤ|ਅਗ ਸਤੰਬਰ|ਸਤੰ ਅਕਤੂਬਰ|ਅਕਤੂ ਨਵੰਬਰ|ਨਵੰ ਦਸੰਬਰ|ਦਸੰ",
    "tamil": "ஜனவரி|ஜன பிப்ரவரி|பிப் மார்ச்|மார் ஏப்ரல்|ஏப் மே ஜூன் ஜூலை ஆகஸ்ட்|ஆக செப்டம்பர்|செப் அக்டோபர்|அக் நவம்பர்|நவ "
    "டிசம்பர்|டிச",
    "telugu": "జనవరి|జన ఫిబ్రవరి|ఫిబ్ర మార్చి ఏప్రిల్|ఏప్రి మే జూన్ జులై ఆగస్టు|ఆగ సెప్టెంబర్|సెప్టెం అక్టోబర్|అక్టో "
    "నవంబర్|నవం డిసెంబర్|డిసెం",
    "kannada": "ಜನವರಿ|ಜನ ಫೆಬ್ರವರಿ|ಫೆಬ್ರ ಮಾರ್ಚ್ ಏಪ್ರಿಲ್|ಏಪ್ರಿ ಮೇ ಜೂನ್ ಜುಲೈ ಆಗಸ್ಟ್|ಆಗ ಸೆಪ್ಟೆಂಬರ್|ಸೆಪ್ಟೆಂ ಅಕ್ಟೋಬರ್|ಅಕ್ಟೋ "
    "ನವೆಂಬರ್|ನವೆಂ ಡಿಸೆಂಬರ್|ಡಿಸೆಂ",
    "malayalam": "ജനുവരി|ജനു ഫെബ്രുവരി|ഫെബ്രു മാർച്ച്|മാർ ഏപ്രിൽ|ഏപ്രി മേയ് ജൂൺ ജൂലൈ ഓഗസ്റ്റ്|ഓഗ സെപ്റ്റംബർ|സെപ്റ്റം "
    "ഒക്ടോബർ|ഒക്ടോ നവംബർ|നവം ഡിസംബർ|ഡിസം",
    "sinhala": "ජනවාරි|ජන පෙබරවාරි|පෙබ මාර්තු අප්රේල් මැයි ජූනි ජූලි අගෝස්තු|අගෝ සැප්තැම්බර්|සැප් ඔක්තෝබර්|ඔක් "
    "නොවැම්බර්|නොවැ දෙසැම්බර්|දෙසැ",
    "nepali": "जनवरी फेब्रुअरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर",
    "lao": "ມັງກອນ ກຸມພາ ມີນາ ເມສາ ພຶດສະພາ ມິຖຸນາ ກໍລະກົດ ສິງຫາ ກັນຍາ ຕຸລາ ພະຈິກ ທັນວາ",
    "khmer": "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
    "burmese": "ဇန်နဝါရီ|ဇန် ဖေဖော်ဝါရီ|ဖေ မတ် ဧပြီ|ဧ မေ ဇွန် ဇူလိုင်|ဇူ ဩဂုတ်|ဩ စက်တင်ဘာ|စက် အောက်တိုဘာ|အောက် နိုဝင်ဘာ|နို "
    "ဒီဇင်ဘာ|ဒီ",
    "malay": "januari|jan februari|feb mac april|apr mei jun julai|jul ogos|ogo september|sep oktober|okt november|nov "
    "disember|dis",
    "filipino": "enero|ene pebrero|peb marso|mar abril|abr mayo|may hunyo|hun hulyo|hul agosto|ago setyembre|set "
    "oktubre|okt nobyembre|nob disyembre|dis",
    "swahili": "januari|jan februari|feb machi|mac aprili|apr mei juni|jun julai|jul agosti|ago septemba|sep oktoba|okt "
    "novemba|nov desemba|des",
    "afrikaans": "januarie|jan februarie|feb maart|mrt april|apr mei junie|jun julie|jul augustus|aug september|sep "
    "oktober|okt november|nov desember|des",
    "luxembourgish": "januar|jan februar|feb mäerz abrëll|abr mee juni juli august|aug september|sep oktober|okt "
    "november|nov dezember|dez",
}  # fmt: skip
"""Twelve months a language, alternatives parted by a bar, two words joined by a low line (compared with Unicode CLDR). A name
that two languages give to different months is in none of them: see `BY_LANGUAGE` and `DOTTED`."""

BY_LANGUAGE: Final = {
    "listopada": {"hr": "october", "bs": "october", "pl": "november", "cs": "november"},
    "listopad": {"hr": "october", "bs": "october", "pl": "november", "cs": "november"},
    "lis": {"hr": "october", "bs": "october", "pl": "november", "cs": "november"},
    "lip": {"hr": "june", "bs": "june", "pl": "july"},
    "srp": {"hr": "july", "bs": "july", "cs": "august"},
}
"""Names that mean different months, by the language (its code) that decides it."""
SHARED: Final = re.compile(rf"(?<!\w)(?:{'|'.join(BY_LANGUAGE)})(?!\w)", re.IGNORECASE)

DOTTED: Final = frozenset({"listopada", "lis", "lip"})
"""Polish names that mean another month in Croatian, which writes a dot after the day where Polish writes none: that decides
where no language is stated."""

FILLERS: Final = frozenset({
    "of", "the", "on", "at", "den", "der", "dem", "am", "um", "uhr", "le", "à", "a", "de", "del", "di", "il", "alle", "ore",
    "las", "os", "às", "em", "du", "dia", "el", "la", "г", "год", "года", "р", "року", "рік", "в", "о", "об", "у", "на",
    "عام", "سنة", "الساعة", "يوم", "ساعت", "سال", "مورخ", "op", "om", "uur", "kl", "klo", "klokken", "dne", "godz", "roku",
    "r", "saat", "günü", "στις", "ώρα", "יום", "בשעה", "को", "ngày", "năm", "lúc", "pada", "pukul", "по", "ў", "годзе", "ora",
    "heures", "o", "ob", "ч", "gada", "ж", "жылы", "жылғы", "թ", "წ", "წლის", "წელი", "yil", "yili", "ili", "ci", "cı", "cu",
    "cü", "ng", "ika", "tarehe", "tanggal", "kell", "plkst", "val", "u", "časova", "sati", "часова", "klockan", "të",
    "во", "часа", "les", "h", "hs", "horas", "الموافق",
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
    "প্রকাশ", "প্রকাশিত", "আপডেট", "प्रकाशित",
    "created", "written", "issued", "송고",
})  # fmt: skip
"""Words that a date is labelled with."""

NOON, MIDNIGHT = "noon", "midnight"
MORNING: Final = frozenset({"am", "a.m", "午前", "上午", "ص", "오전", "π.μ", "πμ", "ق.ظ", "صباحا", "صباحاً", "صباحًا", "dop"})
AFTERNOON: Final = frozenset({"pm", "p.m", "午後", "下午", "م", "오후", "μ.μ", "μμ", "ب.ظ", "مساء", "مساءً", "odp"})
COUNTED_FROM_ZERO: Final = frozenset({"午前", "午後"})
NOON_IN_DOUBT: Final = frozenset({"午前", "上午"})


def bare(name: str) -> str:
    """The name as it is written without the marks of its alphabet, Latin or Greek: `fevrier`, `αυγουστου`; others as they are.

    So do short ones stay: without its mark, márc is a man's name.
    """
    if not MARKED.fullmatch(name):
        return name
    return unicodedata.normalize("NFKC", LOOSE.sub("", unicodedata.normalize("NFD", name))).replace("ı", "i")


MARKED: Final = re.compile(r"[a-z\u00df-\u024f\u0300-\u036f\u0370-\u03ff\u1f00-\u1fff .'’-]{5,}")
LOOSE: Final = re.compile("[\u0300-\u036f]")


def numbered(names: dict[str, str]) -> dict[str, int]:
    """Name to number, from the names of each language in order; also written without marks, where that is no other."""
    table: dict[str, int] = {}
    clashes = set()
    for line in names.values():
        for number, alternatives in enumerate(unicodedata.normalize("NFKC", line).split(), 1):
            for name in alternatives.replace("_", " ").split("|"):
                if table.setdefault(name, number) != number:
                    clashes.add(name)
    unmarked: dict[str, set[int]] = {}
    for name, number in table.items():
        unmarked.setdefault(bare(name), set()).add(number)
    table |= {name: min(numbers) for name, numbers in unmarked.items() if len(numbers) == 1 and name not in table}
    return {name: number for name, number in table.items() if name.strip() and name not in clashes}


MONTH_OF: Final = numbered(MONTHS)
"""Name to number, 1 to 12."""


def in_language(text: str, language: str | None) -> str:
    """The text with a month's name that means another month elsewhere as its English one, where the language (a tag) decides."""
    code = (language or "").partition("-")[0]
    return SHARED.sub(lambda found: BY_LANGUAGE[found[0].lower()].get(code, found[0]), text) if code else text
