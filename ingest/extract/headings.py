"""Headings that are none by their tag: what a role or a class name of a paragraph says."""

import re
from functools import lru_cache
from typing import Final

from lxml import html

from ingest.extract.blocks import BLOCK_LEVEL

MAY_HEAD: Final = frozenset({"p", "div"})
CROSSHEADS: Final = re.compile(
    r"cross-?head|inter-?tit(?:le|re|ulo)|ladillo|zwischen-?(?:titel|(?:ü|u|ue)berschrift)|tussen-?kop|"
    r"mell(?:an|em)-?rubrik|mellom-?tittel|v(?:ä|a)li-?otsikko",
    re.IGNORECASE,
)
"""What newsrooms call a heading between paragraphs, in English, French, Portuguese, Spanish, German, Dutch, Swedish, Danish,
Norwegian and Finnish. Words for the lines below a headline (`subhead`) are not among them."""
CROSSHEAD_SIGNS: Final = ("crosshead", "cross-head", "intertit", "inter-tit", "ladillo", "zwischen", "tussen", "mell", "otsikko")
"""What is in all that it finds: looked for first, since hardly any name holds it."""


def may_head(attributes: list[tuple[str, str]]) -> bool:
    """Whether a role or a class name among the attributes calls the element a heading."""
    if len(attributes) == 1 and attributes[0][0] == "class":
        return _is_crosshead(attributes[0][1])
    return ("role", "heading") in attributes or any(name == "class" and _is_crosshead(value) for name, value in attributes)


def stated_heading(element: html.HtmlElement) -> str | None:
    """The tag of the heading that such an element is; None where it holds paragraphs of its own. `aria-level` is 2 where it is
    not stated (WAI-ARIA 1.2), and the story's headings begin below its headline."""
    if any(child.tag in BLOCK_LEVEL for child in element):
        return None
    stated = element.get("aria-level") or ""
    return f"h{stated}" if len(stated) == 1 and stated in "3456" else "h2"


@lru_cache(maxsize=20_000)
def _is_crosshead(names: str) -> bool:
    lower = names.lower()
    return any(map(lower.__contains__, CROSSHEAD_SIGNS)) and CROSSHEADS.search(names) is not None
