"""Full text in a feed: the same blocks and checks as for a page; what feed software adds goes, what it cuts is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extract.article import Article, NoArticle
from ingest.extract.fragment import extract_fragment, is_whole
from ingest.parse.entry import Content
from news.alteration import Level
from news.body import Break, Figure, ListBlock, Paragraph, Quote, inline_runs, leaves, links, plain

BASE = "https://blog.example/2025/kites/"
FIRST = (
    "The kite makers of the upper town have finished the largest kite that ever flew there, and it took nine of them to carry it."
)
SECOND = (
    "It was made of old sails, and of a tablecloth, which the innkeeper had given only after he had been promised its return."
)
THIRD = "On Sunday it flew for two hours. Then the string broke, and the tablecloth has not been seen in the country since."
FOURTH = (
    "The innkeeper was paid with another cloth, newer and smaller, and he says that he would have liked to see the old one fly."
)
TEXTS = [
    FIRST,
    SECOND,
    THIRD,
    FOURTH,
    FIRST.replace("largest", "smallest"),
    SECOND.replace("tablecloth", "curtain"),
    THIRD.replace("Sunday", "Monday"),
]
WHOLE = "".join(f"<p>{text}</p>" for text in TEXTS)


def content(body: str, *, html: bool = True, full: bool = True) -> Content:
    return Content(body=body, html=html, full=full, place="content:encoded")


def read(body: str, *, html: bool = True, full: bool = True, headline: str | None = "The kite") -> Article:
    found = extract_fragment(content(body, html=html, full=full), base_url=BASE, headline=headline)
    assert isinstance(found, Article), found
    return found


def lines(article: Article) -> list[str]:
    return [leaf.text for leaf in leaves(article.blocks)]


def test_all_of_the_text_is_printed_and_vouched_for() -> None:
    article = read(WHOLE)
    assert lines(article) == TEXTS
    assert article.alteration.level is Level.VERBATIM
    assert is_whole(content(WHOLE), article)
    assert is_whole(content(WHOLE))


def test_structure_is_kept_and_links_become_absolute() -> None:
    body = (
        f"<p>{FIRST}</p><ul><li>sails<ul><li>old</li></ul></li><li>string</li></ul><blockquote><p>{SECOND}</p></blockquote>"
        f'<figure><img src="/k.jpg" alt="A kite"><figcaption>The kite. <em class="credit">Photo: us</em></figcaption></figure>'
        f'<p>{THIRD} <a href="../maps">A map</a> shows <a href="javascript:x">where</a>.</p>'
    )
    article = read(body)
    kinds = [type(block) for block in article.blocks]
    assert kinds == [Paragraph, ListBlock, Quote, Figure, Paragraph]
    assert [link.url for run in inline_runs(article.blocks) for link in links(run)] == ["https://blog.example/2025/maps"]
    figure = article.blocks[3]
    assert isinstance(figure, Figure)
    assert (figure.url, plain(figure.credit)) == ("https://blog.example/k.jpg", "Photo: us")
    assert lines(article)[-1] == f"{THIRD} A map shows where."


@pytest.mark.parametrize(
    "trailer",
    [
        '<p>The post <a href="/1">The kite</a> appeared first on <a href="/">The Blog</a>.</p>',
        '<p>This article was originally published at <a href="/1">The Blog</a>.</p>',
        "<p>Запись Воздушный змей впервые появилась в Блоге.</p>",
        '<img src="https://feeds.example/p.gif" height="1" width="1" alt="">',
        '<div class="sharedaddy social-share"><a href="/t">Tweet</a> <a href="/f">Share</a></div>',
    ],
)
def test_what_feed_software_appends_is_no_text(trailer: str) -> None:
    article = read(WHOLE + trailer)
    assert lines(article) == TEXTS
    assert article.alteration.level is Level.VERBATIM
    assert article.alteration.end_in_doubt is None


@pytest.mark.parametrize(
    ("cut", "sign"),
    [
        ('<p><a href="/1">Continue reading →</a></p>', "Continue reading"),
        ('<p>But there is more to it. <a href="/1">Read more</a></p>', "Read more"),
        ("<p>And then the wind, which nobody had expected to turn before the evening, [&hellip;]</p>", "ellipsis"),
        ("<p>And then the wind, which nobody had expected to turn ... (read more)</p>", "ellipsis"),
        ('<p><a href="/1">Читать далее</a></p>', "Читать далее"),
    ],
)
def test_a_cut_text_is_told_and_never_whole(cut: str, sign: str) -> None:
    article = read(WHOLE + cut)
    assert article.alteration.level is Level.EXCERPT
    assert sign in (article.alteration.end_in_doubt or "")
    assert not is_whole(content(WHOLE + cut), article)


def test_a_summary_is_not_taken_for_the_text() -> None:
    assert not is_whole(content(f"<p>{FIRST}</p>", full=False))
    assert not is_whole(content("<p>Kites fly.</p>"))
    assert read(f"<p>{FIRST}</p>", full=False).alteration.level is Level.INCOMPLETE
    assert is_whole(content(WHOLE, full=False))


def test_the_headline_is_not_told_twice() -> None:
    assert lines(read("<h2>The kite</h2>" + WHOLE)) == TEXTS
    assert read(WHOLE, headline="Kites &amp; strings").headline == "Kites & strings"


def test_plain_text_has_paragraphs_and_lines() -> None:
    body = f"{FIRST[:70]}\n{FIRST[70:]}\r\n\r\nOne,\ntwo,\nthree.\n\n<b>no mark-up</b> & so on"
    article = read(body, html=False)
    assert lines(article) == [FIRST, "One, two, three.", "<b>no mark-up</b> & so on"]
    second = article.blocks[1]
    assert isinstance(second, Paragraph)
    assert sum(isinstance(piece, Break) for piece in second.content) == 2


def test_rights_in_the_text_are_found() -> None:
    link = '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY</a>'
    body = f"{WHOLE}<p>This text may be republished under a {link} licence.</p>"
    found = {(wording.kind, wording.url) for wording in read(body).wordings}
    assert ("licence-url", "https://creativecommons.org/licenses/by/4.0/") in found
    assert any(kind == "rights" for kind, _ in found)


@pytest.mark.parametrize("body", ["", "  ", "<p></p>", "<img src='/a.jpg'>", "<script>x</script>", "—"])
def test_content_without_words_is_no_article(body: str) -> None:
    found = extract_fragment(content(body), base_url=BASE, headline=None)
    assert isinstance(found, NoArticle)
    assert not is_whole(content(body))


@settings(max_examples=100)
@given(st.text(max_size=300), st.booleans())
def test_any_content_gives_an_answer(body: str, html: bool) -> None:
    assert isinstance(extract_fragment(content(body, html=html), base_url=BASE, headline=body[:20]), Article | NoArticle)


def test_the_record_that_another_desk_wrote_below_a_story_is_none_of_its_text() -> None:
    record = (
        "<hr/><div class='wiredesk-record' lang='en' dir='ltr'>"
        "<p>This story was originally published by The Kite and is unaltered.</p>"
        "<p>Content appears here under this condition or license: CC-BY-4.0</p><p>Published and (C) by The Kite</p></div>"
    )
    found = read(WHOLE + record)
    assert [leaf.text for leaf in leaves(found.blocks)] == TEXTS
    assert found.alteration.level is Level.VERBATIM
    assert [loss.rule for loss in found.alteration.losses] == ["record of the desk that it came through"] * 3
    assert {wording.place for wording in found.wordings} == {"record of the desk that it came through"}
