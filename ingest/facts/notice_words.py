"""The words of notices on rights: what reserves, takes back or limits, what else a notice may speak of, and what of itself."""

import re
from typing import Final

CUSTOMARY: Final = re.compile(
    r"some rights reserved|"
    r"(?:unless|except (?:as|where)) (?:it is )?(?:noted|stated|indicated|specified|marked) otherwise|"
    r"(?:unless|except (?:as|where)|if not|save where) (?:otherwise|explicitly|specifically)? ?(?:otherwise )?"
    r"(?:noted|stated|indicated|specified|marked)|"
    r"(?:sofern|soweit|wo|falls|wenn) nicht anders? (?:angegeben|gekennzeichnet|vermerkt|markiert|ausgewiesen|"
    r"bezeichnet|erwähnt)|"
    r"(?<=dieser text )wurde(?= (?:veröffentlicht )?unter\b)|(?<=dieser artikel )wurde(?= (?:veröffentlicht )?unter\b)|"
    r"(?<=dieser beitrag )wurde(?= (?:veröffentlicht )?unter\b)|"
    r"sauf (?:mention|indication) contraire|sauf mention explicite de propriété intellectuelle détenue par des tiers|"
    r"(?:salvo|excepto) (?:que se indique|indicación|donde se indique) (?:lo )?contrari[oa]|"
    r"salvo (?:diversa indicazione|indicação em contrário)|если не (?:указано|оговорено) (?:иное|другое)|"
    r"(?:exceto|salvo) (?:quando|onde|se) (?:indicado|especificado|mencionado)(?: o| em)? contrário|"
    r"tenzij anders (?:vermeld|aangegeven|aangeduid)|(?:o ile|jeśli|jeżeli) nie (?:zaznaczono|podano|wskazano) inaczej|"
    r"якщо не (?:зазначено|вказано) (?:інше|інакше)|a menos que se indique lo contrario"
)
"""What nearly every licence notice allows for: exceptions that are marked; and that a text "was published" under it. It takes
nothing back."""
AGAINST: Final = re.compile(
    r"\b(?:not|no|never|neither|nor|without|unless|except|excluding|excluded|instead|rather|previously|formerly|until|"
    r"expired|if|"
    r"their|theirs|reads|says|said|claims|claimed|according to|"
    r"whether|should|would|could|might|must|cannot|submit|submitted|contributions?|contributors?|only|was|were|used to|will|"
    r"other|some|parts?|compatible|similar|equivalent|unlike|versus|vs|for example|e\.?g|such as|planned|requires?|"
    r"nur|noch|weder|nie|niemals|teilweise|beispielsweise|zum beispiel|künftig|ehemals|ähnlich|kompatibel|wurde|wurden|"
    r"seulement|uniquement|plus|ne|n|par exemple|anciennement|était|étaient|sera|seront|ni|partiellement|"
    r"solamente|sólo|solo|por ejemplo|anteriormente|tampoco|jamás|dejó|será|serán|estaba|estaban|"
    r"только|лишь|например|ранее|раньше|был|была|было|были|будет|будут|никогда|частично|запрещ\w{1,8}|"
    r"nicht|kein|keine|keinen|keiner|keinesfalls|ohne|außer|ausgenommen|ausnahmen?|exceptions?|früher|bisher|wenn|falls|"
    r"pas|aucun|aucune|sans|sauf|jamais|si|no|ni|sin|ningún|ninguna|salvo|nunca|non|senza|nessun|nessuna|eccetto|"
    r"standen|waren|galten|erano|era|estavam|estava|eram|niet|geen|zonder|behalve|tenzij|alleen|enkel|verschenen|vielen|"
    r"był[aoy]?|tylko|jedynie|oprócz|z wyjątkiem|бу(?:в|ла|ло|ли)|лише|тільки|окрім|раніше|"
    r"(?:публиковал|распространял|публікувал|поширювал)\w{1,4}|"
    r"(?:niektóre|деякі|некоторые|alcun[ei]|algun[so]s|sommige|einige|certains)"
    r"(?! (?:rechten?|droits|diritti|derechos|direitos|prawa|права))|"
    r"não|sem|nenhum|nenhuma|exceto|не|нет|без|кроме|ни|нельзя|якщо|если|крім)\b|n't\b"
)
"""Words that may take back, limit or suppose what the clause says of a licence. A clause with one names none."""
DENIES: Final = re.compile(
    r"\b(?:not|no longer|never|nicht(?: mehr)?|nie|n'est|ne|pas|non|no|ya|não|mais|не|больше|niet|meer)\b|n't\b"
)
"""Of these, what says plainly that something is not so."""
AT_TIMES: Final = re.compile(
    r"\b(?:from|before|after|bis|ab|vor|nach|jusqu'en|avant|à partir de|hasta|antes de|a partir de|fino al?|"
    r"prima del|dal|até|tot|vanaf|vóór|na|do|od|przed|po|до|после|с|від|після|з)(?: \w+){0,2} (?:19|20)\d\d\b"
)
"""What holds for texts of some years alone, past or to come."""
OTHER_THINGS: Final = re.compile(
    r"\b(?:photos?|photographs?|pictures?|images?|videos?|films?|illustrations?|graphics?|maps?|icons?|logos?|fonts?|"
    r"charts?|figures?|audio|music|sounds?|podcasts?|software|source code|code|data|datasets?|comments?|thumbnails?|covers?|"
    r"fotos?|bild(?:er)?|grafik(?:en)?|karten?|kommentare?|images?|vidéos?|carte|imagen(?:es)?|imágenes|fotografías?|"
    r"immagin[ei]|fotografi[ae]|imagens?|фото|фотографи[яиюйе]\w?|изображени[еяй]\w?|карт[аыу]|иллюстраци[яию]|видео|"
    r"снимк\w{1,3}|"
    r"комментари\w{1,2}|данные|шаблон|design|theme|templates?|layout|plugins?|widgets?|css|website built|databases?|api|"
    r"artwork|"
    r"emojis?|avatars?|banners?|headers?|background|entwurf|vorlage|gestaltung|schrift(?:art)?|icones?|icônes?|cartes?|"
    r"commentaires?|"
    r"logiciels?|données|thème|mapas?|gráficos?|comentarios?|iconos?|datos|plantilla|ilustraci(?:ón|ones)|abbildung(?:en)?|"
    r"afbeelding(?:en)?|beeld(?:en)?|illustraties?|kaarten|reacties|zdjęci\w{1,3}|fotografi\w{1,3}|grafik\w|obraz(?:y|ów)?|"
    r"ilustracj\w{1,2}|komentarz\w{0,2}|зображен\w{1,3}|фотографі\w{1,2}|світлин\w?|знімк\w{1,2}|ілюстраці\w{1,2}|"
    r"коментар\w{0,2}|"
    r"illustrazion[ei]|commenti|mappe|dati|ilustraç(?:ão|ões)|comentários|ícones|gravuras|"
    r"illustration(?:en)?|daten|transcripts?|slides?|screenshots?|quotes?|quotations?|excerpts?)\b|©? ?photo:|"
    r"\b(?:wikipedia|wikimedia|flickr|unsplash|pixabay|openstreetmap|osm|(?<!\w\.)wordpress|html5 up|bootstrap)\b"
)
"""What a notice may speak of that is not the text."""

