"""Changes of printed text: the same story with one thing about its text not as the publisher wrote it.

`news.alteration.compare` holds the changed print against what was read; `ingest.extract.verify` holds it against the page. The
claim needs both: where either objects, nothing is called unaltered.
"""

import gzip
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import html

from ingest.extract.article import Article, NoArticle
from ingest.extract.html import extract_html
from ingest.extract.tree import parse_page
from ingest.extract.verify import first_difference, page_words
from news.alteration import Level, compare
from news.body import Leaf, leaves
from tests.gate import pages
from tests.mutations.outcome import Counts, count

Lines = list[Leaf]
Change = Callable[[Lines, random.Random], Lines | None]
"""Gives the lines with one change, None where the text offers no place for it."""
TIMES: Final = 3
"""How often each change is tried on a text, at different places."""
ADDED: Final = "Nobody at the paper ever wrote these words."
QUOTES: Final = str.maketrans(
    {'"': "'", "“": '"', "”": '"', "„": '"', "«": "“", "»": "”", "’": "'", "‘": "'", "「": "『", "」": "』"}
)


def _one(lines: Lines, chance: random.Random, change: Callable[[str], str], fits: Callable[[Leaf], bool]) -> Lines | None:
    places = [place for place, leaf in enumerate(lines) if fits(leaf)]
    if not places:
        return None
    at = chance.choice(places)
    return [*lines[:at], Leaf(lines[at].kind, change(lines[at].text)), *lines[at + 1 :]]


def _worded(least: int) -> Callable[[Leaf], bool]:
    return lambda leaf: len(leaf.text.split()) >= least


def _at_words(change: Callable[[list[str], int], list[str]], least: int = 4) -> Change:
    """A change at some word that is neither the first nor the last."""

    def made(lines: Lines, chance: random.Random) -> Lines | None:
        def changed(text: str) -> str:
            words = text.split()
            return " ".join(change(words, chance.randrange(1, len(words) - 1)))

        return _one(lines, chance, changed, _worded(least))

    return made


def _letter_changed(lines: Lines, chance: random.Random) -> Lines | None:
    def changed(text: str) -> str:
        at = chance.choice([place for place, sign in enumerate(text) if sign.isalpha()])
        return text[:at] + ("q" if text[at] != "q" else "k") + text[at + 1 :]

    return _one(lines, chance, changed, lambda leaf: sum(map(str.isalpha, leaf.text)) > 3)


def _digit_changed(lines: Lines, chance: random.Random) -> Lines | None:
    def changed(text: str) -> str:
        at = chance.choice([found.start() for found in re.finditer(r"[0-9]", text)])
        return text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]

    return _one(lines, chance, changed, lambda leaf: bool(re.search(r"[0-9]", leaf.text)))


def _quotes_changed(lines: Lines, chance: random.Random) -> Lines | None:
    return _one(lines, chance, lambda text: text.translate(QUOTES), lambda leaf: leaf.text != leaf.text.translate(QUOTES))


def _sentence_inserted(lines: Lines, chance: random.Random) -> Lines | None:
    return _one(lines, chance, lambda text: f"{text} {ADDED}", lambda leaf: leaf.kind == "p")


def _sentence_dropped(lines: Lines, chance: random.Random) -> Lines | None:
    mark = re.compile(r"(?<=[.!?。！？؟।])\s*(?=\S)")

    def changed(text: str) -> str:
        parts = [part for part in mark.split(text) if part]
        parts.pop(chance.randrange(len(parts)))
        return " ".join(parts)

    return _one(lines, chance, changed, lambda leaf: len([part for part in mark.split(leaf.text) if part]) > 1)


def _paragraph_inserted(lines: Lines, chance: random.Random) -> Lines | None:
    at = chance.randrange(len(lines) + 1)
    return [*lines[:at], Leaf("p", ADDED), *lines[at:]]


