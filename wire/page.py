"""The gopher story page: a text whose frame says whose story it is, where it stood, on what terms, and by which way it came.

    (C) Publisher
    This story was originally published by Publisher and is unaltered.
    . . . . . . . . . .
    Title [1]
    []                                   or a JSON array of names
    Date: 2025-09                        as exact as it is known; nothing behind the colon where it is not
    body                                 one line a paragraph; see wire.marks for what our own pages hold here
    [END]
    ---
    [1] Url:
    https://…                            further references likewise
    Published and (C) by Publisher
    Content appears here under this condition or license: words.
    via Service:
    gopher://…                           one pair for each mirror, in the order of travel

What is in the public domain bears no `(C)`: line 1 is the publisher's name alone, and the footer says `Published by`.

The writer is strict, the reader forgives and says what it forgave. The body is whatever stands between the date and the end
mark, untouched, so that a foreign page is written again line for line. The frame's own lines are found by their places: the
header in the first lines, the footer from the last line upwards, so that nothing in between can pose as either.
"""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final

from wire.text import label, one_line, read_lines
from wire.urls import safe_link

RULE: Final = ". . . . . . . . . ."
END: Final = "[END]"
CONDITION: Final = "Content appears here under this condition or license:"
CLAIM: Final = "This story was originally published by "

AUTHORS_LENGTH: Final = 8192


