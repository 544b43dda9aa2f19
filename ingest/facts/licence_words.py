"""Licences as people write them: exact wordings to SPDX ids, and what a vague one lacks. Doubt names no licence."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from ingest.extract.reserved import RESERVED
from ingest.facts import notice_words_elsewhere as elsewhere
from ingest.facts.exceptions import forbids
from ingest.facts.licence_names import (
    ADDRESS,
    CREATIVE_COMMONS,
    ELEMENT,
    NAMED,
    OTHERS,
    PORTS,
    PUBLIC_DOMAIN,
    SHORT,
    ZERO,
)
from ingest.facts.notice_grammar import is_notice
from ingest.facts.notice_words import (
    AGAINST,
    AT_TIMES,
    CUSTOMARY,
    DENIES,
    NOTICE_WORDS,
    OF_THE_REST,
    OTHER_THINGS,
    TEXTS,
    THINGS_APART,
    THINGS_EXCEPTED,
    THINGS_PARENTHETIC,
)
from news.licence import ALL_RIGHTS_RESERVED, CC_ID, CC_UNSPECIFIED, OPEN_IDS, PUBLIC_DOMAIN_IDS
from news.names import LicenceId
from wire.licences import LicenceUrl, licence_of_url, url_of

LONGEST: Final = 2000
"""Characters of a wording that are read for a licence; longer ones are terms of their own, which no table knows."""

IN_WORDS: Final = "licence's name in words"
IDENTIFIER: Final = "SPDX id"
ADDRESSED: Final = "licence's address"
BY_IDENTIFIER: Final = (IDENTIFIER, ADDRESSED)
TAKEN_BACK: Final = "names a licence with a reservation, or not for the text"
DENIED: Final = "says that the text does not have the licence that it names"
VAGUE_FINDING: Final = '"Creative Commons" names no licence: there are six, and they allow different things'


@dataclass(frozen=True, slots=True)
class Named:
    """What a wording names: a licence with its address, and of a Creative Commons one which parts of its name are there.

    `elements` (`by-nc`) and `version` are what the words state; both None where they state neither. `portless`: they say neither
    of which country's law it is nor that it is of none, so that a port's address beside them says it.
    """

    licence: LicenceId | None
    url: str | None = None
    rule: str = ""
    elements: str | None = None
    version: str | None = None
    portless: bool = False

    @property
    def lacks(self) -> str:
        """What keeps a vague wording from naming a licence, in words."""
        if self.elements is None or not self.elements.startswith("by"):
            return VAGUE_FINDING
        kind = f"CC {self.elements.upper()}"
        return f'"{kind}" names no licence without its version: it may be any from 1.0 to 4.0'


def licence_named(words_or_id_or_url: str) -> tuple[LicenceId | None, str | None]:
    """The licence that these words name, with its canonical address; (None, None) where they name none for certain.

    An SPDX id, a licence's address, or its name in words, in a sentence that does not take it back. "Creative Commons"
    without kind or version gives CC_UNSPECIFIED; words like "all rights reserved" give ALL_RIGHTS_RESERVED. A port that
    SPDX lists no id for gets one of ours with its address. `permission` is never read from words.
    """
    found = read_words(words_or_id_or_url)
    return found.licence, found.url


def read_words(wording: str) -> Named:
    """The same with the rule that read it, and what a vague wording lacks. Never raises."""
    text = wording.strip()
    return _read(text) if 0 < len(text) <= LONGEST else Named(None)


@lru_cache(maxsize=256)
def _read(text: str) -> Named:
    """Remembered, since a site says the same on each of its pages, and of one page a statement is asked for several times."""
    if (exact := _spdx(text)) is not None:
        return exact
    if len(text.split()) == 1 and (found := licence_of_url(text)):
        return _at(found)
    if (stated := _expression(text)) is not None:
        return stated
    if DISGUISED.search(unicodedata.normalize("NFKC", text)):
        return Named(None, rule="its letters are of two alphabets in one word, or made to read in another order than they stand")
    if QUOTED.search(text):
        return Named(None, rule="quotes the name of a licence, or the words of a notice")
    clauses = [_read_clause(clause) for clause in clauses_of(plain_of(text))]
    if named := [clause for clause in clauses if clause.licence is not None]:
        return _one(named)
    return next((clause for clause in clauses if clause.rule), Named(None))


DISGUISED: Final = re.compile(r"[\u202d\u202e]|[a-z][\u0370-\u052f]|[\u0370-\u052f][a-z]", re.IGNORECASE)
"""Letters that only look like the words they stand for: no such wording is believed, whatever it seems to say."""
QUOTED: Final = re.compile(
    r"[\"“„«”][^\"“”„«»]{0,200}(?:licensed under|lizenziert unter|sous licence|bajo (?:una )?licencia|по лицензии)"
    r"[^\"“”„«»]{0,200}[\"”“»]|\A['‘][^'’]{0,200}licensed under[^'’]{0,200}['’]",
    re.IGNORECASE,
)
"""A notice in quotation marks: how others say it, or how to say it."""
EXPRESSION: Final = re.compile(
    r"\A\({0,4}[A-Za-z][\w.+-]{1,60}(?:\){0,4} (?:AND|OR|WITH) \({0,4}[A-Za-z][\w.+-]{1,60}){1,6}\){0,4}"
)


def _expression(text: str) -> Named | None:
    """An SPDX licence expression (SPDX 3.0, annex B) in its normal form; None for words that are none."""
    if len(text) > 400 or not EXPRESSION.fullmatch(text):
        return None
    from license_expression import ExpressionError, ExpressionParseError, get_spdx_licensing  # noqa: PLC0415 — 60 ms, for few

    try:
        parsed = get_spdx_licensing().parse(text, validate=True)
    except (ExpressionError, ExpressionParseError):
        return None
    return Named(LicenceId(str(parsed)), None, "SPDX licence expression")


ARABIC_SIGNS: Final = re.compile(r"[\u0640\u064b-\u0652\u0670]")
"""Vowels and doubled letters, which Arabic writes or leaves out, and the stroke that stretches a word."""
_PORT: Final = re.compile(r"(?<=\d)/[a-z]{2,8}/$")
CLAUSE: Final = re.compile(r"(?:[;!|]|(?<!\s[^\W\d_])\.)(?=\s|$)|(?<=\?)|\n| · | • ")


def clauses_of(plain: str) -> Iterator[str]:
    """The clauses of a wording. "Other content on this page" after a clause on photos or code alone is the page's content."""
    last = ""
    for clause in CLAUSE.split(plain):
        if clause.strip():
            is_of_things = OTHER_THINGS.search(last) is not None and TEXTS.search(last) is None
            yield OF_THE_REST.sub("", clause) if is_of_things else clause
            last = clause


