"""The people in a byline: told from organisations, roles, places, dates and what pages print beside a name."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from ingest.facts.exceptions import AGENCY
from ingest.facts.month_words import MONTH_OF

LONGEST_NAME: Final = 60
LONGEST_LINE: Final = 400

INVISIBLE: Final = re.compile(r"[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
SIGNED: Final = re.compile(
    r"^(?:(?:eine? )?(?:written|reported|reporting|story|text|texte|words|analysis|analyse|kommentar|opinion|article|interview|"
    r"posted|published|publié|écrit|escrito|scritto|publicado|propos recueillis|a cura|gastbeitrag|bericht|artikel|beitrag|"
    r"reportage|verfasst|geschrieben|geschreven|napisane|skrevet|skriven)\s{1,3})?"
    r"(?:by|von|par|por|di|da|de|door|av|af|oleh)\s{0,2}:?\s{1,3}|"
    r"^(?:te(?:ks|x)te?|testo|texto|autor(?:en|in|a|es)?|authors?|auteurs?|autor[ei]|автор[ыи]?|аўтар|текст|redacción|redaktion|"
    r"redazione|yazan|yazar|interview|protokoll|recherche|بقلم|نویسنده|כתב|מאת|作者|文|撰文|取材|글)\s{0,2}[:：／/・]\s{0,3}|"
    r"^(?:автор|текст|(?:подготовил|беседовал|записал)[аи]?|بقلم|كتبت?|του|της|oprac\.|author|autor(?:en|in)?|מאת|記者|记者)\s{1,3}|^(?:記者|记者)",
    re.IGNORECASE,
)
"""Words before a name: "By", "Von", "Par" …"""
MORE: Final = re.compile(
    r"^(?:(?:read|see|view|find|show) )?(?:more|all|other|latest)(?: (?:stories|articles|posts|news|texts))? (?:by|from) |"
    r"^(?:alle|mehr|weitere)(?: (?:artikel|beiträge|texte))? von |^(?:tous (?:les|ses) articles|plus d'articles) (?:de|par) |"
    r"^zeige alle (?:artikel|beiträge) von |^show all (?:articles|posts|stories) (?:of|by) ?|^(?:más|todos los) artículos de ",
    re.IGNORECASE,
)
"""What a link to somebody's other texts says before the name."""
NAME_PARTICLES: Final = frozenset({"de", "di", "da", "von"})
"""Words before a name that also begin one: as `de la Cruz`, and where a single word follows, as `De Niro`."""
BYS: Final = frozenset({"von", "di"})
"""Of these, the ones by which a line in small letters is signed (`von Hans Müller`): two names follow, or a title."""
OF_PICTURES: Final = re.compile(
    r"^(?:photo(?:s|graph(?:s|y)?)?|pictures?|images?|illustrations?|graphics?|video|edit(?:ed|ing)|translated|translation|cartoon|"
    r"fotos?|bild(?:er)?|illustrationen|grafik|foto(?:grafía|grafie)?|photographies?|dessin|traduit|traducción|übersetz\w{1,8}|"
    r"фото|иллюстраци[яи]|перевод|写真|图片|图|사진|صورة|تصوير)(?:\s(?:by|von|par|por|di|de)\b|\s?[:：])",
    re.IGNORECASE,
)
"""Words before the name of somebody who did not write the text."""
INVERTED: Final = re.compile(
    r"(?P<family>(?:(?i:de|del|della|di|da|dos|du|la|le|van|von|der|den|ten|al|bin|ben|mac|st\.) ){0,3}"
    r"[^\W\d_][\w'’-]{0,40}), (?P<given>[^\W\d_][\w'’.-]{0,40}(?: (?:de|van|von|der|del|di|da)){0,2})"
)
"""`Doe, Jane`: one person, not two. A family name of several words begins with a particle."""
BETWEEN: Final = re.compile(
    r" ?(?:,|;|/|\||&|\band\b|\bund\b|\bet\b|\bwith\b|\bи\b|\bта\b|\bі\b) | (?:y|e|i|en|og|och|ve) (?=\S{2,40} \S)|"
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
    r"researcher|author|intern|head|partner|consultant|spokes(?:man|woman|person)|geschäftsführer(?:in)?|leiter(?:in)?|"
    r"autor(?:in)?|volontär(?:in)?|chefredakteur(?:in)?)\b.*$",
    re.IGNORECASE,
)
ROLE_ALONE: Final = re.compile(
    r"(?:[\w'-]{1,30} ){0,3}(?:editor|reporter|correspondent|writer|columnist|contributor|journalist|producer|analyst|author|"
    r"redakteur(?:in)?|korrespondent(?:in)?|autor(?:in)?|journaliste|correspondante?|periodista|corresponsal|giornalista|"
    r"корреспондент|редактор|обозреватель|журналист)s?",
    re.IGNORECASE,
)
"""A role in a place where a name might stand."""
TITLE_AFTER: Final = re.compile(
    r",?\s(?:Ph\.?\s?D|M\.?D|M\.?A|M\.?B\.?A|J\.?D|Esq|LL\.?[BM]|M\.?Sc|B\.?A)\.?(?=,|$)|\s?(?:記者|记者|特派員|編集委員|기자|특파원)$"
)
JUNIOR: Final = re.compile(r",?\s(Jr|Sr)\.?(?=,|\s|$)")
_MONTHS: Final = "|".join(
    sorted((re.escape(name) for name in MONTH_OF if name.isalpha() and len(name) > 2), key=len, reverse=True)
)
TAIL: Final = re.compile(
    rf" (?:[•·] .*|(?:on\s)?(?:{_MONTHS})\.?\s\d.*|(?:(?:le|on|am|el|il|em|vom|den|op|at|um),?\s)?\d{{1,2}}[./ ].*|"
    rf"follow(?:ing)?$|edited by\s.*|"
    rf"(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s.*|publiziert\b.*|veröffentlicht\b.*|publié le\b.*|updated\b.*|"
    r"published\b.*|min(?:utes?)? read.*)$",
    re.IGNORECASE,
)
"""What lists print after a name: the date, a button, how long it takes to read."""
FROM_WHERE: Final = re.compile(
    r"(?<=\w)\s(?:in|aus|à|en|from|for|für|pour|para|из|з)\s(?=[^\W\d_a-zа-яё])\S+(?:\s[^\W\d_a-zа-яё]\S*){0,2}$"
)
MAIL: Final = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,190}")

