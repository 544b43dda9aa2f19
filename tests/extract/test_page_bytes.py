"""Whatever bytes come: an answer within bounds, and never an exception."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extract.article import Article, NoArticle
from ingest.extract.html import extract_html
from ingest.extract.tree import MAX_BYTES, decode, parse_page
from news.body import inline_runs, leaves, links
from tests.cost import grows_in_step

URL = "https://site.example/a/b"
PARAGRAPH = "<p>Some text stands here that is long enough, and it has an end, as a sentence should. Number {}.</p>"
MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<div>",
            "</div>",
            "<table>",
            "<tr>",
            "<td>",
            "<li>",
            "<ul>",
            "</ul>",
            "<ol start=x>",
            "<blockquote>",
            "<pre>",
            "<br>",
            "<br><br>",
            "<h1>",
            "<h2>",
            "<a href='j\navascript:x'>",
            "<a href=//[>",
            "</a>",
            "<b>",
            "<i>",
            "</b>",
            "<img src=a srcset='b 1.2.3w, ,'>",
            "<figure>",
            "<figcaption>",
            "<script>",
            "</script>",
            "<style>",
            "<time datetime=1>",
            "&#0;",
            "&shy;",
            "&#xD800;",
            "\x00",
            "\ud800",
            "<svg>",
            "<math>",
            "<template>",
            "<noscript>",
            "<base href='http://['>",
            "<meta charset=utf-7>",
            "<frameset>",
            "<body>",
            "<html>",
            "<aside>",
            "words, ",
            "and a much longer run of words that ends. ",
            "<script type='application/ld+json'>{\"@graph\":[[",
            "<li hidden>",
            "<article>",
            "<footer>© ",
            "<![CDATA[",
            "<!--",
            "-->",
            "<a href='gopher://h/0x'>",
            "</figure>",
            "</blockquote>",
            "</table>",
            "<picture><source srcset=x>",
        ]
    ),
    max_size=60,
)


@settings(max_examples=150)
@given(st.binary(max_size=400))
def test_any_bytes_give_an_answer(body: bytes) -> None:
    assert isinstance(extract_html(body, url=URL), Article | NoArticle)


@settings(max_examples=200)
@given(MARKUP)
def test_any_markup_gives_an_answer_with_safe_links(pieces: list[str]) -> None:
    found = extract_html(" ".join(pieces).encode("utf-8", "replace"), url=URL)
    if isinstance(found, Article):
        assert list(leaves(found.blocks))
        for run in inline_runs(found.blocks):
            for link in links(run):
                assert link.url.startswith(("http://", "https://", "gopher://", "gemini://", "mailto:"))


MANY = "".join(PARAGRAPH.format(number) for number in range(100)).encode()
BOMBS: dict[str, tuple[int, Callable[[int], bytes]]] = {
    "fifty thousand deep": (50_000, lambda size: b"<div>" * size + MANY),
    "two hundred thousand deep": (200_000, lambda size: b"<b>" * size + MANY),
    "deep and closed": (20_000, lambda size: b"<div>" * size + b"<p>Text.</p>" + b"</div>" * size),
    "script bomb": (200_000, lambda size: b"<body><script>var a='" + b"<p>x</p>" * size + b"'</script>" + MANY),
    "links": (20_000, lambda size: b"<ul>" + b"".join(b'<li><a href="/x/%d">link number %d</a>' % (n, n) for n in range(size))),
    "line breaks": (20_000, lambda size: b"<body><div>" + b"some line of text<br>" * size),
    "one long paragraph": (80_000, lambda size: b"<body><p>" + b"some words and no end " * size),
    "cells": (20_000, lambda size: b"<table>" + (b"<tr>" + b"<td>cell with words</td>" * 200) * (size // 200)),
    "open marks": (20_000, lambda size: b"<body><p>" + b"some <b>line</b> <i>of</i> <u>text" * size),
    "deep json": (200_000, lambda size: b'<body><script type="application/ld+json">' + b"[" * size + b"</script>" + MANY),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_answered_and_costs_no_more_than_its_length(name: str) -> None:
    def answer(body: bytes) -> None:
        assert isinstance(extract_html(body, url=URL), Article | NoArticle)

    size, make = BOMBS[name]
    assert grows_in_step(make, answer, size)


def test_images_in_each_others_stead_are_no_trap() -> None:
    nested = b"<img alt=x><noscript>" * 1_500 + b"<img src=/a.jpg>" + b"</noscript>" * 1_500
    body = b"<body><h1>Ferry</h1><figure>" + nested + b"<figcaption>A ferry.</figcaption></figure>" + MANY
    assert isinstance(extract_html(body, url=URL), Article)


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"%PDF-1.7 \x00\x01", "not-html"),
        (b"\x89PNG\r\n\x1a\n", "not-html"),
        (b"just words, no mark-up", "not-html"),
        (b"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'><title>x</title></feed>", "not-html"),
        (b"<div>" * 50_000 + b"<p>Deep down there is a sentence.</p>", "too-deep"),
        (b"<p>x</p>" * (MAX_BYTES // 8 + 1), "too-large"),
        (b"<html><body><script>var a = 1;</script></body></html>", "no-text"),
        (
            b"<figure><img src=/a.jpg><figcaption>A picture of the sea, and nothing else on the page.</figcaption></figure>",
            "no-text",
        ),
    ],
)
def test_a_page_without_a_story_says_why(body: bytes, cause: str) -> None:
    found = extract_html(body, url=URL)
    assert isinstance(found, NoArticle)
    assert found.cause == cause
    assert found.words


@pytest.mark.parametrize(
    ("body", "charset", "text", "encoding"),
    [
        ("\ufeffплан".encode("utf-8"), "windows-1251", "план", "utf-8"),
        ("план".encode("utf-16"), None, "план", "utf-16-le"),
        ("план".encode(), "iso-8859-1", "план", "utf-8"),
        ("план".encode("cp1251"), "windows-1251", "план", "cp1251"),
        ('<meta charset="koi8-r">план'.encode("koi8-r"), None, '<meta charset="koi8-r">план', "koi8-r"),
        ('<meta charset="koi8-r">план'.encode("koi8-r"), "utf-8", '<meta charset="koi8-r">план', "koi8-r"),
        ("naïve – “yes”".encode("cp1252"), None, "naïve – “yes”", "cp1252"),
        ("plain", "made-up-9", "plain", "cp1252"),
    ],
)
def test_the_encoding_is_the_one_the_bytes_are_in(body: bytes | str, charset: str | None, text: str, encoding: str) -> None:
    found, name, _ = decode(body.encode() if isinstance(body, str) else body, charset)
    assert (found, name) == (text, encoding)


def test_a_stray_byte_spoils_one_letter_and_is_told() -> None:
    words = "Über die Brücke führt ein Weg, größer als früher. " * 10
    text, encoding, flags = decode(words.encode() + b"\xff" + words.encode(), "utf-8")
    assert (encoding, flags) == ("utf-8", ("undecodable-bytes",))
    assert text.count("\ufffd") == 1


def test_parsing_once_keeps_what_lies_deep() -> None:
    tree = parse_page(b"<div>" * 1_500 + b"<p>Deep down there is a sentence.</p>")
    assert not isinstance(tree, NoArticle)
    assert "Deep down there is a sentence." in tree.root.text_content()


@pytest.mark.parametrize(
    ("broken", "is_unaltered"), [(b"kitchen", True), (b"kit\xff\xfechen", False), (b"kit&#xFFFD;chen", False)]
)
def test_a_text_with_bytes_that_mean_no_letter_is_not_called_unaltered(broken: bytes, is_unaltered: bool) -> None:
    text = "".join(PARAGRAPH.format(number) for number in range(8)).encode()
    body = b"<html><head><meta charset=utf-8></head><body><article><h1>Text</h1>%s<p>Number 9 stood in the %s.</p></article>"
    found = extract_html(body % (text, broken), url=URL, charset="utf-8")
    assert isinstance(found, Article)
    assert found.alteration.unaltered is is_unaltered, found.alteration


@pytest.mark.parametrize(
    "charset", ["rot13", "bz2", "base64", "punycode", "idna", "undefined", "unicode_escape", "utf-16", "klingon"]
)
@pytest.mark.parametrize("is_in_page", [False, True])
def test_a_charset_that_is_none_of_a_text_is_not_believed(charset: str, *, is_in_page: bool) -> None:
    text = "".join(PARAGRAPH.format(number) for number in range(8))
    said = f"<meta charset='{charset}'>" if is_in_page else ""
    body = f"<html><head>{said}</head><body><article><h1>Text</h1>{text}</article></body></html>".encode()
    found = extract_html(body, url=URL, charset=None if is_in_page else charset)
    assert isinstance(found, Article)
    assert next(leaf.text for leaf in leaves(found.blocks)).startswith("Some text stands here")


@pytest.mark.parametrize(
    "before",
    [
        "<title>Ferry sails</title>",
        "<!doctype html><html lang=en><meta charset=utf-8><title>Ferry sails</title><link rel=stylesheet href=a.css>",
        "<head><title>Ferry sails</title></head>",
        "<title>Ferry sails</title><header><a href=/>Gazette</a></header>",
        "<title>Ferry sails</title><body>",
    ],
)
@pytest.mark.parametrize("around", ["article", "main", "gazette-story"])
def test_a_page_need_not_name_its_body(before: str, around: str) -> None:
    """The tags of `html`, `head` and `body` may be left out (HTML Standard, "Optional tags")."""
    text = "".join(PARAGRAPH.format(number) for number in range(4))
    found = extract_html(f"{before}<{around}><h1>Ferry sails</h1>{text}</{around}><div>Imprint</div>".encode(), url=URL)
    assert isinstance(found, Article)
    assert (found.headline, len(list(leaves(found.blocks)))) == ("Ferry sails", 4)
