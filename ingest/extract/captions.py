"""What stands under an image, parted: the words about it, and whom it is credited to. Both stay as they are written."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from ingest.extract.blocks import Mark, Node, PageBlock, Sign, Token, run_together
from ingest.extract.classes import CREDIT

_WORD = (
    r"photo(?:s|graphs?|graphy|graphers?)?(?: illustration| courtesy)?(?: by)?|(?:images?|pictures?|pics?)(?: credits?| by)?|"
    r"(?:photo |image |picture )?credits?|source|illustrations?(?: by)?|courtesy(?: of)?|file photo|handout|"
    r"(?:symbol|archiv|beispiel)?(?:bild|foto|grafik)(?:er|s|quelle|nachweis|montage)?|quelle|"
    r"crédits?(?: photos?)?|photo d.archives?|fotografías?|imagen|imágenes|fuente|cr[eé]dito|fonte|immagine|fotografia|"
    r"fotografie|fotograf|fot|beeld|zdroj|źródło|kuva|kuvaaja|billede|bilde|nuotr|ljósmynd|mynd|fotoğraf|kaynak|görsel|ảnh|"
    r"фото(?:граф)?|снимок|источник|джерело|写真|撮影|画像|사진(?: ?(?:출처|제공))?|출처|자료|图|圖|图片|来源"
)
_AGENCY = (
    r"AP Photo|AP|REUTERS|Reuters|AFP|EFE|Getty(?: Images)?|dpa|DPA|EPA|Alamy|Shutterstock|iStock|PA Wire|Anadolu|Xinhua|"
    r"KEYSTONE|Keystone|IMAGO|imago|Scanpix|NTB|TT|BELGA|Belga|ANSA|LaPresse|Yonhap|연합뉴스|뉴시스|뉴스1|Kyodo|共同通信|時事通信|新华社|TASS|ТАСС|APA|SIPA|Sipa|Lusa|PAP|ČTK|"
    r"Europa Press|Bloomberg|WireImage|ZUMA|NurPhoto|picture alliance"
)
_CREDIT: Final = re.compile(
    rf"(?:[(\[]\s*(?i:{_WORD})\s*[:=：/|©][^()\[\]]{{1,120}}+[)\]]"
    rf"|[(\[][^()\[\]]{{0,80}}\b(?:{_AGENCY})\b[^()\[\]]{{0,60}}+[)\]]"
    rf"|(?<![^\W\d_])(?i:{_WORD})\s*[:：|©][^\n]{{1,120}}+"
    rf"|(?<![^\W\d_])(?i:photos?|photograph|pictures?|image|illustration)s? (?i:by|courtesy of|credit) [^\n]{{1,80}}+"
    r"|(?:©|\(c\)|℗)[^\n]{1,120}+"
    r"|(?<=[.!?…])\s{1,8}+[(\[](?=[A-ZÀ-Þ])[^()\[\]\d:]{2,80}+(?<![.!?…])[)\]]"
    rf"|(?<=[.!?…。»”\")\n])\s{{0,8}}+(?=[^.!?\n(]{{2,120}}+\s*[.\s]?$)"
    rf"[^.!?\n(]{{0,50}}\b(?:{_AGENCY})\b[^.!?\n(]{{0,50}}+)\s*[.\s]?$"
)
"""Whom an image is credited to, at the end of what stands under it: a word for it with a colon, a sign, an agency's name, or a
name in brackets after a full stop."""
_ALONE: Final = re.compile(rf"\A(?:[^\w©]++|_)*+(?:©|(?i:{_WORD})\s*[:：/|©]|(?<=\()c\)|(?:{_AGENCY})\b)")
_LABELLED: Final = re.compile(rf"\A(?:[^\w©]++|_)*+(?:©|(?i:{_WORD})\s*[:：©])")
"""A credit by its label. An agency's name may begin a sentence."""
_SLIDES: Final = re.compile(r"slide-?show|carousel|gallery|galerie|galer[ií]a", re.IGNORECASE)
FAR, FEW = 6, 8
"""How many elements up a show of pictures is looked for, and the blocks of one that holds nothing else."""
_TEXT_OF_FIGURES: Final = frozenset({"figcaption", "blockquote", "table", "pre", "ul", "ol", "article", "main", "body"})
MAX_NAME: Final = 60
LONGEST: Final = 400
"""Characters at the end of the words that may be a credit: twice what the longest form of one takes."""


def parted(blocks: Sequence[PageBlock]) -> tuple[list[Token], list[Token]]:
    """The tokens of the words about the image, and those of the credit, which is one line; one of them may be empty.

    A credit is what a class calls so, a block that begins as one, or the end of the words where it reads as one. Each is one
    run as it stands in the page; a block that repeats an earlier one is a copy for other screens.
    """
    told = list({block.squeezed: block for block in reversed(blocks)}.values())[::-1]
    credited = [block for block in told if _is_credit(block)]
    if len(told) > 1 and not credited and _is_name(told[-1], told[-2]):
        credited = [told[-1]]
    spoken = [block for block in told if block not in credited]
    if told not in (spoken + credited, credited + spoken):
        spoken, credited = told, []
    tokens: list[Token] = []
    for block in spoken:
        tokens.extend([*([Sign.BREAK] if tokens else []), *_spaced(block.tokens)])
    if credited:
        return tokens, _in_one_line([token for block in credited for token in (" ", *_spaced(block.tokens))])
    words, inline = _without_marked(tokens)
    if not inline:
        words, inline = min(_cut(words), _without_last_part(words), key=lambda made: len(_words(made[0])))
    return words, _in_one_line(inline)


