"""Addresses: gopher URLs byte for byte, the one form of a web address that a story is recognised by, and links safe to print.

A gopher selector is opaque bytes (RFC 1436 section 2): nothing here joins, normalises or re-encodes one.
"""

import re
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import quote_from_bytes, unquote_to_bytes, urlsplit

from yarl import URL

GOPHER_PORT: Final = 70
SEARCH: Final = "7"
SELECTOR_SAFE: Final = "/~:@!$&+,;="
"""What is left as it is beside letters, digits and `-._~`; quotes and brackets are encoded so that addresses survive in text."""
FORBIDDEN: Final = re.compile(rb"[\0\r\n]")
HOST: Final = re.compile(r"[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\]")
URL_LENGTH: Final = 8192


@dataclass(frozen=True, slots=True, kw_only=True)
class GopherUrl:
    """A gopher address (RFC 4266 section 2.1). `selector` and `search` are bytes as they go over the wire.

    `host` is lower case, an IPv6 address without brackets. `search` belongs to type 7 alone. Raises ValueError when made of
    parts that cannot be sent: a NUL, CR, LF or TAB in a selector would forge a second request.
    """

    host: str
    port: int = GOPHER_PORT
    item_type: str = "1"
    selector: bytes = b""
    search: bytes | None = None

    def __post_init__(self) -> None:
        if FORBIDDEN.search(self.selector + (self.search or b"")) or b"\t" in self.selector:
            raise ValueError(f"a gopher selector holds no NUL, TAB, CR or LF: {self.selector!r}")
        if not (len(self.item_type) == 1 and "!" <= self.item_type <= "~"):
            raise ValueError(f"a gopher item type is one printable ASCII character, not {self.item_type!r}")
        if not 1 <= self.port <= 65535 or not HOST.fullmatch(f"[{self.host}]" if ":" in self.host else self.host):
            raise ValueError(f"no such host and port: {self.host!r} {self.port}")
        if self.search is not None and self.item_type != SEARCH:
            raise ValueError(f"only type 7 takes words to search for, not type {self.item_type}")

    @classmethod
    def parse(cls, url: str) -> Self | None:
        """The parts of a gopher URL, None where it is none that can be asked for.

        The first character of the path is the item type and belongs to no selector (RFC 4266); an empty path is the root
        menu. A `?` is part of the selector. A fragment is dropped. gophers:// is not spoken here.
        """
        rest = url.strip()
        if rest[:9].lower() != "gopher://" or len(rest) > URL_LENGTH or any(ord(char) < 0x20 or char == "\x7f" for char in rest):
            return None
        authority, _, path = rest[9:].partition("#")[0].partition("/")
        host, colon, port = authority.rpartition(":") if re.search(r":[0-9]*$", authority) else (authority, "", "")
        if len(port) > 5 or (colon and authority.startswith("[") and not host.endswith("]")):
            return None
        data = unquote_to_bytes(path.encode("utf-8", "replace"))
        selector, tab, search = data[1:].partition(b"\t")
        try:
            return cls(
                host=host.lower().strip("[]"),
                port=int(port) if port else GOPHER_PORT,
                item_type=data[:1].decode("ascii") or "1",
                selector=selector,
                search=search if tab else None,
            )
        except ValueError:
            return None

    def format(self) -> str:
        """The URL; `parse` reads it back as the same address. The root menu is `gopher://host/`."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == GOPHER_PORT else f":{self.port}"
        if not self.selector and self.search is None and self.item_type == "1":
            return f"gopher://{host}{port}/"
        search = "" if self.search is None else "%09" + quote_from_bytes(self.search, SELECTOR_SAFE)
        item_type = quote_from_bytes(self.item_type.encode(), SELECTOR_SAFE)
        return f"gopher://{host}{port}/{item_type}{quote_from_bytes(self.selector, SELECTOR_SAFE)}{search}"

    @property
    def request(self) -> bytes:
        """What is sent to the host: the selector, for a search TAB and its words, CRLF (RFC 1436 section 3.7)."""
        return self.selector + (b"" if self.search is None else b"\t" + self.search) + b"\r\n"


TRACKING: Final = re.compile(
    r"utm_\w+|at_(medium|campaign|custom\d|link_\w+|ptr_name|format|bbc_team)|ns_(mchannel|source|campaign|linkname|fee)"
    r"|(fbc|gc|dc|yc|ysc|twc|ttc)lid|msclkid|s_kwcid|fb_(action|source|ref)\w*|gclsrc|[gw]braid|_(ga|gl|openstat|hsenc|hsmi)"
    r"|__hs\w+|hsctatracking|mc_(cid|eid)|mkt_tok|igsh(id)?|li_fat_id|vero_(id|conv)|oly_(anon|enc)_id|xtor|wt[._]mc(_id)?"
    r"|s_cid|srsltid",
    re.ASCII | re.IGNORECASE,
)
"""Query parameters that name the reader or the way he came, never the text: by the documentation of those who add them."""
ROUTE: Final = ("!", "/")
"""A fragment that begins so names a page of a site that runs on script; any other is a place on the same page."""


def canonical_url(url: str) -> str:
    """The form of an http or https address that a story is recognised by: for comparing, never for fetching.

    Scheme and host in lower case, host in ASCII, no default port, dot segments resolved, percent-escapes in one form
    (RFC 3986 section 6.2.2), no user, no fragment, no tracking parameters; the query sorted by key, the order of equal keys
    kept. Any other address, gopher's among them, and what is none at all come back as they are.
    """
    if not url.lower().startswith(("http://", "https://")):
        return url
    try:
        read = URL(url.strip())
        host = read.raw_host
        default = read.is_default_port()
    except ValueError:
        return url
    if not host:
        return url
    pairs = [pair for pair in read.raw_query_string.split("&") if pair and not TRACKING.fullmatch(pair.partition("=")[0])]
    query = "?" + "&".join(sorted(pairs, key=lambda pair: pair.partition("=")[0])) if pairs else ""
    fragment = "#" + read.raw_fragment if read.raw_fragment.startswith(ROUTE) else ""
    port = "" if default or read.explicit_port is None else f":{read.explicit_port}"
    name = f"[{host}]" if ":" in host else host.lower().rstrip(".")
    return f"{read.scheme}://{name}{port}{read.raw_path or '/'}{query}{fragment}"


LINKED: Final = frozenset({"http", "https", "gopher", "gemini"})
UNPRINTABLE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff\\]")
"""Controls, what no XML may hold, and marks that would show another address than the one meant; a backslash is a slash to some
and none to others."""
UNESCAPED: Final = re.compile(r"[\s\"<>^`{|}]")
"""What an address holds only as a percent-escape (RFC 3986 section 2), and is often left as it is."""


COMMON_LENGTH: Final = 2000
COMMON: Final = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?(?::(?:[1-9][0-9]{0,3}|[1-5][0-9]{4}))?/"
    r"[\w.~/%@+,=&-]*+(?:\?[\w.~/%@+,=&-]++)?",
    re.ASCII,
)


def is_common(url: str) -> bool:
    """Whether it is an absolute web address of the usual kind: one that stays as it is when it is joined to a base (RFC 3986
    section 5) or printed. Most addresses are, and to tell costs a tenth of taking them apart."""
    return len(url) <= COMMON_LENGTH and COMMON.fullmatch(url) is not None


def safe_link(url: str) -> str | None:
    """The address as it may be printed and linked to, None where it may not: the one gate for every address in every format.

    Absolute, http, https, gopher, gemini or mailto; no control or direction marks, no user before the host. Blanks, quotes
    and brackets inside become percent-escapes, so that the address ends where it ends; nothing else is changed.
    """
    if is_common(url):
        return url
    text = url.strip()
    if not text or len(text) > URL_LENGTH or UNPRINTABLE.search(text):
        return None
    text = UNESCAPED.sub(lambda found: quote_from_bytes(found[0].encode()), text)
    try:
        parts = urlsplit(text)
        port_is_real = parts.port != 0
    except ValueError:
        return None
    if parts.scheme == "mailto":
        return text if "@" in parts.path.strip("@") else None
    is_plain = parts.hostname is not None and "@" not in parts.netloc and "%" not in parts.netloc
    return text if parts.scheme in LINKED and is_plain and port_is_real else None


def origin_of(url: str | None) -> str | None:
    """`https://host[:port]` of an address on the web (RFC 6454); None for any other."""
    try:
        parts = urlsplit(url or "")
        known = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}" if known else None
