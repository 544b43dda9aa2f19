"""Who wrote it, as the lines beside a story say: links to authors' pages, names that a class marks, lines that begin so."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from lxml import html

from ingest.extract.article import Wording
from ingest.extract.blocks import Mark, Node, PageBlock, Sign
from ingest.extract.byline_words import LABEL_ALONE, LABELLED_BY, SAID_BY
from ingest.extract.classes import AUTHOR, BAD, CAPTION, COMMENT, CREDIT, class_flags
from ingest.extract.judgement import SUBHEADS
from ingest.extract.links import web_address
from ingest.extract.phrases import ONLY_DATE, SIGNED_AFTER_DATE
from ingest.extract.span import Span
from news.body import fold

ABOVE: Final = " above the headline"
BELOW: Final = " below the text"
"""How the places of names end that stand before the headline or after the story: there others are named too, in lists."""
LEAST_TEASER: Final = 25
"""Letters of a link that is a headline rather than a section's name."""
FEW: Final = 3
"""Blocks after a text's first among which a line may still name who wrote it: below the standfirst."""
NEAR, FAR = 8, 12
"""Blocks after a text's last among which a name may stand by itself, and a line that says by whom."""
LONGEST_LINE: Final = 160
LONGEST_NAME: Final = 40
LONGEST_BLOCK: Final = 200
"""Letters, without the single spaces between them, of a block that may hold a name."""
"""Characters of a line that names somebody, and of one that is a name alone."""
LINK_PLACE: Final = "author link"
"""Where a link's address alone says that it leads to a writer's page: believed right above the text only."""
_BY = re.compile(
    r"^(?:(?:by|von|par|por|di|da|door|av|af) ?:?|автор:?|текст:?|story by|written by|reported by|escribe|rezept von|"
    r"(?:posted|published|submitted|created|erstellt|eingestellt|gespeichert|gepostet|geschrieben|verfasst|publié|écrit|escrito|"
    r"publicado) "
    r"(?:by|von|par|por)|"
    r"(?:eine? )?(?:(?:blog)?[ -]?beitrag|artikel|bericht|gastbeitrag|kommentar|kolumne|analyse|reportage|essay|interview|texte?|"
    r"pressemitteilung) (?:von|par|de)|"
    r"(?:une? )?(?:article|tribune|chronique|enquête|entretien|reportage) (?:de|par)|una? (?:crónica|columna|artículo) de|"
    r"texte? (?:&|und) (?:fotos?|bilder) ?:|autor(?:in)?[/:*](?:autor(?:in)?|in) ?:?|autor(?:en|in|a|es)?:?|auteurs?\s?:|"
    r"autore\s?:|текст\s?:|authors?\s?:|(?:كتبت?|"
    r"بقلم)\s?:?|نویسنده\s?:)\s+\S|"
    rf"^(?:文|撰文|作者|著者|執筆|取材)\s?[:：／/・｜]\s?\S|^(?:記者|记者)\s?\S|^{SAID_BY}"
)
"""In lower case: to see that a line begins in none of so many ways takes a quarter of the time then."""
_LABELLED = re.compile(
    rf"(?:autor(?:en|in|es|a)?|authors?|auteurs?|autore|автор|text|texte|texto|testo)\s?[:：]|{LABELLED_BY}", re.IGNORECASE
)
"""A label in front of names: after those a line may go on to say who they are, and be a sentence."""
_AUTHOR_CLASS = re.compile(r"byline|author|\bautor(?:en)?(?:zeile|info|name)?\b|writer", re.IGNORECASE)
_AUTHORS_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|es|in|innen|i)?|auteurs?|redaktion|redakteure?|staff|newsteam|reporters?|journalists?|"
    r"journalistes?|"
    r"writers?|columnists?|contributors?|editors?)/[^/]+(?:/[^/]+)?/?$",
    re.IGNORECASE,
)
"""Where sites keep a writer's own page, as the path of its address ends."""
_MEMBERS_PAGE = re.compile(
    r"/(?:users?|members?|mitglieder|profil(?:es?)?|people|person(?:en|as)?|u|av|von|by)/(?P<whom>[^/]+(?:/[^/]+){0,2})/?$",
    re.IGNORECASE,
)
"""Where they keep a member's: this one's, if a word of the name stands in the address."""
_PROFILE = re.compile(r"(?:^|&)(?:mode=viewprofile|site=profile|action=profile)(?:&|;|$)", re.IGNORECASE)
"""What addresses of forums ask for where a member's own page is meant."""
_NAME = r"(?:[^\W\d_a-zà-ÿа-я][^\W\d_]{0,40}\.? ){1,3}[^\W\d_a-zà-ÿа-я][\w'’-]{1,40}"
_CAPITALS = re.compile(rf"\A{_NAME}(?:(?: ?[/|] ?|, | (?:&|and|und|et|y|e|og|och|и|та) ){_NAME}){{0,3}}")
"""Nothing but two to four words with capitals, or several such."""
_FULL = re.compile(_NAME)
_DATED = re.compile(rf"(?P<when>[^|]{{0,20}}\b(?:19|20)\d\d\b.{{0,30}}?)\s[|–—·•-]\s(?P<whom>{_NAME})")
_EMPTY = re.compile(r"(?: ?\|){2,} ?")
_WORD = re.compile(r"\w{3,}")


