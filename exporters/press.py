"""What goes to press, in which formats, and whether it would look as it did last time."""

from collections.abc import Callable, Iterator, Mapping
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Final

from exporters import atom, gopher, html, paths
from exporters.page import Page
from news.edition import Edition
from news.names import Digest, digest_of
from news.publisher import Site

RENDERERS: Final[Mapping[str, Callable[[Edition, Site], Iterator[Page]]]] = {
    "html": html.render,
    "gopher": gopher.render,
    "atom": atom.render,
}
"""Every format, in order: the feed last, since it leads to pages of the others."""

LOOKS: Final = ("exporters", "wire")
"""The rooms whose words and forms end up on pages."""
SETTERS: Final = ("babel", "jinja2", "lxml", "markdown-it-py", "markupsafe", "nh3")
"""The libraries that have a hand in it: another release may set a date or a list differently."""


def render(edition: Edition, site: Site) -> Iterator[Page]:
    """Every file that the edition changes, in all formats; in each, pages come before the indexes that lead to them."""
    for renderer in RENDERERS.values():
        yield from renderer(edition, site)


def look(site: Site) -> Digest:
    """Changes whenever the same edition would be printed differently: templates, style, wording, settings, libraries."""
    files = [part for room in LOOKS for part in _files(resources.files(room))]
    return digest_of(repr(site), *(f"{name} {metadata.version(name)}" for name in SETTERS), *files)


def _files(folder: Traversable) -> Iterator[bytes]:
    for part in sorted(folder.iterdir(), key=lambda part: part.name):
        if part.is_dir() and part.name != "__pycache__":
            yield from _files(part)
        elif part.name.endswith((".py", ".html", ".css", ".svg")):
            yield part.name.encode()
            yield part.read_bytes()


def removals(edition: Edition) -> tuple[str, ...]:
    """The files of stories that may be out no longer; a withdrawn story is none of them, its notice takes its place."""
    return tuple(path for place in edition.removed for path in (paths.web_file(place), paths.gopher_file(place)))
