"""What a feed's elements state, by their namespace: dates, people, rights, links, texts, each with where it stood.

feedparser names an unknown element after the publisher's own prefix and folds different dates into one; for what is
proof later, the element itself is read.
"""

import base64
import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from ingest.facts.rsl import read_rsl_item
from ingest.parse import names
from ingest.parse.entry import Author, Content, RightsSaid, Said, Via
from wire.urls import is_common

PUBLISHED: Final = (
    "pubDate", "atom:published", "atom03:issued", "dcterms:issued", "dc:date", "prism:publicationDate", "dcterms:created",
    "atom03:created", "atom03:published",
)  # fmt: skip
"""Elements that say when a text was published, the most specific first."""
UPDATED: Final = ("atom:updated", "atom03:modified", "atom03:updated", "dcterms:modified", "prism:modificationDate")
FEED_UPDATED: Final = ("atom:updated", "atom03:modified", "lastBuildDate", "pubDate", "dcterms:modified", "dc:date")

RIGHTS: Final = frozenset({
    "copyright", "dc:rights", "dcterms:rights", "dcterms:license", "creativeCommons:license", "cc:license", "atom:rights",
    "atom03:copyright", "prism:copyright", "media:license", "media:copyright",
})  # fmt: skip

FULL: Final = ("content:encoded", "atom:content", "atom03:content", "xhtml:body", "xhtml:div", "body", "fullitem")
"""Elements meant for the whole text."""
SUMMARY: Final = ("description", "atom:summary", "atom03:summary", "dc:description", "dcterms:abstract", "itunes:summary")

BYTES: Final = "application/octet-stream"
WORDS: Final = frozenset({"html", "text/html", "text", "text/plain"})
LONGEST_URL: Final = 4096
SCHEMES: Final = frozenset({"http", "https", "gopher"})
MAIL: Final = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,190}")


def absolute(address: str | None, base: str | None) -> str | None:
    """The address against its base (RFC 3986 section 5); None unless it leads to a host by http, https or gopher."""
    if address is not None and is_common(address):
        return address
    cleaned = re.sub(r"[\t\r\n]", "", address or "").strip().replace(" ", "%20")
    if not cleaned or len(cleaned) > LONGEST_URL:
        return None
    try:
        joined = urljoin(base or "", cleaned)
        parts = urlsplit(joined)
        usable = parts.scheme in SCHEMES and parts.hostname and (parts.port or True)
    except ValueError:
        return None
    return joined if usable else None


def text_of(element: etree._Element | None) -> str:
    """The element's text as stated, without white space at its ends; all text inside where it holds further elements."""
    if element is None:
        return ""
    if not len(element):
        return (element.text or "").strip()
    return "".join(str(piece) for piece in element.itertext()).strip()


