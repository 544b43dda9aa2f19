"""The table of contents that a story prints within its text: a list whose every entry leads to one of the story's headings."""

from collections.abc import Iterator
from typing import Final

from ingest.extract.blocks import Mark, Node, PageBlock, Sign
from ingest.extract.classes import ASIDE, BAD, COMMENT, FOOTER, FORM, HIDDEN
from ingest.extract.judgement import PRINT, SUBHEADS, Judgement
from ingest.extract.span import Span

ENTRIES: Final = 3
"""Entries from which on a list of places on its own page is a table of contents."""
MOST: Final = 0.8
"""The share of an entry's letters that stand in its link, and of the entries that lead to a heading."""
TITLES: Final = frozenset({
    "contents", "tableofcontents", "inthisarticle", "inthisstory", "onthispage", "inhalt", "inhaltsverzeichnis", "índice",
    "indice", "índicedecontenidos", "tabladecontenidos", "contenido", "contenidos", "enesteartículo", "conteúdo",
    "nesteartigo", "sommaire", "tabledesmatières", "danscetarticle", "sommario", "inquestoarticolo", "inhoud", "inhoudsopgave",
    "spistreści", "obsah", "sisällys", "sisällysluettelo", "innehåll", "innehållsförteckning", "indhold", "indholdsfortegnelse",
    "innhold", "innholdsfortegnelse", "tartalom", "tartalomjegyzék", "cuprins", "sadržaj", "kazalo", "sisukord", "turinys",
    "saturs", "içindekiler", "daftarisi", "mụclục", "περιεχόμενα", "содержание", "оглавление", "зміст", "съдържание",
    "садржај", "المحتويات", "محتويات", "جدولالمحتويات", "فهرست", "فهرستمطالب", "תוכןעניינים", "สารบัญ", "विषयसूची", "目录",
    "目錄", "目次", "목차",
})  # fmt: skip
"""The letters of what a table of contents is called, by language."""
_APART: Final = ASIDE | BAD | COMMENT | FOOTER | FORM | HIDDEN
_STEERING: Final = frozenset({"navigation", "menu", "menubar", "tablist", "toolbar"})
"""Roles of what steers a page (WAI-ARIA 1.2); a `nav` has the first of them. A class name like `toc` says nothing against a
list: it is what most tables of contents are called."""


def table_of_contents(span: Span) -> dict[int, Judgement]:
    """The judgement on each block of such a list and on the title above it; empty where the page has none.

    It is printed whole or not at all: its entries repeat the headings, so that one by one they would be told from copies.
    """
    places: frozenset[str] | None = None
    found: dict[int, Judgement] = {}
    for node in span.page.nodes:
        if node.tag not in ("ul", "ol") or node.last - node.first < ENTRIES or node.first in found:
            continue
        if not _is_in_text(span, node):
            continue
        targets = [place_led_to(block) for block in span.page.blocks[node.first : node.last]]
        if not all(targets):
            continue
        places = frozenset(_places(span)) if places is None else places
        if sum(target in places for target in targets) >= MOST * len(targets):
            box = _box(span, node)
            found |= dict.fromkeys(range(box.first, box.last), Judgement("list", PRINT, "table of contents of the text"))
    return found


def _is_in_text(span: Span, node: Node) -> bool:
    """Whether the element stands in the story's, below its headline, and nothing around it says that it is no text."""
    if not span.container.holds(node.first) or node.last > span.container.last or node.first <= span.head:
        return False
    for above in node.up():
        if above is span.container:
            return True
        if above.relative & above.flags & _APART or above.tag == "nav" or above.element.get("role") in _STEERING:
            return False
    return True


def place_led_to(block: PageBlock) -> str:
    """The place on the page that nearly the whole block is a link to; empty where it is none."""
    target, linked, inside = "", 0, 0
    for token in block.tokens:
        if isinstance(token, str):
            linked += len("".join(token.split())) if inside else 0
        elif isinstance(token, Mark):
            place = token.element.get("href", "") if token.kind == "a" else ""
            if inside or (len(place) > 1 and place.startswith("#")):
                target = target or place[1:]
                inside += 1
        elif token is Sign.CLOSE and inside:
            inside -= 1
    return target if linked >= MOST * len(block.squeezed) else ""


def _places(span: Span) -> Iterator[str]:
    """The names of the places at which the story's headings stand: their own, of what is in them, of the sections they begin."""
    for block in span.page.blocks[span.container.first : span.container.last]:
        node = block.node
        if node.tag not in SUBHEADS:
            continue
        for element in node.element.iter():
            yield from (name for name in (element.get("id"), element.get("name")) if name)
        parent = node.parent
        if parent is not None and parent is not span.container and parent.first == block.index and parent.element.get("id"):
            yield parent.element.get("id") or ""


def _box(span: Span, whole: Node) -> Node:
    """The element around the list that holds nothing else but its title."""
    box = whole
    for above in whole.up():
        if above is span.container or above.last != whole.last or above.first < whole.first - 1:
            break
        if above.first == whole.first - 1 and span.page.blocks[above.first].prose:
            break
        box = above
    return box
