"""The words by which lines that name people are read: what stands before, between and after names, and what is no name."""

import re
from typing import Final

from ingest.extract.byline_words import LABELLED_BY, SAID_BY
from ingest.facts.month_words import MONTH_OF
from ingest.facts.weekday_words import WEEKDAY_OF

INVISIBLE: Final = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
SIGNED: Final = re.compile(
    rf"^{SAID_BY}|"
    r"^(?:(?:eine? )?(?:written|reported|reporting|story|text|texte|words|analysis|analyse|kommentar|opinion|article|interview|"
    r"posted|published|publié|écrit|escrito|scritto|publicado|propos recueillis|a cura|gastbeitrag|bericht|artikel|beitrag|"
    r"reportage|verfasst|geschrieben|geschreven|napisane|skrevet|skriven|created|submitted|review|column|erstellt|"
    r"eingestellt|gespeichert|gepostet|rezept|guide|feature|news|preview|recipe|profile|articles|"
    r"pressemitteilung|kolumne|blog[ -]?beitrag|gastkommentar|rezension|essay|protokoll|entretien|entrevista|"
    r"foto og tekst)\s{1,3})?"
    r"(?:by|von|vom|par|por|di|da|de|door|av|af|oleh|escribe)\s{0,2}:?\s{1,3}|"
    r"^(?:te(?:ks|x)te?(?: (?:&|und|and|et|og|y) (?:fotos?|bilder|photos?))?|testo|texto|autor(?:en|in|a|es)?(?!/a|:in)|"
    r"autor(?:in)?[/:*](?:autor(?:in)?|in)|authors?|"
    r"auteurs?|autor[ei]|автор[ыи]?|аўтар|текст|redacción|redaktion|"
    r"redazione|yazan|yazar|interview|protokoll|recherche|escribe|author\(s\)|بقلم|نویسنده|כתב|מאת|"
    r"作者|著者|執筆者?|文|撰文|取材|글)\s{0,2}[:：／/・]\s{0,3}|"
    r"^(?:автор|текст|(?:подготовил|беседовал|записал)[аи]?|بقلم|كتبت?|του|της|oprac\.|author|"
    r"autor(?:in)?[/:*](?:autor(?:in)?|in)|autor(?:en|in)?|מאת|記者|"
    r"记者)\s{1,3}|^(?:記者|记者)",
    re.IGNORECASE,
)
"""Words before a name: "By", "Von", "Par" …"""
LABELLED: Final = re.compile(
    r"(?:autor(?:en|in|es|a)?|authors?|auteurs?|autore|автор|text|texte|texto|testo|作者|記者)\s?[:：]\s?|" + LABELLED_BY,
    re.IGNORECASE,
)
"""A label inside a line: of its pieces those alone are people that it stands before."""
MORE: Final = re.compile(
    r"^(?:(?:read|see|view|find|show) )?(?:more|all|other|latest)(?: (?:stories|articles|posts|news|texts))? (?:by|from|about) |"
    r"^(?:alle|alles|mehr|weitere)(?: (?:artikel|beiträge|texte))? von |"
    r"^(?:tous (?:les|ses) articles|plus d'articles) (?:de|par) |"
    r"^zum profil von |^(?:view )?profile of |^zeige alle (?:artikel|beiträge) von |^show all (?:articles|posts|"
    r"stories) (?:of|by) ?|^(?:más|todos los) artículos de ",
    re.IGNORECASE,
)
"""What a link to somebody's other texts says before the name."""
NAME_PARTICLES: Final = frozenset({"de", "di", "da", "von"})
"""Words before a name that also begin one: as `de la Cruz`, and where a single word follows, as `De Niro`."""
PARTICLES: Final = NAME_PARTICLES | frozenset({
    "del", "della", "dei", "dos", "das", "du", "des", "le", "la", "les", "el", "al", "d", "van", "ter", "ten", "te", "den", "der",
    "zu", "zum", "vom", "af", "av", "bin", "bint", "ibn", "abu", "ben", "st", "mac", "mc", "o", "y", "e", "i", "t", "ap", "san",
})  # fmt: skip
"""Words in small letters with which a name may begin."""
BYS: Final = frozenset({"von", "di"})
"""Of these, the ones by which a line in small letters is signed (`von Hans Müller`): two names follow, or a title."""
OF_PICTURES: Final = re.compile(
    r"^dok(?:umentasi)?\.|^(?:photo(?:s|graph(?:s|y)?)?|pictures?|images?|illustrations?|graphics?|video|edit(?:ed|ing)|translated|translation|"
    r"reviewed|medically reviewed|fact[- ]checked|"
    r"cartoon|"
    r"fotos?|bild(?:er)?|illustrationen|grafik|foto(?:grafía|grafie)?|photographies?|dessin|traduit|traducción|übersetz\w{1,8}|"
    r"curated|redaktur|penyunting|editor|"
    r"фото|иллюстраци[яи]|перевод|写真|撮影|編集|图片|图|摄影|攝影|责任编辑|責任編輯|责编|编辑|編輯|校对|来源|來源|사진|편집|"
    r"صورة|تصوير)(?:\s(?:by|von|par|por|di|de)\b|\s?[:：／])",
    re.IGNORECASE,
)
"""Words before the name of somebody who did not write the text."""
INVERTED: Final = re.compile(
    r"\A(?P<family>(?:(?i:de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|al|bin|ben|mac|st\.) ){0,3}"
    r"[^\W\d_][\w'’-]{0,40}), (?P<given>[^\W\d_][\w'’.-]{0,40}(?: [^\W\d_]\.)?(?: (?:de|van|von|der|del|di|da)){0,2})"
)
"""`Doe, Jane`: one person, not two. A family name of several words begins with a particle."""
PICTURES_IN_BRACKETS: Final = re.compile(
    r"\s?\((?:[^()]{0,12}\s)?(?:photos?|photograph[sy]?|pictures?|images?|illustrations?|graphics?|video|fotos?|bild(?:er)?|"
    r"illustrationen|grafik|fotografía|imágenes|photographies?|immagini|zdjęcia|фото|иллюстраци[яи]|写真|撮影|图片|摄影)\)",
    re.IGNORECASE,
)
"""What stands after the name of somebody whose pictures are beside the text, unless the text is theirs too."""
OF_PICTURES_TOO: Final = re.compile(r"(?:te?xt|word|story|report|parole|testo|текст|文)", re.IGNORECASE)
A_PAPER: Final = re.compile(r"(?:the|der|die|das|le|la|el|il|het)\s[^\W\d_]{3,30}", re.IGNORECASE)
"""A name of one word with an article: beside people a paper's."""
BETWEEN: Final = re.compile(
    r" ?(?:,|;|/|\||&|\b[Aa]nd\b|AND\b|\bund\b|\bet\b|\bwith\b|"
    r"\bavec\b|\bcon\b|\bcom\b|\bmit\b|\bdan\b|\bvà\b|\bκαι\b|"
    r"\bés\b|\bи\b|\bта\b|\bі\b) | (?:y|e|i|en|og|och|ve) (?=\S{2,40} \S)|"
    r" (?:im Gespräch mit|in conversation with|en conversation avec|en conversación con|in gesprek met) |"
    r" ?[;|、،] ?|(?<=\w),(?=\w)|(?<=\w)/(?=\w)|"
    r"(?<=\S{2}) و(?!(?:ليد|ائل|سام|فاء|جدي|حيد|ديع|هيب|سيم|داد|صفي|فيق|رد|ردة|جيه|هبة|هبي)\b)(?=\S{2,40} \S)| و (?=\S{2,40} \S)"
)
"""What stands between two names. The short words for "and" also stand within names: Ortega y Gasset. The Arabic one is written
as one word with the next name; a few names begin with the same letter."""
ROLE: Final = re.compile(
    r" ?(?:,|\||\(|-|–|—) ?(?:[\w'-]{1,30} ){0,4}(?:editor|reporter|correspondent|writer|staff|columnist|contributor|journalist|"
    r"producer|analyst|chief|fellow|redakteur(?:in)?|korrespondent(?:in)?|journaliste|correspondant(?:e)?|rédact(?:eur|rice)|"
    r"periodista|corresponsal|redactor(?:a)?|giornalista|dziennikarz|корреспондент|редактор|обозреватель|"
    r"envoyée? spéciale?|enviad[oa] especial|president|director|officer|manager|founder|co-founder|ceo|cto|professor|lecturer|"
    r"engineer|developer|designer|scientist|economist|strategist|specialist|adviser|advisor|advocate|"
    r"expert|researcher|author|intern|head|partner|consultant|spokes(?:man|woman|person)|"
    r"\w{0,24}(?:führer|leiter|sprecher|direktor|redakteur|korrespondent|berater|referent|forscher|vorsitzender?)(?:in)?|"
    r"autor(?:in)?|volontär(?:in)?|inviat[oa]|redacteur|verslaggever|журналист(?:ка)?|muhabir)\b.*$",
    re.IGNORECASE,
)
ROLE_AFTER: Final = re.compile(
    r"\A(?P<name>\S{1,30} (?:\S\.? |(?:van|von|de|del|der|al|el|bin) ){0,2}\S{2,30}) "
    r"(?:(?:envoyée?s? spécia(?:le?s?|ux)|enviad[oa]s? especial(?:es)?)(?: (?:à|au|aux|en|a) .{2,40})?|"
    r"(?:(?:former|political|politics|business|sports?|senior|chief|deputy|managing|associate|assistant|staff|special|foreign|"
    r"world|health|science|education|crime|courts?|environment|"
    r"technology|tech|features?|entertainment|arts|culture|travel|food|economics|economy|finance|city|local|national|"
    r"international|diplomatic|defence|security|affairs|home|social|royal|news|video|investigative|investigations|data|legal|"
    r"transport|autos?|automotive|gaming|games|hardware|reviews?|"
    r"online|digital|freelance|contributing|media|consumer|general|assignment) ){1,4}"
    r"(?:editor|reporter|correspondent|writer|columnist|contributor|journalist))$",
    re.IGNORECASE,
)
"""A role with its subject, right after a name. Without a subject it may be a paper's: `Daily Example Reporter`."""
ROLE_BEFORE: Final = re.compile(
    r"^(?:\w{0,16}(?:redakteur|korrespondent|reporter|journalist|anwalt|anwält|autor)(?:in)?|correspondent|columnist|"
    r"корреспондент|журналист(?:ка)?|обозреватель|кореспондент|journaliste|periodista|redactora?|giornalista|dziennikar(?:z|ka)|"
    r"redacteur|verslaggever|reportage)\s(?=\S+ \S)|"
    r"^[\u4e00-\u9fff]{0,8}?(?:记者|記者|通讯员|通訊員|特派员|特派員)\s{0,3}(?=[\u4e00-\u9fff]{2,4}(?:$|\s))",
    re.IGNORECASE,
)
"""A role or a calling before a name of two words or more; in Chinese, with the house's name before it, before any."""
AGENCY_AFTER: Final = re.compile(
    r"(?<=\S \S)(?P<name>\S*) (?:(?:The )?Associated Press|(?:The )?Canadian Press|Press Association|"
    r"Press Trust of India|Reuters|AFP|AP|ANSA|EFE|BBC News|BBC|CNN|NPR|TASS|dpa|APA|PTI|ANI|Bloomberg(?: News)?)$"
)
"""The sign of an agency that stands right after a name of two words or more."""
KOREAN: Final = re.compile(
    r"(?<![가-힣A-Za-z])(?P<names>(?:[가-힣]{2,4} ?[·・,/] ?){0,5}[가-힣]{2,4})"
    r"(?: [A-Za-z가-힣]{0,8}(?:스포츠|뉴스|일보|신문|경제|닷컴|연예))? ?(?:기자|특파원)(?![가-힣])"
)
"""Korean names with their bearers' role, wherever they stand in a line; the house's name may stand between."""
DASH: Final = re.compile(r"\s[–—-]{1,2}\s.*$")
"""What follows a name in a line that says by whom: a place, a paper, a day."""
OF_PLACE: Final = re.compile(r"(?:de|em|from|in|aus|à|en|desde|da|do|dal|da|из|з|från|fra)\s(?=[^\W\d_a-zа-яё])\S+(?:\s\S+)?")
"""A place with its preposition, as a part of a list of names."""
PLACES_AND_SECTIONS: Final = frozenset({
    "new york", "new york city", "los angeles", "san francisco", "san diego", "las vegas", "washington d.c", "hong kong",
    "são paulo", "sao paulo", "rio de janeiro", "belo horizonte", "porto alegre", "buenos aires", "santa fe", "santa cruz",
    "la paz", "san salvador", "san juan", "san josé", "san jose", "santo domingo", "santiago de chile", "ciudad de méxico",
    "mexico city", "ciudad de panamá", "ciudad de guatemala", "la habana", "mar del plata", "palma de mallorca", "las palmas",
    "san sebastián", "a coruña", "la coruña", "santiago de compostela", "den haag", "the hague", "la haye", "le havre", "le mans",
    "le caire", "frankfurt am main", "freiburg im breisgau", "sankt gallen", "st. gallen", "st. petersburg", "st petersburg",
    "st. louis", "new delhi", "tel aviv",
    "abu dhabi", "kuala lumpur", "phnom penh", "ho chi minh city", "cape town",
    "new orleans", "port elizabeth", "addis ababa", "addis abeba", "dar es salaam",
    "port of spain", "port-au-prince", "nowy jork",
    "nova york",
    "nova iorque", "nueva york", "nueva delhi", "reggio calabria", "san marino", "città del vaticano", "vatican city", "нью-йорк",
    "нижний новгород", "great britain", "united kingdom", "united states", "south africa", "south korea", "north korea",
    "saudi arabia", "new zealand", "costa rica", "el salvador", "puerto rico", "sri lanka", "burkina faso", "sierra leone",
    "middle east", "latin america", "north america", "european union", "real estate", "human rights", "climate change",
    "breaking news", "top stories", "press releases", "press release", "photo gallery", "table of contents",
})  # fmt: skip
"""Places and sections of several words, in lower case: they look as names do."""
HOUSES: Final = re.compile(r"(?:the|das|los|las|les|het)\s(?!\S+\s\S)\S+", re.IGNORECASE)
"""An article and one word: a paper's name. Articles that are family names elsewhere (`Le`, `La`, `El`) are told otherwise."""
HOUSE_BESIDE: Final = re.compile(r"(?:le|la|el|il|l['’])\s?\S+", re.IGNORECASE)
"""The same with those, which names a paper where an agency is named beside it."""
ROLE_ALONE: Final = re.compile(
    r"(?:[\w'-]{1,30} ){0,3}(?:editor|reporter|correspondent|writer|columnist|contributor|journalist|producer|analyst|author|"
    r"\w{0,8}redakteur(?:in)?|korrespondent(?:in)?|autor(?:in)?|journaliste|correspondante?|periodista|corresponsal|giornalista|"
    r"корреспондент|редактор|обозреватель|журналист|muhabir|jurnalis|wartawan|pewarta|penulis|כתבת?|עורכת?|مراسلة?|محررة?)s?",
    re.IGNORECASE,
)
"""A role in a place where a name might stand."""
TITLE_AFTER: Final = re.compile(
    r"\s?[／/]\s?[^\W\d_a-zA-Z]{2,6}(?:報導|报道|電|电)$|"
    r",?\s(?:Ph\.?\s?D|M\.?D|M\.?A|M\.?B\.?A|J\.?D|Esq|LL\.?[BM]|M\.?Sc|B\.?A)\.?(?=,|$)|\s?(?:記者|记者|特派員|編集委員|기자|특파원)$"
)
JUNIOR: Final = re.compile(r",?\s(Jr|Sr)\.?(?=,|\s|$)")
_MONTHS: Final = "|".join(
    sorted((re.escape(name) for name in MONTH_OF if name.isalpha() and len(name) > 2), key=len, reverse=True)
)
_WEEKDAYS: Final = "|".join(
    sorted((re.escape(name) for name in WEEKDAY_OF if name.isalpha() and len(name) > 4), key=len, reverse=True)
)
TAIL: Final = re.compile(
    rf" (?:[•·⋅] .*|\d{{4}}年.*|(?:on|am|le|el|il|date|datum|fecha|in|category|tags)\s?:.*|"
    rf"(?:on\s)?(?:{_MONTHS})\.?\s\d.*|(?:(?:le|on|am|el|il|em|vom|den|op|at|um),?\s)?\d{{1,2}}[.:/ ].*|"
    rf"(?:(?:am|on|le|el|il|op),?\s)?(?:{_WEEKDAYS}),?\s\S.*|(?:am|on|le|el|il|op) (?:{_WEEKDAYS})$|"
    rf"follow(?:ing)?$|(?:edited|(?:(?:medically|clinically) )?reviewed|fact[- ]checked) by\s.*|"
    rf"(?:editor|penyunting|redaktur|curated by)\s?:.*|"
    rf"stand:.*|erstellt\b.*|last (?:updated|modified)\b.*|hace\s\d.*|vor\s\d.*|@ .*|» .*|"
    rf"(?:filed )?under\s.*|gespeichert\b.*|abgelegt\b.*|kategorien?\b.*|categories\b.*|unter\s.*|tags?:.*|"
    rf"schrieb\b.*|special (?:to|for)\s.*|"
    rf"(?:责任编辑|責任編輯|责编|编辑|編輯|校对|来源|來源)\s?[:：].*|"
    rf"publiziert\b.*|veröffentlicht\b.*|publié le\b.*|updated\b.*|"
    r"published\b.*|(?:illustrations?|illustrationen|photos?|fotos?|photographs?|bilder|grafik)(?: (?:by|von|de|par)|:)\s.*|"
    r"min(?:utes?)? read.*)$",
    re.IGNORECASE,
)
"""What lists print after a name: the date, a button, how long it takes to read."""
FROM_WHERE: Final = re.compile(
    r"(?<=\w)\s(?:in|at(?: the)?|using|aus|à|en|from|[Ff]or(?: [Tt]he)?|für|pour|para|из|з)\s(?=[^\W\d_a-zа-яё])"
    r"\S+(?:\s[^\W\d_a-zа-яё]\S*){0,2}$"
)
MAIL: Final = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,190}")