def plain_of(text: str) -> str:
    """The words in one case and one kind of hyphen, quotation marks and trade marks away, so that a table can hold them."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = ARABIC_SIGNS.sub("", "".join(char for char in text if unicodedata.category(char) != "Cf"))
    text = re.sub(r"[‐‑‒–—−]", "-", text).replace("’", "'").replace("™", "").replace("®", "")
    return re.sub(r"[ \t\r\f\v\u00a0\"«»„“”()\[\]]+", " ", text).strip()


def _spdx(text: str) -> Named | None:
    """An SPDX id as such, in any case."""
    for known in (*OPEN_IDS, *PUBLIC_DOMAIN_IDS):
        if text.lower() == known.lower():
            return Named(LicenceId(known), url_of(known), IDENTIFIER)
    if CC_ID.fullmatch(text.upper()) and (url := url_of(text.upper())):
        return Named(LicenceId(text.upper()), url, IDENTIFIER)
    return None


def _at(found: LicenceUrl) -> Named:
    """A licence by its address."""
    return Named(_id_of(found), found.url, ADDRESSED)


def _id_of(found: LicenceUrl) -> LicenceId:
    """Its SPDX id; for a port to a country's law that SPDX does not list, one of ours made of its address."""
    if found.id is not None:
        return LicenceId(found.id)
    kind, version, port = urlsplit(found.url).path.strip("/").split("/")[1:]
    kind = "by-nc-nd" if kind == "by-nd-nc" else kind
    return LicenceId(f"LicenseRef-wiredesk-CC-{kind.upper()}-{version}-{port.upper()}")


