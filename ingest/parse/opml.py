"""OPML 2.0 (https://opml.org/spec2.opml): a list of feeds, as feed readers exchange it."""

from dataclasses import dataclass
from typing import Final, cast

from ingest.parse.decoding import decode
from ingest.parse.entry import NotAFeed
from ingest.parse.names import local_name
from ingest.parse.xml_text import read_tree

MOST: Final = 20_000
WIREDESK: Final = "urn:wiredesk:opml"
"""The namespace of what our own lists say beyond the standard: a feed's id, its publisher and how often it is polled."""
OURS: Final = f"{{{WIREDESK}}}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A feed as the list states it. `line` is where it stands in the file; the last four are what only our own lists say."""

    line: int
    url: str
    title: str | None = None
    home: str | None = None
    id: str | None = None
    publisher: str | None = None
    publisher_name: str | None = None
    every: str | None = None


def read_opml(body: bytes) -> tuple[Outline, ...] | NotAFeed:
    """The feeds of the list, in its order, however deep in folders; at most MOST of them. Outlines that name no feed's address,
    such as folders and notes, are none. Never raises."""
    text, _ = decode(body)
    tree = read_tree(text, "")
    if isinstance(tree, str):
        return NotAFeed(words=tree)
    if local_name(tree.root.tag).lower() != "opml":
        return NotAFeed(words=f"is an XML document <{local_name(tree.root.tag)[:40]}>, not a list of feeds (OPML)")
    found: list[Outline] = []
    for node in tree.root.iter("{*}outline", "outline"):
        stated = {str(name): str(value).strip() for name, value in node.attrib.items() if str(value).strip()}
        said = {name.lower(): value for name, value in stated.items() if not name.startswith("{")}
        ours = {name.removeprefix(OURS): value for name, value in stated.items() if name.startswith(OURS)}
        if "xmlurl" in said and len(found) < MOST:
            found.append(
                Outline(
                    line=cast(int, node.sourceline), url=said["xmlurl"], title=said.get("title") or said.get("text"),
                    home=said.get("htmlurl"), id=ours.get("id"), publisher=ours.get("publisher"),
                    publisher_name=ours.get("publisher-name"), every=ours.get("every"),
                )
            )  # fmt: skip
    return tuple(found)