def text_of_html(markup: str, *, is_struck_said: bool = True) -> str:
    """The words of a short piece of HTML, scripts and styles left out, white space folded. `is_struck_said`: what is struck out
    there (`del`, `s`) counts too."""
    if "<" not in markup and "&" not in markup:
        return " ".join(markup.split())
    try:
        root = html.fragment_fromstring(markup[:20_000], create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    struck = "" if is_struck_said else " or ancestor::del or ancestor::s or ancestor::strike"
    pieces = (text for text in root.xpath(f".//text()[not(ancestor::script or ancestor::style{struck})]"))
    return " ".join("".join(map(str, pieces)).split())


def decoded(element: etree._Element) -> str:
    """The element's text, out of base64 where it says that it is in that: Atom 0.3 by `mode`, 1.0 by a type that is mere
    bytes (RFC 4287 section 4.1.3.3). Empty where that is no text."""
    if element.get("mode") != "base64" and (element.get("type") or "").lower() != BYTES:
        return text_of(element)
    try:
        return base64.b64decode("".join(text_of(element).split()), validate=True).decode("utf-8").strip()
    except ValueError:
        return ""


def stated(element: etree._Element) -> str:
    """An element's words on rights as plain text, without what is struck out; Atom's text constructs by their `type` (RFC 4287
    section 3.1)."""
    text, kind = decoded(element), (element.get("type") or "").lower()
    return text_of_html(text, is_struck_said=False) if kind in ("html", "text/html", BYTES) else text


def children(parent: etree._Element, *places: str) -> Sequence[etree._Element]:
    """The element's own children of these names, in the order of the names, then of the document."""
    found = _by_place(parent)
    if len(places) == 1:
        return found.get(places[0], ())
    return [child for place in places if place in found for child in found[place]]


@lru_cache(maxsize=4)
def _by_place(parent: etree._Element) -> Mapping[str, Sequence[etree._Element]]:
    """The element's own children by name: remembered, since an entry is asked for some thirty statements in a row. Not to be
    called before the tree is as it will stay; `forget` lets go of it."""
    found: dict[str, list[etree._Element]] = {}
    for child in parent:
        found.setdefault(names.place_of(child.tag), []).append(child)
    return found


def forget() -> None:
    """Lets go of the tree that was read last."""
    _by_place.cache_clear()


def child_text(parent: etree._Element, place: str) -> str | None:
    """The text of the first such child that has any."""
    return next((text for text in map(text_of, children(parent, place)) if text), None)


def dates(parent: etree._Element, places: tuple[str, ...]) -> tuple[Said, ...]:
    """Every date of these elements, as stated."""
    found = ((text_of(child), names.place_of(child.tag)) for child in children(parent, *places))
    return tuple(Said(text=text[:200], place=place) for text, place in dict.fromkeys(found) if text)


def links(parent: etree._Element, rel: str) -> Iterator[etree._Element]:
    """Atom links of this relation, wherever they stand (RFC 4287 section 4.2.7); none stated means `alternate`."""
    for link in children(parent, "atom:link", "atom03:link"):
        stated_rel = (link.get("rel") or "alternate").strip().lower().removeprefix("http://www.iana.org/assignments/relation/")
        if stated_rel == rel:
            yield link


def targets(parent: etree._Element, rel: str) -> tuple[str, ...]:
    """Where the links of this relation lead; pages before anything else."""
    found = sorted(links(parent, rel), key=lambda link: (link.get("type") or "text/html") != "text/html")
    return tuple(url for link in found if (url := absolute(link.get("href") or text_of(link), link.base)))


def ways(entry: etree._Element) -> tuple[Via, ...]:
    """Where an entry says that it has its words from, in its order."""
    return tuple(
        Via(url=url, title=link.get("title") or None)
        for link in links(entry, "via")
        if (url := absolute(link.get("href") or text_of(link), link.base))
    )


def address(parent: etree._Element) -> str | None:
    """The page an entry or feed belongs to: RSS `link`, Atom's alternate link, or a `guid` that is one."""
    for link in children(parent, "link"):
        if url := absolute(link.get("href") or text_of(link), link.base):
            return url
    if found := targets(parent, "alternate"):
        return found[0]
    for guid in children(parent, "guid"):
        permanent = next((value for name, value in guid.attrib.items() if str(name).lower() == "ispermalink"), "true")
        if str(permanent).lower() != "false" and "://" in text_of(guid):
            return absolute(text_of(guid), guid.base)
    return None


def authors(parent: etree._Element) -> tuple[Author, ...]:
    """The people an entry names: every `dc:creator`, Atom author and RSS `author`, in that order."""
    found = [_mailbox(text_of(author), names.place_of(author.tag)) for author in children(parent, "dc:creator", "dc:author")]
    for author in children(parent, "atom:author", "atom03:author"):
        part = {names.place_of(child.tag).partition(":")[2]: text_of(child) for child in author}
        url = absolute(part.get("uri") or part.get("url"), author.base)
        found.append(Author(name=part.get("name", ""), url=url, email=part.get("email"), place=names.place_of(author.tag)))
    found += [_mailbox(text_of(author), "author") for author in children(parent, "author")]
    found = found or [Author(name=text_of(author), place="itunes:author") for author in children(parent, "itunes:author")]
    return tuple(dict.fromkeys(author for author in found if author.name or author.email))


def _mailbox(text: str, place: str) -> Author:
    """RSS's author: `mail@host (Name)`, and as people write it, `Name <mail@host>` or just one of the two."""
    mail = MAIL.search(text[:500])
    if mail is None:
        return Author(name=text, place=place)
    name = (text[: mail.start()] + text[mail.end() :]).strip(" <>()\t\n\"'")
    return Author(name=name, email=mail[0], place=place)


def rights(parent: etree._Element, scope: str) -> tuple[RightsSaid, ...]:
    """Every statement on rights among the element's children, and those of an Atom `source` within it."""
    return tuple(dict.fromkeys((*_rights(parent, scope, ""), *_source_rights(parent, scope), *_media_rights(parent, scope))))


def _rights(parent: etree._Element, scope: str, within: str) -> Iterator[RightsSaid]:
    for child in parent:
        place = names.place_of(child.tag)
        if place in RIGHTS and not place.startswith("media:"):
            yield from _statement(child, within + place, scope)
        elif place == "rsl:content":
            for licence in read_rsl_item(child).licences:
                yield RightsSaid(place=place, scope=scope, text=licence.words()[:400], url=licence.terms)
    for link in links(parent, "license"):
        if url := absolute(link.get("href"), link.base):
            if (link.get("type") or "").strip().lower() == "application/rsl+xml":  # RSL 1.0: it speaks to machines
                yield RightsSaid(place="rsl link", scope=scope, text=link.get("title") or "", url=url)
                continue
            yield RightsSaid(place=f"{within}atom:link rel=license", scope=scope, text=link.get("title") or "", url=url)


def _source_rights(parent: etree._Element, scope: str) -> Iterator[RightsSaid]:
    for source in children(parent, "atom:source"):
        yield from _rights(source, scope, "atom:source/")


def _media_rights(parent: etree._Element, scope: str) -> Iterator[RightsSaid]:
    """Media RSS speaks of pictures and films, wherever in the entry it stands; at the feed's level only of its own."""
    around = parent.iter("{*}license", "{*}copyright") if scope == "entry" else iter(parent)
    for element in around:
        place = names.place_of(element.tag)
        if place in ("media:license", "media:copyright"):
            yield from _statement(element, place, scope)


def _statement(element: etree._Element, place: str, scope: str) -> Iterator[RightsSaid]:
    text = stated(element)[:20_000]
    named = element.get(f"{{{names.RDF}}}resource") or element.get("href") or element.get("url")
    is_address = text.lower().startswith(("http://", "https://")) and len(text.split()) == 1
    url = absolute(named or (text if is_address else None), element.base)
    if text or url:
        yield RightsSaid(place=place, scope=scope, text="" if is_address and url else text, url=url)


def contents(entry: etree._Element) -> tuple[Content, ...]:
    """The texts that an entry carries, whole ones first; one that says the same as another is given once."""
    found: dict[str, Content] = {}
    document = entry.getroottree().docinfo.URL
    for element in children(entry, *FULL, *SUMMARY):
        place = names.place_of(element.tag)
        body, is_html = _text_construct(element) if place.startswith("atom") else _rss_text(element)
        if body:
            is_markup = is_html and ("<" in body or "&" in body)
            base = None if element.base == document else absolute(element.base, document)
            found.setdefault(body, Content(body=body, html=is_markup, full=place in FULL, place=place, base=base))
    return tuple(found.values())


def _rss_text(element: etree._Element) -> tuple[str, bool]:
    """RSS puts HTML into an element, escaped or (in XHTML, or by mistake) as it is."""
    return (inner_markup(element) if len(element) else text_of(element)), True


def _text_construct(element: etree._Element) -> tuple[str, bool]:
    """Atom's content and text constructs by `type` (RFC 4287 sections 3.1, 4.1.3.3; Atom 0.3 has `mode`): the body, whether
    it is HTML. Empty where it stands elsewhere (`src`) or is no text."""
    kind = (element.get("type") or "text").lower()
    if element.get("src"):
        return "", False
    if kind in ("xhtml", "application/xhtml+xml") or (_holds_markup(element) and kind in WORDS):
        wrapper = element[0] if kind == "xhtml" and len(element) == 1 else element
        return inner_markup(wrapper), True
    if kind in ("html", "text/html", BYTES):
        return decoded(element), True
    return (decoded(element), False) if kind in ("text", "text/plain") else ("", False)


def _holds_markup(element: etree._Element) -> bool:
    """Whether there is markup in an element that should hold text; a `div` around escaped markup is none."""
    return len(element) > 1 or (len(element) == 1 and (names.local_name(element[0].tag) != "div" or len(element[0]) > 0))


def inner_markup(element: etree._Element) -> str:
    """The markup within an element, as HTML without namespaces."""
    copied = copy.deepcopy(element)
    for inner in copied.iter(etree.Element):
        inner.tag = names.local_name(inner.tag)
    etree.cleanup_namespaces(copied)
    pieces = (str(etree.tostring(child, encoding="unicode", method="html")) for child in copied)
    return (escape(copied.text or "", quote=False) + "".join(pieces)).strip()


def language(element: etree._Element) -> str | None:
    """The language the element itself states: `xml:lang`, `dc:language`, RSS `language`."""
    stated_tag = element.get(f"{{{names.XML}}}lang")
    return stated_tag or child_text(element, "dc:language") or child_text(element, "language")


def source(entry: etree._Element) -> tuple[str | None, str | None]:
    """Title and address of the feed that an entry says it was copied from."""
    for said in children(entry, "source"):
        return text_of(said) or None, absolute(said.get("url"), said.base)
    for said in children(entry, "atom:source"):
        where = targets(said, "self") or targets(said, "alternate")
        return child_text(said, "atom:title"), where[0] if where else absolute(child_text(said, "atom:id"), None)
    return None, None


def canonical(entry: etree._Element) -> str | None:
    """The origin's address, stated apart from the link: `rel=canonical` (RFC 6596), or the link a counting service hid."""
    return next(iter(targets(entry, "canonical")), None) or absolute(child_text(entry, "feedburner:origLink"), entry.base)
