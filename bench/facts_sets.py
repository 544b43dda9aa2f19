"""What public sets of pages know of authors and dates, read from a folder as their projects lay them out."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

UNKNOWN = "https://page.example/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A page with what its set knows. `authors` None: the set says nothing of them; empty: that there are none.

    `published` is as the set writes it: a day, or a time with its zone. `named`: `authors` are one line as the page prints it.
    """

    name: str
    body: bytes
    url: str
    authors: tuple[str, ...] | None = None
    published: str | None = None
    named: bool = False


def known_of(folder: Path) -> Iterator[Known]:
    """The pages of a set, whose kind is told by what the folder holds; pages alone where no kind is known."""
    for sign, read in (
        ("tests/resources/parser/test_data", _of_publishers),
        ("tests/data/metadata", _with_metadata),
        ("test/test-pages", _with_bylines),
        ("tests/evaldata.json", _with_names),
        ("tests/eval_default.json", _with_days),
        ("ground-truth.json", _without),
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
            names = said if isinstance(said, list) else said.split("; ") if said else None
            yield Known(
                name=told["file"],
                body=page,
                url=url,
                authors=None if names is None else tuple(names),
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


def _found(folder: Path, name: str) -> bytes | None:
    return next(
        (at.read_bytes() for part in ("eval", "cache", "test_set") if (at := folder / "tests" / part / name).exists()), None
    )


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