_THINGS: Final = (
    r"(?:photos?|photographs?|photography|pictures?|images?|videos?|illustrations?|graphics?|cartoons?|logos?|audio|"
    r"multimedia|media|"
    r"fotos?|fotografien|bilder?n?|grafiken|abbildungen|videos?|logos?|photographies|vidéos?|illustrations|"
    r"fotografías?|imágenes|vídeos?|ilustraciones|фото|фотографи[йяи]|изображени[йя]|иллюстраци[йи]|видео|снимк\w{1,3}|"
    r"(?:(?:source|sample) )?code(?: samples?| examples?| snippets?)?|code ?beispiele|software)"
)
_LIST: Final = (
    rf"(?:the |all |any |our |die |der |den |alle |les |des |las |los |todas las )?(?:(?:press|agency|stock|header) )?{_THINGS}"
    rf"(?:(?:, ?| and | or | und | oder | et | ou | y | o | e | и )(?:the |die |der |les |las |los )?{_THINGS}){{0,4}}"
)
THINGS_EXCEPTED: Final = re.compile(
    rf"[ ,-]{{0,4}}(?:(?:\b(?:but|with the|mit|à l'|a|con) )?\b(?:not|no|except(?:ing|ion of)?(?: for)?|excluding|"
    rf"not including|"
    r"exclude[sd]?|without|other than|nicht|außer|ausgenommen(?: sind)?|"
    rf"ausnahme (?:von|der)|ohne|sauf|hors|hormis|exception des|exclusion des|"
    rf"salvo|excepto|excepción de|sin incluir|кроме|за исключением|не включая)\s?:? {_LIST}"
    rf"|(?:\b(?:but|while|and|aber|und|mais|et|pero|y|но|а|и) )?\b{_LIST} (?:(?:are|is|sind|ist|sont|son|están) )?"
    rf"(?:not(?: (?:included|covered|licen[cs]ed))?|excluded|reserved|nicht(?: (?:enthalten|eingeschlossen))?|"
    rf"ausgenommen|exclues?|exclus|non (?:incluses|comprises|couvertes)|no(?: (?:incluidas|incluidos))?|excluid[ao]s|нет|"
    rf"не включены|исключены))[ ]{{0,3}}$"
)
"""The end of a clause that excepts pictures and films from what it says of the text: `CC BY 4.0, photos not included`."""

