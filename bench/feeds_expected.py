"""What other projects' test files expect of a feed, judged against what `inspect feed` gives."""

import ast
import codecs
import html
import json
import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nh3

from desk.inspect_feed import ATTRIBUTES, SCHEMES, TAGS
from ingest.facts.dates import read_date
from ingest.facts.rights import licence_named
from ingest.parse.statements import text_of_html

EXPECT = re.compile(r"Description:\s*(.*?)\s*Expect:\s*(.*)\s*-->")
STARTS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"), (b"\0\0\0<", "utf-32-be"), (b"<\0\0\0", "utf-32-le"), (b"\0<\0?", "utf-16-be"),
    (b"<\0?\0", "utf-16-le"),
)  # fmt: skip


class NotApplicable(Exception):
    """The expectation speaks of what we do not give, or in a way that is not understood here."""


def text_of(body: bytes) -> str:
    """The file as text, for its comment."""
    for start, name in STARTS:
        if body.startswith(start):
            return body.decode(name, "ignore")
    return body.decode("utf-8", "ignore")


def judged(path: Path, body: bytes, found: dict[str, Any]) -> tuple[str, str]:
    """`met`, `missed`, `not applicable`, `the sanitiser` or `none`, and what was missed."""
    if stated := EXPECT.search(text_of(body)):
        return ("the sanitiser", "") if path.parent.name == "sanitize" else of_expression(stated[2].strip(), found)
    beside = path.with_suffix(".json") if path.suffix == ".xml" else path.with_name(f"{path.stem}_expected.json")
    if beside.exists() and beside != path:
        return of_json(json.loads(beside.read_text("utf-8")), found)
    return "none", ""


# feedparser: expressions over its dictionary

TEXT, MARKUP, DATE, PARSED, LICENCE = "text", "markup", "date", "parsed date", "licence"
SHARED = {
    "title": ("title", TEXT), "title_detail.value": ("title", TEXT), "link": ("link", TEXT), "id": ("id", TEXT),
    "guid": ("id", TEXT),
    "rights": ("rights", TEXT), "copyright": ("rights", TEXT), "rights_detail.value": ("rights", TEXT),
    "copyright_detail.value": ("rights", TEXT), "updated": ("updated", DATE), "modified": ("updated", DATE),
    "updated_parsed": ("updated", PARSED), "modified_parsed": ("updated", PARSED),
}  # fmt: skip
OF_FEED = SHARED | {"language": ("language", TEXT), "date": ("updated", DATE), "date_parsed": ("updated", PARSED)}
OF_ENTRY = SHARED | {
    "summary": ("summary", MARKUP), "description": ("summary", MARKUP), "summary_detail.value": ("summary", MARKUP),
    "content.0.value": ("content", MARKUP), "author": ("author", TEXT), "author_detail.name": ("author", TEXT),
    "published": ("published", DATE), "issued": ("published", DATE), "published_parsed": ("published", PARSED),
    "issued_parsed": ("published", PARSED), "license": ("licence", LICENCE),
}  # fmt: skip
ENTRY_LISTS = {
    r"tags\.(\d+)\.term": ("categories", None), r"enclosures\.(\d+)\.(?:href|url)": ("enclosures", "url"),
    r"enclosures\.(\d+)\.type": ("enclosures", "type"), r"enclosures\.(\d+)\.length": ("enclosures", "length"),
}  # fmt: skip


def of_expression(expression: str, found: dict[str, Any]) -> tuple[str, str]:
    """All parts of the expression that are joined by `and` and speak of a field that we have."""
    try:
        tree = ast.parse(expression, mode="eval").body
    except SyntaxError:
        return "not applicable", ""
    parts = tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]
    asked = 0
    for part in parts:
        try:
            is_met, words = holds(part, found)
        except NotApplicable:
            continue
        asked += 1
        if not is_met:
            return "missed", words
    return ("met" if asked else "not applicable"), ""


def holds(part: ast.expr, found: dict[str, Any]) -> tuple[bool, str]:
    if not isinstance(part, ast.Compare) or not all(isinstance(one, ast.Eq) for one in part.ops):
        raise NotApplicable
    sides = [part.left, *part.comparators]
    constants = [value_of(side) for side in sides if not is_path(side)]
    paths = [path_of(side) for side in sides if is_path(side)]
    if len(constants) != 1 or not paths:
        raise NotApplicable
    for path in paths:
        ours, kind = ours_at(path, found)
        if not same(ours, constants[0], kind):
            return False, f"{path}: {ours!r} is not {constants[0]!r}"
    return True, ""


def is_path(side: ast.expr) -> bool:
    return isinstance(side, ast.Subscript | ast.Attribute)


def value_of(side: ast.expr) -> Any:
    try:
        return ast.literal_eval(side)
    except ValueError:
        raise NotApplicable from None


