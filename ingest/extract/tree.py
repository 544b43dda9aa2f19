"""A fetched page as a tree: its bytes read in the right encoding, within bounds, and parsed once."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice
from typing import Final

from lxml import etree, html
from w3lib.encoding import html_body_declared_encoding, read_bom, resolve_encoding

from ingest.extract.article import NoArticle
from ingest.extract.line_numbers import drop_line_numbers
from ingest.extract.raised import set_digits
from ingest.parse.decoding import TEXT_CODEC

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 2_000
"""Below the parser's own limit of 2,048, at which it drops what lies deeper without a word."""
MAX_ELEMENTS = 200_000
MAX_BLOCKS = 20_000
MAX_ATTRIBUTES = 2_000
"""In one tag. Parsers look each attribute up among those before it: 100,000 would take them minutes."""
LONG_TAG = 10_000
"""Bytes without a `>` from which on attributes are counted; what has as many is mostly a script."""

ASKED: Final = ("a", "base", "h1", "link", "meta", "pre", "script", "sub", "sup", "title")

PLACE_MARKS: Final = frozenset("¶#§⚓∞🔗")
"""What documentation tools and blogs show beside a heading."""

OF_A_HEAD: Final = frozenset(
    {"base", "basefont", "bgsound", "link", "meta", "noframes", "noscript", "object", "script", "style", "template", "title"}
)
"""What may stand in a head; `object` could in HTML 4."""

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_BINARY = (b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"\x1f\x8b", b"RIFF", b"\x00\x00\x00")
_CONTROLS: Final = bytes([*range(9), *range(14, 28), 127])
_CONTROLS_NAMED = re.compile(
    rb"&#(?:0*(?:[0-8]|1[14-9]|2[0-7]|127)(?!\d);?|[xX]0*(?:[0-8bBe-fE-F]|1[0-9abAB]|7[fF])(?![0-9a-fA-F]);?)"
)
"""Case is spelt out: so the pattern begins with signs that can be looked for first."""
_ATTRIBUTE: Final = rb"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_SPACE: Final = b" \t\n\r\f\v/"
_CROWDED = re.compile(rb"<[A-Za-z][^\s/>]*+(?:%b){%d}" % (_ATTRIBUTE, MAX_ATTRIBUTES + 1))
"""What would be a tag with more attributes, were it not within a script."""
_BEARABLE = re.compile(
    rb"(?:[^<]++|<(?:(?i:script|style)\b(?:[^<]++|<(?!/(?i:script|style)))*+"
    rb"|[A-Za-z][^\s/>]*+(?:%b){0,%d}+(?!%b)|(?![A-Za-z])))*+" % (_ATTRIBUTE, MAX_ATTRIBUTES, _ATTRIBUTE)
)
"""A page up to a tag with more attributes; nothing is gone over twice."""
_LAST_TAGS = re.compile(rb"</(?:[Bb][Oo][Dd][Yy]|[Hh][Tt][Mm][Ll])\s*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A parsed page. `flags` name what had to be forgiven: `charset-mismatch`, `undecodable-bytes`."""

    root: html.HtmlElement
    markup: str
    """What the tree was made of: for a witness that has a parser of its own."""
    by_tag: Mapping[str, Sequence[html.HtmlElement]]
    """The elements that are asked for by their tag (ASKED), in page order: to look for one tag costs as much as for all."""
    encoding: str
    flags: tuple[str, ...] = ()


def parse_page(body: bytes, charset: str | None = None) -> Tree | NoArticle:
    """The page's tree, or why there is none: empty, too large, binary, a feed. `charset` is what HTTP states. Never raises.

    Depth and number of elements are held against their bounds by the walk that makes blocks of the tree.
    """
    if len(body) > MAX_BYTES:
        return NoArticle(cause="too-large", words=f"the page has {len(body):,} bytes, and at most {MAX_BYTES:,} are read")
    if not body.strip():
        return NoArticle(cause="empty", words="the page is empty")
    if body.startswith(_BINARY):
        return NoArticle(cause="not-html", words="the address leads to a file, not to a page")
    if _FEED.search(body[:1024]) and b"<html" not in body[:4096].lower():
        return NoArticle(cause="not-html", words="the address leads to a feed, not to a page: add it as a feed")
    text, encoding, flags = decode(body, charset)
    if "<" not in text:
        return NoArticle(cause="not-html", words="the page holds no mark-up")
    as_sent = encoding == "utf-8" and not flags and not body.startswith(BOM_UTF8)
    return _parse(text, body if as_sent else text.encode("utf-8", "replace"), encoding, flags)


def parse_fragment(markup: str) -> Tree | NoArticle:
    """The tree of a piece of HTML that a feed carries, or why there is none. Never raises."""
    if len(markup) > MAX_BYTES:
        return NoArticle(cause="too-large", words=f"the text has {len(markup):,} characters, and at most {MAX_BYTES:,} are read")
    if not markup.strip():
        return NoArticle(cause="empty", words="the feed's text is empty")
    text = f"<html><body><div>{markup}</div></body></html>"
    return _parse(text, text.encode("utf-8", "replace"), "utf-8", ())


def _parse(text: str, in_utf8: bytes, encoding: str, flags: tuple[str, ...]) -> Tree | NoArticle:
    clean = _without_controls(in_utf8)
    if any(map(_is_crowded, _long_pieces(clean))) and _BEARABLE.fullmatch(clean) is None:
        return NoArticle(cause="too-large", words=f"the page has a tag with more than {MAX_ATTRIBUTES:,} attributes")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, huge_tree=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        root = html.document_fromstring(clean, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return NoArticle(cause="broken", words="the page could not be read as HTML")
    _begin_body(root)
    by_tag: dict[str, list[html.HtmlElement]] = {tag: [] for tag in ASKED}
    for element in islice(root.iter(*ASKED), MAX_ELEMENTS):
        by_tag[element.tag].append(element)
    by_tag["a"] = [link for link in by_tag["a"] if not _is_place_mark(link)]
    set_digits([*by_tag["sup"], *by_tag["sub"]])
    drop_line_numbers(by_tag["pre"])
    return Tree(root=root, markup=text, by_tag=by_tag, encoding=encoding, flags=flags)


def _is_place_mark(link: html.HtmlElement) -> bool:
    """Whether a link is no more than a sign by which a heading may be linked to (`¶`): then it is emptied."""
    if link.text not in PLACE_MARKS or len(link) or not (link.get("href") or "").startswith("#"):
        return False
    link.text = None
    return True


def _is_crowded(piece: bytes) -> bool:
    """Whether a stretch without a `>` may hold a tag with too many attributes. Most are scripts, and hold too little of what
    parts one attribute from the next: white space, a slash, the quotation mark before a value that another may follow."""
    begin = piece.find(b"<")
    rest = piece[begin:] if begin >= 0 else b""
    parting = len(rest) - len(rest.translate(None, _SPACE)) + rest.count(b'="') + rest.count(b"='")
    return parting >= MAX_ATTRIBUTES and _CROWDED.search(rest) is not None


def _long_pieces(markup: bytes) -> Iterator[bytes]:
    """The stretches without a `>` that are longer than LONG_TAG. Looked for from the back of each stretch that may be one: a page
    is gone over in steps of nearly that length."""
    at = 0
    while len(markup) - at > LONG_TAG:
        last = markup.rfind(b">", at, at + LONG_TAG + 1)
        if last < 0:
            last = markup.find(b">", at)
            last = len(markup) if last < 0 else last
            yield markup[at:last]
        at = last + 1


def _begin_body(root: html.HtmlElement) -> None:
    """Has the body begin at the first element that no head may hold (WHATWG HTML, "in head" insertion mode): its own tag may be
    left out, and the parser, which knows no tag that HTML 4 did not, leaves what stands in such in the head."""
    head = root.find("head")
    if head is None or all(child.tag in OF_A_HEAD for child in head):
        return
    body = root.find("body")
    body = etree.SubElement(root, "body") if body is None else body
    for place, child in enumerate(dropwhile(lambda child: child.tag in OF_A_HEAD, list(head))):
        body.insert(place, child)


_ONE_CLASS: Final = etree.ElementDefaultClassLookup(element=html.HtmlElement)
"""Every element as the same class. lxml's own choice by tag is made in Python, and takes a fifth of the walk's time."""


def _without_controls(markup: bytes) -> bytes:
    """The mark-up, in UTF-8, without control characters, be they there as themselves or as references: parsers stop at some.

    End tags of `body` and `html` go too. What follows them belongs to the elements that are still open (WHATWG HTML, "after
    body" insertion mode), and ours would put it beside them.
    """
    return _LAST_TAGS.sub(b"", _CONTROLS_NAMED.sub(b"", markup.translate(None, _CONTROLS)))


def _is_of_text(name: str, body: bytes) -> bool:
    """Whether a codec speaks of text, and may be the body's: Python has others by name (`rot13`, `bz2`), and what is written in
    two bytes or four for a letter holds zeros."""
    return TEXT_CODEC.fullmatch(name) is not None and (b"\0" in body or not name.startswith(("utf-16", "utf-32")))


def decode(body: bytes, charset: str | None) -> tuple[str, str, tuple[str, ...]]:
    """The body's text, the encoding it was read in, and flags.

    The order is: byte order mark; UTF-8 where the bytes are UTF-8 beyond chance, whatever is declared (servers often
    state a default that is not the page's); what HTTP states; what the page's `meta` states (WHATWG Encoding Standard
    names); Windows-1252. Bytes that do not fit become U+FFFD.
    """
    marked, mark = read_bom(body)
    if marked is not None and mark is not None:
        return body[len(mark) :].decode(marked, "replace"), marked, ()
    stated = resolve_encoding(charset) if charset else None
    declared = [name for name in (stated, html_body_declared_encoding(body)) if name and _is_of_text(name, body)]
    if not body.isascii():
        text = body.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        if not broken or broken * 20 <= len(text) - len(text.encode("ascii", "ignore")):
            mismatch = bool(declared) and declared[0] != "utf-8"
            return text, "utf-8", ("charset-mismatch",) * mismatch + ("undecodable-bytes",) * bool(broken)
    for name in declared:
        try:
            return body.decode(name), name, ("charset-mismatch",) if name != declared[0] else ()
        except (UnicodeDecodeError, LookupError):
            continue
    name = next(iter(declared), "cp1252")
    return body.decode(name, "replace"), name, () if body.isascii() else ("undecodable-bytes",)
