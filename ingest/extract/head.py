"""What a page's head and its JSON-LD state, read once from the tree that is parsed anyway, each wording with its place."""

import html as entities
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from lxml import html

from ingest.extract import jsonld
from ingest.extract.article import Wording
from ingest.extract.blocks import letters
from ingest.extract.links import leads_to_licence, web_address
from ingest.extract.metas import read_metas
from ingest.extract.tree import Tree
from news.body import fold

PUBLISHED: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "pubdate", "publishdate", "publish-date",
    "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date",
    "citation_publication_date", "cxenseparse:recs:publishtime", "publication_date", "dc.created", "dcterms.created",
    "article.published", "rnews:datepublished", "originalpublicationdate", "article:published", "published_time", "publish_date",
    "pub_date", "publishtime", "og:pubdate", "bt:pubdate", "vr:published-time", "cxenseparse:publishtime",
    "shareaholic:article_published_time", "prism.publicationdate", "dc.date.created",
)  # fmt: skip
UPDATED: Final = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod", "dcterms.modified",
    "dc.date.modified", "article.updated", "revised", "date.updated", "modified_date", "article:modified",
    "og:article:modified_time", "bt:moddate", "shareaholic:article_modified_time", "dateupdate",
)  # fmt: skip
AUTHOR: Final = (
    "article:author", "author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "citation_author", "byl",
    "shareaholic:article_author_name", "cxenseparse:author", "dable:author",
)  # fmt: skip
RIGHTS: Final = (
    "copyright", "dc.rights", "dcterms.rights", "rights", "dcterms.license", "dc.license", "license", "dcterms.accessrights",
    "dcterms.rightsholder", "dc.rightsholder", "copyrightholder", "cc.license", "schema.license",
)  # fmt: skip
PUBLISHER: Final = (
    "og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name", "citation_publisher",
)  # fmt: skip
SOURCE: Final = ("source", "dc.source", "dcterms.source", "syndication-source", "original-source", "news_source")
"""Whose text it was before it was this page's, by name or address."""
TOPIC: Final = (
    "article:tag", "article:section", "news_keywords", "keywords", "parsely-section", "parsely-tags", "dc.subject",
    "dcterms.subject",
)  # fmt: skip
DESCRIPTION: Final = ("og:description", "description", "twitter:description", "dc.description")
_TAG: Final = re.compile(r"[A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?")
"""A language and, where it is told, its country."""
TITLE: Final = ("dc.title", "og:title", "twitter:title", "citation_title", "parsely-title", "sailthru.title")