def bylines(span: Span, base: str) -> Iterator[Wording]:
    """The names that stand with the story, in reading order; places before the headline end with `ABOVE`, after the story with
    `BELOW`. Those of readers' comments are left out, and those in captions: they name whom a picture is by."""
    named: dict[int, list[html.HtmlElement]] = {}
    for index, element in span.page.named:
        named.setdefault(index, []).append(element)
    end = min(span.last + 1 + FAR, max(span.last + 1, min(span.next_headline, span.next_story)))
    teasers = _teasers(span)
    for block in span.page.blocks[max(0, span.head - 6) : end]:
        is_apart = block.node.relative & COMMENT or block.node.tag == "button"  # what a button says, it does
        if block.size > LONGEST_BLOCK or is_apart or _is_teased(span, block.node, teasers):
            continue
        if block.index > span.last and block.node.relative & BAD and _is_in_box_of_others(span, block):
            continue
        is_deep = span.first + FEW < block.index < span.last - 1
        if is_deep and not _is_label_alone(block):
            continue  # between the text's own lines only a label that stands alone says anything
        signed = is_signed(_names(block)) if len(block.text) <= LONGEST_LINE else False
        if not (signed or _is_near(span, block.index)) or _in_caption(span, block.node) or span.is_quoted(block.node):
            continue
        zone = BELOW if block.index > min(span.last, span.first + FEW) else ABOVE if block.index < span.head else ""
        if dated := _after_date(span, block):
            yield Wording(kind="author", text=dated, place="signature" + zone)
        if labelled := _after_label(span, block, zone):
            yield Wording(kind="author", text=labelled, place="byline" + zone)
        for said in _in_block(span, block, named.get(block.index, []), base, signed):
            if not zone or said.place != LINK_PLACE:
                yield Wording(kind=said.kind, text=said.text, place=said.place + zone, url=said.url)


def _teasers(span: Span) -> list[int]:
    """The indexes of headings between headline and text that are wholly links: they head teasers, whose writers are named too."""
    between = span.page.blocks[span.head + 1 : span.first] if span.above else []
    return [one.index for one in between if one.node.tag in SUBHEADS and one.linked and one.size >= LEAST_TEASER]


def _is_in_box_of_others(span: Span, block: PageBlock) -> bool:
    """Whether it stands below a heading, in an element whose class says that it holds no text of the story: teasers of others."""
    box = next((node for node in block.node.up() if node.flags & BAD), None)
    return box is not None and any(above.node.tag in SUBHEADS for above in span.page.blocks[box.first : block.index])


def _is_teased(span: Span, node: Node, teasers: list[int]) -> bool:
    """Whether it stands with the heading of a teaser, in an element that holds neither headline nor text."""
    for above in islice(node.up(), 3) if teasers else ():
        if above.holds(span.head) or above.holds(span.first):
            return False
        if any(map(above.holds, teasers)):
            return True
    return False


