"""Sentences on a page that speak of rights, whole and as they stand, each with its place."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Final, cast

from lxml import html

from ingest.extract.article import Wording
from ingest.extract.blocks import MEDIA, Mark, Node, PageBlock
from ingest.extract.classes import ASIDE, CAPTION, COMMENT, FOOTER, HIDDEN, POST
from ingest.extract.head import bare_address
from ingest.extract.hints import lines_with
from ingest.extract.links import leads_to_licence, web_address
from ingest.extract.span import Span
from news.body import fold
from wire.licences import licence_of_url

MAX_LENGTH = 400
MOST_BADGES: Final = 5
"""Links below the text that are looked at closely: a page has one licence."""

_FIRST_ELSEWHERE = (
    r"(?:originally|first|previously) (?:published|appeared|printed|ran|posted) (?:in|on|at|by)\b|"
    r"(?:zuerst|ursprünglich) (?:erschienen|veröffentlicht)|publicado originalmente|pubblicato originariamente|"
    r"(?:d.abord|initialement) (?:paru|publié)|(?:eerder|oorspronkelijk) (?:verschenen|gepubliceerd)|pierwotnie opublikowan|"
    r"(?:впервые|первоначально) опубликован|вперше опубліковано|转载自|轉載自|原载于|より転載"
)
_SIGNS = r"[©℗]|\(c\)\s*(?:copyright\b|\d{4}|[A-ZА-Я])|\bcopy(?:right|left)\b"
_TERMS = (
    r"\b(?:al(?:l rights (?:are )?reserved|le rechte vorbehalten)|c(?:reative commons|c(?:[ -]by|0))\b|public domain\b|"
    r"li(?:cen[cs](?:e|ed|es|ing)\b|cencia\b|zenz)|re(?:print|publi(?:sh|car)|produc(?:(?:e|ed|tion)\b|ci[oó]n))|"
    r"syndicat(?:e|ed|ion)\b|may not be (?:published|reused|broadcast|rewritten|redistributed|used|copied)|"
    r"without (?:\w+ ){0,3}(?:permission|consent)|riproduzione riservata|"
    r"t(?:erms of use\b|ous droits réservés|utti i diritti riservati|odos os direitos reservados)|"
    r"d(?:roits? d.auteur|erechos (?:reservados|de autor))|все права (?:защищены|сохранены)|авторск\w{1,9} прав|"
    r"при (?:использовании|цитировании|копировании|полном или частичном))|"
    r"(?=[unvwлпв])(?:urheberrecht|nachdruck|vervielfältigung|wiederverwend|лицензи|перепечатк|воспроизведени)|"
    r"حقوق|无断|無断|版权|著作権|知识共享|[创創]用 ?cc|クリエイティブ・?コモンズ|크리에이티브 ?커먼|المشاع الإبداعي|"
    r"datenlizenz deutschland|\bdl-de\b"
)
OF_ANOTHER: Final = "aside of another story"
ANOTHER_THING: Final = "aside about another thing"
LONGEST_LABEL: Final = 60
"""Letters of a line that may be the label of a picture or a film above it, or the heading of a box."""
SPEAKS_OF_RIGHTS: Final = re.compile(f"(?:{_SIGNS}|{_TERMS}|{_FIRST_ELSEWHERE})", re.IGNORECASE)
"""Words that make a sentence in a footer, caption or aside worth keeping."""

_COPYRIGHT: Final = re.compile(_SIGNS, re.IGNORECASE)

_IN_TEXT: Final = re.compile(
    r"©|\b(?:copyright (?:©|\(c\)|\d{4})|all rights reserved|creative commons\b|cc[ -]by\b|licen[cs]ed under\b|"
    r"(?:this|our|the) (?:article|story|work|text|piece|post|content|report|publication|material)s?\b.{0,80}"
    r"(?:\blicen[cs]ed?\b|republish|reprint|reproduc))|"
    r"(?=[ruoatdвп])(?:re(?:publish|print|produc)\w{0,12} .{0,60}\b(?:this|our) (?:article|story|work|text|piece|post|content|"
    r"report|material)|"
    r"under an? .{0,40}\blicen[cs]e\b|republished (?:from|under|with|by)|"
    r"alle rechte vorbehalten|tous droits réservés|(?:todos los )?derechos reservados|все права защищены|перепечатк)|"
    + _FIRST_ELSEWHERE,
    re.IGNORECASE,
)
"""What such a sentence must say where it stands in the story itself, which may well be about licences."""

_NAMES_LICENCE: Final = re.compile(
    r"creative ?commons|\bcc[ -]?(?:by|0)\b|open government|licence ouverte|public domain|gemeinfrei|知识共享|dl-de|datenlizenz",
    re.IGNORECASE,
)
_HINTS: Final = (
    "©", "(c)", "℗", "copyright", "copyleft", "reserved", "creative commons", "cc by", "cc-by", "cc0", "public domain",
    "licen", "reprint", "republi", "reprodu", "syndicat", "terms of use", "may not be", "permission", "consent", "rechte",
    "lizenz", "nachdruck", "vervielfältig", "wiederverwend", "urheber", "droit", "derechos", "diritti", "direitos",
    "riproduzione", "прав", "лицензи", "перепечатк", "использовани", "цитировани", "копировани", "частичном",
    "воспроизведени", "حقوق", "无断", "無断", "版权", "著作権", "知识共享", "创用", "創用", "コモンズ", "커먼", "المشاع",
    "dl-de", "originally", "first pub", "first app", "first print",
    "first ran", "first post",
    "previously p", "previously app", "previously ran", "zuerst", "ursprünglich", "originalmente", "originariamente", "abord",
    "initialement", "eerder", "oorspronkelijk", "pierwotnie", "опубликован", "опубліковано", "转载", "轉載", "原载", "転載",
)  # fmt: skip
"""What is in every text that the patterns below find: looking for it first costs a tenth of the patterns."""

_ROW: Final = re.compile(r" [•·|] ")
"""What stands between the links of a row, which are no sentence."""
_STRUCK: Final = ("del", "s", "strike")
_SHOWN: Final = frozenset({"blockquote", "q", "pre", "code", "samp", "kbd", "textarea", *_STRUCK})
"""Elements whose words are shown or taken back, not said."""

_SENTENCE = re.compile(r"(?<=[.!?。！？])(?<!\s[A-ZА-Я]\.)[\s\"'”»)]+(?=[^a-zа-я\s])")


def notices(span: Span, anchors: Iterable[html.HtmlElement], own: Collection[str] = ()) -> Iterator[Wording]:
    """Every sentence near the story or in the page's foot that speaks of rights, and every link that names a licence. `own`: the
    page's addresses."""
    links = dict(_licence_links(span, anchors, own))
    lowered = "\n".join([block.text for block in span.page.blocks]).lower()
    for index in sorted(lines_with(_HINTS, lowered)):
        block = span.page.blocks[index]
        if _is_label(block, block.text.lower()):
            continue
        place = "quote" if _is_shown(block) else place_of(span, block.node, block.index)
        if block.node.relative & HIDDEN and place != "footer":
            continue
        pattern = _IN_TEXT if place in ("article", "quote") and block.index in span.chosen else SPEAKS_OF_RIGHTS
        if place in ("article", "page") and len(block.text) <= LONGEST_LABEL and _follows_picture(block.node.element):
            place = "caption"
        linked = (links[token.element].url for token in block.tokens if isinstance(token, Mark) and token.element in links)
        url = next(linked, None)
        for sentence in rights_sentences(block.text, pattern):
            if _COPYRIGHT.search(sentence):
                yield Wording(kind="copyright", text=sentence, place=place, url=url)
            may_count = place in ("footer", "aside", "article", "page")
            said = _with_neighbours(sentence, block.text) if may_count and _NAMES_LICENCE.search(sentence) else sentence
            yield Wording(kind="rights", text=said, place=place, url=url)
    yield from links.values()


