"""The pages: each goes the way a fetched page goes, and its story is held against the expectation beside it.

An expectation (`NAME.toml`) counts for what it states: `headline`, `standfirst` (without the key there is none), `leaves` (every
line of the body as `kind: text`), `byline` (the people), `published` (as precise as the page; `""` for no date), `language`,
`topics`, `licence` (an SPDX id; `""` for none), `level` (one, or a list of those that are true of the page), `absent` (words that
may not be printed), or `no_article` with the cause. Beside these: `url`, `charset` (what HTTP says), `publisher`.
"""

import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from ingest.compose import compose
from ingest.extract.article import Article, NoArticle
from ingest.extract.html import extract_html
from ingest.facts.rights import record_of
from ingest.fetch.outcome import Fetched
from ingest.parse.entry import Entry
from ingest.source import Captured, Source
from news.alteration import Level
from news.body import Leaf, fold, leaves, plain
from news.licence import terms_of
from news.names import EntryKey, FeedId, PublisherId, digest_of_bytes
from news.publisher import Feed, Publisher
from news.story import Story
from tests.gate.tally import Measured

PAGES: Final = Path(__file__).parent.parent / "cases" / "pages"
SEEN: Final = datetime(2025, 12, 1, 12, tzinfo=UTC)

KINDS: Final[dict[str, Callable[[str], bool]]] = {
    "list items": lambda kind: kind.split()[-1].startswith(("li", "ol")),
    "quotes": lambda kind: kind.startswith("quote "),
    "headings": lambda kind: kind[0] == "h",
    "table cells": lambda kind: kind.endswith("td"),
    "preformatted": lambda kind: kind.endswith("pre"),
    "captions": lambda kind: kind.endswith("caption"),
    "credits": lambda kind: kind.endswith("credit"),
}
"""Fields that are the body's lines of one kind. "body lines" are all but captions and credits, their kinds apart."""


def names() -> list[str]:
    """Every page case, as a path below the folder of pages, without an ending."""
    return sorted(path.relative_to(PAGES).with_suffix("").as_posix() for path in PAGES.rglob("*.toml"))


def expectation(name: str) -> dict[str, Any]:
    """What must be made of the page."""
    return tomllib.loads((PAGES / f"{name}.toml").read_text(encoding="utf-8"))


def read(name: str, expected: dict[str, Any]) -> tuple[Article | NoArticle, Story | None]:
    """The case's article and the story it becomes; the feed that led to it states nothing."""
    body, url = (PAGES / f"{name}.html").read_bytes(), expected["url"]
    article = extract_html(body, url=url, charset=expected.get("charset"))
    if isinstance(article, NoArticle):
        return article, None
    home = f"https://{urlsplit(url).hostname}/"
    owner = Publisher(id=PublisherId("case"), name=expected.get("publisher", "Example"), home=home)
    source = Source(
        feed=Feed(id=FeedId("case"), publisher=owner, url=f"{home}feed", every=timedelta(hours=1)),
        entry=Entry(key=EntryKey(url), link=url, title=None),
        capture=digest_of_bytes(b""),
        capture_url=f"{home}feed",
        seen=SEEN.isoformat(),
    )
    page = Fetched(url=url, final_url=url, status=200, body=body, fetched_at=SEEN, charset=expected.get("charset"))
    return article, compose(source, article, Captured(page=page, digest=digest_of_bytes(body)))


def measure(cases: list[str] | None = None) -> Measured:
    """All fields over all cases."""
    found = Measured()
    for name in names() if cases is None else cases:
        expected = expectation(name)
        article, story = read(name, expected)
        found.cases += 1
        found.add("story or none", name, [cause_of(article)], [expected.get("no_article", "")])
        if isinstance(article, Article) and story is not None and "no_article" not in expected:
            _compare(found, name, expected, article, story)
    return found


def cause_of(article: Article | NoArticle) -> str:
    """Why there is no article; empty where there is one."""
    return article.cause if isinstance(article, NoArticle) else ""


