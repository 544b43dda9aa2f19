"""What a page states of its article in JSON-LD: read leniently, since what pages carry is often broken."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from lxml import html

from ingest.extract.classes import COMMENT, element_flags

MAX_NODES: Final = 5_000
MAX_BYTES: Final = 1_000_000

ARTICLES: Final = (
    "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle", "opinionnewsarticle",
    "reviewnewsarticle", "askpublicnewsarticle", "article", "report", "blogposting", "liveblogposting", "socialmediaposting",
    "scholarlyarticle", "techarticle", "advertisercontentarticle", "satiricalarticle",
)  # fmt: skip
"""schema.org types that are an article, the surest first."""

_PAGE: Final = "webpage"
"""The type of the page itself: where it holds no article by name, its author and dates are those of what it shows."""
_SIGNS: Final = ("<!--", "-->", "<![CDATA[", "]]>", "/*", "*/", "//", ";")
"""What scripts are wrapped in, to hide them from old programs."""
_LAST_COMMA = re.compile(r",(\s*[}\]])")

Thing = dict[str, Any]


def article_of(scripts: Iterable[html.HtmlElement], is_own: Callable[[Thing], bool]) -> tuple[Thing, bool]:
    """The properties of the page's article, references to other things in the same page resolved; empty where there is none.

    Of several the first that `is_own` says is the page's; where none is, the first and False: pages state their neighbours too.
    A page without an article that names its own author, or when it was published, is taken for one.
    """
    things = list(_things(scripts))
    named = {thing["@id"]: thing for thing in things if isinstance(thing.get("@id"), str) and len(thing) > 1}
    ranked = sorted((rank, number) for number, thing in enumerate(things) if (rank := _rank(thing)) is not None)
    candidates = [things[number] for _, number in ranked] or [thing for thing in things if _names_facts(thing) and is_own(thing)]
    if not candidates:
        return {}, False
    own = next(filter(is_own, candidates), None)
    found = candidates[0] if own is None else own
    read = {name: _resolved(value, named) for name, value in found.items()}
    if "license" in read:
        others = [_resolved(one["license"], named) for one in _others(things, found, is_own) if "license" in one]
        read["license"] = [*_listed(read["license"]), *(said for value in others for said in _listed(value))]
    return read, own is not None


def _others(things: Iterable[Thing], found: Thing, is_own: Callable[[Thing], bool]) -> Iterator[Thing]:
    """What else speaks of the same page or article: it may say otherwise."""
    return (one for one in things if one is not found and (is_page(one) or _rank(one) is not None) and is_own(one))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def texts(value: Any) -> Iterator[str]:
    """The strings in a value that may be a string, a thing with a name, or a list of them."""
    for item in value if isinstance(value, list) else [value]:
        said = item.get("name") or item.get("@value") if isinstance(item, dict) else item
        for text in said if isinstance(said, list) else [said]:
            if isinstance(text, (str, int, float)) and not isinstance(text, bool) and str(text).strip():
                yield str(text)


def addresses(value: Any) -> Iterator[str]:
    """The addresses in a value that may be a string, a thing with `url` or `@id`, or a list of them."""
    for item in value if isinstance(value, list) else [value]:
        said = item.get("url") or item.get("@id") if isinstance(item, dict) else item
        if isinstance(said, str) and said.strip():
            yield said.strip()


def kinds(thing: Thing) -> list[str]:
    """A thing's types, in lower case and without the vocabulary's address."""
    found = thing.get("@type")
    return [kind.rsplit("/", 1)[-1].lower() for kind in (found if isinstance(found, list) else [found]) if isinstance(kind, str)]


def _names_facts(thing: Thing) -> bool:
    return is_page(thing) and ("author" in thing or "datePublished" in thing)


def _rank(thing: Thing) -> int | None:
    return min((ARTICLES.index(kind) for kind in kinds(thing) if kind in ARTICLES), default=None)


def is_page(thing: Thing) -> bool:
    """Whether it is the page itself and no article."""
    return _PAGE in kinds(thing) and _rank(thing) is None


def _things(scripts: Iterable[html.HtmlElement]) -> Iterator[Thing]:
    """Every object in every script, outermost first, without recursion."""
    count = 0
    for script in scripts:
        if not _is_json_ld(script) or _is_in_comment(script):
            continue
        waiting = [_read(script.text or "")]
        while waiting and count < MAX_NODES:
            value = waiting.pop()
            count += 1
            if isinstance(value, dict):
                yield value
                waiting.extend(reversed([inner for inner in value.values() if isinstance(inner, (dict, list))]))
            elif isinstance(value, list):
                waiting.extend(reversed([inner for inner in value if isinstance(inner, (dict, list))]))


def _is_json_ld(script: html.HtmlElement) -> bool:
    """Whether a script is data in schema.org's words: by its type or, where it has none, by how it begins."""
    kind = script.get("type")
    return "ld+json" in kind.lower() if kind else _UNTYPED.match(script.text or "") is not None


_UNTYPED = re.compile(r"\A\s*+\{\s*+\"@context\"\s*:\s*\"https?://schema\.org")


def _is_in_comment(script: html.HtmlElement) -> bool:
    """Whether it stands among what readers wrote, and states nothing of the page."""
    return any(element_flags(str(above.tag), above.items()) & COMMENT for above in script.iterancestors())


def _read(text: str) -> Any:
    """The JSON in a script; of broken JSON what two usual repairs make readable, else None."""
    if len(text) > MAX_BYTES:
        return None
    bare = text.strip()
    if not (bare.startswith(("{", "[")) and bare.endswith(("}", "]"))):
        bare = _unwrapped(bare)
    for attempt in (bare, _LAST_COMMA.sub(r"\1", bare)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _unwrapped(text: str) -> str:
    """The script without comment signs around it, in time that grows with its length."""
    bare = text
    for _ in range(8):
        before = bare
        for sign in _SIGNS:
            bare = bare.removeprefix(sign).removesuffix(sign).strip()
        if bare == before:
            break
    return bare


def _resolved(value: Any, named: dict[str, Thing]) -> Any:
    if isinstance(value, dict) and len(value) <= 2 and isinstance(value.get("@id"), str) and "name" not in value:
        return named.get(value["@id"], value)
    if isinstance(value, list):
        return [_resolved(item, named) if isinstance(item, dict) else item for item in value[:100]]
    return value
