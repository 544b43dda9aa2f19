"""XML as publishers send it, to a tree that is safe and complete: no entity is expanded that could grow."""

import html
import re
from dataclasses import dataclass
from html.entities import html5
from typing import Final

from lxml import etree

from ingest.parse import names

NOT_WELL_FORMED: Final = "not-well-formed"
LARGEST_SUBSET: Final = 4096
"""Characters of a DOCTYPE's internal subset; feeds that declare a few letters need a hundredth of it."""

FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 section 2.2 allows in no document."""
REFERENCE: Final = re.compile(r"&(#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{0,31};)?")
DECLARATION: Final = re.compile(r"(?<!\s)\s*<\?xml\s[^>]{0,400}\?>")
DOCTYPE: Final = re.compile(r"<!DOCTYPE\b", re.IGNORECASE)
SIMPLE_ENTITY: Final = re.compile(r"""<!ENTITY\s{1,9}(\w{1,31})\s{1,9}(?:"([^"&%<]{0,99})"|'([^'&%<]{0,99})')\s{0,9}>""")
SHELTER: Final = re.compile(r"<!\[CDATA\[|<!--")
"""Where an ampersand is an ampersand."""
SPECIAL: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
OPENING: Final = re.compile(r"<(?:[\w-]{1,30}:)?(?:item|entry)[\s>]", re.IGNORECASE)
CLOSING: Final = re.compile(r"</(?:[\w-]{1,30}:)?(?:item|entry)\s{0,9}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Tree:
    """A parsed document. `cut_off`: it ends inside an entry, so the last one is not whole; `ended`: its root is closed."""

    root: etree._Element
    flags: tuple[str, ...] = ()
    cut_off: bool = False
    ended: bool = True


def read_tree(text: str, base_url: str) -> Tree | str:
    """The document's tree, repaired where it is not well-formed (flag `not-well-formed`); words where there is none.

    Bare ampersands are taken for themselves, HTML's named characters for what they mean, well-known prefixes for
    declared. No external entity is loaded, none that refers to another is expanded.
    """
    prepared = _self_contained(text)
    if isinstance(prepared, str):
        return prepared
    text, sound = prepared
    if sound and (root := _parse(text, base_url, recover=False)) is not None:
        return Tree(root)
    root = _parse(_declare_prefixes(text), base_url, recover=True)
    if root is None:
        return "is broken XML in which nothing can be read"
    opened = max((match.start() for match in OPENING.finditer(text)), default=-1)
    closed = max((match.start() for match in CLOSING.finditer(text)), default=-1)
    name = names.local_name(root.tag)
    return Tree(
        root, (NOT_WELL_FORMED,), opened > closed,
        re.search(rf"</(?:[\w-]{{1,30}}:)?{re.escape(name)}\s*(?:>|\Z)", text) is not None,
    )  # fmt: skip


def _parse(text: str, base_url: str, *, recover: bool) -> etree._Element | None:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True, recover=recover,
    )  # fmt: skip
    try:
        root: etree._Element | None = etree.fromstring(text.encode(), parser, base_url=base_url)
    except (etree.XMLSyntaxError, ValueError):
        return None
    return root


def _self_contained(text: str) -> tuple[str, bool] | str:
    """The document without declaration and DOCTYPE, its references resolved, and whether it was sound so far."""
    start = text.find("<")
    sound = not text[:start].strip(" \t\r\n\ufeff")
    text = DECLARATION.sub("", text[start:], count=1)
    text, removed = FORBIDDEN.subn("", text)
    entities: dict[str, str] = {}
    found = DOCTYPE.match(text, _after_comments(text))
    if found:
        close, subset = text.find(">", found.end()), text.find("[", found.end())
        if 0 <= subset < close:
            end = text.find("]", subset)
            if end < 0 or end - subset > LARGEST_SUBSET:
                return "declares too many entities in its DOCTYPE and was not read"
            entities = {name: one or other for name, one, other in SIMPLE_ENTITY.findall(text[subset:end])}
            close = text.find(">", end)
        text = text[: found.start()] + text[close + 1 :] if close >= 0 else ""
    return _references(text, entities, known=found is not None, sound=sound and not removed)


def _after_comments(text: str) -> int:
    """Where the first thing stands that is neither white space, comment nor processing instruction."""
    at = 0
    while True:
        while text[at : at + 1].isspace():
            at += 1
        closing = "-->" if text.startswith("<!--", at) else "?>" if text.startswith("<?", at) else None
        end = -1 if closing is None else text.find(closing, at)
        if closing is None or end < 0:
            return at
        at = end + len(closing)


def _references(text: str, entities: dict[str, str], *, known: bool, sound: bool) -> tuple[str, bool]:
    """Every reference outside CDATA and comments as the character it stands for, or as plain text where it is none."""
    faults = 0

    def resolve(match: re.Match[str]) -> str:
        nonlocal faults
        name = (match[1] or "").rstrip(";")
        if name in ("amp", "lt", "gt", "quot", "apos"):
            return match[0]
        if name.startswith("#"):
            char = FORBIDDEN.sub("", html.unescape(match[0]))
            return SPECIAL.get(char, char)
        if name in entities:
            return entities[name]
        if name and (char := html5.get(name + ";", "")):
            faults += not known
            return "".join(SPECIAL.get(one, one) for one in char)
        faults += 1
        return "&amp;" + match[0][1:]

    done, at = [], 0
    while opened := SHELTER.search(text, at):
        done.append(REFERENCE.sub(resolve, text[at : opened.start()]))
        closing = "-->" if opened[0] == "<!--" else "]]>"
        end = text.find(closing, opened.end())
        if end < 0:
            return "".join((*done, text[opened.start() :], closing)), False
        at = end + len(closing)
        done.append(text[opened.start() : at])
    done.append(REFERENCE.sub(resolve, text[at:]))
    return "".join(done), sound and not faults


def _declare_prefixes(text: str) -> str:
    """The document with well-known prefixes declared at its root where it uses them and declares them nowhere."""
    missing = [
        f' xmlns:{prefix}="{uri}"'
        for prefix, uri in names.USUAL_PREFIXES.items()
        if f"<{prefix}:" in text and f"xmlns:{prefix}" not in text
    ]
    return re.sub(r"<[A-Za-z_][\w.:-]{0,60}", lambda match: match[0] + "".join(missing), text, count=1)