DEBRIS: Final = re.compile(
    r"_|://|www\.|\.(?:com|org|net|co\.uk)\b|[<>{}\[\]=#|\\]|\d|^(?:admin(?:istrator)?|root|webmaster|editor|editors|author|authors|user|guest|joined|"
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
    r"more posts?|in rubrik|abbruch|abbrechen|cancel|close|schließen|annuler|cancelar|send an e-?mail\b.*|"
    r"(?:veröffentlicht|aktualisiert|publiziert|erstellt|geändert|submitted|published|posted|updated|publié|publicado|pubblicato|"
    r"опубликовано|обновлено)\b.*)$",
    re.IGNORECASE,
)
"""What pages print where a name should be."""
ORGANISATION: Final = re.compile(
    r"\b(?:agency|agence|agentur|agencia|agenzia|associated press|press|reuters|afp|tass|dpa|interfax|xinhua|bloomberg|"
    r"ukrinform|news|nachrichten|noticias|media|medien|magazine|times|post|journal|gazette|tribune|herald|zeitung|newspaper|radio|tv|"
    r"television|broadcasting|today|insider|business|cnn|bbc|npr|usa|channel|network|wire|service|services|bureau|desk|staff|team|newsroom|redaktion|rédaction|"
    r"redacción|redazione|redação|editorial|editors|board|house|foundation|stiftung|fondation|institute|institut|university|universität|"
    r"ministry|ministère|ministerium|office|department|council|commission|committee|association|society|union|"
    r"online|magazin|nachrichtenagentur|agenturen|agencies|"
    r"center|centre|company|corporation|corp|inc|ltd|llc|gmbh|ag|group|project|initiative|international|organi[sz]ation|"
    r"watch|amnesty|partners|contributors|writers|reporters|агентство|редакция|служба|новости|газета|"
    r"тасс|риа|пресс|радио|телеканал|министерство)\b",
    re.IGNORECASE,
)
"""Words that people are not called by."""
HANDLE: Final = re.compile(r"@\w|^[a-z0-9.]+$")


