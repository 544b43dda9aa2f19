"""What a page states of itself, each wording with its place, however broken the page is."""

import pytest

from ingest.extract.article import Article
from ingest.extract.html import extract_html

TEXT = "".join(
    f"<p>The {word} of the old harbour has been mended, and the people who live beside it have hung out flags for the day.</p>"
    for word in ("wall", "clock", "crane", "light")
)


def read(head: str = "", body: str = "<h1>The harbour is mended</h1>", foot: str = "", feed_title: str | None = None) -> Article:
    article = f'<article>{body}<div class="text">{TEXT}</div></article>'
    page = f'<html lang="en"><head><meta charset="utf-8">{head}</head><body>{article}{foot}</body></html>'
    found = extract_html(page.encode(), url="https://www.quay.example/news/1", feed_title=feed_title)
    assert isinstance(found, Article), found
    return found


def told(article: Article, kind: str) -> set[tuple[str, str]]:
    return {(wording.place, wording.text) for wording in article.wordings if wording.kind == kind}


@pytest.mark.parametrize(
    ("head", "body", "headline"),
    [
        (
            "<title>The harbour is mended | Quay News</title><meta property='og:site_name' content='Quay News'>",
            "",
            "The harbour is mended",
        ),
        (
            "<meta property='article:section' content='Town'><title>Quay News: the harbour is mended - Town - quay</title>",
            "",
            "Quay News: the harbour is mended",
        ),
        ("<title>Quay — The harbour is mended</title>", "", "The harbour is mended"),
        (
            "<title>Harbour</title><meta property='og:title' content='The harbour &amp;amp; its wall'>",
            "",
            "The harbour & its wall",
        ),
        ("<title>Harbour mended at last</title>", "<h1>The harbour is mended</h1>", "The harbour is mended"),
        (
            "<meta property='og:title' content='The harbour is mended'>",
            "<h1>Quay News</h1><h1>The harbour is mended</h1>",
            "The harbour is mended",
        ),
        (
            "<meta property='og:title' content='The harbour is …'>",
            "<h1>Quay</h1><h1>The harbour is mended</h1>",
            "The harbour is mended",
        ),
        ("<title>War – and peace</title>", "", "War – and peace"),
        (
            "<title>What to know of the quay</title>",
            "<h1>The harbour wall is mended at last</h1>",
            "The harbour wall is mended at last",
        ),
        ("<title>Harbour wall mended</title>", "<h1>Fishing and Trade by Sea</h1><h1>Quay News</h1>", "Harbour wall mended"),
        ("<title>What to know of the quay</title>", "<h1>Quay News Online Daily</h1>", "What to know of the quay"),
        (
            "<title>What to know of the quay</title>",
            "<h1><a href='/'>Daily News From Our Town</a></h1>",
            "What to know of the quay",
        ),
        (
            "<title>港の壁がようやく直った：波止場新聞社の記事</title>",
            "<h2>港の壁がようやく直った</h2>",
            "港の壁がようやく直った",
        ),
        ("<title>The Quay: the wall is mended</title>", "<h1>The Quay</h1><h1>the wall is mended</h1>", "the wall is mended"),
    ],
)
def test_the_headline_is_the_publishers_without_the_sites_name(head: str, body: str, headline: str) -> None:
    assert read(head, body).headline == headline


def test_the_feeds_title_settles_which_headline_is_meant() -> None:
    assert (
        read("", "<h1>Town</h1><h1>The harbour is mended</h1>", feed_title="The harbour is mended").headline
        == "The harbour is mended"
    )


LINE = "<table><tr><td><font size='4'><b>The harbour wall is mended</b></font></td></tr></table>"


@pytest.mark.parametrize(
    ("title", "body", "feed_title", "headline"),
    [
        ("The Coast Daily and Its Towns", LINE, "The harbour wall is mended", "The harbour wall is mended"),
        ("The Coast Daily and Its Towns", LINE, "Harbour: wall as good as new", "Harbour: wall as good as new"),
        ("Coast Daily: Towns: The harbour wall is mended - Local", LINE, None, "The harbour wall is mended"),
        ("Coast Daily » The harbour wall is mended «", LINE, None, "The harbour wall is mended"),
        ("The harbour wall is mended - Towns - Sports", "<h2>Towns</h2>", None, "The harbour wall is mended - Towns"),
    ],
    ids=[
        "the feed's words on the page",
        "the feed's words against the site's name",
        "a part of the title, on the page",
        "signs around it",
        "a section is none",
    ],
)
def test_a_title_alone_gives_way_to_what_the_page_bears_out(title: str, body: str, feed_title: str | None, headline: str) -> None:
    found = read(f"<title>{title}</title>", body, feed_title=feed_title)
    assert found.headline == headline