@dataclass(frozen=True, slots=True)
class Reference:
    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Via:
    service: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A story page as plain strings. `claim` is its whole second line; `title` stands without its ` [1]`; `authors` is the
    whole line (`read_authors` gives the names); `condition` are the words behind the label, with their full stop.

    `flags` name what the reader forgave (see read_page).
    """

    publisher: str
    claim: str
    title: str
    authors: str = "[]"
    date: str = ""
    body: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    condition: str = ""
    via: tuple[Via, ...] = ()
    copyrighted: bool = True
    flags: tuple[str, ...] = field(default=(), compare=False)

    def url(self, number: int) -> str | None:
        """The address that a reference stands for, None where there is none or it may not be followed."""
        return next((safe_link(reference.url) for reference in self.references if reference.number == number), None)


def write_authors(names: tuple[str, ...]) -> str:
    """The authors line: a JSON array in one line; `[]` where no one is known."""
    return json.dumps([label(name) for name in names], ensure_ascii=False)


QUOTED: Final = r"\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+'"
LIST: Final = re.compile(rf"\[\s*(?:(?:{QUOTED})\s*+(?:,\s*+(?:{QUOTED})\s*+)*+)?\]")
QUOTED_OR_REST: Final = re.compile(rf"{QUOTED}|[\"'].*+")
"""In a list, one name after the other. A quote that none closes takes the rest with it, or each would be looked through anew."""
ESCAPE: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")


def read_authors(line: str) -> tuple[str, ...] | None:
    """The names in an authors line: a JSON array, or a list as Python prints one. None where it is neither."""
    if len(line) > AUTHORS_LENGTH or not LIST.fullmatch(line.strip()):
        return None
    names = (ESCAPE.sub(_unescaped, found[0][1:-1]) for found in QUOTED_OR_REST.finditer(line))
    return tuple(name for name in map(label, names) if name)


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else {"n": " ", "t": " ", "r": " ", "b": "", "f": " "}.get(found[3], found[3])


def write_page(page: StoryPage) -> str:
    """The page as text with LF line ends. Lines of the frame are made to be one line each; body lines stand as they are, but
    for a line end inside one. A reference or mirror whose address may not be printed is left out."""
    mark = "(C) " if page.copyrighted else ""
    published = "Published and (C) by" if page.copyrighted else "Published by"
    references = [(reference.number, url) for reference in page.references if (url := safe_link(reference.url))]
    title = re.sub(r"[\r\n]", " ", page.title) + (" [1]" if any(number == 1 for number, _ in references) else "")
    condition = one_line(page.condition)
    lines = [
        f"{mark}{label(page.publisher)}",
        one_line(page.claim),
        RULE,
        title,
        one_line(page.authors) or "[]",
        f"Date: {one_line(page.date)}".rstrip(),
        *(re.sub(r"[\r\n]", " ", line) for line in page.body),
        END,
        "---",
        *(line for number, url in references for line in (f"[{number}] Url:", url)),
        f"{published} {label(page.publisher)}",
        f"{CONDITION} {condition if condition.endswith('.') else condition + '.'}",
        *(line for via in page.via if (url := safe_link(via.url)) for line in (f"via {label(via.service)}:", url)),
    ]
    return "\n".join(lines) + "\n"


HEADER: Final = re.compile(r"\A(?:\(C\)|©)\s++(?P<publisher>\S.*)", re.IGNORECASE)
TITLE: Final = re.compile(r"\A(?P<title>.*) \[1\]\s*")
DATE: Final = re.compile(r"\ADate:(?P<date>.*)", re.IGNORECASE)
URL_LABEL: Final = re.compile(r"\A\[(?P<name>[0-9]{1,6})\] Url:\s*+(?P<url>.*)", re.IGNORECASE)
VIA_LABEL: Final = re.compile(r"\Avia (?P<name>.*):(?P<url>)", re.IGNORECASE)
VIA_LINE: Final = re.compile(r"\Avia (?P<name>.*):\s++(?P<url>[^\s:]++://\S++)", re.IGNORECASE)
PUBLISHED: Final = re.compile(r"\APublished (?P<mark>and (?:\(C\)|©) )?by\s++(?P<publisher>.*)", re.IGNORECASE)
TERMS: Final = re.compile(r"\AContent appears here under this condition or licen[cs]e:\s*+(?P<condition>.*)", re.IGNORECASE)
ADDRESS: Final = re.compile(r"\A(?:mailto:\S++|[^\s:/]++:(?://)?[^\s/]\S*)", re.IGNORECASE)


def read_page(page: str | bytes, encoding: str | None = None) -> StoryPage:
    """The parts of a story page, as far as they are there. Never raises, on any input.

    Flags, beside those of wire.text.read_lines: `no-header` (no story page at all: everything is body), `blank-lines`,
    `over-stripped` (the rule lost a dot), `no-rule`, `no-title-mark`, `no-authors`, `no-date`, `no-dashes`,
    `url-same-line`, `suspect-publisher` (the page names more than one), `ambiguous-end` (more than one end mark),
    `lines-below` (something follows the footer), `incomplete` (the end mark or a part of the footer is not there: the page
    may have been cut).
    """
    data = page.encode("utf-8", "replace") if isinstance(page, str) else page
    read = read_lines(data, encoding)
    flags = list(read.flags)
    found = _read(list(read.lines), flags)
    return replace(found, flags=tuple(dict.fromkeys(flags)))


def _read(lines: list[str], flags: list[str]) -> StoryPage:
    top = _Top(lines, flags)
    first, claim = top.take(), top.take()
    header = HEADER.fullmatch(first)
    if not claim.lower().startswith(CLAIM.lower().rstrip()):
        flags += ["no-header", "incomplete"]
        return StoryPage(publisher="", claim="", title="", body=tuple(lines))
    publisher = label(first if header is None else header["publisher"])
    _rule(top, flags)
    title = top.take()
    authors = top.take_if(lambda line: line.lstrip().startswith("[") and line.rstrip().endswith("]"), "no-authors")
    date = DATE.fullmatch(top.take_if(lambda line: DATE.fullmatch(line) is not None, "no-date"))
    ends = [number for number in range(top.at, len(lines)) if lines[number].rstrip() == END]
    body = tuple(lines[top.at : ends[-1] if ends else len(lines)])
    footer = _footer(lines[ends[-1] + 1 :] if ends else [], flags)
    if len(ends) > 1:
        flags.append("ambiguous-end")
    if not all(body):
        flags.append("blank-lines")
    if (footer.publisher is not None and footer.publisher != publisher) or not _names(claim, publisher):
        flags.append("suspect-publisher")
    marked = TITLE.fullmatch(title)
    if marked is not None and ("incomplete" in flags or any(reference.number == 1 for reference in footer.references)):
        title = marked["title"]
    else:
        flags.append("no-title-mark")
    return StoryPage(
        publisher=publisher,
        claim=one_line(claim),
        title=title,
        authors=authors.strip() or "[]",
        date="" if date is None else date["date"].strip(),
        body=body,
        references=tuple(footer.references),
        condition=footer.condition or "",
        via=tuple(footer.via),
        copyrighted=header is not None if footer.copyrighted is None else footer.copyrighted,
    )


def _rule(top: "_Top", flags: list[str]) -> None:
    rule = top.take_if(lambda line: line.count(".") >= 4 and not line.strip(" ."), "no-rule")
    if rule.startswith(" "):
        flags.append("over-stripped")
    elif rule.startswith(".."):
        flags.append("stuffed")


def _names(claim: str, publisher: str) -> bool:
    """Whether the claim is made of this publisher: its name stands there whole."""
    rest = label(claim)[len(CLAIM) :]
    return rest.startswith(publisher) and not rest[len(publisher) : len(publisher) + 1].isalnum()


class _Top:
    """The lines of the header, from the first on; blank lines between them are passed over and told."""

    def __init__(self, lines: list[str], flags: list[str]) -> None:
        self.lines, self.flags, self.at = lines, flags, 0

    def take(self) -> str:
        """The next line that is not blank, and goes past it; empty at the end."""
        line = self._peek()
        self.at += line != ""
        return line

    def take_if(self, wanted: Callable[[str], bool], flag: str) -> str:
        """The same if it is the wanted line; else stays, says so by the flag and gives back nothing."""
        at = self.at
        line = self._peek()
        if line and wanted(line):
            self.at += 1
            return line
        self.at = at
        self.flags.append(flag)
        return ""

    def _peek(self) -> str:
        while self.at < len(self.lines) and not self.lines[self.at].strip():
            self.at += 1
            self.flags.append("blank-lines")
        return self.lines[self.at] if self.at < len(self.lines) else ""


@dataclass(slots=True)
class _Footer:
    references: list[Reference] = field(default_factory=list)
    publisher: str | None = None
    copyrighted: bool | None = None
    condition: str | None = None
    via: list[Via] = field(default_factory=list)


def _footer(below: list[str], flags: list[str]) -> _Footer:
    """What stands below the last end mark, as far as it has the footer's order."""
    while below and not below[-1].strip():
        below.pop()
    lines = [line.strip() for line in below if line.strip()]
    if len(lines) < len(below):
        flags.append("blank-lines")
    footer = _Footer()
    if lines and re.fullmatch("-{3,}", lines[0]):
        lines.pop(0)
    else:
        flags.append("no-dashes")
    lines.reverse()
    while lines and (pair := _pair(lines, (URL_LABEL,), flags)):
        footer.references.append(Reference(int(pair[0]), pair[1]))
    if lines and (published := PUBLISHED.fullmatch(lines[-1])):
        footer.publisher, footer.copyrighted = label(published["publisher"]), published["mark"] is not None
        lines.pop()
        if lines and (terms := TERMS.fullmatch(lines[-1])):
            footer.condition = terms["condition"]
            lines.pop()
            while lines and (pair := _pair(lines, (VIA_LABEL, VIA_LINE), flags)):
                footer.via.append(Via(label(pair[0]), pair[1]))
    if footer.condition is None or not footer.via:
        flags.append("incomplete")
    elif lines:
        flags.append("lines-below")
    return footer


def _pair(lines: list[str], labels: tuple[re.Pattern[str], ...], flags: list[str]) -> tuple[str, str] | None:
    """A label and its address, on the next line or on the same; takes them off the end of `lines`, which are reversed."""
    for pattern in labels:
        found = pattern.fullmatch(lines[-1])
        if found is None:
            continue
        if found["url"]:
            flags.append("url-same-line")
            lines.pop()
            return found["name"], found["url"]
        if len(lines) > 1 and ADDRESS.fullmatch(lines[-2]):
            lines.pop()
            return found["name"], lines.pop()
    return None
