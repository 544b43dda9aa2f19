"""Whether the page that came is the one an entry means. Pure.

Servers answer with status 200 and a page of their own where a story is gone, moved or kept for readers with an account. What it
says was written by the publisher too, so nothing but the entry can tell that it is not the story.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from ingest.extract.article import Article
from news.body import leaves, plain

LEAST: Final = 0.2
"""The share of a headline's words below which a page does not bear it out. Of 258 news pages of 35 countries none has less in
headline and text together, and all but four have more in the text alone."""
FEWEST: Final = 2
"""Words of a headline below which it is no measure."""
STEM: Final = 6
"""Letters of a word that count, so that `harbour's` is found in `harbours`."""
LONG: Final = 4
"""Letters from which on a word says something of a story; a number always does."""
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts that part no words, or in which a word's ending hides it: pairs of letters stand for words."""
_WORD: Final = re.compile(r"[^\W_]+")
_FRONT: Final = re.compile(r"/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:(?:index|default|home)\.\w{3,5})?", re.IGNORECASE)
"""The path of a site's front page, or of that in one language."""


def not_meant(title: str | None, link: str | None, final_url: str, article: Article) -> str | None:
    """Why the page that came is not the one that the entry means, in words; None where nothing says so.

    `title` and `link` are the entry's own; `final_url` is where redirects led.
    """
    if link and _is_front(final_url) and not _is_front(link):
        return "its address leads to the front page of the site"
    wanted = _words((title or "").casefold())
    if len(wanted) < FEWEST:
        return None
    told: set[str] = set()
    for text in map(str.casefold, _texts(article)):  # the headline alone bears out nearly every page
        if any(word in text for word in wanted):  # on other pages next to no text holds one, and to take it apart takes long
            told |= wanted & _words(text)
        if len(told) >= LEAST * len(wanted):
            return None
    return f"its page holds next to nothing of the headline that the feed gives: {title}"


def _texts(article: Article) -> Iterator[str]:
    """What a page says, piece by piece, the shortest first."""
    yield article.headline or ""
    yield plain(article.standfirst)
    yield from (leaf.text for leaf in leaves(article.blocks))


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and not parts.fragment.startswith(("!", "/")) and _FRONT.fullmatch(parts.path) is not None


def _words(text: str) -> frozenset[str]:
    """What tells the subject of a text without capitals: its longer words up to STEM letters, its numbers, and pairs of letters
    of scripts that part no words."""
    found: set[str] = set()
    for word in _WORD.findall(text):
        if _UNSPACED.search(word):
            found.update(word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) >= LONG or word.isdecimal():
            found.add(word[:STEM])
    return frozenset(found)