def test_of_a_term_that_is_stated_twice_what_property_states_comes_first() -> None:
    metas = "<meta name='og:title' content='Quay 42'><meta property='og:title' content='The harbour is mended'>"
    assert read(metas, body="").headline == "The harbour is mended"


def test_a_heading_that_is_called_a_standfirst_is_no_headline() -> None:
    under = (
        "<h2 class='hed'>The harbour is mended</h2><h1 class='story-dek'>A wall of two hundred years stands upright again.</h1>"
    )
    found = read("<title>The harbour is mended</title>", under)
    assert found.headline == "The harbour is mended"


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","headline":"H","datePublished":"2025-04-01"}',
        '[{"@type":"WebSite"},{"@type":"NewsArticle","datePublished":"2025-04-01"}]',
        '{"@graph":[{"@type":"BreadcrumbList"},{"@type":["Article","NewsArticle"],"datePublished":"2025-04-01"}]}',
        '<!-- {"@type":"NewsArticle","datePublished":"2025-04-01"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","datePublished":"2025-04-01"}\n//]]>',
        '{"@type":"NewsArticle","description":"line\nbreak","datePublished":"2025-04-01",}',
        '{"@type":"http://schema.org/NewsArticle","datePublished":"2025-04-01"};',
    ],
)
def test_json_ld_is_read_in_every_shape(script: str) -> None:
    article = read(f'<script type="application/ld+json">{script}</script>')
    assert ("json-ld", "2025-04-01") in told(article, "published")


@pytest.mark.parametrize(
    "script",
    ["", "{", "null", "[1, 2", '{"@type": 7}', '{"@type":"NewsArticle","author":[[[]]],"publisher":{"name":{}}}', "[" * 9_000],
)
def test_broken_json_ld_is_passed_over(script: str) -> None:
    assert read(f'<script type="application/ld+json">{script}</script>').headline == "The harbour is mended"


def test_authors_say_whether_they_are_people() -> None:
    people = '{"@type":"Person","name":"Ada Quay","url":"/ada"},{"@type":"Organization","name":"Quay News"}'
    script = f'{{"@type":"NewsArticle","author":[{people}]}}'
    article = read(f'<script type="application/ld+json">{script}</script><meta name="author" content="Ada Quay">')
    assert told(article, "author") >= {
        ("json-ld author", "Ada Quay"),
        ("json-ld organization", "Quay News"),
        ("meta author", "Ada Quay"),
    }


@pytest.mark.parametrize(
    ("stated", "people"),
    [
        (
            '{"@type": "NewsMediaOrganization", "name": "Quay News"}',
            {("json-ld author", "Ada Moss"), ("json-ld author", "Bo Ek")},
        ),
        ('{"@type": "Person", "name": "Eva Klein"}', {("json-ld author", "Eva Klein")}),
    ],
)
def test_who_created_a_text_wrote_it_where_its_house_stands_as_author(stated: str, people: set[tuple[str, str]]) -> None:
    thing = f'{{"@type": "NewsArticle", "author": {stated}, "creator": ["Ada Moss", "Bo Ek"]}}'
    said = told(read(head=f'<script type="application/ld+json">{thing}</script>'), "author")
    assert said - {("json-ld organization", "Quay News")} == people


def test_a_writer_is_known_by_a_meta_element_of_korean_pages_and_by_the_word_journalist() -> None:
    said = told(read(head="<meta property='dable:author' content='홍길동 기자'>"), "author")
    assert ("meta dable:author", "홍길동 기자") in said
    named = read(body="<h1>The harbour is mended</h1><div class='journalist'><span>Ada Moss</span></div>")
    assert "Ada Moss" in {text for _, text in told(named, "author")}


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ("", "en"),
        ("<meta http-equiv='Content-Language' content='id'>", "id"),
        ("<meta property='og:locale' content='tr_TR'>", "tr_TR"),
        ("<meta property='og:locale' content='en_GB'>", "en"),
        ("<meta http-equiv='Content-Language' content='utf-8'>", "en"),
    ],
)
def test_english_that_a_program_wrote_gives_way_to_a_language_that_is_stated(head: str, language: str) -> None:
    assert read(head=head).language == language


def test_a_text_in_another_script_is_not_in_english() -> None:
    lines = "".join(
        f"<p>港口的旧{thing}已经修好了，住在旁边的人今天都挂出了旗子，孩子们在码头上唱歌。</p>" for thing in "墙钟灯门"
    )
    found = extract_html(
        f"<html lang='en'><body><article><h1>港口修好了</h1>{lines}</article></body></html>".encode(), url="https://x.example/"
    )
    assert isinstance(found, Article)
    assert found.language is None


