"""A licence that a careful reader would not take for the story's: named nowhere, on pages and in feeds of many languages."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk.inspect import Given, RightsFound
from desk.inspect_rights import rights_found
from ingest.facts.licence_words import licence_named
from news.licence import terms_of
from news.rights import RightsRecord

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "rights" / "not_of_the_text.toml").read_text("utf-8"))
BY = "https://creativecommons.org/licenses/by/4.0/"
TEXT = [
    f"<p>On day {day} the harbour master counted {day + 7} boats at the old quay, wrote their names down, and told the council "
    "that the crane would be mended soon.</p>"
    for day in range(7)
]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def record(language: str, **parts: str) -> RightsRecord:
    """The record of a page that holds the markup in the parts named."""
    part = {name: markup.replace("BY'", f"{BY}'").replace('"BY"', f'"{BY}"') for name, markup in parts.items()}
    page = f"""<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>Boats are counted at the quay</title>
    {part.get("head", "")}</head><body><main><article><h1>Boats are counted at the quay</h1>{"".join(TEXT[:3])}
    {part.get("mid", "")}{"".join(TEXT[3:])}{part.get("below", "")}</article>{part.get("after", "")}</main>
    <aside>{part.get("aside", "")}</aside><footer>{part.get("foot", "")}</footer></body></html>"""
    handed = Given(body=page.encode(), url="https://gazette.example/harbour", content_type="text/html; charset=utf-8")
    found = rights_found(handed, NOW, None)
    assert isinstance(found, RightsFound)
    return found.record


def claims(found: RightsRecord) -> bool:
    return terms_of(found.licence).allows_republication


@pytest.mark.parametrize(("language", "words"), CASES["words"])
def test_a_notice_on_anything_else_names_no_licence_of_the_story(language: str, words: str) -> None:
    assert not claims(record(language, foot=f"<p>{words}</p>"))
    assert not claims(record(language, below=f"<p>{words}</p>"))
    if "<" not in words:
        assert not claims(record(language, head=f"<meta name='dc.rights' content='{words.replace(chr(39), chr(8217))}'>"))


@pytest.mark.parametrize(("language", "words"), CASES["reserved"])
def test_where_all_rights_are_reserved_the_licence_in_the_head_is_contradicted(language: str, words: str) -> None:
    found = record(language, head=f"<link rel='license' href='{BY}'>", foot=f"<p>© 2026 Gazette. {words}</p>")
    assert not claims(found)


@pytest.mark.parametrize("words", CASES["sentences"])
def test_a_sentence_of_the_story_on_another_text_names_none(words: str) -> None:
    assert not claims(record("en", below=f"<p>{words}</p>"))
    assert not claims(record("en", mid=f"<p>{words}</p>"))


@pytest.mark.parametrize(("why", "part", "markup"), CASES["markup"], ids=[why for why, _, _ in CASES["markup"]])
def test_markup_that_speaks_of_a_part_names_none_of_the_whole(why: str, part: str, markup: str) -> None:
    assert not claims(record("en", **{part: markup})), why


@pytest.mark.parametrize(("language", "part", "words", "licence"), CASES["good"])
def test_the_same_said_of_the_story_names_it(language: str, part: str, words: str, licence: str) -> None:
    assert record(language, **{part: f"<p>{words}</p>" if "<h4>" not in words else words}).licence == licence


def test_there_are_cases_in_many_languages() -> None:
    assert len({language for language, _ in CASES["words"]}) >= 35
    assert sum(len(CASES[name]) for name in ("words", "sentences", "markup")) >= 150


NAMESPACES = (
    'xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:atom="http://www.w3.org/2005/Atom"'
)
LICENSED = f"<creativeCommons:license>{BY}</creativeCommons:license>"


def of_entry(channel: str, item: str) -> RightsRecord:
    feed = f"""<?xml version="1.0"?><rss version="2.0" {NAMESPACES}><channel><title>Gazette</title><link>https://gazette.example/</link>
    <description>News</description>{channel}<item><title>Boats</title><link>https://gazette.example/boats</link>
    <description>Counted.</description>{item}</item></channel></rss>"""
    handed = Given(body=feed.encode(), url="https://gazette.example/feed", content_type="application/xml")
    found = rights_found(handed, NOW, None)
    assert isinstance(found, RightsFound)
    return found.entries[0].record if found.entries else found.record


@pytest.mark.parametrize(
    ("channel", "item"),
    [
        (LICENSED, "<dc:rights>Members only</dc:rights>"),
        (LICENSED, "<dc:rights>© 2026 Reuters</dc:rights>"),
        (LICENSED, "<dc:rights>Copyright Jo Doe</dc:rights>"),
        (LICENSED, '<atom:link rel="license" href="http://purl.org/atompub/license#unspecified"/>'),
        (LICENSED, '<atom:link rel="license" href="https://gazette.example/terms"/>'),
        ("", '<atom:rights type="html">&lt;del&gt;CC BY 4.0&lt;/del&gt;</atom:rights>'),
        ("<copyright>Summaries: CC BY 4.0</copyright>", ""),
        ("<dc:rights>Feed metadata CC0 1.0</dc:rights>", ""),
    ],
)
def test_an_entrys_own_words_stand_in_place_of_what_its_feed_says_of_all(channel: str, item: str) -> None:
    assert not claims(of_entry(channel, item))


@pytest.mark.parametrize(
    ("channel", "item"),
    [
        (LICENSED, ""),
        (LICENSED, "<dc:rights>© 2026 Gazette</dc:rights>"),
        (f"{LICENSED}<copyright>Copyright 2026 Jo</copyright>", "<dc:rights>Copyright 2026 Jo</dc:rights>"),
        (
            "",
            f'<atom:rights type="html">&lt;a href="{BY}"&gt;CC BY 4.0&lt;/a&gt;</atom:rights>',
        ),
    ],
)
def test_who_holds_the_copyright_takes_no_licence_back(channel: str, item: str) -> None:
    assert of_entry(channel, item).licence == "CC-BY-4.0"


@pytest.mark.parametrize(
    ("words", "licence"),
    [
        ("知识共享 署名 4.0 国际", "CC-BY-4.0"),
        ("知识共享 署名 3.0 台湾", "none"),
        ("知识共享 4.0", "none"),
        ("署名 4.0", "none"),
        ("クリエイティブ・コモンズ 表示-継承 4.0", "CC-BY-SA-4.0"),
        ("クリエイティブ・コモンズ 表示 4.0 ではありません", "none"),
        ("크리에이티브 커먼즈 저작자표시 4.0", "CC-BY-4.0"),
        ("크리에이티브 커먼즈 저작자표시 4.0 이 아닙니다", "none"),
        ("ليس تحت رخصة المشاع الإبداعي نسب المصنف 4.0", "none"),
    ],
)
def test_licences_are_spelled_out_in_other_scripts_too(words: str, licence: str) -> None:
    found = record("zh", foot=f"<p>{words}</p>")
    assert (found.licence if claims(found) else "none") == licence
    assert licence == "none" or licence_named(words)[0] == licence
