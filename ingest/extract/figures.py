"""The images of a story, each with its address, caption, credit and own rights notice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import html

from ingest.extract.blocks import Mark, Medium, Node, PageBlock, PageText, Sign, Token
from ingest.extract.classes import AGAINST, CAPTION, CREDIT
from ingest.extract.inline import inline_of
from ingest.extract.links import web_address
from ingest.extract.notices import rights_sentences
from ingest.extract.span import Span
from news.body import Figure, fold, plain

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "data-img-src", "src")
_LAZY_SET = ("data-srcset", "data-lazy-srcset", "srcset")
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)")
_PLACEHOLDER = re.compile(r"placeholder|spacer|blank\.|transparent|1x1|pixel|grey\.|loading|lazy[-_]", re.IGNORECASE)
NEAR, FAR = 4, 9
"""How many elements up what a class calls a caption may stand around an image, and a `figure`."""
MAX_CAPTIONS = 6
_SPACE_ONLY = ("p", "a", "div", "figure", "picture", "section", "center")


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure, the index of the block before which it stands, and the blocks that its caption was made of."""

    at: int
    figure: Figure
    captions: tuple[int, ...]


def figures(span: Span, base: str) -> Iterator[Placed]:
    """The story's images in order: those inside the span, and one that stands in a figure between headline and text."""
    seen: set[str] = set()
    told: set[int] = set()
    for medium in span.page.media:
        if medium.kind != "image" or not _belongs(span, medium):
            continue
        url = image_address(medium.element, base)
        if url is None:
            continue
        frame = _frame(span, medium.node)
        placed = _placed(span.page, medium, frame, url, base)
        if url in seen and (not placed.captions or not told.isdisjoint(placed.captions)):
            continue
        seen.add(url)
        told.update(placed.captions)
        yield placed


def image_address(image: html.HtmlElement, base: str) -> str | None:
    """The absolute address of an image: of a lazily loaded one the real one, else its widest candidate, else `src`."""
    picture = next(image.iterancestors("picture"), None)
    sources = [image, *(picture.iter("source") if picture is not None else ())]
    plain_address = next(
        (
            url
            for name in _LAZY
            if (stated := image.get(name)) and not _PLACEHOLDER.search(stated) and (url := web_address(base, stated))
        ),
        None,
    )
    if plain_address is not None:
        return plain_address
    for source in sources:
        for name in _LAZY_SET:
            found = [(float(width or 1), url) for url, width in _CANDIDATE.findall(source.get(name) or "") if _is_number(width)]
            for _, candidate in sorted(found, key=lambda pair: -pair[0]):
                if (url := web_address(base, candidate)) is not None:
                    return url
    return None


def _is_number(width: str) -> bool:
    return width.count(".") <= 1 and width != "."


def _belongs(span: Span, medium: Medium) -> bool:
    if medium.node.relative & AGAINST or medium.small:
        return False
    framed = _frame(span, medium.node) is not None
    if span.first <= medium.at <= span.last:
        return framed or _alone(medium.node)
    return framed and (span.head < medium.at <= span.first or span.container.holds(medium.at))


def _alone(node: Node) -> bool:
    """Whether the element that holds the image holds no text and is a plain one."""
    return node.first == node.last and node.tag in _SPACE_ONLY


def _frame(span: Span, node: Node) -> Node | None:
    """The `figure` around the image, or the nearest element of a caption class; None where there is neither."""
    for level, above in enumerate(node.up()):
        if above is span.container or level > FAR:
            return None
        if above.tag == "figure" or (level <= NEAR and above.flags & CAPTION and above.tag not in ("figcaption", "td")):
            return above
    return None


def _caption_blocks(page: PageText, frame: Node) -> list[PageBlock]:
    """The blocks in the frame; where it holds none, those of a caption that follows it."""
    found = page.blocks[frame.first : frame.last]
    if found or frame.parent is None:
        return found if len(found) <= MAX_CAPTIONS else []
    beside = frame.parent.children
    after = beside[beside.index(frame) + 1 : beside.index(frame) + 2]
    return page.blocks[after[0].first : after[0].last][:MAX_CAPTIONS] if after and after[0].flags & CAPTION else []


def _placed(page: PageText, medium: Medium, frame: Node | None, url: str, base: str) -> Placed:
    blocks = _caption_blocks(page, frame) if frame is not None else []
    captions = [block for block in blocks if any(node.flags & CAPTION for node in block.node.up() if node is not frame)] or blocks
    credited = [block for block in captions if any(node.flags & CREDIT for node in block.node.up())]
    spoken = [block for block in captions if block not in credited]
    tokens: list[Token] = []
    for block in spoken:
        tokens.extend([*([Sign.BREAK] if tokens else []), *block.tokens])
    words, credit = _split_credit(tokens)
    caption = inline_of(words, base)
    named = " ".join([block.text for block in credited] or ([credit] if credit else []))
    notice = next((said for told in (named, fold(plain(caption))) for said in rights_sentences(told)), None)
    alt = fold(medium.element.get("alt") or "")
    figure = Figure(url=url, alt=alt, caption=caption, credit=named or None, notice=notice)
    return Placed(medium.at if frame is None else min(medium.at, frame.first), figure, tuple(block.index for block in captions))


def _split_credit(tokens: Sequence[Token]) -> tuple[list[Token], str]:
    """A caption's tokens without the inline element that names whom the image is credited to, and that element's words."""
    words: list[Token] = []
    credit: list[str] = []
    depth = 0
    for token in tokens:
        if depth == 0 and not (isinstance(token, Mark) and token.kind == "credit"):
            words.append(token)
            continue
        if isinstance(token, Mark):
            depth += 1
        elif token is Sign.CLOSE:
            depth -= 1
        elif isinstance(token, str):
            credit.append(token)
        else:
            credit.append(" ")
    return words, fold("".join(credit))
