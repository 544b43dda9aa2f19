"""What a site is called: by its head, by its address, by the links to its front page, and by titles that bear its name."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import urljoin, urlsplit

from ingest.extract.blocks import Mark, PageBlock, PageText, letters, size_of
from ingest.extract.head import Head, bare_address
from ingest.extract.links import absolute

HEADINGS: Final = ("h1", "h2", "h3")
BORDER: Final = re.compile(r"(?<!\s)\s+[|\-–—·•»:/~]+\s+|(?<!\s)\s*[|｜]\s*|:\s+")
"""Looked for from the start of white space only: else a long run of it is gone over from each of its characters."""
FRONT: Final = ("", "/", "/index.html", "/index.htm", "/index.php")
TOP, LONGEST_NAME = 60, 80
"""Blocks among which a site's own name is looked for, and its characters at most."""
MAX_PARTS = 12
"""Parts that are taken off a title; one that names its site more often was not written for readers."""
LEAST_NAME = 3
"""Letters of a site's name that stands right behind a colon: fewer may be a time's (`20:15`)."""
CERTAIN: Final = 20
"""Letters from which on a heading is hardly the name of a site or a section."""


def house_names(page: PageText, head: Head, url: str) -> frozenset[str]:
    """The letters of every name that the site goes by."""
    return frozenset([*_house_names(head, url), *_named_by_links(page, head.base), *_named_by_titles(page, head)])


def without_site(title: str, house: frozenset[str]) -> str:
    """The title without what follows it and only names the site, its host or the section, border by border from the end."""
    for _ in range(MAX_PARTS):
        borders = list(BORDER.finditer(title))
        if not borders:
            break
        last, first = borders[-1], borders[0]
        if _names_house(title[last.end() :], house) and letters(title[: last.start()]):
            title = title[: last.start()].rstrip()
        elif _names_house(title[: first.start()], house) and letters(title[first.end() :]) and not first.group().startswith(":"):
            title = title[first.end() :].lstrip()
        else:
            break
    before, colon, name = title.rpartition("：" if "：" in title else ":")
    is_named = colon and len(letters(name)) >= LEAST_NAME and _names_house(name, house)
    return before if is_named and letters(before) else title


def _names_house(part: str, house: frozenset[str]) -> bool:
    """Whether a part of a title only names the site, in one of its names or several: hosts go without the article that many
    papers bear in their names."""
    return letters(part) in house or letters(part.strip().removeprefix("The ")) in house or _is_of_names(part, house)


def _is_of_names(part: str, house: frozenset[str]) -> bool:
    words = [bare for word in part.split() if (bare := letters(word))]
    return len(words) > 1 and house.issuperset(words)


def _house_names(head: Head, url: str) -> Iterator[str]:
    """The letters of every name the site goes by: publisher, site name, host with and without its ends, sections."""
    parts: list[str] = [*head.names, *head.sections]
    for address in (url, head.canonical or ""):
        host = (urlsplit(address).hostname or "").removeprefix("www.")
        first, *more = host.split(".")[:-1] or [""]
        parts += [
            host,
            host.partition(".")[2] if more else "",
            host.rpartition(".")[0],
            first,
            *(label for label in more if len(label) >= LEAST_NAME),
        ]
    for name in parts:
        bare = letters(name)
        if bare:
            yield bare
            yield letters(name.removeprefix("The "))


def _named_by_links(page: PageText, base: str) -> Iterator[str]:
    """The letters of the page's first lines that are one link to the site's front page: its name, or that it leads home."""
    home = urlsplit(base).netloc
    for block in islice(page.blocks, TOP):
        if block.linked and 0 < len(block.text) <= LONGEST_NAME:
            places = [token.element.get("href") or "" for token in block.tokens if isinstance(token, Mark) and token.kind == "a"]
            if places and all(_is_front_page(place, base, home) for place in places):
                yield block.bare


def _named_by_titles(page: PageText, head: Head) -> Iterator[str]:
    """The letters by which one stated title is longer than another, where they are a heading of the page: the site's name."""
    told = {letters(said) for said, _ in head.titles}
    short = min(told, key=len, default="")
    if size_of(short) >= CERTAIN:
        more = {cut for said in told for cut in (said.removesuffix(short), said.removeprefix(short))} - told - {""}
        yield from (block.bare for block in page.blocks if more and block.node.tag in HEADINGS and block.bare in more)


def _is_front_page(address: str, base: str, home: str) -> bool:
    """Whether a link leads to the front page of the host. To take most addresses apart costs more than to look at them."""
    address = address.strip()
    if address.startswith("/") and not address.startswith("//"):
        return address in FRONT
    _, slashes, rest = address.partition("//")
    if not (rest.startswith(home) if slashes else address.startswith(".") or address in FRONT):
        return False
    try:
        parts = urlsplit(urljoin(base, address))
    except ValueError:
        return False
    return parts.netloc == home and parts.path in FRONT and not parts.query


def leads_here(block: PageBlock, head: Head) -> bool:
    """Whether all links of a line lead to the page itself."""
    places = [token.element.get("href") or "" for token in block.tokens if isinstance(token, Mark) and token.kind == "a"]
    return bool(places) and all(bare_address(absolute(head.base, place) or "") in head.addresses for place in places)
