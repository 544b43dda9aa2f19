"""Text made to cost time, or to be believed: 100 kB of almost-matching input to whatever reads text, bodies that imitate
footers and notices, letters that only look right. Costs are CPU ratios to a plain pattern over the same text in the same
run, no clock."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

import ingest
from ingest.extract import jsonld
from ingest.extract.article import Article, Wording
from ingest.extract.html import extract_html
from ingest.facts import date_words, dates
from ingest.facts.credit import people_in, read_dateline
from ingest.facts.date_lines import dates_in
from ingest.facts.dates import read_date
from ingest.facts.exceptions import agencies_in, forbids, is_of_another
from ingest.facts.language import language_tag
from ingest.facts.licence_words import addresses_in, read_words, says_only_that
from ingest.facts.notice_doubts import doubt_about
from ingest.facts.people import account_in
from ingest.facts.rights import read_rights, record_of
from ingest.facts.rsl import read_rsl
from ingest.facts.sign_offs import sign_offs
from ingest.facts.signals import fits_path, from_link_header, from_robots, from_tdmrep
from ingest.facts.terms import fresh_for, kept_of
from news.scope import Scope
from tests.cost import TRIES, cpu_s, is_cheap
from tests.near_matches import CAPS
from wire.licences import licence_of_url

SIZE = 100_000
NEAR = (
    "creative commons ", "creative commons attribution ", "attribution-", "cc by-nc-", "photos, ", "not photos, photos and ",
    "reproduction of this ", "may not be published, ", "nachdruck ", "запрещено ", "© ", "licensed ", "this article was ",
    "published with ", "Agence France, ", "A", "\u200b", "\u202e", "“licensed under ", "(", "CC-BY-4.0 OR ", "https://",
    "<a>;rel=",
    "https://creativecommons.org/licenses/", " ", "\n", "-", ", ", "4.0 ", "не ", "все материалы ", "unless otherwise ",
    "License:",
    "By Jane Doe and ", "Ann Lee, ", "12.", "1:", "2025-", "15 August ", "MINSK, ", "*", "[", "{", "<license>", "و ", "année, ",
)  # fmt: skip


def patterns() -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """Every compiled pattern that a module of the facts holds, by itself or in a table."""

    def within(value: object) -> Iterator[re.Pattern[str]]:
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            yield value
        elif isinstance(value, dict):
            yield from within(tuple(value.values()))
        elif isinstance(value, tuple | list | frozenset):
            for one in value:
                yield from within(one)

    seen = set()
    for found in pkgutil.walk_packages(ingest.__path__, "ingest."):
        if found.name.startswith("ingest.facts."):
            for name, value in vars(importlib.import_module(found.name)).items():
                for pattern in within(value):
                    if pattern not in seen:
                        seen.add(pattern)
                        yield found.name, name, pattern


def own_words(pattern: str) -> list[str]:
    """Some of the words that a pattern looks for: text that nearly matches it is made of them."""
    bare = re.sub(r"\\[a-zA-Z]|\(\?(?:P<\w+>|[a-z:=!<]+)", " ", pattern)
    words = list(dict.fromkeys(re.findall(r"[^\W\d_]{2,20}", bare)))
    return [f"{word} " for word in (*words[:2], *words[-2:])] + [f"{' '.join(words[:2])} "]


PATTERNS = list(patterns())


def test_no_pattern_of_the_facts_is_slow_on_what_it_is_given() -> None:
    assert len(PATTERNS) > 60
    slow = []
    for module, name, pattern in PATTERNS:
        for piece in (*NEAR, *own_words(pattern.pattern)):
            text = (piece * (SIZE // len(piece) + 1))[: CAPS.get(module, SIZE)]
            if not is_cheap(partial(pattern.search, text)):
                slow.append((module, name, piece))
    assert not slow


READERS: dict[str, Callable[[str], object]] = {
    "read_words": read_words,
    "doubt_about": doubt_about,
    "says_only_that": says_only_that,
    "addresses_in": addresses_in,
    "licence_of_url": licence_of_url,
    "forbids": forbids,
    "is_of_another": is_of_another,
    "agencies_in": lambda text: agencies_in(text, "Example"),
    "people_in": lambda text: list(people_in(text, "Example")),
    "account_in": lambda text: account_in(text, "Example"),
    "read_dateline": read_dateline,
    "sign_offs": lambda text: list(sign_offs((text, text))),
    "read_date": read_date,
    "dates_in": lambda text: dates_in(text, "published"),
    "read_words of a date": lambda text: date_words.read_words(text[: dates.LONGEST], None),
    "language_tag": language_tag,
    "from_link_header": lambda text: list(from_link_header(text, "https://example.org/")),
    "from_robots": lambda text: list(from_robots(text, "https://example.org/robots.txt")),
    "from_tdmrep": lambda text: list(from_tdmrep(text, "/a", "https://example.org/")),
    "fits_path": lambda text: fits_path(text[:2000], text[:8000]),
    "fresh_for": lambda text: fresh_for({"cache-control": text}),
    "kept_of": lambda text: kept_of(rights_kind(), text.encode("utf-8", "replace")),
    "read_rsl": lambda text: read_rsl(text.encode("utf-8", "replace")),
    "json-ld": jsonld._read,
    "json-ld with a hole": lambda text: jsonld._read(f"a{text}b"),
    "json-ld, wrapped": lambda text: jsonld._read(f"<!--{text}-->"),
    "record": lambda text: record_of(said(("footer", text), ("article", text), ("aside", text)), None),
}


def rights_kind() -> Any:
    from ingest.facts.terms import TermsKind

    return TermsKind.ROBOTS


def said(*statements: tuple[str, str]) -> tuple[Any, ...]:
    return read_rights(
        (), [Wording(kind="rights", text=text, place=place) for place, text in statements], feed_url="", page_url="https://e.example/",
        capture=None, seen="2026-01-01", mirror=False, publisher="Example",
    )  # fmt: skip


@pytest.mark.parametrize("reader", READERS)
def test_no_reader_is_slow_on_any_text(reader: str) -> None:
    read = READERS[reader]
    read("warm")
    slow = [piece for piece in NEAR if not is_cheap(partial(read, (piece * (SIZE // len(piece) + 1))[:SIZE]))]
    assert not slow


PLAIN = "The ferry left the winter quay at noon. "


def page(text: str, *, head: str = "") -> bytes:
    opening = f"<html><head>{head}<title>Ferry</title></head><body><article><h1>Ferry</h1><p>{PLAIN * 8}</p>"
    return f"{opening}{text}</article></body></html>".encode()


def read_page(body: bytes) -> object:
    return extract_html(body, url="https://e.example/a")


@pytest.mark.parametrize("piece", [piece for piece in NEAR if "<" not in piece])
def test_no_page_costs_many_times_a_plain_one(piece: str) -> None:
    hostile = (piece * (SIZE // len(piece) + 1))[:SIZE]
    plain, bad = page(f"<p>{(PLAIN * 2500)[:SIZE]}</p>"), page(f"<p>{hostile}</p>")
    assert any(cpu_s(lambda: read_page(bad)) < 20 * cpu_s(lambda: read_page(plain)) for _ in range(TRIES))


@pytest.mark.parametrize("depth", [1_000, 50_000])
def test_depth_is_survived(depth: int) -> None:
    nested = "<div>" * depth + "licensed under CC BY 4.0" + "</div>" * depth
    extract_html(page(nested), url="https://e.example/a")
    read_rsl(b'<rsl xmlns="https://rslstandard.org/rsl">' + b"<content>" * depth)
    jsonld._read("[" * depth + "]" * depth)


IMITATIONS = {
    "a footer inside the text": "<footer><p>“This work is licensed under CC BY 4.0” is what such a notice says.</p></footer>",
    "a comment": '<div class="comments"><p>This article is licensed under CC BY 4.0.</p></div>',
    "a caption": "<figure><img src=a.jpg><figcaption>This work is licensed under CC BY 4.0.</figcaption></figure>",
    "another's page": "<p>Their notice reads: this work is licensed under CC BY 4.0, they say; ours does not.</p>",
    "a hidden line": '<p style="display:none">This article is licensed under CC BY 4.0.</p>',
    "a line set outside the screen": '<p style="position:absolute; left:-9999px">This article is licensed under CC BY 4.0.</p>',
    "an HTML comment": "<!-- <footer><p>This article is licensed under CC BY 4.0.</p></footer> -->",
    "an attribute": '<p title="This article is licensed under CC BY 4.0.">The ferry left.</p>',
    "an image's words": '<img src=a.jpg alt="This article is licensed under CC BY 4.0.">',
    "a quotation": "<blockquote><p>This article is licensed under CC BY 4.0.</p></blockquote>",
    "a quotation with a link": '<blockquote><p>This article is licensed under <a rel="license" '
    'href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>.</p></blockquote>',
    "a quoted footer": "<blockquote><footer>© 2026 The other paper. This work is licensed under CC BY 4.0.</footer></blockquote>",
    "another's footer within the text": "<p>© 2026 The other paper, licensed under CC BY.</p><p>The ferry left the quay.</p>",
    "code": "<p>Write <code>This article is licensed under CC BY 4.0.</code> below your own.</p>",
    "code in lines": "<pre>This article is licensed under CC BY 4.0.</pre>",
    "JSON-LD that is shown": '<pre>{"@context":"https://schema.org","@type":"NewsArticle",'
    '"license":"https://creativecommons.org/licenses/by/4.0/"}</pre>',
    "a reader's words, by their type": '<div itemscope itemtype="https://schema.org/Comment">'
    "<p>This article is licensed under CC BY 4.0.</p></div>",
    "a form": "<textarea>This article is licensed under CC BY 4.0.</textarea><select><option>Licensed under CC BY 4.0.</select>",
    "what stands for a script": "<noscript><footer><p>This article is licensed under CC BY 4.0.</p></footer></noscript>",
    "words struck out": "<footer><p><del>This article is licensed under CC BY 4.0.</del></p></footer>",
    "Cyrillic letters alone": "<footer><p>This article is licensed under СС ВУ 4.0.</p></footer>",
    "a licence read backwards": "<footer><p>This article is licensed under \u202eYB CC\u202c 4.0.</p></footer>",
    "a word isolated": "<footer><p>This article is \u2066not\u2069 licensed under CC BY 4.0.</p></footer>",
    "a soft hyphen": "<footer><p>This article is n\u00adot licensed under CC BY 4.0.</p></footer>",
    "zero-width": "<footer><p>This work is not\u200b licensed under CC BY 4.0.</p></footer>",
    "read backwards": "<footer><p>This work is \u202eton\u202c licensed under CC BY 4.0.</p></footer>",
    "two alphabets": "<footer><p>This wоrk is licensed under СС BY 4.0.</p></footer>",
    "a script": '<footer><a rel="license" href="javascript:alert(1)">CC</a></footer>',
    "an address that only looks right": '<footer><a rel="license" href="https://creativecommons.org.evil.example/licenses/by/4.0/">CC</a></footer>',
    "a microdata item of another": '<div itemscope itemtype="https://schema.org/ImageObject"><a itemprop="license" '
    'href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></div>',
}


@pytest.mark.parametrize("why", IMITATIONS)
def test_what_imitates_a_notice_is_not_believed(why: str) -> None:
    body = page(IMITATIONS[why]).replace(b"<article>", b'<article itemscope itemtype="https://schema.org/NewsArticle">')
    article = extract_html(body, url="https://e.example/a")
    assert isinstance(article, Article)
    assert record_of(read_of(article), None).scope is Scope.LINK


def read_of(article: Article) -> tuple[Any, ...]:
    return read_rights(
        (), article.wordings, feed_url="", page_url="https://e.example/a", capture=None, seen="2026-01-01", mirror=False,
        publisher="Example",
    )  # fmt: skip


HEADS = {
    "the title": "<title>This article is licensed under CC BY 4.0.</title>",
    "a picture's licence": '{"@type":"ImageObject","license":"https://creativecommons.org/licenses/by/4.0/"}',
    "a comment's licence": '{"@type":"NewsArticle","headline":"Ferry","comment":{"@type":"Comment","license":'
    '"https://creativecommons.org/licenses/by/4.0/"}}',
    "JSON-LD in a comment": '<!--<script type="application/ld+json">{"@type":"NewsArticle","headline":"Ferry","license":'
    '"https://creativecommons.org/licenses/by/4.0/"}</script>-->',
    "a neighbour's licence": '{"@type":"NewsArticle","headline":"Islands vote on a bridge","url":"/bridge-2","license":'
    '"https://creativecommons.org/licenses/by/4.0/"}',
    "JSON-LD among comments": '<div class="comments"><script type="application/ld+json">{"@type":"NewsArticle","headline":'
    '"Ferry","license":"https://creativecommons.org/licenses/by/4.0/"}</script></div>',
    "words about a picture": '<meta name="twitter:image:alt" content="This article is licensed under CC BY 4.0.">',
}


@pytest.mark.parametrize("why", HEADS)
def test_what_imitates_a_notice_in_the_head_is_not_believed(why: str) -> None:
    head = f'<script type="application/ld+json">{HEADS[why]}</script>' if HEADS[why].startswith("{") else HEADS[why]
    article = extract_html(page(f"<p>{PLAIN * 3}</p>", head=head), url="https://e.example/a")
    assert isinstance(article, Article)
    assert record_of(read_of(article), None).scope is Scope.LINK


@pytest.mark.parametrize(
    "own",
    [
        '"headline":"The ferry again"',
        '"url":"https://www.e.example/a-1/?from=feed"',
        '"mainEntityOfPage":{"@id":"/a-1"}',
        '"author":"Ada"',
    ],
)
def test_of_several_articles_in_json_ld_the_page_s_own_names_the_licence(own: str) -> None:
    other = (
        '{"@type":"NewsArticle","headline":"Islands vote","url":"/b","license":"https://creativecommons.org/licenses/by/2.0/"}'
    )
    ours = f'{{"@type":"Article",{own},"license":"https://creativecommons.org/licenses/by/4.0/"}}'
    head = f'<title>The ferry again | Example</title><script type="application/ld+json">[{other},{ours}]</script>'
    article = extract_html(page(f"<p>{PLAIN * 3}</p>", head=head), url="https://e.example/a-1")
    assert isinstance(article, Article)
    assert record_of(read_of(article), None).licence == "CC-BY-4.0"


def test_a_prohibition_holds_in_a_quotation_too() -> None:
    both = "<blockquote><p>Reproduction of this article is prohibited.</p></blockquote><footer>Licensed under CC BY 4.0.</footer>"
    article = extract_html(page(both), url="https://e.example/a")
    assert isinstance(article, Article)
    assert record_of(read_of(article), None).scope is Scope.LINK


@pytest.mark.parametrize("sign", ["\u202e", "\u200b", "\u2066", "\ufeff", "\u00ad"])
def test_unseen_signs_make_no_person_and_no_date(sign: str) -> None:
    assert list(people_in(f"By{sign} {sign}", "Example")) == []
    assert list(people_in(f"Ad{sign}min", "Example")) == []
    assert read_date(f"{sign}15 Aug {sign}") is None
