"""Every pattern of the house, and text made to nearly match each: what the tests of growth and `python -m bench` feed them."""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

from ingest.extract import boxes, bylines, captions, colophon, ending, further_pages, meters, raised, readers
from ingest.extract import dated_heads as extract_heads
from ingest.facts import date_lines, dated_heads, datelines, dates, exceptions, licence_words, people, rights, sign_offs, signals

PACKAGES = ("news", "wire", "ingest", "store", "exporters", "desk", "wiredesk")
WAYS = ("match", "fullmatch", "search", "sub", "subn", "split", "finditer", "findall")
PIECES = (
    " ", "\n", "a", "1", "A", "a ", "1 ", "é", "e\u0301", "\u0301", "\U0001f600", "\u200b", "\xa0", "<", "<a ", "</", "<!--",
    "[", "(", "{", '"', "'", "\\", "/", "|", " | ", "-", "_", ".", "...", ",", ":", ": ", ";", "&", "&a", "#", "*", "%", "=",
    "a=", "http://", "a@", "»", "x1x-", "a\n", "年", "…", "©", "- ", "! ", "aaaa aaaaaa ", "1a ", "Aa aa ", "\t", "\r\n", "я",
)  # fmt: skip
WORDS = 24
"""So many of the words that a pattern looks for, and of its repetitions, taken evenly."""
ENDS = ("\0", " !")
"""What comes after: a sign, and a word, that no pattern ends with."""
Use = Callable[[Any], object]

CAPS: Mapping[str, int] = {
    "ingest.extract.box_words": 2 * boxes.LONGEST,
    "ingest.extract.byline_words.LABEL_ALONE": 2 * bylines.LONGEST_BLOCK,
    "ingest.extract.bylines": 2 * bylines.LONGEST_BLOCK,
    "ingest.extract.captions": captions.LONGEST,
    "ingest.extract.colophon.NOTICES": 2 * colophon.LONGEST,
    "ingest.extract.dated_heads": extract_heads.LONGEST,
    "ingest.extract.ending.CUT_NOTICE": ending.NOTICE,
    "ingest.extract.further_pages._COUNTED": further_pages.LONGEST_LABEL,
    "ingest.extract.meters": 2 * meters.LONGEST,
    "ingest.extract.raised": raised.LONGEST,
    "ingest.extract.readers": readers.LONGEST,
    "ingest.facts.calendars": dates.LONGEST + 40,
    "ingest.facts.date_forms": dates.LONGEST + 40,
    "ingest.facts.date_labels": date_lines.LONGEST,
    "ingest.facts.date_lines": date_lines.LONGEST,
    "ingest.facts.dated_heads": dated_heads.LONGEST,
    "ingest.facts.datelines": datelines.LONGEST_HEAD,
    "ingest.facts.date_words": dates.LONGEST + 40,
    "ingest.facts.dates": dates.LONGEST + 40,
    "ingest.facts.exceptions": exceptions.LONGEST,
    "ingest.facts.language": 60,
    "ingest.facts.licence_names": licence_words.LONGEST,
    "ingest.facts.licence_words": licence_words.LONGEST,
    "ingest.facts.notice_words": rights.LONGEST_WORDING,
    "ingest.facts.notice_words_elsewhere": licence_words.LONGEST,
    "ingest.facts.people": people.LONGEST_LINE,
    "ingest.facts.sign_offs": sign_offs.LONGEST,
    "ingest.facts.signals": signals.LONGEST_HEADER,
    "ingest.facts.zones": dates.LONGEST + 40,
}
"""How much of a text the patterns of a module, or one of them, are given: the longest that a date, a name or a notice is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A pattern and where it stands: the module, and the name or the line of the function that has it."""

    module: str
    name: str
    pattern: re.Pattern[Any]
    ways: tuple[str, ...]
    """How the code calls it by its name, beside to search."""

    @property
    def cap(self) -> int | None:
        """The most signs that the code gives it; None where it gives it whatever comes."""
        return CAPS.get(f"{self.module}.{self.name}", CAPS.get(self.module))

    @property
    def uses(self) -> Iterator[tuple[str, Use]]:
        """To search, and each other way of the code's, as a call that reads the whole text. Every pattern is made to search,
        those too that are asked at one place only: what is handed on may be called in any way."""
        pattern = self.pattern
        known: Mapping[str, Use] = {
            "search": pattern.search,
            "match": pattern.match,
            "fullmatch": pattern.fullmatch,
            "split": pattern.split,
            "findall": pattern.findall,
            "finditer": lambda text: sum(1 for _ in pattern.finditer(text)),
            "sub": lambda text: pattern.sub(text[:0], text),
            "subn": lambda text: pattern.subn(text[:0], text),
        }
        return ((way, known[way]) for way in ("search", *self.ways))


