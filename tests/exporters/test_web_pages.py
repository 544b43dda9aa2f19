"""What a reader of the web site gets: the story once and whole, everything about it true, and the house's words apart."""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from lxml import html as lxml_html

from exporters import html, paths
from exporters.page import Page
from news.body import Block, Heading, Link, Paragraph, Text
from news.edition import Edition, EditionStory, ListKind, print_of
from news.publisher import CallToAction, Site
from news.scope import Scope

Tree = Any
"""An element as lxml reads it, whose stubs know too little of HTML."""


def tree(page: Page) -> Tree:
    return lxml_html.fromstring(page.body, parser=lxml_html.HTMLParser(encoding="utf-8"))


def shown(element: Tree) -> str:
    return " ".join(element.text_content().split())


def elements_saying(root: Tree, words: str) -> list[Tree]:
    """The innermost elements whose whole text is these words."""
    found = [element for element in root.iter() if isinstance(element.tag, str) and shown(element) == words]
    return [element for element in found if not any(child in found for child in element)]


@pytest.fixture(scope="module")
def pages(edition: Edition, site: Site) -> dict[str, Page]:
    return {page.path: page for page in html.render(edition, site)}


@pytest.fixture
def block(stories: tuple[EditionStory, ...], site: Site) -> Callable[..., Tree]:
    def find(number: int = 0) -> Tree:
        return tree(html.story_page(stories[number], site)).get_element_by_id("story")

    return find


def test_the_block_says_each_thing_once(block: Callable[..., Tree], stories: tuple[EditionStory, ...]) -> None:
    root = block()
    for words in (
        stories[0].story.headline,
        stories[0].story.attribution.publisher,
        "Friday, August 15, 2025, 11:28:21 AM Eastern Daylight Time",
        "6:28:21 PM GMT+03:00 at the source",
        "Rivers & Harbours",
        "Towns",
        "By Jon Hale, Petra Ng",
        "The county shuts two of four lanes, and “nobody crosses” until the survey is done.",
        "This story was originally published by The Arle Gazette and is unaltered.",
        "Left out: 1 video, 3 related links.",
        "Published and (C) by The Arle Gazette",
        "© 2025 The Arle Gazette",
    ):
        assert len(elements_saying(root, words)) == 1, words
    (publisher,) = elements_saying(root, "The Arle Gazette")
    assert publisher.tag == "a"
    assert publisher.get("href") == stories[0].story.attribution.url


def test_a_recorded_notice_is_an_element_of_its_own(block: Callable[..., Tree]) -> None:
    (notice,) = elements_saying(block(1), "When this text is reprinted, name Северный телеграф and link to it.")
    assert shown(notice.getparent()).startswith("Content appears here under this condition or license: When")


def test_a_time_element_carries_the_date_as_exact_as_it_is(block: Callable[..., Tree]) -> None:
    assert [element.get("datetime") for element in block(0).iter("time")] == [
        "2025-08-15T18:28:21+03:00",
        "2025-08-16T01:10:00+03:00",
    ]
    assert [element.get("datetime") for element in block(2).iter("time")] == ["2025-08"]
    assert not list(block(5).iter("time"))
    assert elements_saying(block(5), "Date not stated")


def test_mirrors_are_named_in_order_with_their_own_claims(block: Callable[..., Tree]) -> None:
    words = shown(block(5))
    assert words.index("via Tide Mirror: gopher://tide.example/1/coast/") < words.index("The claim of Tide Mirror")
    assert words.index("The claim of Tide Mirror") < words.index("via Second Hand News:")


def test_the_houses_words_stand_outside_and_leave_the_block_as_it_is(stories: tuple[EditionStory, ...], site: Site) -> None:
    def block_of(story: EditionStory, house: Site) -> bytes:
        page = tree(html.story_page(story, house))
        return bytes(lxml_html.tostring(page.get_element_by_id("story")))

    silent = replace(stories[0], commentary=())
    assert block_of(stories[0], site) == block_of(silent, replace(site, call_to_action=None))
    root = tree(html.story_page(stories[0], site))
    (opinion,) = [section for section in root.iter("section") if section.get("class") == "commentary opinion"]
    assert "A bridge is a promise." in shown(opinion)
    assert "Mara Voss" in shown(opinion)
    (own,) = root.find_class("house-words")
    assert site.copyright_notice is not None
    assert site.copyright_notice in shown(own)
    (call,) = elements_saying(root, "Sign the river petition")
    assert call.get("href") == "https://desk.example/petition"


