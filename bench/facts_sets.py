"""What public sets of pages know of authors and dates, read from a folder as their projects lay them out."""

import ast
import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

UNKNOWN = "https://page.example/"
SEVERAL = re.compile(r"; |, (?!Ph\.?D|M\.?D|Jr)| (?:and|und|et|y|e|en|&) (?=[^\W\d_a-z])")
"""What parts the people whom a set names in one line."""
LITERAL = r"""('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|null)"""
"""A string in JavaScript, as a test states what it expects."""
PAGE_READ = re.compile(r"url\s*=\s*(?P<url>'[^'\n]*')|readFileSync\(\s*'\./(?P<file>fixtures/[^'\n]*)'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A page with what its set knows. `authors` None: the set says nothing of them; empty: that there are none.

    `published` is as the set writes it: a day, or a time with its zone. `named`: `authors` are one line as the page prints it.
    `lead` is what stands between headline and text.
    """

    name: str
    body: bytes
    url: str
    authors: tuple[str, ...] | None = None
    published: str | None = None
    named: bool = False
    lead: str | None = None


def known_of(folder: Path) -> Iterator[Known]:
    """The pages of a set, whose kind is told by what the folder holds; pages alone where no kind is known."""
    for sign, read in (
        ("tests/resources/parser/test_data", _of_publishers),
        ("tests/data/metadata", _with_metadata),
        ("test/test-pages", _with_bylines),
        ("tests/evaldata.json", _with_names),
        ("tests/eval_default.json", _with_days),
        ("ground-truth.json", _without),
        ("src/extractors/custom", _with_tests),
        ("tests/data/authors", _by_subject),
    ):
        if (folder / sign).exists():
            return read(folder)
    return (Known(name=file.name, body=file.read_bytes(), url=UNKNOWN) for file in sorted(folder.rglob("*.html")))


def _of_publishers(folder: Path) -> Iterator[Known]:
    """`COUNTRY/PUBLISHER_DATE.html.gz`, with the truths of a publisher's pages, oldest first, in `COUNTRY/PUBLISHER.json`."""
    for truths in sorted((folder / "tests/resources/parser/test_data").glob("*/*.json")):
        files = sorted(truths.parent.glob(f"{truths.stem}_[0-9]*.html.gz"))
        addresses = _json(truths.parent / "meta.info")
        for file, (_, told) in zip(files, sorted(_json(truths).items()), strict=True):
            yield Known(
                name=f"{truths.parent.name}/{file.name.removesuffix('.html.gz')}",
                body=gzip.decompress(file.read_bytes()),
                url=addresses.get(file.name, {}).get("url") or UNKNOWN,
                authors=tuple(told["authors"]) if "authors" in told else None,
                published=told.get("publishing_date"),
                lead=" ".join(told["body"]["summary"]) or None,
            )


def _with_metadata(folder: Path) -> Iterator[Known]:
    """`html/NAME.html` and `metadata/NAME.json`."""
    for truth in sorted((folder / "tests/data/metadata").glob("*.json")):
        page = truth.parent.parent / "html" / f"{truth.stem}.html"
        if page.exists():
            told = _json(truth)
            day = told.get("publish_date") or None
            yield Known(
                name=truth.stem, body=page.read_bytes(), url=told.get("url") or UNKNOWN, authors=tuple(told["authors"]),
                published=None if day is None else str(day),
            )  # fmt: skip


def _with_bylines(folder: Path) -> Iterator[Known]:
    """`NAME/source.html` with `expected-metadata.json`: a byline as it stands there, and sometimes a date."""
    for place in sorted((folder / "test/test-pages").iterdir()):
        told = _json(place / "expected-metadata.json")
        yield Known(
            name=place.name, body=(place / "source.html").read_bytes(), url="http://fakehost/test/page.html",
            authors=(told["byline"],) if told.get("byline") else (), published=told.get("publishedTime"), named=True,
        )  # fmt: skip


def _with_names(folder: Path) -> Iterator[Known]:
    """`evaldata.json` with some authors; pages in two folders."""
    for url, told in sorted(_json(folder / "tests/evaldata.json").items()):
        page = _found(folder, told["file"])
        if page is not None:
            said = told.get("author")
            names = [
                name for one in ([said] if isinstance(said, str) else said or []) for name in SEVERAL.split(one) if name.strip()
            ]
            yield Known(
                name=told["file"],
                body=page,
                url=url,
                authors=tuple(names) or None,
                published=told.get("date") or None,
            )


def _with_days(folder: Path) -> Iterator[Known]:
    """`eval_*.json` with a day for each page; pages in several folders."""
    for truths in sorted((folder / "tests").glob("eval_*.json")):
        for url, told in sorted(_json(truths).items()):
            page = _found(folder, told["file"])
            if page is not None:
                yield Known(name=told["file"], body=page, url=url, published=told["date"])


def _without(folder: Path) -> Iterator[Known]:
    """Pages of a set that knows nothing of authors and dates."""
    for name, told in sorted(_json(folder / "ground-truth.json").items()):
        body = gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes())
        yield Known(name=name, body=body, url=told.get("url") or UNKNOWN)


def _with_tests(folder: Path) -> Iterator[Known]:
    """`src/extractors/custom/SITE/index.test.js`: for each page read there, what its tests expect; a test may come without."""
    for tests in sorted((folder / "src/extractors/custom").glob("*/index.test.js")):
        seen = set()
        for part in tests.read_text(encoding="utf-8").split("describe(")[2:]:
            read = {kind: found[kind] for found in PAGE_READ.finditer(part) for kind in ("url", "file") if found[kind]}
            page = folder / read.get("file", "")
            if not page.is_file() or page in seen:
                continue
            seen.add(page)
            author, published = _expected(part, "author"), _expected(part, "date_published")
            yield Known(
                name=page.stem, body=page.read_bytes(), url=ast.literal_eval(read["url"]) if "url" in read else UNKNOWN,
                authors=None if author is None else (author,), named=True, published=published,
                lead=_expected(part, "dek"),
            )  # fmt: skip


def _expected(tests: str, name: str) -> str | None:
    """What the tests say that a field is; None where they do not, or say that there is none."""
    found = re.search(rf"equal\(\s*(?:result\.)?{name},\s*{LITERAL},?\s*\)", tests)
    return None if found is None or found[1] == "null" else str(ast.literal_eval(found[1]))


def _by_subject(folder: Path) -> Iterator[Known]:
    """`SUBJECT/NAME.html` with `NAME.json`: those that state people or a date."""
    for truth in sorted((folder / "tests/data").glob("*/*.json")):
        page, told = truth.with_suffix(".html"), _json(truth)
        said = told.get("expected") or {}
        if page.exists() and {"authors", "publish_datetime_utc"} & said.keys():
            yield Known(
                name=f"{truth.parent.name}/{truth.stem}", body=page.read_bytes(), url=told.get("url") or UNKNOWN,
                authors=tuple(said["authors"]) if "authors" in said else None, published=said.get("publish_datetime_utc"),
            )  # fmt: skip


def _found(folder: Path, name: str) -> bytes | None:
    return next(
        (at.read_bytes() for part in ("eval", "cache", "test_set") if (at := folder / "tests" / part / name).exists()), None
    )


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
