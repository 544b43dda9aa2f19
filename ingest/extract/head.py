"""What a page's head and its JSON-LD state, read once from the tree that is parsed anyway: titles, names, addresses,
language; and the wordings that facts are read from (`head_statements`)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from lxml import html

from ingest.extract import jsonld
from ingest.extract.article import Wording
from ingest.extract.blocks import letters
from ingest.extract.head_statements import cleaned, dates_in_json, from_json, from_links, from_metas, terms_in_json
from ingest.extract.links import leads_to_licence, web_address
from ingest.extract.metas import read_metas
from ingest.extract.tree import Tree
from news.body import fold

DESCRIPTION: Final = ("og:description", "description", "twitter:description", "dc.description")
_TAG: Final = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?")
"""A language and, where it is told, its country."""
TITLE: Final = ("dc.title", "og:title", "twitter:title", "citation_title", "parsely-title", "sailthru.title")

RSL_TYPE: Final = "application/rsl+xml"
"""A licence of this type speaks to machines (RSL 1.0): its address is not that of a licence of the text."""
LONG_TITLE: Final = 12
"""Letters of a title that does not stand in another by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head's statements. `titles` are headline candidates with their places, `names` those of site and publisher."""

    wordings: tuple[Wording, ...]
    titles: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    sections: tuple[str, ...]
    descriptions: tuple[str, ...]
    language: str | None
    canonical: str | None
    addresses: frozenset[str]
    """What the page's own addresses have in common with other ways to write them (`bare_address`)."""
    base: str
    full_text: str | None
    states_itself: bool
    """Whether the article that its JSON-LD states is this page's own."""
    free: bool
    """False where the publisher says that the text is not free to read."""
    metas: dict[str, list[str]] = field(default_factory=dict)


