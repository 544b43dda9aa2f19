"""Every pattern that reads what others wrote, on text made to nearly match it: eight times the text costs about eight times the
time, not sixty-four. Growth is measured within one run, so that a slow or busy machine does not fail it."""

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import cache
from inspect import getsource
from itertools import chain
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import exporters
import ingest
import wire
from ingest.extract import captions, ending

SMALL, LARGE = 1_600, 12_800
GROWTH = 24
"""Times the small text's cost that the large one may take, which is eight times as long: between eight and sixty-four."""
LEAST_S = 0.0006
"""What takes less for the small text does not grow with the square: what does takes milliseconds."""
CAPS = {
    "_CREDIT": captions.LONGEST,
    "_ALONE": 2 * captions.MAX_NAME,
    "CUT_NOTICE": ending.NOTICE,
}
"""Patterns that are given no more than so much of a text."""
ANCHORED = ("LEADING", "VIA_LINE", "VIA_LABEL", "ADDRESS")
"""Called from the start of a line only, in ways that the search through the sources does not see."""
PIECES = (
    " ", "\n", "a", "1", "A", "a ", "1 ", "é", "e\u0301", "\u0301", "\U0001f600", "\u200b", "\xa0", "<", "<a ", "</", "<!--",
    "[", "(", "{", '"', "'", "\\", "/", "|", " | ", "-", "_", ".", "...", ",", ":", ": ", ";", "&", "&a", "#", "*", "%", "=",
    "a=", "http://", "a@", "»", "x1x-", "a\n", "年", "…", "©", "- ", "! ",
)  # fmt: skip
ENDS = ("\0", " !")
"""What comes after: a sign, and a word, that no pattern ends with."""


def within(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from chain(within(tuple(value)), within(tuple(value.values())))
    elif isinstance(value, tuple | list | frozenset | set):
        yield from chain.from_iterable(map(within, value))


def patterns() -> Iterator[tuple[str, str, re.Pattern[Any]]]:
    """Every compiled pattern that a module holds, by itself or in a table; those of the facts have a test of their own."""
    seen = set()
    for package in (ingest, wire, exporters):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.startswith("ingest.facts"):
                continue
            for name, value in sorted(vars(importlib.import_module(found.name)).items()):
                for pattern in within(value) if not name.startswith("__") else ():
                    if pattern not in seen:
                        seen.add(pattern)
                        yield found.name, name, pattern


@cache
def sources() -> str:
    return "\n".join(
        getsource(importlib.import_module(found.name))
        for package in (ingest, wire, exporters)
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    )


def uses(name: str, pattern: re.Pattern[Any]) -> list[Callable[[Any], object]]:
    """The ways in which the code calls it: at one place only, or wherever it fits."""
    called = set(re.findall(rf"\b{re.escape(name)}\.(match|fullmatch|search|sub|split|finditer|findall)\(", sources()))
    anchored: list[Callable[[Any], object]] = [getattr(pattern, way) for way in ("match", "fullmatch") if way in called]
    if name in ANCHORED:
        return [pattern.match, pattern.fullmatch]
    return anchored if called and called <= {"match", "fullmatch"} else [*anchored, pattern.search]


def pieces_of(pattern: re.Pattern[Any]) -> Iterator[tuple[str, str]]:
    """Text that nearly matches: what the pattern may begin with, and what it then repeats."""
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    repeated: list[tuple[str, str]] = []
    for which in range(3):
        sample = _sample(_parser.parse(written, pattern.flags & ~re.UNICODE), "", which, repeated)
        yield from (("", sample[:length]) for length in {len(sample), len(sample) // 2, len(sample) - 1} if length > 0)
    for before, inner in repeated:
        if inner:
            yield before, inner
            yield "", before + inner * 20
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


CATEGORIES = {"DIGIT": "1", "SPACE": " ", "WORD": "a", "NOT_DIGIT": "x", "NOT_SPACE": "x", "NOT_WORD": "!"}


def _member(options: Any, which: int) -> str:
    named = []
    for kind, value in options:
        if kind is signs.CATEGORY:
            named.append(CATEGORIES[value.name.removeprefix("CATEGORY_")])
        elif kind is not signs.NEGATE:
            named.append(chr(value if kind is signs.LITERAL else value[0]))
    if options[0][0] is not signs.NEGATE:
        return named[which % len(named)]
    return next(sign for sign in "ax1 <(.\n\U0001f600" if sign not in named)


def seconds(function: Callable[[Any], object], text: Any) -> float:
    began = time.thread_time()
    function(text)
    return time.thread_time() - began


def is_slow(use: Callable[[Any], object], make: Callable[[int], Any], cap: int | None) -> bool:
    """Whether the cost grows faster than the text; measured again where it seems so."""
    if cap is not None:
        return all(seconds(use, make(cap)) > 0.02 for _ in range(3))
    small = make(SMALL)
    if seconds(use, small) < LEAST_S:
        return False
    large = make(LARGE)
    return all(seconds(use, large) > GROWTH * max(seconds(use, small), LEAST_S) for _ in range(3))


PATTERNS = list(patterns())


def test_the_patterns_are_found() -> None:
    modules = {module.rpartition(".")[0] for module, _, _ in PATTERNS}
    assert {"ingest.extract", "ingest.parse", "ingest.fetch", "wire", "exporters"} <= modules
    assert len(PATTERNS) > 100


@pytest.mark.parametrize(("module", "name", "pattern"), PATTERNS, ids=[f"{module}.{name}" for module, name, _ in PATTERNS])
def test_no_pattern_costs_the_square_of_a_text(module: str, name: str, pattern: re.Pattern[Any]) -> None:
    cap, ways = CAPS.get(name), uses(name, pattern)
    for before, piece in dict.fromkeys(pieces_of(pattern)):
        for end in ENDS:

            def make(size: int, before: str = before, piece: str = piece, end: str = end) -> Any:
                text = (before + piece * (size // len(piece) + 1))[:size] + end
                return text.encode("utf-8", "surrogatepass") if isinstance(pattern.pattern, bytes) else text

            for use in ways:
                assert not is_slow(use, make, cap), (before, piece, end, getattr(use, "__name__", ""))


@pytest.mark.parametrize("pattern", ["a+b", r"\s*[|]", "x[^y]*y"])
def test_a_slow_pattern_would_be_seen(pattern: str) -> None:
    compiled = re.compile(pattern)
    texts = [before + piece * 20 for before, piece in pieces_of(compiled)]
    assert any(is_slow(compiled.search, _cut_from(text), None) for text in texts)


def _cut_from(text: str) -> Callable[[int], Any]:
    return lambda size: (text * size)[:size] + "\0"