def _dropped(fits: Callable[[Leaf], bool]) -> Change:
    """One line of a kind dropped, unless it is all there is."""

    def made(lines: Lines, chance: random.Random) -> Lines | None:
        places = [place for place, leaf in enumerate(lines) if fits(leaf)]
        if not places or len(lines) < 2:
            return None
        at = chance.choice(places)
        return [*lines[:at], *lines[at + 1 :]]

    return made


def is_item(leaf: Leaf) -> bool:
    """Whether the line is a list's item."""
    return leaf.kind.split()[-1].startswith(("li", "ol"))


def _list_dropped(lines: Lines, chance: random.Random) -> Lines | None:
    del chance
    first = next((place for place, leaf in enumerate(lines) if is_item(leaf)), None)
    if first is None:
        return None
    last = next((place for place in range(first, len(lines)) if not is_item(lines[place])), len(lines))
    return [*lines[:first], *lines[last:]] or None


def _last_dropped(lines: Lines, chance: random.Random) -> Lines | None:
    del chance
    return lines[:-1] or None


def _end_dropped(lines: Lines, chance: random.Random) -> Lines | None:
    """The last two fifths of the lines."""
    del chance
    return lines[: -max(1, len(lines) * 2 // 5)] or None


def _moved(lines: Lines, chance: random.Random) -> Lines | None:
    if len(lines) < 2:
        return None
    at = chance.randrange(len(lines) - 1)
    return [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]


def _doubled(lines: Lines, chance: random.Random) -> Lines | None:
    at = chance.randrange(len(lines))
    return [*lines[: at + 1], *lines[at:]]


def _run_together(lines: Lines, chance: random.Random) -> Lines | None:
    """Two blocks joined with no space between them."""
    return _joining(lines, chance, "")


def _joined(lines: Lines, chance: random.Random) -> Lines | None:
    return _joining(lines, chance, " ")


def _joining(lines: Lines, chance: random.Random, between: str) -> Lines | None:
    if len(lines) < 2:
        return None
    at = chance.randrange(len(lines) - 1)
    return [*lines[:at], Leaf("p", lines[at].text + between + lines[at + 1].text), *lines[at + 2 :]]


def _rewrapped(lines: Lines, chance: random.Random) -> Lines | None:
    """The same words in lines of another length."""
    words = [word for leaf in lines for word in leaf.text.split()]
    width = chance.randrange(3, 12)
    return [Leaf("p", " ".join(words[place : place + width])) for place in range(0, len(words), width)]


def _space_changed(lines: Lines, chance: random.Random) -> Lines | None:
    return _one(lines, chance, lambda text: text.replace(" ", "\n  "), _worded(2))


def _made_plain(lines: Lines, chance: random.Random) -> Lines | None:
    """A heading, an item or a quotation printed as a paragraph."""
    places = [place for place, leaf in enumerate(lines) if leaf.kind not in ("p", "pre")]
    if not places:
        return None
    at = chance.choice(places)
    return [*lines[:at], Leaf("p", lines[at].text), *lines[at + 1 :]]


ADDING: Final[dict[str, Change]] = {
    "words swapped": _at_words(lambda words, at: [*words[: at - 1], words[at], words[at - 1], *words[at + 1 :]]),
    "a word changed": _at_words(lambda words, at: [*words[:at], f"{words[at]}x", *words[at + 1 :]]),
    "a word dropped": _at_words(lambda words, at: [*words[:at], *words[at + 1 :]]),
    "a word added": _at_words(lambda words, at: [*words[:at], "never", *words[at:]]),
    "a space lost": _at_words(lambda words, at: [*words[: at - 1], words[at - 1] + words[at], *words[at + 1 :]]),
    "a letter changed": _letter_changed,
    "a digit changed": _digit_changed,
    "quote marks changed": _quotes_changed,
    "a sentence inserted": _sentence_inserted,
    "a paragraph inserted": _paragraph_inserted,
    "lines run together": _run_together,
}
"""Changes that make words which are not on the page: the comparison with the page alone has to find them."""
TAKING: Final[dict[str, Change]] = {
    "a sentence dropped": _sentence_dropped,
    "a paragraph dropped": _dropped(lambda leaf: leaf.kind.endswith("p")),
    "a list dropped": _list_dropped,
    "a list item dropped": _dropped(is_item),
    "a heading dropped": _dropped(lambda leaf: leaf.kind[0] == "h"),
    "a cell dropped": _dropped(lambda leaf: leaf.kind.endswith("td")),
    "the last block dropped": _last_dropped,
    "the last 40 % dropped": _end_dropped,
    "a line doubled": _doubled,
    "lines in another order": _moved,
}
"""Changes that may leave only words of the page: what was read has to be compared as well."""
HARMLESS: Final[dict[str, Change]] = {
    "blocks joined": _joined,
    "lines re-wrapped": _rewrapped,
    "white space changed": _space_changed,
    "a kind made plain": _made_plain,
}
"""Changes of layout: the words and their order stay. (A line that runs over a box left out stands nowhere on the page.)"""


def words_in(lines: Sequence[Leaf]) -> list[str]:
    """All words in order."""
    return [word for leaf in lines for word in leaf.text.split()]


def text_of(article: Article) -> Lines:
    """The lines that are text."""
    return [leaf for leaf in leaves(article.blocks) if pages.is_text(leaf)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """A page as it was fetched; `charset` is what HTTP said."""

    name: str
    body: bytes
    url: str
    charset: str | None = None

    def words(self) -> str:
        """The page's own words, read anew."""
        tree = parse_page(self.body, self.charset)
        return page_words(html.fromstring("<p></p>") if isinstance(tree, NoArticle) else tree.root)


def captures_of(cases: Sequence[str]) -> Iterator[Capture]:
    """The pages of our own cases."""
    for name in cases:
        expected = pages.expectation(name)
        body = (pages.PAGES / f"{name}.html").read_bytes()
        yield Capture(name=name, body=body, url=expected["url"], charset=expected.get("charset"))


def captures_in(folder: Path) -> Iterator[Capture]:
    """Every page in a folder, and in those below it: `.html`, `.htm`, or either with `.gz`."""
    for path in sorted(folder.rglob("*.htm*")):
        if path.is_file():
            body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            yield Capture(name=path.relative_to(folder).as_posix(), body=body, url="https://page.example/")


def run(captures: Iterable[Capture]) -> Counts:
    """Every change on every page. Noticed: not called unaltered, or for a harmless one LAYOUT, neither better nor worse."""
    counts: Counts = {}
    for capture in captures:
        article = extract_html(capture.body, url=capture.url, charset=capture.charset)
        lines = text_of(article) if isinstance(article, Article) else []
        if not isinstance(article, Article) or article.alteration.level is Level.UNVERIFIABLE or not lines:
            continue
        page = capture.words()
        for kind, change in (ADDING | TAKING | HARMLESS).items():
            for seed in range(TIMES):
                changed = change(lines, random.Random(f"{capture.name} {kind} {seed}"))
                if changed is not None and changed != lines:
                    _judge(counts, kind, capture.name, lines, changed, page)
    return counts


def _judge(counts: Counts, kind: str, name: str, lines: Lines, changed: Lines, page: str) -> None:
    level = compare(lines, changed)
    stands = first_difference([leaf.text for leaf in changed], page) is None
    words = f"{name}: {level}, {'stands' if stands else 'does not stand'} in the page"
    if kind in HARMLESS:
        count(counts, kind, level is Level.LAYOUT, words)
        return
    if words_in(changed) == words_in(lines):
        return
    caught = level not in (Level.VERBATIM, Level.LAYOUT)
    count(counts, kind, caught and not (stands and kind in ADDING), words)
