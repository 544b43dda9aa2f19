"""RSL 1.0 documents: what a site asks of machines that use its pages. Read and kept; none of it permits to republish."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from ingest.facts.signals import fits_path

NAMESPACE: Final = "https://rslstandard.org/rsl"
LARGEST: Final = 1_000_000
MOST: Final = 500
"""Contents that are read of one document, and licences of one content."""
RENAMED: Final = {"train-ai": "ai-train", "train-genai": "ai-train"}
"""Words of the drafts, by those of RSL 1.0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RslLicence:
    """One licence: uses that are permitted and prohibited by type (`usage`, `user`, `geo`), and what is to be paid."""

    permits: tuple[tuple[str, tuple[str, ...]], ...] = ()
    prohibits: tuple[tuple[str, tuple[str, ...]], ...] = ()
    payment: str | None = None
    standard: str | None = None
    """The address of a public licence that the payment names; of machine use, like all of the document."""
    terms: str | None = None

    @property
    def forbids_all(self) -> bool:
        """Whether it prohibits every use by machines and permits none (RSL 1.0, usage `all`)."""
        return not self.permits and any(kind == "usage" and "all" in uses for kind, uses in self.prohibits)

    def words(self) -> str:
        """The licence in a line: `permits usage search; prohibits usage ai-train; payment attribution`."""
        parts = [f"permits {kind} {' '.join(uses)}" for kind, uses in self.permits]
        parts += [f"prohibits {kind} {' '.join(uses)}" for kind, uses in self.prohibits]
        parts += [f"payment {self.payment}"] if self.payment else []
        parts += [part for part in (self.standard, self.terms) if part]
        return "; ".join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RslContent:
    """The pages that a document speaks of: an address or path, with `*` and `$` as in robots.txt, and their licences."""

    url: str
    licences: tuple[RslLicence, ...] = ()
    server: str | None = None
    holder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRsl:
    """The bytes are no RSL document; `words` says why."""

    words: str


def read_rsl(body: bytes) -> tuple[RslContent, ...] | NotRsl:
    """The contents of an RSL document, in its order. Never raises; entities and document types are refused."""
    if len(body) > LARGEST:
        return NotRsl(words=f"it is larger than {LARGEST:,} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return NotRsl(words=f"it is no XML: {str(error)[:120]}")
    if root.getroottree().docinfo.internalDTD is not None:
        return NotRsl(words="it declares a document type, which RSL has none of")
    if root.tag != f"{{{NAMESPACE}}}rsl":
        return NotRsl(words=f"its root is {str(root.tag)[:80]}, not rsl of {NAMESPACE}")
    return tuple(_content(element) for element in root.findall(_name("content"))[:MOST])


def read_rsl_item(element: etree._Element) -> RslContent:
    """What the `content` element in a feed's item states of that item."""
    return _content(element)


def licences_of(contents: tuple[RslContent, ...], page_url: str) -> tuple[RslLicence, ...]:
    """The licences of the content that fits a page: the most specific address counts (the longest)."""
    parts = urlsplit(page_url)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    fitting = [content for content in contents if _fits(content.url, parts.netloc, path)]
    return max(fitting, key=lambda content: len(content.url)).licences if fitting else ()


def _fits(pattern: str, host: str, path: str) -> bool:
    stated, _, rest = pattern.partition("://")[2].partition("/") if "://" in pattern else ("", "", pattern.removeprefix("/"))
    return (not stated or stated.lower() == host.lower()) and fits_path(f"/{rest}", path)


def _content(element: etree._Element) -> RslContent:
    return RslContent(
        url=(element.get("url") or "")[:2000], server=element.get("server"), holder=_text(element.find(_name("copyright"))),
        licences=tuple(_licence(licence) for licence in element.findall(_name("license"))[:MOST]),
    )  # fmt: skip


def _licence(element: etree._Element) -> RslLicence:
    payment = element.find(_name("payment"))
    stated = None if payment is None else " ".join(filter(None, (payment.get("type"), _amount(payment)))) or "unstated"
    return RslLicence(
        permits=_uses(element, "permits"), prohibits=_uses(element, "prohibits"), payment=stated,
        standard=None if payment is None else _text(payment.find(_name("standard"))), terms=_text(element.find(_name("terms"))),
    )  # fmt: skip


def _amount(payment: etree._Element) -> str | None:
    amount = payment.find(_name("amount"))
    return None if amount is None else " ".join(filter(None, (_text(amount), amount.get("currency"))))


def _uses(element: etree._Element, name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = []
    for use in element.findall(_name(name)):
        words = (_text(use) or "").replace(",", " ").lower().split()
        found.append((use.get("type") or "usage", tuple(RENAMED.get(word, word) for word in words[:MOST])))
    return tuple(found)


def _text(element: etree._Element | None) -> str | None:
    return None if element is None else " ".join("".join(map(str, element.itertext())).split())[:400] or None


def _name(local: str) -> str:
    return f"{{{NAMESPACE}}}{local}"