def _in_caption(span: Span, node: Node) -> bool:
    """Whether it stands in a caption: in one that holds the headline too, it stands in the story's own head."""
    if not span.framed(node):
        return False
    heads = span.above and any(above.flags & CAPTION and above.holds(span.head) for above in node.up())
    return not heads


def _after_date(span: Span, block: PageBlock) -> str | None:
    """The name in full in a line right at the headline or above the text that holds a date, then a name, and nothing else."""
    if not span.head - 1 <= block.index <= span.first or any(
        isinstance(token, Mark) and token.kind == "a" for token in block.tokens
    ):
        return None
    found = _DATED.fullmatch(_names(block)) if len(block.text) <= LONGEST_LINE else None
    is_dated = found is not None and ONLY_DATE.match(found["when"]) is not None
    return found["whom"] if found is not None and is_dated and not found["whom"].isupper() else None


def _after_label(span: Span, block: PageBlock, zone: str) -> str | None:
    """A line with the label that stands alone in the block before it."""
    if zone == ABOVE or not _is_label_alone(block) or block.index + 1 >= len(span.page.blocks):
        return None
    after = span.page.blocks[block.index + 1]
    if len(after.text) > LONGEST_NAME or not (_FULL.match(after.text) or not after.text.isascii()):
        return None
    if after.index in (span.first, span.head) or after.ends_sentence:
        return None
    return f"{block.text.rstrip(' :：')}: {_names(after)}"


def _is_label_alone(block: PageBlock) -> bool:
    return len(block.text) <= LONGEST_NAME and LABEL_ALONE.fullmatch(block.text) is not None


def _is_near(span: Span, index: int) -> bool:
    """Whether a line may name who wrote it without saying so: beside the text, not in it."""
    return index <= span.first or span.last <= index < span.last + NEAR


def _in_block(span: Span, block: PageBlock, named: list[html.HtmlElement], base: str, signed: bool) -> Iterator[Wording]:
    in_text = block.index in span.chosen
    if signed and span.first + FEW < block.index < span.last - 1:
        return
    links = [token.element for token in block.tokens if isinstance(token, Mark) and token.kind == "a"]
    marked = [link for link in links if _is_author(link)]
    for link in marked:
        yield _linked(link, "rel author", base)
    is_alone = block.node.tag == "p" and block.index in (span.first - 1, span.last, span.last + 1)
    if marked or block.node.tag == "h1" or (in_text and not (is_alone or signed)) or (in_text and _is_heading(span, block)):
        return
    in_class = any(_speaks_of_author(node) for node in (block.node, block.node.parent) if node is not None)
    in_class = in_class or (
        block.node.tag == "address" and block.index < span.first
    )  # HTML Standard: who answers for the article
    if signed and not in_class and block.index > span.last and block.node.tag in SUBHEADS and not _names_in_full(block.text):
        return  # what heads a box below the text says something else: "Di algo" asks for a comment
    is_sentence = block.ends_sentence and not ((in_class and len(block.text) <= LONGEST_NAME) or _LABELLED.match(block.text))
    if (in_class or signed) and not is_sentence and _is_name(block.text):
        yield Wording(kind="author", text=_names(block), place="byline")
        return
    if is_alone and not links and span.same_parent(block) and _CAPITALS.fullmatch(block.text):
        yield Wording(kind="author", text=_names(block), place="signature")
        return
    for element in named:
        text = _words(element)
        if text and len(text) <= LONGEST_LINE:
            yield Wording(kind="author", text=text, place="author class")
    for link in links if not named else ():
        if class_flags(link.get("class") or "") & AUTHOR or _is_authors_page(link):
            yield _linked(link, LINK_PLACE, base)


def _is_heading(span: Span, block: PageBlock) -> bool:
    """Whether a line of the text heads a part of it: a short one right at its beginning may still be a signature."""
    return block.node.tag in SUBHEADS and (block.index > span.first + FEW or len(block.text) > LONGEST_NAME)


