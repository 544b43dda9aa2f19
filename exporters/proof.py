"""The last check before a page is written: words and links read back out of it are the story's (rule 2).

It reads the rendered file as a stranger would and never asks the renderer: a mistake of a template, an escape or a writer
shows here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import Final, assert_never

from lxml import etree, html

from exporters.page import Page
from exporters.paths import GOPHER, WEB
from news.body import Block, Figure, Leaf, Paragraph, fold, inline_runs, leaves, links, plain
from news.edition import EditionStory
from wire import marks
from wire.marks_reader import read_body
from wire.page import read_page
from wire.urls import safe_link

LISTS: Final = {"ul": "li", "ol": "ol"}
HEADINGS: Final = frozenset({"h2", "h3", "h4", "h5", "h6"})
CAPTION_PARTS: Final = frozenset({"caption", "credit"})
SHOWN: Final = 60
LINE_END: Final = "\N{RETURN SYMBOL}"
"""How a line end is shown in what is said of a page, which is one line."""


def check(page: Page, story: EditionStory) -> str | None:
    """None when the page prints headline, standfirst and every line of the text, in order and once, and leads where the text's
    links lead and to its images; else what differs.

    A web page is compared line by line with the kind of each line; a gopher page, which knows fewer kinds, by its lines' words.
    In preformatted text line ends count too. Captions and credits of images count as lines. Any other file has no text of its
    own: None.
    """
    room = page.path.split("/", 1)[0]
    if page.story is None or room not in (WEB, GOPHER):
        return None
    printed = story.printed
    body = printed.body if room == WEB else _with_numbers(printed.body)
    wanted = [
        Leaf("headline", fold(story.story.headline)),
        Leaf("standfirst", fold(plain(printed.standfirst))),
        *(Leaf(leaf.kind, _set(leaf.text) if leaf.kind.endswith("pre") else fold(leaf.text)) for leaf in leaves(printed.body)),
        *(Leaf("link", url) for url in _addresses([Paragraph(printed.standfirst), *body])),
    ]
    if room == WEB:
        wanted += [Leaf("image", url) for one in printed.body if isinstance(one, Figure) and (url := safe_link(one.url))]
    found = list(_web_lines(page.body) if room == WEB else _gopher_lines(page.body))
    difference = _difference(wanted, found, with_kinds=room == WEB)
    if difference is None:
        return None
    return f"{page.path} does not print the story as it is: {difference.replace(chr(10), LINE_END)}"


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


def _with_numbers(body: Sequence[Block]) -> Sequence[Block]:
    """The blocks with the links that a gopher page can number: not those of a caption whose picture has no address to print."""
    return [replace(one, caption=()) if isinstance(one, Figure) and safe_link(one.url) is None else one for one in body]


def _addresses(body: Sequence[Block]) -> Iterator[str]:
    """Where the text's links lead, in order: those that have words, to addresses that may be printed."""
    for link in (link for run in inline_runs(body) for link in links(run)):
        if plain(link.children).strip() and (url := safe_link(link.url)) is not None:
            yield url


def _set(text: str) -> str:
    """Preformatted text with its line ends, white space within lines folded."""
    return "\n".join(map(fold, text.split("\n"))).strip("\n")


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
    above = [element for element in inside if element.get("class") == "standfirst"]
    below = [element for element in inside if element.get("id") == "story-body"]
    yield from (Leaf("standfirst", _text(element)) for element in above)
    for element in below:
        yield from _blocks(element, "")
    images = []
    for link in (link for element in (*above, *below) for link in element.iter("a")):
        if link.get("class") == "image":
            images.append(Leaf("image", link.get("href", "")))
        else:
            yield Leaf("link", link.get("href", ""))
    yield from images


def _blocks(parent: etree._Element, within: str) -> Iterator[Leaf]:
    yield Leaf("words outside any block", fold(parent.text or ""))
    for element in parent:
        yield from _block(element, within)
        yield Leaf("words outside any block", fold(element.tail or ""))


def _block(element: etree._Element, within: str) -> Iterator[Leaf]:
    tag = element.tag
    if tag == "pre":
        yield Leaf(within + tag, _set("".join(_pieces(element, frozenset()))))
    elif tag == "p" or tag in HEADINGS:
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
    read = read_body(page.body)
    yield Leaf("headline", fold(marks.unescape_line(page.title)))
    if read.standfirst is not None:
        yield Leaf("standfirst", _run(read.standfirst))
    for block in read.blocks:
        yield from _marked(block)
    text = [marks.Words(read.standfirst or ()), *read.blocks]
    yield from (Leaf("link", page.url(number) or "") for block in text for number in _numbers(block))


def _marked(block: marks.Block) -> Iterator[Leaf]:
    match block:
        case marks.Words(run) | marks.Heading(_, run):
            yield Leaf("p", _run(run))
        case marks.Items():
            yield from _marked_items(block)
        case marks.Quoted(blocks):
            for inner in blocks:
                yield from _marked(inner)
        case marks.Pre(text, _):
            yield Leaf("pre", _set(text))
        case marks.Grid(rows):
            yield from (Leaf("td", _run(cell)) for row in rows for cell in row.cells)
        case marks.Picture(caption, _, credit):
            yield Leaf("caption", _run(caption))
            yield Leaf("credit", _run(credit))
        case _:
            assert_never(block)


def _marked_items(block: marks.Items) -> Iterator[Leaf]:
    for item in block.items:
        yield Leaf("li", _run(item.run))
        for inner in item.lists:
            yield from _marked_items(inner)


def _numbers(block: marks.Block) -> Iterator[int]:
    """The numbers of the references that a block's words lead to, in order; a picture's own is none of them."""
    match block:
        case marks.Words(run) | marks.Heading(_, run):
            yield from _led_to(run)
        case marks.Picture(caption, _, credit):
            yield from _led_to((*caption, *credit))
        case marks.Items(items):
            for item in items:
                yield from _led_to(item.run)
                for inner in item.lists:
                    yield from _numbers(inner)
        case marks.Quoted(blocks):
            for quoted in blocks:
                yield from _numbers(quoted)
        case marks.Pre(_, links):
            for run in links:
                yield from _led_to(run)
        case marks.Grid(rows):
            for row in rows:
                for cell in row.cells:
                    yield from _led_to(cell)
        case _:
            assert_never(block)


def _led_to(run: marks.Run) -> Iterator[int]:
    return (piece for piece in run if isinstance(piece, int))


def _run(run: marks.Run) -> str:
    return fold("".join(piece for piece in run if isinstance(piece, str)))
