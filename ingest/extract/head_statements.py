"""The statements of a page's head as wordings for those who read facts, each with its place: JSON-LD, `meta`, `link`."""

import html as entities
import re
from collections.abc import Iterator
from typing import Any, Final

from ingest.extract import jsonld
from ingest.extract.article import Wording
from ingest.extract.links import web_address
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
LABELS_OF_AUTHORS: Final = frozenset({
    "written by", "verfasst von", "geschrieben von", "écrit par", "escrito por", "scritto da", "geschreven door",
    "napisane przez",
    "skriven av", "skrevet av", "skrevet af", "написано автором", "автор", "yazan", "kirjoittanut", "كُتب بواسطة", "執筆者",
})  # fmt: skip
"""How cards for Twitter label who wrote a page (`twitter:label1` with `twitter:data1`), in lower case."""
MAX_TOPICS: Final = 40
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z]{2,8});")


def dates_in_json(article: jsonld.Thing) -> Iterator[Wording]:
    """When an article in JSON-LD was published and changed."""
    place = "json-ld webpage" if jsonld.is_page(article) else "json-ld"
    for kind, name in (("published", "datePublished"), ("updated", "dateModified")):
        yield from (Wording(kind=kind, text=said, place=place) for said in cleaned(jsonld.texts(article.get(name))))
    if "datePublished" not in article:
        yield from (
            Wording(kind="published", text=said, place="json-ld dateCreated")
            for said in cleaned(jsonld.texts(article.get("dateCreated")))
        )


def from_json(article: jsonld.Thing, base: str) -> Iterator[Wording]:
    """Whom an article in JSON-LD is by, who publishes it, whose it was before, and what it is about."""
    authors = [*_listed(article.get("author"))]
    if all(map(_is_organisation, authors)):
        authors += _listed(article.get("creator"))  # the people, where the house stands as author
    for author in authors:
        place = "json-ld organization" if _is_organisation(author) else "json-ld author"
        address = next(jsonld.addresses(author), "") if isinstance(author, dict) else ""
        for said in cleaned(jsonld.texts(author)):
            yield Wording(kind="author", text=said, place=place, url=web_address(base, address))
    for name in ("publisher", "sourceOrganization"):
        for said in cleaned(jsonld.texts(article.get(name))):
            yield Wording(kind="publisher", text=said, place="json-ld")
    for said in cleaned(jsonld.texts(article.get("creditText"))):
        yield Wording(kind="credit", text=said, place="json-ld")
    for name in ("sourceOrganization", "provider"):
        yield from (
            Wording(kind="source", text=said, place=f"json-ld {name}") for said in cleaned(jsonld.texts(article.get(name)))
        )
    for name in ("articleSection", "keywords"):
        for said in cleaned(jsonld.texts(article.get(name))):
            yield from (Wording(kind="topic", text=topic, place=f"json-ld {name}") for topic in _topics(said)[:MAX_TOPICS])


def terms_in_json(article: jsonld.Thing) -> Iterator[Wording]:
    """What the page's own article in JSON-LD states of rights: that of a neighbour says nothing of this text."""
    for said in cleaned(jsonld.texts(article.get("copyrightNotice"))):
        yield Wording(kind="copyright", text=said, place="json-ld")
        yield Wording(kind="rights", text=said, place="json-ld")
    for said in cleaned(jsonld.texts(article.get("copyrightHolder"))):
        yield Wording(kind="rights", text=said, place="json-ld copyrightHolder")
    for name in ("license", "usageInfo", "acquireLicensePage", "conditionsOfAccess"):
        for said in cleaned([*jsonld.texts(article.get(name)), *jsonld.addresses(article.get(name))]):
            target = web_address("", said)
            if target and name == "license":
                yield Wording(kind="licence-url", text=said, place="json-ld", url=target)
            else:
                yield Wording(kind="rights", text=said, place=f"json-ld {name}", url=target)


def from_metas(metas: dict[str, list[str]], base: str) -> Iterator[Wording]:
    """What `meta` elements state, by the names that newsrooms' programs give them; of an address of the page's own the target."""
    for kind, names in (
        ("published", PUBLISHED),
        ("updated", UPDATED),
        ("author", AUTHOR),
        ("rights", RIGHTS),
        ("publisher", PUBLISHER),
        ("source", SOURCE),
    ):
        for name in names:
            for said in cleaned(metas.get(name, [])):
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
            yield from (Wording(kind="author", text=said, place=f"meta {data}") for said in cleaned(metas.get(data, [])))
    for name in TOPIC:
        for said in cleaned(metas.get(name, [])):
            yield from (Wording(kind="topic", text=topic, place=f"meta {name}") for topic in _topics(said)[:MAX_TOPICS])
    for said in metas.get("tdm-reservation", []):
        if said.strip() in ("0", "1"):
            policy = web_address(base, next(iter(metas.get("tdm-policy", [])), None))
            yield Wording(kind="rights", text=f"tdm-reservation: {said.strip()}", place="tdm meta", url=policy)
    for said in metas.get("og:url", []):
        if target := web_address(base, said):
            yield Wording(kind="canonical", text=said, place="meta og:url", url=target)


def from_links(links: dict[str, list[str]]) -> Iterator[Wording]:
    """The licence, the terms for machines (RSL 1.0) and the page's own address, as its `link` elements lead to them."""
    for target in links.get("license", []):
        yield Wording(kind="licence-url", text=target, place="head link", url=target)
    for target in links.get("rsl", []):
        yield Wording(kind="rights", text=target, place="rsl head link", url=target)
    for target in links.get("canonical", []):
        yield Wording(kind="canonical", text=target, place="head link", url=target)


def cleaned(found: Any) -> list[str]:
    """The texts folded, and unescaped once more where a publisher escaped them twice."""
    return [text for said in found if (text := fold(entities.unescape(said) if _ENTITY.search(said) else said))]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _is_organisation(author: object) -> bool:
    """Whether an author is stated to be none of the people."""
    types = jsonld.kinds(author) if isinstance(author, dict) else []
    return "person" not in types and any("organization" in kind for kind in types)


def _topics(said: str) -> list[str]:
    """The topics in a list set apart by commas or semicolons."""
    return [topic for part in re.split(r"[,;،、]", said) if (topic := part.strip()) and len(topic) <= 80]
