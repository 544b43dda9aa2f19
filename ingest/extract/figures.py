"""The images of a story, each with its address, caption, credit and own rights notice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from typing import Final

from lxml import html

from ingest.extract.blocks import Mark, Medium, Node, PageBlock
from ingest.extract.captions import parted
from ingest.extract.classes import AGAINST, BYLINE, CAPTION, FORM, HIDDEN, PICTURE
from ingest.extract.inline import inline_of
from ingest.extract.links import leads_away, web_address
from ingest.extract.notices import rights_sentences
from ingest.extract.span import Span
from ingest.extract.to_readers import is_label
from news.body import Figure, fold, plain

_LAZY = ("data-src", "data-original", "data-lazy-src", "data-lazy", "data-url", "data-img-src", "src")
_LAZY_SET = ("data-srcset", "data-lazy-srcset", "srcset")
_CANDIDATE = re.compile(r"(?<![^\s,])([^\s,]\S*[^\s,])(?:\s+([\d.]+)[wx])?\s*(?:,|$)")
_PLACEHOLDER = re.compile(r"placeholder|spacer|blank\.|transparent|1x1|pixel|grey\.|loading|lazy[-_]", re.IGNORECASE)
_TO_IMAGE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|tiff?|bmp)(?:[?#]|\Z)|im(?:g|age|agen)s?\b|pict|photo|fot[oa]|bild|galler|galeri|slide|media",
    re.IGNORECASE,
)
"""An address of an image's file, or of a page that shows it."""
_WHOLE: Final = 0.9
"""The share of a caption's letters in a link from which on all of it is one."""
NEAR, FAR = 4, 9
"""How many elements up what a class calls a caption may stand around an image, and a `figure`."""
ABOVE: Final = 4
"""How many blocks above the headline a lead image with a caption may stand."""
LONGEST: Final = 400
"""Letters of a block under an image, where only a class name or its place says that it belongs to it."""
IN_FRAMES: Final = FORM | BYLINE
"""What says nothing against an image in a frame: the button that enlarges it, the name of who took it."""
WAY: Final = 40
"""Letters of what may be a section's name."""
MAX_CAPTIONS = 6
_NO_FRAME: Final = ("article", "main", "body", "li", "td", "table", "blockquote")
_TITLES: Final = ("h1", "h2", "h3", "h4", "li", "blockquote")
_SPACE_ONLY = ("p", "a", "div", "figure", "picture", "section", "center")


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure, the index of the block before which it stands, and the blocks that its caption was made of."""

    at: int
    figure: Figure
    captions: tuple[int, ...]


def figures(span: Span, base: str) -> list[Placed]:
    """The story's images in order, each with what is said under it; one that is there for small and for large screens, once."""
    made: list[Placed] = []
    copies: dict[int, list[int]] = {}
    seen: set[str] = set()
    told: set[int] = set()
    nexts: dict[Node, Node | None] = {}
    images = [medium for medium in span.page.media if medium.kind == "image"]
    for medium in sorted([*images, *_not_loaded(span, images)], key=lambda image: image.at):
        if not _near_story(span, medium.at):
            continue
        frame = _frame(span, medium)
        captions = [block for block in _captions(span, medium, frame, nexts) if block.index not in told]
        if not _belongs(span, medium, frame, captions):
            continue
        url = image_address(medium.element, base)
        if url is None:
            continue
        if url in seen and not captions:
            continue
        seen.add(url)
        told.update(block.index for block in captions)
        found = _placed(medium, frame, captions, url, base)
        if made and _is_copy(span, made[-1], found):
            copies.setdefault(len(made) - 1, []).extend(found.captions)
        else:
            made.append(found)
    for at, captions_again in copies.items():
        made[at] = replace(made[at], captions=(*made[at].captions, *captions_again))
    return made


def _is_copy(span: Span, last: Placed, found: Placed) -> bool:
    """Whether a lead image shows what the last one does, for screens of another size: the same words go with it."""
    one, other = last.figure, found.figure
    said_alike = (one.caption, one.credit, one.alt) == (other.caption, other.credit, other.alt)
    if found.at > span.first or not one.caption or not said_alike:
        return False
    return one.url == other.url or bool(one.alt)


