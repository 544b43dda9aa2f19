"""Where everything stands: one scheme of addresses for the web site, the gopher hole and their files.

A web path and a menu's selector are the same string (`/topics/rivers/`), so a reader who knows one knows the other. All
begin with a slash; the site's `base_url` may have a path of its own in front of them.
"""

from typing import Final

from slugify import slugify

from news.edition import ListKind, Place
from news.publisher import Site
from wire.urls import GopherUrl

SLUG_LENGTH: Final = 80
WEB: Final = "web"
GOPHER: Final = "gopher"

FRONT: Final = "/"
TOPICS: Final = "/topics/"
PUBLISHERS: Final = "/publishers/"
SUBSCRIBE: Final = "/subscribe/"
FEED: Final = "/feed.atom"
NOT_FOUND: Final = "/404.html"
STYLE: Final = "/static/site.css"

RESERVED: Final = frozenset({
    "page", "topics", "publishers", "subscribe", "feed.atom", "404.html", "static",
    "index.html", "gophermap", "caps.txt", "robots.txt", "sitemap.xml", "favicon.ico", "favicon.svg",
    "about", "api", "console", "feed", "feeds", "search", "web", "gopher",
})  # fmt: skip
"""First segments that mean something else, now or soon: no publisher may have such an id."""


def slug_of(headline: str) -> str:
    """A short name for a story, made of its headline: `[a-z0-9-]`, at most 80 characters, cut at a word; may be empty."""
    return slugify(headline, max_length=SLUG_LENGTH, word_boundary=True, save_order=True)


def _name(place: Place) -> str:
    return f"{place.slug}-{place.id}" if place.slug else place.id


def web_path(place: Place) -> str:
    """A story's address on the web site: `/tass/lukes-bridge-opens-k3jx…/`."""
    return f"/{place.publisher}/{_name(place)}/"


def web_file(place: Place) -> str:
    """The file that a story's web page is written to."""
    return page_file(web_path(place))


def selector(place: Place) -> str:
    """A story's address in the gopher hole: `/tass/2025/08/lukes-bridge-opens-k3jx….txt`."""
    return f"/{place.publisher}/{place.year}/{place.month}/{_name(place)}.txt"


def gopher_file(place: Place) -> str:
    """The file that a story's gopher page is written to."""
    return GOPHER + selector(place)


def list_path(kind: ListKind, name: str = "", number: int | None = None) -> str:
    """The address of a list, or of one of its older pages: `/`, `/topics/rivers/page/3/`, `/tass/`, `/tass/2025/08/`.

    Months are menus of the gopher hole alone; the other kinds stand at the same address in both.
    """
    starts = {ListKind.FRONT: FRONT, ListKind.TOPIC: f"{TOPICS}{name}/"}
    start = starts.get(kind, f"/{name}/")
    return start if number is None else f"{start}page/{number}/"


def page_file(path: str) -> str:
    """The file of a web page: a path that ends in a slash is a folder with an `index.html`."""
    return f"{WEB}{path}index.html" if path.endswith("/") else f"{WEB}{path}"


def menu_file(path: str) -> str:
    """The file of a gopher menu: `gopher/topics/rivers/gophermap`."""
    return f"{GOPHER}{path}gophermap"


def web_url(site: Site, path: str) -> str:
    """The absolute address of a web path."""
    return site.base_url + path.removeprefix("/")


def gopher_url(site: Site, path: str = FRONT, item_type: str = "1") -> str | None:
    """The absolute address of a selector, the hole's root by default; None where the site has no gopher hole."""
    if site.gopher_host is None:
        return None
    sent = b"" if path == FRONT else path.encode("ascii")
    return GopherUrl(host=site.gopher_host, port=site.gopher_port, item_type=item_type, selector=sent).format()
