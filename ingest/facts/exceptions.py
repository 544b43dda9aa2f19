"""What stands in a story and belongs to somebody else, or may not be reprinted: no general permission covers it."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

AGENCIES: Final = (
    ("Reuters", "Thomson Reuters", "Рейтер", "ロイター", "路透社", "رويترز"),
    ("AFP", "Agence France-Presse", "Agence France Presse", "АФП", "法新社", "ا ف ب"),
    ("AP", "Associated Press", "美联社"),
    ("dpa", "DPA", "Deutsche Presse-Agentur"),
    ("EFE", "Agencia EFE"),
    ("TASS", "ТАСС", "ITAR-TASS", "ИТАР-ТАСС", "塔斯社"),
    ("ANSA",),
    ("APA", "Austria Presse Agentur"),
    ("epd", "Evangelischer Pressedienst"),
    ("KNA", "Katholische Nachrichten-Agentur"),
    ("Keystone-SDA", "Keystone-ATS", "SDA", "ATS"),
    ("Xinhua", "新华社", "新华网", "Синьхуа"),
    ("Kyodo", "Kyodo News", "共同通信"),
    ("Jiji", "Jiji Press", "時事通信"),
    ("Yonhap", "연합뉴스"),
    ("PTI", "Press Trust of India"),
    ("IANS", "Indo-Asian News Service"),
    ("Interfax", "Интерфакс"),
    ("RIA Novosti", "РИА Новости"),
    ("Sputnik", "Спутник"),
    ("Ukrinform", "Укринформ", "Укрінформ"),
    ("UNIAN", "УНИАН", "УНІАН"),
    ("BelTA", "БелТА", "БЕЛТА"),
    ("UPI", "United Press International"),
    ("PA Media", "Press Association"),
    ("AAP", "Australian Associated Press"),
    ("Canadian Press", "The Canadian Press", "La Presse canadienne"),
    ("Bloomberg", "Bloomberg News"),
    ("Anadolu", "Anadolu Agency", "Anadolu Ajansı"),
    ("PAP", "Polska Agencja Prasowa"),
    ("ČTK", "CTK"),
    ("MTI",),
    ("Belga",),
    ("ANP",),
    ("NTB",),
    ("Ritzau",),
    ("Lusa", "Agência Lusa"),
    ("Europa Press",),
    ("IRNA", "ایرنا"),
    ("Tasnim",),
    ("Bernama",),
    ("Getty Images",),
    ("dapd",),
    ("Inter Press Service", "IPS"),
)  # fmt: skip
"""News agencies by the names they sign with. Names of up to five letters are read in the case they are written in."""

_LETTERS: Final = r"[^\W\d_]"
_NAMES: Final = sorted((name for names in AGENCIES for name in names), key=len, reverse=True)


def _spelled(name: str) -> str:
    """Any case for a long name; for a short one its own alone: `AP` is an agency, `ap` is not."""
    words = re.escape(name).replace(r"\ ", r"\s")
    return words if len(name) <= 5 or not name.isascii() else f"(?i:{words})"


_FIRST: Final = "".join(sorted({name[0] + name[0].swapcase() for name in _NAMES}))
AGENCY: Final = re.compile(
    rf"(?=[{_FIRST}])(?<![\w.@/-])(?:{'|'.join(map(_spelled, _NAMES))})(?![\w@]|[.-]{_LETTERS}|\. {_LETTERS}\.)"
)
_OWNER: Final = {name.casefold(): names for names in AGENCIES for name in names}

LONGEST: Final = 600
"""Characters of a wording that are looked at: a credit is short."""

_PROHIBITED: Final = (
    r"(?:reproduction|republication|republishing|reprinting|redistribution|copying|syndication)\b[^.;]{0,60}"
    r"(?:prohibited|forbidden|not (?:permitted|allowed))|"
    r"(?:may|must|can) ?not be (?:\w+,? (?:or |and )?){0,5}(?:reproduced|republished|reprinted|published|redistributed|copied|"
    r"syndicated|reused)|\b(?:not|no) (?:available )?(?:for|to be) (?:re-?publication|republished|reprint(?:ed|ing)?|syndicat\w+|"
    r"redistribution)|do not (?:republish|reprint|reproduce|copy)|"
    r"(?:nachdruck|vervielfältigung|weiterverbreitung|wiedergabe|übernahme)\b[^.;]{0,60}(?:verboten|untersagt|nicht gestattet|"
    r"nicht erlaubt|nicht zulässig)|"
    r"(?:reproduction|republication|rediffusion)\b[^.;]{0,60}(?:interdites?|non autorisées?|pas autorisées?)|"
    r"(?:prohibid[ao]s?|no se permite|queda prohibida)\b[^.;]{0,60}(?:reproducción|republicación|difusión|copia)|"
    r"(?:reproducción|republicación|difusión)\b[^.;]{0,60}(?:prohibidas?|no (?:está )?(?:permitida|autorizada))|"
    r"(?:перепечатка|воспроизведение|копирование|распространение|использование материалов)\b[^.;]{0,60}(?:запрещен[оаы]?|"
    r"запрещён|не допускается|не разрешается)|запрещ(?:ена|ено|ается)\b[^.;]{0,60}(?:перепечатк|воспроизведени|копировани)|"
    r"передрук\b[^.;]{0,60}(?:заборонен|не дозволя)|riproduzione (?:riservata|vietata)|reprodução (?:proibida|não autorizada)|"
    r"無断(?:転載|複製)|(?:未经|未經)[^。;]{0,20}(?:不得|禁止)|禁止(?:转载|轉載)|يُ?(?:منع|حظر) (?:النشر|إعادة النشر|النسخ)"
)
PROHIBITED: Final = re.compile(_PROHIBITED, re.IGNORECASE)
"""Words that forbid to reprint."""
FORBIDDING: Final = (
    "reproduction", "republi", "reprint", "redistribut", "copying", "syndicat", "not be ", "re-publication", "do not ",
    "nachdruck", "vervielfältigung", "weiterverbreitung", "wiedergabe", "übernahme", "rediffusion", "prohibid", "se permite",
    "reproducción", "difusión", "перепечатка", "воспроизведение", "копирование", "распространение", "использование материалов",
    "запрещ", "передрук", "riproduzione", "reprodução", "無断", "未经", "未經", "禁止", "منع", "حظر",
)  # fmt: skip
"""What is in every text that the pattern finds: looking for it first costs a tenth of it."""
WITH_CREDIT: Final = re.compile(
    r"without (?:a |an |proper |an active |active )?(?:link|attribution|credit|reference)|ohne quellenangabe|"
    r"ohne (?:nennung|link)|sans (?:mention|lien|citer)|"
    r"sin (?:citar|enlace|mencionar|atribución)|без (?:активной |прямой |указания |гипер)?(?:ссылк|источник)|"
    r"без посилання",
    re.IGNORECASE,
)
"""What is forbidden without credit alone is not forbidden."""

OF_ANOTHER: Final = re.compile(
    r"(?:this|the) (?:article|story|piece|text|post|column|essay|interview|report)\b[^.;]{0,40}\b(?:first|originally|previously) "
    r"(?:appeared|published|ran|posted)|"
    r"(?:^|[.;(] ?)(?:first|originally|previously) (?:published|appeared|posted) (?:in|on|at|by)\b|"
    r"(?:re)?(?:published|printed|posted|produced) (?:here )?(?:with|by) (?:the )?(?:kind |written )?"
    r"(?:permission|courtesy|arrangement)|"
    r"used (?:with|by) permission|courtesy of|"
    r"(?:^|[.;(] ?|\b(?:is|was|been) )(?:republished|reposted|cross-?posted|syndicated|excerpted|adapted|reprinted) "
    r"(?:here )?(?:from|with permission)\b|"
    r"mit freundlicher genehmigung|zuerst (?:erschienen|veröffentlicht)|ursprünglich (?:erschienen|veröffentlicht)|"
    r"übernommen von|"
    r"ripubblicato da|pubblicato originariamente|(?:eerder|oorspronkelijk) (?:verschenen|gepubliceerd) (?:in|op|bij)|"
    r"pierwotnie opublikowan|przedruk (?:z|za)\b|оригінал опубліковано|вперше опубліковано|"
    r"(?:本文)?(?:转载自|轉載自|原载于|原載於)|より転載|نقلا عن|نقلاً عن|"
    r"(?:dieser|der) (?:text|artikel|beitrag) (?:erschien|stammt)|"
    r"avec l'aimable autorisation|(?:d'abord|initialement) (?:paru|publié)|"
    r"cet article (?:a été|est) (?:initialement |d'abord )?(?:paru|repris)|"
    r"(?:cet article|ce texte) (?:est|a été) republié|republicad[oa] (?:de|con|com)|"
    r"con (?:el |la )?(?:permiso|autorización) de|publicado originalmente|se publicó (?:originalmente|por primera vez)|"
    r"впервые опубликован|первоначально опубликован|публикуется с разрешения|перепечатано с разрешения|с любезного разрешения",
    re.IGNORECASE,
)
"""Words that say that a text was somebody else's first, or is here by a permission that is not ours."""
ELSEWHERE: Final = (
    "first ", "originally ", "previously ", "permission", "courtesy", "arrangement", "republished", "posted ", "syndicated ",
    "excerpted ", "adapted ", "reprinted ", "genehmigung", "zuerst ", "ursprünglich ", "übernommen von", "ripubblicato da",
    "pubblicato originariamente", "eerder ", "oorspronkelijk ", "pierwotnie", "przedruk ", "опубліковано", "转载自", "轉載自",
    "原载于", "原載於", "転載", "نقل", "dieser ", "der ", "autorisation", "abord ", "initialement ", "article ", "republi",
    "permiso", "autorización", "originalmente", "se publicó", "опубликован", "разрешени",
)  # fmt: skip
"""The same for this one."""