def _not_loaded(span: Span, images: Sequence[Medium]) -> Iterator[Medium]:
    """Figures in the text whose image a script would put in, and that name it: an `ImageObject` (schema.org) whose `itemid` is
    its address (HTML Standard, microdata)."""
    shown = {id(node) for image in images for node in islice(image.node.up(), FAR)}
    for node in span.page.nodes:
        if node.tag != "figure" or id(node) in shown:
            continue
        if (node.element.get("itemtype") or "").strip().endswith("schema.org/ImageObject") and node.element.get("itemid"):
            yield Medium("image", node.element, node, node.first)


def image_address(image: html.HtmlElement, base: str) -> str | None:
    """The absolute address of an image: of a lazily loaded one the real one, else its widest candidate, else `src`; of one that
    a script puts in that which stands there for those without scripts; of a figure without one that which it names."""
    if image.tag == "figure":
        return web_address(base, image.get("itemid"))
    stated, after = _stated_address(image, base), image.getnext()
    if stated is not None or after is None or after.tag != "noscript":
        return stated
    unscripted = after.find(".//img")
    return None if unscripted is None else _stated_address(unscripted, base)


def _stated_address(image: html.HtmlElement, base: str) -> str | None:
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


def _belongs(span: Span, medium: Medium, frame: Node | None, captions: Sequence[PageBlock]) -> bool:
    """Whether an image is the story's: inside the span or between headline and text, in a frame, with a caption or alone in
    its element. A lead image with a caption may stand right above the headline."""
    if frame is None and not captions:
        return span.first <= medium.at <= span.last and not medium.small and _alone(medium.node) and not _against(medium.node)
    if _against(medium.node if frame is None else frame) & ~IN_FRAMES or (
        medium.small and not (captions and _is_ratio(medium.element))
    ):
        return False
    if _shows_writer(captions) or _is_teaser(medium, captions):
        return False
    return bool(captions) or medium.at > span.head or span.container.holds(medium.at)


def _near_story(span: Span, at: int) -> bool:
    """Whether an image at this place may be the story's: above its headline as well, for one with a caption."""
    return span.head - ABOVE <= at <= span.last or span.container.holds(at)


def _against(node: Node) -> int:
    return node.relative & AGAINST


def _is_ratio(image: html.HtmlElement) -> bool:
    """Whether the stated sizes are an image's proportions, not its pixels."""
    sizes = [image.get(name, "") for name in ("width", "height")]
    return all(size.isdecimal() and 2 <= int(size) <= 32 for size in sizes) and sizes[0] != sizes[1]


def _alone(node: Node) -> bool:
    """Whether the element that holds the image holds no text and is a plain one."""
    return node.first == node.last and node.tag in _SPACE_ONLY


def _frame(span: Span, medium: Medium) -> Node | None:
    """The element that holds an image and what is said under it: a `figure`; one that a class calls a caption or an image and
    that holds little text; the one around the image that holds a few words and nothing of the text. None where there is none.
    """
    found: Node | None = None
    for level, above in enumerate(medium.node.up()):
        if above is span.container or above.holds(span.head) or level > FAR or above.tag in _NO_FRAME:
            break
        if above.tag == "figure" or (level <= NEAR and above.flags & CAPTION and above.tag != "figcaption"):
            return above
        named = above.flags & PICTURE or (above.tag != "button" and _has_words_of_its_own(span, above))
        if level <= NEAR and named and _is_small(span, above):
            found = above
    return found


def _is_small(span: Span, node: Node) -> bool:
    """Whether an element holds no more than goes under an image."""
    blocks = span.page.blocks[node.first : node.last]
    return len(blocks) <= 3 and all(
        block.size <= LONGEST and block.links < 0.5 and block.node.tag not in _TITLES and block.bare not in span.headlines
        for block in blocks
    )


def _has_words_of_its_own(span: Span, node: Node) -> bool:
    return node.first < node.last and span.first < node.first < span.last and not span.printed_in(node)


def _captions(span: Span, medium: Medium, frame: Node | None, nexts: dict[Node, Node | None]) -> list[PageBlock]:
    """The blocks in the frame that are said of the image; where it holds none, those of a caption that follows it.

    `nexts` keeps what stands after each element, so that one of many empty frames is not looked for among all of them.
    """
    if frame is None:
        return _following(span, medium)
    blocks = span.page.blocks
    found = blocks[frame.first : frame.last]
    if not found and frame.parent is not None:
        if frame not in nexts:
            nexts.update(zip_longest(frame.parent.children, frame.parent.children[1:]))
        after = nexts[frame]
        found = blocks[after.first : after.last][:MAX_CAPTIONS] if after is not None and after.flags & CAPTION else []
    if len(found) > MAX_CAPTIONS:
        return []
    found = _said(found, frame)
    called = [block for block in found if any(node.flags & CAPTION for node in block.node.up() if node is not frame)]
    return called or _caption_beside(span, frame) or ([] if _is_way(span, found) else found)