LABELS_OF_AUTHORS: Final = frozenset({
    "written by", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da", "geschreven door",
    "napisane przez",
    "skriven av", "skrevet av", "skrevet af", "написано автором", "автор", "yazan", "kirjoittanut", "كُتب بواسطة", "執筆者",
})  # fmt: skip
"""How cards for Twitter label who wrote a page (`twitter:label1` with `twitter:data1`), in lower case."""
RSL_TYPE: Final = "application/rsl+xml"
"""A licence of this type speaks to machines (RSL 1.0): its address is not that of a licence of the text."""
MAX_TOPICS: Final = 40
LONG_TITLE: Final = 12
"""Letters of a title that does not stand in another by chance."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")


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
        *(_dates(article) if is_own or not known.stated(article, base) else ()), *_from_json(article, base),
        *(_terms(article) if is_own else ()), *_from_metas(metas, base), *_from_links(links),
    ]  # fmt: skip
    titles = [("json-ld headline", said) for said in _clean(jsonld.texts(article.get("headline")))]
    titles += [(f"meta {name}", said) for name in TITLE for said in _clean(metas.get(name, []))]
    if title is not None and title.text:
        titles += [("title", said) for said in _clean([title.text])]
    names = [said for found in wordings if found.kind == "publisher" for said in [found.text]]
    sections = [*_clean(jsonld.texts(article.get("articleSection"))), *_clean(metas.get("article:section", []))]
    descriptions = [said for name in DESCRIPTION for said in _clean(metas.get(name, []))]
    language = _language(root, metas, article)
    if language:
        wordings.append(Wording(kind="language", text=language, place="html lang"))
    return Head(
        wordings=tuple(dict.fromkeys(wordings)),
        titles=tuple((said, place) for place, said in titles),
        names=tuple(dict.fromkeys(names)),
        sections=tuple(sections),
        descriptions=tuple(dict.fromkeys([*descriptions, *_clean(jsonld.texts(article.get("description")))])),
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
        headline = letters(next(iter(_clean(jsonld.texts(thing.get("headline") or thing.get("name")))), ""))
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
            if relation in ("canonical", "license", "author") and (target := web_address(base, link.get("href"))):
                found.setdefault("rsl" if is_rsl and relation == "license" else relation, []).append(target)
    return found


def _clean(found: Any) -> list[str]:
    """The texts folded, and unescaped once more where a publisher escaped them twice."""
    return [text for said in found if (text := fold(entities.unescape(said) if _ENTITY.search(said) else said))]


def _dates(article: jsonld.Thing) -> Iterator[Wording]:
    """When an article in JSON-LD was published and changed."""
    place = "json-ld webpage" if jsonld.is_page(article) else "json-ld"
    for kind, name in (("published", "datePublished"), ("updated", "dateModified")):
        yield from (Wording(kind=kind, text=said, place=place) for said in _clean(jsonld.texts(article.get(name))))
    if "datePublished" not in article:
        yield from (
            Wording(kind="published", text=said, place="json-ld dateCreated")
            for said in _clean(jsonld.texts(article.get("dateCreated")))
        )


def _from_json(article: jsonld.Thing, base: str) -> Iterator[Wording]:
    authors = [*_listed(article.get("author"))]
    if all(map(_is_organisation, authors)):
        authors += _listed(article.get("creator"))  # the people, where the house stands as author
    for author in authors:
        place = "json-ld organization" if _is_organisation(author) else "json-ld author"
        address = next(jsonld.addresses(author), "") if isinstance(author, dict) else ""
        for said in _clean(jsonld.texts(author)):
            yield Wording(kind="author", text=said, place=place, url=web_address(base, address))
    for name in ("publisher", "sourceOrganization"):
        for said in _clean(jsonld.texts(article.get(name))):
            yield Wording(kind="publisher", text=said, place="json-ld")
    for said in _clean(jsonld.texts(article.get("creditText"))):
        yield Wording(kind="credit", text=said, place="json-ld")
    for name in ("sourceOrganization", "provider"):
        yield from (
            Wording(kind="source", text=said, place=f"json-ld {name}") for said in _clean(jsonld.texts(article.get(name)))
        )
    for name in ("articleSection", "keywords"):
        for said in _clean(jsonld.texts(article.get(name))):
            yield from (Wording(kind="topic", text=topic, place=f"json-ld {name}") for topic in _topics(said)[:MAX_TOPICS])


def _language(root: html.HtmlElement, metas: dict[str, list[str]], article: jsonld.Thing) -> str | None:
    """In which language the page is said to be. English in the root is what programs write that were never told a language: any
    other that is stated counts more."""
    own = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    told = [said for name in ("content-language", "og:locale", "dc.language") for said in metas.get(name, [])]
    stated = [fold(said) for said in (own, *told, *jsonld.texts(article.get("inLanguage"))) if said and fold(said)]
    if stated and stated[0] == own and own.lower().startswith("en"):
        return next((said for said in stated if _TAG.fullmatch(said) and not said.lower().startswith("en")), stated[0])
    return next(iter(stated), None)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _is_organisation(author: object) -> bool:
    """Whether an author is stated to be none of the people."""
    types = jsonld.kinds(author) if isinstance(author, dict) else []
    return "person" not in types and any("organization" in kind for kind in types)


def _terms(article: jsonld.Thing) -> Iterator[Wording]:
    """What the page's own article in JSON-LD states of rights: that of a neighbour says nothing of this text."""
    for said in _clean(jsonld.texts(article.get("copyrightNotice"))):
        yield Wording(kind="copyright", text=said, place="json-ld")
        yield Wording(kind="rights", text=said, place="json-ld")
    for said in _clean(jsonld.texts(article.get("copyrightHolder"))):
        yield Wording(kind="rights", text=said, place="json-ld copyrightHolder")
    for name in ("license", "usageInfo", "acquireLicensePage", "conditionsOfAccess"):
        for said in _clean([*jsonld.texts(article.get(name)), *jsonld.addresses(article.get(name))]):
            target = web_address("", said)
            if target and name == "license":
                yield Wording(kind="licence-url", text=said, place="json-ld", url=target)
            else:
                yield Wording(kind="rights", text=said, place=f"json-ld {name}", url=target)


def _from_metas(metas: dict[str, list[str]], base: str) -> Iterator[Wording]:
    for kind, names in (
        ("published", PUBLISHED),
        ("updated", UPDATED),
        ("author", AUTHOR),
        ("rights", RIGHTS),
        ("publisher", PUBLISHER),
        ("source", SOURCE),
    ):
        for name in names:
            for said in _clean(metas.get(name, [])):
                target = web_address("", said)
                if kind == "author" and target:
                    continue
                if kind == "rights" and target and "licen" in name:
                    yield Wording(kind="licence-url", text=said, place=f"meta {name}", url=target)
                    continue
                if kind == "rights" and name == "copyright":
                    yield Wording(kind="copyright", text=said, place=f"meta {name}")
                yield Wording(kind=kind, text=said, place=f"meta {name}", url=target)
    for label, data in (("twitter:label1", "twitter:data1"), ("twitter:label2", "twitter:data2")):
        if fold(next(iter(metas.get(label, [])), "")).casefold() in LABELS_OF_AUTHORS:
            yield from (Wording(kind="author", text=said, place=f"meta {data}") for said in _clean(metas.get(data, [])))
    for name in TOPIC:
        for said in _clean(metas.get(name, [])):
            yield from (Wording(kind="topic", text=topic, place=f"meta {name}") for topic in _topics(said)[:MAX_TOPICS])
    for said in metas.get("tdm-reservation", []):
        if said.strip() in ("0", "1"):
            policy = web_address(base, next(iter(metas.get("tdm-policy", [])), None))
            yield Wording(kind="rights", text=f"tdm-reservation: {said.strip()}", place="tdm meta", url=policy)
    for said in metas.get("og:url", []):
        if target := web_address(base, said):
            yield Wording(kind="canonical", text=said, place="meta og:url", url=target)


def _from_links(links: dict[str, list[str]]) -> Iterator[Wording]:
    for target in links.get("license", []):
        yield Wording(kind="licence-url", text=target, place="head link", url=target)
    for target in links.get("rsl", []):
        yield Wording(kind="rights", text=target, place="rsl head link", url=target)
    for target in links.get("canonical", []):
        yield Wording(kind="canonical", text=target, place="head link", url=target)


def _topics(said: str) -> list[str]:
    """The topics in a list set apart by commas or semicolons."""
    return [topic for part in re.split(r"[,;،、]", said) if (topic := part.strip()) and len(topic) <= 80]