def _compare(found: Measured, name: str, expected: dict[str, Any], article: Article, story: Story) -> None:
    found.add("headline", name, [story.headline], [expected["headline"]])
    found.add("standfirst", name, _some(plain(story.standfirst) or None), _some(expected.get("standfirst")))
    printed = list(leaves(story.body))
    if "leaves" in expected:
        _compare_lines(found, name, printed, [parse_leaf(line) for line in expected["leaves"]])
    if "byline" in expected:
        people = () if story.attribution.byline is None else story.attribution.byline.people
        found.add("byline", name, people, expected["byline"])
    if "language" in expected:
        found.add("language", name, _some(story.language), [expected["language"]])
    if "topics" in expected:
        topics = story.topics or dict.fromkeys(fold(said.text) for said in article.wordings if said.kind == "topic")
        found.add("topics", name, sorted(topics), sorted(expected["topics"]))
    _compare_claims(found, name, expected, story)
    words = "\n".join([story.headline, plain(story.standfirst), *(leaf.text for leaf in printed)])
    unwanted = [said for said in expected.get("absent", []) if said in words]
    found.add(
        "furniture kept out", name, sorted(set(expected.get("absent", [])) - set(unwanted)), sorted(expected.get("absent", []))
    )


def parse_leaf(line: str) -> Leaf:
    """Reads `kind: text`."""
    kind, _, text = line.partition(": ")
    return Leaf(kind.removesuffix(":"), text)


def is_text(leaf: Leaf) -> bool:
    """Whether the line is the text's own, not an image's."""
    return bool(leaf.text) and not leaf.kind.endswith(("caption", "credit"))


def _compare_lines(found: Measured, name: str, printed: list[Leaf], wanted: list[Leaf]) -> None:
    found.add(
        "body lines", name, (leaf.text for leaf in printed if is_text(leaf)), (leaf.text for leaf in wanted if is_text(leaf))
    )
    for field, belongs in KINDS.items():
        ours, theirs = (
            [(leaf.kind, leaf.text) for leaf in told if leaf.text and belongs(leaf.kind)] for told in (printed, wanted)
        )
        if ours or theirs:
            found.add(field, name, ours, theirs)


def _compare_claims(found: Measured, name: str, expected: dict[str, Any], story: Story) -> None:
    """Date, licence and level: besides being right, they may not say more than the page does."""
    if "published" in expected:
        date = "" if story.published is None else story.published.isoformat()
        found.add("date", name, _some(date), _some(expected["published"]))
        found.error("invented dates", f"{name}: {date}" if says_more(date, expected["published"]) else None)
    if "licence" in expected:
        licence = record_of(story.evidence, None).licence
        frees = licence is not None and terms_of(licence).allows_republication
        found.add("licence", name, [licence] if frees else [], _some(expected["licence"]))
        found.error("false licence claims", f"{name}: {licence}" if frees and licence != expected["licence"] else None)
    levels = [expected["level"]] if isinstance(expected["level"], str) else expected["level"]
    level = story.alteration.level
    found.add("level", name, [levels[0] if level in levels else level.value], levels[:1])
    found.error("false claims to be unaltered", _falsely_claimed(name, expected, story, levels))


def says_more(date: str, stated: str) -> bool:
    """Whether a date says what the page does not: another day, or parts that are not stated. Less than stated is no lie."""
    return bool(date) and not stated.startswith(date.removesuffix("Z"))


def _falsely_claimed(name: str, expected: dict[str, Any], story: Story, levels: list[str]) -> str | None:
    """What is wrong about a claim: a level the page does not bear, or a line of the publisher's that is not printed."""
    if not story.alteration.unaltered:
        return None
    if not {Level.VERBATIM, Level.LAYOUT} & set(levels):
        return f"{name}: claimed to be {story.alteration.level} and is {' or '.join(levels)}"
    printed = {leaf.text for leaf in leaves(story.body)}
    lost = [leaf.text for leaf in map(parse_leaf, expected.get("leaves", [])) if is_text(leaf) and leaf.text not in printed]
    return f"{name}: claimed to be whole and lacks “{lost[0][:60]}”" if lost else None


def _some(value: str | None) -> Iterator[str]:
    if value:
        yield value
