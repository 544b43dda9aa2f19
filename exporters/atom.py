"""The feed of the newest stories: Atom (RFC 4287), with full text, terms, and the way each story took to us.

Beside it: RFC 4946 (`link rel=license`), RFC 6596 (`rel=canonical`), RFC 6721 (a withdrawn story's tombstone), and
`dcterms:issued` for a date that is not a full instant, which RFC 4287 has no place for (section 3.3).
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from lxml import etree
from markupsafe import Markup

from exporters import credits as sentences
from exporters import paths
from exporters.markup import NOT_XML, attributes, body_markup, clean, inline_markup, language_tag
from exporters.page import Page
from news.body import fold, plain
from news.edition import Edition, EditionStory, Place, Tombstone
from news.names import atom_id
from news.partial_date import Precision
from news.publisher import Site
from wire.record import RECORD
from wire.urls import safe_link

MEDIA_TYPE: Final = "application/atom+xml"
ATOM: Final = "http://www.w3.org/2005/Atom"
XHTML: Final = "http://www.w3.org/1999/xhtml"
DCTERMS: Final = "http://purl.org/dc/terms/"
TOMBSTONES: Final = "http://purl.org/atompub/tombstones/1.0"
EMPTY: Final = f'<feed xmlns="{ATOM}" xmlns:dcterms="{DCTERMS}" xmlns:at="{TOMBSTONES}"/>'
XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def render(edition: Edition, site: Site) -> Iterator[Page]:
    """The feed, where the edition changes it."""
    if edition.newest is None:
        return
    feed = etree.fromstring(EMPTY)
    feed.set(XML_LANG, site.language)
    _put(feed, "title", site.title)
    if site.tagline:
        _put(feed, "subtitle", site.tagline)
    _put(feed, "id", atom_id(site.id, "feed"))
    moments = [story.changed_at for story in edition.newest] + [notice.withdrawn_at for notice in edition.withdrawn]
    _put(feed, "updated", _instant(max(moments, default=edition.as_of)))
    _link(feed, "self", paths.web_url(site, paths.FEED), MEDIA_TYPE)
    _link(feed, "alternate", paths.web_url(site, paths.FRONT), "text/html")
    _person(feed, site.title, site.base_url)
    _put(feed, "generator", "wiredesk")
    # before the entries: the RFC's schema has all other elements there
    for notice in edition.withdrawn:
        _tombstone(feed, notice, site)
    for story in edition.newest:
        _entry(feed, story, site)
    for element in (feed, *feed.iter(_atom("entry"), _atom("source"), _atom("author"))):
        _set_on_lines(element)
    body = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    yield Page(path=paths.page_file(paths.FEED), media_type=MEDIA_TYPE, body=body + b"\n")


def entry_id(place: Place, site: Site) -> str:
    """The Atom id of a story: the same for ever, whatever changes about it."""
    return atom_id(site.id, f"story:{place.id}")


def _entry(feed: etree._Element, story: EditionStory, site: Site) -> None:
    told, about = story.story, story.story.attribution
    entry = etree.SubElement(feed, _atom("entry"))
    if (tag := language_tag(told.language)) is not None:
        entry.set(XML_LANG, tag)
    _put(entry, "title", told.headline)
    _put(entry, "id", entry_id(story.place, site))
    _put(entry, "updated", _instant(story.changed_at))
    _dates(entry, story)
    for name in (about.byline.people if about.byline else ()) or (about.publisher,):
        _person(entry, name, about.publisher_home if name == about.publisher else None)
    for topic in story.topics:
        etree.SubElement(entry, _atom("category"), term=topic.slug, label=_clean(topic.title))
    _links(entry, story, site)
    _source(entry, story, site)
    rights = (sentences.published_line(about.publisher, story.rights), sentences.condition_line(story.rights))
    _put(entry, "rights", ". ".join(rights)).set(XML_LANG, "en")
    if summary := fold(plain(story.printed.standfirst)):
        _put(entry, "summary", summary)
    _content(entry, story, site)


def _dates(entry: etree._Element, story: EditionStory) -> None:
    published = story.story.published
    if published is None:
        return
    if published.precision is Precision.SECOND and (instant := published.instant()) is not None:
        _put(entry, "published", _instant(instant))
    etree.SubElement(entry, f"{{{DCTERMS}}}issued").text = published.isoformat()


def _links(entry: etree._Element, story: EditionStory, site: Site) -> None:
    _link(entry, "alternate", paths.web_url(site, paths.web_path(story.place)), "text/html")
    about = story.story.attribution
    original = None if about.url is None else safe_link(about.url)
    if original is not None:
        _link(entry, "canonical", original)
        _link(entry, "via", original, title=about.publisher)
    for hop in story.story.provenance.hops:
        if (address := safe_link(hop.url)) is not None:
            _link(entry, "via", address, title=hop.service)
    if (licence := sentences.licence_url(story.rights)) is not None:
        _link(entry, "license", licence)


def _source(entry: etree._Element, story: EditionStory, site: Site) -> None:
    """Where the text comes from (RFC 4287 section 4.2.11), as of when it was fetched; the id is of our making."""
    about, way = story.story.attribution, story.story.provenance
    source = etree.SubElement(entry, _atom("source"))
    _put(source, "id", atom_id(site.id, f"feed:{way.feed}"))
    _put(source, "title", about.publisher)
    _put(source, "updated", _instant(way.fetched_at))
    if about.publisher_home is not None and (home := safe_link(about.publisher_home)) is not None:
        _link(source, "alternate", home)
    if about.copyright_notice:
        _put(source, "rights", about.copyright_notice)


def _content(entry: etree._Element, story: EditionStory, site: Site) -> None:
    content = etree.SubElement(entry, _atom("content"), type="xhtml")
    printed = story.printed
    standfirst = Markup('<p class="standfirst">{}</p>\n').format(inline_markup(printed.standfirst)) if printed.standfirst else ""
    body = Markup("<div{}>\n{}{}\n</div>").format(attributes(story.story.language), standfirst, body_markup(printed.body))
    whole = Markup('<div xmlns="{}">\n{}\n{}\n</div>').format(XHTML, body, _credit(story, site))
    # xml:lang is XHTML's own spelling in XML; `lang` alone says nothing to an XML reader
    root = etree.fromstring(whole)
    for element in root.iter():
        if (tag := element.get("lang")) is not None:
            element.set(XML_LANG, tag)
    content.append(root)


def _credit(story: EditionStory, site: Site) -> Markup:
    """The block that says whose the text is, apart from it and visible wherever the entry is shown."""
    about, alteration = story.story.attribution, story.printed.alteration
    lines = [sentences.claim_line(alteration, about.publisher, site.title)]
    if (left_out := sentences.left_out_line(alteration)) is not None:
        lines.append(left_out)
    lines += [sentences.spell(pieces) for pieces in sentences.terms_pieces(story, site)]
    lines.append(sentences.published_line(about.publisher, story.rights))
    for hop in story.story.provenance.hops:
        lines.append(f"{sentences.via_line(hop.service)} {hop.url}")
        if (claim := sentences.mirror_claim_line(hop, alteration)) is not None:
            lines.append(claim)
    block = Markup("\n").join(Markup("<p>{}</p>").format(clean(line)) for line in lines)
    return Markup('<hr />\n<div class="{}" lang="en" dir="ltr">\n{}\n</div>').format(RECORD, block)


def _tombstone(feed: etree._Element, notice: Tombstone, site: Site) -> None:
    """RFC 6721 section 3: readers that know it take the story away, the others pass it over."""
    ref, when = entry_id(notice.place, site), _instant(notice.withdrawn_at)
    deleted = etree.SubElement(feed, f"{{{TOMBSTONES}}}deleted-entry", ref=ref, when=when)
    etree.SubElement(deleted, f"{{{TOMBSTONES}}}comment").text = _clean(notice.reason)


def _set_on_lines(element: etree._Element) -> None:
    # never inside the content: a line end between two of its elements would be a space that the publisher did not set
    element.text = "\n"
    for child in element:
        child.tail = "\n"


def _atom(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def _put(parent: etree._Element, name: str, text: str) -> etree._Element:
    element = etree.SubElement(parent, _atom(name))
    element.text = _clean(text)
    return element


def _person(parent: etree._Element, name: str, uri: str | None) -> None:
    author = etree.SubElement(parent, _atom("author"))
    _put(author, "name", name)
    if uri is not None and (address := safe_link(uri)) is not None:
        _put(author, "uri", address)


def _link(parent: etree._Element, rel: str, href: str, media_type: str | None = None, *, title: str | None = None) -> None:
    link = etree.SubElement(parent, _atom("link"), rel=rel, href=href)
    if media_type is not None:
        link.set("type", media_type)
    if title is not None:
        link.set("title", _clean(title))


def _clean(text: str) -> str:
    return NOT_XML.sub("", text)


def _instant(moment: datetime) -> str:
    """RFC 3339 in UTC, to the second."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
