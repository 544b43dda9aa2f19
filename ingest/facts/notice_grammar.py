"""Whether all that a notice says beside a licence's name is understood. A word that is not may speak of anything: of recipes, of
members, of next year: a notice is believed where each of its words is known, not where none is known that speaks against it."""

import re
from typing import Final

from ingest.facts import notice_vocabulary
from ingest.facts.notice_vocabulary import WORDS

JOINED: Final = re.compile("|".join(notice_vocabulary.JOINED))
UNSPACED: Final = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々]+")
_LETTER: Final = r"(?:[^\W_]|[\u0591-\u05c7\u064b-\u065f\u0900-\u0963\u0966-\u0dff])"
WORD: Final = re.compile(rf"{_LETTER}+(?:-{_LETTER}+)*")
"""A word, with the signs that scripts of Arabia and India write beside its letters."""
VERSION: Final = re.compile(r"(?<![\w.])[1-4]\.\d(?![\w.]*\d)")
SIGN: Final = re.compile(
    r"(?:©|℗|\bcopyright\b|\bcopyleft\b)(?: (?:©|c|by)){0,2}[ ,]{0,2}"
    r"(?:(?:19|20)\d\d(?: ?[-,/] ?(?:(?:19|20)?\d\d|present|today|heute))?\b)?"
)
BORDER: Final = re.compile(r"[,;:|/]| - |\b(?:cc|creative|licen|lizenz|лиценз|under|all (?:text|content))")
"""Where a holder's name ends."""
LONGEST_HOLDER: Final = 80
PHRASES: Final = re.compile(
    r"\b(?:this|the present) (?:essay|interview|column|editorial|report|translation|review|wiki)\b|\bour wiki\b|\b(?:dieses|"
    r"das) (?:wiki|interview)\b|"
    r"\bon +(?:this|our|all|it|its|\ue000)|\bon the (?:web ?)?(?:site|page|blog)\b|\bsur +(?:ce|cette|notre|nos|\ue000)|"
    r"\bsur le (?:site|blog)\b|"
    r"\bon (?:lisensoitu|saatavilla|julkaistu|käytettävissä|litsentsitud|avaldatud|kättesaadav)\b|\bsu (?:pod|dostupni|"
    r"objavljeni)\b|"
    r"\bsu +(?:quest[oai]|\ue000)|\bzu (?:den )?bedingungen\b|"
    r"\b(?:these|our|all|all our) works\b|\bfor (?:free|re-?publication|re-?use|reprint)\b|\btexte? und ton\b|"
    r"\b(?:web)?sites? and (?:all|the) \w+ (?:on|in|of) it\b|\bby(?:-(?:nc|nd|sa)){0,3}\b(?: ?[1-4]\.\d\b\.?)?|"
    r"\bor any later version\b|\bas described (?:at|in|on|here)\b|"
    r"\b(?:von uns|by us) (?:verfassten|geschriebenen|written)\b|\b(?:siehe|vgl) impressum\b|\bhier einsehbar\b"
)
"""What is understood together alone: "this interview" is the text, and "interviews" are some texts of a site."""
POLICIES: Final = re.compile(
    r"\bterms of (?:use|service)\b(?!,? see\b)|\bo licen[cs]\w{1,2}\b|\ban? (?:article|text|story|post|work|page|site|blog)\b|"
    r"\A\s*(?:is|ist|est|es|è) (?:an?|the|eine?|une?|una|free|frei|libre)\b"
)
"""What is understood word by word, and speaks of a text of its own, of some text, or of the licence itself."""


def is_notice(rest: str) -> bool:
    """Whether all words of a clause without its licence's name are those of a notice."""
    if POLICIES.search(rest):
        return False
    text = VERSION.sub(" ", PHRASES.sub(" ", _without_holder(rest)))
    if UNSPACED.search(text):
        text = UNSPACED.sub(lambda run: " " if not JOINED.sub("", run[0]) else run[0], text)
    return all(word in WORDS or all(part in WORDS for part in word.split("-")) for word in WORD.findall(text))


def _without_holder(text: str) -> str:
    """The clause without who holds the copyright and since when: `© 2019-2026 The Example`."""
    sign = SIGN.search(text)
    if sign is None:
        return text
    border = BORDER.search(text, sign.end(), sign.end() + LONGEST_HOLDER)
    end = border.start() if border else min(len(text), sign.end() + LONGEST_HOLDER)
    return f"{text[: sign.start()]} {text[end:]}"
