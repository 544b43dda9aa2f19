"""Addresses as a page states them, made absolute; only those a reader may be sent to."""

from typing import Final
from urllib.parse import urljoin

from lxml import html

from wire.urls import is_common, safe_link

LICENCE_RELATIONS: Final = frozenset(
    {"license", "cc:license", "dc:license", "dct:license", "dcterms:license", "schema:license", "xhv:license"}
)


def absolute(base: str, address: str | None) -> str | None:
    """The address joined to `base` (WHATWG URL: tabs and line ends inside it do not count); None where it is empty, only a
    place on the same page, broken, or not of a kind that may be printed."""
    if address is not None and is_common(address):
        return address
    address = (address or "").replace("\n", "").replace("\r", "").replace("\t", "").strip()
    if not address or address.startswith("#"):
        return None
    try:
        return safe_link(urljoin(base, address))
    except ValueError:
        return None


def web_address(base: str, address: str | None) -> str | None:
    """The same for what must be on the web: images, canonical addresses, licences."""
    joined = absolute(base, address)
    return joined if joined is not None and joined.startswith(("http://", "https://")) else None


def leads_to_licence(link: html.HtmlElement) -> bool:
    """Whether a link says of itself that it leads to the licence: by `rel=license` (HTML Standard, link types), or by the same
    property in RDFa, under the names that its usual vocabularies have there (RDFa Core 1.1, initial context)."""
    relation, name = link.get("rel"), link.get("property")
    if relation is None and name is None:
        return False
    return any(said is not None and not LICENCE_RELATIONS.isdisjoint(said.lower().split()) for said in (relation, name))


def leads_away(link: html.HtmlElement) -> bool:
    """Whether an `a` is a link to elsewhere: not to a place on the page, nor such a place itself (`name`), which an old page may
    never close."""
    href = link.get("href")
    return not href.startswith("#") if href is not None else link.get("name") is None
