"""Names of the elements that feeds are made of: XML namespaces by the prefix that everybody uses for them."""

from functools import lru_cache
from typing import Final

ATOM: Final = "http://www.w3.org/2005/Atom"
ATOM03: Final = "http://purl.org/atom/ns#"
RSS_NAMESPACES: Final = frozenset({
    "", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/simple/0.9/",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://purl.org/net/rss1.1#", "http://purl.org/rss/1.0/modules/rss091#",
})  # fmt: skip
"""What RSS elements have been put in, the empty one being the rule (0.9x, 2.0)."""
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC: Final = "http://purl.org/dc/elements/1.1/"
DCTERMS: Final = "http://purl.org/dc/terms/"
CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
XHTML: Final = "http://www.w3.org/1999/xhtml"
SYNDICATION: Final = "http://purl.org/rss/1.0/modules/syndication/"
FEEDBURNER: Final = "http://rssnamespace.org/feedburner/ext/1.0"
XML: Final = "http://www.w3.org/XML/1998/namespace"
USERLAND_CC: Final = "http://backend.userland.com/creativeCommonsRssModule"

PREFIXES: Final = {
    ATOM: "atom", ATOM03: "atom03", DC: "dc", DCTERMS: "dcterms", CONTENT: "content", XHTML: "xhtml", RDF: "rdf",
    SYNDICATION: "sy", FEEDBURNER: "feedburner", XML: "xml",
    USERLAND_CC: "creativeCommons",
    "http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html": "creativeCommons",
    "http://creativecommons.org/ns#": "cc", "http://web.resource.org/cc/": "cc",
    "http://search.yahoo.com/mrss": "media", "http://search.yahoo.com/mrss/": "media",
    "http://prismstandard.org/namespaces/1.2/basic/": "prism", "http://prismstandard.org/namespaces/basic/2.0/": "prism",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes", "https://rslstandard.org/rsl": "rsl",
} | dict.fromkeys(RSS_NAMESPACES, "")  # fmt: skip
"""Namespace to prefix: whatever prefix a publisher chose, `place` in our records says `dc:rights`."""

USUAL_PREFIXES: Final = {
    "atom": ATOM, "dc": DC, "dcterms": DCTERMS, "content": CONTENT, "sy": SYNDICATION, "rdf": RDF, "feedburner": FEEDBURNER,
    "creativeCommons": USERLAND_CC, "cc": "http://creativecommons.org/ns#", "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
}  # fmt: skip
"""What a prefix means in a feed that forgot to declare it."""


LOWER_PREFIXES: Final = {namespace.lower(): prefix for namespace, prefix in PREFIXES.items()}
"""Publishers do not keep to the capitals in these addresses."""
USERLAND: Final = "http://backend.userland.com/rss"
"""What the addresses begin with that RSS was said to have a namespace at: `…/rss2`, `…/rss2.1` and others."""


def namespace_of(tag: object) -> str:
    """The namespace in lxml's `{namespace}local`; empty where there is none."""
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


@lru_cache(maxsize=4096)
def place_of(tag: object) -> str:
    """An element's name with its usual prefix: `pubDate`, `dc:rights`, `atom:updated`; empty for a foreign element.

    `tag` is lxml's `{namespace}local`; RSS elements bear no prefix and lose their odd capitals (`pubdate`).
    """
    if not isinstance(tag, str):
        return ""
    namespace, local = namespace_of(tag), tag.rpartition("}")[2]
    prefix = PREFIXES.get(namespace)
    if prefix is None:
        prefix = "" if namespace.lower().startswith(USERLAND) else LOWER_PREFIXES.get(namespace.lower())
    if prefix is None:
        return ""
    return f"{prefix}:{local}" if prefix else RSS_SPELLING.get(local.lower(), local.lower())


def local_name(tag: object) -> str:
    """An element's name without namespace and prefix, also where broken XML left an undeclared prefix in it."""
    return str(tag).rpartition("}")[2].rpartition(":")[2]


RSS_SPELLING: Final = {
    "pubdate": "pubDate", "lastbuilddate": "lastBuildDate", "skiphours": "skipHours", "skipdays": "skipDays",
    "managingeditor": "managingEditor",
}  # fmt: skip