def test_every_kind_of_block_is_marked_up_as_what_it_is(block: Callable[..., Tree]) -> None:
    (body,) = block().find_class("body")
    assert body.xpath("count(./ul/li/ul/li/ul/li)") == 1
    assert body.xpath("string(./ol/@start)") == "3"
    assert body.xpath("count(./blockquote/p)") == 2
    assert body.xpath("count(.//th)") == 3
    assert body.xpath("string(./pre)") == "level  08:00  1.20 m\nlevel  12:00  1.35 m <rising>"
    assert body.xpath("count(./p/br)") == 1
    assert [link.get("href") for link in body.xpath("./figure//a")] == [
        "https://press.example/reed",
        "https://press.example/pier.jpg",
    ]


def test_nothing_is_loaded_from_elsewhere_and_no_script_runs(pages: dict[str, Page]) -> None:
    for page in pages.values():
        if not page.path.endswith(".html"):
            continue
        root = tree(page)
        policy = root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert policy == "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'"
        assert not root.xpath("//img | //iframe | //object | //style | //*[@style] | //script[not(@type='application/ld+json')]")
        loaded = root.xpath("//link[@rel='stylesheet' or @rel='icon']/@href")
        assert loaded
        assert not [href for href in loaded if "//" in href]


def test_every_page_leads_to_the_feed_and_every_link_of_ours_to_a_page(pages: dict[str, Page], edition: Edition) -> None:
    files = set(pages) | {"web/feed.atom"}
    for page in pages.values():
        if not page.path.endswith(".html"):
            continue
        root = tree(page)
        assert root.xpath("//link[@rel='alternate' and @type='application/atom+xml']/@href"), page.path
        for href in root.xpath("//a/@href | //link[@rel='stylesheet' or @rel='icon' or @rel='alternate']/@href"):
            if ":" in href or href.startswith("#"):
                continue
            assert resolved(page.path, href) in files, (page.path, href)


def resolved(path: str, href: str) -> str:
    folder = [] if href.startswith("/") else path.split("/")[1:-1]
    for part in href.partition("?")[0].lstrip("/").split("/"):
        if part == "..":
            folder.pop()
        elif part not in ("", "."):
            folder.append(part)
    file = "/".join(["web", *folder])
    return file if folder and "." in folder[-1] else f"{file}/index.html"


def test_a_site_below_a_path_finds_its_parts(edition: Edition, site: Site) -> None:
    below = replace(site, base_url="https://desk.example/news/")
    pages = {page.path: page for page in html.render(edition, below)}
    assert b'href="/news/static/site.css?' in pages["web/404.html"].body
    assert b'href="./static/site.css?' in pages["web/index.html"].body
    assert b'href="../../static/site.css?' in pages["web/topics/rivers/index.html"].body


def test_the_page_claims_the_original_as_canonical_and_names_its_licence(stories: tuple[EditionStory, ...], site: Site) -> None:
    root = tree(html.story_page(stories[0], site))
    assert root.xpath("string(//link[@rel='canonical']/@href)") == stories[0].story.attribution.url
    assert root.xpath("string(//link[@rel='license']/@href)") == "https://creativecommons.org/licenses/by/4.0/"
    assert root.xpath("//article//a[contains(@rel, 'license')]/@href") == ["https://creativecommons.org/licenses/by/4.0/"]


def facts(story: EditionStory, site: Site) -> dict[str, Any]:
    (script,) = tree(html.story_page(story, site)).xpath("//script")
    read: dict[str, Any] = json.loads(script.text)
    return read