def _names_in_full(text: str) -> bool:
    """Whether more than one word of a name stands behind the words that go before it, in a script that has capitals."""
    found = _BY.match(text.lower()) if text.isascii() else None
    return found is None or _FULL.match(text, found.end() - 1) is not None


def _speaks_of_author(node: Node) -> bool:
    """Whether the names of an element speak of an author."""
    return bool(node.flags & AUTHOR) or _AUTHOR_CLASS.search(node.label) is not None


def _words(element: html.HtmlElement) -> str:
    """An element's text, with a space between neighbours that only its looks keep apart: `By` right before a name."""
    text = ""
    for inner in element.iter():
        is_beside = inner is not element and (
            inner.tag in ("figure", "figcaption") or class_flags(inner.get("class") or "") & CREDIT
        )
        for part in ("" if is_beside else inner.text, inner.tail if inner is not element else ""):
            if part:
                text += f" {part}" if text[-1:].islower() and part[:1].isupper() else part
    return fold(text)


def is_signed(text: str) -> bool:
    """Whether the line begins with the words that go before a writer's name."""
    return len(text) <= LONGEST_LINE and (_BY.match(text.lower()) is not None or SIGNED_AFTER_DATE.match(text) is not None)


def _linked(link: html.HtmlElement, place: str, base: str) -> Wording:
    return Wording(kind="author", text=_words(link)[:LONGEST_LINE], place=place, url=web_address(base, link.get("href")))


def _is_authors_page(link: html.HtmlElement) -> bool:
    try:
        parts = urlsplit(link.get("href") or "")
    except ValueError:
        return False
    if _AUTHORS_PAGE.search(parts.path) or _PROFILE.search(parts.query):
        return True
    found = _MEMBERS_PAGE.search(parts.path)
    return found is not None and any(word in found["whom"].lower() for word in _WORD.findall(link.text_content().lower()))


def _names(block: PageBlock) -> str:
    """A line's text with a border between neighbours that only the page's looks keep apart: links side by side, a role set
    close to a name, a place behind a link that is a name."""
    if len(block.tokens) == 1:  # as most lines are
        return _bordered(block.text)
    text, is_after_link, opened = "", False, list[str]()
    for token in block.tokens:
        if isinstance(token, str):
            is_close = text[-1:].isalnum() and (token[:1].isupper() or token[:1].isdigit() or _is_worded(text, token))
            last = text.rpartition("|")[2].strip()
            is_beside = bool(text) and bool(_FULL.fullmatch(token.strip()) and _FULL.fullmatch(last))
            follows_name = is_after_link and token.lstrip()[:1].isupper() and _FULL.fullmatch(last) is not None
            text += f" | {token}" if is_close or is_beside or follows_name else token
            is_after_link = is_after_link and token.isspace()
        elif isinstance(token, Mark):
            text += " | " if token.kind == "a" and is_after_link else ""
            opened.append(token.kind)
        elif token is Sign.BREAK:
            text += " | "
        else:
            is_after_link = bool(opened) and opened.pop() == "a"
    return _bordered(text)


def _bordered(text: str) -> str:
    text = fold(text)
    return _EMPTY.sub(" | ", text).strip(" |") if "|" in text else text


def _is_worded(before: str, after: str) -> bool:
    """Whether words of their own meet where an element ends: a letter alone is the first of the word that follows."""
    return after[:2].isalpha() and before[-2:].isalpha()


def _is_name(text: str) -> bool:
    """Whether a line may name someone: short, more than the word "by", no account's name, no date or reading time."""
    return (4 if text.isascii() else 2) <= len(text) <= LONGEST_LINE and not text.startswith("@") and not ONLY_DATE.match(text)


def _is_author(element: html.HtmlElement) -> bool:
    """Whether a link names the author: `rel=author`, or `fn` of hCard 1.0 in an element of class `author`."""
    if "author" in (element.get("rel") or "").lower().split():
        return True
    if "fn" not in (element.get("class") or "").split():
        return False
    parent = element.getparent()
    return parent is not None and "author" in (parent.get("class") or "").split()