def _spaced(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with a space where an element's border alone parts two words."""
    opened: list[Mark] = []
    before, border = "", False
    for token in tokens:
        if isinstance(token, str):
            if border and run_together(before, token):
                yield " "
            before, border = token or before, border and not token
        elif isinstance(token, Mark):
            border = border or token.kind in _PARTING
        elif token is Sign.CLOSE:
            border = border or opened[-1].kind in _PARTING
        yield token
        _follow(opened, token)


def _in_one_line(tokens: Sequence[Token]) -> list[Token]:
    return [" " if token is Sign.BREAK else token for token in tokens]


def _is_credit(block: PageBlock) -> bool:
    if any(node.flags & CREDIT for node in block.node.up()):
        return True
    return len(block.text) <= 2 * MAX_NAME and not block.ends_sentence and _ALONE.match(block.text) is not None


def _is_name(last: PageBlock, before: PageBlock) -> bool:
    """Whether a last line that is no sentence, after one that is, only names somebody."""
    return len(last.text) <= MAX_NAME and before.ends_sentence and not last.ends_sentence


def _without_marked(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens without the inline element that a class calls a credit, and that element's own with the marks around it. All
    tokens and no credit where words stand on both sides of it, or between two such: what is printed would be no one run of
    the page."""
    words: list[Token] = []
    credit: list[Token] = []
    sides: list[bool] = []
    around: list[Mark] = []
    depth = 0
    for token in tokens:
        if isinstance(token, str) and token.strip() and sides[-1:] != [depth > 0]:
            sides.append(depth > 0)
        if depth == 0 and not (isinstance(token, Mark) and token.kind == "credit"):
            words.append(token)
            _follow(around, token)
            continue
        if depth == 0:
            credit += around
        depth += isinstance(token, Mark)
        credit.append(token)
        if token is Sign.CLOSE:
            depth -= 1
            credit += [Sign.CLOSE] * len(around) if depth == 0 else []
    return (words, credit) if len(sides) <= 2 and True in sides else (list(tokens), [])


def _follow(opened: list[Mark], token: Token) -> None:
    """Keeps which marks are open behind a token."""
    if isinstance(token, Mark):
        opened.append(token)
    elif token is Sign.CLOSE:
        opened.pop()


def _without_last_part(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens without the element that ends them, and that element's own, where it says whom the image is by: so a class
    calls it, it begins as a credit, or it is a name after a sentence. All tokens and no credit where it does not."""
    begin, depth = None, 0
    for at, token in enumerate(tokens):
        if isinstance(token, Mark):
            begin = at if depth == 0 else begin
            depth += 1
        elif token is Sign.CLOSE:
            depth -= 1
        elif depth == 0 and isinstance(token, str) and token.strip():
            begin = None
    mark = None if begin is None else tokens[begin]
    if begin is None or not isinstance(mark, Mark) or mark.kind not in ("by", "part"):
        return list(tokens), []
    before, said = _words(tokens[:begin]), _words(tokens[begin:])
    named = len(said) <= 2 * MAX_NAME if mark.kind == "by" else _is_part_of_names(said, before)
    return (list(tokens[:begin]), list(tokens[begin:])) if before and said and named else (list(tokens), [])


def _is_part_of_names(said: str, before: str) -> bool:
    if len(said) > MAX_NAME:
        return False
    if _ALONE.match(said) or said.startswith(("/", "|")):
        return True
    return before.endswith(_SENTENCE_ENDS) and not said.endswith(_SENTENCE_ENDS) and _NAMES.match(said) is not None


_PARTING: Final = ("part", "by", "credit")
"""Kinds of marks that stand for an element which parts a caption."""
_SENTENCE_ENDS: Final = (".", "!", "?", "…", "»", "”", '"')
_NAMES: Final = re.compile(r"\A[(\[@]?(?![a-zß-ÿ])[^\W\d_][^\d:]*+$")
"""What may be names: it begins with no small letter, and holds no number and no colon."""


def _words(tokens: Sequence[Token]) -> str:
    return " ".join("".join(token if isinstance(token, str) else "" for token in tokens).split())


def _cut(tokens: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """The tokens up to where a credit begins that ends them, and the credit's. A mark that is open there is in both."""
    text = "".join(token if isinstance(token, str) else "\n" if token is Sign.BREAK else "" for token in tokens)
    found = _CREDIT.search(text, max(0, len(text) - LONGEST))
    if found is None:
        return list(tokens), []
    words: list[Token] = []
    opened: list[Mark] = []
    left, rest, place = found.start(), "", 0
    while left > 0:
        token = tokens[place]
        place += 1
        if isinstance(token, str):
            words.append(token[:left])
            rest = token[left:]
            left -= len(token)
        else:
            words.append(token)
            _follow(opened, token)
            left -= token is Sign.BREAK
    return [*words, *[Sign.CLOSE] * len(opened)], [*opened, rest, *tokens[place:]]


def is_beside_caption(node: Node) -> bool:
    """Whether an element stands in a `figure` beside its `figcaption`: what is no quotation, table, list or the like there is a
    player's title, a button or a part of the picture, and not the text's."""
    for above in node.up():
        if above.tag in _TEXT_OF_FIGURES:
            return False
        if above.tag == "figure":
            return any(child.tag == "figcaption" for child in above.children)
    return False


def is_of_pictures(block: PageBlock) -> bool:
    """Whether a line is said of a picture and not of the story: a credit by its label, or in an element of a few blocks that is
    named as a show of pictures."""
    if len(block.text) <= 2 * MAX_NAME and not block.ends_sentence and _LABELLED.match(block.text):
        return True
    few = (node for node in islice(block.node.up(), FAR) if node.last - node.first <= FEW)
    return any(_SLIDES.search(node.element.get("class") or "") for node in few)
