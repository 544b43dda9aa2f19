"""The headline as the publisher wrote it: agreed on by head and page, without the names of site and section after it."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from ingest.extract.blocks import PageText, letters
from ingest.extract.head import Head

_BORDER = re.compile(r"\s+[|\-–—·•»:/]+\s+|\s*[|｜]\s*|:\s+|\s+::\s+")
MAX_LENGTH = 400


def headline_of(page: PageText, head: Head, url: str, feed_title: str | None = None) -> tuple[str | None, frozenset[str]]:
    """The headline, and the letters of every form of it, by which it is known again where it stands in the text.

    What a reader sees (`h1`) is taken where any other source agrees with it; else JSON-LD, Open Graph, a lone `h1`, the
    `title`, in this order. A form that is cut off (`…`) gives way to the longer one.
    """
    house = frozenset(_house_names(head, url))
    seen = [block.text for block in page.blocks if block.node.tag == "h1" and 0 < len(block.text) <= MAX_LENGTH]
    stated = [without_site(said, house) for said, _ in head.titles]
    stated += [without_site(feed_title, house)] if feed_title else []
    every = [*(seen if len(seen) <= 2 else seen[:1]), *stated, *(said for said, _ in head.titles)]  # more h1 are subheads
    forms = frozenset(bare for said in every if (bare := letters(said)))
    known = {letters(other) for other in stated}
    agreed = next((said for said in seen if letters(said) in known or any(_begins(said, whole) for whole in stated[-1:])), None)
    if agreed is not None:
        return agreed, forms
    for said in stated[:-1] if feed_title else stated:
        longer = next(
            (other for other in [*seen, *stated] if said.endswith(("…", "...")) and other.startswith(said.rstrip(".… "))), None
        )
        chosen = longer or said
        if len(seen) == 1 and _alike(seen[0], chosen):
            return seen[0], forms
        if chosen and letters(chosen) not in house:
            return chosen[:MAX_LENGTH], forms
    return next(iter(seen), None), forms


def without_site(title: str, house: frozenset[str]) -> str:
    """The title without what follows it and only names the site, its host or the section, border by border from the end."""
    while True:
        borders = list(_BORDER.finditer(title))
        if not borders:
            return title
        last, first = borders[-1], borders[0]
        if letters(title[last.end() :]) in house and letters(title[: last.start()]):
            title = title[: last.start()].rstrip()
        elif letters(title[: first.start()]) in house and letters(title[first.end() :]) and not first.group().startswith(":"):
            title = title[first.end() :].lstrip()
        else:
            return title


def _house_names(head: Head, url: str) -> Iterator[str]:
    """The letters of every name the site goes by: publisher, site name, host with and without its ends, sections."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    parts: Iterable[str] = (*head.names, *head.sections, host, host.rpartition(".")[0], host.split(".")[0] if "." in host else "")
    for name in parts:
        bare = letters(name)
        if bare:
            yield bare
            yield letters(name.removeprefix("The "))


def _alike(one: str, other: str) -> bool:
    """Whether most words of the shorter one stand in the other: the same headline in two wordings."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return len(words & others) * 2 >= max(4, min(len(words), len(others)))


def _begins(said: str, whole: str) -> bool:
    """Whether the page's `title` begins with these words, up to a border."""
    return whole.startswith(said) and _BORDER.match(whole, len(said)) is not None
