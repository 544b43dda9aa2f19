"""The names of public licences as people write them: Creative Commons in words of many languages, short forms, ports, others."""

import re
from typing import Final

ELEMENTS: Final = {
    "nc": r"non[ -]?commercial|nicht[ -]?kommerziell|keine kommerzielle nutzung|pas d'utilisation commerciale|no ?comercial|"
    r"non ?commerciale|não ?comercial|некоммерческая|некоммерческое использование|некомерційна|"
    r"некомерційне використання|niet-?commercieel|użycie niekomercyjne|非(?:商业|商業|商用|营利|營利|営利)(?:性)?(?:使用)?|"
    r"비영리|"
    r"غير (?:ال)?تجاري|phi thương mại",
    "sa": r"share[ -]?alike|weitergabe unter gleichen bedingungen|partage (?:dans|à) l(?:es mêmes conditions|'identique)|"
    r"compartir ?igual|condividi allo stesso modo|compartilha ?igual|с сохранением условий|на тех же условиях|"
    r"поширення на тих самих умовах|gelijk ?delen|na tych samych warunkach|相同方式(?:共享|分享)|継承|동일 ?조건 ?변경 ?허락|"
    r"(?:الترخيص|المشاركة) بالمثل",
    "nd": r"no[ -]?deriv(?:ative)?(?:s| works)?|keine[ -]?bearbeitung(?:en)?|pas de modifications?|sin ?(?:obra ?)?derivadas?|"
    r"non opere derivate|sem ?derivações|без производных(?: произведений)?|без похідних(?: творів)?|"
    r"geen ?afgeleide ?werken|bez utworów zależnych|禁止(?:演绎|演繹|改作|改编|改編|衍生)|改変禁止|변경 ?금지|"
    r"(?:منع|بدون) (?:ال)?اشتقاق",
    "by": r"attribution|namensnennung|paternité|atribución|reconocimiento|attribuzione|atribuição|с указанием авторства|"
    r"атрибуция|із зазначенням авторства|naamsvermelding|uznanie autorstwa|(?<![\u4e00-\u9fff])(?:署名|姓名(?:标示|標示)|"
    r"表示)|저작자 ?표시|"
    r"نسب المصنف",
}
"""The elements of Creative Commons licences by their names in the languages that are read."""
PORTS: Final = {
    "united states": "us", "us": "us", "usa": "us", "germany": "de", "deutschland": "de", "austria": "at", "österreich": "at",
    "netherlands": "nl", "nederland": "nl", "australia": "au", "france": "fr", "uk": "uk", "igo": "igo", "switzerland": "ch",
    "schweiz": "ch", "spain": "es", "españa": "es", "italy": "it", "italia": "it", "canada": "ca", "brazil": "br",
    "brasil": "br", "japan": "jp", "poland": "pl", "polska": "pl", "at": "at", "de": "de", "nl": "nl", "fr": "fr", "au": "au",
    "es": "es", "ca": "ca", "it": "it", "br": "br", "jp": "jp", "ch": "ch", "pl": "pl", "intergovernmental organisations": "igo",
}  # fmt: skip
PORT: Final = rf"(?P<port>{'|'.join(sorted(PORTS, key=len, reverse=True))})"
VERSION: Final = (
    r"(?:(?:[ -](?:licen[cs]e|lizenz|licencia|licenza|licença|licentie))?"
    r"[ ,-]{0,3}(?:v\.?|ver\.?|version )? ?(?P<version>[1-4]\.[0-9])(?!\.?\d)"
    rf"(?:[ -]{{1,3}}(?:{PORT}\b|(?P<world>international|unported|generic|universal|nicht portiert|não adaptada|no portada|"
    rf"non transposée?|国际|國際|国際|국제|دولي)))?)?"
)
SHORT: Final = re.compile(rf"(?<![\w-])cc(?:[ /_-]{{1,3}}|(?=by))by(?P<rest>(?:[ /_-]{{1,3}}(?:nc|nd|sa)\b){{0,3}})\b{VERSION}")
ANY_ELEMENT: Final = rf"(?:{'|'.join(ELEMENTS.values())})"
NAMED: Final = re.compile(
    rf"{ANY_ELEMENT}(?:[ -]{{0,3}}(?:,|and|und|et|y|e|и|、|・)?[ -]{{0,3}}{ANY_ELEMENT}){{0,3}}{VERSION}",
)
ELEMENT: Final = {name: re.compile(words) for name, words in ELEMENTS.items()}
CREATIVE_COMMONS: Final = re.compile(
    r"creative[ -]?commons|криэйтив коммонс|クリエイティブ・?コモンズ|"
    r"(?<!\w)cc(?!\w)(?=[ -](?:li[cz]en[sczt]|attribution|namensnennung))|"
    r"知识共享|[创創]用 ?cc|크리에이티브 ?커먼[즈스]|المشاع الإبداعي"
)
ZERO: Final = re.compile(r"(?<![\w-])cc[ -]?(?:0|zero)\b(?:[ -]?v?1\.0)?(?: universal)?|creative commons zero\b(?: v?1\.0)?")
ADDRESS: Final = re.compile(r"(?:https?://|www\.|(?<![\w./-])creativecommons\.org/)[^\s<>\"')\]]{3,300}")

OTHERS: Final = tuple(
    (re.compile(words), name)
    for words, name in (
        (
            r"open government licen[cs]e[ ,-]{0,3}(?:for public sector information[ ,]{0,3})?v(?:ersion )?([123])(?:\.0)?\b",
            "OGL-UK-{}.0",
        ),
        (r"open government licen[cs]e[ -]{1,3}canada\b(?:,? (?:v|version )?2\.0)?", "OGL-Canada-2.0"),
        (
            r"(?:etalab[ -]2\.0 ?)?(?:licence ouverte|open licence)[ /]{0,3}(?:open licence )?(?:v|version )?2\.0|etalab[ -]2\.0",
            "etalab-2.0",
        ),
        (r"dl-de/by-2-0|datenlizenz deutschland ?-? ?namensnennung ?-? ?version 2\.0", "DL-DE-BY-2.0"),
        (r"dl-de/zero-2-0|datenlizenz deutschland ?-? ?zero ?-? ?version 2\.0", "DL-DE-ZERO-2.0"),
        (r"gnu free documentation licen[cs]e,? (?:v|version )1\.3 or (?:any )?later(?: version)?", "GFDL-1.3-or-later"),
    )
)
"""Other public licences by the name that carries its version."""

PUBLIC_DOMAIN: Final = re.compile(
    r"(?:this (?:work|text|article|story|page|content|document) is (?:in the )?)?(?:public domain|gemeinfrei|domaine public|"
    r"dominio público|pubblico dominio|domínio público|общественное достояние)(?: mark 1\.0| work)?\.?"
)
"""The whole wording must be this: "public domain" inside a sentence may speak of anything."""
