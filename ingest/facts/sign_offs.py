"""The words at a text's ends that say that it, or a share of it, is another's: an agency's sign, a note on where it was first."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.facts.exceptions import AGENCY, forbids, is_of_another

LAST_LINES: Final = 4
"""Lines from the end that may sign; after the sign stand at most a note or two."""
LONGEST: Final = 200
"""Characters of a line that may be a sign as a whole."""
LONGEST_NOTICE: Final = 300
"""Characters of a line that may be a notice on the text above it."""
LONGEST_TAIL: Final = 80
"""Characters at the end of a longer line that may hold a sign."""

_OPENS: Final = re.compile(
    r"\W*+(?:with|additional|reporting|includes|source|sources|mit|unter verwendung|quellen?|con|fuentes?|com|fontes?|fonti?|"
    r"avec|sources?|d'après|met|bron(?:nen)?|z|źródł[oa]|za|zdroje?|med|kilder?|källa|lähde|kaynak|sursa|с|со|по материалам|"
    r"по сообщениям|при участии|источники?|за матеріалами|джерел[оа]|паводле|крыніца|المصدر|المصادر|منبع|来源|來源|出典|출처)"
    r"(?![^\W_])",
    re.IGNORECASE,
)
"""How a line begins that says whose material is in the text."""
_FAR: Final = 60
"""Characters between such a beginning and the agency's name."""
_CONTRIBUTED: Final = re.compile(
    r"\bcontributed(?: \w+){0,2} to th(?:is|e) (?:report|story|article)|\b(?:contributed reporting|hat mitgearbeitet|"
    r"a contribué à cet article|contribuyó con este|colaborou)\b",
    re.IGNORECASE,
)
_JOINING: Final = frozenset({
    "and", "und", "et", "y", "e", "i", "og", "och", "en", "ja", "ve", "и", "і", "й", "а", "also", "agencies", "agency",
    "agenturen", "agences", "agencias", "agenzie", "агентства", "von", "der", "die", "das", "vom", "from", "by", "de", "la",
    "le", "les", "des", "del", "da", "do", "dos", "della", "redaktion", "staff", "text", "infocom", "news",
})  # fmt: skip
"""Words beside agencies' names in a sign; the others are initials."""
_INITIALS: Final = 3
"""Letters of an initial: editors sign after the agency, `dpa/lni`."""
_PICTURES: Final = re.compile(
    r"\b(?:photos?|pictures?|images?|fotos?|bild(?:er)?|imagen|immagini|zdjęcia|kuva|фото|снимок)\b|写真|图片|صورة|عکس",
    re.IGNORECASE,
)
"""What an agency signs here is a picture."""
_TAIL: Final = re.compile(
    r"(?:\((?P<bracketed>[^()]{2,60})\)|（(?P<wide>[^（）]{2,60})）|/(?P<slashed>[^/]{2,60})/|"
    r"(?<=[.!?…»”\"])\s*[—–-]?\s*(?P<bare>[^.!?…»”\"]{2,60}))[\s.]*(?:[A-Za-z]{2,5}(?:[/ ][A-Za-z]{2,5}){0,3}[\s.]*)?$"
)
"""What follows the last sentence: in brackets, between slashes or bare, and after it the editors' initials."""
_HEAD: Final = re.compile(rf"[(\[（【]?{AGENCY.pattern}(?:\s?/\s?{AGENCY.pattern}){{0,3}}[)\]）】]?\s?(?:[—–=-]|】)\s?")
"""A sign without a place before the first sentence: `(Reuters) - `, `AFP – `."""


def sign_offs(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words that say whose a text is beside its publisher's, each with its place: "head of the text" or "end of the text".

    `lines` are the text's, white space folded. A line signs that is an agency's name beside initials and joining words, one
    that says whose material is in the text, and the tail of a last paragraph after its last sentence. A sentence that speaks
    of an agency is no sign, and neither is a picture's credit. At the end a note counts too that the text was another's first,
    or may not be reprinted.
    """
    if lines:
        if _is_sign(lines[0]):
            yield lines[0], "head of the text"
        elif found := _HEAD.match(lines[0]):
            yield found[0].strip(), "head of the text"
    for place, line in enumerate(lines[-LAST_LINES:], max(0, len(lines) - LAST_LINES)):
        if place and (_is_sign(line) or _is_notice(line)):
            yield line, "end of the text"
        elif (found := _TAIL.search(line, max(0, len(line) - LONGEST_TAIL))) and _is_sign(
            found[found.lastgroup or 0].strip(" /")
        ):
            yield found[0].strip(" /"), "end of the text"


def _is_notice(line: str) -> bool:
    """Whether a line says of the text above it that it was another's first, or that it may not be reprinted."""
    return len(line) <= LONGEST_NOTICE and (forbids(line) or (is_of_another(line) and not _PICTURES.search(line)))


def _is_sign(words: str) -> bool:
    """Whether the words are an agency's sign and nothing else."""
    if len(words) > LONGEST or (name := AGENCY.search(words)) is None or _PICTURES.search(words):
        return False
    if _CONTRIBUTED.search(words) or ((opening := _OPENS.match(words)) and name.start() - opening.end() <= _FAR):
        return True
    others = re.findall(r"[^\W_]+", AGENCY.sub(" ", words))
    return all(len(word) <= _INITIALS or not word.isalpha() or word.casefold() in _JOINING for word in others)
