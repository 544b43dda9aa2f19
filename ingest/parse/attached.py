"""What a feed attaches to its entries: pictures with their captions and credits, and files of any kind."""

import re
from typing import Final

from lxml import etree

from ingest.parse import names
from ingest.parse.entry import Enclosure, Image
from ingest.parse.statements import absolute, children, links, stated

PICTURE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:\?|$)", re.IGNORECASE)


def images(parent: etree._Element) -> tuple[Image, ...]:
    """The pictures attached to an entry with their captions and credits: Media RSS, enclosures; each address once."""
    found: dict[str, Image] = {}
    media = [(names.place_of(element.tag), element) for element in parent.iter("{*}content", "{*}thumbnail")]
    for place, element in media:
        if place == "media:content" and _is_picture(element):
            _add(found, element, element.get("url"))
    for enclosure in (*children(parent, "enclosure"), *links(parent, "enclosure")):
        if (enclosure.get("type") or "").lower().startswith("image/"):
            _add(found, enclosure, enclosure.get("url") or enclosure.get("href"))
    if not found:
        for place, element in media:
            if place == "media:thumbnail":
                _add(found, element, element.get("url"))
    return tuple(found.values())


def enclosures(parent: etree._Element) -> tuple[Enclosure, ...]:
    """The files attached to an entry: RSS `enclosure`, Atom `link rel=enclosure`; each address once."""
    found: dict[str, Enclosure] = {}
    for enclosure in (*children(parent, "enclosure"), *links(parent, "enclosure")):
        if url := absolute(enclosure.get("url") or enclosure.get("href"), enclosure.base):
            kind, length = (enclosure.get("type") or "").strip().lower() or None, enclosure.get("length")
            found.setdefault(url, Enclosure(url=url, media_type=kind, length=size_of(length)))
    return tuple(found.values())


def size_of(stated_length: object) -> int | None:
    """A size in bytes as feeds state it; None for anything that is no such number."""
    text = str(stated_length or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _is_picture(media: etree._Element) -> bool:
    kind = (media.get("medium") or media.get("type") or "").lower()
    return kind.startswith("image") if kind else PICTURE.search(media.get("url") or "") is not None


def _add(found: dict[str, Image], element: etree._Element, url: str | None) -> None:
    if address_of := absolute(url, element.base):
        media_type = (element.get("type") or "").lower() or None
        caption, credit = _beside(element, "media:description"), _beside(element, "media:credit")
        found.setdefault(address_of, Image(url=address_of, media_type=media_type, caption=caption, credit=credit))


def _beside(element: etree._Element, place: str) -> str | None:
    """What Media RSS says of a picture: in itself, else in its group, else in the item (Media RSS 1.5, optional elements)."""
    at: etree._Element | None = element
    while at is not None:
        for child in children(at, place):
            words = stated(child)
            if words:
                return words
        at = at.getparent() if names.place_of(at.tag) in ("media:content", "media:group", "media:thumbnail") else None
    return None