def test_dates_topics_and_addresses_of_the_head() -> None:
    article = read(
        '<meta property="article:published_time" content="2025-04-01T08:00Z">'
        '<meta property="article:modified_time" content="2025-04-02">'
        '<meta name="keywords" content="harbour, walls;flags">'
        '<link rel="canonical" href="/news/harbour"><meta property="og:url" content="/other">'
    )
    assert told(article, "published") == {("meta article:published_time", "2025-04-01T08:00Z")}
    assert told(article, "updated") == {("meta article:modified_time", "2025-04-02")}
    assert {text for _, text in told(article, "topic")} == {"harbour", "walls", "flags"}
    assert article.canonical == "https://www.quay.example/news/harbour"


def test_visible_times_tell_published_from_updated() -> None:
    times = '<time datetime="2025-04-01">1 April</time> Updated <time class="updated" datetime="2025-04-02">2 April</time>'
    article = read(body=f'<h1>The harbour is mended</h1><p class="meta">{times}</p>')
    assert ("time", "2025-04-01") in told(article, "published")
    assert ("time", "2025-04-02") in told(article, "updated")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('<time class="published updated" datetime="2025-04-02">2 April</time>', "published"),
        ('<time class="updated" pubdate datetime="2025-04-02">2 April</time>', "published"),
        ('<time class="updated" datetime="2025-04-02">2 April</time>', "updated"),
        ('<a href="/ada">Ada Quay</a> last updated <time datetime="2025-04-02">2 April</time>', "updated"),
        ('<span class="last-updated"><b><time datetime="2025-04-02">2 April</time></b></span>', "updated"),
        ('<span class="update"><time itemprop="datePublished" datetime="2025-04-02">2 April</time></span>', "published"),
        ('Updated <time itemprop="datePublished" datetime="2025-04-02">2 April</time>', "updated"),
        ('<span class="updates"><time datetime="2025-04-02">2 April</time> Ada Quay</span>', "published"),
    ],
)
def test_what_a_time_dates_is_told_by_its_names_the_words_before_it_and_its_frames(line: str, kind: str) -> None:
    article = read(body=f'<h1>The harbour is mended</h1><p class="meta">{line}</p>')
    assert ("time", "2025-04-02") in told(article, kind)


@pytest.mark.parametrize(
    ("foot", "place", "sentence"),
    [
        ("<footer><p>© 2025 Quay News. All rights reserved.</p></footer>", "footer", "© 2025 Quay News. All rights reserved."),
        (
            "<footer><p>Write to us. Texts may not be republished without permission. Tea is at five.</p></footer>",
            "footer",
            "Texts may not be republished without permission.",
        ),
        ("<div class='footer'>Alle Rechte vorbehalten.</div>", "footer", "Alle Rechte vorbehalten."),
        ("<footer>Reproduction interdite.</footer>", "footer", "Reproduction interdite."),
        ("<footer>Todos los derechos reservados.</footer>", "footer", "Todos los derechos reservados."),
        ("<footer>При перепечатке ссылка обязательна.</footer>", "footer", "При перепечатке ссылка обязательна."),
        (
            "<aside><p>This work is published under a Creative Commons licence.</p></aside>",
            "aside",
            "This work is published under a Creative Commons licence.",
        ),
    ],
)
def test_sentences_on_rights_are_kept_whole_with_their_place(foot: str, place: str, sentence: str) -> None:
    assert (place, sentence) in told(read(foot=foot), "rights")


def test_a_story_about_licences_states_no_rights() -> None:
    text = "The town has given the harbour pub a licence again, and the brewer may reproduce his beer as he did in former days."
    assert told(read(body=f"<h1>The harbour is mended</h1><p>{text}</p>"), "rights") == set()


def test_licence_links_and_badges_are_found_wherever_they_stand() -> None:
    badge = '<a rel="license" href="//creativecommons.org/licenses/by-nd/4.0/"><img src="/cc.png" alt="CC BY-ND"></a>'
    article = read(
        '<link rel="license" href="https://creativecommons.org/licenses/by/4.0/">', foot=f"<footer>{badge} Our terms.</footer>"
    )
    urls = {(wording.place, wording.url) for wording in article.wordings if wording.kind == "licence-url"}
    assert ("head link", "https://creativecommons.org/licenses/by/4.0/") in urls
    assert ("footer", "https://creativecommons.org/licenses/by-nd/4.0/") in urls


def test_what_is_not_free_to_read_is_not_vouched_for() -> None:
    article = read('<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>')
    assert not article.alteration.unaltered
    assert read().alteration.unaltered