def read_head(tree: Tree, url: str) -> Head:
    """Everything that the head and JSON-LD say. Addresses are made absolute against `<base>` and the page's own."""
    root = tree.root
    metas = read_metas(tree.by_tag["meta"])
    stated_base = next((found.get("href") for found in tree.by_tag["base"] if found.get("href")), None)
    base = web_address(url, stated_base) or url
    links = _links(tree.by_tag["link"], base)
    title = next(iter(tree.by_tag["title"]), None)
    known = _Known(
        addresses=frozenset(map(bare_address, (url, *links.get("canonical", []), *_addresses(metas.get("og:url", []), base)))),
        titles=tuple(filter(None, map(letters, [*_titles(metas, title), *(top.text_content() for top in tree.by_tag["h1"])]))),
    )
    article, is_own = jsonld.article_of(tree.by_tag["script"], lambda thing: known.is_own(thing, base))
    full_text = next(jsonld.texts(article.get("articleBody")), None)
    wordings = [
        *(dates_in_json(article) if is_own or not known.stated(article, base) else ()), *from_json(article, base),
        *(terms_in_json(article) if is_own else ()), *from_metas(metas, base), *from_links(links),
    ]  # fmt: skip
    titles = [("json-ld headline", said) for said in cleaned(jsonld.texts(article.get("headline")))]
    titles += [(f"meta {name}", said) for name in TITLE for said in cleaned(metas.get(name, []))]
    if title is not None and title.text:
        titles += [("title", said) for said in cleaned([title.text])]
    names = [said for found in wordings if found.kind == "publisher" for said in [found.text]]
    sections = [*cleaned(jsonld.texts(article.get("articleSection"))), *cleaned(metas.get("article:section", []))]
    descriptions = [said for name in DESCRIPTION for said in cleaned(metas.get(name, []))]
    language = _language(root, metas, article)
    if language:
        wordings.append(Wording(kind="language", text=language, place="html lang"))
    return Head(
        wordings=tuple(dict.fromkeys(wordings)),
        titles=tuple((said, place) for place, said in titles),
        names=tuple(dict.fromkeys(names)),
        sections=tuple(sections),
        descriptions=tuple(dict.fromkeys([*descriptions, *cleaned(jsonld.texts(article.get("description")))])),
        language=language,
        canonical=next(iter(links.get("canonical", [])), None)
        or next((one.url for one in wordings if one.kind == "canonical"), None),
        addresses=known.addresses,
        base=base,
        full_text=full_text,
        states_itself=is_own,
        free=str(article.get("isAccessibleForFree", "true")).lower() not in ("false", "0", "no"),
        metas=metas,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """By what the page's own article is known among those that JSON-LD states: its addresses, and the letters of its titles."""

    addresses: frozenset[str]
    titles: tuple[str, ...]

    def is_own(self, thing: jsonld.Thing, base: str) -> bool:
        """Whether a thing names this page's address or a headline of its, or nothing by which it could be told."""
        stated = self.stated(thing, base)
        headline = letters(next(iter(cleaned(jsonld.texts(thing.get("headline") or thing.get("name")))), ""))
        if stated & self.addresses or not (stated or headline):
            return True
        return any(headline == title or _is_part(headline, title) or _is_part(title, headline) for title in self.titles)

    def stated(self, thing: jsonld.Thing, base: str) -> set[str]:
        """The addresses that a thing says to be at: a neighbour of the page's article names another, and dates another story."""
        said = (*jsonld.addresses(thing.get("url")), *jsonld.addresses(thing.get("mainEntityOfPage")))
        return {bare_address(target) for target in _addresses(said, base)}


def _is_part(inner: str, outer: str) -> bool:
    """Whether a title is told again with more beside it: the name of the site, a kicker."""
    return len(inner) >= LONG_TITLE and inner in outer


def _addresses(said: Iterable[str], base: str) -> Iterator[str]:
    return (target for one in said if (target := web_address(base, one)))


def bare_address(url: str) -> str:
    """What of an address two links to one page have in common: host and path, and the query where the path names no story."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path = parts.path.rstrip("/")
    is_named = any(sign.isdigit() or sign == "-" for sign in path)
    return f"{(parts.hostname or '').removeprefix('www.')}{path}{'' if is_named else parts.query}"


def _titles(metas: dict[str, list[str]], title: html.HtmlElement | None) -> list[str]:
    stated = [said for name in TITLE for said in metas.get(name, [])]
    return stated if title is None or not title.text else [*stated, title.text]


def _links(found_links: Iterable[html.HtmlElement], base: str) -> dict[str, list[str]]:
    """The addresses of `link` elements by their relation, or of the head by what they state in RDFa of the page."""
    found: dict[str, list[str]] = {}
    for link in found_links:
        is_rsl = (link.get("type") or "").strip().lower() == RSL_TYPE
        around, relations = link.getparent(), (link.get("rel") or "").lower().split()
        if leads_to_licence(link) and around is not None and around.tag == "head" and not link.get("about"):
            relations.append("license")
        for relation in dict.fromkeys(relations):
            if relation == "license" and _is_of_a_part(link):
                continue
            if relation in ("canonical", "license", "author") and (target := web_address(base, link.get("href"))):
                found.setdefault("rsl" if is_rsl and relation == "license" else relation, []).append(target)
    return found


def _is_of_a_part(link: html.HtmlElement) -> bool:
    """Whether a `link` in the body stands in a part of the page that has rights of its own: a picture, a quotation, a box, or
    what microdata or RDFa tells apart."""
    return any(
        above.tag in ("figure", "picture", "template", "blockquote", "aside", "noscript") or above.get("itemscope") is not None
        or above.get("about") or above.get("resource")
        for above in link.iterancestors()
    )  # fmt: skip


def _language(root: html.HtmlElement, metas: dict[str, list[str]], article: jsonld.Thing) -> str | None:
    """In which language the page is said to be. English in the root is what programs write that were never told a language: any
    other that is stated counts more."""
    own = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    told = [said for name in ("content-language", "og:locale", "dc.language") for said in metas.get(name, [])]
    stated = [fold(said) for said in (own, *told, *jsonld.texts(article.get("inLanguage"))) if said and fold(said)]
    if stated and stated[0] == own and own.lower().startswith("en"):
        return next((said for said in stated if _TAG.fullmatch(said) and not said.lower().startswith("en")), stated[0])
    return next(iter(stated), None)