def _one(named: list[Named]) -> Named:
    """What several clauses come to: one licence, of which the others may be vaguer names; nothing where they differ."""
    exact = {clause.licence: clause for clause in named if clause.licence != CC_UNSPECIFIED}
    vague = [clause for clause in named if clause.licence == CC_UNSPECIFIED]
    if len(exact) > 1:
        return Named(None, rule="names more than one licence")
    if exact:
        only = next(iter(exact.values()))
        return only if all(fits(one, only.licence) for one in vague) else Named(None, rule="names more than one licence")
    return max(vague, key=lambda one: (one.elements is not None, one.url is not None), default=Named(None))


def may_mean(words: Named, exact: Named) -> bool:
    """Whether words may mean the licence that an address names: it is theirs, or they leave out its version or its country."""
    if words.licence == CC_UNSPECIFIED:
        return fits(words, exact.licence)
    return words.licence == exact.licence or (words.portless and words.url == _PORT.sub("/", exact.url or ""))


def fits(vague: Named, licence: LicenceId | None) -> bool:
    """Whether a vague name may mean this licence."""
    found = CC_ID.fullmatch(licence or "")
    if found is None:
        return licence in PUBLIC_DOMAIN_IDS and vague.elements is None
    kinds, stated = set(found[1].lower().split("-")), set((vague.elements or "").split("-")) - {""}
    return (stated == kinds if "by" in stated else stated <= kinds) and (vague.version or found[2]) == found[2]


def of_the_text(clause: str) -> str:
    """A clause without what nearly every notice allows for, and without what it says of pictures, films and code apart."""
    text = THINGS_PARENTHETIC.sub(",", _without_customary(clause.strip(" ,:-")))
    if (excepted := THINGS_EXCEPTED.search(text)) and (SHORT.search(text[: excepted.start()]) or CREATIVE_COMMONS.search(text)):
        text = text[: excepted.start()].rstrip(" ,:-")
    if (apart := THINGS_APART.search(text)) and (SHORT.search(text[: apart.start()]) or NAMED.search(text[: apart.start()])):
        text = text[: apart.start()].rstrip(" ,:-")
    return text


def _read_clause(clause: str) -> Named:
    text = of_the_text(clause)
    if PUBLIC_DOMAIN.fullmatch(text):
        return Named(LicenceId("CC-PDM-1.0"), None, "public domain in words")
    if RESERVED.search(text) or forbids(text):
        reserved_only = not (CREATIVE_COMMONS.search(text) or SHORT.search(text))
        return Named(ALL_RIGHTS_RESERVED, None, "rights reserved in words") if reserved_only else Named(None, rule=TAKEN_BACK)
    found, rest = licences_in(text)
    if "?" in clause or _limits(rest) or AT_TIMES.search(rest):
        denied = bool(found) and DENIES.search(rest) is not None and is_notice(DENIES.sub(" ", rest))
        return Named(None, rule=DENIED if denied else TAKEN_BACK if found else "")
    return _one(found) if found else Named(None)


def _without_customary(text: str) -> str:
    """The words without what nearly every notice allows for."""
    return elsewhere.CUSTOMARY.sub(" ", CUSTOMARY.sub(" ", text))