def _is_way(span: Span, found: Sequence[PageBlock]) -> bool:
    """Whether all that stands in the frame is a few words that a link of the page consists of: the section, as in the menu."""
    if len(found) != 1 or found[0].size >= WAY or found[0].ends_sentence:
        return False
    return any(block.linked and block.bare == found[0].bare for block in span.page.blocks)


def _said(found: list[PageBlock], frame: Node) -> list[PageBlock]:
    """The blocks without those at their ends that are labels or hidden from sight, for reading aloud or as the file's name;
    none where no letter is left and nothing calls them a caption, but a counter (`9 +6`)."""
    shown = [place for place, block in enumerate(found) if not _is_unseen(block, frame) and not is_label(block)]
    rest = found[shown[0] : shown[-1] + 1] if shown else []
    return rest if any(any(map(str.isalpha, block.text)) or block.node.flags & CAPTION for block in rest) else []


def _is_unseen(block: PageBlock, frame: Node) -> bool:
    """Whether an element in the frame hides the block from sight: `aria-hidden` does not (WAI-ARIA 1.2)."""
    return bool(block.node.relative & HIDDEN) and any(
        node.flags & HIDDEN and node.element.get("aria-hidden") != "true" for node in block.node.up() if frame.holds(node.first)
    )


def _caption_beside(span: Span, frame: Node) -> list[PageBlock]:
    """The blocks of a `figcaption` right after the frame, in an element that holds these two alone: what stands in a frame
    that has its caption outside of it are labels (`View 6 images`)."""
    blocks = span.page.blocks
    if frame.last >= len(blocks):
        return []
    caption = next((node for node in blocks[frame.last].node.up() if node.tag == "figcaption"), None)
    if caption is None or caption.first != frame.last or caption.parent is None:
        return []
    around = caption.parent
    is_own = around is not span.container and (around.first, around.last) == (frame.first, caption.last)
    return blocks[caption.first : caption.last][:MAX_CAPTIONS] if is_own else []


def _shows_writer(captions: Sequence[PageBlock]) -> bool:
    """Whether the image is of who wrote the story: its caption holds an `address`, which says whom to turn to about an article
    (HTML Standard)."""
    return any(block.node.tag == "address" for block in captions)


def _is_teaser(medium: Medium, captions: Sequence[PageBlock]) -> bool:
    """Whether it is one of a list in which one link, and not to the image, holds both the image and all that is said under it,
    which is no sentence: it announces what it leads to."""
    link = next(medium.element.iterancestors("a"), None)
    listed = any(node.tag == "li" for node in islice(medium.node.up(), FAR))
    if link is None or not listed or not captions or not leads_away(link) or _TO_IMAGE.search(link.get("href") or ""):
        return False
    return all(
        not block.ends_sentence
        and block.links >= _WHOLE
        and any(isinstance(token, Mark) and token.element is link for token in block.tokens)
        for block in captions
    )


def _following(span: Span, medium: Medium) -> list[PageBlock]:
    """A caption that follows an image in no common frame."""
    if medium.at >= len(span.page.blocks):
        return []
    block = span.page.blocks[medium.at]
    for level, node in enumerate(block.node.up()):
        if level <= 1 and node.flags & CAPTION and node.first == medium.at and node is not span.container:
            return span.page.blocks[node.first : node.last][:MAX_CAPTIONS]
    return []


def _placed(medium: Medium, frame: Node | None, captions: Sequence[PageBlock], url: str, base: str) -> Placed:
    caption, credit = (inline_of(tokens, base) for tokens in parted(captions))
    notice = next((said for told in (credit, caption) for said in rights_sentences(fold(plain(told)))), None)
    alt = fold(medium.element.get("alt") or "")
    figure = Figure(url=url, alt=alt, caption=caption, credit=credit, notice=notice)
    return Placed(medium.at if frame is None else min(medium.at, frame.first), figure, tuple(block.index for block in captions))
