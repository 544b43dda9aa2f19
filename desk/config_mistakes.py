"""Mistakes in config.toml in words: where each stands, what is wrong, and what was probably meant."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from desk.config_tables import File
from desk.toml_lines import Path as KeyPath
from exporters.paths import RESERVED
from wire.urls import canonical_url


def cross_checks(raw: Mapping[str, Any]) -> Iterator[tuple[KeyPath, str]]:
    """What no single key can tell: ids given twice, publishers that no feed can find, names that the site needs itself."""
    publishers, feeds = _tables(raw, "publisher"), _tables(raw, "feed")
    for kind, tables in (("publisher", publishers), ("feed", feeds)):
        seen: dict[object, int] = {}
        for at, table in enumerate(tables):
            name = table.get("id")
            if isinstance(name, str) and name in seen:
                yield (kind, at, "id"), f"{kind}.id: {name!r} is taken by {kind} number {seen[name] + 1}; ids are unique"
            seen.setdefault(name, at)
    yield from _polled_twice(feeds)
    calls_at = _first_segment(raw.get("websub"))
    if calls_at in RESERVED:
        yield ("websub", "callback"), f"websub.callback: {calls_at!r} is an address the site itself needs; choose another path"
    known = [table["id"] for table in publishers if isinstance(table.get("id"), str)]
    for at, table in enumerate(publishers):
        if table.get("id") in RESERVED:
            yield ("publisher", at, "id"), f"publisher.id: {table['id']!r} is an address the site itself needs; choose another"
        elif table.get("id") == calls_at:
            yield ("publisher", at, "id"), f"publisher.id: {table['id']!r} is where websub.callback has hubs call; choose another"
    for at, table in enumerate(feeds):
        name = table.get("publisher")
        if isinstance(name, str) and name not in known:
            words = f"feed.publisher: no [[publisher]] has the id {name!r}{_nearest(name, known)}"
            yield ("feed", at, "publisher"), words


def _polled_twice(feeds: Sequence[Mapping[str, Any]]) -> Iterator[tuple[KeyPath, str]]:
    """Feeds of one address: its publisher would be asked twice for the same."""
    seen: dict[str, int] = {}
    for at, table in enumerate(feeds):
        url = table.get("url")
        if isinstance(url, str):
            first = seen.setdefault(canonical_url(url.strip()), at)
            if first != at:
                yield ("feed", at, "url"), f"feed.url: {url} is polled already, by feed number {first + 1}"


def _first_segment(websub: object) -> str | None:
    """The first part of the path that hubs call."""
    callback = websub.get("callback") if isinstance(websub, dict) else None
    found = re.match(r"https?://[^/?#]+/([^/?#]+)", callback) if isinstance(callback, str) else None
    return None if found is None else found[1]


def _tables(raw: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    tables = raw.get(name)
    return [table for table in tables if isinstance(table, dict)] if isinstance(tables, list) else []


def sentence_of(path: Path, lines: Mapping[KeyPath, int], error: Any) -> str:
    """One mistake of pydantic's in one line: file, line, key, what is wrong, and the nearest right name."""
    where: KeyPath = tuple(error["loc"])
    key = ".".join(str(part) for part in where if isinstance(part, str))
    kind = error["type"]
    if kind == "extra_forbidden":
        words = f"there is no key {str(where[-1])!r} here{_nearest(str(where[-1]), _names(where[:-1]))}"
    elif kind == "missing":
        words = f"{where[-1]!r} is missing" if len(where) > 1 else f"the table [{where[0]}] is missing"
        where = where[:-1]
    elif kind == "value_error":
        words = str(error["ctx"]["error"])
    elif kind in ("enum", "literal_error"):
        words = f"{error['input']!r} is none of {error['ctx']['expected']}"
    elif kind == "list_type" and isinstance(error["input"], dict):
        words = f"there may be several: write [[{key}]], with two brackets"
    elif kind == "string_too_short":
        words = "must not be empty"
    else:
        words = f"{error['msg'].replace('Input should be', 'should be')}, and it is {error['input']!r}"
    return f"{path}:{line_of(lines, where)}: {key}: {words}"


def _names(where: KeyPath) -> list[str]:
    """The keys that a table may have."""
    model: type[BaseModel] = File
    for part in where:
        if isinstance(part, int):
            continue
        field = model.model_fields.get(part)
        inner = [] if field is None else list(_models(field.annotation))
        if not inner:
            return []
        model = inner[0]
    return list(model.model_fields)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models(inner)


def _nearest(name: str, names: Sequence[str]) -> str:
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; there are: {', '.join(names)}" if names else ""


def line_of(lines: Mapping[KeyPath, int], where: KeyPath) -> int:
    """The line of the key, or of the nearest table above it."""
    for end in range(len(where), 0, -1):
        if where[:end] in lines:
            return lines[where[:end]]
    return 1


def order_of(sentence: str) -> tuple[int, str]:
    """Sorts sentences by their lines."""
    found = re.search(r":(\d+): ", sentence)
    return (int(found[1]) if found else 0, sentence)


def plain_sentence(error: Any) -> str:
    """The same for what was given by command: the key and what is wrong with it."""
    words = str(error["ctx"]["error"]) if error["type"] == "value_error" else f"{error['msg']}, and it is {error['input']!r}"
    return f"{error['loc'][0]}: {words}"