def path_of(side: ast.expr) -> str:
    """`entries[0]['title']` and `entries[0].title` as `entries.0.title`."""
    if isinstance(side, ast.Name):
        return side.id
    if isinstance(side, ast.Attribute):
        return f"{path_of(side.value)}.{side.attr}"
    if isinstance(side, ast.Subscript):
        return f"{path_of(side.value)}.{value_of(side.slice)}"
    raise NotApplicable


def ours_at(path: str, found: dict[str, Any]) -> tuple[Any, str]:
    """Our value for a field of feedparser's, and how the two are to be compared."""
    if path.startswith("feed.") and (named := OF_FEED.get(path[5:])):
        return found["feed"].get(named[0]), named[1]
    matched = re.fullmatch(r"entries\.(\d+)\.(.+)", path)
    if matched is None:
        raise NotApplicable
    at, field = int(matched[1]), matched[2]
    entry = found["entries"][at] if at < len(found["entries"]) else {}
    if named := OF_ENTRY.get(field):
        value = entry.get(named[0])
        return (value or entry.get("content") if named[0] == "summary" else value), named[1]
    for pattern, (name, key) in ENTRY_LISTS.items():
        if listed := re.fullmatch(pattern, field):
            values = entry.get(name, [])
            value = values[int(listed[1])] if int(listed[1]) < len(values) else None
            return (value if key is None or value is None else value[key]), TEXT
    raise NotApplicable


def same(ours: Any, expected: Any, kind: str) -> bool:
    """Whether the two say the same. `expected` may hold markup that no output of ours does: then what is left counts."""
    if kind == PARSED:
        if not isinstance(expected, tuple) or ours is None:
            return ours is None and expected is None
        stated = read_date(ours)
        instant = None if stated is None else stated.instant()
        if instant is not None:
            return instant == datetime.fromtimestamp(timegm(expected), UTC)
        day = "-".join(f"{part:02d}" for part in expected[:3])  # what we do not state, feedparser makes up
        return bool(stated is not None and stated.hour is None and day.startswith(stated.isoformat()))
    if kind == LICENCE:
        return bool(licence_named(expected)[0] == ours)
    ours, expected = str(ours or ""), str(expected or "")
    if kind == DATE:
        stated = read_date(expected)
        return bool(ours == ("" if stated is None else stated.isoformat()))
    if kind == TEXT:
        return folded(ours) in (folded(expected), folded(html.unescape(expected)), text_of_html(expected))
    left = cleaned(expected)
    if expected and not left:
        raise NotApplicable
    return folded(ours) in (folded(html.escape(expected, quote=False)), folded(left)) or folded(cleaned(ours)) == folded(left)


def cleaned(markup: str) -> str:
    return nh3.clean(markup, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


def folded(text: str) -> str:
    return " ".join(text.split())


# gofeed: what its parser found, as JSON

GO_FEED = {"title": TEXT, "link": TEXT, "language": TEXT, "copyright": TEXT, "rights": TEXT, "id": TEXT, "updated": DATE}
GO_ENTRY = {
    "title": TEXT, "link": TEXT, "guid": TEXT, "id": TEXT, "description": MARKUP, "summary": MARKUP, "content": MARKUP,
    "updated": DATE, "published": DATE,
}  # fmt: skip
OUR_NAME = {"copyright": "rights", "guid": "id", "description": "summary"}


def of_json(expected: dict[str, Any], found: dict[str, Any]) -> tuple[str, str]:
    """Every field of the JSON that we have and that is stated as text."""
    asked = 0
    items = expected.get("items") or expected.get("entries") or []
    pairs = [(expected, found["feed"], GO_FEED)]
    pairs += [(item, ours, GO_ENTRY) for item, ours in zip(items, [*found["entries"], *[{}] * len(items)], strict=False)]
    for theirs, ours, fields in pairs:
        for name, kind in fields.items():
            value = theirs.get(name)
            value = value.get("value") if isinstance(value, dict) else value
            if not isinstance(value, str) or not value:
                continue
            try:
                is_met = same(ours.get(OUR_NAME.get(name, name)), value, kind)
            except NotApplicable:
                continue
            asked += 1
            if not is_met:
                return "missed", f"{name}: {ours.get(OUR_NAME.get(name, name))!r} is not {value!r}"
        for is_met, words in lists(theirs, ours):
            asked += 1
            if not is_met:
                return "missed", words
    return ("met" if asked else "not applicable"), ""


def lists(theirs: dict[str, Any], ours: dict[str, Any]) -> Iterator[tuple[bool, str]]:
    """Topics and attached files."""
    if "categories" not in ours:
        return
    categories = theirs.get("categories") or ()
    stated = [one.get("label") or one.get("term") or one.get("value") if isinstance(one, dict) else one for one in categories]
    topics = {text_of_html(topic) for topic in stated if topic}
    if topics:
        yield topics <= {text_of_html(topic) for topic in ours["categories"]}, f"categories: {ours['categories']} is not {topics}"
    files = [file.get("url") for file in theirs.get("enclosures") or () if isinstance(file, dict) and file.get("url")]
    if files:
        yield files == [file["url"] for file in ours["enclosures"]], f"enclosures: {ours['enclosures']} is not {files}"
