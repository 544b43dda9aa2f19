"""What a date beside a story is of: its publication, a change or something else, by the names and the words around it."""

import re
from itertools import islice
from typing import Final

from lxml import html

from ingest.extract.blocks import PageBlock
from ingest.extract.span import Span
from ingest.facts.date_labels import EARLIER, OF_EVENT, OF_PICTURE, PUBLISHED, STILL_TO_COME, UPDATED
from news.body import fold

_CHANGED = re.compile(r"updat|modif|revis|edited|aktualis|geaendert|actualiz|aggiornat|guncelle", re.IGNORECASE)
"""In names of elements and attributes."""
_FIRST = re.compile(
    r"\b(?:date)?published\b|\b(?:entry|post|article)[-_]{1,2}(?:meta[-_]{1,2})?date\b|\bpublish(?:ed)?[-_]?date\b", re.IGNORECASE
)
_OF_ELSE = re.compile(
    r"(?<!pr)event|termin(?!a)|deadline|expir|valid|birth|current|(?<![a-z])today|heute|(?:\A|[\s.])(?:clock|calend)|archiv|"
    r"access(?!i)|schedul|photo|dtstart|dtend|(?:start|end)[-_]?(?:date|time)|(?:date|time)[-_]?(?:start|end)(?![a-z])",
    re.IGNORECASE,
)
"""Names that say that a date is of something that takes place, of the moment of reading, of a picture or of a list."""
FRAMES: Final = 2
"""Elements around a `time` whose names are read."""
LONGEST_LABEL: Final = 40
"""Characters of a line that says what the line below it states."""
LONGEST_WORDS: Final = 80
"""Characters of an element's words among which a label is looked for."""
LABEL_TAGS: Final = ("span", "b", "strong", "em", "i")
_CELLS: Final = ("dd", "td")
"""Elements whose label stands in the one before them."""
_LABELS_ELSE = re.compile(
    rf"{EARLIER.pattern}|{OF_PICTURE.pattern}|{STILL_TO_COME.pattern}|(?:{OF_EVENT.pattern}|"
    r"\b(?:when|wann|quand|cuándo|quando|wanneer|kiedy|когда|коли|expir(?:es|ed)|ends?|ended|closes|born|died|geboren|gestorben|"
    r"reviewed|fact[- ]?checked|accessed|retrieved|geprüft|abgerufen|joined|member since)\b)"
    r"[\s:：]*(?:(?:on|am|le|el|il|the|op|den)\s)?\Z",
    re.IGNORECASE,
)
"""Words in front of a date that say so."""


def is_of_else(element: html.HtmlElement, text: str) -> bool:
    """Whether an element dates something else than the story, by its names or a label in front of it: what takes place, a
    picture, a review of the text, its first publication elsewhere. Names that speak of publication outweigh all that."""
    if _is_first(element):
        return False
    return _OF_ELSE.search(_names(element, text)) is not None or _LABELS_ELSE.search(_said_before(element)) is not None


def is_of_change(element: html.HtmlElement, text: str) -> bool:
    """Whether an element dates a change: so say its words or those in front of it, its own names, or its frames that hold nothing
    else. Names of its own that speak of publication outweigh all other names: hAtom 0.1 demands `updated` of every entry.
    """
    words = f"{_said_before(element)} {text[:LONGEST_WORDS]}"
    if UPDATED.search(words) or _CHANGED.search(words):
        return True
    return not _is_first(element) and _CHANGED.search(_names(element, text)) is not None


def _is_first(element: html.HtmlElement) -> bool:
    """Whether an element is named for the publication."""
    return element.get("pubdate") is not None or _FIRST.search(_own_names(element)) is not None


def _own_names(element: html.HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('itemprop') or ''}"


def _names(element: html.HtmlElement, text: str) -> str:
    """The names of an element, and of its frames that hold nothing else."""
    names = _own_names(element)
    for frame in islice(element.iterancestors("span", "div", "p", "li"), FRAMES):
        if fold(frame.text_content()) != text:
            break
        names += f" {frame.get('class') or ''}"
    return names


def _said_before(element: html.HtmlElement) -> str:
    """The words right in front of an element in a line of its own."""
    around = element.getparent()
    return "" if around is None or around.tag in ("body", "article", "main") else _words_before(element, around)


def _words_before(element: html.HtmlElement, around: html.HtmlElement) -> str:
    """The words right in front of an element: the text there, and a label in an element of its own."""
    before = element.getprevious()
    if before is None and around.tag in _CELLS and not fold(around.text or ""):
        label = around.getprevious()
        return "" if label is None else fold(label.text_content())[-LONGEST_LABEL:]
    if before is None:
        return fold(around.text or "")[-60:]
    tail = fold(before.tail or "")
    label = fold(before.text_content()) if before.tag in LABEL_TAGS else ""
    is_label = len(label) <= LONGEST_LABEL and not any(map(str.isdigit, label)) and not any(map(str.isalpha, tail))
    return f"{label if is_label else ''} {tail[-60:]}"


def kind_of_line(span: Span, block: PageBlock) -> str | None:
    """What a line dates, by its words, its names, and a label in the line above it; None for something else than the story."""
    above = span.page.blocks[block.index - 1].text if block.index else ""
    is_label = len(above) <= LONGEST_LABEL and not any(map(str.isdigit, above)) and above.endswith((":", "："))
    said = f"{above if is_label else ''} {block.text}"
    if UPDATED.search(said) or _CHANGED.search(said) or _CHANGED.search(block.node.label):
        return "updated"
    return "published" if PUBLISHED.search(said) or not _OF_ELSE.search(block.node.label) else None
