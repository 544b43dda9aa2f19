"""Public sets of pages with their truth, read from a folder as their projects lay them out; none of them is carried here."""

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree, html

from ingest.extract.article import NoArticle
from ingest.extract.blocks import letters
from ingest.extract.walk import read_blocks

KINDS = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading", "li": "li",
    "blockquote": "quote", "pre": "pre", "td": "cell", "th": "cell", "figcaption": "caption", "a": "link",
}  # fmt: skip
UNKNOWN = "https://page.example/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page and its truth: `lines` of text; where the set has them, a title, and the letters of each element by kind (a
    `caption` with its credit, a `saying` without).

    `leads` says whether the lines begin with the standfirst. A set that knows only pieces of its texts has no lines, but
    `wanted` and `unwanted` pieces.
    """

    name: str
    body: bytes
    url: str
    lines: tuple[str, ...] = ()
    title: str | None = None
    structure: dict[str, Counter[str]] = field(default_factory=dict)
    leads: bool = False
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


def pages_of(folder: Path) -> Iterator[Page]:
    """The pages of a set, whose kind is told by what the folder holds."""
    for sign, read in (
        ("ground-truth.json", _with_bodies),
        ("evaldata.json", _with_pieces),
        ("test/test-pages", _with_mark_up),
        ("txt", _with_plain_text),
    ):
        if (folder / sign).exists():
            return read(folder)
    return _of_publishers(folder)


def _with_bodies(folder: Path) -> Iterator[Page]:
    """`html/NAME.html.gz` and `ground-truth.json` with the plain text of each."""
    for name, told in sorted(_json(folder / "ground-truth.json").items()):
        body = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield Page(name=name, body=body, url=told.get("url") or UNKNOWN, lines=_lines(told["articleBody"]))


def _with_mark_up(folder: Path) -> Iterator[Page]:
    """`test/test-pages/NAME/` with `source.html`, `expected.html` and `expected-metadata.json`."""
    for place in sorted((folder / "test" / "test-pages").iterdir()):
        expected = html.document_fromstring((place / "expected.html").read_text(encoding="utf-8"))
        etree.strip_elements(expected, "script", "style", with_tail=False)
        blocks = read_blocks(expected)
        yield Page(
            name=place.name,
            body=(place / "source.html").read_bytes(),
            url="http://fakehost/test/page.html",
            lines=() if isinstance(blocks, NoArticle) else tuple(block.text for block in blocks.blocks),
            title=_json(place / "expected-metadata.json").get("title"),
            structure=_structure(expected),
        )


def _of_publishers(folder: Path) -> Iterator[Page]:
    """`COUNTRY/PUBLISHER_DATE.html.gz`, with the truths of a publisher's pages, oldest first, in `COUNTRY/PUBLISHER.json`,
    and the addresses in `COUNTRY/meta.info`."""
    for truths in sorted(folder.glob("*/*.json")):
        files = sorted(truths.parent.glob(f"{truths.stem}_[0-9]*.html.gz"))
        known = _json(truths.parent / "meta.info")
        for file, (_, told) in zip(files, sorted(_json(truths).items()), strict=True):
            sections = told["body"]["sections"]
            headings = [line for section in sections for line in section["headline"]]
            images = {(image["caption"] or "") for image in told.get("images", ())}
            yield Page(
                name=f"{truths.parent.name}/{file.name.removesuffix('.html.gz')}",
                body=gzip.decompress(file.read_bytes()),
                url=known.get(file.name, {}).get("url") or UNKNOWN,
                lines=(*told["body"]["summary"], *(line for one in sections for line in (*one["headline"], *one["paragraphs"]))),
                title=told["title"],
                structure={
                    "heading": Counter(map(letters, headings)),
                    "saying": Counter(bare for said in images if (bare := letters(said))),
                },
                leads=True,
            )


def _with_plain_text(folder: Path) -> Iterator[Page]:
    """`html/NAME.html`, `txt/NAME.txt`, and for some `metadata/NAME.json` with title and address."""
    for truth in sorted((folder / "txt").glob("*.txt")):
        page, known = folder / "html" / f"{truth.stem}.html", folder / "metadata" / f"{truth.stem}.json"
        if page.exists():
            told = _json(known) if known.exists() else {}
            yield Page(
                name=truth.stem,
                body=page.read_bytes(),
                url=told.get("url") or UNKNOWN,
                lines=_lines(truth.read_text(encoding="utf-8")),
                title=told.get("title"),
                leads=True,
            )


def _with_pieces(folder: Path) -> Iterator[Page]:
    """`evaldata.json` with some pieces of text that each page must give, and some that it may not; pages in two folders."""
    for url, told in sorted(_json(folder / "evaldata.json").items()):
        page = next((found for part in ("eval", "cache") if (found := folder / part / told["file"]).exists()), None)
        if page is not None:
            yield Page(
                name=told["file"],
                body=page.read_bytes(),
                url=url,
                title=told.get("title"),
                leads=True,
                wanted=tuple(told["with"]),
                unwanted=tuple(told["without"]),
            )


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())


def _structure(root: html.HtmlElement) -> dict[str, Counter[str]]:
    """The letters of every element that is told apart; of links those that lead away."""
    found: dict[str, Counter[str]] = {kind: Counter() for kind in set(KINDS.values())}
    for element in root.iter(*KINDS):
        bare = letters(element.text_content())
        if bare and (element.tag != "a" or (element.get("href") or "").startswith(("http", "/"))):
            found[KINDS[element.tag]][bare] += 1
    return found
