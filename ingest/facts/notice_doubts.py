"""Whether a wording that names a licence says that the text has it: all must be understood, nothing may take it back."""

import re
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from ingest.extract.article import Wording
from ingest.facts import notice_words_elsewhere as elsewhere
from ingest.facts.licence_names import ADDRESS, NAMED
from ingest.facts.licence_words import LONGEST, TAKEN_BACK, clauses_of, licences_in, of_the_text, plain_of, speaks_of_things
from ingest.facts.notice_grammar import is_notice
from ingest.facts.notice_words import AGAINST, AT_TIMES, CONSENT, SITES_OWN, TEXTS

NOT_UNDERSTOOD: Final = "not about the text: not all of the words beside the licence are understood"
OWN: Final = " \ue000 "
"""What stands for an own name while a wording is read."""
OWN_ADDRESS: Final = re.compile(rf"https?://(?:www\.)? *{OWN.strip()}")
_BY: Final = r"(?:by|of|von|par|por|di|de|door|van|od|от|від|av|af)"
_IS: Final = r"(?:is|ist|steht|est|está|è|jest|är|er)"
BY_WHOM: Final = re.compile(rf"{OWN.strip()} +{_BY} (?:[^\W\d_]+ ){{1,4}}(?={_IS} )")
"""`example.org by Jane Doe is licensed …`, as the sentence has it that the licences' own page offers for a site."""
TITLED: Final = re.compile(rf"\A[^,;:|]{{0,100}}? {_BY} [^,;:|]{{2,60}}? (?={_IS} )")
"""The same of a title: `The Quay by Jane Doe is licensed …`."""
SHORTEST_NAME: Final = 4
"""Letters of a name that is known again among other words."""
LONGEST_NAME: Final = 80
SHORTEST_TITLE: Final = 3
"""Words of a headline that is known again in a notice: shorter ones may be the name of anything."""
Names = tuple[str, ...]


BACK: Final = re.compile(
    r"\A\s*(?:(?:this|that|the) licen[cs]e|it|(?:this|that|which) (?:applies|concerns|covers|holds|refers|goes|is|includes)|"
    r"applies|"
    r"covers|concerns|"
    r"(?:dies|das|es) (?:gilt|betrifft|ist)|(?:diese|die) lizenz|gilt|betrifft|cela|ceci|elle|(?:cette|la) licence|s'applique|"
    r"esto|"
    r"(?:esta|la) licencia|se aplica|(?:questa|la) licenza|si applica|isto|(?:esta|a) licença|aplica-se|dit|(?:deze|de) licentie|"
    r"это|(?:эта )?лицензия|она|относится)\b"
)
"""How a clause goes on to say what a licence just named is for."""


def own_names(wordings: Sequence[Wording], publisher: str | None, page_url: str, headline: str | None) -> Names:
    """Under which names a page speaks of its own: its publisher's, its site's and its authors', and its host's."""
    names = [said.text for said in wordings if said.kind in ("publisher", "author") and len(said.text) <= LONGEST_NAME]
    hosts = map(_host, (page_url, *(said.url for said in wordings if said.kind == "canonical" and said.url)))
    title = headline if headline and len(headline.split()) >= SHORTEST_TITLE else None
    return tuple(dict.fromkeys(filter(None, (publisher, title, *hosts, *names))))


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def doubt_about(wording: str, own: Iterable[str] = (), *, is_marked: bool = False) -> str:
    """Why a wording that names a licence, or stands beside a licence's address, does not say that the text has it; empty where
    it does. `own`: the names of those who may speak of themselves there: publisher, site and authors. `is_marked`: the page says
    that the link in the words leads to the licence of its main content, so that a title in it is taken for its own.

    All that is said of the licence must be understood. What is said before or after may not take it back, and may not leave
    open whether pictures are spoken of.
    """
    plain = plain_of(wording[:LONGEST])
    if "?" in plain:
        return TAKEN_BACK
    for name in sorted({plain_of(name) for name in own}, key=len, reverse=True):
        if len(name) >= SHORTEST_NAME and not (licences_in(name)[0] or speaks_of_things(name)):
            plain = plain.replace(name, OWN)
    plain = BY_WHOM.sub(" ", OWN_ADDRESS.sub(OWN, plain))
    is_named, last = False, ""
    for clause in clauses_of(plain):
        text = of_the_text(clause)
        found, rest = licences_in(text)
        if found and not speaks_of_things(rest):
            is_named = True
            if not is_notice(TITLED.sub("", rest) if is_marked else rest):
                return NOT_UNDERSTOOD
            if speaks_of_things(last) and not (TEXTS.search(last) or SITES_OWN.search(rest)):
                return TAKEN_BACK
        elif not found and (_takes_back(text) or (is_named and BACK.search(text) and not is_notice(text))):
            return TAKEN_BACK
        last = clause
    return "" if is_named or is_notice(NAMED.sub(" ", ADDRESS.sub(" ", plain))) else NOT_UNDERSTOOD


def _takes_back(text: str) -> bool:
    """Whether a clause that names no licence limits the one beside it: by its words, by years, by a consent to be asked for."""
    limits = (AGAINST, elsewhere.AGAINST, AT_TIMES, CONSENT)
    return any(pattern.search(text) is not None for pattern in limits) and not speaks_of_things(text)
