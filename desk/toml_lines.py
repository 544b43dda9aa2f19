"""Where each key of a TOML file stands, so that a mistake can be named with its line."""

import re
from collections.abc import Iterator

Path = tuple[str | int, ...]

HEADER = re.compile(r"\A\s*+(\[\[|\[)\s*+(.+?)(?<!\s)\s*+\]{1,2}\s*+(?:#.*)?$")
ASSIGNMENT = re.compile(
    r"""\A\s*+((?:[A-Za-z0-9_-]++|"[^"]*"|'[^']*')(?:\s*+\.\s*+(?:[A-Za-z0-9_-]++|"[^"]*"|'[^']*'))*)\s*+=(.*)$"""
)
KEY_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")


def key_lines(text: str) -> dict[Path, int]:
    """Line numbers (from 1) of every table and key of a TOML text that parses; elements of arrays of tables are numbered
    from 0, as in `("feed", 2, "url")`. Keys inside inline tables and arrays are not listed: their own key is."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for number, line in _logical_lines(text):
        if header := HEADER.match(line):
            table = _table(header[1] == "[[", _parts(header[2]), counts)
            found.setdefault(table, number)
        elif assignment := ASSIGNMENT.match(line):
            found.setdefault((*table, *_parts(assignment[1])), number)
    return found


def _table(is_array: bool, parts: list[str], counts: dict[Path, int]) -> Path:
    """The path of a table header: names that stand for arrays of tables are followed by the current element's number."""
    path: Path = ()
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path] - 1)
    path = (*path, parts[-1])
    if is_array:
        counts[path] = counts.get(path, 0) + 1
        return (*path, counts[path] - 1)
    return path


def _parts(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in KEY_PART.findall(dotted)]


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that begin a statement: what continues a multi-line string or array is passed over."""
    depth, fence = 0, None
    for number, line in enumerate(text.split("\n"), start=1):
        starts_statement = depth == 0 and fence is None
        if starts_statement:
            yield number, line
        is_header = starts_statement and HEADER.match(line) is not None
        if not is_header:
            depth, fence = _scan(line, depth, fence)


def _scan(line: str, depth: int, fence: str | None) -> tuple[int, str | None]:
    """The nesting of brackets and the open multi-line string after the line."""
    at = 0
    while at < len(line):
        if fence is not None:
            end = line.find(fence, at)
            if end < 0:
                return depth, fence
            at, fence = end + len(fence), None
            continue
        mark = line[at]
        if mark == "#":
            break
        if line.startswith(('"""', "'''"), at):
            fence, at = line[at : at + 3], at + 3
            continue
        if mark in "\"'":
            end = at + 1
            while end < len(line) and line[end] != mark:
                end += 2 if mark == '"' and line[end] == "\\" else 1
            at = end
        depth += (mark in "[{") - (mark in "]}")
        at += 1
    return max(depth, 0), fence