def _limits(text: str) -> bool:
    """Whether words take back, limit or suppose something, or speak of other things than texts."""
    return any(pattern.search(text) is not None for pattern in (AGAINST, elsewhere.AGAINST)) or speaks_of_things(text)


def speaks_of_things(text: str) -> bool:
    """Whether words name other things than texts, in any language that is known."""
    return any(pattern.search(text) is not None for pattern in (OTHER_THINGS, elsewhere.OTHER_THINGS))


def says_only_that(wording: str) -> bool:
    """Whether a wording is a licence's name and nothing of its own besides."""
    rest = licences_in(plain_of(wording[:LONGEST]))[1]
    return all(word in NOTICE_WORDS or word.isdigit() for word in re.findall(r"\w+", rest))


def addresses_in(wording: str) -> set[str]:
    """The canonical addresses of the licences that a wording names by address."""
    found = (licence_of_url(address.rstrip(".,;:")) for address in ADDRESS.findall(wording[:LONGEST]))
    return {licence.url for licence in found if licence}


def licences_in(text: str) -> tuple[list[Named], str]:
    """Every licence that a clause names, and the clause without their names (which hold words like "no" and "non")."""
    found: list[Named] = []

    def address(match: re.Match[str]) -> str:
        known = licence_of_url(match[0].rstrip(".,;:"))
        found.extend([_at(known)] if known else [])
        return " "

    def short(match: re.Match[str]) -> str:
        found.append(_creative_commons({"by", *re.findall(r"nc|nd|sa", match["rest"])}, match))
        return " "

    def named(match: re.Match[str]) -> str:
        kinds = {name for name, words in ELEMENT.items() if words.search(match[0])}
        found.append(_creative_commons(kinds, match))
        return " "

    text = ADDRESS.sub(address, text)
    if zero := ZERO.search(text):
        found.append(Named(LicenceId("CC0-1.0"), url_of("CC0-1.0"), IN_WORDS))
        text = text.replace(zero[0], " ")
    text = SHORT.sub(short, text)
    if CREATIVE_COMMONS.search(text):
        text = NAMED.sub(named, CREATIVE_COMMONS.sub(" ", text))
        found.append(Named(CC_UNSPECIFIED, None, "Creative Commons without kind and version"))
    elif (whole := NAMED.fullmatch(text.removesuffix(" license").removesuffix(" licence"))) and (whole["world"] or whole["port"]):
        text = named(whole)
    for form, name in OTHERS:
        if other := form.search(text):
            licence = name.format(*other.groups())
            found.append(Named(LicenceId(licence), url_of(licence), IN_WORDS))
            text = text.replace(other[0], " ")
    return found, _without_elements(text, found)


def _without_elements(rest: str, found: list[Named]) -> str:
    """The words beside a name without those that only spell its elements out: `CC BY-NC 3.0 (nicht-kommerziell)`."""
    stated = {kind for named in found if named.elements for kind in named.elements.split("-")}
    for kind in ("nc", "nd"):
        rest = ELEMENT[kind].sub(" ", rest) if kind in stated else rest
    return rest


def _creative_commons(kinds: set[str], match: re.Match[str]) -> Named:
    """The licence of these elements and this version, as its own address has it; vague without version or attribution."""
    kind = "-".join(name for name in ("by", "nc", "nd", "sa") if name in kinds)
    version = match["version"]
    port = PORTS.get(match["port"] or "") if version != "4.0" else None  # of 4.0 there are translations and no ports
    if version is None:
        return Named(CC_UNSPECIFIED, None, "Creative Commons without version", kind or None)
    known = licence_of_url(f"https://creativecommons.org/licenses/{kind}/{version}/{port + '/' if port else ''}")
    if known is None:
        return Named(CC_UNSPECIFIED, None, "no such Creative Commons licence", kind, version)
    portless = version != "4.0" and port is None and match["world"] is None
    return Named(_id_of(known), known.url, IN_WORDS, kind, version, portless)
