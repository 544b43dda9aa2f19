"""Public sets of pages with their truth, read from a folder as their projects lay them out; none of them is carried here."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html

from ingest.extract.article import NoArticle
from ingest.extract.blocks import letters
from ingest.extract.walk import read_blocks

KINDS = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading", "li": "li",
    "blockquote": "quote", "pre": "pre", "td": "cell", "th": "cell", "figcaption": "caption", "a": "link",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page and its truth: `lines` of text; where the set has them, a title, and the letters of each element by kind."""

    name: str
    body: bytes
    url: str
    lines: tuple[str, ...]
    title: str | None = None
    structure: dict[str, Counter[str]] = field(default_factory=dict)


def pages_of(folder: Path) -> Iterator[Page]:
    """The pages of a set: `html/*.html.gz` with `ground-truth.json`, or `test/test-pages/*/` with `expected.html`."""
    if (folder / "ground-truth.json").exists():
        truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
        for name, told in sorted(truth.items()):
            body = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
            lines = tuple(line for line in told["articleBody"].split("\n") if line.strip())
            yield Page(name=name, body=body, url=told.get("url") or "https://page.example/", lines=lines)
        return
    for place in sorted((folder / "test" / "test-pages").iterdir()):
        expected = html.document_fromstring((place / "expected.html").read_text(encoding="utf-8"))
        etree.strip_elements(expected, "script", "style", with_tail=False)
        blocks = read_blocks(expected)
        yield Page(
            name=place.name,
            body=(place / "source.html").read_bytes(),
            url="http://fakehost/test/page.html",
            lines=() if isinstance(blocks, NoArticle) else tuple(block.text for block in blocks.blocks),
            title=json.loads((place / "expected-metadata.json").read_text(encoding="utf-8")).get("title"),
            structure=_structure(expected),
        )


def _structure(root: html.HtmlElement) -> dict[str, Counter[str]]:
    """The letters of every element that is told apart; of links those that lead away."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in set(KINDS.values())}
    for element in root.iter(*KINDS):
        bare = letters(element.text_content())
        if bare and (element.tag != "a" or (element.get("href") or "").startswith(("http", "/"))):
            found[KINDS[element.tag]][bare] += 1
    return found
