"""Links on a page that lead to a licence, each with its place and the words that say whose it is."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Final, cast

from lxml import html

from ingest.extract.article import Wording
from ingest.extract.blocks import Node
from ingest.extract.head import bare_address
from ingest.extract.links import leads_to_licence, web_address
from ingest.extract.notice_places import LONGEST_LABEL, STRUCK, box_of, follows_picture, place_of
from ingest.extract.span import Span
from news.body import fold
from wire.licences import licence_of_url

LONGEST_WORDS: Final = 400
ANOTHER_THING: Final = "aside about another thing"
MOST_BADGES: Final = 5
"""Links below the text that are looked at closely: a page has one licence."""


def licence_links(
    span: Span, anchors: Iterable[html.HtmlElement], own: Collection[str]
) -> Iterator[tuple[html.HtmlElement, Wording]]:
    """Links that say `rel=license` or lead to a licence, badges without words too."""
    nodes: dict[html.HtmlElement, Node] = {}
    below: frozenset[html.HtmlElement] | None = None
    links = [(element, element.get("href") or "") for element in anchors]
    any_hinted = _is_hinted("".join([target for _, target in links]))
    for element, target in links:
        marked = leads_to_licence(element)
        url = web_address("https:", target) if marked or (any_hinted and _is_hinted(target)) else None
        if url is not None and (marked or licence_of_url(url)):
            image = element.find(".//img")
            words = fold(element.text_content()) or fold((image.get("alt") or "") if image is not None else "")
            nodes = nodes or {node.element: node for node in span.page.nodes}
            node = next((nodes[above] for above in element.iterancestors() if above in nodes), span.page.nodes[0])
            place = place_of(span, node, node.first)
            if _is_of_another_thing(element, span, own):
                place = ANOTHER_THING
            elif any(above.tag in STRUCK for above in element.iterancestors()):
                place = "quote"
            elif place == "aside" and follows_picture(element, ("a", "p", "span")):
                place = "caption"
            elif marked and place in ("article", "page") and below is None:
                below = frozenset(_marked_below(span))
            if marked and (place == "aside" or element in (below or ())):
                place = f"{place} rel=license"
            if place.startswith(("footer", "aside rel")) and (
                heading := _heading_of(element) or _label_of(element, is_alone=marked)
            ):
                words = f"{heading}: {words}"
            yield element, Wording(kind="licence-url", text=words[:LONGEST_WORDS], place=place, url=url)


def _is_hinted(address: str) -> bool:
    """Whether there is in it what is in all addresses of licences."""
    lower = address.lower()
    return "licen" in lower or "publicdomain" in lower or "creativecommons" in lower


def _marked_below(span: Span) -> Iterator[html.HtmlElement]:
    """The first links below the text that are marked as the licence's and stand alone."""
    last = span.page.blocks[span.last].node.element
    below = cast("list[html.HtmlElement]", last.xpath("following::a[@rel or @property][@href]"))
    yield from filter(_stands_alone, islice(filter(leads_to_licence, below), MOST_BADGES))


def _is_of_another_thing(link: html.HtmlElement, span: Span, own: Collection[str]) -> bool:
    """Whether RDFa names another subject than the page for what a link says (RDFa Core 1.1, section 5): `about` at it, or `about`
    or `resource` at an element around it that does not hold the text."""
    text = span.page.blocks[span.first].node.element
    for around in (link, *link.iterancestors()):
        subject = around.get("about") or (around.get("resource") if around is not link else None)
        if subject:
            bare = bare_address(subject)
            is_own = bare in own or (subject.startswith("/") and any(address.endswith(bare) for address in own))
            return not (subject.startswith("#") or is_own or any(above is around for above in text.iterancestors()))
    return False


def _heading_of(element: html.HtmlElement) -> str:
    """The heading right before a link, which may say whose licence it is."""
    before = box_of(element).getprevious()
    is_heading = before is not None and before.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "legend", "strong", "b")
    said = fold(before.text_content()) if is_heading and before is not None else ""
    return said if len(said) <= LONGEST_LABEL else ""


def _label_of(element: html.HtmlElement, *, is_alone: bool) -> str:
    """The words right before a badge in its line, where they are few: `Recipes: [CC BY]`; those before a link with words are read
    with it. `is_alone`: not those of a box beside it, since the link says itself whose it is."""
    before, around = element.getprevious(), element.getparent()
    is_badge = not fold(element.text_content())
    said = fold((before.tail if before is not None else around.text if around is not None else "") or "") if is_badge else ""
    if (
        not said
        and not is_alone
        and (box := box_of(element).getprevious()) is not None
        and box.tag in ("span", "p", "b", "strong")
    ):
        said = "" if (box.tail or "").strip() else fold(box.text_content())
    return said.rstrip(": ") if len(said) <= LONGEST_LABEL and any(map(str.isalpha, said)) else ""


def _stands_alone(badge: html.HtmlElement) -> bool:
    """Whether there are no words in the link's line and no picture beside it or right before it, whose licence it could be."""
    box = box_of(badge)
    around = box.getparent()
    if len(box.findall(".//img")) > len(badge.findall(".//img")) or around is None or (box.tail or "").strip():
        return False
    before = box.getprevious()
    while before is not None and before.tag in ("br", "hr") and not (before.tail or "").strip():
        before = before.getprevious()
    said = around.text if before is None else before.tail
    return not (said or "").strip() and not follows_picture(badge)