def _is_label(block: PageBlock, lower: str) -> bool:
    """Whether it is the label of a link to terms that stand elsewhere ("Reprints", "Terms of Use"): it states nothing itself."""
    return block.linked and len(lower.split()) <= 5 and not any(sign in lower for sign in ("©", "(c)", "reserved"))


def _is_shown(block: PageBlock) -> bool:
    """Whether the words on rights in a line are those that it shows as code, or as struck out."""
    shown = (token.element for token in block.tokens if isinstance(token, Mark) and token.kind == "code")
    struck = block.node.element.iter(*_STRUCK)
    return any(SPEAKS_OF_RIGHTS.search(fold(element.text_content())) for element in (*shown, *struck))


def rights_sentences(text: str, pattern: re.Pattern[str] = SPEAKS_OF_RIGHTS) -> Iterator[str]:
    """The sentences of a folded text that the pattern finds; neighbours stay together while they fit."""
    run = ""
    for sentence in (*_split(text), ""):
        if sentence and pattern.search(sentence):
            joined = f"{run} {sentence}".strip()
            if len(joined) <= MAX_LENGTH:
                run = joined
                continue
            if run:
                yield run
            run = sentence[:MAX_LENGTH]
        elif run:
            yield run
            run = ""


def _with_neighbours(said: str, text: str) -> str:
    """A statement with the sentences right before and after it: they may say what it speaks of ("Photos: Jane Doe."), or take it
    back ("This holds until 2020.")."""
    begin = text.find(said)
    before, after = list(_split(text[:begin].strip()))[-1], next(_split(text[begin + len(said) :].strip()))
    beside = ["" if _ROW.search(one) else one for one in (before, after)]
    joined = f"{beside[0]} {said} {beside[1]}".strip()
    return joined if begin >= 0 and len(joined) <= MAX_LENGTH else said


