"""The `meta` elements of a page by what they state."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from lxml import html

LONGEST_NAMES: Final = 400
"""Characters of what one attribute of a `meta` names that are read."""
_PARTS: Final = frozenset({"videoobject", "imageobject", "audioobject", "mediaobject", "comment", "usercomments"})
_WHOLES: Final = frozenset({"mainentity", "mainentityofpage", "blogpost"})
"""Properties whose value is the page's own story."""
_DUBLIN_CORE = re.compile(r"^dc(?:terms)?:(?=title$|description$|creator$)")
_RIGHTS_TERM = re.compile(r"^(dc|dcterms|cc|schema):(?=rights|license$|accessrights$)")


def read_metas(metas: Iterable[html.HtmlElement]) -> dict[str, list[str]]:
    """The contents of `meta` elements by name, property or itemprop, in lower case; one element may state several (RDFa 1.1
    Core, section 5: `property` holds a list). What `property` states comes first: RDFa and the Open Graph protocol are written in
    it. Some pages write `value` where the standard has `content`, as form fields do. What an `itemprop` states of a part of the
    page is left out."""
    found: dict[str, list[str]] = {}
    named: dict[str, list[str]] = {}
    for meta in metas:
        content = meta.get("content") or meta.get("value")
        if content and content.strip():
            for attribute, told in (("property", found), ("name", named), ("itemprop", named), ("http-equiv", named)):
                name = meta.get(attribute)
                if name and not (attribute == "itemprop" and _is_of_a_part(meta)):
                    for one in _terms_in(name[:LONGEST_NAMES]):
                        told.setdefault(one, []).append(content)
    for one, contents in named.items():
        found.setdefault(one, []).extend(contents)
    return found


def _is_of_a_part(meta: html.HtmlElement) -> bool:
    """Whether what it states is of a video, a picture or a comment that is not the page itself, or of another thing that is a
    property of one (HTML Standard, microdata: a property belongs to the nearest element above with `itemscope`)."""
    item = next((above for above in meta.iterancestors() if above.get("itemscope") is not None), None)
    if item is None:
        return False
    kind = (item.get("itemtype") or "").lower().rstrip("/").rpartition("/")[2]
    roles = (item.get("itemprop") or "").lower().split()
    is_part = kind in _PARTS and item.find(".//h1") is None
    return is_part or (bool(roles) and _WHOLES.isdisjoint(roles))


@lru_cache(maxsize=5_000)
def _terms_in(names: str) -> tuple[str, ...]:
    """The names that an attribute of a `meta` lists, each in one spelling."""
    return tuple(_RIGHTS_TERM.sub(r"\1.", _DUBLIN_CORE.sub("dc.", name)) for name in names.lower().split())
