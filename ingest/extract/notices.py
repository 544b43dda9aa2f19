"""Sentences on a page that speak of rights, whole and as they stand, each with its place."""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from lxml import html

from ingest.extract import reserved
from ingest.extract.article import Wording
from ingest.extract.blocks import Mark, PageBlock
from ingest.extract.classes import HIDDEN
from ingest.extract.hints import lines_with
from ingest.extract.licence_links import licence_links
from ingest.extract.notice_places import LONGEST_LABEL, STRUCK, follows_picture, label_above, place_of
from ingest.extract.span import Span
from news.body import fold

MAX_LENGTH = 400

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
SPEAKS_OF_RIGHTS: Final = re.compile(f"(?:{_SIGNS}|{_TERMS}|{_FIRST_ELSEWHERE}|{reserved.RESERVED.pattern})", re.IGNORECASE)
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
    "dl-de", "originally", "first pub", "first app", "first print", "first ran", "first post",
    "previously p", "previously app", "previously ran", *reserved.HINTS, "zuerst", "ursprünglich",
    "originalmente", "originariamente", "abord", "initialement", "eerder", "oorspronkelijk", "pierwotnie", "опубликован",
    "опубліковано", "转载", "轉載", "原载", "転載",
)  # fmt: skip
"""What is in every text that the patterns below find: looking for it first costs a tenth of the patterns."""

_ROW: Final = re.compile(r" [•·|] ")
"""What stands between the links of a row, which are no sentence."""

_SENTENCE = re.compile(r"(?<=[.!?。！？])(?<!\s[A-ZА-Я]\.)[\s\"'”»)]+(?=[^a-zа-я\s])")


def notices(span: Span, anchors: Iterable[html.HtmlElement], own: Collection[str] = ()) -> Iterator[Wording]:
    """Every sentence near the story or in the page's foot that speaks of rights, and every link that names a licence. `own`: the
    page's addresses."""
    links = dict(licence_links(span, anchors, own))
    lowered = "\n".join([block.text for block in span.page.blocks]).lower()
    for index in sorted(lines_with(_HINTS, lowered)):
        block = span.page.blocks[index]
        if _is_label(block, block.text.lower()):
            continue
        place = "quote" if _is_shown(block) else place_of(span, block.node, block.index)
        if block.node.relative & HIDDEN and place != "footer":
            continue
        pattern = _IN_TEXT if place in ("article", "quote") and block.index in span.chosen else SPEAKS_OF_RIGHTS
        if place in ("article", "page") and len(block.text) <= LONGEST_LABEL and follows_picture(block.node.element):
            place = "caption"
        linked = (links[token.element].url for token in block.tokens if isinstance(token, Mark) and token.element in links)
        url = next(linked, None)
        for sentence in rights_sentences(block.text, pattern):
            if _COPYRIGHT.search(sentence):
                yield Wording(kind="copyright", text=sentence, place=place, url=url)
            may_count = place in ("footer", "aside", "article", "page") and _NAMES_LICENCE.search(sentence) is not None
            said = _in_its_place(span, block, sentence) if may_count else sentence
            yield Wording(kind="rights", text=said, place=place, url=url)
    yield from links.values()


def _is_label(block: PageBlock, lower: str) -> bool:
    """Whether it is the label of a link to terms that stand elsewhere ("Reprints", "Terms of Use"): it states nothing itself."""
    return block.linked and len(lower.split()) <= 5 and not any(sign in lower for sign in ("©", "(c)", "reserved"))


def _is_shown(block: PageBlock) -> bool:
    """Whether the words on rights in a line are those that it shows as code, or as struck out."""
    shown = (token.element for token in block.tokens if isinstance(token, Mark) and token.kind == "code")
    struck = block.node.element.iter(*STRUCK)
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


def _in_its_place(span: Span, block: PageBlock, sentence: str) -> str:
    """A statement that names a licence, with its neighbours and the label above it."""
    said, label = _with_neighbours(sentence, block.text), label_above(span, block)
    return f"{label}: {said}" if label else said


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