_NO_NAMES: Final = frozenset(
    {"com", "org", "net", "gov", "edu", "www", "info", "news", "amp", "mobile", "press", "media", "blog"}
)
"""Labels of hosts that name no house."""


def is_elsewhere(address: str, own: Iterable[str]) -> bool:
    """Whether an address is on none of the sites: its host shares no name with theirs. `gazette.example.com` and
    `m.gazette.co.uk` are one house's."""
    names = _names_of(address)
    return bool(names) and not any(names & _names_of(site) for site in own)


def is_stand_in(address: str) -> bool:
    """Whether an address tells nothing of whose site it is: its host is a number, a machine of the own network, or one of the
    names that are kept for tests (RFC 6761 sections 6.2 to 6.4; `.example` stands for real names in documents)."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return True
    last = host.rstrip(".").rpartition(".")[2]
    return last == host or ":" in host or last.isdigit() or last in ("test", "localhost", "invalid", "local", "internal", "onion")


def _names_of(address: str) -> frozenset[str]:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return frozenset()
    *labels, last = host.split(".")
    return frozenset(label for label in labels or [last] if len(label) > 2 or len(labels) == 1) - _NO_NAMES


def agencies_in(words: str, publisher: str) -> tuple[str, ...]:
    """The agencies that a credit names, but for the publisher itself, each once, as spelled there."""
    own = {name.casefold() for found in AGENCY.findall(publisher) for name in _OWNER.get(found.casefold(), ())}
    found = dict.fromkeys(" ".join(name.split()) for name in AGENCY.findall(words[:LONGEST]))
    return tuple(name for name in found if name.casefold() not in own)


def forbids(words: str) -> bool:
    """Whether the words forbid to reprint, whatever else is permitted."""
    text = words[:LONGEST].replace("’", "'")
    return _holds(text, FORBIDDING) and PROHIBITED.search(text) is not None and WITH_CREDIT.search(text) is None


def is_of_another(words: str) -> bool:
    """Whether the words say that the text was first somebody else's."""
    text = words[:LONGEST].replace("’", "'")
    return _holds(text, ELSEWHERE) and OF_ANOTHER.search(text) is not None


def _holds(text: str, hints: Iterable[str]) -> bool:
    lower = text.lower()
    return any(hint in lower for hint in hints)