def test_machines_read_the_same_facts(stories: tuple[EditionStory, ...], site: Site) -> None:
    read = facts(stories[0], site)
    assert read["@type"] == "NewsArticle"
    assert read["headline"] == stories[0].story.headline
    assert read["datePublished"] == "2025-08-15T18:28:21+03:00"
    assert read["isBasedOn"] == stories[0].story.attribution.url
    assert read["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [author["name"] for author in read["author"]] == ["Jon Hale", "Petra Ng"]
    assert facts(stories[2], site)["datePublished"] == "2025-08"
    assert "datePublished" not in facts(stories[5], site)


HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<!--",
    "{{ 7 * 7 }}",
    "&lt;b&gt;",
    "\u2028line",
    "\u202edesrever",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_words_stay_words_whatever_they_look_like(
    words: str, stories: tuple[EditionStory, ...], site: Site, altered: Callable[..., EditionStory]
) -> None:
    body: tuple[Block, ...] = (Paragraph((Text(words), Link("javascript:alert(1)", (Text(words),)))),)
    story = altered(stories[0], headline=words, standfirst=(Text(words),), body=body)
    root = tree(html.story_page(story, site))
    assert shown(root.xpath("//h1")[0]) == " ".join(words.split())
    assert not root.xpath("//img | //script[not(@type='application/ld+json')] | //article//a[starts-with(@href, 'javascript')]")
    assert facts(story, site)["headline"] == words


def test_a_call_to_action_with_an_unsafe_address_is_left_out(stories: tuple[EditionStory, ...], site: Site) -> None:
    house = replace(site, call_to_action=CallToAction(label="Click", url="javascript:alert(1)"))
    assert b"Click" not in html.story_page(stories[0], house).body


@pytest.mark.parametrize(("number", "language", "turn"), [(0, "en", "ltr"), (1, "ru", "ltr"), (2, "ar", "rtl"), (3, "ja", "ltr")])
def test_words_bear_their_language_and_direction(number: int, language: str, turn: str, block: Callable[..., Tree]) -> None:
    root = block(number)
    for element in (root.find(".//h1"), root.get_element_by_id("story-body")):
        assert element is not None
        assert (element.get("lang"), element.get("dir")) == (language, turn)


def test_a_link_prints_no_text_and_says_where_it_is(stories: tuple[EditionStory, ...], site: Site) -> None:
    story = replace(stories[0], printed=print_of(stories[0].story, Scope.LINK))
    words = shown(tree(html.story_page(story, site)).get_element_by_id("story"))
    assert "The text stands at its publisher: read it there." in words
    assert "third pier" not in words


def test_a_long_story_folds_at_a_paragraph_and_stands_open(
    stories: tuple[EditionStory, ...], site: Site, altered: Callable[..., EditionStory]
) -> None:
    words = " ".join(["word"] * 100)
    body: list[Block] = []
    for number in range(20):
        body += [Heading(2, (Text(f"Part {number}"),)), Paragraph((Text(f"{number} {words}"),)), Paragraph((Text(words),))]
    root = tree(html.story_page(altered(stories[0], body=tuple(body)), site))
    (fold,) = root.find_class("fold")
    assert fold.get("open") is not None
    assert fold[0].tag == "summary"
    assert fold[1].tag == "p"
    assert len(root.get_element_by_id("story-body").xpath(".//h2")) == 20
    assert not tree(html.story_page(stories[0], site)).find_class("fold")


def test_a_withdrawn_story_leaves_a_dated_notice_and_none_of_its_text(pages: dict[str, Page], edition: Edition) -> None:
    page = pages[paths.web_file(edition.tombstones[0].place)]
    words = shown(tree(page).get_element_by_id("story"))
    assert "Withdrawn: Tuesday, September 2, 2025, 8:00 AM Eastern Daylight Time." in words
    assert "The publisher took the story back: it was about another mayor." in words
    assert page.story is None
    assert b"noindex" in page.body


def test_lists_show_what_a_reader_chooses_by(pages: dict[str, Page]) -> None:
    root = tree(pages["web/index.html"])
    cards = root.find_class("card")
    assert len(cards) == 5
    assert shown(cards[0]) == (
        "The Arle Gazette Bridge over the Arle closed after divers find a crack "
        "The county shuts two of four lanes, and “nobody crosses” until the survey is done. Friday, August 15, 2025"
    )
    assert root.xpath("//a[@rel='next']/@href") == ["./page/1/"]
    assert not tree(pages["web/page/1/index.html"]).xpath("//a[@rel='next']")


def test_months_are_menus_of_the_hole_alone(pages: Iterable[str]) -> None:
    assert not [path for path in pages if re.search(r"/\d{4}/\d{2}/", path)]


def test_an_edition_without_changed_lists_leaves_them_alone(edition: Edition, site: Site) -> None:
    small = replace(edition, lists=(), directory=None, newest=None, tombstones=())
    paths_of = {page.path for page in html.render(small, site)}
    assert "web/topics/index.html" not in paths_of
    assert "web/index.html" not in paths_of


def test_an_emptied_list_says_so(edition: Edition, site: Site) -> None:
    (topic, *_) = [listed for listed in edition.lists if listed.kind is ListKind.TOPIC]
    (page, *_) = html.render(replace(edition, stories=(), tombstones=(), lists=(replace(topic, cards=()),)), site)
    assert "No stories stand here now." in page.body.decode()