def modules(packages: Sequence[str] = PACKAGES) -> Iterator[ModuleType]:
    """Every module of the packages, but the entry points, which run when they are loaded."""
    for package in map(importlib.import_module, packages):
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__") and ".migrations" not in found.name:
                yield importlib.import_module(found.name)


def patterns(packages: Sequence[str] = PACKAGES) -> list[Held]:
    """Every pattern once: those that a module or a class holds, by itself or in a table, and those written out where they are
    used (`re.sub(r"…", …)`), what a variable adds to them standing as a word."""
    found: dict[tuple[Any, int], Held] = {}
    for module in modules(packages):
        held = chain(vars(module).items(), *(vars(one).items() for one in vars(module).values() if isinstance(one, type)))
        for name, value in held:
            for pattern in () if name.startswith("__") else _within(value):
                new = Held(module=module.__name__, name=name, pattern=pattern, ways=_called().get(id(pattern), ()))
                found.setdefault((pattern.pattern, pattern.flags), new)
        for call, line in _written_out(module):
            made, way = call
            ways = () if way in ("compile", "search") else (way,)
            new = Held(module=module.__name__, name=f"line {line}", pattern=made, ways=ways)
            found.setdefault((made.pattern, made.flags), new)
    return list(found.values())


def _within(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from chain(_within(tuple(value)), _within(tuple(value.values())))
    elif isinstance(value, tuple | list | frozenset | set):
        yield from chain.from_iterable(map(_within, value))


@cache
def _tree(module: ModuleType) -> ast.Module:
    return ast.parse(inspect.getsource(module) or "")


@cache
def _called() -> dict[int, tuple[str, ...]]:
    """How modules call the patterns that have a name, by the pattern's identity, search left out."""
    called: dict[int, set[str]] = {}
    for module in modules():
        for node in ast.walk(_tree(module)):
            if isinstance(node, ast.Attribute) and node.attr in WAYS and isinstance(node.value, ast.Name):
                called.setdefault(id(vars(module).get(node.value.id)), set()).add(node.attr)
    return {held: tuple(sorted(ways - {"search"})) for held, ways in called.items()}


def _written_out(module: ModuleType) -> Iterator[tuple[tuple[re.Pattern[Any], str], int]]:
    """The patterns that calls of `re` within functions are given, with the way and the line."""
    for function in ast.walk(_tree(module)):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        for node in ast.walk(function):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in (*WAYS, "compile")
            ):
                written = _value(node.args[0], vars(module))
                if isinstance(written, str | bytes):
                    yield (re.compile(written), node.func.attr), node.lineno


def _value(written: ast.expr, names: Mapping[str, object]) -> object:
    """What an expression of literals and of the module's names is; a word stands for what only the running code knows."""
    if isinstance(written, ast.JoinedStr):
        parts = (part.value if isinstance(part, ast.FormattedValue) else part for part in written.values)
        return "".join(str(_value(part, names)) for part in parts)
    if isinstance(written, ast.Constant):
        return written.value
    if isinstance(written, ast.Name):
        return names.get(written.id, "word")
    return "word"


def near_matches(pattern: re.Pattern[Any]) -> list[tuple[str, str]]:
    """Text that nearly matches: what it begins with, and what it then repeats. Made of what the pattern itself looks for: texts
    that it might match, cut short and whole, every literal run of it, what stands within each of its repetitions; and of
    spaces, digits, marks and letters."""
    return list(dict.fromkeys(_pieces(pattern)))


