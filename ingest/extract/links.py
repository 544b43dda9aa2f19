"""Addresses as a page states them, made absolute; only those a reader may be sent to."""

from urllib.parse import urljoin

from wire.urls import is_common, safe_link


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
