"""Whether a story goes on on further pages: a page links to its own address with the number of a page after it."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl, urljoin, urlsplit

from ingest.extract.blocks import Mark
from ingest.extract.classes import COMMENT
from ingest.extract.span import Span
from news.body import fold

BELOW: Final = 25
"""Blocks after the text among which its page numbers stand."""
LONGEST_LABEL: Final = 40
"""Characters of the words that lead to a page: a longer link names another story."""
_NAMES: Final = "page|seite|pagina|página|sida|side|strona|strana|sivu|sayfa|str|teil|part|trang|p|pg|s"
_NAMED: Final = rf"(?:{_NAMES})"
_NUMBER: Final = r"0{0,2}(?:[2-9]|[1-9]\d)"
_IN_PATH: Final = re.compile(rf"[/_,;.-](?:{_NAMED}[/=_,-]?)?{_NUMBER}", re.IGNORECASE)
"""What follows the page's own path in that of a later one: `/2`, `_2`, `/page/2`, `,seite-2`."""
_IN_QUERY: Final = re.compile(
    rf"{_NAMED}|page_?n(?:o|um|umber)?|pn|paged|pagen_\d|currentpage|start_?page|singlepage", re.IGNORECASE
)
_ENDS_IN_NUMBER: Final = re.compile(r"\d/*+(?:\.\w{2,6}/*+)?\s*+(?:[?#&]|\Z)")
"""What the addresses of later pages have in common: a path or a value that ends in a digit. Few links of a page have."""
_EXTENSION: Final = re.compile(r"\.(?:s?html?|php|aspx?|jsp|ece|do)$", re.IGNORECASE)
_COUNTED: Final = re.compile(
    rf"\W{{0,4}}(?:(?:{_NAMES}|стр(?:аница)?|صفحة)\W{{0,4}}1|第\s{{0,3}}1\s{{0,3}}[页頁ページ]{{1,3}})"
    r"\W{0,4}(?:of|von|de|di|du|av|af|z|ze|из|з|sur|van|/|／|共)\s{0,3}"
    rf"{_NUMBER}\W{{0,4}}"
    r"[页頁ページ]{0,3}\W{0,4}",
    re.IGNORECASE,
)
"""A line that counts a story's pages and says that this is the first: `Page 1 of 3`. Bare numbers count pictures."""


def goes_on(span: Span, own: Iterable[str], base: str) -> str | None:
    """How the text goes on, in words; None where no sign says that it does.

    `own` are the page's addresses, `base` the one that its links are relative to. Looked at is what stands within the story's
    container and right below its text, comments apart: they have pages of their own.
    """
    blocks = span.page.blocks
    near = {*range(span.first, min(span.last + BELOW, len(blocks)))}
    near.update(range(max(span.container.first, span.first), min(span.container.last, len(blocks))))
    stems = [(urlsplit(address).path, dict(parse_qsl(urlsplit(address).query))) for address in own if address]
    known = [_stem(path) for path, _ in stems]
    for index in sorted(near):
        block = blocks[index]
        if block.node.relative & COMMENT:
            continue
        if index > span.last - BELOW and len(block.text) <= LONGEST_LABEL and _COUNTED.fullmatch(block.text):
            return f'the page says that it is the first of several: "{block.text}"'
        for token in block.tokens:
            address = token.element.get("href", "") if isinstance(token, Mark) and token.kind == "a" else ""
            if not _ENDS_IN_NUMBER.search(address):
                continue
            if address.startswith(("/", "http")) and not any(stem in address if stem else "?" in address for stem in known):
                continue  # a whole address without any of the page's own, which costs less to see than to take apart
            if _is_later_page(address, stems, base):
                label = fold(token.element.text_content()[: 4 * LONGEST_LABEL])
                if len(label) <= LONGEST_LABEL:
                    return f'the text is followed by a link to its next page, "{label}"'
    return None


def _is_later_page(address: str, own: Iterable[tuple[str, dict[str, str]]], base: str) -> bool:
    """Whether an address is the page's own with a later page's number in its path or query."""
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        query = dict(parse_qsl(parts.query, max_num_fields=40))
    except ValueError:
        return False
    return any(
        _adds_to_path(parts.path, path) or (_stem(parts.path) == _stem(path) and _adds_to_query(query, known))
        for path, known in own
    )


def _stem(path: str) -> str:
    stem = _EXTENSION.sub("", path.rstrip("/"))
    return stem.removesuffix("/1")


def _adds_to_path(path: str, own: str) -> bool:
    stem, later = _stem(own), _EXTENSION.sub("", path.rstrip("/"))
    return len(stem) > 1 and later.startswith(stem) and _IN_PATH.fullmatch(later, len(stem)) is not None


def _adds_to_query(query: dict[str, str], own: dict[str, str]) -> bool:
    added = query.keys() - own.keys()
    numbers = [name for name in added if _IN_QUERY.fullmatch(name) and re.fullmatch(_NUMBER, query[name])]
    return len(numbers) == 1 and all(query.get(name) == value for name, value in own.items() if name in query)