def people_in(wording: str, publisher_name: str) -> Iterator[str]:
    """The names of people in a wording such as `By Ann Lee and Bo Ek, staff writers`, as it spells them."""
    text = " ".join(unicodedata.normalize("NFC", INVISIBLE.sub("", wording[:LONGEST_LINE])).split())
    if OF_PICTURES.match(text):
        return
    text = MORE.sub("", text)
    signed = SIGNED.match(text)
    if signed and not _begins_name(signed[0].strip(), text[signed.end() :]):
        text = text[signed.end() :]
    text = MAIL.sub(" ", text).replace("< >", " ") if MAIL.search(text) else re.sub(r"\([^()]{0,60}\)", " ", text)
    text = TAIL.sub("", " ".join(text.split()))
    text = JUNIOR.sub(r" \1.", TITLE_AFTER.sub("", ROLE.sub("", text))).strip(" ()")
    inverted = INVERTED.fullmatch(text)
    if inverted and not any(_is_body(part, publisher_name) for part in inverted.groups()):
        text = f"{inverted['given']} {inverted['family']}"
    parts = [_bare(part) for part in BETWEEN.split(text) if not OF_PICTURES.match(part)]
    beside_others = len(parts) > 1 and any(" " in part or _is_body(part, publisher_name) for part in parts)
    for name in parts:
        if _is_person(name, publisher_name) and not (beside_others and _is_single(name)):
            yield name


def _bare(part: str) -> str:
    """A name without role, place and title after it, and without the signs around it."""
    bare = TITLE_AFTER.sub("", FROM_WHERE.sub("", ROLE.sub("", part)))
    is_junior = JUNIOR.search(bare) is not None and bare.rstrip().endswith(".")
    return bare.strip(" ,;:/()\"'“”«»*-–—.") + ("." if is_junior else "")


def _is_single(name: str) -> bool:
    """Whether it is one word of a script that has capitals: beside full names rather a paper or a town than a person."""
    return " " not in name and name.lower() != name.upper()


def _begins_name(word: str, rest: str) -> bool:
    """Whether the word in front belongs to the name: `de la Cruz`, `De Niro`, but not `Von Hans Müller` or `von Dr. Müller`."""
    first, *more = rest.split()[:2] or [""]
    if word in BYS and more and first[:1].isupper() and more[0][:1].isupper() and not first.endswith(","):
        return False
    return word.lower() in NAME_PARTICLES and (word.islower() or len(rest.split()) == 1 or "," in rest.partition(" ")[0])


def _is_body(name: str, publisher_name: str) -> bool:
    """Whether it is an organisation, an agency or the publisher."""
    folded, publisher = name.casefold(), publisher_name.casefold()
    found = ORGANISATION.search(name) or AGENCY.search(name)
    is_branch = publisher_name.isupper() and name.startswith(f"{publisher_name} ")  # an abbreviation, and where it is
    return found is not None or is_branch or folded in (publisher, f"the {publisher}")


def _is_person(name: str, publisher_name: str) -> bool:
    if not (2 if not name.isascii() else 3) <= len(name) <= LONGEST_NAME or DEBRIS.search(name) or HANDLE.search(name):
        return False
    if _is_body(name, publisher_name) or ROLE_ALONE.fullmatch(name) or ":" in name:
        return False
    words = name.split()
    if len(words) > 6 or any(sign in name for sign in "?!…"):
        return False
    cased = [word for word in words if word[0].isalpha() and word[0].lower() != word[0].upper()]
    if len(words) == 1:
        return words[0][0].isupper() and not name.isupper() if cased else len(name) <= 12
    begins_large = not cased or cased[0][0].isupper() or cased[-1][0].isupper()
    return begins_large and sum(word[0].islower() for word in cased) <= 2