def _pieces(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = _parser.parse(written, pattern.flags & ~re.UNICODE)
    repeated: list[tuple[str, str]] = []
    for which in range(3):
        sample = _sample(parsed, "", which, repeated)
        for length in {len(sample), len(sample) // 2, len(sample) - 1}:
            if length > 0:
                yield "", sample[:length]
                yield "", sample[:length] + " 1"
    repeated = list(dict.fromkeys(repeated))
    for before, inner in repeated[:: len(repeated) // WORDS + 1]:
        if inner:
            yield before, inner
            yield "", before + inner * 20
    words = list(dict.fromkeys(_words(parsed)))
    for word in words[:: len(words) // WORDS + 1]:
        yield "", word
        yield "", f"{word} "
        yield "", f"{word[:-1]}" or word
    yield from (("", piece) for piece in PIECES)


def _sample(parsed: Any, before: str, which: int, repeated: list[tuple[str, str]]) -> str:
    """A text that the pattern might match, the `which`-th alternative of each choice; repetitions are gathered."""
    text = ""
    for kind, value in parsed:
        if kind is signs.LITERAL:
            text += chr(value)
        elif kind in (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT):
            least, most, inner = value
            once = _sample(inner, before + text, which, repeated)
            if most >= 8:
                repeated.append((before + text, once))
            text += once * min(max(least, 1), 40)
        elif kind is signs.SUBPATTERN:
            text += _sample(value[3], before + text, which, repeated)
        elif kind is signs.ATOMIC_GROUP:
            text += _sample(value, before + text, which, repeated)
        elif kind is signs.BRANCH:
            choices = [_sample(choice, before + text, which, repeated) for choice in value[1]]
            text += choices[which % len(choices)]
        elif kind is signs.ASSERT:
            _sample(value[1], before + text, which, repeated)
        elif kind is signs.IN:
            text += _member(value, which)
        elif kind in (signs.ANY, signs.NOT_LITERAL):
            text += "a"
    return text


def _words(parsed: Any) -> Iterator[str]:
    """Every run of literal signs in a pattern, of all its alternatives."""
    run = ""
    for kind, value in parsed:
        if kind is signs.LITERAL:
            run += chr(value)
            continue
        if run:
            yield run
        run = ""
        if kind in (signs.MAX_REPEAT, signs.MIN_REPEAT, signs.POSSESSIVE_REPEAT):
            yield from _words(value[2])
        elif kind is signs.SUBPATTERN:
            yield from _words(value[3])
        elif kind is signs.ATOMIC_GROUP:
            yield from _words(value)
        elif kind is signs.BRANCH:
            yield from chain.from_iterable(map(_words, value[1]))
        elif kind in (signs.ASSERT, signs.ASSERT_NOT):
            yield from _words(value[1])
    if run:
        yield run


_CATEGORIES = {"DIGIT": "1", "SPACE": " ", "WORD": "a", "NOT_DIGIT": "x", "NOT_SPACE": "x", "NOT_WORD": "!"}


def _member(options: Any, which: int) -> str:
    named = []
    for kind, value in options:
        if kind is signs.CATEGORY:
            named.append(_CATEGORIES[value.name.removeprefix("CATEGORY_")])
        elif kind is not signs.NEGATE:
            named.append(chr(value if kind is signs.LITERAL else value[0]))
    if options[0][0] is not signs.NEGATE:
        return named[which % len(named)]
    return next(sign for sign in "ax1 <(.\n\U0001f600" if sign not in named)


def text_of(before: str, piece: str, end: str, size: int, pattern: re.Pattern[Any]) -> Any:
    """So many signs (bytes for a pattern of bytes) of what repeats, after what it begins with and before its end."""
    if isinstance(pattern.pattern, str):
        return (before + piece * (size // len(piece) + 1))[:size] + end
    head, more = before.encode("utf-8", "surrogatepass"), piece.encode("utf-8", "surrogatepass")
    return (head + more * (size // len(more) + 1))[:size] + end.encode()