THINGS_PARENTHETIC: Final = re.compile(
    rf", (?:except(?: for)?|excluding|other than|außer|mit ausnahme (?:von|der)|ausgenommen|sauf|hormis|salvo|excepto|"
    rf"tranne|eccetto|exceto|behalve|z wyjątkiem|кроме|за исключением|крім|окрім) {_LIST},"
)
"""The same between commas: `All texts, except photographs, are CC BY 4.0`."""
THINGS_APART: Final = re.compile(
    rf",? (?:and|but|while|whereas|und|aber|während|et|mais|y|pero|e|ma|mas|и|а) {_LIST} "
    r"(?:(?:are|is|sind|ist|sont|est|son|están|está|sono|são) )?(?:licen[cs]ed|released|available|published|lizenziert|"
    r"verfügbar|veröffentlicht|sous|bajo|unter|under|доступн[ыо]|распространя[ею]тся)\b[^,;]{0,120}$"
)
"""The end of a clause that goes on to the terms of other things: `Text is CC BY 4.0, and code is licensed under MIT`."""
OF_THE_REST: Final = re.compile(
    r"^ ?(?:all |any )?other (?=(?:contents?|texts?|materials?) (?:on|of|in) (?:this|our) (?:web ?)?(?:page|site|blog)\b)"
)
"""How a clause speaks of all that the one before it did not speak of."""
TEXTS: Final = re.compile(
    r"\b(?:articles?|texts?|stor(?:y|ies)|posts?|contents?|materials?|publications?|works?|reports?|essays?|columns?|entries|"
    r"pages?|site|website|blog|journal|news|interviews?|translations?)\b"
)
"""What may be the text itself."""
SITES_OWN: Final = re.compile(
    r"\b(?:articles?|texts?|stor(?:y|ies)|posts|contents?|publications?|site|website|blog|journal|artikel|beiträge|inhalte?|"
    r"seite|"
    r"textes?|contenus?|artículos?|textos?|contenidos?|sitio|articol[oi]|test[oi]|contenut[oi]|artigos?|conteúdos?|"
    r"teksten|inhoud|treść|teksty|стать\w{1,2}|тексты?|контент|материалы|сайт\w?)\b"
)
"""What a notice may say that it speaks of, so that a picture named before it is not meant."""
CONSENT: Final = re.compile(
    r"\b(?:(?:with|by|prior|written|our|ask for|obtain|require[sd]?) (?:\w+ ){0,2}(?:permission|consent|approval)|before you|"
    r"beforehand|"
    r"in advance|revoked?|withdrawn|ended|expires?|widerrufen|zurückgezogen|genehmigung|zustimmung|einwilligung|révoquée?|"
    r"retirée?|"
    r"autorisation|accord préalable|autorización|permiso|consentimiento|revocad[oa]|retirad[oa]|autorizzazione|consenso|"
    r"permesso|"
    r"revocat[oa]|autorização|permissão|revogad[oa]|toestemming|ingetrokken|zgod[ayąę]|zezwoleni\w|wycofan\w|разрешени\w|"
    r"согласи\w|"
    r"отозван\w|дозвол\w|згод\w|souhlas\w{0,3}|povolen\w|tillstånd|tillatelse|tilladelse|lupa\w?|engedély\w{0,3}|"
    r"permisiun\w{1,2}|"
    r"άδειας? του|izin\w{0,4})\b|许可后|同意|許諾を得|허락을 받"
)
"""What must be asked for, or has been taken back."""
NOTICE_WORDS: Final = frozenset({
    "license", "licence", "licensed", "licenced", "under", "a", "an", "the", "is", "are", "by", "for", "of", "text", "article",
    "story", "content", "published", "available", "released", "terms", "copyright", "c", "lizenz", "lizenziert", "unter", "der",
    "einer", "die", "sous", "licencia", "bajo", "una", "licenza", "licença", "лицензия", "лицензии", "по", "на", "условиях",
})  # fmt: skip
"""What a bare notice says beside the licence's name."""
OWN_SUBJECT: Final = re.compile(
    r"\b(?:this|our|these|all our|the present)(?: \w+)? (?:article|story|work|text|piece|post|contents?|reporting|page|site|"
    r"website|publication|material|blog|essay|column|translation|journalism|stories|articles|works|texts|posts|interview)s?\b|"
    r"\b(?:all |the )?(?:content|text|articles|stories|texts) (?:on|of|in) (?:this|our) (?:web ?)?(?:site|page|blog|journal)\b|"
    r"\b(?:re)?(?:publish|print|use) (?:this|our|these)\b|"
    r"\b(?:dieser|dieses|diese|unsere|unser) (?:\w+ )?(?:text|artikel|beitrag|werk|seite|website|inhalt|inhalte|texte|beiträge|"
    r"veröffentlichung|geschichte|interview)\b|"
    r"\b(?:der|die|das) (?:text|artikel|beitrag|inhalt|inhalte|werk) (?:ist|sind|steht|stehen)\b|"
    r"\bdiese[rsm]? (?:web ?)?(?:blogs?|logs?|weblogs?|webseite|website|homepage)\b|"
    r"\b(?:cet|cette|ce|nos|notre) (?:\w+ )?(?:article|texte|œuvre|oeuvre|page|site|publication|contenus?|articles|textes|"
    r"billet)\b|"
    r"\b(?:este|esta|estos|nuestros|nuestro|nuestra) (?:\w+ )?(?:artículos?|textos?|obras?|páginas?|sitio|contenidos?|"
    r"publicación|entrada|reportaje)\b|"
    r"\b(?:quest[oa]|quest'|i nostri|il nostro) ?(?:articolo|articoli|testo|testi|opera|pagina|sito|contenut[oi])\b|"
    r"\b(?:este|esta|nossos|nosso) (?:artigos?|texto|obra|página|conteúdos?)\b|"
    r"(?:эт(?:от|а|о|и)|данн(?:ый|ая|ое|ые)|наши|настоящ(?:ий|ая|ее)) (?:\w+ )?(?:текст\w*|стать\w{1,3}|материал\w*|"
    r"произведени\w|работ\w|публикаци\w|страниц\w|сайт\w?|контент)|"
    r"\b(?:dit|deze|onze) (?:\w+ )?(?:artikel(?:en)?|tekst(?:en)?|verhaal|werk|pagina|site|website|inhoud)\b|"
    r"\b(?:ten|ta|to|niniejsz\w{1,2}|nasze) (?:\w+ )?(?:artykuły?|teksty?|utw(?:ór|ory)|stron[ay]|materiały?|treś(?:ć|ci))\b|"
    r"(?:ц(?:ей|я|е|і)|дан(?:ий|а|е|і)|наші) (?:\w+ )?(?:стат\w{1,2}|текст\w?|матеріал\w?|публікаці\w|сторінк\w|сайт|твір)\b|"
    r"(?:все |весь )?(?:материалы|тексты|контент|содержимое|содержание)(?: \w+){0,2} (?:сайта|доступн|распростран|"
    r"публику|лицензи|на сайте)"
)
"""How a sentence inside an article speaks of the article itself; one that does not may speak of anything."""
OF_THE_SITE: Final = re.compile(
    r"\b(?:this|our) (?:(?:entire|whole) )?(?:web ?site|site|blog|weblog|journal|magazine|wiki)\b|"
    r"\b(?:all|the|our|unless otherwise \w+,) (?:(?:text|written|original) )?(?:contents?|texts?|articles|posts|stories)"
    r"(?: and (?:text|articles|posts))? (?:is|are)\b|"
    r"\b(?:diese[rsm]?|unsere[rsm]?) (?:blogs?|weblogs?|webseite|website|web-?site|homepage|seite|seiten|wiki|internetseite|"
    r"projekt)\b|\b(?:alle|sämtliche|die) (?:inhalte|texte|artikel|beiträge)\b|\b(?:ce|notre) (?:blog|site)\b|"
    r"\b(?:este|nuestro) (?:blog|sitio)\b|\bquesto (?:blog|sito)\b|\beste (?:blog|site)\b|"
    r"\b(?:этого|этот|нашего) (?:сайта?|блога?)\b|"
    r"материалы сайта"
)
"""How a sentence speaks of all that a site publishes: so it may stand beside the text too, where blogs put such things."""
BARE_NAMES: Final = re.compile(
    r"(?:some rights reserved|(?:creative commons )?licen[cs]e|lizenz|licence|licencia|licenza|licença|лицензия|"
    r"creative commons|"
    r"creative commons[ -](?:lizenz(?:vertrag)?|licencia|licenza|licença)|licence creative commons|"
    r"licencia (?:de )?creative commons|"
    r"licenza creative commons|licença creative commons|лицензия creative commons)"
    r"[ :.]{0,3}"
)
"""What a licence's link in a footer says where no sentence stands beside it."""
