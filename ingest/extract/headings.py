"""Headings that are none by their tag: what a role or a class name of a paragraph says."""

import re
from functools import lru_cache
from typing import Final

from lxml import html

from ingest.extract.blocks import BLOCK_LEVEL

MAY_HEAD: Final = frozenset({"p", "div"})
_CROSSHEAD: Final = re.compile(
    r"cross-?head|inter-?tit(?:le|re|ulo)|ladillo|zwischen-?(?:titel|(?:ü|u|ue)berschrift)|tussen-?kop|"
    r"mell(?:an|em)-?rubrik|mellom-?tittel|v(?:ä|a)li-?otsikko",
    re.IGNORECASE,
)
"""What newsrooms call a heading between paragraphs, in English, French, Portuguese, Spanish, German, Dutch, Swedish, Danish,
Norwegian and Finnish. Words for the lines below a headline (`subhead`) are not among them."""


def stated_heading(element: html.HtmlElement, attributes: list[tuple[str, str]]) -> str | None:
    """The tag of the heading that a paragraph is by its role or its class name, None where it is none. `aria-level` is 2 where it
    is not stated (WAI-ARIA 1.2); what holds paragraphs of its own is no heading."""
    level = None
    for name, value in attributes:
        if name == "class" and _is_crosshead(value):
            level = level or 2
        elif name == "role" and value == "heading":
            stated = element.get("aria-level") or ""
            level = int(stated) if len(stated) == 1 and stated in "123456" else 2
    if level is None or any(child.tag in BLOCK_LEVEL for child in element):
        return None
    return f"h{max(2, level)}"


@lru_cache(maxsize=20_000)
def _is_crosshead(names: str) -> bool:
    return _CROSSHEAD.search(names) is not None