NO_NAME: Final = re.compile(r"_|\s[-–—/]|©|←|→|://|www\.|\.(?:com|org|net|co\.uk)\b|^\S{3,}\.[a-z]{2,}$|[<>{}\[\]=#|\\]|\d")
"""Signs that no name holds."""
DEBRIS: Final = re.compile(
    r"(?:admin(?:istrator)?|root|webmaster|editor|editors|author|authors|user|guest|joined|"
    r"nickname|anonymous|unknown|none|null|undefined|n/a|posts?|view all posts?|about the author|share|follow|email|twitter|"
    r"facebook|subscribe|read more|comments?|view (?:all|author|full|more)\b.*|"
    r"(?:see|read|get|show) (?:(?:the|full) )?(?:author|bio)\b.*|"
    r"(?:full )?bio(?:graphy)?|follow us\b.*|summary|lesedauer\b.*|lesezeit\b.*|temps de lecture\b.*|"
    r"story count|staff|staff writers?|staff reporters?|redaktion|rédaction|redacción|"
    r"redazione|redação|редакция|print|"
    r"home|wordpress|super admin|(?:our|guest|staff|special) (?:own )?(?:author|contributor|"
    r"correspondent|reporter|writer|blogger|columnist)s?|share this.{0,30}|"
    r"(?:meta|creator|author|your|user) name.{0,20}|view profile|notes?|newsroom|newsdesk|"
    r"news desk|team|press release|web desk|online|by|von|par|folgen|suivre|seguir|seguici|more|mehr|name|e-?mail|teilen|drucken|"
    r"sign up|agencies|agenturen|capital|archive?|archiv\b.*|.* (?:says|sagt|schreibt)|"
    r"log ?in|log ?out|sign in|anmelden|registrieren|einloggen|abmelden|my (?:settings|account)|mein konto|account|"
    r"startseite|datum|date|on|am|rss|atom|feed|(?:(?:blog|site|author|user)(?:'s)? )?(?:logo|avatar)|"
    r"(?:eu(?:er|re)|deine?|ihre?|your) .*|pressestelle|contactar|hace\b.*|by line|rezept von|.*\s(?:by|von|par|por)|más|"
    r"autore?s?|auteure?s?|autrice|autor(?:en|in)|author\(s\)|no author|publisher|"
    r"more posts?|in rubrik|abbruch|abbrechen|cancel|close|schließen|annuler|cancelar|send an e-?mail\b.*|"
    r"read in app|(?:ent)?folgen? .*|follow .*|suivre .*|seguir a .*|kontakt|contact(?: us)?|contacto|contatto|"
    r"agencias|agences|agenzie|agências|агентства|designed by|"
    r"συντακτικ[ήη] ομ[άα]δα|"
    r"未知|佚名|匿名|网络|网友|综合|本站|转载|关注|關注|追蹤|フォロー(?:する)?|팔로우|구독|"
    r"著者|作者|記者|记者|執筆者?|編集部?|イラスト|作画|訳者?|翻訳者?|写真|文|プロフィール|.*(?:を|の記事).*|공유|작성자|입력|수정|인쇄|목록|"
    r"(?:veröffentlicht|aktualisiert|publiziert|erstellt|geändert|submitted|published|posted|updated|publié|publicado|pubblicato|"
    r"опубликовано|обновлено)\b.*)",
    re.IGNORECASE,
)
"""What pages print where a name should be."""
ORGANISATION: Final = re.compile(
    r"\be\.\s?v\b|\b\w*(?:verband|verbandes|anstalt|gesellschaft|ministerium|behörde)\b|"
    r"\b(?:agency|agence|agentur|agencia|agenzia|associated press|press|reuters|afp|tass|dpa|interfax|xinhua|bloomberg|"
    r"ukrinform|news|nachrichten|noticias|media|medien|magazine|times|post|journal|gazette|tribune|herald|zeitung|newspaper|"
    r"radio|tv|"
    r"us|uk|television|broadcasting|daily|today|insider|business|cnn|bbc|npr|usa|channel|network|wire|service|services|bureau|desk|"
    r"staff|team|newsroom|redaktion|rédaction|"
    r"redacción|redazione|redação|[eé]ditorial|editors|board|house|foundation|stiftung|fondation|institute|institut|university|"
    r"universität|"
    r"ministry|ministère|ministerium|office|department|council|commission|committee|association|society|union|"
    r"online|magazin|nachrichtenagentur|agenturen|agencies|"
    r"center|centre|edition|ausgabe|company|corporation|corp|inc|ltd|llc|gmbh|ag|group|project|initiative|international|"
    r"organi[sz]ation|"
    r"watch|amnesty|partners|studios?|markets|télévisions?|televisión|televisão|fernsehen|contributors|writers|reporters|агентство|редакция|служба|новости|газета|"
    r"тасс|риа|пресс|радио|телеканал|министерство)\b|"
    r"(?:日|晚|早|时|時|周|週|快|导|導|商)[报報]|[新快]闻|新聞|资讯|資訊|财经|財經|频道|頻道|电视|電視|电台|電台|广播|廣播|杂志|雜誌|周刊|週刊|"
    r"编辑部|編輯部|編集部|通[讯訊]社|通信社|新聞社|出版社|公司|株式会社|集团|集團|委员会|委員會|协会|協會|协會|学会|學會|研究[所院]|大学|大學|中心|"
    r"工作室|发布|自媒体|客户端|参考消息|网易|搜狐|腾讯|新浪|澎湃|[\u4e00-\u9fffの]{2}[报報网網]$|"
    r"放送|テレビ|ニュース|デジタル|オンライン|取材班|報道局|センター|支局|"
    r"뉴스|신문|일보|방송|경제|스포츠|통신사|닷컴|미디어|편집부|(?:취재|이슈|온라인|연예)팀",
    re.IGNORECASE,
)
"""Words that people are not called by."""
HANDLE: Final = re.compile(r"@\w|^[a-z0-9.]+$")
ACCOUNT_AFTER: Final = re.compile(r"(?<=\w)\s\(?@\w{2,30}\)?$|\s(?:[-–—|]\s)?https?://\S{1,190}$")
"""An account's name or an address after a person's name."""
ACCOUNT: Final = re.compile(r"(?=[\d_.-]{0,24}[^\W\d_])\w[\w.-]{0,23}\w")
OF_THE_HOUSE: Final = re.compile(
    r"admin|redak[ct]|editor|newsroom|webmaster|support|^(?:news|desk|online|info|press|presse|staff|team|user|guest|gast|"
    r"test|root|"
    r"system|unknown|unbekannt|anonym\w*|nobody|none|null|autor\w{0,2}|author|default|moderator|web|site|blog|gelöscht|"
    r"deleted)[\d_]*$",
    re.IGNORECASE,
)
"""Accounts that belong to nobody in particular."""