def _split(text: str) -> Iterator[str]:
    begin = 0
    for border in _SENTENCE.finditer(text):
        yield text[begin : border.end()].strip()
        begin = border.end()
    yield text[begin:].strip()


def place_of(span: Span, node: Node, index: int) -> str:
    """Where an element and the block at `index` stand: `caption`, `footer`, `comment`, `aside`, `quote`, `article` or `page`.

    An `article` that holds nothing of the text is another story, in the page's foot too. What is set as a quotation or as code
    shows somebody's words: the page does not say them of itself.
    """
    flags = node.relative
    if flags & CAPTION or span.framed(node):
        return "caption"
    if flags & POST:
        return "quote"
    is_anothers = any(above.tag == "article" and not (above.holds(span.first) or above.holds(span.last)) for above in node.up())
    if flags & FOOTER and not is_anothers and not span.container.holds(index):
        return "footer"
    if flags & COMMENT:
        return "comment"
    if is_anothers:
        return OF_ANOTHER
    if flags & ASIDE:
        return "aside"
    if any(above.tag in _SHOWN for above in node.up()):
        return "quote"
    return "article" if span.head <= index <= span.last or span.container.holds(index) else "page"


def _licence_links(
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
            elif any(above.tag in _STRUCK for above in element.iterancestors()):
                place = "quote"
            elif place == "aside" and _follows_picture(element, ("a", "p", "span")):
                place = "caption"
            elif marked and place in ("article", "page") and below is None:
                below = frozenset(_marked_below(span))
            if marked and (place == "aside" or element in (below or ())):
                place = f"{place} rel=license"
            if place.startswith(("footer", "aside rel")) and (heading := _heading_of(element)):
                words = f"{heading}: {words}"
            yield element, Wording(kind="licence-url", text=words[:MAX_LENGTH], place=place, url=url)


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


def _box_of(element: html.HtmlElement) -> html.HtmlElement:
    """The outermost element that holds the same words and no more."""
    words, box = fold(element.text_content()), element
    while (around := box.getparent()) is not None and around.tag != "body" and fold(around.text_content()) == words:
        box = around
    return box


def _heading_of(element: html.HtmlElement) -> str:
    """The heading right before a link, which may say whose licence it is."""
    before = _box_of(element).getprevious()
    is_heading = before is not None and before.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "legend", "strong", "b")
    said = fold(before.text_content()) if is_heading and before is not None else ""
    return said if len(said) <= LONGEST_LABEL else ""


def _follows_picture(element: html.HtmlElement, boxes: Collection[str] = ()) -> bool:
    """Whether nothing but a picture, a film, a frame or a table stands right before an element, whose licence it could name;
    alone, or in one of these boxes where some are given."""
    before = _box_of(element).getprevious()
    while before is not None and before.tag in ("br", "hr") and not (before.tail or "").strip():
        before = before.getprevious()
    if before is None or (before.tail or "").strip():
        return False
    return before.tag in (*MEDIA, "figure", "picture", "table") or (
        (not boxes or before.tag in boxes)
        and not fold(before.text_content())
        and any(before.find(f".//{tag}") is not None for tag in MEDIA)
    )


def _stands_alone(badge: html.HtmlElement) -> bool:
    """Whether there are no words in the link's line and no picture beside it or right before it, whose licence it could be."""
    box = _box_of(badge)
    around = box.getparent()
    if len(box.findall(".//img")) > len(badge.findall(".//img")) or around is None or (box.tail or "").strip():
        return False
    before = box.getprevious()
    while before is not None and before.tag in ("br", "hr") and not (before.tail or "").strip():
        before = before.getprevious()
    said = around.text if before is None else before.tail
    return not (said or "").strip() and not _follows_picture(badge)
