"""RSS 0.9x to 2.0, RSS 1.0 in RDF, Atom 0.3 and 1.0: read from the elements of the document's own tree.

feedparser would give the same names for things at several times the cost, fold different dates into one, let a picture's
description replace the item's, and pass a summary for the whole text. It is asked where no tree can be had
(`ingest.parse.salvage`), and it is what this reader is tested against.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from ingest.parse import attached, names, statements, wishes
from ingest.parse.entry import Author, Entry, NotAFeed, ParsedFeed
from ingest.parse.keys import LARGEST_TEXT, MOST_ENTRIES, entry_key, with_unique_keys, words_for
from ingest.parse.labels import dialect_of, title_of, topics_of
from ingest.parse.salvage import salvage
from ingest.parse.xml_text import Tree, read_tree

MOST_ATTRIBUTES: Final = 50
"""Of one element; no feed needs a tenth of it."""
ENTRIES: Final = frozenset({"item", "atom:entry", "atom03:entry", "atom:item", "atom03:item"})


def parse_syndication(text: str, url: str, flags: Sequence[str] = ()) -> ParsedFeed | NotAFeed:
    """The feed in an XML document, already decoded; `url` is where it came from. Never raises.

    At most 2,000 entries, the first ones. Of a document that breaks off, the entries that are whole.
    """
    try:
        return _parse(text, url, flags)
    finally:
        statements.forget()


def _parse(text: str, url: str, flags: Sequence[str]) -> ParsedFeed | NotAFeed:
    tree = read_tree(text, url)
    if isinstance(tree, str):
        return salvage(text, url, flags) or NotAFeed(words=tree)
    root = tree.root
    if names.local_name(root.tag) == "feed":
        _as_atom(root)
    root_name = names.place_of(root.tag)
    if root_name not in ("rss", "channel", "rdf:RDF", "atom:feed", "atom03:feed", "atom:entry"):
        return salvage(text, url, flags) or NotAFeed(words=_other(tree.root))
    nodes = [node for node in root.iter() if names.place_of(node.tag) in ENTRIES]
    if not nodes and tree.flags and (saved := salvage(text, url, flags)):
        return saved
    skipped = _trim(tree, nodes)
    if not nodes and not tree.ended:
        return NotAFeed(words="is an XML document that breaks off or is broken before its first entry is whole")
    channel = next(iter(statements.children(root, "channel")), root)
    is_atom = root_name.startswith("atom")
    feed_authors = statements.authors(channel) if is_atom else ()
    entries = [_entry(node, feed_authors) for node in nodes]
    kept, repeated = with_unique_keys(entries)
    return ParsedFeed(
        dialect=dialect_of(root),
        title=title_of(channel),
        entries=kept,
        repeated=repeated,
        link=statements.address(channel),
        id=statements.child_text(channel, "atom:id") or statements.child_text(channel, "atom03:id"),
        language=statements.language(channel) or root.get(f"{{{names.XML}}}lang"),
        updated=next(iter(statements.dates(channel, statements.FEED_UPDATED)), None),
        rights=statements.rights(channel, "feed"),
        ttl=wishes.time_to_live(channel),
        skip_hours=wishes.skip_hours(channel),
        skip_days=wishes.skip_days(channel),
        hub=next(iter(statements.targets(channel, "hub")), None),
        topic=next(iter(statements.targets(channel, "self")), None),
        flags=tuple(dict.fromkeys((*flags, *tree.flags))),
        skipped=(*skipped, *words_for(repeated)),
    )


def _as_atom(root: etree._Element) -> None:
    """Takes a `feed` in no namespace, or in one that is not Atom's, for the Atom feed that it was meant to be."""
    namespace, _, _ = str(root.tag).rpartition("}")
    if namespace in (f"{{{names.ATOM}", f"{{{names.ATOM03}"):
        return
    for element in root.iter(etree.Element):
        within, _, local = str(element.tag).rpartition("}")
        if within == namespace:
            element.tag = f"{{{names.ATOM}}}{local.rpartition(':')[2]}"


def _other(root: etree._Element) -> str:
    """What an XML document is that is no feed."""
    local = names.local_name(root.tag).lower()
    kinds = {
        "opml": "is a list of feeds (OPML), not a feed: add the feeds it names",
        "urlset": "is a sitemap, not a feed",
        "sitemapindex": "is a sitemap, not a feed",
        "html": "is an HTML page, not a feed",
        "error": "is an error message, not a feed",
    }
    return kinds.get(local, f"is an XML document <{local[:40]}>, not a feed")


def _trim(tree: Tree, nodes: list[etree._Element]) -> tuple[str, ...]:
    """What was left out, in words; the nodes and the tree are cut accordingly, before time is spent on them."""
    skipped = []
    if tree.cut_off and nodes:
        _drop(nodes.pop())
        skipped.append("the last entry breaks off and was left out")
    if len(nodes) > MOST_ENTRIES:
        skipped.append(f"{len(nodes) - MOST_ENTRIES} entries after the first {MOST_ENTRIES} were passed over")
        for node in nodes[MOST_ENTRIES:]:
            _drop(node)
        del nodes[MOST_ENTRIES:]
    for element in tree.root.iter(etree.Element):
        if element.text and len(element.text) > LARGEST_TEXT:
            skipped.append(f"a <{names.place_of(element.tag)}> longer than {LARGEST_TEXT} characters was not read")
            element.text = None
        if len(element.attrib) > MOST_ATTRIBUTES:
            skipped.append(f"the {len(element.attrib)} attributes of a <{names.place_of(element.tag)}> were not read")
            element.attrib.clear()
    return tuple(skipped)


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _entry(node: etree._Element, feed_authors: tuple[Author, ...]) -> Entry:
    contents = statements.contents(node)
    title = title_of(node)
    link = statements.address(node)
    source_title, source_url = statements.source(node)
    authors = statements.authors(node)
    for source in statements.children(node, "atom:source"):
        authors = authors or statements.authors(source)
    return Entry(
        key=entry_key(_key(node), link, title, contents),
        link=link,
        title=title,
        id=_key(node) or None,
        published=statements.dates(node, statements.PUBLISHED),
        updated=statements.dates(node, statements.UPDATED),
        authors=authors or tuple(replace(author, place=f"{author.place} of the feed") for author in feed_authors),
        contents=contents,
        topics=topics_of(node),
        rights=statements.rights(node, "entry"),
        images=attached.images(node),
        enclosures=attached.enclosures(node),
        language=statements.language(node),
        canonical=statements.canonical(node),
        ways=statements.ways(node),
        source_title=source_title,
        source_url=source_url,
    )


def _key(node: etree._Element) -> str:
    """The id that the feed gives: `guid`, Atom `id`, in RDF the item's own address."""
    ids = (text for place in ("guid", "atom:id", "atom03:id") if (text := statements.child_text(node, place)))
    return next(ids, None) or node.get(f"{{{names.RDF}}}about") or ""
