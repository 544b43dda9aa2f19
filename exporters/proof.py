"""The last check before a page is written: the words read back out of it are the story's (rule 2).

It reads the rendered file as a stranger would and never asks the renderer: a mistake of a template, an escape or a writer
shows here.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final, assert_never

from lxml import etree, html

from exporters.page import Page
from exporters.paths import GOPHER, WEB
from news.body import Leaf, fold, leaves
from news.edition import EditionStory
from wire import marks
from wire.page import read_page

LISTS: Final = {"ul": "li", "ol": "ol"}
HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
CAPTION_PARTS: Final = frozenset({"caption", "credit"})
SHOWN: Final = 60


def check(page: Page, story: EditionStory) -> str | None:
    """None when the page prints headline, standfirst and every line of the text, in order and once; else what differs.

    A web page is compared line by line with the kind of each line; a gopher page, which knows fewer kinds, by its lines' words.
    Captions and credits of images count as lines. Any other file has no text of its own: None.
    """
    room = page.path.split("/", 1)[0]
    if page.story is None or room not in (WEB, GOPHER):
        return None
    printed = story.printed
    wanted = [
        Leaf("headline", fold(story.story.headline)),
        *([Leaf("standfirst", fold(printed.standfirst))] if printed.standfirst else []),
        *(Leaf(leaf.kind, fold(leaf.text)) for leaf in leaves(printed.body)),
    ]
    found = list(_web_lines(page.body) if room == WEB else _gopher_lines(page.body))
    difference = _difference(wanted, found, with_kinds=room == WEB)
    return None if difference is None else f"{page.path} does not print the story as it is: {difference}"


def _difference(wanted: Sequence[Leaf], found: Sequence[Leaf], *, with_kinds: bool) -> str | None:
    ours = [leaf for leaf in found if leaf.text]
    theirs = [leaf for leaf in wanted if leaf.text]
    for number, (want, have) in enumerate(zip_longest(theirs, ours), start=1):
        if want is None:
            return f"line {number} is one too many: “{have.text[:SHOWN]}”"
        if have is None:
            return f"line {number} is missing ({want.kind}): “{want.text[:SHOWN]}”"
        if want.text != have.text:
            return f"line {number} ({want.kind}) should be {_apart(want.text, have.text)}"
        if with_kinds and want.kind != have.kind:
            return f"line {number} should be of kind {want.kind} and is {have.kind}: “{want.text[:SHOWN]}”"
    return None


def _apart(want: str, have: str) -> str:
    """The two texts from a little before where they part."""
    place = next(
        (place for place, (one, other) in enumerate(zip(want, have, strict=False)) if one != other), len(min(want, have))
    )
    start = max(0, place - SHOWN // 3)
    return f"“{want[start : start + SHOWN]}” and is “{have[start : start + SHOWN]}”"


def _web_lines(body: bytes) -> Iterator[Leaf]:
    root = html.fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
    stories = [element for element in root.iter("article") if element.get("id") == "story"]
    inside = [element for story in stories for element in story.iter("h1", "p", "div")]
    yield from (Leaf("headline", _text(element)) for element in inside if element.tag == "h1")
    yield from (Leaf("standfirst", _text(element)) for element in inside if element.get("class") == "standfirst")
    for element in inside:
        if element.get("id") == "story-body":
            yield from _blocks(element, "")


def _blocks(parent: etree._Element, within: str) -> Iterator[Leaf]:
    yield Leaf("words outside any block", fold(parent.text or ""))
    for element in parent:
        yield from _block(element, within)
        yield Leaf("words outside any block", fold(element.tail or ""))


def _block(element: etree._Element, within: str) -> Iterator[Leaf]:
    tag = element.tag
    if tag in {"p", "pre"} or tag in HEADINGS:
        yield Leaf(within + tag, _text(element))
    elif tag in LISTS:
        yield from _list(element, within, 1)
    elif tag == "blockquote":
        yield from _blocks(element, within + "quote ")
    elif tag == "div" and element.get("class") == "wide":
        for cell in element.iter("td", "th"):
            yield Leaf(within + "td", _text(cell))
    elif tag == "figure":
        for part in element.iter("span"):
            if part.get("class") in CAPTION_PARTS:
                yield Leaf(f"{within}{part.get('class')}", _text(part))
    elif tag == "details" and element.get("class") == "fold":
        for inner in element:
            if inner.tag != "summary":
                yield from _block(inner, within)
    else:
        yield Leaf(f"an unknown block ({tag})", _text(element))


def _list(element: etree._Element, within: str, level: int) -> Iterator[Leaf]:
    for item in element:
        yield Leaf(f"{within}{LISTS[str(element.tag)]}{level}", _text(item, but=frozenset(LISTS)))
        for inner in item:
            if inner.tag in LISTS:
                yield from _list(inner, within, level + 1)


def _text(element: etree._Element, but: frozenset[str] = frozenset()) -> str:
    return fold("".join(_pieces(element, but)))


def _pieces(element: etree._Element, but: frozenset[str]) -> Iterator[str]:
    yield element.text or ""
    for inner in element:
        if inner.tag == "br":
            yield " "
        elif inner.tag not in but:
            yield from _pieces(inner, but)
        yield inner.tail or ""


def _gopher_lines(body: bytes) -> Iterator[Leaf]:
    page = read_page(body)
    read = marks.read_body(page.body)
    yield Leaf("headline", fold(marks.unescape_line(page.title)))
    if read.standfirst is not None:
        yield Leaf("standfirst", _run(read.standfirst))
    for block in read.blocks:
        yield from _marked(block)


def _marked(block: marks.Block) -> Iterator[Leaf]:
    match block:
        case marks.Words(run) | marks.Heading(_, run):
            yield Leaf("p", _run(run))
        case marks.Items():
            yield from _marked_items(block)
        case marks.Quoted(blocks):
            for inner in blocks:
                yield from _marked(inner)
        case marks.Pre(text):
            yield Leaf("pre", fold(text))
        case marks.Grid(rows):
            yield from (Leaf("td", _run(cell)) for row in rows for cell in row.cells)
        case marks.Picture(caption, _, credit):
            yield Leaf("caption", _run(caption))
            yield Leaf("credit", fold(credit or ""))
        case _:
            assert_never(block)


def _marked_items(block: marks.Items) -> Iterator[Leaf]:
    for item in block.items:
        yield Leaf("li", _run(item.run))
        for inner in item.lists:
            yield from _marked_items(inner)


def _run(run: marks.Run) -> str:
    return fold("".join(piece for piece in run if isinstance(piece, str)))
